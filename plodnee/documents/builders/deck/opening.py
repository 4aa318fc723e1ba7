"""The first slides: cover, the centre in figures, its member groups, its committee."""

from collections.abc import Sequence

from plodnee.documents.builders.deck.canvas import Canvas
from plodnee.documents.builders.deck.charts import Figures, bars, ring
from plodnee.documents.builders.deck.face import (
    BLUE,
    BODY_PT,
    GOLD,
    GREEN,
    GREY,
    LEFT,
    PALE,
    POINTS_PER_CM,
    SMALL_PT,
    TABLE_PT,
    TOP,
    WIDTH,
    Box,
    Style,
)
from plodnee.documents.builders.deck.tables import table
from plodnee.documents.builders.deck.talk import Talk
from plodnee.documents.builders.names import fund_name
from plodnee.documents.builders.proposal_words import place_words
from plodnee.documents.builders.typeface import shortened
from plodnee.documents.facts.pack import CHAIR, AppointedBy, CommitteeLine
from plodnee.registers.book import MemberGroup

MOST_GROUPS = 8
MOST_SEATS = 10
SEATS_ACROSS, SEATS_DOWN = 4, 2
_LABEL_PT = 260  # two lines of a chart's label


def cover(talk: Talk) -> None:
    """Whose talk it is, of which day and fiscal year."""
    voice, facts = talk.voice, talk.facts
    year, day = voice.fiscal_year(facts.fiscal_year), voice.day(facts.analysis.as_of)
    lines = [
        place_words(voice, facts),
        talk.words("cover.slogan"),
        talk.words("cover.day", year=year, day=day),
    ]
    talk.cover().placeholder(1, lines)


def centre(talk: Talk) -> None:
    """The centre in four figures, and who owes."""
    words, facts = talk.words, talk.facts
    totals, figures = facts.analysis.totals, facts.figures
    canvas = talk.slide("centre")
    _cards(talk, canvas)
    free = totals.households - totals.households_with_debt
    shown = Figures(
        series=words("centre.series"),
        categories=[words("centre.with_debt"), words("centre.without_debt")],
        values=[totals.households_with_debt, free],
        number_format=talk.number_format(),
        title=words("centre.chart"),
        described=words("centre.described", owing=totals.households_with_debt, free=free),
    )
    ring(canvas.slide, Box(20.2, TOP, 12.2, 8.7), shown, (GOLD, GREEN))
    each = totals.debt_total_satang // max(totals.households_with_debt, 1)
    points = words.lines(
        "centre.points",
        each=talk.voice.whole_baht(each),
        several=figures.owing_several_creditors,
        income=talk.voice.whole_baht(totals.income_year_satang),
        expense=talk.voice.whole_baht(totals.expense_year_satang),
        targets=figures.targets,
        models=figures.models,
    )
    canvas.bullets(Box(LEFT, 12.6, WIDTH, 4.8), points)


def _cards(talk: Talk, canvas: Canvas) -> None:
    voice, words, totals = talk.voice, talk.words, talk.facts.analysis.totals
    cards = (
        (voice.count(totals.households), words("centre.households"), GREEN),
        (voice.count(len(talk.facts.analysis.book.groups)), words("centre.groups"), GREEN),
        (voice.count(totals.debts), words("centre.debts"), GOLD),
        (voice.whole_baht(totals.debt_total_satang), words("centre.owed"), GOLD),
    )
    for index, (figure, caption, colour) in enumerate(cards):
        x, y = LEFT + (index % 2) * 9.2, TOP + 0.2 + (index // 2) * 4.3
        canvas.card(Box(x, y, 8.8, 3.9), figure, caption, colour)


def groups(talk: Talk) -> None:
    """The member groups with and without money."""
    words, members = talk.words, talk.facts.analysis.book.groups
    canvas = talk.slide("groups")
    ranked = sorted(members, key=lambda group: -(group.capital_satang or 0))
    shown, rest = ranked[:MOST_GROUPS], ranked[MOST_GROUPS:]
    rows = [[words(f"groups.{column}") for column in ("name", "kind", "capital", "members")]]
    rows += [_group_row(talk, group) for group in shown]
    if rest:
        rows.append(_sum_row(talk, words("groups.more", count=len(rest)), rest))
    rows.append(_sum_row(talk, words("deck.total"), members))
    box = Box(LEFT, TOP + 0.1, 19.6, 0)
    height = table(
        canvas.slide, box, rows, (7.0, 6.0, 3.6, 3.0), "llrr", total=True, size=TABLE_PT - 2
    )
    with_money = [group for group in shown if group.capital_satang]
    if with_money:
        capital = Box(21.4, TOP, 11.0, min(1.6 + 1.75 * len(with_money), 13.6))
        bars(canvas.slide, capital, _capital_figures(talk, with_money), horizontal=True)
    rich = sum(bool(group.capital_satang) for group in members)
    line = words("groups.summary", with_money=rich, without=len(members) - rich)
    below = Box(LEFT, min(TOP + height + 0.5, 16.3), 19.6, 1)
    canvas.text(below, [line], Style(TABLE_PT))


def _group_row(talk: Talk, group: MemberGroup) -> list[str]:
    voice = talk.voice
    capital = "–" if group.capital_satang is None else voice.whole_baht(group.capital_satang)
    return [
        shortened(group.name, TABLE_PT, 420),
        fund_name(voice, group.kind),
        talk.words("groups.no_money") if group.capital_satang == 0 else capital,
        "–" if group.members is None else voice.count(group.members),
    ]


def _sum_row(talk: Talk, label: str, members: Sequence[MemberGroup]) -> list[str]:
    capital = sum(group.capital_satang or 0 for group in members)
    people = sum(group.members or 0 for group in members)
    return [label, "", talk.voice.whole_baht(capital), talk.voice.count(people)]


def _capital_figures(talk: Talk, members: Sequence[MemberGroup]) -> Figures:
    return Figures(
        series=talk.words("groups.capital"),
        categories=[shortened(group.name, SMALL_PT, _LABEL_PT) for group in members],
        values=[(group.capital_satang or 0) / 100 for group in members],
        number_format=talk.number_format(),
        title=talk.words("groups.capital"),
        described=talk.words("groups.described"),
    )


def committee(talk: Talk) -> None:
    """Who sits on the committee, as far as it is recorded; nobody is made up."""
    words, facts = talk.words, talk.facts
    canvas = talk.slide("committee")
    chair = next((line for line in facts.committee if line.post == CHAIR), None)
    others = [line for line in facts.committee if line is not chair]
    name = chair.name if chair else words("committee.unknown")
    canvas.panel(
        Box(11.4, TOP, 11.0, 2.4),
        [
            (words("committee.chair"), Style(SMALL_PT, False, GREY)),
            (shortened(name, BODY_PT, 290), Style(BODY_PT, True, GREEN)),
        ],
    )
    _seats(talk, canvas, others)
    lines = words.lines("committee.points")
    if facts.appointed:
        lines[-1] = _appointed(talk, facts.appointed, "appointed")
    if facts.lapsed:
        lines.append(_appointed(talk, facts.lapsed, "lapsed"))
    elif not others:
        lines.append(words("committee.missing"))
    canvas.bullets(Box(LEFT, 13.3, WIDTH, 4.2), lines, Style(BODY_PT - 2))


def _appointed(talk: Talk, by: AppointedBy, how: str) -> str:
    """By which order, of which day and until when the committee is in office, or was."""
    number, voice = talk.voice.digits(by.number), talk.voice
    days = {"day": voice.day(by.signed_on), "until": voice.day(by.valid_until)}
    return talk.words(f"committee.{how}", number=number, **days)


def _seats(talk: Talk, canvas: Canvas, others: Sequence[CommitteeLine]) -> None:
    """A box for each seat, or for each member group that ought to have one."""
    seats = [(line.post, line.represents or line.sits_as, line.name) for line in others]
    if not seats:
        above, unknown = talk.words("committee.represents"), talk.words("committee.unknown")
        seats = [(above, group.name, unknown) for group in talk.facts.analysis.book.groups]
    if len(seats) > MOST_SEATS:
        more = talk.words("committee.more", count=len(seats) - MOST_SEATS + 1)
        seats = [*seats[: MOST_SEATS - 1], ("", more, "")]
    across = min(len(seats), max(SEATS_ACROSS, -(-len(seats) // SEATS_DOWN))) or 1
    width = (WIDTH - 0.5 * (across - 1)) / across
    room = (width - 0.8) * POINTS_PER_CM
    canvas.line((16.9, TOP + 2.4), (16.9, TOP + 2.9))
    for index, (post, whom, name) in enumerate(seats):
        x = LEFT + (index % across) * (width + 0.5)
        y = TOP + 2.9 + (index // across) * 3.6
        lines = [
            (shortened(post, SMALL_PT - 2, room), Style(SMALL_PT - 2, False, GREY)),
            (shortened(whom, SMALL_PT, 1.9 * room), Style(SMALL_PT + 1, True, BLUE)),
            (shortened(name, SMALL_PT, room), Style(SMALL_PT)),
        ]
        canvas.panel(Box(x, y, width, 3.3), lines, PALE)
