"""What every reply tells the browser: keep nothing, frame nothing, run nothing that is not ours."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from asking import asked, path_at
from build import PASSWORD, a_pack, an_officer
from django.test import Client
from django.urls import reverse
from policy import policy_table
from world import OWN

from plodnee.organization.models import Centre

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
TABLE = policy_table()
READ = [row.name for row in TABLE.values() if "GET" in row.answers]
ROOT = Path(__file__).parents[2]


class Page(HTMLParser):
    """What a page would run or fetch, and what in it the content policy would not allow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forbidden: list[str] = []
        self.fetched: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self._in_script = tag == "script"
        if tag == "style" or "style" in named or any(name.startswith("on") for name in named):
            self.forbidden.append(f"<{tag} {named}>")
        if tag in ("script", "img", "link", "iframe", "form", "object", "embed", "source"):
            values = (named.get(name) for name in ("src", "href", "action", "data"))
            self.fetched += [value for value in values if value]

    def handle_data(self, data):
        if self._in_script and data.strip():
            self.forbidden.append(data[:40])

    def handle_endtag(self, tag):
        self._in_script = False


@pytest.mark.parametrize("name", READ)
def test_every_reply_forbids_keeping_framing_sniffing_and_foreign_parts(name, world):
    for visitor in ("district", "department", "anonymous"):
        reply = asked(world.clients[visitor], "GET", path_at(name, world))
        heads = reply.headers
        assert heads["Cache-Control"] == "no-store"
        assert heads["X-Content-Type-Options"] == "nosniff"
        assert heads["X-Frame-Options"] == "DENY"
        assert heads["Referrer-Policy"] == "same-origin"
        assert heads["Cross-Origin-Opener-Policy"] == "same-origin"
        policy = dict(
            part.strip().split(" ", 1) for part in heads["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert "unsafe" not in heads["Content-Security-Policy"]
        if heads["Content-Type"].startswith("text/html"):
            assert_nothing_forbidden(Page(reply.content.decode()))


def assert_nothing_forbidden(page):
    """The page holds nothing that its own policy forbids, and fetches nothing from elsewhere."""
    assert page.forbidden == []
    assert not [url for url in page.fetched if not url.startswith(("/", "#", "data:image/"))]


def test_files_are_handed_over_to_be_kept_not_shown_under_a_name_without_persons(world):
    own = world.centres[OWN]
    a_pack(Centre.objects.get(pk=OWN))
    for name in ("deck", "pack", "register_file", "plan_sheet", "problems_csv", "template"):
        reply = asked(world.clients["district"], "GET", path_at(name, world))
        disposition = reply.headers["Content-Disposition"]
        assert disposition.startswith("attachment; filename")
        assert disposition.isascii()
        assert "=?" not in disposition  # a mail's way of writing, which no browser reads
        assert own.word not in disposition


def test_the_name_of_a_household_s_file_reaches_the_browser_whole(world):
    """A household's code may be Thai; a file name with such signs is sent as RFC 6266 says."""
    reply = asked(world.clients["district"], "GET", path_at("plan_sheet", world))
    disposition = reply.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert unquote(disposition.partition("''")[2]) == "31011805-กาหลงรหัส1.pdf"


def test_cookies_are_ours_alone():
    client, officer = Client(), an_officer("district_officer", "3101")
    said = {"login": officer.username, "password": PASSWORD}
    assert client.post(reverse("account_login"), said).status_code == 302
    client.get(reverse("home"))
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    for name in ("sessionid", "csrftoken", "django_language"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert not cookie["domain"], name


UNDER_HTTPS = """
from plodnee.commands.environment import start_django
start_django()
from django.contrib.auth import get_user_model
from django.test import Client
plain, safe = Client(), Client(headers={"x-forwarded-proto": "https"})
print(plain.get("/accounts/login/").headers["Location"])
print(plain.get("/healthz").status_code)
get_user_model().objects.create_user("somebody", password="a long enough secret")
print(safe.get("/accounts/login/").headers["Strict-Transport-Security"])
said = {"login": "somebody", "password": "a long enough secret"}
print(safe.post("/accounts/login/", said, headers={"x-forwarded-for": "1.2.3.4"}).status_code)
safe.post("/i18n/setlang/", {"language": "en"})
print(sorted((name, bool(c["secure"])) for name, c in safe.cookies.items() if c.value))
safe.post("/accounts/logout/")
print(bool(safe.cookies["messages"].value), bool(safe.cookies["messages"]["secure"]))
"""


def test_under_https_cookies_are_secure_and_plain_requests_are_sent_on(migrated):
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", UNDER_HTTPS],
        env=migrated.environment
        | {
            "PLODNEE_HTTPS": "on",
            "PLODNEE_BEHIND_PROXY": "on",
            "PLODNEE_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "plodnee.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT)]),
        },
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert said[0] == "https://testserver/accounts/login/"
    assert said[1] == "200"
    assert "max-age=31536000" in said[2]
    assert said[3] == "302"
    names = ["csrftoken", "django_language", "sessionid"]
    assert said[4] == str([(name, True) for name in names])
    assert said[5] == "True True"
