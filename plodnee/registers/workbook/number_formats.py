"""What a number format shows: a day, a percentage, or a plain number."""

import re
from typing import Literal

Flavour = Literal["plain", "date", "percent"]

# Formats that a file names by number only: ECMA-376 part 1, 18.8.30, with its Thai additions.
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_DATES |= frozenset(range(71, 82))
_BUILT_IN_PERCENT = frozenset((9, 10, 67, 68))
_NOT_SHOWN_AS_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_EXPONENT = re.compile(r"e[+-]", re.IGNORECASE)
_DATE_CODE = re.compile(r"[dmyhs]|bb", re.IGNORECASE)


def flavour(format_id: int, code: str | None) -> Flavour:
    """What cells of a format show; `code` is the file's own code for it, if it has one."""
    if code is None:
        if format_id in _BUILT_IN_DATES:
            return "date"
        return "percent" if format_id in _BUILT_IN_PERCENT else "plain"
    shown = _NOT_SHOWN_AS_CODE.sub("", code)
    shown = _EXPONENT.sub("", shown.split(";")[0].replace("General", ""))
    if _DATE_CODE.search(shown):
        return "date"
    return "percent" if "%" in shown else "plain"
