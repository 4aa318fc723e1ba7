"""An Office file whose bytes depend on its content alone.

Libraries stamp the moment of writing into the archive and into the parts that they embed; here
every stamp becomes the day of the facts, so that the same facts give the same bytes.
"""

import io
import re
import zipfile
from datetime import date

_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_OFFICE_PARTS = (".xlsx", ".pptx", ".docx")


def with_fixed_times(archive: bytes, on: date) -> bytes:
    """The same Office file with every time stamp set to the start of one day.

    Ensures: members keep their order and content; files embedded in it are treated alike.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, (on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _part(member.filename, source.read(member), on))
    return out.getvalue()


def _part(name: str, content: bytes, on: date) -> bytes:
    if name.endswith(_OFFICE_PARTS):
        return with_fixed_times(content, on)
    if name == "docProps/core.xml":
        stamp = f"{on.isoformat()}T00:00:00Z".encode()
        return _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
    return content
