"""The notice that calls a meeting, with its agenda on the next page."""

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
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


def notice_paper(facts: NoticeFacts) -> Paper:
    """The notice, from the chair to every member."""
    words = Wording(VOICE, "committee_papers")
    day = thai_dates.long_date(facts.held_on, weekday=True)
    said = {
        "centre": facts.centre,
        "number": facts.number,
        "day": day,
        "time": facts.starts_at,
        "where": facts.where,
    }

    def told(key: str) -> str:
        return official_digits(words(key, **said))

    head = (
        ("เรื่อง", told("notice.about")),
        ("เรียน", told("notice.to")),
        ("สิ่งที่ส่งมาด้วย", told("notice.enclosed")),
    )
    items = tuple(
        (official_digits(words("minutes.item", number=n)), official_digits(item))
        for n, item in enumerate(facts.items, start=1)
    )
    where = tuple(map(official_digits, (facts.centre, facts.place)))
    blocks: tuple[Block, ...] = (
        Lines((told("notice.head"),), "centre", bold=True, large=True),
        Space(3),
        Lines(where, "right"),
        Lines((VOICE.day(facts.called_on),), "centre"),
        Rows(head, HEAD_WIDTHS),
        Paragraph(told("notice.body")),
        Paragraph(told("notice.please")),
        Space(4),
        Lines((told("notice.regards"),), "centre"),
        Signature((f"({official_digits(facts.chair)})", told("notice.chair"))),
        Space(8),
        Lines((told("notice.agenda"), told("notice.session")), "centre", bold=True),
        Lines((told("notice.when"), told("notice.at")), "centre"),
        Rule(),
        Rows(items, AGENDA_WIDTHS),
    )
    mark = words("mark.made_up") if facts.is_made_up else ""
    return Paper(told("notice.about"), facts.called_on, blocks, mark)
