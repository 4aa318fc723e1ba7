"""Compiles every message catalogue of the pages; a stale or unfinished entry is left out."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "plodnee" / "web" / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """The compiled files, written beside their sources."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as catalogue_file:
            catalogue = read_po(catalogue_file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
