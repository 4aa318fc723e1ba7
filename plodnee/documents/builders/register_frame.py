"""What every register of a pack has in common: its layout, its title, its footer, its mark."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from plodnee.documents.builders.proposal_words import centre_name, place_words
from plodnee.documents.builders.sheets import Cell, Column, Sheet, workbook
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts

Row = Mapping[str, Cell]


def sheet(
    voice: Voice,
    facts: PackFacts,
    which: str,
    rows: Iterable[Row],
    *,
    in_place_of: Mapping[str, Sequence[Column]] | None = None,
    notes: tuple[str, ...] = (),
) -> Sheet:
    """One sheet as `templates/registers.toml` lays it out, filled with rows by column key.

    `in_place_of` gives the columns that stand where the layout has a column for a whole kind.
    """
    layout = _layouts()[which]
    filled = tuple(rows)
    note = layout.get("note")
    return Sheet(
        name=layout["name"][voice.language],
        title=_title_lines(voice, facts, layout["title"][voice.language]),
        columns=tuple(_columns(voice, layout["columns"], in_place_of or {})),
        rows=filled,
        footer=_footer(voice, facts, len(filled)),
        paper=layout["paper"],
        frozen=layout["frozen"],
        notes=((note[voice.language],) if note else ()) + notes,
        even_rows=layout.get("even_rows", False),
    )


def register(voice: Voice, facts: PackFacts, sheets: Sequence[Sheet]) -> bytes:
    """The workbook of a register, called after its first sheet, marked if people are made up."""
    return workbook(
        sheets,
        voice=voice,
        title=sheets[0].title[0],
        author=centre_name(voice, facts),
        mark=made_up_mark(voice) if facts.made_up else "",
        on=facts.analysis.as_of,
    )


def made_up_mark(voice: Voice) -> str:
    """The mark of documents about made-up people."""
    return voice("ข้อมูลสมมติ", "Made-up data")


def layout_columns(voice: Voice, which: str) -> tuple[Column, ...]:
    """The columns of one sheet as `templates/registers.toml` lays it out."""
    return tuple(_columns(voice, _layouts()[which]["columns"], {}))


@cache
def _layouts() -> dict[str, Any]:
    file = resources.files("plodnee.documents") / "templates" / "registers.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _columns(
    voice: Voice, layout: Sequence[Mapping[str, Any]], in_place_of: Mapping[str, Sequence[Column]]
) -> Iterable[Column]:
    for column in layout:
        if column["key"] in in_place_of:
            yield from in_place_of[column["key"]]
            continue
        yield Column(
            key=column["key"],
            title=column[voice.language],
            width=column["width"],
            kind=column.get("kind", "text"),
            total=column.get("total", False),
        )


def _title_lines(voice: Voice, facts: PackFacts, title: str) -> tuple[str, ...]:
    """What the sheet is, whose, and of which day."""
    day, year = voice.day(facts.analysis.as_of), voice.fiscal_year(facts.fiscal_year)
    mark = f" · {made_up_mark(voice)}" if facts.made_up else ""
    return (
        title,
        f"{centre_name(voice, facts)} {place_words(voice, facts)}",
        voice(f"ข้อมูล ณ วันที่ {day} · {year}", f"as of {day}; {year}") + mark,
    )


def _footer(voice: Voice, facts: PackFacts, rows: int) -> str:
    day = voice.day(facts.analysis.as_of)
    return voice(f"จำนวน {rows:,} รายการ · ข้อมูล ณ วันที่ {day}", f"{rows:,} rows; as of {day}")
