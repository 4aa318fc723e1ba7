"""Lists as CSV that a spreadsheet opens as text, never as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from plodnee.documents.builders.plain_cells import BYTE_ORDER_MARK, harmless


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV in UTF-8 with the mark that Excel needs to read Thai.

    Ensures: a cell that a spreadsheet would take for a formula begins with an apostrophe; a number
             stays a number, below 0 too, so that a column of amounts can be summed.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + buffer.getvalue()).encode("utf-8")
