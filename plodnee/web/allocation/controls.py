"""The fields of an allocation's settings with their sliders and what stands beside them."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from plodnee.casework.capital.ground import CapitalGround
from plodnee.web.allocation.forms import CapitalForm, capital_name, floor_name
from plodnee.web.templatetags.wording import baht_short

ROUND_SATANG = 1_000_000  # sliders end at whole ten thousands of baht
STEP_BAHT = 1_000


@dataclass(frozen=True, slots=True)
class Control:
    """A figure with its slider: where the slider ends, and what the figure is weighed against."""

    field: BoundField
    label: str
    most: int
    step: int
    told: str


@dataclass(frozen=True, slots=True)
class FundControls:
    """A fund's new money of each year."""

    name: str
    told: str
    years: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Controls:
    """Every control of the page."""

    within: Control
    funds: tuple[FundControls, ...]
    floors: tuple[Control, ...]


def controls(form: CapitalForm, ground: CapitalGround) -> Controls:
    """The controls of a form, in the order of the register's funds and groups."""
    return Controls(
        within=Control(form["within"], str(form["within"].label), ground.horizon_months, 1, ""),
        funds=tuple(_fund(form, ground, fund) for fund in range(len(ground.funds))),
        floors=tuple(_floor(form, ground, place) for place in range(len(ground.groups))),
    )


def _fund(form: CapitalForm, ground: CapitalGround, fund: int) -> FundControls:
    needed, free = ground.most_drawn_satang(fund), ground.free_capital_satang(fund)
    most = -(-max(needed, free, ROUND_SATANG) // ROUND_SATANG) * ROUND_SATANG // 100
    words = _(
        "ถ้าทุกครัวเรือนใช้เงินกองทุนนี้มากที่สุดเท่าที่แผนใดต้องใช้ จะเป็น %(needed)s บาท "
        "ทะเบียนมีเงินทุนเหลือจากที่สมาชิกกู้ %(free)s บาท"
    )
    return FundControls(
        name=ground.funds[fund].name,
        told=words % {"needed": baht_short(needed), "free": baht_short(free)},
        years=tuple(
            Control(
                form[capital_name(fund, period)],
                _("ปีที่ %(year)s") % {"year": period + 1},
                most,
                STEP_BAHT,
                "",
            )
            for period in range(ground.rules.periods)
        ),
    )


def _floor(form: CapitalForm, ground: CapitalGround, place: int) -> Control:
    reachable = ground.reachable(place)
    words = _("ค้างกลุ่มนี้ %(owing)s ครัวเรือน ใช้เงินทุนได้ %(reachable)s") % {
        "owing": sum(place in owes for owes in ground.owes_to),
        "reachable": reachable,
    }
    return Control(form[floor_name(place)], ground.groups[place].name, reachable, 1, words)
