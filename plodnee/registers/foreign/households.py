"""Households that a list of one fund's debtors implies: by house number, else by borrower.

The older habit is one sheet for each fund, without a register of households. Their codes are given
by `household_codes`. Each derived household is noted for a person to look at.
"""

from collections.abc import Iterable

from plodnee.registers.foreign.household_codes import USUAL, HouseholdCodes
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.sent_rows import TOTAL, Cell, SentRow


def with_households(
    sent: Iterable[SentRow], codes: HouseholdCodes = USUAL
) -> tuple[list[SentRow], list[SentRow]]:
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
            cells["household_code"] = ("text", codes.of(row))
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
