"""Amounts in words are those that officers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import bahttext

from plodnee.engine.baht_text import baht_text, number_text


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (4_000_000, "สี่หมื่นบาทถ้วน"),
        (28_000_025, "สองแสนแปดหมื่นบาทยี่สิบห้าสตางค์"),
        (12_100, "หนึ่งร้อยยี่สิบเอ็ดบาทถ้วน"),
        (101, "หนึ่งบาทหนึ่งสตางค์"),
        (50, "ห้าสิบสตางค์"),
        (1, "หนึ่งสตางค์"),
        (0, "ศูนย์บาทถ้วน"),
        (1_000, "สิบบาทถ้วน"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_000, "ยี่สิบบาทถ้วน"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (1_100_001_111, "สิบเอ็ดล้านสิบเอ็ดบาทสิบเอ็ดสตางค์"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (100_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
        (-12_100, "ลบหนึ่งร้อยยี่สิบเอ็ดบาทถ้วน"),
    ],
)
def test_an_amount_in_words(satang, words):
    assert baht_text(satang) == words


@given(st.integers(100, 99_999_999_999))
def test_an_independent_library_writes_the_same_words(satang):
    """Amounts below one baht are left out: the library writes ศูนย์บาท before their satang."""
    assert baht_text(satang) == bahttext(satang / 100)


def test_a_count_has_words_and_a_negative_one_has_none():
    assert number_text(0) == "ศูนย์"
    assert number_text(1_000_001) == "หนึ่งล้านเอ็ด"
    with pytest.raises(ValueError, match="no words"):
        number_text(-1)
