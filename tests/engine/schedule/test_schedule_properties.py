"""What holds for every schedule, whatever the terms and whatever happened."""

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_terms import REPAYMENTS, REQUESTS, lines, products, running_products

from plodnee.engine.schedule.answering import answer_terms

PARTS = ("principal", "interest", "fees", "penalty")


def number(amount: str) -> Decimal:
    return Decimal(amount)


def answered(line: dict[str, Any]) -> dict[str, Any]:
    return answer_terms(line)


@settings(max_examples=300, deadline=None)
@given(line=lines())
def test_principal_in_is_principal_out_and_every_row_ties(line: dict[str, Any]) -> None:
    answer = answered(line)
    principal = number(line["product"]["principal"])
    left = principal
    for row in answer["rows"]:
        left -= number(row["principal"])
        assert number(row["balance"]) == left >= 0
        assert number(row["total"]) == sum(number(row[part]) for part in PARTS)
        assert number(row["outstanding"]) == number(row["total"]) - number(row["paid"]) >= 0
        assert min(number(row[part]) for part in PARTS) >= 0
    assert left == 0


@settings(max_examples=200, deadline=None)
@given(line=lines())
def test_totals_are_the_sums_of_the_rows(line: dict[str, Any]) -> None:
    answer = answered(line)
    for name, total in answer["totals"].items():
        assert number(total) == sum(number(row[name]) for row in answer["rows"])


@settings(max_examples=200, deadline=None)
@given(line=lines())
def test_every_payment_is_split_without_rest(line: dict[str, Any]) -> None:
    answer = answered(line)
    for done in answer["transactions"]:
        split = sum(number(done[part]) for part in PARTS)
        assert split + number(done["overpaid"]) == number(done["amount"])
    paid = sum(number(row["paid"]) for row in answer["rows"])
    kept = sum(number(t["amount"]) - number(t["overpaid"]) for t in answer["transactions"])
    assert paid == kept


@settings(max_examples=100, deadline=None)
@given(product=st.one_of(products("cumulative"), products("progressive"), running_products()))
def test_as_many_instalments_are_produced_as_are_asked_for(product: dict[str, Any]) -> None:
    answer = answered({"id": 1, "product": product})
    assert [row["n"] for row in answer["rows"]] == [
        n + 1 for n in range(product["number_of_instalments"])
    ]


@settings(max_examples=200, deadline=None)
@given(
    product=st.one_of(products("cumulative"), running_products()),
    requests=st.lists(REQUESTS, min_size=1, max_size=3),
)
def test_extra_instalments_and_a_mid_term_grace_add_as_many_rows(
    product: dict[str, Any], requests: list[dict[str, Any]]
) -> None:
    requests = [request | {"from_date": "2024-02-01"} for request in requests]  # before any is due
    if product["interest_method"] == "flat":
        requests = [request | {"new_rate_percent_per_year": None} for request in requests]
        requests = [r for r in requests if r["extra_instalments"] + r["grace_on_principal"]]
    answer = answered({"id": 1, "product": product, "events": requests})
    added = sum(r["extra_instalments"] + r["grace_on_principal"] for r in requests)
    assert len(answer["rows"]) == product["number_of_instalments"] + added
    assert [row["n"] for row in answer["rows"]] == [n + 1 for n in range(len(answer["rows"]))]


@settings(max_examples=200, deadline=None)
@given(line=lines(), repayment=REPAYMENTS, place=st.integers(0, 8))
def test_undoing_a_payment_restores_the_schedule_to_the_byte(
    line: dict[str, Any], repayment: dict[str, Any], place: int
) -> None:
    before = [event for event in line["events"] if event.get("date") != repayment["date"]]
    closing = {"type": "close_of_business", "business_date": "2026-06-30"}
    undo = {"type": "reverse_repayment", "date": repayment["date"], "nth_on_date": 1}
    undone = [*before[:place], repayment, *before[place:], undo, closing]
    assert json.dumps(answered(line | {"events": undone})) == json.dumps(
        answered(line | {"events": [*before, closing]})
    )


@settings(max_examples=200, deadline=None)
@given(line=lines(), more=st.integers(1, 500_000), data=st.data())
def test_more_paid_never_owes_more(line: dict[str, Any], more: int, data: st.DataObject) -> None:
    payments = [n for n, event in enumerate(line["events"]) if event["type"] == "repayment"]
    if not payments:
        return
    chosen = data.draw(st.sampled_from(payments))
    events = [dict(event) for event in line["events"]]
    events[chosen]["amount"] = str(number(events[chosen]["amount"]) + Decimal(more) / 100)
    less, more_paid = answered(line), answered(line | {"events": events})
    assert number(more_paid["totals"]["outstanding"]) <= number(less["totals"]["outstanding"])


@settings(max_examples=150, deadline=None)
@given(line=lines(), shuffled=st.randoms(use_true_random=False))
def test_the_order_of_charges_and_closings_among_themselves_does_not_matter(
    line: dict[str, Any], shuffled: Any
) -> None:
    quiet = [e for e in line["events"] if e["type"] in ("charge", "close_of_business")]
    other = [e for e in line["events"] if e["type"] not in ("charge", "close_of_business")]
    first = answered(line | {"events": [*quiet, *other]})
    shuffled.shuffle(quiet)
    assert answered(line | {"events": [*quiet, *other]}) == first
