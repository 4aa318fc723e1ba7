"""What a committee may set of its menus, within the law and the funds' own rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plodnee import policy
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.class_spans import Fault
from plodnee.engine.classification import Criteria
from plodnee.registers.committees.rules import Quorum

RECKONED_BY = "least_interest"  # the goal by which plans are reckoned, so always offered


@dataclass(frozen=True, slots=True)
class MenuPolicy:
    """A centre's menus: the contract, the grid of concessions, the reserve, what is offered.

    Units:  basis points a year; months; satang. The steps and the longest extension and grace make
            the grid; a member group's own limits bind beside them.
    """

    contract_rate_bp: int
    most_instalments: int
    rate_step_bp: int
    extension_step_months: int
    grace_step_months: int
    longest_extension_months: int
    longest_grace_months: int
    least_reserve_satang: int
    patterns: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within which bounds a committee sets rules on one day.

    Units:  days, months, basis points (a year, or of those who vote), satang.
    Source: policy/committee_rules.toml.
    """

    most_days: int
    least_rate_step_bp: int
    most_rate_step_bp: int
    least_step_months: int
    most_step_months: int
    most_reserve_satang: int
    least_quorum_bp: int
    most_quorum_bp: int


def bounds_in_force(on: date) -> Bounds:
    """The bounds of a day."""
    return Bounds(**policy.in_force("committee_rules", on).values)


def menu_policy_of(rules: PlanningRules) -> MenuPolicy:
    """What the rules say of menus: the programme's own, for a centre that has set none."""
    names = MenuPolicy.__dataclass_fields__
    return MenuPolicy(**{name: getattr(rules, name) for name in names})


def rules_under(rules: PlanningRules, own: MenuPolicy | None) -> PlanningRules:
    """The planning rules with what the committee set; its contract never above the law's ceiling.

    Ensures: the programme's own menu policy gives the rules themselves.
    """
    if own is None:
        return rules
    return replace(rules, **{name: getattr(own, name) for name in own.__dataclass_fields__})


def menu_faults(found: MenuPolicy, rules: PlanningRules, bounds: Bounds) -> tuple[Fault, ...]:
    """What is wrong, field by field; nothing where the menus can be worked out under it."""
    return (*_number_faults(found, rules, bounds), *_list_faults(found, rules))


def quorum_faults(found: Quorum, bounds: Bounds) -> tuple[Fault, ...]:
    """What is wrong with a quorum; nothing within the bounds."""
    if bounds.least_quorum_bp <= found.quorum_bp <= bounds.most_quorum_bp:
        return ()
    low, high = bounds.least_quorum_bp / 100, bounds.most_quorum_bp / 100
    th, en = f"ใส่ได้ตั้งแต่ร้อยละ {low:g} ถึง {high:g}", f"Enter {low:g} to {high:g} per cent"
    return (Fault("quorum_bp", th, en),)


def _number_faults(found: MenuPolicy, rules: PlanningRules, bounds: Bounds) -> Iterator[Fault]:
    months, steps = (
        rules.longest_horizon_months,
        (bounds.least_step_months, bounds.most_step_months),
    )
    limits = {
        "contract_rate_bp": (0, rules.ceiling_bp),
        "most_instalments": (1, months),
        "rate_step_bp": (bounds.least_rate_step_bp, bounds.most_rate_step_bp),
        "extension_step_months": steps,
        "grace_step_months": steps,
        "longest_extension_months": (0, months),
        "longest_grace_months": (0, months),
        "least_reserve_satang": (0, bounds.most_reserve_satang),
    }
    for field, (least, most) in limits.items():
        if not least <= getattr(found, field) <= most:
            low, high = _shown(field, least), _shown(field, most)
            yield Fault(field, f"ใส่ได้ตั้งแต่ {low} ถึง {high}", f"Enter {low} to {high}")


def _list_faults(found: MenuPolicy, rules: PlanningRules) -> Iterator[Fault]:
    known = {"patterns": rules.patterns, "goals": rules.goals}
    for field, allowed in known.items():
        chosen = getattr(found, field)
        if not chosen or len(set(chosen)) < len(chosen) or not set(chosen) <= set(allowed):
            yield Fault(field, "เลือกอย่างน้อยหนึ่งข้อ", "Choose at least one")
    if found.goals and RECKONED_BY not in found.goals:
        yield Fault(
            "goals",
            "ต้องเสนอแบบดอกเบี้ยน้อยที่สุดเสมอ เพราะยอดของแผนคิดจากแบบนี้",
            "The least interest is always offered: a plan's figures are reckoned by it",
        )


def _shown(field: str, value: int) -> str:
    """A number as the field is typed: per cent, baht or months."""
    if field.endswith(("_bp", "_satang")):
        return f"{value / 100:,.2f}".removesuffix(".00")
    return f"{value:,}"


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What a centre's committee set itself, and where it stands; nothing where it set nothing."""

    criteria: Criteria | None = None
    criteria_source: str = ""
    menu_policy: MenuPolicy | None = None
    menu_source: str = ""


NOTHING_OWN = OwnRules()
