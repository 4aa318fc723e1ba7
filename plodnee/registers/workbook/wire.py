"""A reading as JSON and back: all that passes between the limited process and its caller."""

import json
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from datetime import date
from decimal import Decimal
from typing import Any

from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    Note,
    PersonName,
    Problem,
    Reading,
    RegisterBook,
    Repair,
)

_Convert = Callable[[Any], Any]
_FROM_TEXT: dict[str, _Convert] = {
    "as_of": date.fromisoformat,
    "borrowed_on": date.fromisoformat,
    "due_on": date.fromisoformat,
    "overdue_since": date.fromisoformat,
    "land_rai": Decimal,
    "months": tuple,
    "head": lambda name: PersonName(*name),
    "borrower": lambda name: PersonName(*name),
}


def to_json(reading: Reading) -> str:
    """The reading as one JSON object."""
    book = reading.book
    parts = {
        "book": None if book is None else _book_parts(book),
        "problems": _rows(reading.problems),
        "repairs": _rows(reading.repairs),
        "notes": _rows(reading.notes),
        "sha256": reading.sha256,
        "balance_column": reading.balance_column,
        "day_cell": reading.day_cell,
    }
    return json.dumps(parts, ensure_ascii=False, default=_plain, separators=(",", ":"))


def from_json(text: str | bytes) -> Reading:
    """The reading that `to_json` wrote. Raises: ValueError if the text is none."""
    try:
        parts = json.loads(text)
        book = parts["book"]
        return Reading(
            book=None if book is None else _book(book),
            problems=_objects(Problem, parts["problems"]),
            repairs=_objects(Repair, parts["repairs"]),
            notes=_objects(Note, parts["notes"]),
            sha256=parts["sha256"],
            balance_column=parts.get("balance_column", ""),
            day_cell=parts.get("day_cell", ""),
        )
    except (TypeError, KeyError, ArithmeticError) as error:
        raise ValueError("not a reading") from error


def _book_parts(book: RegisterBook) -> dict[str, object]:
    return {
        "centre": _rows((book.centre,)),
        "groups": _rows(book.groups),
        "households": _rows(book.households),
        "cash": _rows(book.cash),
        "debts": _rows(book.debts),
    }


def _book(parts: dict[str, list[list[Any]]]) -> RegisterBook:
    return RegisterBook(
        centre=_objects(CentreSheet, parts["centre"])[0],
        groups=_objects(MemberGroup, parts["groups"]),
        households=_objects(Household, parts["households"]),
        cash=_objects(CashItem, parts["cash"]),
        debts=_objects(Debt, parts["debts"]),
    )


def _rows(objects: Iterable[Any]) -> list[list[object]]:
    return [[getattr(one, field.name) for field in fields(one)] for one in objects]


def _objects(made: type[Any], rows: list[list[Any]]) -> tuple[Any, ...]:
    """Objects from their fields in order, with the fields that JSON flattened restored."""
    restored = [
        (position, _FROM_TEXT[field.name])
        for position, field in enumerate(fields(made))
        if field.name in _FROM_TEXT
    ]
    for row in rows:
        for position, convert in restored:
            if row[position] is not None:
                row[position] = convert(row[position])
    return tuple(made(*row) for row in rows)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, PersonName):
        return astuple(value)
    raise TypeError(f"{type(value).__name__} does not travel")
