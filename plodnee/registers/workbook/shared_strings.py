"""The texts that a workbook keeps once and names by number, and the escapes inside them."""

import re

from plodnee.registers.workbook.archive import Archive
from plodnee.registers.workbook.xml_parts import fed, new_parser

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LONGEST_CELL = 32_767  # characters, the limit of the programs that write these files
VISIBLE = re.compile("[\x0b\x0c\x1c-\x1f]|[^\\s\u00ad\u200b-\u200d\u2060\ufeff]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TAGS = {f"{space} {tag}": tag for space in MAIN_NAMESPACES for tag in ("si", "t", "rPh")}


def unescape(text: str) -> str:
    """The text with `_x000D_` and its like as the characters they stand for."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    # Two escaped halves of one character come together here; a lone half stays and is refused.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def read_shared_strings(archive: Archive, member: str) -> list[str]:
    """The shared texts in the order of their numbers, empty where nothing of one can be seen."""
    return _SharedStrings().read(archive, member) if member in archive.names else []


class _SharedStrings:
    """Collects the visible runs of each text; reading aids above the line are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._collecting = False
        self._in_reading_aid = False

    def read(self, archive: Archive, member: str) -> list[str]:
        parser = new_parser(self._start, self._end, self._text)
        for _ in fed(parser, archive.chunks(member)):
            pass
        return self.found

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        if tag == "si":
            self._pieces, self._length = [], 0
        elif tag == "rPh":
            self._in_reading_aid = True
        elif tag == "t":
            self._collecting = not self._in_reading_aid

    def _text(self, content: str) -> None:
        # One character over the limit is enough to see later that the cell is too long.
        if self._collecting and self._length <= LONGEST_CELL:
            self._pieces.append(content[: LONGEST_CELL + 1])
            self._length += len(content)

    def _end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if tag == "t":
            self._collecting = False
        elif tag == "rPh":
            self._in_reading_aid = False
        elif tag == "si":
            text = unescape("".join(self._pieces))
            self.found.append(text if VISIBLE.search(text) else "")
