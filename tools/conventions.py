"""The page of conventions: what schedules of other authors need, and how many come out the same."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from plodnee.engine.schedule.terms import (
    MOST_EVENTS,
    MOST_INSTALMENTS,
    MOST_ROWS_TIMES_EVENTS,
    MOST_ROWS_TIMES_REQUESTS,
    MOST_SHEET_INSTALMENTS,
)
from tools.oracle_cases import cases, differences_of

HEAD = """# Conventions of schedules

**สรุป** ตารางชำระหนี้ที่ผู้อื่นคำนวณไว้ นำมาคำนวณใหม่ด้วย `plodnee schedule`
แล้วเทียบทุกตัวเลขถึงสตางค์ · วิธีใดไม่รองรับ ระบบปฏิเสธ ไม่เดา

The cases are loans whose schedules other authors worked out: `tests/cases/oracle/cases.jsonl`, each
with its source. A case counts as reproduced when every figure that its author states comes out the
same within the case's own tolerance, which is 0 wherever amounts are rounded. *Core* cases need
text-book rules alone; *extended* ones the conventions named below, one case often several.
"""

NAMES = {
    "": "text-book rules alone",
    "366-only-with-29-february": "a year of 366 days only for rows that contain 29 February",
    "advance-last-installment": "an advance goes to the last instalment",
    "advance-next-installment": "an advance goes to the next instalment",
    "advance-next-last-installment": "an advance goes to the next instalment, the rest to the last",
    "allocation-interest-first": "payments settle interest before principal (CCC 329)",
    "allocation-principal-first": "payments settle principal before interest",
    "final-payment-takes-rounded-total": "the last row takes the rest of the rounded grand total",
    "half-even-ties": "halves go to the even satang",
    "instalment-multiple": "instalments are multiples of a whole amount",
    "instalment-rebalancing": "a last instalment that differs is spread over the rows",
    "interest-on-overdue-principal": "overdue principal bears interest by days",
    "payment-rounded-first": "row totals are rounded first, their parts after",
    "repayment-date-changes-interest": "the day of a payment changes interest",
    "year-split-31-december": "a period over new year is split on 31 December",
}
TRAITS = {
    "rate-change": "a new rate from a day on, also to and from 0 %",
    "term-extension": "extra instalments",
    "due-date-change": "a moved due date",
    "mid-term-grace": "grace in mid-term",
    "grace-principal": "grace on principal",
    "grace-interest": "grace on interest",
    "interest-free-instalments": "interest-free first instalments",
    "fee": "fees",
    "penalty": "penalties",
    "flat": "flat interest",
    "equal-principal": "equal principal",
    "bullet": "principal in one sum at the end",
    "zero-rate": "0 % interest",
    "single-instalment": "one instalment",
    "month-end-start": "begun on a day that some months lack",
    "leap-day": "a 29 February inside",
    "day": "instalments counted in days",
    "week": "instalments counted in weeks",
    "year": "instalments counted in years",
}
KINDS = {
    "schedule": "with events",
    "table": "without events",
    "spreadsheet": "spreadsheets",
    "cashflow": "unrounded",
}

REFUSED = {
    "recalculation.prepay_strategy": "`reschedule_next_repayments`; in the cumulative schedule "
    "also `adjust_last_unpaid_period`, in the progressive one all others",
    "recalculation.rest": "whole periods in the cumulative schedule",
    "interest_recalculation": "of equal principal, of a bullet, of a text-book table; in the "
    "cumulative schedule with a grace or a request to reschedule",
    "interest_pause": "where the balance does not run from day to day",
    "new_rate_percent_per_year": "of a flat loan",
    "extra_principal": "outside the text-book table",
    "disbursement": "more than one, or another sum or day than the product's",
    "fee": "outside spreadsheets, which charge it with every row; elsewhere a fee is an event",
    "payment_allocation.order": "steps that mix past due, due and in advance",
}
CHOICES = (
    "The last row always takes the rest of the principal; interest is rounded once for each row.",
    "Terms in satang without `rounding` are rounded half up to the satang.",
    "An instalment multiple that would round an instalment to nothing does not count.",
    "`first_due_date`: the first period is one cycle that ends on it, whatever the day of payment.",
    "On one day, events count in the order of entry; a backdated one is replayed by its own day.",
    "A charge can be paid from its own day on in the progressive schedule, in the cumulative one "
    "from the start.",
    "A late penalty is worked out once, on the day on which the schedule is read.",
    "A fixed instalment must exceed the interest of every row that it pays, also after a new rate.",
    f"So that no line keeps the others waiting: at most {MOST_INSTALMENTS:,} instalments "
    f"({MOST_SHEET_INSTALMENTS:,} in a spreadsheet), {MOST_EVENTS:,} events, "
    f"{MOST_ROWS_TIMES_REQUESTS:,} for instalments times requests to change them, "
    f"{MOST_ROWS_TIMES_EVENTS:,} for instalments times events, and 16 MB for the line.",
)


def conventions_page() -> str:
    """The page, with counts of cases reproduced out of all."""
    read = cases()
    parts = [
        HEAD,
        _table("kind of case", read, lambda case: [f"{KINDS[case['kind']]}, {case['tier']}"], {}),
        "## By convention\n",
        _table("convention", read, lambda case: case["conventions"] or [""], NAMES),
        "## By what happens in the loan\n",
        _table("trait", read, lambda case: [t for t in case["traits"] if t in TRAITS], TRAITS),
        "## Known and not computed\n\nRefused with the code `unsupported`, because no case shows",
        "the figures that its users would expect.\n\n| term | what |\n|---|---|",
        "\n".join(f"| `{term}` | {what} |" for term, what in REFUSED.items()),
        "\n## Choices where the cases are silent\n",
        "\n".join(f"- {choice}" for choice in CHOICES) + "\n",
    ]
    return "\n".join(parts)


def _table(
    title: str,
    read: Iterable[dict[str, Any]],
    keys: Callable[[dict[str, Any]], list[str]],
    names: dict[str, str],
) -> str:
    """A table of reproduced and all cases for each key that they have."""
    total: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for case in read:
        for key in keys(case):
            total[key] += 1
            same[key] += differences_of(case["id"]) == ()
    rows = [
        f"| {names.get(key, key)} | {f'`{key}`' if key in names and key else ''} "
        f"| {same[key]} / {total[key]} |"
        for key in sorted(total)
    ]
    return "\n".join([f"| {title} | tag | reproduced |", "|---|---|---|", *rows]) + "\n"
