"""How wide Thai text is, so that rows are high enough and titles stay inside their boxes.

TH Sarabun New is the official face and cannot be shipped; Sarabun (OFL) has the same design on
a larger em, so its advance widths divided by the factor below are those of TH Sarabun New.
"""

from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from fontpkg_sarabun import ROOT
from fontTools.ttLib import TTFont

OFFICIAL = "TH Sarabun New"
EM_FACTOR = 1.45  # measured between the two faces: 1.47 to 1.49; the smaller keeps room
_UNKNOWN = 0.6


def font_file(weight: str = "Regular") -> Path:
    """The TrueType file of Sarabun in one weight (`Regular` or `Bold`)."""
    return Path(ROOT) / "files" / f"Sarabun-{weight}.ttf"


def official_width_pt(text: str, size_pt: float) -> float:
    """The width of one line of text in TH Sarabun New, in points."""
    return sarabun_width_pt(text, size_pt) / EM_FACTOR


def sarabun_width_pt(text: str, size_pt: float) -> float:
    """The width of one line of text in Sarabun, in points."""
    return sum(map(_advances().__getitem__, text)) * size_pt


def lines_needed(text: str, size_pt: float, width_pt: float) -> int:
    """How many lines a text takes in a column, at least 1.

    Thai breaks between words only, so each line but the last is taken to be four fifths full.
    """
    return sum(_lines(part, size_pt, width_pt) for part in text.split("\n")) or 1


@lru_cache(maxsize=4_096)  # occupations, creditors and centres repeat from row to row
def _lines(text: str, size_pt: float, width_pt: float) -> int:
    width = official_width_pt(text, size_pt)
    return 1 if width <= width_pt else ceil(width / (0.8 * width_pt))


def shortened(text: str, size_pt: float, width_pt: float) -> str:
    """The text, cut with an ellipsis where it does not fit on one line of TH Sarabun New."""
    if official_width_pt(text, size_pt) <= width_pt:
        return text
    kept = text
    while kept and official_width_pt(kept + "…", size_pt) > width_pt:
        kept = kept[:-1]
    return kept.rstrip() + "…"


class _Advances(dict[str, float]):
    """The advance of each letter as a part of the em."""

    def __missing__(self, _letter: str) -> float:
        return _UNKNOWN


@cache
def _advances() -> _Advances:
    """Advance of each character as a part of the em; marks above and below have none."""
    with TTFont(font_file(), lazy=True) as font:
        units = font["head"].unitsPerEm
        metrics = font["hmtx"]
        named = font.getBestCmap().items()
        return _Advances({chr(code): metrics[name][0] / units for code, name in named})
