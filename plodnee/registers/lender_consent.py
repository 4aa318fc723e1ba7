"""A formal lender's written consent to be paid off early, as a debt's หมายเหตุ records it.

The note is where a workbook and a page can both say it; what a page writes names the letter.
"""

import re
from dataclasses import dataclass
from datetime import date

from plodnee.engine.thai_dates import long_date, parse_date
from plodnee.registers.book import Debt

LENDER_CONSENTS = "เจ้าหนี้ยินยอมเป็นหนังสือ"
LENDER_WITHDREW = "เจ้าหนี้ถอนความยินยอม"
SEPARATOR = " · "
_SAID = re.compile(
    r"\s*".join(LENDER_CONSENTS) + r"(?: เลขที่ (?P<number>[^·]*?) ลงวันที่ (?P<day>\d{1,2} \S+ \d{4}))?"
)


@dataclass(frozen=True, slots=True)
class ConsentLetter:
    """The lender's letter: its number and its day."""

    number: str
    signed_on: date


def consents(debt: Debt) -> bool:
    """Whether the register records that a formal lender agreed in writing to be paid off early."""
    return debt.creditor_kind == "formal" and is_recorded(debt.note)


def is_recorded(note: str) -> bool:
    """Whether a note records the lender's written consent, however it is spaced."""
    return _SAID.search(note) is not None


def letter_in(note: str) -> ConsentLetter | None:
    """The letter that a note names; None where it names none."""
    found = _SAID.search(note)
    day = parse_date(found["day"]) if found and found["day"] else None
    if found is None or not isinstance(day, date):
        return None
    return ConsentLetter(found["number"], day)


def letter_unread(note: str) -> bool:
    """Whether a note records a letter of consent with a day that is none, such as 31 ก.พ."""
    found = _SAID.search(note)
    said_of_it = note[found.start() :].partition(SEPARATOR)[0] if found else ""
    return "ลงวันที่" in said_of_it and letter_in(note) is None


def with_consent(note: str, letter: ConsentLetter) -> str:
    """The note with the letter, in the place of one that it recorded before."""
    day = long_date(letter.signed_on, thai_digits=False)
    said = f"{LENDER_CONSENTS} เลขที่ {letter.number} ลงวันที่ {day}"
    return _instead(note, said)


def without_consent(note: str, withdrawn_on: date) -> str:
    """The note after the lender took the consent back on a day."""
    day = long_date(withdrawn_on, thai_digits=False)
    return _instead(note, f"{LENDER_WITHDREW}เมื่อ {day}")


def _instead(note: str, said: str) -> str:
    if is_recorded(note):
        return _SAID.sub(lambda _found: said, note)
    return SEPARATOR.join(part for part in (note, said) if part)
