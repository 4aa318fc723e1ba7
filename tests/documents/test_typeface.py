"""How wide Thai text is: marks take no room, and what is cut says so."""

import pytest

from plodnee.documents.builders.typeface import (
    lines_needed,
    official_width_pt,
    sarabun_width_pt,
    shortened,
)


def test_marks_above_and_below_take_no_room():
    assert official_width_pt("กี่", 16) == official_width_pt("ก", 16)
    assert official_width_pt("กู้", 16) == official_width_pt("ก", 16)


def test_the_official_face_is_smaller_on_its_em_than_the_free_one():
    assert official_width_pt("ครัวเรือน", 16) == pytest.approx(
        sarabun_width_pt("ครัวเรือน", 11.03), 0.01
    )


def test_text_that_fits_takes_one_line_and_longer_text_more():
    width = official_width_pt("ครัวเรือน", 16)
    assert lines_needed("ครัวเรือน", 16, width) == 1
    assert lines_needed("ครัวเรือน" * 3, 16, width) == 4
    assert lines_needed("ก\nข", 16, width) == 2
    assert lines_needed("", 16, width) == 1


def test_what_does_not_fit_is_cut_with_an_ellipsis():
    room = official_width_pt("ครัวเรือน", 16)
    assert shortened("ครัวเรือน", 16, room) == "ครัวเรือน"
    cut = shortened("ครัวเรือนเป้าหมาย", 16, room)
    assert cut.endswith("…")
    assert official_width_pt(cut, 16) <= room
    assert shortened("ครัวเรือน", 16, 0) == "…"
