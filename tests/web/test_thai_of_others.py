"""What the log-in package and the framework say on our pages is good Thai as well."""

import re
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from build import PASSWORD, an_officer
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from test_logging_in import code_of, log_in, with_second_factor

from tools.messages import CATALOGUE

THAI = Path(str(CATALOGUE).replace("/en/", "/th/"))
OTHERS = (
    Path(allauth.__file__).parent / "locale/th/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "conf/locale/en/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "contrib/auth/locale/en/LC_MESSAGES/django.po",
)
# Names, and signs that are no word of a language.
NOT_ENGLISH = (
    r"English|geothai|CC BY|Sarabun|OFL|Google Authenticator|district\S*|nobody|[A-Z2-7]{32}"
)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def entries() -> list[Message]:
    return [entry for entry in catalogue(THAI) if entry.id]


def one(text: object) -> str:
    return str(text[0] if isinstance(text, tuple | list) else text)


def test_each_sentence_is_one_that_the_others_still_say():
    theirs = {one(entry.id) for path in OTHERS for entry in catalogue(path) if entry.id}
    assert [one(entry.id) for entry in entries() if one(entry.id) not in theirs] == []


def test_each_sentence_names_no_value_that_the_english_does_not():
    values = re.compile(r"%\(\w+\)[ds]|%d")
    for entry in entries():
        assert one(entry.string)
        assert set(values.findall(one(entry.string))) <= set(values.findall(one(entry.id)))


def test_what_is_too_long_or_cannot_be_seen_is_refused_in_thai():
    with override("th"):
        for field, value in (
            (forms.CharField(max_length=3), "ยาวไป"),
            (forms.CharField(min_length=3), "x"),
            (forms.CharField(), "a\0b"),
            (forms.FileField(max_length=3), SimpleUploadedFile("long.png", b"x")),
        ):
            with pytest.raises(ValidationError) as refused:
                field.clean(value)
            assert re.findall("[A-Za-z]{3,}", str(refused.value.messages)) == []


class Words(HTMLParser):
    """What a page shows to somebody who reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def english_on(reply) -> list[str]:
    assert reply.status_code in (200, 405, 429), reply.status_code
    reader = Words()
    reader.feed(reply.content.decode())
    return re.findall(r"[A-Za-z]{3,}", re.sub(NOT_ENGLISH, "", " ".join(reader.text)))


@pytest.fixture
def officer():
    return an_officer("district_officer", "3101")


@pytest.mark.django_db
def test_passwords_are_spoken_of_in_thai(officer):
    assert english_on(log_in("nobody")[1]) == []
    assert english_on(log_in("", password="")[1]) == []
    client, _ = log_in(officer.username)
    changing = reverse("account_change_password")
    assert english_on(client.get(changing)) == []
    for new, again in (("short", "other"), ("123456789012", ""), ("password1234", "password1234")):
        form = {"oldpassword": "wrong", "password1": new, "password2": again}
        assert english_on(client.post(changing, form)) == []
    form = {"oldpassword": PASSWORD, "password1": "one more secret", "password2": "one more secret"}
    assert english_on(client.post(changing, form, follow=True)) == []


@pytest.mark.django_db
def test_the_second_factor_is_spoken_of_in_thai(officer):
    client, secret = with_second_factor(officer)
    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
    ):
        reply = client.get(reverse(name))
        shown = re.sub(r"\b[0-9a-f]{8}\b", "", reply.content.decode())
        reply.content = shown.encode()
        assert english_on(reply) == [], name
    between, _ = log_in(officer.username)
    asking = reverse("mfa_authenticate")
    assert english_on(between.get(asking)) == []
    assert english_on(between.post(asking, {"code": "000000"})) == []
    assert english_on(between.post(asking, {"code": code_of(secret, later=1)}, follow=True)) == []


@pytest.mark.django_db
def test_setting_up_and_giving_up_a_second_factor_are_spoken_of_in_thai(officer):
    client, _ = log_in(officer.username)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert english_on(asked) == []
    assert english_on(client.post(asked.request["PATH_INFO"], {"password": "wrong"})) == []
    client.post(asked.request["PATH_INFO"], {"password": PASSWORD})
    assert english_on(client.get(reverse("mfa_activate_totp"))) == []
    assert english_on(client.post(reverse("mfa_activate_totp"), {"code": "000000"})) == []


@pytest.mark.django_db
def test_too_many_tries_and_a_wrong_way_in_are_answered_in_thai(officer):
    client, _ = log_in(officer.username)
    form = {"oldpassword": "wrong", "password1": "x", "password2": "y"}
    changing = reverse("account_change_password")
    replies = [client.post(changing, form) for _ in range(6)]
    assert replies[-1].status_code == 429
    assert english_on(replies[-1]) == []
    assert english_on(client.put(reverse("plan", args=["31011805"]))) == []


def test_a_page_that_takes_no_such_method_says_what_it_takes(officer_client):
    reply = officer_client.put(reverse("plan", args=["31011805"]))
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")


@pytest.fixture
def officer_client(db) -> Client:
    client = Client()
    client.force_login(an_officer("district_officer", "3101"))
    return client
