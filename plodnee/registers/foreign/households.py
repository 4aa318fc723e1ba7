"""Households that a list of one fund's debtors implies: by house number, else by borrower.

The older habit is one sheet for each fund, without a register of households. The code follows from
the house number or the name alone, so that the same house gets the same code from every fund and
in every later file. Each derived household is noted for a person to look at.
"""

import hashlib
import re
from collections.abc import Iterable

from plodnee.engine.thai_text import clean_text
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.sent_rows import TOTAL, Cell, SentRow

_NOT_IN_A_CODE = re.compile(r"[^0-9A-Z\u0e01-\u0e2e]+")
_NAME_SIGNS = 8


def with_households(sent: Iterable[SentRow]) -> tuple[list[SentRow], list[SentRow]]:
    """The fund's rows with a household code each, and the household rows that they imply.

    A row that names its household keeps the code that it has.
    """
    coded: list[SentRow] = []
    homes: dict[str, SentRow] = {}
    for row in sent:
        if TOTAL in row.cells:
            coded.append(row)
            continue
        cells = dict(row.cells)
        house, moo = cells.pop("house_number", None), cells.pop("moo", None)
        if "household_code" not in cells and "borrower" in cells:
            cells["household_code"] = ("text", _code(house, moo, cells["borrower"]))
        coded.append(SentRow(row.sheet, row.number, cells))
        code = cells.get("household_code")
        if code is not None and "borrower" in cells:
            home: dict[str, Cell | None] = {
                "code": code,
                "head": cells["borrower"],
                "national_id": cells.get("national_id"),
                "house_number": house,
                "moo": moo,
            }
            written = {name: cell for name, cell in home.items() if cell is not None}
            homes.setdefault(code_key(code), SentRow(row.sheet, row.number, written))
    return coded, list(homes.values())


def code_key(code: Cell) -> str:
    """A code as codes are compared."""
    return compared(code[1]).upper()


def _code(house: Cell | None, moo: Cell | None, borrower: Cell) -> str:
    number = _squeezed(house)
    if number:
        return f"B{number}" + (f"-M{_squeezed(moo)}" if _squeezed(moo) else "")
    name = compared(borrower[1]).encode("utf-8")
    return f"N{hashlib.sha256(name).hexdigest()[:_NAME_SIGNS].upper()}"


def _squeezed(cell: Cell | None) -> str:
    """What of a cell may stand in a code; a number without its idle zeros."""
    if cell is None:
        return ""
    text = clean_text(cell[1], arabic_digits=True).upper().removesuffix(".0")
    return _NOT_IN_A_CODE.sub("-", text).strip("-")
