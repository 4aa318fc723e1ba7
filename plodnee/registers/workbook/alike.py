"""Rows that look like one household, one person or one creditor: noted, never merged."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plodnee.registers.book import PersonName
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.remarks import discreet, shortened
from plodnee.registers.workbook.tables import ReadRow, Table

_SIGNS = re.compile(r"[\W_]")

_SAME_ID = ("เลขประจำตัวประชาชนตรงกัน", "same national id")
_SAME_NAME = ("ชื่อตรงกัน", "same name")
_OTHER_ID = ("ชื่อตรงกันแต่เลขประจำตัวต่างกัน", "same name but another national id")
_SAME_HOUSE = ("บ้านเลขที่และหมู่ที่ตรงกัน", "same house number and village")


class _Person(NamedTuple):
    """Somebody in a row: squeezed name, household, id if known, where the row stands."""

    name: str
    code: str
    number: str
    place: str


def note_zero_ids(table: Table) -> None:
    """Notes ids that begin with 0: people without Thai nationality, or a slip."""
    for row in _standing(table):
        if str(row.values.get("national_id", "")).startswith("0"):
            table.note_row(row, "national_id", "national_id_zero")


def note_alike_households(table: Table) -> None:
    """Notes a household that has an earlier one's id, head or house."""
    seen: dict[tuple[str, object], ReadRow] = {}
    for row in _standing(table):
        values = row.values
        house = (values["house_number"], values.get("moo")) if "house_number" in values else None
        marks = (
            (_SAME_ID, "national_id", values.get("national_id")),
            (_SAME_NAME, "head", _name_key(values.get("head"))),
            (_SAME_HOUSE, "house_number", house),
        )
        noted = False
        for (thai, english), field_name, mark in marks:
            if mark is None:
                continue
            first = seen.setdefault((field_name, mark), row)
            ids = [str(one.values.get("national_id", "")) for one in (first, row)]
            if first is row or noted or (field_name == "head" and _two_ids(*ids)):
                continue
            details = {"earlier": str(first.number), "reason": thai, "reason_en": english}
            table.note_row(row, field_name, "household_alike", **details)
            noted = True


def note_alike_people(households: Table, debts: Table) -> None:
    """Notes a borrower known elsewhere by the same id, or by the same name in another household.

    The head of a household and its borrower of the same name are one person to everybody, unless
    their ids say otherwise.
    """
    by_id: dict[str, _Person] = {}
    by_name: dict[str, _Person] = {}
    for row in _standing(households):
        _remember(_person(households, row, "head", "code"), by_id, by_name)
    for row in _standing(debts):
        person = _person(debts, row, "borrower", "household_code")
        same_id, same_name = by_id.get(person.number), by_name.get(person.name)
        if same_id and (same_id.name, same_id.code) != (person.name, person.code):
            _note_person(debts, row, "national_id", same_id.place, _SAME_ID)
        elif same_name and _two_ids(same_name.number, person.number):
            if same_name.code == person.code:
                _note_person(debts, row, "national_id", same_name.place, _OTHER_ID)
        elif same_name and same_name.code != person.code:
            _note_person(debts, row, "borrower", same_name.place, _SAME_NAME)
        _remember(person, by_id, by_name)


def note_repeated_debts(table: Table) -> None:
    """Notes a debt equal to an earlier one in all but its running number: two loans, or one
    entered twice.
    """
    seen: dict[object, ReadRow] = {}
    for row in _standing(table):
        said = frozenset((name, value) for name, value in row.values.items() if name != "number")
        first = seen.setdefault(said, row)
        if first is not row:
            table.note_row(row, "household_code", "debt_repeated", earlier=str(first.number))


def note_creditors_two_ways(groups: Table, debts: Table) -> None:
    """Notes a group named by its code here and by its name there, and outside creditors whose
    names differ from another creditor's only in blanks, points and other signs.
    """
    seen: dict[str, tuple[str, str]] = {}
    for row in _standing(groups):
        name = str(row.values["name"])
        seen.setdefault(_signless(name), (name, f"{groups.sheet.name} {row.number}"))
    noted: set[tuple[str, str]] = set()
    for row in _standing(debts):
        in_group = row.values.get("creditor_kind") == "group"
        key = f"group {row.values['creditor']}" if in_group else _signless(row.creditor_written)
        form = row.creditor_written
        first, place = seen.setdefault(key, (form, f"{debts.sheet.name} {row.number}"))
        if first != form and (key, form) not in noted:
            noted.add((key, form))
            details = {"value": shortened(discreet(form)), "other": shortened(discreet(first))}
            debts.note_row(row, "creditor", "creditor_two_ways", place=place, **details)


def _standing(table: Table) -> Iterator[ReadRow]:
    return (row for row in table.rows if row.stands)


def _squeezed(text: str) -> str:
    return compared(text).casefold()


def _signless(text: str) -> str:
    return _SIGNS.sub("", _squeezed(text))


def _name_key(name: object) -> str:
    return _squeezed(name.full) if isinstance(name, PersonName) else ""


def _two_ids(one: str, other: str) -> bool:
    """Whether two ids are known and differ, so that people of one name are two."""
    return one != "" and other != "" and one != other


def _person(table: Table, row: ReadRow, name_field: str, code_field: str) -> _Person:
    name, code = _name_key(row.values.get(name_field)), str(row.values[code_field])
    number = str(row.values.get("national_id", ""))
    return _Person(name, code, number, f"{table.sheet.name} {row.number}")


def _remember(person: _Person, by_id: dict[str, _Person], by_name: dict[str, _Person]) -> None:
    if person.number:
        by_id.setdefault(person.number, person)
    by_name.setdefault(person.name, person)


def _note_person(
    table: Table, row: ReadRow, field_name: str, place: str, reason: tuple[str, str]
) -> None:
    details = {"place": place, "reason": reason[0], "reason_en": reason[1]}
    table.note_row(row, field_name, "person_alike", **details)
