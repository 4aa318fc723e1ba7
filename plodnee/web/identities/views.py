"""The page of entries that may be one, and its deeds: a decision, many at once, an undoing."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.organization.models import Centre
from plodnee.registers.errors import NothingToUndo, ReasonMissing
from plodnee.registers.models import IdentityDecision
from plodnee.registers.sameness.errors import (
    BothUnderContract,
    DecidedMeanwhile,
    DifferentIds,
    JoinedUnderContract,
    UnknownEntries,
)
from plodnee.registers.sameness.proposals import Proposal, proposals
from plodnee.registers.sameness.services import decide, join_like_names, undo_decision
from plodnee.registers.sameness.standing import person_roots, together
from plodnee.web.access import FORM, allowed, can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.identities.cards import Told, ToldDecision, told_decisions, told_proposals
from plodnee.web.identities.forms import DecisionForm, LikeForm, UndoForm
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried

PROPOSALS_A_PAGE = 20
REFUSED_AT: At = {
    ReasonMissing: "reason",
    DecidedMeanwhile: None,
    DifferentIds: None,
    BothUnderContract: None,
    JoinedUnderContract: None,
    UnknownEntries: None,
    NothingToUndo: None,
}


@allowed("households.view")
def identities(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Entries of the latest register that may be one, and what was decided so far."""
    return _page(request, centre)


@allowed("identities.decide", FORM)
def decide_identity(request: HttpRequest, centre: Centre) -> HttpResponse:
    """What somebody decided about two entries; asked for, the page of them."""
    if request.method != "POST":
        return redirect("identities", centre_code=centre.code)
    form = DecisionForm(request.POST)

    def done() -> IdentityDecision:
        return decide(centre=centre, **form.decided(), actor=officer_of(request), on=today())

    if not form.is_valid() or tried(form, done, REFUSED_AT) is None:
        return _page(request, centre, form)
    messages.success(request, _("บันทึกการตัดสินใจแล้ว คำนวณแผนของศูนย์ฯ ใหม่เมื่อตัดสินครบ"))
    return redirect("identities", centre_code=centre.code)


@allowed("identities.decide", FORM)
def join_like(request: HttpRequest, centre: Centre) -> HttpResponse:
    """All persons of one household whose names sound the same, made one by one reason."""
    if request.method != "POST":
        return redirect("identities", centre_code=centre.code)
    form = LikeForm(request.POST)

    def done() -> list[IdentityDecision]:
        reason, officer = form.cleaned_data["reason"], officer_of(request)
        return join_like_names(centre=centre, reason=reason, actor=officer, on=today())

    made = tried(form, done, REFUSED_AT) if form.is_valid() else None
    if made is None:
        return _page(request, centre, like=form)
    messages.success(request, _("รวมบุคคลแล้ว %(count)d คู่ ย้อนได้ทีละคู่") % {"count": len(made)})
    return redirect("identities", centre_code=centre.code)


@allowed("identities.decide", FORM)
def undo_identity(request: HttpRequest, centre: Centre, decision_id: UUID) -> HttpResponse:
    """A decision taken back."""
    decision = get_object_or_404(IdentityDecision, pk=decision_id, centre=centre)
    if request.method != "POST":
        return redirect("identities", centre_code=centre.code)
    form = UndoForm(request.POST)

    def done() -> IdentityDecision:
        reason, officer = form.cleaned_data["reason"], officer_of(request)
        return undo_decision(decision, reason=reason, actor=officer, on=today())

    if not form.is_valid() or tried(form, done, REFUSED_AT) is None:
        return _page(request, centre, undo=(decision.pk, form))
    messages.success(request, _("ย้อนการตัดสินใจแล้ว ทั้งสองรายการกลับเป็นเหมือนเดิม"))
    return redirect("identities", centre_code=centre.code)


def _page(
    request: HttpRequest,
    centre: Centre,
    bound: DecisionForm | None = None,
    undo: tuple[UUID, UndoForm] | None = None,
    like: LikeForm | None = None,
) -> HttpResponse:
    asked = request.GET.get("person", "")
    found = _about_first(proposals(centre), asked, centre)
    page = Paginator(found, PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    about = [one for one in found if bound and _is_about(one, bound)]
    told = told_proposals(centre, [*about, *(one for one in page if one not in about)])
    decisions = told_decisions(centre)
    shows(request, _shown(told, decisions))
    may_decide = can(request, "identities.decide", centre)
    context: dict[str, Any] = {
        "centre": centre,
        "page": page,
        "query": urlencode({"person": asked}) if asked else "",
        "rows": [(one, _form_of(one, bound)) for one in told],
        "decisions": [(one, _undo_form(one.decision.pk, undo)) for one in decisions],
        "left_over": _left_over(bound, decisions) if bound and not about else None,
        "may_decide": may_decide,
        "like": sum(one.is_like_name for one in found),
        "like_form": like or LikeForm(auto_id="id_like_%s"),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("รายการที่อาจซ้ำกัน"), "", here=True),
        ],
    }
    sent = bound or like or (undo[1] if undo else None)
    return render(request, "identities/identities.html", context, status=_status(sent))


def _about_first(found: list[Proposal], asked: str, centre: Centre) -> list[Proposal]:
    """The proposals, those about a person whom the address names by key first."""
    try:
        named = together([UUID(asked)], person_roots(centre.code))
    except ValueError:
        return found
    return sorted(found, key=lambda one: not {one.first, one.second} & named)


def _status(sent: forms.Form | None) -> int:
    """422 for what cannot be read, 409 for what stands in the way; 200 where nothing was sent."""
    if sent is None:
        return HTTPStatus.OK
    refused = set(sent.errors) == {NON_FIELD_ERRORS}
    return HTTPStatus.CONFLICT if refused else HTTPStatus.UNPROCESSABLE_ENTITY


def _is_about(proposal: Proposal, form: DecisionForm) -> bool:
    return form.pair == {str(proposal.first), str(proposal.second)}


def _shown(told: list[Told], decisions: list[Any]) -> list[UUID]:
    """The households whose persons the page names."""
    cards = [card for one in told for card in (one.first, one.second)]
    keys = [card.household for card in cards if card.household]
    for one in decisions:
        row = one.decision
        keys += [key for key in (row.kept_household_id, row.joined_household_id) if key]
    return keys


def _form_of(told: Told, bound: DecisionForm | None) -> DecisionForm:
    """The form of a proposal; one that could not be taken stands with its own."""
    one = told.proposal
    names = told.first.name, told.second.name
    prefix = f"id_{one.first.hex[:6]}{one.second.hex[:6]}_%s"
    if bound is not None and _is_about(one, bound):
        bound.auto_id = prefix
        bound.name_answers(names)
        return bound
    seen = {"kind": one.kind, "first": one.first, "second": one.second}
    return DecisionForm(initial=seen, names=names, auto_id=prefix)


def _left_over(bound: DecisionForm, decisions: list[ToldDecision]) -> DecisionForm:
    """What was sent about two entries that are not proposed any more, with what was typed."""
    names = str(_("รายแรก")), str(_("รายที่สอง"))
    for one in decisions:
        row = one.decision
        ends = (
            row.kept_household_id or row.kept_person_id,
            (row.joined_household_id or row.joined_person_id),
        )
        if {str(key) for key in ends} == bound.pair:
            in_order = str(ends[0]) == bound.data["first"]
            names = (one.kept, one.joined) if in_order else (one.joined, one.kept)
            break
    bound.name_answers(names)
    bound.auto_id = "id_left_%s"
    return bound


def _undo_form(decision: UUID, undo: tuple[UUID, UndoForm] | None) -> UndoForm:
    if undo and undo[0] == decision:
        return undo[1]
    return UndoForm(auto_id=f"id_{decision.hex[:8]}_%s")
