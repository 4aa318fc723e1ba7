"""Thai for everybody; English complete for whoever presses the switch."""

import re

import pytest
from build import an_officer
from django.test import Client

from tools.messages import sentences, translations, untranslated, words_of_template

QUOTED = re.compile("“[^”]*”")


def test_every_sentence_of_the_pages_has_its_english_with_the_same_values():
    assert untranslated(sentences(), translations()) == []


def test_a_sentence_for_what_is_left_empty_is_found_in_a_page_too():
    page = """{% load i18n %}{{ mail|default:_("ยังไม่ได้ให้ไว้") }}{% translate "อีเมล" %}"""
    assert list(words_of_template(page)) == ["ยังไม่ได้ให้ไว้", "อีเมล"]


def test_the_catalogue_holds_no_sentence_that_no_page_says():
    said = sentences()
    assert [entry.id for entry in translations() if entry.id and entry.id not in said] == []


def test_no_english_sentence_is_left_in_thai():
    """Words to be typed into a register, quoted as the Thai sentence quotes them, stay Thai."""
    thai = [
        entry.string
        for entry in translations()
        if entry.id and any("\u0e00" <= sign <= "\u0e7f" for sign in without_quoted(entry))
    ]
    assert thai == []


def without_quoted(entry) -> str:
    """What the English says beside words that it quotes from the Thai."""
    return QUOTED.sub(
        lambda found: "" if found.group() in str(entry.id) else found.group(), str(entry.string)
    )


@pytest.mark.django_db
def test_a_browser_that_prefers_english_gets_thai_until_the_switch_is_pressed():
    client = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    assert "เข้าสู่ระบบ" in client.get("/accounts/login/").content.decode()
    client.post("/i18n/setlang/", {"language": "en", "next": "/accounts/login/"})
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in" in page
    assert 'lang="en"' in page


@pytest.mark.django_db
def test_a_language_that_nobody_offers_changes_nothing():
    client = Client()
    client.cookies["django_language"] = "xx"
    client.force_login(an_officer("department"))
    assert "หน้าแรก" in client.get("/").content.decode()
