"""One contract: the plan's numbers are its numbers, and every payment is accounted for."""

import pickle
from dataclasses import replace
from datetime import date, timedelta

import pytest
from contract_histories import STARTS, amendments, histories, terms
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import Parts, order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import (
    Amendment,
    Charge,
    Payment,
    Payoff,
    RepaymentTerms,
    Reversal,
    overdue_principal,
    position_of,
    schedule_of,
)
from plodnee.engine.contract_history.refusals import (
    DueDateTooEarly,
    TermAboveLargest,
    TermBelowSmallest,
)
from plodnee.engine.interest_law import default_interest

LETTER = date(2019, 3, 16)
RULES = {"criteria": criteria_in_force(LETTER), "order": order_in_force(LETTER)}
AS_OF = st.dates(date(2012, 1, 1), date(2035, 12, 31))


def test_the_contract_of_the_planners_worked_example():
    """Formats, worked example: 34,000 baht at 6 % after harvest, 20,200 and 16,249.80 baht."""
    rows = schedule_of(
        RepaymentTerms(
            3_400_000, 600, LETTER, date(2019, 12, 16), 2, 2_020_000, gaps=(12,)
        )
    )  # fmt: skip
    assert [(row.interest, row.principal, row.balance) for row in rows] == [
        (153_000, 1_867_000, 1_533_000),
        (91_980, 1_533_000, 0),
    ]
    assert rows[-1].total == 1_624_980


def test_interest_that_an_instalment_does_not_cover_is_carried_without_interest():
    """Formats, worked example: 1500/6/3 with 8 x 1,103 baht, but here an instalment of 300 baht."""
    rows = schedule_of(
        RepaymentTerms(900_000, 1500, LETTER, date(2019, 7, 16), 3, 30_000, gaps=(1,))
    )
    assert [(row.accrued, row.interest, row.principal, row.carried) for row in rows] == [
        (45_000, 30_000, 0, 15_000),
        (11_250, 26_250, 3_750, 0),
        (11_203, 11_203, 896_250, 0),
    ]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("interest_only", [(10_000, 0), (10_000, 0), (10_000, 1_000_000)]),
        ("equal_principal", [(10_000, 333_333), (6_667, 333_333), (3_333, 333_334)]),
        ("flat", [(10_000, 333_333), (10_000, 333_333), (10_000, 333_334)]),
        ("level", [(10_000, 330_100), (6_699, 333_401), (3_365, 336_499)]),
    ],
)
def test_ten_thousand_baht_at_one_per_cent_a_month(method, expected):
    rows = schedule_of(
        RepaymentTerms(1_000_000, 1200, LETTER, date(2019, 4, 16), 3, 340_100, method=method)
    )
    assert [(row.interest, row.principal) for row in rows] == expected


@given(terms())
def test_principal_in_is_principal_out_and_rows_tie(agreed):
    rows = schedule_of(agreed)
    assert len(rows) == agreed.instalments
    assert sum(row.principal for row in rows) == agreed.principal_satang
    assert sum(row.interest for row in rows) == sum(row.accrued for row in rows)
    assert rows[-1].balance == rows[-1].carried == 0
    before = agreed.principal_satang
    for row in rows:
        assert row.balance == before - row.principal >= 0
        assert min(row.interest, row.principal, row.carried) >= 0
        before = row.balance


@given(histories(), AS_OF)
def test_what_was_paid_is_what_the_payments_were(history, as_of):
    agreed, events = history
    found = position_of(agreed, events, as_of, **RULES)
    for applied in found.applied:
        assert applied.paid.total + applied.overpaid == applied.payment.amount_satang
    paid = [applied.paid for applied in found.applied]
    assert found.outstanding == agreed.principal_satang - sum(part.principal for part in paid)
    assert sum(row.interest_paid for row in found.rows) == sum(part.interest for part in paid)
    undone = {event.event_id for event in events if isinstance(event, Reversal)}
    charges = [e for e in events if isinstance(e, Charge) and e.id not in undone]
    charged = sum(charge.amount_satang for charge in charges if charge.on <= as_of)
    assert found.charges_owed.total == charged - sum(p.costs + p.penalty for p in paid)


def test_what_a_receipt_said_that_it_paid_no_later_charge_or_schedule_moves():
    agreed = RepaymentTerms(1_000_000, 1200, LETTER, date(2019, 4, 16), 3, 340_100, method="level")
    on, said = date(2019, 4, 16), Parts(interest=10_000, principal=90_000)
    paid = Payment("P1", on, 100_000)
    charge, later = Charge(on, 5_000, id="C1"), date(2019, 5, 20)
    moved = Amendment("A1", on, on, due_on=date(2019, 5, 16), pause=(LETTER, date(2019, 4, 30)))
    plain = position_of(agreed, [paid, charge], later, **RULES)
    assert plain.applied[0].paid == Parts(penalty=5_000, interest=10_000, principal=85_000)
    kept = replace(paid, booked=said)
    found = position_of(agreed, [kept, charge], later, **RULES)
    assert (found.applied[0].paid, found.charges_owed.total) == (said, 5_000)
    assert found.outstanding == 910_000
    amended = position_of(agreed, [kept, charge, moved], later, **RULES)
    assert amended.applied[0].paid == said
    free = Amendment("A2", on, on, rate_bp=0)
    without = position_of(agreed, [kept, free], later, **RULES)
    assert without.applied[0].paid == Parts(principal=100_000)  # no row bears interest any more


@given(histories(), AS_OF)
def test_payments_as_booked_pay_what_they_paid_before(history, as_of):
    agreed, events = history
    before = position_of(agreed, events, as_of, **RULES)
    said = {one.payment.id: one.paid for one in before.applied if type(one.payment) is Payment}
    booked = [
        replace(event, booked=said.get(event.id)) if isinstance(event, Payment) else event
        for event in events
    ]
    after = position_of(agreed, booked, as_of, **RULES)
    assert (after.rows, after.charges_owed) == (before.rows, before.charges_owed)
    assert [one.paid for one in after.applied] == [one.paid for one in before.applied]


@given(histories(), AS_OF, st.randoms())
def test_the_order_in_which_events_of_a_day_were_entered_does_not_matter(history, as_of, random):
    agreed, events = history
    shuffled = list(events)
    random.shuffle(shuffled)
    one, two = (position_of(agreed, list_, as_of, **RULES) for list_ in (events, shuffled))
    assert one.rows == two.rows
    assert (one.arrears, one.overpaid) == (two.arrears, two.overpaid)
    assert one.charges_owed == two.charges_owed


@given(histories(), AS_OF, st.integers(1, 10**7), STARTS)
def test_more_paid_never_owes_more(history, as_of, amount, on):
    agreed, events = history
    before = position_of(agreed, events, as_of, **RULES)
    after = position_of(agreed, [*events, Payment("more", on, amount)], as_of, **RULES)
    assert after.outstanding + after.charges_owed.total <= (
        before.outstanding + before.charges_owed.total
    )
    assert after.days_past_due <= before.days_past_due


WRONG = st.sampled_from(
    [
        Payment("wrong", date(2019, 1, 1), 777),
        Payoff("wrong", date(2040, 1, 1), 1),
        Charge(date(2019, 1, 1), 777, "costs", id="wrong"),
        Amendment("wrong", date(2019, 1, 1), date(2012, 1, 1), rate_bp=0, extra_instalments=2),
        Amendment("wrong", date(2019, 1, 1), date(2040, 1, 1), grace_on_principal=1),
    ]
)


@given(histories(), AS_OF, WRONG, st.integers(0, 20))
def test_undoing_an_event_restores_the_state_to_the_byte(history, as_of, wrong, place):
    agreed, events = history
    undone = [*events[:place], wrong, *events[place:], Reversal("wrong")]
    before, after = (position_of(agreed, list_, as_of, **RULES) for list_ in (events, undone))
    assert pickle.dumps(after) == pickle.dumps(before)


@given(terms(), st.data())
def test_as_many_rows_are_produced_as_instalments_were_asked_for(agreed, data):
    stood, _ = data.draw(amendments(agreed))
    stood.sort(key=lambda each: (each.from_on, each.agreed_on, each.id))
    rows = schedule_of(agreed, stood)
    assert len(rows) == agreed.instalments + sum(each.added for each in stood)
    assert [row.n for row in rows] == list(range(1, len(rows) + 1))
    assert sum(row.principal for row in rows) == agreed.principal_satang
    assert sum(row.interest for row in rows) == sum(row.accrued for row in rows)
    due = [agreed.start_on, *(row.due_on for row in rows)]
    assert due == sorted(set(due))


@given(histories(), AS_OF)
def test_the_days_past_due_are_those_of_the_earliest_row_with_anything_left(history, as_of):
    found = position_of(*history, as_of, **RULES)
    late = [
        item.row.due_on
        for item in found.rows
        if item.row.due_on < as_of and item.interest_left + item.principal_left
    ]
    assert found.days_past_due == ((as_of - min(late)).days if late else 0)
    assert (found.principal_arrears + found.interest_arrears > 0) == bool(late)


@given(histories(), AS_OF)
def test_default_interest_counts_only_principal_that_was_due(history, as_of):
    agreed, events = history
    found = position_of(agreed, events, as_of, **RULES)
    by_due = {item.row.due_on + timedelta(days=1) for item in found.rows}
    by_payment = {item.payment.on + timedelta(days=1) for item in found.applied}
    for part in overdue_principal(found):
        assert part.first in by_due | by_payment
        assert part.first <= part.last <= as_of
        assert 0 < part.principal_satang <= agreed.principal_satang


def test_an_instalment_paid_late_in_two_parts_bears_default_interest_on_what_was_left():
    """1,000 baht due 16 January 2565: 400 paid 30 days late, the rest still open on day 60."""
    agreed = RepaymentTerms(100_000, 0, date(2021, 12, 16), date(2022, 1, 16), 1)
    paid = Payment("P1", date(2022, 2, 15), 40_000)
    found = position_of(agreed, [paid], date(2022, 3, 17), **RULES)
    late = default_interest(overdue_principal(found))
    assert [(s.principal_satang, s.days) for s in late.stretches] == [(100_000, 30), (60_000, 30)]
    assert late.interest_satang == 658, "(1,000 + 600) x 5 % x 30/365 = 6.575 baht"


def test_charges_are_paid_before_instalments_and_costs_before_a_penalty():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 2, 51_000)
    events = [
        Charge(date(2019, 4, 20), 500, "penalty"),
        Charge(date(2019, 4, 20), 300, "costs"),
        Payment("P1", date(2019, 4, 20), 1_700),
    ]
    found = position_of(agreed, events, date(2019, 4, 30), **RULES)
    assert found.applied[0].paid == Parts(costs=300, penalty=500, interest=900)
    assert found.charges_owed == Parts()
    assert (found.interest_arrears, found.principal_arrears) == (100, 50_000)
    assert (found.days_past_due, found.classified.debtor_class) == (14, "B")
    assert found.arrears == 50_100


def test_a_status_that_was_recorded_makes_the_class():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1)
    classes = {
        status: position_of(agreed, [], LETTER, status=status, **RULES).classified.debtor_class
        for status in ("normal", "legal", "restructured")
    }
    assert classes == {"normal": "A", "legal": "E", "restructured": "R"}
    assert position_of(agreed, [], LETTER, **RULES).classified.debtor_class == "A"


def test_a_payment_on_the_due_day_is_in_time():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1)
    found = position_of(agreed, [], date(2019, 4, 16), **RULES)
    assert (found.days_past_due, found.arrears) == (0, 0)
    assert position_of(agreed, [], date(2019, 4, 17), **RULES).days_past_due == 1


def test_a_row_says_on_which_day_it_became_fully_paid():
    agreed = RepaymentTerms(100_000, 0, LETTER, date(2019, 4, 16), 3, 40_000)
    events = [
        Payment("P1", date(2019, 4, 10), 30_000),
        Payment("P2", date(2019, 4, 20), 15_000),
        Payment("P3", date(2019, 5, 16), 35_000),
    ]
    found = position_of(agreed, events, date(2019, 6, 1), **RULES)
    paid_on = [date(2019, 4, 20), date(2019, 5, 16), None]
    assert [item.paid_on for item in found.rows] == paid_on
    assert [item.principal_paid for item in found.rows] == [40_000, 40_000, 0]
    shares = [[(share.n, share.principal) for share in each.shares] for each in found.applied]
    assert shares == [[(1, 30_000)], [(1, 10_000), (2, 5_000)], [(2, 35_000)]]


def test_a_payment_of_charges_alone_pays_no_row():
    agreed = RepaymentTerms(100_000, 0, LETTER, date(2019, 4, 16), 1)
    events = [Charge(LETTER, 500), Payment("P1", LETTER, 500)]
    found = position_of(agreed, events, LETTER, **RULES)
    assert found.applied[0].shares == ()
    assert found.rows[0].paid_on is None


def test_charges_of_two_kinds_are_paid_in_the_agreed_order():
    agreed = RepaymentTerms(100_000, 0, LETTER, date(2019, 4, 16), 1)
    order = ("penalty", "costs", "interest", "principal")
    rules = {"order": order, "criteria": RULES["criteria"]}
    events = [
        Charge(LETTER, 300, "costs"),
        Charge(LETTER, 500, "penalty"),
        Payment("P1", LETTER, 600),
        Payment("P2", date(2019, 3, 17), 250),
    ]
    first, second = position_of(agreed, events, date(2019, 3, 17), **rules).applied
    assert first.paid == Parts(costs=100, penalty=500)
    assert second.paid == Parts(costs=200, principal=50)


def test_principal_first_where_the_creditor_agreed():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1)
    order = ("costs", "penalty", "principal", "interest")
    paid = Payment("P1", date(2019, 4, 1), 100_000)
    found = position_of(
        agreed, [paid], LETTER + timedelta(60), order=order, criteria=RULES["criteria"]
    )
    assert (found.outstanding, found.interest_arrears) == (0, 1_000)


def test_five_thousand_payments_are_all_accounted_for():
    agreed = RepaymentTerms(300_000_000, 1200, LETTER, date(2019, 4, 16), 60, 6_000_000)
    events = [Payment(str(n), LETTER + timedelta(n % 900), 100 + n) for n in range(5000)]
    found = position_of(agreed, events, date(2022, 5, 1), **RULES)
    assert [applied.payment.on for applied in found.applied] == sorted(e.on for e in events)
    paid = sum(row.interest_paid + row.principal_paid for row in found.rows)
    assert paid == sum(event.amount_satang for event in events)


@pytest.mark.parametrize(
    ("changes", "refusal", "nearest"),
    [
        ({"principal_satang": -5}, TermBelowSmallest, {"smallest": 1}),
        ({"principal_satang": 0}, TermBelowSmallest, {"smallest": 1}),
        ({"instalments": 0}, TermBelowSmallest, {"smallest": 1}),
        ({"rate_bp": -1}, TermBelowSmallest, {"smallest": 0}),
        ({"instalment_satang": 0}, TermBelowSmallest, {"smallest": 1}),
        ({"instalment_multiple_satang": 0}, TermBelowSmallest, {"smallest": 1}),
        ({"grace_on_principal": -1}, TermBelowSmallest, {"smallest": 0}),
        ({"grace_on_principal": 2}, TermAboveLargest, {"largest": 1}),
        ({"grace_on_interest": 2}, TermAboveLargest, {"largest": 1}),
        ({"interest_free": 3}, TermAboveLargest, {"largest": 2}),
        ({"first_due_on": LETTER}, DueDateTooEarly, {"smallest": date(2019, 3, 17)}),
    ],
)
def test_an_impossible_term_is_refused_and_the_nearest_workable_value_named(
    changes, refusal, nearest
):
    good = {
        "principal_satang": 100_000,
        "rate_bp": 1200,
        "start_on": LETTER,
        "first_due_on": date(2019, 4, 16),
        "instalments": 2,
        "instalment_satang": 51_000,
    }
    assert schedule_of(RepaymentTerms(**good))
    with pytest.raises(refusal) as refused:
        RepaymentTerms(**(good | changes))
    [(bound, value)] = nearest.items()
    assert refused.value.details[bound] == value
    [term] = changes
    assert refused.value.details["given"] == changes[term]
    assert schedule_of(RepaymentTerms(**(good | {term: value})))


def test_days_bear_no_interest_by_whole_months():
    with pytest.raises(ValueError, match="whole months"):
        RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1, unit="day")


@pytest.mark.parametrize(
    "events",
    [
        [Payment("P1", LETTER, 1), Payment("P1", LETTER, 1)],
        [Payment("P1", LETTER, 1), Charge(LETTER, 1, id="P1")],
        [Reversal("P1")],
        [Reversal(""), Charge(LETTER, 1)],
        [Payment("P1", LETTER, 1), Reversal("P1"), Reversal("P1")],
        [Payment("P1", LETTER, 0)],
        [Charge(LETTER, -5)],
        [Payoff("P1", LETTER, 100_000), Payoff("P2", LETTER, 1)],
        [Payoff("P1", LETTER, 100_000), Amendment("A1", date(2019, 3, 17), LETTER, rate_bp=0)],
        [Payoff("P1", date(2019, 3, 15), 100_000)],
    ],
)
def test_events_that_cannot_have_happened_are_broken_promises(events):
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1)
    with pytest.raises(ValueError, match=r"twice|only|below 1 satang|once|paid off"):
        position_of(agreed, events, date(2019, 3, 31), **RULES)


def test_charges_stand_before_instalments_or_after_them_in_every_order():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 1)
    order = ("interest", "costs", "penalty", "principal")
    with pytest.raises(ValueError, match="not between"):
        position_of(agreed, [], LETTER, order=order, criteria=RULES["criteria"])


def test_charges_that_come_last_wait_for_the_rows_that_are_due_and_not_for_others():
    agreed = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 2, 51_000)
    order = ("interest", "principal", "costs", "penalty")
    events = [Charge(date(2019, 4, 1), 500), Payment("P1", date(2019, 4, 16), 51_200)]
    rules = {"order": order, "criteria": RULES["criteria"]}
    found = position_of(agreed, events, date(2019, 4, 16), **rules)
    assert found.applied[0].paid == Parts(penalty=200, interest=1_000, principal=50_000)
    assert found.charges_owed == Parts(penalty=300)
    early = [Charge(date(2019, 4, 1), 500), Payment("P1", date(2019, 4, 15), 51_200)]
    found = position_of(agreed, early, date(2019, 4, 16), **rules)
    assert found.applied[0].paid == Parts(penalty=500, interest=1_000, principal=49_700)
