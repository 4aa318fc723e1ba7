"""The middle slides: how the centre works, the classes of debtors, to whom households owe."""

from plodnee.casework.plan.model import ClassTotals
from plodnee.documents.builders.deck.canvas import Canvas
from plodnee.documents.builders.deck.charts import Figures, bars
from plodnee.documents.builders.deck.face import (
    BLUE,
    BODY_PT,
    GREEN,
    GREY,
    LEFT,
    PALE,
    PALE_GREY,
    RED,
    SMALL_PT,
    TABLE_PT,
    TOP,
    WIDTH,
    Box,
    Style,
)
from plodnee.documents.builders.deck.tables import table
from plodnee.documents.builders.deck.talk import Talk
from plodnee.documents.builders.names import class_name, class_rule, creditor_kind
from plodnee.documents.builders.typeface import shortened
from plodnee.documents.facts.figures import KindFigures
from plodnee.documents.facts.suppression import (
    FEWEST_HOUSEHOLDS,
    hidden_classes,
    hidden_kinds,
    hidden_lenders,
    lender_cell,
)

MOST_CREDITORS = 9
STEPS_ACROSS = 4
DONE_STEPS = ("survey", "join", "analyse", "menu")
STEPS_AHEAD = ("meet", "mediate", "sign", "follow")
KIND_COLOURS = {"group": GREEN, "formal": BLUE, "informal": RED}


def process(talk: Talk) -> None:
    """The steps from survey to contract; what is done has its figure, what is not says so."""
    words, canvas, told = talk.words, talk.slide("process"), _told_of_steps(talk)
    width, height = 7.4, 3.9
    for index, step in enumerate((*DONE_STEPS, *STEPS_AHEAD)):
        x = LEFT + (index % STEPS_ACROSS) * (width + 0.467)
        y = TOP + 0.2 + (index // STEPS_ACROSS) * (height + 0.6)
        done = step in told
        colour = GREEN if done else GREY
        lines = [
            (talk.voice.count(index + 1), Style(32, True, colour)),
            (words(f"process.{step}"), Style(BODY_PT - 2, True)),
            (told.get(step, words("process.ahead")), Style(TABLE_PT, False, colour)),
        ]
        canvas.panel(Box(x, y, width, height), lines, PALE if done else PALE_GREY)
    canvas.bullets(Box(LEFT, 12.6, WIDTH, 4.6), words.lines("process.points"))


def _told_of_steps(talk: Talk) -> dict[str, str]:
    """What is told of each step that was taken; outside, fewer than five are no figure."""
    words, totals = talk.words, talk.facts.analysis.totals
    figures = {
        "survey": totals.households,
        "join": totals.debts,
        "analyse": totals.households_with_debt,
        "menu": totals.with_feasible_plan,
    }
    told = {step: words(f"process.{step}_done", count=count) for step, count in figures.items()}
    for step in STEPS_AHEAD:
        if count := getattr(talk.facts.progress, step):
            hidden = talk.facts.for_outside and count < FEWEST_HOUSEHOLDS
            told[step] = words("process.begun" if hidden else f"process.{step}_done", count=count)
    return told


def classes(talk: Talk) -> None:
    """Debtors by class: how many, how much, by which criterion."""
    words, hidden = talk.words, _hidden_classes(talk)
    by_class = [row for row in talk.facts.analysis.totals.by_class if row[0] not in hidden]
    canvas = talk.slide("classes")
    box = Box(LEFT, TOP + 0.1, 19.0, 0)
    height = table(
        canvas.slide, box, _class_rows(talk), (4.9, 5.2, 2.1, 3.1, 3.7), "llrrr", total=True
    )
    shown = Figures(
        series=words("classes.households"),
        categories=[class_name(talk.voice, name) for name, _ in by_class],
        values=[totals.households for _, totals in by_class],
        number_format=talk.number_format(),
        title=words("classes.chart"),
        described=words("classes.described"),
    )
    bars(canvas.slide, Box(20.9, TOP, 11.5, 13.6), shown, horizontal=True)
    below = Box(LEFT, TOP + height + 0.7, 19.0, 4)
    points = words.lines("classes.points")
    if hidden:
        points.append(words("deck.few", fewest=FEWEST_HOUSEHOLDS))
    canvas.bullets(below, points, Style(TABLE_PT))


def _hidden_classes(talk: Talk) -> frozenset[str]:
    return hidden_classes(talk.facts.analysis) if talk.facts.for_outside else frozenset()


def _class_rows(talk: Talk) -> list[list[str]]:
    voice, by_class = talk.voice, talk.facts.analysis.totals.by_class
    hidden = _hidden_classes(talk)
    columns = ("class", "rule", "debts", "households", "owed")
    rows = [[talk.words(f"classes.{column}") for column in columns]]
    rows += [
        [
            class_name(voice, name),
            class_rule(voice, name, talk.facts.criteria),
            *_figures(talk, totals, hidden=name in hidden),
        ]
        for name, totals in by_class
    ]
    rows.append(
        [
            talk.words("deck.total"),
            "",
            voice.count(sum(totals.debts for _, totals in by_class)),
            voice.count(sum(totals.households for _, totals in by_class)),
            voice.whole_baht(sum(totals.satang for _, totals in by_class)),
        ]
    )
    return rows


def _figures(talk: Talk, row: ClassTotals | KindFigures, *, hidden: bool) -> list[str]:
    """Debts, households and baht; withheld where too few households stand behind them."""
    if hidden:
        return [talk.words("deck.withheld")] * 3
    voice = talk.voice
    return [voice.count(row.debts), voice.count(row.households), voice.whole_baht(row.satang)]


def creditors(talk: Talk) -> None:
    """To whom the households owe."""
    canvas = talk.slide("creditors")
    largest = _largest(talk)
    if largest:
        shown = Figures(
            series=talk.words("creditors.owed"),
            categories=[shortened(name, SMALL_PT, 190) for name, _ in largest],
            values=[satang / 100 for _, satang in largest],
            number_format=talk.number_format(),
            title=talk.words("creditors.owed"),
            described=talk.words("creditors.described"),
        )
        box = Box(LEFT, TOP, 17.6, min(3 + 1.2 * len(largest), 14.1))
        bars(canvas.slide, box, shown, horizontal=True)
    _kinds(talk, canvas)


def _largest(talk: Talk) -> list[tuple[str, int]]:
    """The largest creditors; informal lenders are people and stand together, without names."""
    if talk.facts.for_outside:
        return _lenders_outside(talk)
    found = talk.facts.analysis.totals.by_creditor
    informal = [entry for entry in found if entry.kind == "informal"]
    named = [(entry.name, entry.satang) for entry in found if entry.kind != "informal"]
    if informal:
        words = talk.words("creditors.informal", count=len(informal))
        named.append((words, sum(entry.satang for entry in informal)))
    named.sort(key=lambda pair: -pair[1])
    shown, rest = named[:MOST_CREDITORS], named[MOST_CREDITORS:]
    if rest:
        words = talk.words("creditors.others", count=len(rest))
        shown.append((words, sum(satang for _, satang in rest)))
    return shown


def _lenders_outside(talk: Talk) -> list[tuple[str, int]]:
    """Member groups by name and the others by kind, those to whom enough households owe."""
    analysis = talk.facts.analysis
    hidden = hidden_lenders(analysis)
    sums: dict[str, int] = {}
    for entry in analysis.totals.by_creditor:
        if lender_cell(entry.kind, entry.creditor) not in hidden:
            is_group = entry.kind == "group"
            name = entry.name if is_group else creditor_kind(talk.voice, entry.kind)
            sums[name] = sums.get(name, 0) + entry.satang
    return sorted(sums.items(), key=lambda pair: -pair[1])[:MOST_CREDITORS]


def _kinds(talk: Talk, canvas: Canvas) -> None:
    """Member groups, formal and informal lenders beside one another."""
    voice, words, kinds = talk.voice, talk.words, talk.facts.figures.by_kind
    hidden = hidden_kinds(talk.facts.analysis) if talk.facts.for_outside else frozenset()
    header = [words("creditors.kind"), *(words(f"classes.{c}") for c in ("debts", "households"))]
    rows = [[*header, words("classes.owed")]]
    rows += [
        [creditor_kind(voice, entry.kind), *_figures(talk, entry, hidden=entry.kind in hidden)]
        for entry in kinds
    ]
    box = Box(19.6, TOP + 0.1, 12.8, 0)
    table(canvas.slide, box, rows, (4.5, 1.8, 3.0, 3.5), "lrrr", size=TABLE_PT - 2)
    total = sum(entry.satang for entry in kinds)
    if not total or hidden:  # shares of the whole would tell what is withheld
        return
    shown = Figures(
        series=words("creditors.share"),
        categories=[creditor_kind(voice, entry.kind) for entry in kinds],
        values=[entry.satang / total for entry in kinds],
        number_format=talk.number_format("0%"),
        title=words("creditors.share"),
        described=words("creditors.share_described"),
    )
    colours = [KIND_COLOURS[entry.kind] for entry in kinds]
    bars(canvas.slide, Box(19.6, 9.0, 12.8, 8.2), shown, colours=colours)
