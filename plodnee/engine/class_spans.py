"""Criteria as a committee types them: for each class the days overdue from which to which.

The days of A to D follow one another without a gap or an overlap; E and R follow from what a
register says of a debt, not from days.
"""

from typing import NamedTuple

from plodnee.engine.classification import Criteria


class Spans(NamedTuple):
    """Whole days overdue, both ends counted: A from 0 to `a_to`, D from `d_from` on."""

    a_to: int
    b_from: int
    b_to: int
    c_from: int
    c_to: int
    d_from: int


class Fault(NamedTuple):
    """What is wrong with one field, in plain words of both languages."""

    field: str
    text: str
    text_en: str


_SEAMS = (("A", "a_to", "B", "b_from"), ("B", "b_to", "C", "c_from"), ("C", "c_to", "D", "d_from"))
_WITHIN = (("B", "b_from", "b_to"), ("C", "c_from", "c_to"))


def spans_of(criteria: Criteria) -> Spans:
    """The criteria in the form in which they are typed."""
    first, second, third = criteria.watch_days, criteria.overdue_days, criteria.default_days
    return Spans(first - 1, first, second - 1, second, third - 1, third)


def criteria_of(spans: Spans) -> Criteria:
    """The criteria that the spans say.

    Raises: ValueError if a day belongs to no class, or to two.
    """
    if span_faults(spans, most_days=max(spans)):
        raise ValueError(f"days in no class, or in two: {spans}")
    return Criteria(spans.b_from, spans.c_from, spans.d_from)


def span_faults(spans: Spans, *, most_days: int) -> tuple[Fault, ...]:
    """What is wrong, field by field; nothing where each number of days has just one class."""
    values = spans._asdict()
    outside = tuple(
        Fault(
            field,
            f"ใส่จำนวนวันตั้งแต่ 0 ถึง {most_days:,}",
            f"Enter a number of days from 0 to {most_days:,}",
        )
        for field, days in values.items()
        if not 0 <= days <= most_days
    )
    if outside:
        return outside
    reversed_ = tuple(
        Fault(
            last,
            f"ชั้น {name} สิ้นสุดที่ {values[last]:,} วัน ก่อนวันเริ่ม {values[first]:,} วัน",
            f"Class {name} ends at {values[last]:,} days, before it begins at {values[first]:,}",
        )
        for name, first, last in _WITHIN
        if values[last] < values[first]
    )
    seams = (_seam_fault(*seam, values[seam[1]], values[seam[3]]) for seam in _SEAMS)
    return reversed_ + tuple(fault for fault in seams if fault is not None)


def _seam_fault(
    lower: str, _last: str, upper: str, first: str, ends: int, begins: int
) -> Fault | None:
    """A gap or an overlap between two classes, told at the field where the upper one begins."""
    if begins == ends + 1:
        return None
    if begins > ends + 1:
        days = _days(ends + 1, begins - 1)
        return Fault(
            first,
            f"มีช่องว่าง: ค้าง {days} วัน ไม่อยู่ในชั้นใด ชั้น {upper} ต้องเริ่มที่ {ends + 1:,} วัน",
            f"A gap: {days} days overdue are in no class; {upper} must begin at {ends + 1:,} days",
        )
    days = _days(begins, ends)
    return Fault(
        first,
        f"ซ้อนกัน: ค้าง {days} วัน อยู่ทั้งชั้น {lower} และ {upper} ชั้น {upper} ต้องเริ่มที่ {ends + 1:,} วัน",
        f"An overlap: {days} days overdue are in both {lower} and {upper}; "
        f"{upper} must begin at {ends + 1:,} days",
    )


def _days(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"
