"""The page of one slip, and its three deeds: an answer, the end of a dispute, the way back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plodnee.organization.models import Centre
from plodnee.registers.confirmation.errors import AnswerNotPossible
from plodnee.registers.confirmation.services import (
    SIDES,
    GivenAnswer,
    record_answer,
    settle_dispute,
    undo_answer,
)
from plodnee.registers.confirmation.standing import agreed_on, is_disputed, standing_of
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.edits import Deed, steps_of
from plodnee.registers.errors import ReasonMissing
from plodnee.registers.models import BalanceSlip, Edit
from plodnee.registers.stated import owed_parts
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.confirmations.forms import AnswerForm, SettlementForm, UndoForm
from plodnee.web.confirmations.wording import SIDE_NAMES
from plodnee.web.edits.wording import told_steps
from plodnee.web.frame import Link
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried

AT_THE_FORM: At = {AnswerNotPossible: None}


@dataclass(frozen=True, slots=True)
class SidePanel:
    """One side of a slip: what it said so far, and the form for what it says."""

    side: str
    name: Promise
    answer: str
    satang: int | None
    answered_on: Any
    form: forms.Form


def slip_context(
    request: HttpRequest, slip: BalanceSlip, bound: forms.Form | None = None
) -> dict[str, Any]:
    """What the page of a slip shows; `bound` is the form that could not be taken."""
    centre = slip.centre
    shows(request, [slip.debt.household_id])
    stated = stated_debts(centre, households=[slip.debt.household_id]).get(slip.debt_id)
    steps = steps_of([slip])
    open_to = can(request, "confirmations.record", centre)
    return {
        "centre": centre,
        "slip": slip,
        "state": slip.state,
        "stated": stated,
        "asked": owed_parts(slip.state),
        "standing": standing_of(slip, stated.parts) if stated else "outdated",
        "agreed": agreed_on(slip),
        "disputed": is_disputed(slip),
        "may_record": open_to,
        "may_print": can(request, "documents.registers", centre),
        "sides": [_panel(slip, side, bound) for side in SIDES],
        "settlement_form": _own(bound, SettlementForm) or _settlement_form(slip),
        "undo_form": _own(bound, UndoForm) or UndoForm(initial=_seen(slip)),
        "may_undo": open_to and bool(steps) and steps[0].edit.deed != Deed.UNDONE,
        "steps": told_steps(steps),
        "made_up": centre.is_demonstration,
        "trail": [
            Link(centre.name, reverse("centre", args=[centre.code])),
            Link(_("ยืนยันยอดหนี้"), reverse("balances", args=[centre.code])),
            Link(str(slip), "", here=True),
        ],
    }


@allowed("confirmations.record", DEED)
def answer(request: HttpRequest, centre: Centre, slip_id: UUID) -> HttpResponse:
    """What one side of a slip said."""
    slip = get_object_or_404(BalanceSlip, pk=slip_id, centre=centre)
    form = AnswerForm(
        request.POST,
        auto_id=_auto_id(request.POST.get("side", "")),
        slip=slip,
        today=today(),
    )

    def done() -> Edit:
        said = form.cleaned_data
        return record_answer(
            slip,
            seen_version=said["version"],
            side=said["side"],
            given=GivenAnswer(said["answer"], said["on"], said["satang"], said["note"]),
            actor=officer_of(request),
            on=today(),
        )

    if not form.is_valid() or tried(form, done, {ReasonMissing: "note", **AT_THE_FORM}) is None:
        return _again(request, slip, form)
    return redirect("slip", centre_code=centre.code, slip_id=slip.pk)


@allowed("confirmations.record", DEED)
def settle(request: HttpRequest, centre: Centre, slip_id: UUID) -> HttpResponse:
    """How a dispute ended."""
    slip = get_object_or_404(BalanceSlip, pk=slip_id, centre=centre)
    form = SettlementForm(request.POST, slip=slip, today=today())

    def done() -> Edit:
        said = form.cleaned_data
        return settle_dispute(
            slip,
            seen_version=said["version"],
            agreed_satang=said["satang"],
            reason=said["reason"],
            settled_on=said["on"],
            actor=officer_of(request),
            on=today(),
        )

    if not form.is_valid() or tried(form, done, {ReasonMissing: "reason", **AT_THE_FORM}) is None:
        return _again(request, slip, form)
    return redirect("slip", centre_code=centre.code, slip_id=slip.pk)


@allowed("confirmations.record", DEED)
def undo(request: HttpRequest, centre: Centre, slip_id: UUID) -> HttpResponse:
    """The last step of a slip, taken back."""
    slip = get_object_or_404(BalanceSlip, pk=slip_id, centre=centre)
    form = UndoForm(request.POST)

    def done() -> Edit:
        said = form.cleaned_data
        return undo_answer(
            slip,
            seen_version=said["version"],
            reason=said["reason"],
            actor=officer_of(request),
            on=today(),
        )

    if not form.is_valid() or tried(form, done, {ReasonMissing: "reason"}) is None:
        return _again(request, slip, form)
    return redirect("slip", centre_code=centre.code, slip_id=slip.pk)


def _again(request: HttpRequest, slip: BalanceSlip, form: forms.Form) -> HttpResponse:
    context = slip_context(request, slip, form)
    return render(request, "confirmations/slip.html", context, status=422)


def _panel(slip: BalanceSlip, side: str, bound: forms.Form | None) -> SidePanel:
    own = _own(bound, AnswerForm)
    said = own.data.get("side") if own else ""
    if own is None or (said != side and (said in SIDES or side != SIDES[0])):
        own = AnswerForm(
            initial=_seen(slip) | _said_by(slip, side),
            auto_id=_auto_id(side),
            slip=slip,
            today=today(),
        )
    return SidePanel(
        side=side,
        name=SIDE_NAMES[side],
        answer=getattr(slip, f"{side}_answer"),
        satang=getattr(slip, f"{side}_satang"),
        answered_on=getattr(slip, f"{side}_answered_on"),
        form=own,
    )


def _settlement_form(slip: BalanceSlip) -> SettlementForm:
    return SettlementForm(initial=_seen(slip), slip=slip, today=today())


def _seen(slip: BalanceSlip) -> dict[str, Any]:
    return {"version": slip.version, "on": today()}


def _said_by(slip: BalanceSlip, side: str) -> dict[str, Any]:
    """What the side said so far: a correction begins with it, and keeps what it does not change."""
    answer = getattr(slip, f"{side}_answer")
    if not answer:
        return {"side": side}
    said = {"answer": answer, "satang": getattr(slip, f"{side}_satang")}
    return {"side": side, "on": getattr(slip, f"{side}_answered_on"), **said}


def _auto_id(side: str) -> str:
    """Ids of fields that do not meet those of the other side's form."""
    return f"id_{side}_%s" if side in SIDES else "id_%s"


def _own(bound: forms.Form | None, kind: type[forms.Form]) -> forms.Form | None:
    return bound if isinstance(bound, kind) else None
