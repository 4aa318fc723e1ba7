"""The lines that a committee weighs: those of the menu under its settings, and those pinned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.models import MenuPin, PlanRun
from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.workspace.lines import named_as_in, plan_key
from plodnee.casework.workspace.selectors import PinnedLine, pinned_lines, stands_in
from plodnee.casework.workspace.settings import Settings, usual_settings
from plodnee.engine.planner.model import HouseholdProblem, Menu, Option
from plodnee.registers.models import Household
from plodnee.web.households.directory import directory
from plodnee.web.households.menu import Card, menu_page
from plodnee.web.workspace.wording import settings_words

MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what the page does with it.

    `keys` are the names by which the line may be asked for when lines are compared: the goals that
    it meets, so that a comparison survives a move of a slider.
    """

    card: Card
    option: Option
    plan_key: str
    keys: tuple[str, ...]
    compared: bool = False
    pinned: bool = False

    @property
    def key(self) -> str:
        """The name under which the page asks for it."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pinned line as the page shows it, its problem in words that hide no more than it must."""

    line: Line
    settings: Settings
    problem: HouseholdProblem
    words: list[str]
    by: str
    at: datetime
    pin: MenuPin
    outdated: bool


def menu_lines(
    facts: HouseholdAnalysis,
    problem: HouseholdProblem,
    menu: Menu,
    compared: Iterable[str],
    pinned_keys: Iterable[str],
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the goals, and those between them."""
    told = menu_page(replace(facts, problem=problem, menu=menu, chosen=None))
    asked, pinned = frozenset(compared), frozenset(pinned_keys)
    goals = tuple(_line(card, menu, asked, pinned) for card in told.cards)
    between = tuple(_line(card, menu, asked, pinned) for card in told.between)
    return goals, between


def _line(card: Card, menu: Menu, asked: frozenset[str], pinned: frozenset[str]) -> Line:
    assert card.option is not None
    found = plan_key(card.option)
    same = (card.option.choices, card.option.contract)
    goals = [one.goal for one in menu.options if (one.choices, one.contract) == same]
    keys = tuple(goal for goal in goals if goal != "pareto") or (f"plan-{found}",)
    return Line(card, card.option, found, keys, bool(asked & {*keys}), found in pinned)


def offer_status(home: Household, run: PlanRun) -> dict[str, Any]:
    """What is pinned for a household, for pages that only show it."""
    pinned = shown_pins(pinned_lines(home), home.pk, run, ())
    printable = any(not one.outdated for one in pinned)
    return {"home": home, "pinned": pinned, "printable": printable, "works": False}


def shown_pins(
    pins: Sequence[PinnedLine], household_key: object, run: PlanRun, compared: Iterable[str]
) -> tuple[Pinned, ...]:
    """The pinned lines with ids masked, told from the register on which each rests."""
    asked = frozenset(compared)
    return tuple(_pinned(one, household_key, run, asked) for one in pins)


def _pinned(one: PinnedLine, household_key: object, run: PlanRun, asked: frozenset[str]) -> Pinned:
    found = directory(one.pin.run)
    facts = found.household(household_key)  # type: ignore[arg-type]
    assert facts is not None
    assert facts.problem is not None
    assert facts.menu is not None
    masked = _with_masked_names(one.problem, facts.problem)
    option = named_as_in(masked, one.option)
    menu = replace(facts.menu, options=(option,), no_feasible_plan=None)
    told = menu_page(replace(facts, problem=masked, menu=menu, chosen=None))
    (card, *_rest) = told.all_cards[1:]
    key = f"pin-{one.pin.pk}"
    return Pinned(
        line=Line(card, option, one.pin.plan_key, (key,), key in asked, pinned=True),
        settings=one.settings,
        problem=masked,
        words=settings_words(one.settings, masked.as_of, usual_settings(facts.problem)),
        by=who(one.pin),
        at=timezone.localtime(one.pin.done_at),
        pin=one.pin,
        outdated=not stands_in(one.pin, run),
    )


def _with_masked_names(problem: HouseholdProblem, masked: HouseholdProblem) -> HouseholdProblem:
    debts = tuple(
        replace(debt, creditor=shown.creditor)
        for debt, shown in zip(problem.debts, masked.debts, strict=True)
    )
    return replace(problem, id=masked.id, debts=debts)


def who(pin: MenuPin) -> str:
    """The person who took a step, as the page names officers."""
    return str(pin.done_by) if pin.done_by else _("ผู้ดูแลระบบ")
