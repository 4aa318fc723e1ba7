"""Files of evidence: looked into before they are kept, sealed on the disk, named by chance.

A picture is opened and read to its end; a PDF may hold nothing that acts or is packed inside it.
"""

import io
import os
import secrets
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from PIL import Image, ImageFile, UnidentifiedImageError

from plodnee.audit.sealing import seal_content, unseal_content
from plodnee.registers.errors import EvidenceRefused
from plodnee.registers.evidence_pdf import acts

LARGEST_FILE_BYTES = 10 * 2**20
NAME_LETTERS = 64
MOST_PIXELS = 50_000_000
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png"}
PDF = "application/pdf"
_SWITCH = Lock()  # how Pillow reads is set for the whole process
_REASONS = {
    "empty": ("ไฟล์ว่าง", "it is empty"),
    "large": ("ไฟล์ใหญ่เกิน 10 MB ลดความละเอียดแล้วส่งใหม่", "it is larger than 10 MB"),
    "kind": (
        "รับเฉพาะภาพ JPEG, PNG หรือ PDF",
        "only pictures in JPEG or PNG and PDF files are taken",
    ),
    "broken": ("เปิดภาพไม่ได้ หรือไฟล์ไม่ครบ สแกนใหม่", "it is broken or incomplete; scan it again"),
    "acting": (
        "PDF นี้มีคำสั่ง ไฟล์แนบ หรือรหัสผ่าน พิมพ์เป็น PDF ธรรมดาแล้วส่งใหม่",
        "this PDF holds commands, files or a password; print it to a plain PDF and send that",
    ),
}


class Row(Protocol):
    """A row of the database that says under which name its file lies."""

    stored_as: str


FileRow = TypeVar("FileRow", bound=Row)


def media_type_of(content: bytes) -> str:
    """What kind of file it is, by what it holds and never by its name.

    Raises: EvidenceRefused.
    """
    if not content:
        raise _refused("empty")
    if len(content) > LARGEST_FILE_BYTES:
        raise _refused("large")
    return _checked_pdf(content) if content.startswith(b"%PDF-") else _checked_picture(content)


def keep(content: bytes, *, place: str) -> str:
    """The sealed content on the disk; gives back the name it lies under."""
    name = secrets.token_hex(NAME_LETTERS // 2)
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_suffix(".new")
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(seal_content(content, place=place))
        file.flush()
        os.fsync(file.fileno())
    waiting.rename(path)
    return name


def keep_with_row(content: bytes, *, place: str, row_of: Callable[[str], FileRow]) -> FileRow:
    """The row of a file, stored in one transaction: `row_of` makes it for the name, or finds it.

    Ensures: the disk keeps the new file only if a row that names it was stored.
    """
    name = keep(content, place=place)
    try:
        with transaction.atomic():
            row = row_of(name)
    except BaseException:
        forget(name)
        raise
    if row.stored_as != name:
        forget(name)
    return row


def kept(name: str, *, place: str) -> bytes:
    """The content that was kept under a name.

    Raises: FileNotFoundError if the disk has lost it.
    """
    return unseal_content(_path(name).read_bytes(), place=place)


def is_kept(name: str) -> bool:
    """Whether a file still lies under a name."""
    return _path(name).exists()


def forget(name: str) -> None:
    """Remove a file: its row was never stored, its time is over, or whom it was about is erased."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    assert len(name) == NAME_LETTERS, name
    return Path(settings.MEDIA_ROOT) / "evidence" / name[:2] / name


def _checked_pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise _refused("broken")
    if acts(content):
        raise _refused("acting")
    return PDF


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Pictures that were cut short are refused here, though whoever draws papers lets them pass."""
    with _SWITCH:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _checked_picture(content: bytes) -> str:
    try:
        with warnings.catch_warnings(), _whole_pictures():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _refused("large")
                kind = PICTURES[str(picture.format)]
                picture.load()
    except UnidentifiedImageError:
        raise _refused("kind") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise _refused("broken") from None
    return kind


def _refused(why: str) -> EvidenceRefused:
    thai, english = _REASONS[why]
    return EvidenceRefused(reason_th=thai, reason_en=english)
