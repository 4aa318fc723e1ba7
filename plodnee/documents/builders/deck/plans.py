"""The last slides: the model and its techniques, before and after, the households, the request."""

from collections.abc import Sequence

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.deck.canvas import Canvas
from plodnee.documents.builders.deck.charts import Figures, bars
from plodnee.documents.builders.deck.face import (
    BODY_PT,
    GOLD,
    GREEN,
    LEFT,
    RED,
    TABLE_PT,
    TOP,
    WIDTH,
    Box,
    Style,
)
from plodnee.documents.builders.deck.tables import table
from plodnee.documents.builders.deck.talk import Talk
from plodnee.documents.builders.names import class_name, month_of_plan
from plodnee.documents.builders.typeface import shortened

MOST_TARGETS = 10
MOST_MODEL_CODES = 12
_TARGET_COLUMNS = (
    "code", "class", "debts", "owed", "today", "planned", "largest", "debt_free",
)  # fmt: skip


def model(talk: Talk) -> None:
    """One household, one contract: what is done with the debts, counted."""
    words, figures = talk.words, talk.facts.figures
    canvas = talk.slide("model")
    if any(count for _, count in figures.techniques):
        shown = Figures(
            series=words("model.series"),
            categories=[words(f"model.{name}") for name, _ in figures.techniques],
            values=[count for _, count in figures.techniques],
            number_format=talk.number_format(),
            title=words("model.chart"),
            described=words("model.described"),
        )
        bars(canvas.slide, Box(17.6, TOP, 14.8, 13.9), shown)
    motto = [(words("model.motto"), Style(30, True, GREEN))]
    canvas.panel(Box(LEFT, TOP + 0.1, 15.4, 2.3), motto)
    conceded = talk.voice.whole_baht(figures.conceded_satang)
    points = words.lines("model.points", conceded=conceded)
    canvas.bullets(Box(LEFT, TOP + 2.9, 15.4, 11), points, Style(BODY_PT - 2))


def change(talk: Talk) -> None:
    """What the plans change: interest still to pay, who can bear it, how many contracts."""
    words, totals, figures = talk.words, talk.facts.analysis.totals, talk.facts.figures
    canvas = talk.slide("change")
    today, planned = totals.interest_status_quo_satang, totals.interest_planned_satang
    left, right = Box(LEFT, TOP, 8.8, 9.6), Box(LEFT + 9.2, TOP, 8.8, 9.6)
    _pair(talk, canvas, left, "change.interest_chart", (today / 100, planned / 100))
    bearable = (figures.bearable_today, figures.bearable_planned)
    _pair(talk, canvas, right, "change.bearable_chart", bearable)
    box = Box(20.2, TOP + 0.1, 12.2, 0)
    height = table(canvas.slide, box, _change_rows(talk), (4.6, 3.8, 3.8), "lrr")
    saved = today - planned
    key, colour = ("change.less", GREEN) if saved >= 0 else ("change.more", GOLD)
    effect = words(key, amount=talk.voice.whole_baht(abs(saved)))
    below = Box(20.2, TOP + height + 0.6, 12.2, 2.8)
    canvas.panel(below, [(effect, Style(BODY_PT, True, colour))])
    points = words.lines(
        "change.points",
        planned=totals.with_feasible_plan,
        owing=totals.households_with_debt,
        without=totals.without,
    )
    canvas.bullets(Box(LEFT, 13.0, WIDTH, 4.2), points)


def _pair(talk: Talk, canvas: Canvas, box: Box, title: str, values: Sequence[float]) -> None:
    """Two bars: on today's terms and under the plans."""
    words = talk.words
    before, after = (talk.voice.count(round(value)) for value in values)
    shown = Figures(
        series=words(title),
        categories=[words("change.before"), words("change.after")],
        values=values,
        number_format=talk.number_format(),
        title=words(title),
        described=words("change.described", title=words(title), before=before, after=after),
    )
    bars(canvas.slide, box, shown, colours=(RED, GREEN))


def _change_rows(talk: Talk) -> list[list[str]]:
    voice, words = talk.voice, talk.words
    totals, figures = talk.facts.analysis.totals, talk.facts.figures
    today = voice.whole_baht(totals.interest_status_quo_satang)
    planned = voice.whole_baht(totals.interest_planned_satang)
    counts = (
        ("bearable", figures.bearable_today, figures.bearable_planned),
        ("contracts", figures.contracts_today, figures.contracts_planned),
    )
    return [
        ["", words("change.before"), words("change.after")],
        [words("change.interest"), today, planned],
        *([words(f"change.{key}"), voice.count(a), voice.count(b)] for key, a, b in counts),
    ]


def households(talk: Talk) -> None:
    """Target households by code, and model households by code; no names on a screen.

    Readers outside the district are told how many there are.
    """
    words, figures = talk.words, talk.facts.figures
    canvas = talk.slide("households")
    if talk.facts.for_outside:
        counted = words.lines("households.counted", targets=figures.targets, models=figures.models)
        canvas.bullets(Box(LEFT, TOP + 0.6, WIDTH, 3), counted)
        return
    targets = [item for item in talk.facts.households if item.household.is_target]
    targets.sort(key=lambda item: item.chosen is None)
    shown = targets[:MOST_TARGETS]
    height = 0.0
    if shown:
        rows = [[words(f"households.{column}") for column in _TARGET_COLUMNS]]
        rows += [_target_row(talk, item) for item in shown]
        widths = (4.2, 4.4, 2.0, 4.2, 4.0, 4.2, 4.4, 3.6)
        box = Box(LEFT, TOP + 0.1, WIDTH, 0)
        height = table(canvas.slide, box, rows, widths, "llcrrrrc", size=TABLE_PT - 2)
    key = "households.some_targets" if len(targets) > len(shown) else "households.targets"
    lines = [words(key, count=figures.targets, shown=len(shown)), _models(talk)]
    canvas.bullets(Box(LEFT, TOP + height + 0.6, WIDTH, 3), lines)


def _models(talk: Talk) -> str:
    codes = [item.household.code for item in talk.facts.households if item.household.is_model]
    if not codes:
        return talk.words("households.no_models")
    more = " …" if len(codes) > MOST_MODEL_CODES else ""
    listed = " · ".join(codes[:MOST_MODEL_CODES]) + more
    return talk.words("households.models", count=len(codes), codes=listed)


def _target_row(talk: Talk, item: HouseholdAnalysis) -> list[str]:
    voice, words = talk.voice, talk.words
    owing = item.debtor_class
    today = item.menu.status_quo.figures.total_interest if item.menu else None
    return [
        shortened(item.household.code, TABLE_PT, 115),
        class_name(voice, owing) if owing else words("deck.no_debt"),
        voice.count(len(item.debts)),
        voice.whole_baht(item.owed_satang),
        "–" if today is None else voice.whole_baht(today),
        *_planned(talk, item),
    ]


def _planned(talk: Talk, item: HouseholdAnalysis) -> tuple[str, str, str]:
    """Interest, largest month and debt-free month of the chosen plan."""
    voice = talk.voice
    if item.chosen is None:
        return talk.words("households.no_plan") if item.menu else "–", "–", "–"
    figures = item.chosen.figures
    free = month_of_plan(talk.facts.analysis.as_of, figures.debt_free_month)
    largest = voice.whole_baht(figures.largest_month_paid)
    return voice.whole_baht(figures.total_interest), largest, voice.short_month(free)


def request(talk: Talk) -> None:
    """What the centre asks for and does next."""
    voice, words = talk.voice, talk.words
    figures, totals = talk.facts.figures, talk.facts.analysis.totals
    canvas = talk.slide("request")
    informal = sum(entry.households for entry in figures.by_kind if entry.kind == "informal")
    cards = (
        (totals.with_feasible_plan, "request.ready", GREEN),
        (totals.without, "request.without", RED),
        (informal, "request.informal", GOLD),
    )
    for index, (count, caption, colour) in enumerate(cards):
        box = Box(LEFT + index * 10.5, TOP + 0.2, 10.0, 3.6)
        canvas.card(box, voice.count(count), words(caption), colour)
    lines = words.lines("request.points")
    if totals.without and figures.cash_help_satang is not None:
        lines.append(words("request.help", cash=voice.whole_baht(figures.cash_help_satang)))
    lines.append(words("request.next"))
    canvas.bullets(Box(LEFT, TOP + 4.5, WIDTH, 9.5), lines, Style(BODY_PT + 2))
