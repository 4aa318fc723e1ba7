"""Somebody at a browser without a screen: logs in, reads pages, sends forms, keeps cookies."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

from build import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class NotFollowed(HTTPRedirectHandler):
    """A redirect is an answer of its own."""

    def redirect_request(self, *given):
        return None


class Browser:
    """Somebody who has logged in to the site."""

    def __init__(self, site, name, patience_seconds=60):
        self.site, self.patience_seconds = site, patience_seconds
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), NotFollowed)
        self.token = self.token_on("/accounts/login/")
        assert self.send("/accounts/login/", {"login": name, "password": PASSWORD})[0] == 302
        self.token = self.token_on("/account/")

    def page(self, path):
        with self.opener.open(self.site + path, timeout=self.patience_seconds) as page:
            return page.read().decode()

    def token_on(self, path):
        return TOKEN.search(self.page(path)).group(1)

    def send(self, path, form):
        """The status of the answer and what it says; a redirect says nothing."""
        status, words, _heads = self.sent(path, form)
        return status, words

    def sent(self, path, form):
        """The status, the words and the heads of the answer to a form."""
        body = urlencode(form | {"csrfmiddlewaretoken": self.token}).encode()
        try:
            with self.opener.open(self.site + path, body, self.patience_seconds) as reply:
                return reply.status, "", dict(reply.headers)
        except HTTPError as answer:
            return answer.code, answer.read().decode(), dict(answer.headers)
