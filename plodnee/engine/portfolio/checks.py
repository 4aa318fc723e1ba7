"""Columns are checked before a kernel trusts them: a wrong offset would read another's memory."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.portfolio.columns import TERMS_DTYPES, Calendars, PortfolioColumns
from plodnee.engine.portfolio.segments import SEGMENT_DTYPES

FAULTS = (
    "",
    "principal, instalments or rate out of range",
    "a code of method, day count, status or calendar that does not exist",
    "days outside 1900–2199, or the first due day not after the start",
    "a due day of the month that is not the first due day's",
    "instalments counted in days bear no interest by whole months",
    "a level repayment without its instalment",
    "so large that its interest would not fit 64 bits",
    "a payment or charge below 1 satang or outside 1900–2199",
    "its payments and charges are not in the order of their days",
    "its amended rows do not begin with the first, or are out of order or range",
)


def check_shapes(loans: PortfolioColumns, calendars: Calendars) -> None:
    """Returns if every column has its type and length; what is in them the kernels check.

    Raises: ValueError that names the column.
    """
    count = len(loans.principal_satang)
    for name, dtype in TERMS_DTYPES.items():
        _check_column(name, getattr(loans, name), dtype, count)
    for name, entries in (("payments", loans.payments), ("charges", loans.charges)):
        _check_column(f"{name}.offset", entries.offset, np.int64, count + 1)
        _check_column(f"{name}.day", entries.day, np.int32, len(entries.day))
        _check_column(f"{name}.satang", entries.satang, np.int64, len(entries.day))
        _check_offsets(f"{name}.offset", entries.offset, len(entries.day))
    segments, pauses = loans.segments, loans.pauses
    _check_column("segments.offset", segments.offset, np.int64, count + 1)
    for name, dtype in SEGMENT_DTYPES.items():
        _check_column(f"segments.{name}", getattr(segments, name), dtype, len(segments.first_row))
    _check_offsets("segments.offset", segments.offset, len(segments.first_row))
    _check_column("pauses.offset", pauses.offset, np.int64, count + 1)
    for name in ("since", "until"):
        _check_column(f"pauses.{name}", getattr(pauses, name), np.int32, len(pauses.since))
    _check_offsets("pauses.offset", pauses.offset, len(pauses.since))
    if len(pauses.since) and (has_any(pauses.offset) & ~has_any(segments.offset)).any():
        raise ValueError("a pause of a loan that was not amended")
    _check_offsets("calendars.offset", calendars.offset, len(calendars.gap))
    if len(calendars.in_days) != len(calendars.offset) - 1 or (np.diff(calendars.offset) < 1).any():
        raise ValueError("a calendar without gaps")
    if (calendars.gap < 1).any():
        raise ValueError("a gap below 1")
    if count and loans.instalments.min() < 1:
        raise ValueError("a loan without instalments")


def has_any(offset: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which loans own something of what the offsets divide. Shapes: (N + 1,); result (N,)."""
    return offset[1:] > offset[:-1]


def _check_column(name: str, column: NDArray[Any], dtype: type, size: int) -> None:
    if column.dtype != dtype or column.shape != (size,):
        raise ValueError(
            f"column {name}: {column.dtype} {column.shape}, not {dtype.__name__} ({size},)"
        )


def _check_offsets(name: str, offset: NDArray[np.int64], size: int) -> None:
    if offset[0] != 0 or offset[-1] != size or (offset[1:] < offset[:-1]).any():
        raise ValueError(f"column {name} does not run from 0 to {size}")
