"""The tables of the one contract: its parts, each fund's share, who guarantees, what falls due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from plodnee.documents.builders.official.contract_words import (
    NOTHING,
    VOICE,
    WORDS,
    columns,
    figures,
    rate,
    told,
)
from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import Block, Lines, Paragraph, Table
from plodnee.documents.facts.contracts import (
    ContractPaperFacts,
    ContractPart,
    GuarantorLine,
    Instalment,
    Resolved,
)
from plodnee.engine.money import BP_PER_WHOLE, divide_half_up

PART_WIDTHS = (7, 22, 15, 14, 8, 17, 17)
SHARE_WIDTHS = (10, 50, 22, 18)
GUARANTOR_WIDTHS = (28, 36, 18, 18)
RESOLUTION_WIDTHS = (56, 20, 24)
ROW_WIDTHS = (8, 22, 17, 17, 18, 18)


def parts_table(facts: ContractPaperFacts) -> Table:
    """Each part with its rate and how long it is repaid."""
    keys = ("part", "content", "principal", "rate", "instalments", "first", "last")
    rows = [
        (
            VOICE.count(number),
            WORDS(f"kind.{part.kind}"),
            figures(part.principal_satang),
            rate(part.rate_bp),
            VOICE.count(len(part.rows)),
            VOICE.short_day(part.rows[0].due_on),
            VOICE.short_day(part.rows[-1].due_on),
        )
        for number, part in enumerate(facts.parts, start=1)
    ]
    rows.append(("", WORDS("column.total"), figures(facts.principal_satang), "", "", "", ""))
    return Table(columns(*keys), tuple(rows), PART_WIDTHS, frozenset({2}), has_total=True)


def shares_table(facts: ContractPaperFacts) -> Table:
    """What each fund has in each part, and how much of it that is."""
    rows = [
        (
            VOICE.count(number),
            official_digits(share.fund),
            figures(share.principal_satang),
            VOICE.percent(
                divide_half_up(share.principal_satang * BP_PER_WHOLE, part.principal_satang)
            ),
        )
        for number, part in enumerate(facts.parts, start=1)
        for share in part.shares
    ]
    rows.append(("", WORDS("column.total"), figures(facts.principal_satang), ""))
    head = columns("part", "fund", "principal", "share")
    return Table(head, tuple(rows), SHARE_WIDTHS, frozenset({2, 3}), has_total=True)


def guarantors_table(bound: Iterable[GuarantorLine]) -> Table:
    """Who guarantees which old debt anew, up to how much and until when."""
    rows = tuple(
        (
            official_digits(one.name),
            told("guarantors.debt", creditor=one.creditor, number=one.debt_number or NOTHING),
            figures(one.most_satang or 0),
            VOICE.short_day(one.until) if one.until else NOTHING,
        )
        for one in bound
    )
    head = columns("guarantor", "guaranteed", "most", "until")
    return Table(head, rows, GUARANTOR_WIDTHS, frozenset({2}))


def resolutions_table(resolved: Iterable[Resolved]) -> Table:
    """The resolution by which each creditor agreed."""
    rows = tuple(
        (
            official_digits(one.by),
            official_digits(one.number) or NOTHING,
            VOICE.short_day(one.on) if one.on else NOTHING,
        )
        for one in resolved
    )
    return Table(columns("creditor", "resolution", "resolved_on"), rows, RESOLUTION_WIDTHS)


def schedule_pages(facts: ContractPaperFacts) -> Iterator[Block]:
    """What falls due when: of all parts together, then part by part where there are several."""
    title = told("schedule.title", number=facts.head.contract_number)
    yield Lines((title,), "centre", bold=True)
    if any(part.kind == "arrears" for part in facts.parts):
        yield Paragraph(told("schedule.arrears"))
    if len(facts.parts) > 1:
        yield Lines((told("schedule.all"),), bold=True)
        yield rows_table(all_parts(facts.parts))
    for number, part in enumerate(facts.parts, start=1):
        kind = WORDS(f"kind.{part.kind}")
        yearly = rate(part.rate_bp, "shared.yearly")
        named = told("schedule.part", number=number, kind=kind, rate=yearly)
        yield Lines((named,), bold=True)
        yield rows_table(part.rows)


def all_parts(parts: Iterable[ContractPart]) -> tuple[Instalment, ...]:
    """What falls due on each day over all parts, and what is left after it."""
    listed = tuple(parts)
    by_day: dict[date, list[Instalment]] = defaultdict(list)
    for part in listed:
        for row in part.rows:
            by_day[row.due_on].append(row)
    left = sum(part.principal_satang for part in listed)
    rows = []
    for day in sorted(by_day):
        principal = sum(row.principal_satang for row in by_day[day])
        interest = sum(row.interest_satang for row in by_day[day])
        left -= principal
        rows.append(Instalment(day, principal, interest, left))
    return tuple(rows)


def rows_table(instalments: tuple[Instalment, ...]) -> Table:
    """A schedule with what it comes to."""
    keys = ("item", "due_on", "principal", "interest", "to_pay", "balance")
    rows: list[tuple[str, ...]] = [
        (
            VOICE.count(number),
            VOICE.short_day(row.due_on),
            figures(row.principal_satang),
            figures(row.interest_satang),
            figures(row.total_satang),
            figures(row.balance_satang),
        )
        for number, row in enumerate(instalments, start=1)
    ]
    sums = (
        sum(row.principal_satang for row in instalments),
        sum(row.interest_satang for row in instalments),
        sum(row.total_satang for row in instalments),
    )
    rows.append(("", WORDS("column.total"), *map(figures, sums), ""))
    return Table(columns(*keys), tuple(rows), ROW_WIDTHS, frozenset(range(2, 6)), has_total=True)
