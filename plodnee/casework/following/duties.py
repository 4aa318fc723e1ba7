"""What waits while households are followed up: notices to guarantors, visits, old claims."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from plodnee.audit.subjects import open_column
from plodnee.casework.following.selectors import (
    Arrears,
    OverdueDebt,
    arrears_of,
    deaths_known,
    following_rules,
    overdue_debts,
)
from plodnee.casework.models import GuarantorNotice, HouseholdVisit, PrescriptionAct, VisitReport
from plodnee.engine.guarantee import Notice, notice_of_default
from plodnee.engine.national_id import masked_within
from plodnee.engine.prescription import (
    ClaimKind,
    Prescription,
    Restart,
    RestartKind,
    Standing,
    claim_against_estate,
    prescription,
    standing,
)
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.debts_now import Stated, StatedDebt, stated_debts
from plodnee.registers.entries import present
from plodnee.registers.models import Guarantor
from plodnee.registers.sameness.standing import household_roots, together

# The payments up to a day that stand in the books, by debt, handed in by a layer that may ask.
Paid = Callable[[Collection[UUID], date], Mapping[UUID, Iterable[Restart]]]


@dataclass(frozen=True, slots=True)
class GuarantorDuty:
    """A guarantor who must be told of a default in writing, and how the notice stands on a day."""

    overdue: OverdueDebt
    guarantor: str
    sent: GuarantorNotice | None
    received_on: date | None
    notice: Notice
    pressing: bool

    @property
    def settled(self) -> bool:
        """Whether the notice arrived, or none is needed."""
        return self.notice.may_demand


@dataclass(frozen=True, slots=True)
class VisitDuty:
    """A household in arrears with its next planned visit, and whether a visit is due."""

    arrears: Arrears
    planned: HouseholdVisit | None
    last_met_on: date | None
    due: bool


@dataclass(frozen=True, slots=True)
class ClaimWarning:
    """A claim near the end of its years, or past it: until when, and how many days are left."""

    stated: StatedDebt
    kind: ClaimKind
    found: Prescription
    standing: Standing
    days_left: int


def guarantor_duties(
    centre: Centre, as_of: date, known: Stated | None = None
) -> list[GuarantorDuty]:
    """Every guarantor of an overdue debt, the nearest deadline first; settled ones last.

    `known` are the debts in the register of the day, where they were read already.
    Raises: NoRegister.
    """
    debts = {one.stated.debt.pk: one for one in overdue_debts(centre, as_of, known)}
    notices, entered = _notices(debts), present.guarantors_by_debt(debts, as_of)
    found = [
        _duty(one, name, notices.get(key, ()), as_of)
        for key, one in debts.items()
        for name in _names(one.stated, entered.get(key, []))
    ]
    return sorted(
        found,
        key=lambda one: (one.settled, one.notice.deadline or date.max, one.guarantor),
    )


def guarantors_of(one: StatedDebt, as_of: date) -> list[str]:
    """Who answers for a debt: as entered by hand, else as the workbook wrote it, name by name."""
    return _names(one, present.guarantors(one.debt, as_of))


def entered_name(row: Guarantor) -> str:
    """A guarantor's name, entered by hand, as the duty to tell them has it."""
    return masked_within(str(stated.name_facts(row.name)))


def _names(one: StatedDebt, entered: Iterable[Guarantor]) -> list[str]:
    return [entered_name(row) for row in entered] or present.names_in(one.state.guarantors)


def _notices(debts: Iterable[UUID]) -> dict[UUID, list[GuarantorNotice]]:
    rows = GuarantorNotice.objects.filter(debt__in=list(debts)).select_related("receipt")
    found: dict[UUID, list[GuarantorNotice]] = {}
    for row in rows.order_by("sent_on", "done_at"):
        found.setdefault(row.debt_id, []).append(row)
    return found


def _duty(
    one: OverdueDebt, guarantor: str, notices: Iterable[GuarantorNotice], as_of: date
) -> GuarantorDuty:
    """How the notice of just this default to just this guarantor stands."""
    own = [
        row
        for row in notices
        if row.defaulted_on == one.since and open_column(row, "sealed_guarantor") == guarantor
    ]
    arrived = [row for row in own if hasattr(row, "receipt")]
    received_on = min((row.receipt.received_on for row in arrived), default=None)
    notice = notice_of_default(one.since, as_of, received_on)
    alert = following_rules(as_of).notice_alert_days
    left = notice.days_left
    return GuarantorDuty(
        overdue=one,
        guarantor=guarantor,
        sent=next(iter(arrived or own), None),
        received_on=received_on,
        notice=notice,
        pressing=not notice.may_demand and left is not None and left <= alert,
    )


def visit_duties(centre: Centre, as_of: date) -> list[VisitDuty]:
    """Households in arrears, those first that are due for a visit; then by the planned day.

    Raises: NoRegister.
    """
    every = following_rules(as_of).visit_every_days
    roots = household_roots(centre.code)
    visits = _visits(centre)
    found = []
    for one in arrears_of(centre, as_of):
        own = [v for key in together([one.household.pk], roots) for v in visits.get(key, ())]
        met = [v.report.visited_on for v in own if _met(v)]
        planned = [v for v in own if not hasattr(v, "report")]
        last = max((day for day in met if day is not None), default=None)
        recent = last is not None and as_of - last <= timedelta(days=every)
        found.append(
            VisitDuty(
                arrears=one,
                planned=min(planned, key=lambda v: v.planned_on) if planned else None,
                last_met_on=last,
                due=not planned and not recent,
            )
        )
    return sorted(found, key=lambda one: (not one.due, _planned_day(one)))


def _visits(centre: Centre) -> dict[UUID, list[HouseholdVisit]]:
    found: dict[UUID, list[HouseholdVisit]] = {}
    rows = HouseholdVisit.objects.filter(household__centre=centre).select_related("report")
    for visit in rows.order_by("planned_on"):
        found.setdefault(visit.household_id, []).append(visit)
    return found


def _met(visit: HouseholdVisit) -> bool:
    return hasattr(visit, "report") and visit.report.outcome == VisitReport.Outcome.MET


def _planned_day(one: VisitDuty) -> date:
    return one.planned.planned_on if one.planned else date.max


def none_paid(_debts: Collection[UUID], _through: date) -> Mapping[UUID, Iterable[Restart]]:
    """What is said where nobody asks the books: no payment of theirs is known."""
    return {}


def claim_warnings(
    centre: Centre, as_of: date, paid: Paid = none_paid, known: Stated | None = None
) -> list[ClaimWarning]:
    """Claims of member groups near the end of their years, the nearest first; then those past it.

    What was `paid` in the books begins the years anew as an act does. Where the borrower died, the
    claim against the estate is among them from the first day. `known` are the debts in the
    register of the day, where they were read already.

    Raises: NoRegister.
    """
    known = stated_debts(centre, as_of) if known is None else known
    debts = {
        key: one
        for key, one in known.items()
        if one.creditor_kind == "group" and one.state.status != "legal"
    }
    acts, deaths = restarts_by_debt(debts, as_of, paid), deaths_known(centre, as_of)
    found = [
        warning
        for key, one in debts.items()
        for warning in (
            *claims_of_debt(one, as_of, acts.get(key, ())),
            *estate_claims(one, as_of, deaths),
        )
        if warning.standing != "running" or warning.kind == "estate"
    ]
    return sorted(found, key=in_turn)


def in_turn(one: ClaimWarning) -> tuple[bool, date, str]:
    """What can still be saved stands first, the nearest end first; what lapsed after it."""
    return one.standing == "lapsed", one.found.last_day, one.stated.household.code


def claims_of_debt(one: StatedDebt, as_of: date, acts: Iterable[Restart]) -> list[ClaimWarning]:
    """The principal and the interest in arrears of a debt, each with the last day of its years.

    A debt that is repaid by rows has the shorter years; where a register cannot tell it is taken
    to be one, so that a warning errs early. Nothing before the debt could be enforced.
    """
    since, counted = stated.overdue_from(one.state), list(acts)
    if since is None or since > as_of:
        return []
    kinds: list[ClaimKind] = []
    if one.state.principal_satang:
        kinds.append("instalment_principal" if one.state.period else "general")
    if one.state.interest_arrears_satang + one.state.penalty_satang:
        kinds.append("interest_arrears")
    claims = [(kind, prescription(kind, since, counted)) for kind in kinds]
    return [ClaimWarning(one, kind, found, *standing(found, as_of)) for kind, found in claims]


def estate_claims(
    one: StatedDebt, as_of: date, deaths: Mapping[UUID, date]
) -> Iterable[ClaimWarning]:
    """The claim against the estate of a household's borrower who died owing the debt."""
    known_on = deaths.get(one.household.pk)
    begun = one.state.borrowed_on
    if known_on is not None and one.owed_satang and (begun is None or begun <= known_on):
        found = claim_against_estate(known_on)
        yield ClaimWarning(one, "estate", found, *standing(found, as_of))


def restarts_by_debt(
    debts: Collection[UUID], as_of: date, paid: Paid = none_paid
) -> dict[UUID, list[Restart]]:
    """What begins the years of each debt anew: acts recorded, and payments up to a day."""
    found = {key: list(payments) for key, payments in paid(debts, as_of).items()}
    rows = PrescriptionAct.objects.filter(debt__in=list(debts))
    for row in rows.order_by("acted_on", "done_at"):
        act = Restart(row.acted_on, cast("RestartKind", row.kind))
        found.setdefault(row.debt_id, []).append(act)
    return found
