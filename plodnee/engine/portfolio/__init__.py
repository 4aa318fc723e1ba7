"""Many loans at once: the same rules as one contract, over columns, as fast as memory allows."""

from plodnee.engine.portfolio.columns import (
    CLASS_CODES,
    STATUSES,
    Calendars,
    Entries,
    PortfolioColumns,
    calendars_of,
    columns_of,
    no_entries,
)
from plodnee.engine.portfolio.days import day_number
from plodnee.engine.portfolio.segments import Pauses, Segments, no_pauses, no_segments
from plodnee.engine.portfolio.status import (
    PortfolioRows,
    PortfolioStatus,
    rows_of,
    status_of,
    warm_up,
)

__all__ = [
    "CLASS_CODES",
    "STATUSES",
    "Calendars",
    "Entries",
    "Pauses",
    "PortfolioColumns",
    "PortfolioRows",
    "PortfolioStatus",
    "Segments",
    "calendars_of",
    "columns_of",
    "day_number",
    "no_entries",
    "no_pauses",
    "no_segments",
    "rows_of",
    "status_of",
    "warm_up",
]
