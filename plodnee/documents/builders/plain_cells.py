"""Cells of lists that leave the site as plain text: never a formula, never cut."""

import re

BYTE_ORDER_MARK = "\ufeff"
RISKY_STARTS = tuple("=+-@\t\r\n＝＋－＠")

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def harmless(cell: object) -> str:
    """The cell's text, which no spreadsheet runs; a number below 0 stays one, to be summed."""
    text = "" if cell is None else str(cell)
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(RISKY_STARTS) else text
