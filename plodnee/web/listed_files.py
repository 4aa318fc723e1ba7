"""A list of any length as a file: written row by row to the disk, handed over in pieces."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse
from django.utils.http import content_disposition_header

from plodnee.documents.builders.register_stream import (
    Listed,
    Row,
    Written,
    write_csv,
    write_xlsx,
)
from plodnee.web.taken_away import KINDS as MEDIA_TYPES

WRITERS = {".xlsx": write_xlsx, ".csv": write_csv}
LONGEST_SHEET_NAME = 31


def listed_file(
    listed: Listed, rows: Iterable[Row], name: str, ending: str
) -> tuple[FileResponse, Written]:
    """The list as a download under a name of ours, and what it holds."""
    with TemporaryDirectory(prefix="list-") as folder:
        path = Path(folder) / f"list{ending}"
        written = WRITERS[ending](listed, rows, path)
        # The open file stays readable; its name is gone from the disk when we leave.
        response = FileResponse(path.open("rb"), content_type=MEDIA_TYPES[ending])
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}{ending}")
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response, written
