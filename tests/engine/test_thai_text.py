"""Text as people type it reads as one, and sorts as the dictionary does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from plodnee.engine.thai_text import (
    clean_text,
    compact,
    has_control_character,
    sort_key,
    split_title,
    to_arabic_digits,
    to_thai_digits,
    without_control,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e4d\u0e32\u0e49", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ท\u0e4d\u0e32", "ทำ"),
        ("ท\u0e4d\u200b\u0e32", "ทำ"),
        ("เเม่", "แม่"),
        ("เ\u200bเม่", "แม่"),
        ("ก\u0e49\u0e38ง", "กุ้ง"),
        ("บ้าน\u200bสว่าง\ufeff", "บ้านสว่าง"),
        ("ออม\u00adทรัพย์\u2060", "ออมทรัพย์"),
        ("สม\u202eศรี\u2066 ใจดี\u200e", "สมศรี ใจดี"),
        ("  สมศรี\u00a0\t ใจ\nดี\u3000", "สมศรี ใจ ดี"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_typed_in_many_ways_it_reads_as_one(typed, meant):
    assert clean_text(typed) == meant


def test_digits_of_both_scripts_are_equal_where_asked():
    assert clean_text("หมู่ ๕") == "หมู่ ๕"
    assert clean_text("หมู่ ๕", arabic_digits=True) == "หมู่ 5"
    assert to_thai_digits("0123456789 ก") == "๐๑๒๓๔๕๖๗๘๙ ก"
    assert to_arabic_digits("๐๑๒๓๔๕๖๗๘๙ ก") == "0123456789 ก"


def test_headers_and_choice_words_compare_without_blanks():
    assert compact(" รหัส ครัว\u200bเรือน\n") == compact("รหัสครัวเรือน")
    assert compact("ก ๑") == "ก1"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("text", ["\x00", "ก\x01", "\x0b", "\x1f", "\x7f", "\x80", "\x9f"])
def test_a_control_character_is_noticed(text):
    assert has_control_character(text)


@pytest.mark.parametrize("text", ["", "สมศรี", "ก\tข", "ก\r\nข", "ก\u0085ข", "ก\u200bข"])
def test_blanks_and_invisible_characters_are_no_control_characters(text):
    assert not has_control_character(text)


@pytest.mark.parametrize(
    ("written", "title", "name"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย ใจดี"),
        ("นาย สมชาย ใจดี", "นาย", "สมชาย ใจดี"),
        ("นางสมศรี", "นาง", "สมศรี"),
        ("นางสาวสมศรี", "นางสาว", "สมศรี"),
        ("นางสาว  สมศรี", "นางสาว", "สมศรี"),
        ("น.ส.สมศรี", "น.ส.", "สมศรี"),
        ("น. ส. สมศรี", "น.ส.", "สมศรี"),
        ("ด.ช. สมชาย", "ด.ช.", "สมชาย"),
        ("ด.ญ.สมหญิง", "ด.ญ.", "สมหญิง"),
        ("สมชาย ใจดี", "", "สมชาย ใจดี"),
        ("สมนาย ใจดี", "", "สมนาย ใจดี"),
        ("นาย", "", "นาย"),
        ("", "", ""),
    ],
)
def test_a_title_is_split_off_with_or_without_a_blank(written, title, name):
    assert split_title(written) == (title, name)


def test_names_sort_as_the_dictionary_does():
    names = ["แก้ว", "ไก่", "กา", "เกษ", "ขวัญ", "โอภาส", "อารี", "ก้าน", "กาน", "เขียว", "สมศรี", "สมชาย"]
    assert sorted(names, key=sort_key) == collate(names)
    assert sorted(["ไก่", "ขา", "เก", "กา"], key=sort_key) == ["กา", "เก", "ไก่", "ขา"]


def test_tone_marks_decide_only_between_equals():
    assert sorted(["ป้า", "ปาน", "ปา", "ป่า"], key=sort_key) == ["ปา", "ป่า", "ป้า", "ปาน"]


SYLLABLES = st.from_regex("(?:[เแโไ]?[กขคงจสมร][าี]?){1,4}", fullmatch=True)


@given(st.lists(SYLLABLES))
def test_an_independent_library_sorts_names_alike(names):
    assert sorted(names, key=sort_key) == collate(names)


@pytest.mark.parametrize("text", ["a\x00b", "\x01ab", "ab\x1f", "a\x7fb", "a\x9fb"])
def test_what_no_keyboard_types_is_left_out(text):
    assert without_control(text) == "ab"
    assert without_control("ก\tข\nค") == "ก\tข\nค"
