"""The zip around a workbook, trusted with nothing: every limit is checked before a part is read.

Source: docs/reference/formats.md, "What a refusal takes with it".
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import IO

from plodnee.registers.workbook.errors import WorkbookRefused

MEGABYTE = 2**20
FILE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 200 * MEGABYTE
MEMBERS = 2_000
RATIO = 100

_LOCAL_HEADER = b"PK\x03\x04"
_CENTRAL_HEADER = b"PK\x01\x02"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every .xlsx with a password
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER_BYTES = 30
_FLAG_ENCRYPTED = 0x1 | 0x40
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = MEGABYTE
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".bin", ".emf", ".wmf", ".tif", ".tiff", ".odttf")
_DTD = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    struct.error,
    zlib.error,
    ValueError,
    EOFError,
    OverflowError,
)


class Archive:
    """A workbook's members, after all of them were checked; reading one cannot surprise."""

    def __init__(self, content: bytes) -> None:
        check_signature(content)
        # A directory is counted before it is loaded: each entry costs more memory than bytes.
        if content.count(_CENTRAL_HEADER) > 2 * MEMBERS:
            raise WorkbookRefused("too_many_members", limit=MEMBERS)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise WorkbookRefused("not_xlsx") from error
        self._members = self._zip.infolist()
        _check_directory(self._members, len(content))
        self.names = {member.filename for member in self._members}
        for member in self._members:
            self._check_content(member)

    def open(self, name: str) -> IO[bytes]:
        """A member's bytes as a stream. Raises: WorkbookRefused if there is none."""
        if name not in self.names:
            raise WorkbookRefused("not_xlsx")
        return self._zip.open(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes in pieces."""
        with self.open(name) as stream:
            yield from iter(lambda: stream.read(_CHUNK), b"")

    def _check_content(self, member: zipfile.ZipInfo) -> None:
        """Reads the member to its end: its size and checksum are true, and it declares no DTD."""
        searched = not member.filename.lower().endswith(_BINARY)
        tail = b""
        try:
            for chunk in self.chunks(member.filename):
                window = tail + chunk
                if searched and any(mark in window for mark in _DTD):
                    raise WorkbookRefused("has_dtd")
                tail = window[-32:]
        except _BROKEN as error:
            raise WorkbookRefused("not_xlsx") from error


def check_signature(content: bytes) -> None:
    """Nothing, if the bytes are a zip of allowed size; a workbook with a password is told apart.

    Raises: WorkbookRefused.
    """
    if len(content) > FILE_BYTES:
        raise WorkbookRefused("file_too_large", limit=FILE_BYTES // MEGABYTE)
    if content.startswith(_COMPOUND_FILE):
        raise WorkbookRefused("password" if _ENCRYPTED_PACKAGE in content else "not_xlsx")
    if not content.startswith(_LOCAL_HEADER):
        raise WorkbookRefused("not_xlsx")


def _check_directory(members: list[zipfile.ZipInfo], file_bytes: int) -> None:
    if len(members) > MEMBERS:
        raise WorkbookRefused("too_many_members", limit=MEMBERS)
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_BYTES:
        raise WorkbookRefused("unpacked_too_large", limit=UNPACKED_BYTES // MEGABYTE)
    if unpacked > RATIO * file_bytes or any(_blown_up(member) for member in members):
        raise WorkbookRefused("packed_too_tightly", limit=RATIO)
    for member in members:
        _check_member(member)
    folded = {member.filename.casefold() for member in members}
    if len(folded) < len(members) or _overlapping(members, file_bytes):
        raise WorkbookRefused("hostile_member", name="zip")


def _blown_up(member: zipfile.ZipInfo) -> bool:
    """Small members are spared: an empty printer setting packs better than any bomb."""
    return member.file_size > max(MEGABYTE, RATIO * member.compress_size)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    if member.flag_bits & _FLAG_ENCRYPTED:
        raise WorkbookRefused("password")
    parts = name.replace("\\", "/").split("/")
    unsafe = name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name
    if unsafe or not name or stat.S_ISLNK(member.external_attr >> 16):
        raise WorkbookRefused("hostile_member", name=name[:60])
    if member.compress_type not in _METHODS:
        raise WorkbookRefused("not_xlsx")


def _overlapping(members: list[zipfile.ZipInfo], file_bytes: int) -> bool:
    """Whether two members share bytes of the file, as only a bomb's do."""
    spans = sorted((m.header_offset, _least_end(m)) for m in members)
    ends_inside = all(end <= start for (_, end), (start, _) in pairwise(spans))
    return not ends_inside or any(start < 0 or end > file_bytes for start, end in spans)


def _least_end(member: zipfile.ZipInfo) -> int:
    return member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size
