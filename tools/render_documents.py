"""Draws Office files as PDF and PNG, to look at and to test: LibreOffice, one call for many files.

The official face TH Sarabun New cannot be shipped. Sarabun (OFL) has the same design on a larger
em; scaled to the official metrics and aliased in fontconfig, it gives the same lines and breaks.
Calibri, by whose digits Excel measures columns, gets a stand-in with digits of the same width.

    python -m tools.render_documents FILE… --out DIR
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from plodnee.documents.builders.typeface import font_file

WEIGHTS = ("Regular", "Bold", "Italic", "BoldItalic")
NAMES = ("TH Sarabun New", "TH SarabunPSK", "TH SarabunIT๙")
STAND_IN, MEASURE = "Sarabun16", "Columns11"
UNITS_PER_EM = 1490  # of the official face's size; measured beside it
CALIBRI_DIGIT = 0.507  # of the em
ASCENT, DESCENT = 0.844, 0.457
_HINTS = ("fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH")


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes a PDF and a PNG for each page of the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dpi", type=int, default=70)
    given = parser.parse_args(arguments)
    office = [file for file in given.files if file.suffix != ".pdf"]
    pdfs = [file for file in given.files if file.suffix == ".pdf"]
    for pdf in [*pdfs, *(to_pdf(office, given.out) if office else [])]:
        stem = given.out / pdf.stem
        command = ["pdftoppm", "-png", "-r", str(given.dpi), str(pdf), str(stem)]
        subprocess.run(command, check=True)


def to_pdf(files: Sequence[Path], out: Path) -> list[Path]:
    """The files as PDF, drawn by one LibreOffice with the official face's stand-in."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        env = {**os.environ, "FONTCONFIG_FILE": str(fontconfig())}
        subprocess.run(command, env=env, check=True, capture_output=True, timeout=300)
    return [out / f"{file.stem}.pdf" for file in files]


@cache
def fontconfig() -> Path:
    """A fontconfig file in which the official names mean the stand-in face."""
    folder = Path(tempfile.mkdtemp(prefix="plodnee-faces-"))
    for weight in WEIGHTS:
        _stand_in(weight, STAND_IN, UNITS_PER_EM).save(folder / f"{STAND_IN}-{weight}.ttf")
    digit = TTFont(font_file())["hmtx"]["zero"][0]
    _stand_in("Regular", MEASURE, round(digit / CALIBRI_DIGIT)).save(folder / f"{MEASURE}.ttf")
    aliases = "".join(
        f'<match target="pattern"><test name="family" compare="eq"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{face}</string></edit>'
        "</match>"
        for name, face in (*((name, STAND_IN) for name in NAMES), ("Calibri", MEASURE))
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{folder}</dir><cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>",
        "utf-8",
    )
    return file


def _stand_in(weight: str, family: str, units_per_em: int) -> TTFont:
    """Sarabun under another name, its letters and the pitch of its lines scaled."""
    font = TTFont(font_file(weight))
    font["head"].unitsPerEm = units_per_em
    ascent, descent = round(ASCENT * units_per_em), round(DESCENT * units_per_em)
    header, metrics = font["hhea"], font["OS/2"]
    header.ascent, header.descent, header.lineGap = ascent, -descent, 0
    metrics.usWinAscent, metrics.usWinDescent = ascent, descent
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ascent, -descent, 0
    for table in _HINTS:
        if table in font:
            del font[table]
    for name in font["name"].names:
        if name.nameID in (1, 3, 4, 6, 16):
            name.string = name.toUnicode().replace("Sarabun", family)
    return font


if __name__ == "__main__":
    main()
