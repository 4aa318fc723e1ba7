"""Whether a PDF is a plain picture of paper: nothing in it acts by itself, is packed or locked."""

import re
import zlib
from collections.abc import Iterator

MOST_UNPACKED_BYTES = 32 * 2**20
_LONGEST_DICTIONARY = 1_024
# What makes a PDF act by itself, open other files, or carry some.
_ACTING = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|OpenAction|RichMedia|SubmitForm|ImportData|GoToR|GoToE"
    rb"|Encrypt|XFA)\b"
)
_ACTING_BRIEFLY = re.compile(rb"/(?:JS|AA)\b")  # so brief that a picture's bytes hold it by chance
_PAGE = re.compile(rb"/Type\s*/Page\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def acts(content: bytes) -> bool:
    """Whether a PDF holds commands, files or a password, or hides what it holds."""
    if _ACTING.search(_plain(content)) or _ACTING_BRIEFLY.search(_plain(_STREAM.sub(b"", content))):
        return True
    left = MOST_UNPACKED_BYTES
    for packed in _object_streams(content):
        try:
            unpacking = zlib.decompressobj()
            objects = unpacking.decompress(packed, left)
        except zlib.error:
            return True
        left -= len(objects)
        if not unpacking.eof or left <= 0:
            return True
        plain = _plain(objects)
        if _ACTING.search(plain) or _ACTING_BRIEFLY.search(plain):
            return True
    return False


def has_pages(content: bytes) -> bool:
    """Whether a PDF that does not act has a page, plain or among its packed objects."""
    if _PAGE.search(_plain(content)):
        return True
    packed = (
        zlib.decompressobj().decompress(one, MOST_UNPACKED_BYTES)
        for one in _object_streams(content)
    )
    return any(_PAGE.search(_plain(objects)) for objects in packed)


def _plain(content: bytes) -> bytes:
    """The content as a program reads it: a letter of a name may be written as #xx."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The streams in which a PDF packs objects, as they lie in it."""
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        if b"/ObjStm" in _plain(before.rpartition(b"endstream")[2]):
            yield found[1]
