"""Days overdue and the class that follows, by the programme's default criteria."""

from datetime import date, timedelta

import pytest
from small_book import AS_OF, debt

from plodnee.casework.plan.overdue import classified, days_overdue
from plodnee.engine.classification import criteria_in_force

CRITERIA = criteria_in_force(AS_OF)


def class_of(item):
    return classified(item, days_overdue(item, AS_OF), CRITERIA).debtor_class


def test_days_count_from_the_day_the_arrears_began():
    assert days_overdue(debt(overdue_since=date(2019, 1, 15)), AS_OF) == 60


def test_without_that_day_they_count_from_a_due_date_that_has_passed():
    assert days_overdue(debt(due_on=date(2019, 3, 6)), AS_OF) == 10


def test_the_day_the_arrears_began_goes_before_the_due_date():
    owed = debt(overdue_since=date(2019, 3, 1), due_on=date(2018, 3, 1))
    assert days_overdue(owed, AS_OF) == 15


@pytest.mark.parametrize(
    "cells", [{}, {"due_on": date(2019, 9, 1)}, {"overdue_since": date(2019, 9, 1)}]
)
def test_days_are_never_below_nothing(cells):
    assert days_overdue(debt(**cells), AS_OF) == 0


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "A"), (1, "B"), (90, "B"), (91, "C"), (365, "C"), (366, "D"), (4000, "D")],
)
def test_the_default_limits_are_those_of_the_programme(days, expected):
    since = AS_OF - timedelta(days=days) if days else None
    assert class_of(debt(overdue_since=since)) == expected


def test_legal_action_and_restructuring_come_from_the_status():
    long_ago = date(2015, 1, 1)
    assert class_of(debt(status="legal")) == "E"
    assert class_of(debt(status="restructured", overdue_since=long_ago)) == "R"


def test_a_closed_debt_is_normal_whatever_its_dates_say():
    closed = debt(principal=0, due_on=date(2015, 1, 1))
    found = classified(closed, days_overdue(closed, AS_OF), CRITERIA)
    assert (found.debtor_class, found.reason) == ("A", "ชำระครบแล้ว")
