"""Loans a second: our portfolio kernel beside four others, on the same loans in the same run.

Each loan has 8 instalments and 4–5 payments. Peers make the schedule alone: of each row its
interest, principal and balance, and its due date where they know dates; ours and the readable form
also apply the payments and say what is late. Rounds are interleaved, and of each form its best one
counts, since other work on the machine only ever makes a round slower. Beside the clock stands what
a core of its own would do, by the processor time that the form took. `amortization` counts in
floats: a thousand times its speed would be about as fast as the columns can be read at all, which
is measured beside it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time
from typing import NamedTuple

import numpy as np
import numpy_financial
import QuantLib
from amortization import amortization_schedule
from amortization.enums import PaymentFrequency

from plodnee.engine.appropriation import order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import Payment, RepaymentTerms, position_of
from plodnee.engine.portfolio import (
    Entries,
    PortfolioColumns,
    PortfolioStatus,
    calendars_of,
    day_number,
    no_entries,
    no_pauses,
    no_segments,
    rows_of,
    status_of,
)

LOANS, SAMPLE, ROUNDS, SEED = 2_000_000, 400, 9, 2562
INSTALMENTS = 8
OURS, READABLE = "portfolio, 2 threads", "readable form"
GOALS = {
    READABLE: 500.0,
    "amortization, schedule in floats": 1000.0,
    "QuantLib AmortizingFixedRateBond, schedule": 1000.0,
    "numpy-financial, schedule": 1000.0,
}
GAPS = (1, 3, 6, 12)
AS_OF = date(2019, 3, 16)
CRITERIA, ORDER = criteria_in_force(AS_OF), order_in_force(AS_OF)
CALENDARS = calendars_of([("month", (gap,)) for gap in GAPS])
COUNTS = ("per_month", "actual/365")  # by turns: even loans, odd loans


def made_up_book(count: int) -> PortfolioColumns:
    """So many loans of villages, from a seed."""
    random = np.random.default_rng(SEED)
    principal = random.integers(50, 3_000, count) * 10_000
    rate = random.choice([600, 900, 1200, 1500], count)
    calendar = random.integers(0, len(GAPS), count)
    start = day_number(AS_OF) - random.integers(30, 1_400, count)
    gap = np.array(GAPS)[calendar]
    months = start.astype("datetime64[D]").astype("datetime64[M]") + gap
    first_due = months.astype("datetime64[D]").astype(np.int64) + 14
    periodic = rate * gap / 120_000
    level = principal * periodic / (1 - (1 + periodic) ** -INSTALMENTS)
    instalment = (np.ceil(level / 100) * 100).astype(np.int64)
    return PortfolioColumns(
        principal_satang=principal,
        instalment_satang=instalment,
        rate_bp=rate.astype(np.int32),
        start_day=start.astype(np.int32),
        first_due_day=first_due.astype(np.int32),
        due_day_of_month=np.full(count, 15, np.int8),
        calendar=calendar.astype(np.int16),
        instalments=np.full(count, INSTALMENTS, np.int16),
        method=np.zeros(count, np.int8),
        day_count=(2 * (np.arange(count) % 2)).astype(np.int8),
        status=np.zeros(count, np.int8),
        payments=_payments(random, first_due, gap, instalment),
        charges=no_entries(count),
        segments=no_segments(count),
        pauses=no_pauses(count),
    )


def _payments(random: np.random.Generator, first_due, gap, instalment) -> Entries:
    count = len(instalment)
    each = random.choice([4, 5], count, p=[0.4, 0.6])
    offset = np.concatenate(([0], np.cumsum(each)))
    loan = np.repeat(np.arange(count), each)
    turn = np.arange(offset[-1]) - offset[loan]
    late = random.integers(-5, 40, len(loan))
    day = first_due[loan] + turn * gap[loan] * 30 + late
    amount = (instalment[loan] * random.choice([0.5, 1.0, 1.0, 1.0], len(loan))).astype(np.int64)
    return Entries(offset, day.astype(np.int32), amount)


def readable(loans: PortfolioColumns, x: int) -> tuple[RepaymentTerms, list[Payment]]:
    """Loan x as one contract with its history."""
    epoch = date(1970, 1, 1)
    begin, end = loans.payments.offset[x : x + 2]
    paid = [
        Payment(str(at), epoch + timedelta(int(loans.payments.day[at])), int(satang))
        for at, satang in enumerate(loans.payments.satang[begin:end].tolist(), start=int(begin))
    ]
    terms = RepaymentTerms(
        principal_satang=int(loans.principal_satang[x]),
        rate_bp=int(loans.rate_bp[x]),
        start_on=epoch + timedelta(int(loans.start_day[x])),
        first_due_on=epoch + timedelta(int(loans.first_due_day[x])),
        instalments=INSTALMENTS,
        instalment_satang=int(loans.instalment_satang[x]),
        day_count=COUNTS[x % 2],
        gaps=(GAPS[loans.calendar[x]],),
    )
    return terms, paid


def by_readable_form(book: list[tuple[RepaymentTerms, list[Payment]]]) -> list[int]:
    """What each contract says that is outstanding."""
    return [
        position_of(terms, paid, AS_OF, criteria=CRITERIA, order=ORDER).outstanding
        for terms, paid in book
    ]


def by_amortization(book: list[tuple[RepaymentTerms, list[Payment]]]) -> None:
    """Schedules of `amortization`: rows of floats, without dates."""
    for terms, _ in book:
        frequency = PaymentFrequency(12 // terms.gaps[0])
        rows = amortization_schedule(
            terms.principal_satang / 100, terms.rate_bp / 10_000, terms.instalments, frequency
        )
        list(rows)


def by_numpy_financial(book: list[tuple[RepaymentTerms, list[Payment]]]) -> None:
    """Interest, principal and balance of numpy-financial, loan by loan, without dates."""
    periods = np.arange(1, INSTALMENTS + 1)
    for terms, _ in book:
        rate, amount = terms.rate_bp * terms.gaps[0] / 120_000, terms.principal_satang / 100
        numpy_financial.ipmt(rate, periods, terms.instalments, -amount)
        principal = numpy_financial.ppmt(rate, periods, terms.instalments, -amount)
        amount - np.cumsum(principal)


def by_quantlib(book: list[tuple[RepaymentTerms, list[Payment]]]) -> None:
    """Due date, interest, principal and balance of QuantLib's AmortizingFixedRateBond."""
    for terms, _ in book:
        start = QuantLib.Date(terms.start_on.day, terms.start_on.month, terms.start_on.year)
        tenor = QuantLib.Period(terms.gaps[0], QuantLib.Months)
        whole = QuantLib.Period(terms.gaps[0] * INSTALMENTS, QuantLib.Months)
        frequency = tenor.frequency()
        calendar, rate = QuantLib.NullCalendar(), terms.rate_bp / 10_000
        schedule = QuantLib.sinkingSchedule(start, whole, frequency, calendar)
        notionals = QuantLib.sinkingNotionals(whole, frequency, rate, terms.principal_satang / 100)
        bond = QuantLib.AmortizingFixedRateBond(
            0, notionals, schedule, [rate], QuantLib.Actual365Fixed()
        )
        flows, balance, rows = bond.cashflows(), terms.principal_satang / 100, []
        for interest, principal in zip(flows[::2], flows[1::2], strict=True):
            balance -= principal.amount()
            rows.append((interest.date(), interest.amount(), principal.amount(), balance))


def by_reading(loans: PortfolioColumns) -> None:
    """Every column read once, in one thread: no form can be faster than some times this."""
    for column in [*loans[:-4], *loans.payments, *loans.charges]:
        column.sum()


class Taken(NamedTuple):
    """How long some work took by the clock, and in processor time of all its threads; seconds."""

    clock: float
    processor: float


def seconds(work: Callable[[], object]) -> Taken:
    """How long the work took."""
    begun, begun_working = perf_counter(), process_time()
    work()
    return Taken(perf_counter() - begun, process_time() - begun_working)


def best(rounds: list[Taken]) -> Taken:
    """The best of each, whichever the round."""
    return Taken(min(each.clock for each in rounds), min(each.processor for each in rounds))


def first_call() -> tuple[float, float]:
    """Seconds from a fresh process to the first status of plain and amended loans.

    Nothing compiled, as `make setup` finds it; then compiled, as it leaves it.
    """
    code = (
        "from time import perf_counter as now; t = now()\n"
        "from plodnee.engine.portfolio import warm_up; warm_up(); print(now() - t)"
    )
    with tempfile.TemporaryDirectory() as cache:
        runs = [
            subprocess.run(
                [sys.executable, "-c", code],
                env={**os.environ, "NUMBA_CACHE_DIR": cache},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for _ in range(2)
        ]
    return float(runs[0]), float(runs[1])


def replay() -> Taken:
    """Seconds to replay one contract with 5,000 payments."""
    terms = RepaymentTerms(300_000_000, 1200, AS_OF, AS_OF + timedelta(31), 60, 6_000_000)
    events = [Payment(str(n), AS_OF + timedelta(n % 900), 100 + n) for n in range(5_000)]
    as_of = AS_OF + timedelta(1_000)

    def run() -> object:
        return position_of(terms, events, as_of, criteria=CRITERIA, order=ORDER)

    return best([seconds(run) for _ in range(ROUNDS)])


def measured(loans: PortfolioColumns) -> dict[str, Taken]:
    """Seconds a loan, by form, after both of ours were found equal on the sample."""
    book = [readable(loans, x) for x in range(SAMPLE)]

    def status(threads: int) -> PortfolioStatus:
        return status_of(loans, CALENDARS, AS_OF, criteria=CRITERIA, order=ORDER, threads=threads)

    if status(1).outstanding_satang[:SAMPLE].tolist() != by_readable_form(book):
        raise SystemExit("the two forms differ")
    runs: dict[str, tuple[int, Callable[[], object]]] = {
        OURS: (LOANS, lambda: status(2)),
        "portfolio, 1 thread": (LOANS, lambda: status(1)),
        "portfolio, every row, 1 thread": (
            LOANS,
            lambda: rows_of(loans, CALENDARS, AS_OF, order=ORDER),
        ),
        READABLE: (SAMPLE, lambda: by_readable_form(book)),
        "amortization, schedule in floats": (SAMPLE, lambda: by_amortization(book)),
        "QuantLib AmortizingFixedRateBond, schedule": (SAMPLE, lambda: by_quantlib(book)),
        "numpy-financial, schedule": (SAMPLE, lambda: by_numpy_financial(book)),
        "only reading the columns, 1 thread": (LOANS, lambda: by_reading(loans)),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, (_count, work) in runs.items():
            taken[name].append(seconds(work))
    return {
        name: Taken(*(part / count for part in best(taken[name])))
        for name, (count, _) in runs.items()
    }


def main() -> None:
    """Measure and print the ratios."""
    found = measured(made_up_book(LOANS))
    print(f"{LOANS:,} loans of {INSTALMENTS} instalments, the best of {ROUNDS} interleaved rounds")
    print(f"{'':44}{'loans/s':>13}{'ours is':>12}{'a core':>16}{'ours is':>12}")
    for name, taken in found.items():
        ratios = [theirs / ours for theirs, ours in zip(taken, found[OURS], strict=True)]
        by_clock = f"{1 / taken.clock:>13,.0f}{ratios[0]:>10,.1f} x"
        by_core = f"{1 / taken.processor:>16,.0f}{ratios[1]:>10,.1f} x"
        goal = GOALS.get(name)
        met = f"   goal {goal:,.0f} x: {_met(ratios[0] >= goal)}" if goal else ""
        print(f"{name:44}{by_clock}{by_core}{met}")
    print(f"goal of 10 million loans/s: {_met(found[OURS].clock <= 1e-7)}")
    cold, warm = first_call()
    print(f"first call in a new process: {cold:.1f} s uncompiled, {warm:.1f} s compiled (goal 3)")
    once = replay()
    print(
        f"replay of one contract with 5,000 events: {1000 * once.clock:.1f} ms, "
        f"{1000 * once.processor:.1f} of them at work (goal 20)"
    )


def _met(goal: bool) -> str:
    return "met" if goal else "not met"


if __name__ == "__main__":
    main()
