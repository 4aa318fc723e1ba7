"""The codes of households that a fund's list implies, so that no two of them share one.

A code follows from the house number, else from the borrower's name: the same house gets the same
code from every fund and every later file. Where that would make one household of two (12/3 and
12-3 are two houses, one name is borne by two persons with ids of their own) the later one gets a
code that tells them apart, and keeps it: what the register in use states is looked at first. An id
that it has in one household alone is of that household, whatever code it was given, and so is
whoever stands at the same house number in the same workbook.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plodnee.engine.national_id import is_valid
from plodnee.engine.thai_text import clean_text
from plodnee.registers.book import RegisterBook
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.sent_rows import TOTAL, Cell, SentRow

_NOT_IN_A_CODE = re.compile(r"[^0-9A-Z\u0e01-\u0e2e]+")
_AROUND_A_SIGN = re.compile(r"\s*([^\s0-9A-Z\u0e01-\u0e5b])\s*")
_NAME_SIGNS = 8
_SHOWN_DIGITS = 3  # of an id; its mask shows them too

NO_ID = "-0"  # whoever bears a name without an id, where two bear it with one

Told = Mapping[str, frozenset[str]]  # a household's code -> what tells it from another
NOT_TOLD = frozenset[str]()


@dataclass(frozen=True, slots=True)
class HouseholdCodes:
    """The codes of one workbook: which house, or which id of a name, has which."""

    houses: Mapping[tuple[str, str], str] = field(default_factory=dict)
    persons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    shared_names: frozenset[str] = NOT_TOLD
    known: Mapping[str, str] = field(default_factory=dict)  # by an id that the register has

    def of(self, row: SentRow) -> str:
        """The code of a row's household. Requires: the row names a borrower."""
        usual, house, number = _usual(row)
        if (told := _id_in(row.cells.get("national_id"))) in self.known:
            return self.known[told]
        if house:
            return self.houses.get((usual, house), usual)
        if number:
            return self.persons.get((usual, number), usual)
        return f"{usual}{NO_ID}" if usual in self.shared_names else usual


USUAL = HouseholdCodes()


def codes_of(rows: Iterable[SentRow], known: RegisterBook | None = None) -> HouseholdCodes:
    """The codes of all rows of a workbook's funds, beside those that the register has given."""
    known_houses, known_ids = _told_by(known)
    by_id = _one_household_each(known_ids)
    at_home: dict[tuple[str, str], set[str]] = defaultdict(set)
    houses: dict[str, dict[str, None]] = defaultdict(dict)
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if "household_code" in row.cells or "borrower" not in row.cells or TOTAL in row.cells:
            continue
        usual, house, number = _usual(row)
        code = by_id.get(_id_in(row.cells.get("national_id")))
        if house:
            houses[usual][house] = None
            at_home[usual, house] |= {code} if code else set()
        elif number and code is None:
            ids[usual][number] = None
    persons = _all_given(ids, known_ids)
    in_order = {usual: sorted(found, key=_by_slash) for usual, found in houses.items()}
    shared = {usual for usual, found in ids.items() if len(found) > 1 and usual not in known_ids}
    shared |= {code.removesuffix(NO_ID) for code in known_ids if code.endswith(NO_ID)}
    given = _all_given(in_order, known_houses)
    given |= {house: next(iter(codes)) for house, codes in at_home.items() if len(codes) == 1}
    return HouseholdCodes(given, persons, frozenset(shared), by_id)


def _one_household_each(known_ids: Told) -> dict[str, str]:
    """Each id that the register has in one household alone, with that household's code."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, numbers in known_ids.items():
        for number in numbers:
            found[number].add(code)
    return {number: next(iter(codes)) for number, codes in found.items() if len(codes) == 1}


def _all_given(found: Mapping[str, Iterable[str]], known: Told) -> dict[tuple[str, str], str]:
    return {
        (usual, one): code
        for usual, ones in found.items()
        for one, code in _given(usual, ones, known).items()
    }


def _given(usual: str, found: Iterable[str], known: Told) -> dict[str, str]:
    """The code of each that would have the usual one: the first keeps it unless it is taken."""
    codes: dict[str, str] = {}
    for one in found:
        tried = [usual, *(f"{usual}-{end}" for end in _ends(one))]
        own = next((code for code in tried if one in known.get(code, NOT_TOLD)), None)
        taken = {code for code in tried if known.get(code)} | set(codes.values())
        codes[one] = own or next(code for code in tried if code not in taken)
    return codes


def _ends(one: str) -> list[str]:
    """What may follow a usual code, the likeliest first; of an id only what its mask shows."""
    end = one[-_SHOWN_DIGITS:] if is_valid(one) else "X"
    return [end, *(f"{end}-{place}" for place in range(2, 100))]


def _by_slash(house: str) -> tuple[bool, str]:
    return "/" not in house, house


def _usual(row: SentRow) -> tuple[str, str, str]:
    """The code by house number or name alone, the house number as written, and the id."""
    house, moo = row.cells.get("house_number"), row.cells.get("moo")
    usual = _usual_of_house(house, moo)
    if usual:
        return usual, _written(house), ""
    name = compared(row.cells["borrower"][1]).encode("utf-8")
    usual = f"N{hashlib.sha256(name).hexdigest()[:_NAME_SIGNS].upper()}"
    return usual, "", _id_in(row.cells.get("national_id"))


def _usual_of_house(house: Cell | None, moo: Cell | None) -> str:
    """The code by the house number and the moo; empty without a number."""
    number, place = _squeezed(house), _squeezed(moo)
    return f"B{number}{f'-M{place}' if place else ''}" if number else ""


def _told_by(known: RegisterBook | None) -> tuple[Told, Told]:
    """The house numbers, and the ids, that the register states of each of its households.

    A house number put right by hand since is not what gave the household its code: it claims none.
    """
    houses: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    for home in known.households if known else ():
        house: Cell = ("text", home.house_number or "")
        usual = _usual_of_house(house, ("text", str(home.moo or "")))
        if usual and home.code in {usual, *(f"{usual}-{end}" for end in _ends(_written(house)))}:
            houses[home.code].add(_written(house))
        ids[home.code].add(home.national_id or "")
    for debt in known.debts if known else ():
        ids[debt.household_code].add(debt.national_id or "")
    return _frozen(houses), _frozen(ids)


def _frozen(told: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {code: frozenset(found - {""}) for code, found in told.items()}


def _id_in(cell: Cell | None) -> str:
    """The id of a cell, its dashes left out; nothing where it is none."""
    digits = re.sub(r"[\s-]", "", clean_text(cell[1], arabic_digits=True)) if cell else ""
    return digits if is_valid(digits) else ""


def _written(cell: Cell | None) -> str:
    """A house number as written, without its idle spaces and zeros."""
    if cell is None:
        return ""
    text = clean_text(cell[1], arabic_digits=True).upper().removesuffix(".0")
    return _AROUND_A_SIGN.sub(r"\1", text).strip("-./ ")


def _squeezed(cell: Cell | None) -> str:
    """What of a cell may stand in a code; a number without its idle zeros."""
    if cell is None:
        return ""
    text = clean_text(cell[1], arabic_digits=True).upper().removesuffix(".0")
    return _NOT_IN_A_CODE.sub("-", text).strip("-")
