"""R2: many processes deliver the same entries at once; each stands once, others are refused."""

from collections import Counter
from random import Random
from uuid import UUID

import pytest
from many_processes import begun, done_together, verified

OPEN_BOOKS = """
import django; django.setup()
from books import CLAIM, FUND, Posting, a_contract, open_centre_books
from plodnee.ledger.services import post
from plodnee.organization.access import OPERATOR
centre = open_centre_books()
post(a_contract(centre, 10**12), actor=OPERATOR)
"""
DELIVERIES = 16
SIZES = [
    pytest.param(200, 400, id="3,600 deliveries"),
    pytest.param(6_000, 4_000, id="100,000 deliveries", marks=pytest.mark.prove),
]


def orders(entries: int) -> list[dict[str, object]]:
    """Each entry many times over, in no order."""
    facts = {"deed": "post", "centre": "31011805", "on": "2019-03-16"}
    all_of_them = [
        {"id": str(UUID(int=n + 1)), "amount": 100 + n, **facts}
        for n in range(entries)
        for _ in range(DELIVERIES)
    ]
    Random(2562).shuffle(all_of_them)
    return all_of_them


@pytest.mark.parametrize(("entries", "wrong"), SIZES)
def test_a_storm_of_deliveries_leaves_each_entry_once(migrated, entries, wrong):
    environment = begun(migrated, OPEN_BOOKS)
    everything = orders(entries)
    others = [order | {"amount": 1} for order in everything[:wrong]]
    answers = done_together(everything, environment) + done_together(others, environment)
    ids = {order["id"] for order in everything}
    made = Counter(entry for entry, what in answers if what == "created")
    assert made == Counter(ids)
    outcomes = Counter(what for _, what in answers)
    assert outcomes == {
        "created": entries,
        "stood": entries * (DELIVERIES - 1),
        "ledger.other_content": wrong,
    }
    assert verified(environment) == {
        "entries": entries + 1, "transfers": entries + 1, "balanced": True,
        "counters_match": True, "unsealed": 0, "problems": [],
    }  # fmt: skip
    print(f"R2: {len(answers)} deliveries of {entries} entries: each stands once")
