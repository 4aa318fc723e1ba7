"""Everything that the workspace shows of one household under the settings being tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plodnee.casework.models import PlanRun
from plodnee.casework.plan.menus import menu_of
from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.workspace.limits import Ground, Limits, limits_of, within
from plodnee.casework.workspace.selectors import PinnedLine
from plodnee.casework.workspace.settings import Settings, problem_under, usual_settings
from plodnee.documents.facts.proposal import household_plan
from plodnee.engine.planner.model import HouseholdProblem, Menu, Option
from plodnee.web.charts.cash_line import CashPicture, Way, cash_picture, month_rows
from plodnee.web.households.directory import directory
from plodnee.web.workspace.comparing import comparison
from plodnee.web.workspace.drafts import Draft
from plodnee.web.workspace.lines import (
    MOST_COMPARED,
    Line,
    Pinned,
    menu_lines,
    shown_pins,
)
from plodnee.web.workspace.sliders import debt_boxes, income_months, pattern_boxes, sliders
from plodnee.web.workspace.wording import settings_words

YEAR = 12
TONES = ("plan", "second", "third")
HOUSEHOLDS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the committee's table: the household, what bounds it, what is being tried.

    `typed` are the figures as they were sent, so that one that was not taken is pointed at.
    """

    run: PlanRun
    key: UUID
    ground: Ground
    usual: Settings
    settings: Settings
    limits: Limits
    compared: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> HouseholdAnalysis:
        """The household with ids masked."""
        return self.ground.household

    @property
    def draft(self) -> Draft:
        """What is being tried, as it is kept."""
        return Draft(self.settings, self.compared)


def desk_ground(run: PlanRun, key: UUID) -> Ground | None:
    """What bounds the settings, ids masked; None without such a household or without a debt."""
    found = directory(run)
    facts = found.household(key)
    if facts is None or facts.problem is None:
        return None
    groups = {group.code: group for group in found.analysis.book.groups}
    return Ground(facts, groups, found.analysis.rules)


def desk_of(run: PlanRun, key: UUID, ground: Ground, draft: Draft | None) -> Desk:
    """The table with what is tried put within its limits; the usual settings without a draft."""
    usual = usual_settings(ground.problem)
    tried = draft.settings if draft else usual
    limits = limits_of(ground, tried.joining)
    compared = draft.compared if draft else ()
    return Desk(run, key, ground, usual, within(tried, limits), limits, compared)


def controls(desk: Desk) -> dict[str, Any]:
    """The fields of the settings with their ends and reasons."""
    problem, settings, limits = desk.ground.problem, desk.settings, desk.limits
    return {
        "sliders": sliders(settings, limits, problem, desk.typed),
        "debts": debt_boxes(settings, limits, desk.ground.rules.ceiling_bp),
        "patterns": pattern_boxes(settings, problem),
        "income_months": income_months(settings, limits, problem.as_of),
        "changed": settings != desk.usual,
        "any_may_join": any(one.may for one in limits.debts),
    }


def answer(desk: Desk, pins: Sequence[PinnedLine], version: int) -> dict[str, Any]:
    """The menu and the picture under the settings, the comparison, and what is pinned."""
    facts = desk.facts
    problem = problem_under(desk.ground.problem, desk.settings)
    menu, not_planned = menu_of(facts, problem, desk.ground.rules)
    pinned = shown_pins(pins, desk.key, desk.run, desk.compared)
    here = [one.line.plan_key for one in pinned if not one.outdated]
    goals, between = menu_lines(facts, problem, menu, desk.compared, here)
    compared = _compared(desk, (*goals, *between), pinned)
    words = settings_words(desk.settings, problem.as_of, desk.usual)
    pictures = _pictures(desk, problem, [line for line, _words in compared] or list(goals[:1]))
    return {
        "as_of": problem.as_of,
        "facts": replace(facts, problem=problem, menu=menu, not_planned=not_planned),
        "menu": menu,
        "reserve": problem.cash.reserve,
        "goals": goals,
        "between": between,
        "between_open": any(line.compared for line in between),
        "headline": goals[0].card if goals else None,
        "effect": _effect(facts.menu, menu),
        "settings_words": words,
        "asked": len(compared),
        "too_many": _asked(desk, (*goals, *between), pinned) > MOST_COMPARED,
        "comparison": _table(desk, compared),
        "pinned": pinned,
        "printable": bool(here),
        "version": version,
        **pictures,
    }


def _compared(
    desk: Desk, lines: Sequence[Line], pinned: Sequence[Pinned]
) -> list[tuple[Line, list[str]]]:
    """The lines to stand side by side, with the settings under which each stands."""
    words = settings_words(desk.settings, desk.ground.problem.as_of, desk.usual)
    here = [(line, words) for line in lines if line.compared]
    kept = [(one.line, one.words) for one in pinned if one.line.compared]
    return [*here, *kept][:MOST_COMPARED]


def _asked(desk: Desk, lines: Sequence[Line], pinned: Sequence[Pinned]) -> int:
    return sum(line.compared for line in lines) + sum(one.line.compared for one in pinned)


def _table(desk: Desk, compared: Sequence[tuple[Line, list[str]]]) -> Any:
    if len(compared) < 2:
        return None
    return comparison(
        [line for line, _words in compared], [" · ".join(words) for _line, words in compared]
    )


def _effect(usual: Menu | None, menu: Menu) -> int | None:
    """By how much the least interest differs from that of the usual settings; None if unknown."""
    if not usual or not usual.options or not menu.options:
        return None
    return menu.options[0].figures.total_interest - usual.options[0].figures.total_interest


def _pictures(desk: Desk, problem: HouseholdProblem, lines: Sequence[Line]) -> dict[str, Any]:
    """The cash from month to month on today's terms and under each line, the first year alone."""
    today = _paid_today(desk.run.pk, desk.key)
    ways = [Way(_("ตามสัญญาเดิม"), "quo", today)]
    ways += [
        Way(" · ".join(line.card.titles), tone, paid_by_month(line.option))
        for line, tone in zip(lines, TONES, strict=False)
    ]
    horizon = problem.horizon_months
    year = _picture(problem, ways, YEAR)
    return {
        "year": year,
        "year_rows": month_rows(year, problem.cash.net),
        "whole": _picture(problem, ways, horizon) if horizon > YEAR else None,
    }


def _picture(problem: HouseholdProblem, ways: Sequence[Way], months: int) -> CashPicture:
    cash = problem.cash
    return cash_picture(
        opening=cash.opening, reserve=cash.reserve, net=cash.net, ways=ways, months=months
    )


def paid_by_month(option: Option) -> tuple[int, ...]:
    """What a line pays in each month, debts in place and contract together."""
    return tuple(map(sum, zip(option.contract_payments, *option.payments, strict=True)))


@lru_cache(maxsize=HOUSEHOLDS_KEPT)
def _paid_today(run_id: UUID, key: UUID) -> tuple[int, ...]:
    """The payments on today's terms, which no setting changes."""
    facts = directory(PlanRun(pk=run_id)).household(key)
    assert facts is not None
    return household_plan(facts).paid_today
