"""Rows that look like one household, one person or one creditor: noted, never merged."""

import re
from collections.abc import Iterator

from plodnee.registers.book import PersonName
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.remarks import discreet, shortened
from plodnee.registers.workbook.tables import ReadRow, Table

_SIGNS = re.compile(r"[\W_]")

_SAME_ID = ("เลขประจำตัวประชาชนตรงกัน", "same national id")
_SAME_NAME = ("ชื่อตรงกัน", "same name")
_SAME_HOUSE = ("บ้านเลขที่และหมู่ที่ตรงกัน", "same house number and village")


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
            if first is row or noted or _other_person(first, row, field_name):
                continue
            details = {"earlier": str(first.number), "reason": thai, "reason_en": english}
            table.note_row(row, field_name, "household_alike", **details)
            noted = True


def note_alike_people(households: Table, debts: Table) -> None:
    """Notes a borrower known elsewhere by the same id, or by the same name in another household.

    The head of a household and its borrower of the same name are one person to everybody.
    """
    by_id: dict[str, tuple[str, str]] = {}
    by_name: dict[str, tuple[str, ReadRow, str]] = {}
    for table, name_field, code_field in (
        (households, "head", "code"),
        (debts, "borrower", "household_code"),
    ):
        for row in _standing(table):
            name, code = _name_key(row.values.get(name_field)), str(row.values[code_field])
            place = f"{table.sheet.name} {row.number}"
            number = row.values.get("national_id")
            if isinstance(number, str):
                known, known_place = by_id.setdefault(number, (name + code, place))
                if table is debts and known != name + code:
                    _note_person(table, row, "national_id", known_place, _SAME_ID)
                    continue
            other_code, other, other_place = by_name.setdefault(name, (code, row, place))
            namesake = _other_person(other, row, name_field)
            if table is debts and other_code != code and not namesake:
                _note_person(table, row, name_field, other_place, _SAME_NAME)


def note_repeated_debts(table: Table) -> None:
    """Notes a debt equal in every cell to an earlier one: two loans, or one entered twice."""
    seen: dict[object, ReadRow] = {}
    for row in _standing(table):
        first = seen.setdefault(row.says, row)
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


def _other_person(first: ReadRow, row: ReadRow, field_name: str) -> bool:
    """Whether two different ids show that people of one name are two."""
    ids = {first.values.get("national_id"), row.values.get("national_id")} - {None}
    return field_name in ("head", "borrower") and len(ids) > 1


def _note_person(
    table: Table, row: ReadRow, field_name: str, place: str, reason: tuple[str, str]
) -> None:
    details = {"place": place, "reason": reason[0], "reason_en": reason[1]}
    table.note_row(row, field_name, "person_alike", **details)
