"""An allocation told for people: figures, funds and groups, who is served and who is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plodnee.casework.capital.ground import NO_FUND, CapitalGround, Offer
from plodnee.casework.capital.reasons import Standing, standing
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer, frees
from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.allocation_words import given_words, not_given_words
from plodnee.documents.builders.names import pattern_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.thai_text import to_arabic_digits
from plodnee.web.households.directory import Directory
from plodnee.web.templatetags.wording import be_month, english, month_after


@dataclass(frozen=True, slots=True)
class Served:
    """A household that is served: by which fund, when, with what plan, to what effect."""

    key: UUID
    home: HouseholdAnalysis
    offer: Offer
    fund: str
    year: int
    begins: str
    pattern: str
    freed: bool
    why: str


@dataclass(frozen=True, slots=True)
class Unserved:
    """A household that is not served, and why."""

    key: UUID
    home: HouseholdAnalysis
    why: str


@dataclass(frozen=True, slots=True)
class FundYear:
    """A fund in one year: new money, what is drawn, what is left when all plans have begun."""

    year: int
    new: int
    drawn: int
    left: int


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund in every year."""

    name: str
    years: tuple[FundYear, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its households that owe, could be given capital, are given it, and its floor."""

    name: str
    owing: int
    reachable: int
    given: int
    floor: int


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures by which allocations are compared.

    `value` and `bound` are households or satang, by the objective.
    """

    freed: int
    freed_by_capital: int
    served: int
    saved_satang: int
    drawn_satang: int
    new_money_satang: int
    targets_freed: int
    targets: int
    value: int
    bound: int
    gap_percent: str


@dataclass(frozen=True, slots=True)
class AllocationPage:
    """Everything that is shown of one allocation."""

    settings: CapitalSettings
    head: Headline
    served: tuple[Served, ...]
    funds: tuple[FundRow, ...]
    groups: tuple[GroupRow, ...]
    short_of_capital: tuple[Unserved, ...]
    too_slow: tuple[Unserved, ...]
    nothing_fits: tuple[Unserved, ...]
    without_need: tuple[Unserved, ...]


def allocation_page(
    found: Directory, ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer
) -> AllocationPage:
    """The allocation with names as the page may show them, ids masked."""
    served = tuple(
        _served(found, ground, settings, offer)
        for offer in sorted(answer.served, key=lambda one: (one.period, one.fund < 0, one.place))
    )
    unserved = _unserved(found, ground, settings, answer)
    return AllocationPage(
        settings=settings,
        head=headline(ground, settings, answer),
        served=served,
        funds=_fund_rows(ground, settings, answer),
        groups=_group_rows(ground, settings, answer),
        short_of_capital=tuple(unserved[Standing.CAPITAL]),
        too_slow=tuple(unserved[Standing.TOO_SLOW]),
        nothing_fits=tuple(unserved[Standing.NOTHING_FITS]),
        without_need=tuple(unserved[Standing.NO_NEED]),
    )


def year_words(as_of: date, rules_period_months: int, period: int) -> str:
    """The months of a year of the plan: `เม.ย. 2562 – มี.ค. 2563`."""
    first = month_after(as_of, period * rules_period_months + 1)
    last = month_after(as_of, (period + 1) * rules_period_months)
    return f"{be_month(first)} – {be_month(last)}"


def _served(
    found: Directory, ground: CapitalGround, settings: CapitalSettings, offer: Offer
) -> Served:
    voice = Voice("en" if english() else "th")
    contract = offer.option.contract
    start = month_after(found.analysis.as_of, offer.period * ground.rules.period_months + 1)
    return Served(
        key=found.keys[offer.place],
        home=found.analysis.households[offer.place],
        offer=offer,
        fund="" if offer.fund == NO_FUND else ground.funds[offer.fund].name,
        year=offer.period + 1,
        begins=be_month(start),
        pattern=pattern_name(voice, contract.pattern) if contract else "",
        freed=frees(ground, offer, settings.within_months),
        why=to_arabic_digits(given_words(voice, ground, settings, offer, found.analysis.as_of)),
    )


def headline(ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer) -> Headline:
    """The figures of an answer."""
    freeing = [one for one in answer.served if frees(ground, one, settings.within_months)]
    targets = {
        place for place, home in enumerate(ground.homes) if home.household.is_target and home.debts
    }
    return Headline(
        freed=len(freeing),
        freed_by_capital=sum(one.fund != NO_FUND for one in freeing),
        served=len(answer.served),
        saved_satang=answer.saved_satang,
        drawn_satang=answer.drawn_satang,
        new_money_satang=settings.new_money_satang,
        targets_freed=sum(one.place in targets for one in freeing),
        targets=len(targets),
        value=answer.value,
        bound=answer.bound,
        gap_percent=f"{100 * answer.gap:.2f}",
    )


def _fund_rows(
    ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer
) -> tuple[FundRow, ...]:
    return tuple(
        FundRow(
            fund.name,
            tuple(
                FundYear(
                    year=period + 1,
                    new=settings.capital_satang[place][period],
                    drawn=_drawn(answer, place, period),
                    left=answer.left_satang[place][period],
                )
                for period in range(ground.rules.periods)
            ),
        )
        for place, fund in enumerate(ground.funds)
    )


def _drawn(answer: CapitalAnswer, fund: int, period: int) -> int:
    return sum(one.draw_satang for one in answer.served if (one.fund, one.period) == (fund, period))


def _group_rows(
    ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer
) -> tuple[GroupRow, ...]:
    return tuple(
        GroupRow(
            name=group.name,
            owing=sum(place in owes for owes in ground.owes_to),
            reachable=ground.reachable(place),
            given=answer.given_capital(ground, place),
            floor=settings.floors[place],
        )
        for place, group in enumerate(ground.groups)
    )


def _unserved(
    found: Directory, ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer
) -> dict[Standing, list[Unserved]]:
    """Those who owe and are not served, by why."""
    voice = Voice("en" if english() else "th")
    taken = {offer.place for offer in answer.served}
    unserved: dict[Standing, list[Unserved]] = {one: [] for one in Standing}
    for place, home in enumerate(found.analysis.households):
        if place in taken or home.menu is None:
            continue
        why = not_given_words(voice, ground, settings, answer, place, found.analysis.as_of)
        one = Unserved(found.keys[place], home, to_arabic_digits(why))
        unserved[standing(ground, settings, place)].append(one)
    return unserved


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure of several allocations side by side; `best` marks those that none exceeds."""

    label: str
    cells: tuple[tuple[int, bool], ...]
    is_money: bool


def compared_rows(heads: Sequence[Headline]) -> list[ComparedRow]:
    """The figures of allocations side by side, the best of each row marked."""
    rows = (
        (_("ครัวเรือนที่ปลดหนี้ได้"), "freed", False, True),
        (_("ในนั้นใช้เงินทุน"), "freed_by_capital", False, False),
        (_("ครัวเรือนเป้าหมายที่ปลดหนี้ได้"), "targets_freed", False, True),
        (_("ครัวเรือนที่ได้แผน"), "served", False, True),
        (_("ประหยัดดอกเบี้ย (บาท)"), "saved_satang", True, True),
        (_("เงินทุนที่ใช้ (บาท)"), "drawn_satang", True, False),
        (_("เงินทุนใหม่ที่ตั้งไว้ (บาท)"), "new_money_satang", True, False),
    )
    return [_compared(heads, *row) for row in rows]


def _compared(
    heads: Sequence[Headline], label: str, name: str, is_money: bool, more_is_better: bool
) -> ComparedRow:
    values = [int(getattr(head, name)) for head in heads]
    best = max(values) if more_is_better and len(set(values)) > 1 else None
    return ComparedRow(label, tuple((value, value == best) for value in values), is_money)


def settings_words(ground: CapitalGround, settings: CapitalSettings) -> list[str]:
    """What was set, one short phrase each."""
    aim = {
        "debt_free_households": _("ครัวเรือนปลดหนี้ได้มากที่สุด"),
        "interest_saved": _("ประหยัดดอกเบี้ยรวมมากที่สุด"),
    }[settings.objective]
    told = [aim, _("ภายใน %(months)s เดือน") % {"months": settings.within_months}]
    if settings.targets_first:
        told.append(_("ครัวเรือนเป้าหมายก่อน"))
    floors = zip(ground.groups, settings.floors, strict=True)
    told += [
        _("%(group)s อย่างน้อย %(count)s ครัวเรือน") % {"group": group.name, "count": floor}
        for group, floor in floors
        if floor
    ]
    return told


def context_of_ground(ground: CapitalGround, as_of: date) -> dict[str, Any]:
    """What the page says of the years."""
    rules = ground.rules
    years = [
        (period + 1, year_words(as_of, rules.period_months, period))
        for period in range(rules.periods)
    ]
    return {"years": years, "gap_allowed": f"{100 * rules.gap:g}"}
