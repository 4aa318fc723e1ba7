"""A PDF from HTML whose Thai text can be found and copied.

WeasyPrint notes for each glyph the text of the first cluster that it was drawn for, so a mark
that belongs to a cluster may be read out as another letter (ำ as า). Here each glyph gets its
own letter back, from the face's tables, before the file is written.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from plodnee.documents.builders.typeface import font_file

_PAIR = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")
_NIKHAHIT = "\u0e4d"
_SINGLE, _LIGATURE = 1, 4


class Typesetter:
    """One style sheet and its faces, read once for any number of pages."""

    def __init__(self, style: str) -> None:
        self.style = style
        self._fonts = FontConfiguration()
        self._style = CSS(string=_faces() + style, font_config=self._fonts)

    def pages(self, html: str) -> "Pages":
        """The laid-out document, not yet written."""
        return Pages(self.document(html))

    def document(self, html: str) -> Any:
        """WeasyPrint's own document, whose pages and letters can still be taken apart."""
        return HTML(string=html).render(font_config=self._fonts, stylesheets=[self._style])


class Pages:
    """A laid-out document: how many pages it has, and its PDF."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document.pages)

    def pdf(self) -> bytes:
        """The document's bytes; its text reads out as it was written (compared by NFKC)."""
        written: bytes = self._document.write_pdf(finisher=_give_letters_back)
        return written


def _faces() -> str:
    return "".join(
        f"@font-face {{ font-family: Sarabun; font-weight: {weight};"
        f" src: url({font_file(name).as_uri()}); }}"
        for weight, name in ((400, "Regular"), (700, "Bold"))
    )


def _give_letters_back(_document: Any, pdf: Any) -> None:
    """Each Thai font's ToUnicode map, rewritten from the face's own tables."""
    for item in pdf.objects:
        if not isinstance(item, dict) or "ToUnicode" not in item:
            continue
        name = bytes(item["BaseFont"])
        if b"Sarabun" not in name:
            continue
        letters = letters_of_glyphs("Bold" if b"Bold" in name else "Regular")
        number = int(item["ToUnicode"].split()[0])
        stream = pdf.objects[number].stream
        stream[:] = [_rewritten(line, letters) for line in stream]


def _rewritten(line: bytes, letters: dict[int, str]) -> bytes:
    found = _PAIR.fullmatch(line)
    text = letters.get(int(found.group(1), 16)) if found else None
    if not found or text is None:
        return line
    return b"<" + found.group(1) + b"> <" + text.encode("utf-16-be").hex().encode() + b">"


@cache
def letters_of_glyphs(weight: str) -> dict[int, str]:
    """The text of every glyph of Sarabun that stands for text, by glyph number.

    Ensures: a variant of a glyph reads as the glyph, a ligature as its parts; a tone mark joined
    with the upper part of ำ comes before it, as it is typed.
    """
    font = TTFont(font_file(weight))
    letters: dict[str, str] = {}
    for code, name in font.getBestCmap().items():
        letters.setdefault(name, chr(code))
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    for _ in range(2):  # a variant of a variant is the deepest there is
        for result, parts in _substitutions(tables):
            if result not in letters and all(part in letters for part in parts):
                letters[result] = _in_typed_order("".join(letters[part] for part in parts))
    return {font.getGlyphID(name): text for name, text in letters.items()}


def _substitutions(tables: list[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each glyph that replaces others, with those that it replaces."""
    for table in tables:
        inner = table.ExtSubTable if hasattr(table, "ExtSubTable") else table
        if inner.LookupType == _SINGLE:
            for source, result in inner.mapping.items():
                yield result, (source,)
        elif inner.LookupType == _LIGATURE:
            for first, ligatures in inner.ligatures.items():
                for ligature in ligatures:
                    yield ligature.LigGlyph, (first, *ligature.Component)


def _in_typed_order(text: str) -> str:
    if len(text) == 2 and text[0] == _NIKHAHIT:
        return text[1] + text[0]
    return text
