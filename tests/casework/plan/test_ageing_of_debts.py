"""Debts are aged by any day: the classes are the columns, and every line sums to the total."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from small_book import AS_OF, BAHT, book, debt, group

from plodnee.casework.plan.ageing import AgedSum, age_debts
from plodnee.casework.plan.trial import try_criteria
from plodnee.engine.classification import CLASS_NAMES, Criteria

USUAL = Criteria(1, 91, 366)
STRICT = Criteria(1, 31, 181)


def overdue(days, **cells):
    return debt(overdue_since=AS_OF - timedelta(days=days), **cells)


def aged(debts, as_of=AS_OF, criteria=USUAL):
    return age_debts(book(groups=[group()], debts=debts), as_of, criteria)


def test_each_fund_has_its_line_and_outside_lenders_are_one_line_a_kind():
    found = aged(
        [
            overdue(60, row=2),
            overdue(400, row=3, principal=500 * BAHT),
            overdue(0, row=4, creditor="นายทุน ก", creditor_kind="informal"),
            overdue(10, row=5, creditor="นายทุน ข", creditor_kind="informal"),
        ]
    )
    lines = {line.code: line for line in found.funds}
    assert list(lines) == ["SG", "formal", "informal"]
    assert lines["SG"].by_class["B"] == AgedSum(1, 1, 10_000 * BAHT, 10_000 * BAHT)
    assert lines["SG"].by_class["D"].owed_satang == 500 * BAHT
    assert lines["informal"].total.debts == 2
    assert lines["formal"].total == AgedSum()
    assert [one.days_overdue for one in found.debts] == [400, 60, 10, 0]


def test_another_day_and_other_criteria_age_the_same_debts_otherwise():
    debts = [overdue(60, row=2)]
    assert aged(debts).debts[0].classified.debtor_class == "B"
    assert aged(debts, criteria=STRICT).debts[0].classified.debtor_class == "C"
    assert aged(debts, AS_OF + timedelta(days=31)).debts[0].classified.debtor_class == "C"
    assert aged(debts, AS_OF - timedelta(days=61)).debts[0].classified.debtor_class == "A"


def test_what_is_paid_is_not_aged_and_arrears_count_as_owed():
    found = aged(
        [
            overdue(5, row=2, principal=0),
            overdue(5, row=3, interest_arrears_satang=700, penalty_satang=30),
        ]
    )
    assert found.total.total == AgedSum(1, 1, 10_000 * BAHT, 10_000 * BAHT + 730)


@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 900),
            st.sampled_from(["SG", "VF", "formal", "informal"]),
            st.sampled_from(["normal", "legal", "restructured"]),
            st.integers(0, 10**7),
        ),
        max_size=15,
    ),
    later=st.integers(0, 400),
)
def test_lines_and_columns_sum_to_the_total_and_classes_are_those_of_a_trial(rows, later):
    as_of = AS_OF + timedelta(days=later)
    debts = [
        debt(
            creditor=fund if fund in ("SG", "VF") else f"นายทุน {fund}",
            creditor_kind="group" if fund in ("SG", "VF") else fund,
            principal=owed,
            row=row,
            status=status,
            overdue_since=date(2019, 3, 16) - timedelta(days=days),
        )
        for row, (days, fund, status, owed) in enumerate(rows, start=2)
    ]
    register = book(debts=debts, groups=[group("SG"), group("VF")])
    found = age_debts(register, as_of, USUAL)
    for of in (lambda one: one.debts, lambda one: one.owed_satang):
        assert sum(of(line.total) for line in found.funds) == of(found.total.total)
        for line in found.funds:
            assert sum(of(line.by_class[letter]) for letter in CLASS_NAMES) == of(line.total)
    trial = try_criteria(register, as_of, before=STRICT, after=USUAL)
    counted = {one.debtor_class: one.debts_after for one in trial.counts}
    assert {name: one.debts for name, one in found.total.by_class.items()} == counted
