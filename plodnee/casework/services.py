"""A centre's classes and menus, worked out and stored."""

import hashlib
import json
from collections.abc import Callable
from datetime import date

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.models import HouseholdPlan, PlanRun
from plodnee.casework.plain_facts import to_plain
from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.model import CentreAnalysis, DebtAnalysis, HouseholdAnalysis
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.rules.selectors import VersionsUsed, own_rules, versions_used
from plodnee.casework.versions import engine_version, policy_version
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Centre, Officer
from plodnee.registers.book import RegisterBook
from plodnee.registers.models import Household, ImportBatch
from plodnee.registers.sameness.standing import last_joining
from plodnee.registers.sameness.telling import book_told_once
from plodnee.registers.selectors import book_of, latest_recorded, statement

ROWS_A_STATEMENT = 100
STORED_APART = frozenset(
    {"household", "debts", "closed_debts", "debtor_class", "reason", "reason_en"}
    | {"problem", "menu", "chosen"}
)


def plan_centre(
    *,
    centre: Centre,
    as_of: date,
    actor: Visitor,
    on: date,
    horizon_months: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stored: Callable[[PlanRun], None] | None = None,
) -> PlanRun:
    """The analysis of the centre's register as of a day; the same register and rules give one run.

    `progress` is told how many households are done, and of how many; `stored` is called in the
    transaction that stores the run, which stands or falls with it.

    Raises: NotAllowed, NoRegister, and what `analyse` raises.
    """
    require(actor, "casework.plan", at=centre, on=on)
    batches = statement(centre, as_of)
    register = latest_recorded(batches)
    book = book_told_once(book_of(batches, as_of), batches)
    horizon = horizon_months or rules_in_force(as_of).horizon_months
    used = versions_used(centre, as_of)
    fingerprint = _fingerprint(register, book, as_of, horizon, last_joining(centre), used)
    known = PlanRun.objects.filter(centre=centre, inputs_fingerprint=fingerprint).first()
    if known is None:
        own = own_rules(used.criteria, used.menu_policy)
        analysis = analyse(book, as_of=as_of, horizon_months=horizon, own=own, progress=progress)
    with transaction.atomic():
        run = known or _store(register, analysis, used, fingerprint, actor, on)
        if stored:
            stored(run)
    return run


@transaction.atomic
def _store(
    register: ImportBatch,
    analysis: CentreAnalysis,
    used: VersionsUsed,
    fingerprint: str,
    actor: Visitor,
    on: date,
) -> PlanRun:
    centre = Centre.objects.select_for_update(no_key=True).get(pk=register.centre_id)
    known = PlanRun.objects.filter(centre=centre, inputs_fingerprint=fingerprint).first()
    if known is not None:  # somebody asked for the same at the same moment
        return known
    run = PlanRun.objects.create(
        centre=centre,
        register=register,
        sequence=centre.plan_runs.count() + 1,
        joinings_known=last_joining(centre),
        as_of=analysis.as_of,
        horizon_months=analysis.horizon_months,
        engine_version=engine_version(),
        policy_version=policy_version(),
        criteria_version=used.criteria,
        menu_policy_version=used.menu_policy,
        inputs_fingerprint=fingerprint,
        totals=to_plain(analysis.totals),
        assumptions=to_plain(analysis.assumptions),
        notes=to_plain(analysis.notes),
        planned_by=actor if isinstance(actor, Officer) else None,
        planned_on=on,
    )
    households = {home.code: home for home in Household.objects.filter(centre=centre)}
    plans = [
        _household_plan(run, position, found, households[found.household.code])
        for position, found in enumerate(analysis.households)
    ]
    HouseholdPlan.objects.bulk_create(plans, batch_size=ROWS_A_STATEMENT)
    assert isinstance(actor, Officer | Operator)
    record(actor, "casework.planned", run, as_of=run.as_of, fingerprint=fingerprint)
    return run


def _household_plan(
    run: PlanRun, position: int, found: HouseholdAnalysis, household: Household
) -> HouseholdPlan:
    options = found.menu.options if found.menu else ()
    figures = to_plain(found, without=STORED_APART)
    figures["debts"] = [_debt_figures(debt) for debt in found.debts]
    figures["closed_debts"] = [_debt_figures(debt) for debt in found.closed_debts]
    figures["chosen"] = None if found.chosen is None else options.index(found.chosen)
    return HouseholdPlan(
        run=run,
        household=household,
        position=position,
        debtor_class=found.debtor_class or "",
        reason=found.reason,
        reason_en=found.reason_en,
        owed_satang=found.owed_satang,
        fits=bool(options) if found.menu else None,
        problem=to_plain(found.problem),
        menu=to_plain(found.menu),
        figures=figures,
    )


def _debt_figures(analysed: DebtAnalysis) -> dict[str, object]:
    plain: dict[str, object] = to_plain(analysed, without=frozenset({"debt"}))
    return plain | {"row": analysed.debt.row}


def _fingerprint(
    register: ImportBatch,
    book: RegisterBook,
    as_of: date,
    horizon_months: int,
    joinings: int,
    used: VersionsUsed,
) -> str:
    """A fingerprint of everything that an analysis depends on, and of the register it rests on."""
    own = [str(version.pk) for version in used if version is not None]
    rules = [engine_version(), policy_version(), as_of.isoformat(), horizon_months, *own]
    inputs = [*rules, str(register.pk), joinings, to_plain(book)]
    text = json.dumps(inputs, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
