"""What a household's own file is called: its code, and never a person's name or id."""

import re
from collections.abc import Iterator

from plodnee.documents.facts.privacy import printable
from plodnee.engine.national_id import is_valid
from plodnee.engine.thai_text import compact
from plodnee.registers.book import Debt, Household, RegisterBook

LONGEST = 60
# Letters, digits, - and _, and the vowels and tone marks that stand on a Thai letter.
_KEPT = re.compile(r"[^\w\-\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
_THIRTEEN = re.compile(r"\d{13}")


def plan_file_names(book: RegisterBook) -> tuple[str, ...]:
    """A file name for each household, in the register's order, without an ending.

    Ensures: no two alike, also where case does not count; letters, digits, - and _ alone; a code
    that holds a person's name or id gives way to the household's number in the register.
    """
    debts: dict[str, list[Debt]] = {}
    for debt in book.debts:
        debts.setdefault(debt.household_code, []).append(debt)
    taken: set[str] = set()
    names = []
    for number, household in enumerate(book.households, start=1):
        name = _KEPT.sub("_", printable(household.code)).strip("_")[:LONGEST]
        if not name or _tells_who(household, debts.get(household.code, [])):
            name = f"household-{number:04d}"
        while name.casefold() in taken:
            name = f"{name}-{number:04d}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _tells_who(household: Household, debts: list[Debt]) -> bool:
    code = compact(household.code)
    if any(is_valid(digits) for digits in _THIRTEEN.findall(re.sub(r"[^\d]", "", code))):
        return True
    return any(name in code for name in _names(household, debts))


def _names(household: Household, debts: list[Debt]) -> Iterator[str]:
    for person in (household.head, *(debt.borrower for debt in debts)):
        yield from (part for part in (compact(person.full), *person.full.split()) if len(part) > 3)
