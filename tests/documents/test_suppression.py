"""A small cell is hidden, and no total gives it away."""

import io
from datetime import date

import pytest
from hamlet import AS_OF, HOUSEHOLDS, facts_of, hamlet, home, owed
from hypothesis import given
from hypothesis.strategies import integers, lists
from pptx import Presentation
from reading_back import slide_texts

from plodnee.casework.plan.analysis import analyse
from plodnee.documents.builders.deck import build
from plodnee.documents.errors import TooFewHouseholds
from plodnee.documents.facts import for_outside
from plodnee.documents.facts.suppression import (
    FEWEST_HOUSEHOLDS,
    hidden_cells,
    hidden_classes,
    hidden_lenders,
    too_few,
)
from plodnee.registers.book import RegisterBook

CODES = [f"HH-{number:03d}" for number in range(1, 9)]
TARGET, MODEL = CODES[0], CODES[7]
LATE = {"overdue_since": date(2018, 7, 3)}


def street() -> RegisterBook:
    """Eight households in debt: all to one fund, two to a second, one to a person, very late."""
    homes = [
        home(code, f"สมมุติ {code}", is_target=code == TARGET, is_model=code == MODEL)
        for code in CODES
    ]
    debts = [owed(row, code, "OM", 1_000_000, 1200) for row, code in enumerate(CODES, 2)]
    debts += [owed(20, CODES[1], "VF", 300_000, 600), owed(21, CODES[2], "VF", 300_000, 600)]
    debts.append(owed(22, TARGET, "นายเงินกู้", 432_100, 1200, creditor_kind="informal", **LATE))
    debts.append(owed(23, TARGET, "OM", 200_000, 1200, overdue_since=date(2019, 2, 1)))
    return hamlet(households=tuple(homes), debts=tuple(debts), cash=())


@pytest.fixture(scope="module")
def analysis():
    return analyse(street(), as_of=AS_OF, horizon_months=60)


@given(lists(integers(0, 12), max_size=8))
def test_every_small_cell_is_hidden_and_the_hidden_ones_are_many_enough_where_that_is_possible(
    households,
):
    hidden = hidden_cells(households)
    small = {place for place, count in enumerate(households) if too_few(count)}
    assert small <= hidden
    assert all(households[place] for place in hidden)
    if not small:
        assert hidden == frozenset()
    elif len(hidden) < sum(map(bool, households)):
        assert len(hidden) > 1
        assert sum(households[place] for place in hidden) >= FEWEST_HOUSEHOLDS


def test_the_smallest_of_the_others_is_hidden_with_a_cell_that_would_stand_alone():
    assert hidden_cells([3, 40, 9, 20]) == {0, 2}
    assert hidden_cells([1, 2, 40, 9]) == {0, 1, 3}
    assert hidden_cells([0, 5, 40]) == frozenset()


def test_a_class_in_which_few_owe_is_hidden_even_if_no_household_is_counted_in_it(analysis):
    """A household counts in its worst class; its better debts stand in other rows."""
    rows = {name: (totals.households, totals.debts) for name, totals in analysis.totals.by_class}
    assert (rows["A"], rows["B"], rows["C"]) == ((7, 10), (0, 1), (1, 1))
    assert hidden_classes(analysis) == {"A", "B", "C"}


def test_funds_are_counted_by_name_and_everybody_else_by_kind(analysis):
    assert hidden_lenders(analysis) == {("group", "OM"), ("group", "VF"), ("informal", "")}


def test_outside_the_district_a_talk_tells_of_no_single_household(analysis):
    facts = facts_of(street())
    inside, outside = told(build(facts)), told(build(for_outside(facts)))
    for words in (TARGET, MODEL, "๔,๓๒๑"):
        assert words in inside
        assert words not in outside
    assert "ปิดไว้" in outside
    assert "ปิดไว้" not in inside
    assert "ครัวเรือนเป้าหมาย ๑ ครัวเรือน" in outside


def test_a_centre_of_few_households_gives_no_talk_outside():
    few = facts_of(hamlet(households=HOUSEHOLDS[:3], debts=(), cash=()))
    with pytest.raises(TooFewHouseholds):
        for_outside(few)


def told(talk: bytes) -> str:
    """All that stands on the slides."""
    slides = Presentation(io.BytesIO(talk)).slides
    return "\n".join(text for slide in slides for text in slide_texts(slide))
