"""Words of a record's choices, years of birth and months."""

from typing import Any

from django import template

from plodnee.registers.evidence_files import is_kept
from plodnee.registers.models import Evidence, WrittenName
from plodnee.web.record.fields import without_ids
from plodnee.web.record.words import NAMES
from plodnee.web.templatetags.wording import english, month_short

register = template.Library()
BE_OFFSET = 543
YEAR = 12


@register.filter
def called(value: str, kind: str) -> str:
    """What a stored word is called; a dash where none is stored."""
    return str(NAMES[kind].get(value, "–"))


@register.filter
def person(written: WrittenName) -> str:
    """A person's name as it is written, an id in it masked."""
    return without_ids(f"{written.title}{written.full}")


@register.filter
def is_there(file: Evidence) -> bool:
    """Whether a file of evidence still lies on the disk: its time may be over."""
    return is_kept(file.stored_as)


@register.filter
def is_blank(row: Any) -> bool:
    """Whether a row of a list is one more, in which nothing was typed or chosen."""
    return row.empty_permitted and not (row.is_bound and row.has_changed())


@register.filter
def be_year(year: int | None) -> str:
    """A year of the Buddhist era, of the common era in English."""
    if year is None:
        return "–"
    return str(year if english() else year + BE_OFFSET)


@register.filter
def month_names(written: str) -> str:
    """Months as they are stored by their short names; every month in one word."""
    months = [int(month) for month in written.split(",") if month]
    if len(months) == YEAR:
        return "every month" if english() else "ทุกเดือน"
    return ", ".join(map(month_short, months))
