"""The parts that a schedule is made of, each by a case worked out by hand or by other authors."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.schedule.due_dates import Cycle, Unit, add_months
from plodnee.engine.schedule.fields import Fields
from plodnee.engine.schedule.instalment import equal_principal, level_instalment
from plodnee.engine.schedule.reading_order import USUAL, read_order
from plodnee.engine.schedule.rounding import Mode, Rounding, round_ratio, round_to
from plodnee.engine.schedule.terms import Ahead, Part
from plodnee.engine.schedule.year_fraction import (
    ByDays,
    Period,
    over_year_of,
    year_days,
    year_fraction,
)
from tools.oracle_cases import CASES

MONTH = Cycle(1, Unit.MONTH)
SPLIT = "actual_days/length of calendar year; a period crossing new year is split at "


def other_cases(kind: str) -> list[dict]:
    read = (json.loads(line) for line in CASES.read_text("utf-8").splitlines())
    return [case for case in read if case["kind"] == kind]


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        (Mode.HALF_UP, [-3, -2, -1, 0, 1, 2, 3, 1, 2]),
        (Mode.HALF_EVEN, [-2, -2, -1, 0, 1, 2, 2, 1, 2]),
        (Mode.CEILING, [-2, -1, -1, 0, 1, 2, 3, 2, 2]),
        (Mode.FLOOR, [-3, -2, -1, 0, 1, 1, 2, 1, 1]),
    ],
)
def test_amounts_between_two_units_go_where_the_mode_says(mode: Mode, rounded: list[int]) -> None:
    tenths = [-25, -15, -10, 0, 10, 15, 25, 12, 18]
    assert [round_ratio(tenth, 10, mode) for tenth in tenths] == rounded


def test_a_multiple_is_rounded_to_in_its_own_steps() -> None:
    assert round_to(Fraction(150), 100, Mode.HALF_UP) == 200
    assert round_to(Fraction(250), 100, Mode.HALF_EVEN) == 200
    assert round_to(149, 100, Mode.HALF_UP) == 100
    with pytest.raises(ValueError, match="multiples of 0"):
        round_to(1, 0, Mode.FLOOR)


def test_an_instalment_is_rounded_twice_and_never_to_nothing() -> None:
    rounding = Rounding(Mode.HALF_UP, step=1, instalment_multiple=100)
    assert rounding.instalment(Fraction(14_999, 100)) == 200  # 149.99 -> 150 -> 200
    assert rounding.instalment(49) == 49
    assert rounding.multiple_of(49) == 0


@given(numerator=st.integers(-(10**30), 10**30), denominator=st.integers(1, 10**20))
def test_rounding_stays_within_one_unit(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    for mode in Mode:
        assert abs(round_ratio(numerator, denominator, mode) - exact) < 1
    for mode in (Mode.HALF_UP, Mode.HALF_EVEN):
        assert abs(round_ratio(numerator, denominator, mode) - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("mode", "amount", "multiple"), [("half_up", 3, 300), ("ceiling", 3, 300), ("floor", 2, 200)]
)
def test_a_rounding_keeps_its_mode_for_amounts_and_multiples(mode, amount, multiple) -> None:
    rounding = Rounding(Mode(mode), 1, 100)
    assert rounding.amount(Fraction(5, 2)) == amount
    assert rounding.multiple_of(250) == multiple


def test_halves_go_away_from_nothing() -> None:
    halves = [round_ratio(numerator, 2, Mode.HALF_UP) for numerator in (-3, -1, 1, 3)]
    assert halves == [-2, -1, 1, 2]


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 4000), st.integers(1, 13))
@pytest.mark.parametrize("unit", Unit)
def test_whole_gaps_between_are_those_that_have_passed(unit, start, days, every) -> None:
    cycle, day = Cycle(every, unit), start + timedelta(days=days)
    passed = cycle.whole_between(start, day)
    assert type(passed) is int
    assert cycle.after(start, passed) <= day < cycle.after(start, passed + 1)


def test_a_day_that_the_month_lacks_is_its_last_and_is_not_lost() -> None:
    start = date(2024, 1, 31)
    dues = [MONTH.after(start, k).isoformat() for k in range(1, 5)]
    assert dues == ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]
    assert Cycle(2, Unit.WEEK).after(start, 2) == date(2024, 2, 28)
    assert Cycle(10, Unit.DAY).after(start, 1) == date(2024, 2, 10)
    assert Cycle(1, Unit.QUARTER).after(start, 1) == date(2024, 4, 30)
    assert Cycle(1, Unit.YEAR).after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert Cycle(1, Unit.YEAR).after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_count_backwards_over_new_year() -> None:
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)
    assert add_months(date(2024, 12, 31), 1) == date(2025, 1, 31)
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 30)
    with pytest.raises(OverflowError, match="the year 10000 is beyond the calendar"):
        add_months(date(9999, 12, 1), 1)
    assert add_months(date(2, 1, 31), -11) == date(1, 2, 28)
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 1), -1)


def test_the_due_dates_that_quantlib_gives() -> None:
    (case,) = other_cases("due_dates")
    product = case["product"]
    cycle = Cycle(product["every"], Unit(product["unit"]))
    first = date.fromisoformat(product["first_due_date"])
    for row in case["expected"]:
        assert cycle.after(first, row["n"] - 1).isoformat() == row["due_date"]


@pytest.mark.parametrize("case", other_cases("day_count"), ids=lambda case: case["id"])
def test_the_year_fractions_that_quantlib_gives(case: dict) -> None:
    name = case["product"]["day_count"]
    rule = year_fraction(name, MONTH, None)
    assert rule is not None
    for row in case["expected"]:
        period = Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), MONTH)
        assert float(rule.whole(period)) == pytest.approx(float(row["year_fraction"]), abs=1e-12)


@pytest.mark.parametrize("case", other_cases("annuity"), ids=lambda case: case["id"])
def test_the_annuity_parts_that_numpy_financial_gives(case: dict) -> None:
    for row in case["expected"]:
        rate, principal = Fraction(row["rate"]), Fraction(row["pv"])
        level = level_instalment(int(principal), [rate] * int(row["nper"]))
        for _ in range(int(row["per"]) - 1):
            principal -= level - principal * rate
        interest = principal * rate
        part = -interest if row["function"] == "ipmt" else -(level - interest)
        tolerance = Fraction(row.get("tolerance") or case["tolerance"])
        assert abs(part - Fraction(row["value"])) <= tolerance


def fraction(form: str, start: str, due: str, cycle: Cycle = MONTH) -> Fraction:
    rule = year_fraction(form, cycle, 365)
    assert rule is not None
    return rule.whole(Period(date.fromisoformat(start), date.fromisoformat(due), cycle))


@pytest.mark.parametrize(
    ("form", "start", "due", "expected"),
    [
        ("every/12", "2024-01-01", "2024-02-01", Fraction(1, 12)),
        ("30*every/360", "2024-01-01", "2024-02-01", Fraction(30, 360)),
        (
            "every/52 per instalment, pro rata by days inside it",
            "2024-01-01",
            "2024-01-08",
            Fraction(1, 52),
        ),
        ("every", "2024-01-01", "2025-01-01", Fraction(1)),
        ("1/12", "2024-01-01", "2024-02-01", Fraction(1, 12)),
        ("7/days_in_year", "2024-01-01", "2024-01-08", Fraction(7, 365)),
        ("actual_days/364", "2024-01-01", "2024-02-01", Fraction(31, 364)),
        (SPLIT + "1 January", "2023-12-12", "2024-01-12", Fraction(20, 365) + Fraction(11, 366)),
        (
            SPLIT + "31 December (days …)",
            "2023-12-12",
            "2024-01-12",
            Fraction(19, 365) + Fraction(12, 366),
        ),
        (SPLIT + "31 December", "2023-12-31", "2024-01-31", Fraction(31, 366)),
        (
            "actual_days/366 when the instalment period contains",
            "2024-02-01",
            "2024-03-01",
            Fraction(29, 366),
        ),
        (
            "actual_days/366 when the instalment period contains",
            "2024-02-29",
            "2024-03-31",
            Fraction(31, 365),
        ),
        (
            "actual_days/366 when the instalment period contains",
            "2024-02-01",
            "2024-02-29",
            Fraction(28, 366),
        ),
        (
            "actual_days/length of the calendar year in which the period starts, no split",
            "2023-12-12",
            "2024-01-12",
            Fraction(31, 365),
        ),
        # ISDA Definitions 2006, 4.16 (f) and (g): they differ where only the end is a 31st
        ("30/360-bond-basis", "2023-01-15", "2023-03-31", Fraction(76, 360)),
        ("30e/360", "2023-01-15", "2023-03-31", Fraction(75, 360)),
        ("30e/360", "2023-01-31", "2024-03-31", Fraction(420, 360)),
        ("30e/360", "2023-02-28", "2023-03-01", Fraction(3, 360)),
        (SPLIT + "1 January", "2023-12-31", "2026-01-02", Fraction(1, 365) + 2 + Fraction(1, 365)),
        (SPLIT + "31 December", "2023-12-30", "2024-12-31", Fraction(1, 365) + 1),
    ],
)
def test_a_period_counts_for_its_part_of_a_year(
    form: str, start: str, due: str, expected: Fraction
) -> None:
    assert fraction(form, start, due) == expected


def test_the_form_by_year_of_start_levels_with_a_twelfth() -> None:
    form = "actual_days/length of the calendar year in which the period starts, no split"
    rule = year_fraction(form, MONTH, None)
    assert rule is not None
    period = Period(date(2023, 12, 12), date(2024, 1, 12), MONTH)
    assert rule.level(period) == Fraction(1, 12)


def test_unknown_forms_are_not_guessed() -> None:
    assert year_fraction("actual_days/366", MONTH, None) is None
    assert year_fraction("every/0", MONTH, None) is None
    assert year_fraction("7/days_in_year", MONTH, None) is None
    assert year_fraction("every/12 or so", MONTH, None) is None


def test_days_inside_an_instalment_count_pro_rata() -> None:
    rule = year_fraction("30*every/360 per instalment, pro rata by days inside it", MONTH, None)
    assert rule is not None
    february = Period(date(2024, 2, 1), date(2024, 3, 1), MONTH)
    assert rule.part(february, date(2024, 2, 1), date(2024, 2, 16)) == Fraction(15, 29 * 12)
    moved = Period(date(2024, 1, 1), date(2024, 2, 18), MONTH, regular=False)
    assert rule.whole(moved) == (1 + Fraction(17, 29)) / 12
    assert rule.level(moved) == Fraction(1, 12)


def test_the_year_of_payment_out_gives_the_length() -> None:
    period = Period(date(2024, 12, 1), date(2025, 1, 1), MONTH)
    assert over_year_of(date(2023, 5, 1)).whole(period) == Fraction(31, 365)
    assert over_year_of(date(2024, 5, 1)).whole(period) == Fraction(31, 366)
    assert [year_days(year) for year in (1900, 2000, 2023, 2024)] == [365, 366, 365, 366]


def test_a_period_without_dates_has_no_days() -> None:
    period = Period(None, None, MONTH)
    assert period.days is None
    for dates in ((None, None), (date(2024, 1, 1), None), (None, date(2024, 1, 1))):
        with pytest.raises(ValueError, match=r"^a period without dates has no days to count$"):
            Period(*dates, MONTH).dates()


def test_a_period_without_dates_is_one_instalment() -> None:
    rule = year_fraction("every/12", MONTH, None)
    assert rule is not None
    assert rule.whole(Period(None, None, MONTH)) == Fraction(1, 12)


@pytest.mark.parametrize("length", [360, 364, 365])
def test_a_count_over_a_stated_length_of_year_keeps_it(length: int) -> None:
    rule = year_fraction(f"actual_days/{length}", MONTH, None)
    assert isinstance(rule, ByDays)
    assert rule.year_length == length


def test_the_level_instalment_is_the_annuity_and_without_interest_an_equal_part() -> None:
    rate = Fraction(1, 100)
    expected = 100_000 * rate / (1 - (1 + rate) ** -12)
    assert level_instalment(100_000, [rate] * 12) == expected
    assert level_instalment(100, [Fraction(0)] * 3) == equal_principal(100, 3) == Fraction(100, 3)
    with pytest.raises(ValueError, match="period"):
        level_instalment(100, [])
    with pytest.raises(ValueError, match="period"):
        equal_principal(100, 0)


@given(
    principal=st.integers(1, 10**12),
    rates=st.lists(
        st.fractions(0, Fraction(1, 2), max_denominator=10_000), min_size=1, max_size=24
    ),
)
def test_the_level_instalment_repays_exactly(principal: int, rates: list[Fraction]) -> None:
    level = level_instalment(principal, rates)
    balance = Fraction(principal)
    for rate in rates:
        balance += balance * rate - level
    assert balance == 0


def order(**terms: object):
    return read_order(Fields(terms, "product"))


def test_a_strategy_is_the_order_that_its_name_spells() -> None:
    assert order().past_due == USUAL
    assert order(payment_strategy="principal_interest_penalties_fees_order").due == (
        Part.PRINCIPAL,
        Part.INTEREST,
        Part.PENALTY,
        Part.FEES,
    )
    two = order(
        payment_strategy="due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest"
    )
    assert two.due == USUAL
    assert two.in_advance == (Part.PRINCIPAL, Part.PENALTY, Part.FEES, Part.INTEREST)
    overdue = order(payment_strategy="overdue_due_fee_interest_principal")
    assert overdue.past_due == USUAL
    assert (overdue.by_part, overdue.ahead_by_part) == (True, False)


def test_an_allocation_states_twelve_steps_and_where_an_excess_goes() -> None:
    steps = [
        f"{group}_{part}"
        for group, parts in (
            ("past_due", ("interest", "principal", "penalty", "fee")),
            ("due", ("fee", "interest", "principal", "penalty")),
            ("in_advance", ("principal", "fee", "interest", "penalty")),
        )
        for part in parts
    ]
    read = order(
        payment_allocation={"order": steps, "future_instalments": "last_installment"},
        payment_processing="vertical",
    )
    assert read.past_due[0] is Part.INTEREST
    assert read.due[0] is Part.FEES
    assert read.in_advance[0] is Part.PRINCIPAL
    assert read.ahead is Ahead.LAST
    assert (read.by_part, read.ahead_by_part) == (True, True)
