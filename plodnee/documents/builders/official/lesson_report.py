"""The synthesis of lessons: how many of each kind, each code with quotations, what was done."""

from collections.abc import Iterator

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
    LARGE_PT,
    Block,
    Lines,
    Paper,
    Paragraph,
    Rows,
    Space,
    Table,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.lessons import CodeFacts, KindFacts, LessonReportFacts, Quotation

VOICE = Voice("th")
SCOPE_WIDTHS, KIND_WIDTHS, TAG_WIDTHS = (24, 76), (60, 20, 20), (80, 20)


def lesson_report(facts: LessonReportFacts) -> Paper:
    """The report; a kind without notes stands in the table alone."""
    words = Wording(VOICE, "lesson_report")
    title = words("report.title")
    blocks: list[Block] = [
        Lines((title,), "centre", bold=True, points=LARGE_PT),
        Lines(
            (
                words("report.office", office=official_digits(facts.office)),
                words("report.written", day=VOICE.day(facts.written_on)),
            ),
            "centre",
        ),
        Space(3),
        *_scope(facts, words),
    ]
    if facts.notes:
        blocks += [Paragraph(_opening(facts, words)), _table(facts, words)]
        for kind in facts.kinds:
            blocks += _kind(kind, words)
        counts = {"closed": facts.follow_ups_closed, "open": facts.follow_ups_open}
        blocks += [Space(2), Paragraph(words("report.follow", **counts)), *_tags(facts, words)]
    else:
        blocks.append(Paragraph(words("report.none")))
    mark = words("report.made_up") if facts.is_made_up else ""
    return Paper(title, facts.written_on, tuple(blocks), mark)


def _scope(facts: LessonReportFacts, words: Wording) -> Iterator[Block]:
    yield Lines((words("report.scope"),), bold=True)
    rows = tuple((name, official_digits(text)) for name, text in facts.scope)
    yield Rows(rows, SCOPE_WIDTHS) if rows else Paragraph(words("report.all"))


def _opening(facts: LessonReportFacts, words: Wording) -> str:
    years = ", ".join(str(year) for year in facts.years_be)
    counts = {"notes": facts.notes, "centres": facts.centres}
    return words("report.opening", years=official_digits(years), **counts)


def _table(facts: LessonReportFacts, words: Wording) -> Table:
    header = tuple(words(f"report.{name}") for name in ("kind_head", "notes_head", "share_head"))
    rows = [
        (
            words(f"kinds.{kind.kind}"),
            VOICE.count(kind.notes),
            VOICE.digits(f"{100 * kind.notes / facts.notes:.1f}"),
        )
        for kind in facts.kinds
    ]
    total = (words("report.total"), VOICE.count(facts.notes), VOICE.digits("100.0"))
    return Table(header, (*rows, total), KIND_WIDTHS, frozenset({1, 2}), has_total=True)


def _kind(kind: KindFacts, words: Wording) -> Iterator[Block]:
    if not kind.notes:
        return
    yield Space(2)
    yield Lines((words(f"kinds.{kind.kind}"),), bold=True, points=LARGE_PT)
    for code in kind.codes:
        yield from _code(code, words)


def _code(code: CodeFacts, words: Wording) -> Iterator[Block]:
    counts = {"notes": code.notes, "centres": code.centres}
    name = code.name or words("report.uncoded")
    yield Lines((words("report.code", name=official_digits(name), **counts),), bold=True)
    for quotation in code.quotations:
        yield Paragraph(_quoted(quotation, words))
        if quotation.done:
            done = official_digits("; ".join(quotation.done))
            yield Paragraph(words("report.done", done=done))


def _quoted(quotation: Quotation, words: Wording) -> str:
    return words(
        "report.quotation",
        text=official_digits(quotation.text),
        speaker=words(f"speakers.{quotation.speaker}"),
        centre=official_digits(quotation.centre),
        year=official_digits(str(quotation.year_be)),
    )


def _tags(facts: LessonReportFacts, words: Wording) -> Iterator[Block]:
    if not facts.tags:
        return
    yield Space(2)
    yield Lines((words("report.tags"),), bold=True, points=LARGE_PT)
    header = (words("report.tag_head"), words("report.notes_head"))
    rows = tuple((official_digits(name), VOICE.count(count)) for name, count in facts.tags)
    yield Table(header, rows, TAG_WIDTHS, frozenset({1}))
