"""A subject's export: all that is kept of a person, as JSON, as a workbook, as pages in Thai."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from importlib import resources

from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import tag
from plodnee.documents.builders.sheets import Column, Sheet, workbook
from plodnee.documents.builders.voice import Language, Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.subject import Row, SubjectFacts

LONGEST_SHEET_NAME = 31
COLUMN_WIDTH = 22.0
LOOKS, DEEDS = "looks", "deeds"
CODES = {
    "income", "expense", "year", "month", "declining", "flat", "monthly", "yearly",
    "after_harvest", "normal", "legal", "restructured", "agrees", "differs", "not_found",
    "agreed", "void", "present", "gone", "mistaken",
    "export", "erasure", "correction", "objection", "paper", "screen", "spoken",
}  # fmt: skip
_MONTHS = re.compile(r"(1[0-2]|[1-9])(,(1[0-2]|[1-9]))*")
_PAGE = '"Page " counter(page) " of " counter(pages)'
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")


def build_json(facts: SubjectFacts) -> bytes:
    """Every row by table and column, as the program names them: complete, for a program to read."""
    whole = {
        "person": facts.person,
        "centre": facts.centre,
        "made_on": facts.made_on.isoformat(),
        "tables": {name: [dict(row) for row in rows] for name, rows in facts.tables.items()},
        LOOKS: [dict(row) for row in facts.looks],
        DEEDS: [dict(row) for row in facts.deeds],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def build_workbook(facts: SubjectFacts, *, language: Language) -> bytes:
    """The same, one sheet a table."""
    voice = Voice(language)
    words = Wording(voice, "subject_export")
    title = words("head.title")
    taken: set[str] = set()
    sheets = [
        Sheet(
            name=_sheet_name(_table_name(words, name), taken),
            title=(title, facts.name, _table_name(words, name)),
            columns=tuple(
                Column(key, _column_name(words, key), COLUMN_WIDTH) for key in _columns(rows)
            ),
            rows=[{key: _text(words, value) for key, value in row.items()} for row in rows],
            footer=words("head.footer", day=voice.day(facts.made_on), rows=len(rows)),
            frozen=1,
        )
        for name, rows in _tables(facts)
    ]
    return workbook(
        sheets, voice=voice, title=title, author=facts.centre, mark="", on=facts.made_on
    )


def build_pdf(facts: SubjectFacts, *, language: Language) -> bytes:
    """What a person reads of it, row by row: keys of the program and its workings are left out."""
    folder = resources.files("plodnee.documents") / "templates"
    voice = Voice(language)
    style = (folder / "subject_export.css").read_text("utf-8")
    page = voice('"หน้า " counter(page, thai) " จาก " counter(pages, thai)', _PAGE)
    typesetter = Typesetter(style.replace("PAGE_OF_PAGES", page))
    words = Wording(voice, "subject_export")
    title = words("head.title")
    parts = [
        tag("h1", escape(title)),
        tag("p", escape(words("head.of", name=facts.name, centre=facts.centre))),
        tag("p", escape(words("head.made", day=voice.day(facts.made_on)))),
        tag("p", escape(words("head.rights"))),
        tag("p", escape(words("head.whole"))),
    ]
    for name, rows in _tables(facts):
        heading = words("head.table", name=_table_name(words, name), rows=len(rows))
        parts.append(tag("h2", escape(heading)))
        parts += (_row(words, voice, row) for row in rows)
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    html = f"{head}<title>{escape(title)}</title></head>{tag('body', ''.join(parts))}</html>"
    return typesetter.pages(html).pdf()


def _tables(facts: SubjectFacts) -> Iterator[tuple[str, tuple[Row, ...]]]:
    yield from facts.tables.items()
    if facts.looks:
        yield LOOKS, facts.looks
    if facts.deeds:
        yield DEEDS, facts.deeds


def _columns(rows: tuple[Row, ...]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _row(words: Wording, voice: Voice, row: Row) -> str:
    unit = words("head.unit")
    said = [
        f"{tag('b', escape(name))} {escape(_read(words, voice, key, value))}"
        for key, value in row.items()
        if value not in (None, "") and key != "id"
        if (name := words.get(f"columns.{key}", unit=unit))
    ]
    return tag("p", " · ".join(said), "row") if said else ""


def _read(words: Wording, voice: Voice, column: str, value: str | int | bool | None) -> str:
    """A value as a person reads it: baht, days of the Buddhist era, words instead of codes."""
    if column.endswith("_satang") and isinstance(value, int):
        return voice.baht(value)
    if column.endswith("_bp") and isinstance(value, int):
        return voice.percent(value)
    if column == "months" and isinstance(value, str) and _MONTHS.fullmatch(value):
        return ", ".join(voice.month_name(int(month)) for month in value.split(","))
    if isinstance(value, str) and (day := _DAY.match(value)):
        return voice.day(date.fromisoformat(day[0]))
    return _text(words, value)


def _text(words: Wording, value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return words("values.yes" if value else "values.no")
    if isinstance(value, str) and value in CODES:
        return words(f"values.{value}")
    return "" if value is None else str(value)


def _table_name(words: Wording, label: str) -> str:
    return words.get(f"tables.{label.rpartition('.')[2]}") or label


def _column_name(words: Wording, column: str) -> str:
    return words.get(f"columns.{column}", unit=words("head.satang")) or column


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes: short, without its signs, no two alike."""
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in name)
    kept = clean[:LONGEST_SHEET_NAME].strip()
    number = 2
    while kept.casefold() in taken:
        kept = f"{clean[: LONGEST_SHEET_NAME - 3].strip()} {number}"
        number += 1
    taken.add(kept.casefold())
    return kept
