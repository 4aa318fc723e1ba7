"""Cells of lists that leave the site as plain text: never a formula, never cut."""

BYTE_ORDER_MARK = "\ufeff"
RISKY_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(cell: object) -> str:
    """The cell's text, which no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(RISKY_STARTS) else text
