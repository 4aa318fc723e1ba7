"""Starting debts frozen, and stated again where one was wrong."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.subjects import seal_column
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.baseline.selectors import households_begun
from plodnee.registers.confirmation.selectors import latest_slips
from plodnee.registers.confirmation.standing import DebtConfirmation, standing_of
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.errors import BaselineFrozen, ChangedMeanwhile, NotATarget, ReasonMissing
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import Baseline, BaselineDebt, Household, ImportBatch
from plodnee.registers.sameness.standing import household_roots, stand_ins
from plodnee.registers.selectors import statement

ROWS_A_STATEMENT = 300


@transaction.atomic
def freeze_baselines(
    *,
    centre: Centre,
    actor: Visitor,
    on: date,
    as_of: date | None = None,
    households: Collection[UUID] | None = None,
) -> list[Baseline]:
    """The starting debt of each target household that has none, from the register of a day.

    Raises: NotAllowed, NoRegister; where `households` are named, NotATarget and BaselineFrozen.
    """
    require(actor, "baselines.freeze", at=centre, on=on)
    hold_centre(centre.pk)
    batches = statement(centre, as_of)
    targets = _targets(centre, batches)
    frozen = households_begun(centre)
    for household in Household.objects.filter(pk__in=households or []):
        if household.pk not in targets:
            raise NotATarget(household_code=household.code, as_of=batches[-1].as_of)
        if household.pk in frozen:
            raise BaselineFrozen(household_code=household.code)
    wanted = targets if households is None else set(households)
    return _freeze(centre, batches, wanted - frozen, actor, on)


@transaction.atomic
def restate_baseline(
    *,
    household: Household,
    seen_sequence: int,
    actor: Visitor,
    on: date,
    reason: str,
    as_of: date | None = None,
) -> Baseline:
    """The starting debt stated again from the register of a day; the one before stays in sight.

    Left out, it is the day of the one before: what was paid since stays counted as reduced.

    Raises: NotAllowed, NoRegister, ReasonMissing, NotATarget if there is none to state again,
    ChangedMeanwhile if somebody else stated it again since it was seen.
    """
    require(actor, "baselines.restate", at=household.centre_id, on=on)
    hold_centre(household.centre_id)
    why = reason_line(reason)
    if not why:
        raise ReasonMissing()
    last = household.baselines.order_by("-sequence").first()
    if last is None:
        latest = as_of or statement(household.centre)[-1].as_of
        raise NotATarget(household_code=household.code, as_of=latest)
    if last.sequence != seen_sequence:
        return _stated_already(last, seen_sequence, actor)
    batches = statement(household.centre, as_of or last.as_of)
    (baseline,) = _freeze(household.centre, batches, {household.pk}, actor, on, reason=why)
    return baseline


def _stated_already(last: Baseline, seen_sequence: int, actor: Visitor) -> Baseline:
    """The starting debt that the same person stated a moment ago; else the refusal."""
    if (last.sequence, last.frozen_by) == (seen_sequence + 1, officer_or_none(actor)):
        return last
    raise ChangedMeanwhile(
        seen_version=seen_sequence,
        version=last.sequence,
        made_by=str(last.frozen_by or "–"),
        yours={},
        theirs={"owed_satang": last.owed_satang},
    )


def _targets(centre: Centre, batches: list[ImportBatch]) -> set[UUID]:
    """The target households of a register: one of which any entry says so."""
    homes = stated.household_states(batches, with_ids=False)
    told = stand_ins(batches, household_roots(centre.code))
    return {told.get(key, key) for key, home in homes.items() if home.is_target}


def _freeze(
    centre: Centre,
    batches: list[ImportBatch],
    households: set[UUID],
    actor: Visitor,
    on: date,
    reason: str = "",
) -> list[Baseline]:
    rows = _confirmed_by_household(centre, batches, households)
    homes = Household.objects.filter(pk__in=households).order_by("code")
    baselines = [
        Baseline(
            household=home,
            sequence=home.baselines.count() + 1 if reason else 1,
            register=batches[-1],
            as_of=max(batch.as_of for batch in batches),
            frozen_on=on,
            frozen_by=officer_or_none(actor),
            owed_satang=sum(row.stated.owed_satang for row in rows[home.pk]),
        )
        for home in homes
    ]
    for baseline in baselines if reason else []:
        seal_column(baseline, "sealed_reason", reason)
    Baseline.objects.bulk_create(baselines, batch_size=ROWS_A_STATEMENT)
    debts = [
        _baseline_debt(baseline, row)
        for baseline in baselines
        for row in rows[baseline.household_id]
    ]
    BaselineDebt.objects.bulk_create(debts, batch_size=ROWS_A_STATEMENT)
    if baselines:
        deed = "registers.baseline_restated" if reason else "registers.baselines_frozen"
        as_of = baselines[0].as_of
        record(known(actor), deed, centre, as_of=as_of, households=len(baselines))
    return baselines


def _confirmed_by_household(
    centre: Centre, batches: list[ImportBatch], households: set[UUID]
) -> dict[UUID, list[DebtConfirmation]]:
    """Their open debts; what was joined to one and has a starting debt of its own keeps that."""
    debts = list(stated_debts(centre, households=households, batches=batches).values())
    slips = latest_slips(centre, debts)
    begun = households | households_begun(centre)
    rows: dict[UUID, list[DebtConfirmation]] = {key: [] for key in households}
    for one in debts:
        slip, own = slips.get(one.debt.pk), one.debt.household_id
        home = own if own in begun else one.household.pk
        if one.owed_satang and home in rows:
            standing = standing_of(slip, one.parts)
            rows[home].append(DebtConfirmation(one, slip, standing))
    return rows


def _baseline_debt(baseline: Baseline, row: DebtConfirmation) -> BaselineDebt:
    state = row.stated.state
    return BaselineDebt(
        baseline=baseline,
        debt=row.stated.debt,
        state=state,
        slip=row.slip,
        principal_satang=state.principal_satang,
        interest_arrears_satang=state.interest_arrears_satang,
        penalty_satang=state.penalty_satang,
        is_confirmed=row.is_confirmed,
    )
