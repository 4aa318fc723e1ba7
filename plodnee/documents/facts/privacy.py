"""What a paper may show of people: no whole national id anywhere, whatever field it hides in.

Masking happens once, before any builder sees the facts, so that no builder can forget it.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from plodnee.casework.plan.model import CentreAnalysis
from plodnee.engine.national_id import LENGTH, is_made_up, is_valid, mask, masked_within
from plodnee.engine.planner.model import CashLine, Choice, PlanFigures
from plodnee.registers.book import Household, RegisterBook

# What XML 1.0 cannot hold, and the marks that make text read backwards.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Fields whose digits are somebody's own numbering: masked only when a person has that very id.
_OWN_NUMBERS = {"code", "household_code", "contract_number", "id", "part_ids"}
HIDDEN_HOUSE = "xxx"
_WITHOUT_TEXT = (CashLine, Choice, PlanFigures)


def without_identity(analysis: CentreAnalysis) -> CentreAnalysis:
    """The same analysis with every national id masked and every text printable.

    Ensures: an id typed into a name, a note or a code is masked as well; figures are unchanged.
    """
    known = frozenset(_national_ids(analysis.book))
    cleaned: CentreAnalysis = _cleaned(analysis, "", known)
    return cleaned


def without_houses(analysis: CentreAnalysis) -> CentreAnalysis:
    """The same analysis with every house number hidden, as pages show it; papers need it whole."""
    homes = tuple(_hidden(home) for home in analysis.book.households)
    return replace(
        analysis,
        book=replace(analysis.book, households=homes),
        households=tuple(
            replace(one, household=_hidden(one.household)) for one in analysis.households
        ),
    )


def hidden_house(house_number: str) -> str:
    """What stands for a house number where it is not opened; empty where none is known."""
    return HIDDEN_HOUSE if house_number else ""


def made_up_households(book: RegisterBook) -> frozenset[str]:
    """The codes of households in which somebody is made up.

    Ensures: where every id in the register is made up, all its households are.
    """
    ids = tuple(_national_ids(book))
    if ids and all(is_made_up(value) for value in ids):
        return frozenset(household.code for household in book.households)
    heads = {h.code for h in book.households if h.national_id and is_made_up(h.national_id)}
    borrowers = {
        debt.household_code
        for debt in book.debts
        if debt.national_id and is_made_up(debt.national_id)
    }
    return frozenset(heads | borrowers)


def printable(text: str) -> str:
    """The text without what no document can hold, on one line."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text  # as nearly every text of a register is
    return " ".join(_UNPRINTABLE.sub("", text).split())


def masked_text(text: str, known: frozenset[str], *, own_number: bool = False) -> str:
    """The text with each national id in it masked.

    An own number (a code, a contract's number) is masked only where it is a known person's id.
    """

    def is_id(digits: str) -> bool:
        return digits in known or (not own_number and is_valid(digits))

    return masked_within(text, is_id) if len(text) >= LENGTH else text


def _hidden(home: Household) -> Household:
    return replace(home, house_number=hidden_house(home.house_number))


def _national_ids(book: RegisterBook) -> Iterator[str]:
    ids = [household.national_id for household in book.households]
    ids += [debt.national_id for debt in book.debts]
    return (national_id for national_id in ids if national_id)


def _cleaned(value: Any, name: str, known: frozenset[str]) -> Any:
    """The value with its texts cleaned; what holds no text is handed back as it is."""
    if isinstance(value, str):
        if name == "national_id":
            return mask(value)
        return masked_text(printable(value), known, own_number=name in _OWN_NUMBERS)
    if isinstance(value, tuple):
        if value and isinstance(value[0], int):
            return value
        items = tuple(_cleaned(item, name, known) for item in value)
        return type(value)(*items) if hasattr(value, "_fields") else items
    if not is_dataclass(value) or isinstance(value, (*_WITHOUT_TEXT, type)):
        return value
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {key: _cleaned(item, key, known) for key, item in old.items()}
    changed = {key: item for key, item in new.items() if item != old[key]}
    return replace(value, **changed) if changed else value
