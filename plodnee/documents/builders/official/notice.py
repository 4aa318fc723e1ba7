"""The notice that calls a meeting, with its agenda on the next page."""

from collections.abc import Callable

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.names import unparted
from plodnee.documents.builders.paper import (
    LARGE_PT,
    Block,
    Lines,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
    Space,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.committees import NoticeFacts
from plodnee.engine import thai_dates

VOICE = Voice("th")
HEAD_WIDTHS, AGENDA_WIDTHS = (22, 78), (24, 76)


def notice_paper(facts: NoticeFacts, *, is_draft: bool = False) -> Paper:
    """The notice, from the chair to every member."""
    words = Wording(VOICE, "committee_papers")
    told = _told(facts, words)
    blocks = (*_letter(facts, told), Space(8), *_agenda(facts, words, told))
    marks = [words("mark.draft")] * is_draft + [words("mark.made_up")] * facts.is_made_up
    names = unparted(facts.centre, facts.place)
    return Paper(told("about"), facts.called_on, blocks, " · ".join(marks), names=names)


def _told(facts: NoticeFacts, words: Wording) -> Callable[[str], str]:
    """What gives a sentence of the notice with its blanks filled."""
    said: dict[str, str | int] = {
        "centre": facts.centre,
        "number": facts.number,
        "day": thai_dates.long_date(facts.held_on, weekday=True),
        "time": facts.starts_at,
        "where": facts.where,
        "edition": facts.edition,
    }
    return lambda key: official_digits(words(f"notice.{key}", **said))


def _letter(facts: NoticeFacts, told: Callable[[str], str]) -> tuple[Block, ...]:
    head = (
        ("เรื่อง", told("about")),
        ("เรียน", told("to")),
        ("สิ่งที่ส่งมาด้วย", told("enclosed")),
    )
    where = tuple(map(official_digits, (facts.centre, facts.place)))
    return (
        Lines((told("head"),), "centre", bold=True, points=LARGE_PT),
        Space(3),
        Lines(where, "right"),
        Lines((VOICE.day(facts.called_on),), "centre"),
        Rows(head, HEAD_WIDTHS),
        Paragraph(told("body")),
        *((Paragraph(told("replaces")),) if facts.edition > 1 else ()),
        Paragraph(told("please")),
        Space(4),
        Lines((told("regards"),), "centre"),
        Signature((f"({official_digits(facts.chair)})", told("chair"))),
    )


def _agenda(facts: NoticeFacts, words: Wording, told: Callable[[str], str]) -> tuple[Block, ...]:
    items = tuple(
        (official_digits(words("minutes.item", number=n)), official_digits(item))
        for n, item in enumerate(facts.items, start=1)
    )
    return (
        Lines((told("agenda"), told("session")), "centre", bold=True),
        Lines((told("when"), told("at")), "centre"),
        Rule(),
        Rows(items, AGENDA_WIDTHS),
    )
