"""The planning sheet: results of the years, what was noted, needs with the budget asked."""

from collections.abc import Iterator

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
    LARGE_PT,
    Block,
    Lines,
    Numbered,
    Paper,
    Paragraph,
    Signatures,
    Space,
    Table,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.planning import PlanningFacts, YearFigure
from plodnee.engine.money import format_baht

VOICE = Voice("th")
NEED_WIDTHS, NAME_WIDTH = (44, 36, 20), 40
SIGNERS = (("ประธานศูนย์จัดการกองทุนชุมชน",), ("พัฒนากรผู้รับผิดชอบ",))


def planning_paper(facts: PlanningFacts) -> Paper:
    """The sheet; every need names the evidence that it rests on."""
    words = Wording(VOICE, "planning_paper")
    title = words("plan.title", year=official_digits(str(facts.year_be)))
    blocks: list[Block] = [
        Lines((title,), "centre", bold=True, points=LARGE_PT),
        Lines((official_digits(facts.centre),), "centre"),
        Lines((words("plan.written", day=VOICE.day(facts.written_on)),), "centre"),
        Space(3),
        Lines((words("plan.results"),), bold=True),
        _results(facts, words),
        *_notes(facts, words),
        Space(2),
        Lines((words("plan.evidence"),), bold=True),
        *_evidence(facts, words),
        Space(2),
        Lines((words("plan.needs"),), bold=True),
        *_needs(facts, words),
        Space(6),
        Signatures(SIGNERS),
    ]
    mark = words("plan.made_up") if facts.is_made_up else ""
    return Paper(title, facts.written_on, tuple(blocks), mark)


def _results(facts: PlanningFacts, words: Wording) -> Table:
    years = len(facts.years_be)
    header = (words("plan.item"), *(official_digits(str(year)) for year in facts.years_be))
    rows = tuple((words(f"figures.{one.name}"), *_values(one, words)) for one in facts.figures)
    widths = (NAME_WIDTH, *((100 - NAME_WIDTH) // years for _year in range(years)))
    return Table(header, rows, widths, frozenset(range(1, years + 1)))


def _values(figure: YearFigure, words: Wording) -> Iterator[str]:
    told = zip(figure.values, figure.hidden, figure.reported, strict=True)
    for value, hidden, reported in told:
        mark = f"{words('plan.reported_mark')} " if reported else ""
        if value is None:
            yield words("plan.hidden") if hidden else words("plan.unknown")
        elif figure.name.endswith("_satang"):
            yield mark + format_baht(value, thai_digits=True)
        else:
            yield mark + VOICE.count(value)


def _notes(facts: PlanningFacts, words: Wording) -> Iterator[Block]:
    """What the marks of the table mean, and by which registers its figures were worked out."""
    said = [official_digits(one) for one in facts.notes]
    if any(any(one.reported) for one in facts.figures):
        said.insert(0, words("plan.reported"))
    if said:
        yield Lines(tuple(said))


def _evidence(facts: PlanningFacts, words: Wording) -> Iterator[Block]:
    if not facts.evidence:
        yield Paragraph(words("plan.no_evidence"))
        return
    yield Numbered(tuple(official_digits(one) for one in facts.evidence))


def _needs(facts: PlanningFacts, words: Wording) -> Iterator[Block]:
    if not facts.needs:
        yield Paragraph(words("plan.no_needs"))
        return
    rows = [
        (official_digits(one.what), official_digits(one.basis), _baht(one.amount_satang))
        for one in facts.needs
    ]
    total = sum(one.amount_satang for one in facts.needs)
    header = (words("plan.what"), words("plan.basis"), words("plan.amount"))
    rows.append((words("plan.total"), "", _baht(total)))
    yield Table(header, tuple(rows), NEED_WIDTHS, frozenset({2}), has_total=True)


def _baht(satang: int) -> str:
    return format_baht(satang, thai_digits=True)
