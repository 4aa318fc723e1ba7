"""A reason is words, and no national id is kept in it, however it is written."""

import pytest

from plodnee.engine.national_id import dashed, make_up
from plodnee.engine.reasons import reason_line, reason_lines

ID = make_up(7)
THAI = ID.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


@pytest.mark.parametrize("text", ["", " ", "ก", "x", "ok", "...", "กกกก", "1234", "ๆๆๆ", ID])
def test_what_is_no_words_is_no_reason(text):
    assert (reason_line(text), reason_lines(f"{text}\n")) == ("", "")


@pytest.mark.parametrize("text", ["ผิด", "ย้าย", "แก้แถวที่ไม่รับ", "typo in 2562"])
def test_a_word_is_enough(text):
    assert (reason_line(f" {text}\n"), reason_lines(f"\n{text}\n")) == (text, text)


@pytest.mark.parametrize("written", [ID, dashed(ID), " ".join(ID), THAI])
def test_an_id_in_a_reason_is_masked(written):
    kept = [reason_line(f"ตามบัตร {written} ของ ก"), reason_lines(f"ตามบัตร\n{written} ของ ก")]
    assert all("x-xxxxx-" in text and ID not in text for text in kept)
