"""Schedules that other people worked out come out the same, to the satang."""

import pytest

from tools.oracle_cases import cases, differences_of

CORE = [case["id"] for case in cases() if case["tier"] == "core"]
EXTENDED = [case["id"] for case in cases() if case["tier"] == "extended"]
# How many of the extended cases must stay reproduced; it only rises.
EXTENDED_REPRODUCED_AT_LEAST = 156


@pytest.mark.parametrize("name", CORE)
def test_a_schedule_by_text_book_rules_is_reproduced_exactly(name: str) -> None:
    assert differences_of(name) == ()


@pytest.mark.parametrize("name", EXTENDED)
def test_a_schedule_by_a_named_convention_is_reproduced_exactly(name: str) -> None:
    assert differences_of(name) == ()


def test_the_floor_of_reproduced_conventions_does_not_fall() -> None:
    reproduced = sum(differences_of(name) == () for name in EXTENDED)
    assert len(EXTENDED) >= reproduced >= EXTENDED_REPRODUCED_AT_LEAST


def test_no_case_is_left_out() -> None:
    assert (len(CORE), len(EXTENDED)) == (172, 156)
