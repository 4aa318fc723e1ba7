"""What is done about balances: slips made, answers recorded, disputes settled, debts admitted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.subjects import seal_column
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.confirmation.errors import (
    AlreadySettled,
    AnswerNotPossible,
    DebtsNotConfirmed,
    NothingDisputed,
)
from plodnee.registers.confirmation.selectors import confirmations, confirmations_of_debts
from plodnee.registers.confirmation.standing import (
    Answer,
    DebtConfirmation,
    Settlement,
    is_disputed,
)
from plodnee.registers.edits import Deed, Facts, take_step, undo_last_step
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import BalanceSlip, Edit, UnconfirmedAdmission

Side = Literal["creditor", "debtor"]
SIDES: tuple[Side, ...] = ("creditor", "debtor")
MOST_SATANG = 10**13
ROWS_A_STATEMENT = 300


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What one side said on a day; a sum in satang where it says another one."""

    answer: str
    on: date
    satang: int | None = None
    note: str = ""


@transaction.atomic
def issue_slips(
    *, centre: Centre, actor: Visitor, on: date, debts: Collection[UUID] | None = None
) -> list[BalanceSlip]:
    """New slips for the debts that need one: never asked, or the register says another sum since.

    Raises: NotAllowed, NoRegister.
    """
    require(actor, "confirmations.record", at=centre, on=on)
    hold_centre(centre.pk)
    asked_anew = [
        one
        for one in confirmations(centre)
        if one.standing in ("unasked", "outdated") and one.stated.owed_satang
        if debts is None or one.stated.debt.pk in debts
    ]
    year = fiscal_year_be(on)
    before = BalanceSlip.objects.filter(centre=centre, fiscal_year=year).count()
    slips = [
        _slip(one, centre, year, number, actor, on)
        for number, one in enumerate(asked_anew, start=before + 1)
    ]
    BalanceSlip.objects.bulk_create(slips, batch_size=ROWS_A_STATEMENT)
    if slips:
        record(known(actor), "registers.slips_issued", centre, year=year, slips=len(slips))
    return slips


@transaction.atomic
def record_answer(
    slip: BalanceSlip,
    *,
    seen_version: int,
    side: Side,
    given: GivenAnswer,
    actor: Visitor,
    on: date,
) -> Edit:
    """The answer of one side; another one in its place is a correction and says why.

    Raises: NotAllowed, AnswerNotPossible, AlreadySettled, ChangedMeanwhile, ReasonMissing.
    """
    require(actor, "confirmations.record", at=slip.centre, on=on)
    _check(given, slip, on)
    standing = BalanceSlip.standing(slip.pk)
    if standing.settlement and standing.version == seen_version:
        raise AlreadySettled()
    before = _facts(standing, side)
    after: Facts = {
        f"{side}_answer": given.answer,
        f"{side}_satang": given.satang,
        f"{side}_answered_on": given.on.isoformat(),
    }
    return take_step(
        slip,
        seen_version=seen_version,
        before=before,
        after=after,
        values=_columns(after),
        deed=Deed.CORRECTED if before[f"{side}_answer"] else Deed.CHANGED,
        reason=given.note,
        actor=actor,
    )


@transaction.atomic
def settle_dispute(
    slip: BalanceSlip,
    *,
    seen_version: int,
    agreed_satang: int | None,
    reason: str,
    settled_on: date,
    actor: Visitor,
    on: date,
) -> Edit:
    """The dispute, ended on a day: at a sum that both sides accept, or None: there is no such debt.

    The register is not changed by this; the debt counts as confirmed once it says that sum.

    Raises: NotAllowed, AnswerNotPossible, NothingDisputed, ChangedMeanwhile, ReasonMissing.
    """
    require(actor, "confirmations.record", at=slip.centre, on=on)
    void = agreed_satang is None
    _check(
        GivenAnswer(Answer.AGREES if void else Answer.DIFFERS, settled_on, agreed_satang), slip, on
    )
    standing = BalanceSlip.standing(slip.pk)
    if standing.version == seen_version and not is_disputed(standing):
        raise NothingDisputed()
    after: Facts = {
        "settlement": Settlement.VOID if void else Settlement.AGREED,
        "settled_satang": agreed_satang,
        "settled_on": settled_on.isoformat(),
    }
    return take_step(
        slip,
        seen_version=seen_version,
        before={"settlement": "", "settled_satang": None, "settled_on": None},
        after=after,
        values=_columns(after),
        deed=Deed.CORRECTED,
        reason=reason,
        actor=actor,
    )


@transaction.atomic
def undo_answer(
    slip: BalanceSlip, *, seen_version: int, reason: str, actor: Visitor, on: date
) -> Edit:
    """The last answer or settlement of a slip, taken back.

    Raises: NotAllowed, NothingToUndo, ChangedMeanwhile, ReasonMissing.
    """
    require(actor, "confirmations.record", at=slip.centre, on=on)
    return undo_last_step(
        slip, seen_version=seen_version, reason=reason, actor=actor, restore=_columns
    )


@transaction.atomic
def admit_debts(
    *, debts: Collection[UUID], actor: Visitor, on: date, reason: str = ""
) -> list[UnconfirmedAdmission]:
    """Nothing to note where all these debts are confirmed; what contracts ask before they take one.

    With a reason, debts that are not confirmed are let in and each is noted.

    Raises: DebtsNotConfirmed (its `debts` says which, and how they stand) without a reason,
    NotAllowed where the reason comes from somebody who may not override.
    """
    found = confirmations_of_debts(debts)
    open_ones = [one for one in found.values() if not one.is_confirmed]
    unknown = set(debts) - set(found)
    why = reason_line(reason)
    if unknown or (open_ones and not why):
        standings = {str(one.stated.debt.pk): one.standing for one in open_ones}
        standings |= {str(key): "unasked" for key in unknown}
        raise DebtsNotConfirmed(count=len(standings), debts=standings)
    return [_admitted(one, why, actor, on) for one in open_ones]


def _admitted(one: DebtConfirmation, reason: str, actor: Visitor, on: date) -> UnconfirmedAdmission:
    debt = one.stated.debt
    require(actor, "confirmations.override", at=debt.household.centre_id, on=on)
    admission = UnconfirmedAdmission(
        debt=debt,
        slip=one.slip,
        owed_satang=one.stated.owed_satang,
        standing=one.standing,
        admitted_by=officer_or_none(actor),
        admitted_on=on,
    )
    seal_column(admission, "sealed_reason", reason)
    admission.save(force_insert=True)
    record(known(actor), "registers.admitted_unconfirmed", debt, standing=one.standing)
    return admission


def _slip(
    one: DebtConfirmation, centre: Centre, year: int, number: int, actor: Visitor, on: date
) -> BalanceSlip:
    return BalanceSlip(
        centre=centre,
        fiscal_year=year,
        number=number,
        debt=one.stated.debt,
        state=one.stated.state,
        as_of=one.stated.as_of,
        owed_satang=one.stated.owed_satang,
        issued_on=on,
        issued_by=officer_or_none(actor),
    )


def _check(given: GivenAnswer, slip: BalanceSlip, on: date) -> None:
    """Refuse an answer before its question or after today, and a sum that no debt has."""
    sum_belongs = given.answer == Answer.DIFFERS
    sum_is_one = type(given.satang) is int and 0 <= given.satang <= MOST_SATANG
    if (
        given.answer not in Answer.values
        or not slip.as_of <= given.on <= on
        or (sum_belongs and not sum_is_one)
        or (not sum_belongs and given.satang is not None)
    ):
        raise AnswerNotPossible(as_of=slip.as_of)


def _facts(slip: BalanceSlip, side: Side) -> dict[str, str | int | bool | None]:
    answered_on = getattr(slip, f"{side}_answered_on")
    return {
        f"{side}_answer": getattr(slip, f"{side}_answer"),
        f"{side}_satang": getattr(slip, f"{side}_satang"),
        f"{side}_answered_on": answered_on.isoformat() if answered_on else None,
    }


def _columns(facts: Facts) -> dict[str, object]:
    """Facts of a step as the slip's own columns hold them."""
    return {
        name: date.fromisoformat(value)
        if name.endswith("_on") and isinstance(value, str)
        else value
        for name, value in facts.items()
    }
