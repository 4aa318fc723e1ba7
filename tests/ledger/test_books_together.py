"""R3: many keep one centre's books at once; nothing is lost, nothing locks, nothing slips past."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from many_processes import PROCESSES, begun, done_together, verified

CASH = 10**10
OPENED = date(2019, 3, 1)
OPEN_BOOKS = f"""
import django; django.setup()
from datetime import date
from build import a_centre
from plodnee.ledger.bookkeeping import start_books
from plodnee.ledger.plain_entries import Place
from plodnee.organization.access import OPERATOR
start_books(centre=a_centre(), opened_on=date({OPENED:%Y, %-m, %-d}),
            money_satang={{Place.CASH: {CASH}}}, actor=OPERATOR, today=date({OPENED:%Y, %-m, %-d}))
"""
SIZES = [
    pytest.param(150, id="150 each"),
    pytest.param(1_000, id="1,000 each", marks=pytest.mark.prove),
]


def an_order(number: int, deed: str, **said: object) -> dict[str, object]:
    known = {"id": str(UUID(int=number)), "centre": "31011805", "on": OPENED.isoformat()}
    return known | {"deed": deed, "amount": 100} | said


@pytest.mark.parametrize("each", SIZES)
def test_entries_made_at_once_are_all_there_and_each_is_taken_back_once(migrated, each):
    environment, count = begun(migrated, OPEN_BOOKS), PROCESSES * each
    made = done_together([an_order(n, "enter") for n in range(1, count + 1)], environment)
    assert Counter(what for _, what in made) == {"created": count}
    again = [an_order(n, "take back") for n in range(1, each + 1) for _ in range(PROCESSES)]
    Random(each).shuffle(again)
    back = done_together(again, environment)
    assert Counter(what for _, what in back) == {"created": each, "stood": each * (PROCESSES - 1)}
    found = verified(environment)
    assert found["entries"] == 1 + count + each
    assert found["problems"] == []
    print(f"R3: {count} entries by {PROCESSES} processes, {each} taken back: 0 lost")


def test_no_entry_slips_into_a_period_that_is_closed_meanwhile(migrated):
    """What was entered in time is refused the closing, what came too late is refused itself."""
    environment, days = begun(migrated, OPEN_BOOKS), 30
    orders = []
    for number in range(days * 20):
        on = (OPENED + timedelta(days=number % days)).isoformat()
        orders.append(an_order(number + 1, "enter", on=on))
    for number in range(days):
        on = (OPENED + timedelta(days=number)).isoformat()
        said = {"on": on, "cash": CASH, "bank": 0}
        orders += [an_order(10_000 + number, "close", **said)] * 4
    Random(7).shuffle(orders)
    answers = Counter(what for _, what in done_together(orders, environment))
    assert set(answers) <= {
        "created", "ledger.period_closed", "ledger.closing_impossible", "ledger.cash_differs",
    }  # fmt: skip
    assert answers["created"] > 0
    assert answers["ledger.closing_impossible"] + answers["ledger.cash_differs"] > 0
    assert verified(environment)["problems"] == []


def test_processes_that_take_no_locks_are_found_out(migrated):
    """Without locks some entries fail on either database: the count above would be another."""
    environment = begun(migrated, OPEN_BOOKS)
    orders = [an_order(n, "enter") for n in range(1, 60 * PROCESSES + 1)]
    made = Counter(what for _, what in done_together(orders, environment, "careless"))
    assert made["created"] < len(orders)
