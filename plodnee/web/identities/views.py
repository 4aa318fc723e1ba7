"""The page of entries that may be one, and its two deeds: a decision, and its undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.organization.models import Centre
from plodnee.registers.models import IdentityDecision
from plodnee.registers.sameness.proposals import proposals
from plodnee.registers.sameness.services import decide, join_like_names, undo_decision
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.identities.cards import Told, told_decisions, told_proposals
from plodnee.web.identities.forms import DecisionForm, LikeForm, UndoForm
from plodnee.web.trace import shows

PROPOSALS_A_PAGE = 20


@allowed("households.view")
def identities(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Entries of the latest register that may be one, and what was decided so far."""
    return _page(request, centre)


@allowed("identities.decide", DEED)
def decide_identity(request: HttpRequest, centre: Centre) -> HttpResponse:
    """What somebody decided about two entries."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, centre, form)
    decide(centre=centre, **form.decided(), actor=officer_of(request), on=today())
    messages.success(request, _("บันทึกการตัดสินใจแล้ว คำนวณแผนของศูนย์ฯ ใหม่เมื่อตัดสินครบ"))
    return redirect("identities", centre_code=centre.code)


@allowed("identities.decide", DEED)
def join_like(request: HttpRequest, centre: Centre) -> HttpResponse:
    """All persons of one household whose names sound the same, made one by one reason."""
    form = LikeForm(request.POST)
    if not form.is_valid():
        return _page(request, centre, like=form)
    reason, officer = form.cleaned_data["reason"], officer_of(request)
    made = join_like_names(centre=centre, reason=reason, actor=officer, on=today())
    messages.success(request, _("รวมบุคคลแล้ว %(count)d คู่ ย้อนได้ทีละคู่") % {"count": len(made)})
    return redirect("identities", centre_code=centre.code)


@allowed("identities.decide", DEED)
def undo_identity(request: HttpRequest, centre: Centre, decision_id: UUID) -> HttpResponse:
    """A decision taken back."""
    decision = get_object_or_404(IdentityDecision, pk=decision_id, centre=centre)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, centre, undo=(decision.pk, form))
    undo_decision(
        decision, reason=form.cleaned_data["reason"], actor=officer_of(request), on=today()
    )
    messages.success(request, _("ย้อนการตัดสินใจแล้ว ทั้งสองรายการกลับเป็นเหมือนเดิม"))
    return redirect("identities", centre_code=centre.code)


def _page(
    request: HttpRequest,
    centre: Centre,
    bound: DecisionForm | None = None,
    undo: tuple[UUID, UndoForm] | None = None,
    like: LikeForm | None = None,
) -> HttpResponse:
    found = proposals(centre)
    page = Paginator(found, PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    told = told_proposals(centre, page)
    decisions = told_decisions(centre)
    shows(request, _shown(told, decisions))
    may_decide = can(request, "identities.decide", centre)
    context: dict[str, Any] = {
        "centre": centre,
        "page": page,
        "rows": [(one, _form_of(one, bound)) for one in told],
        "decisions": [(one, _undo_form(one.decision.pk, undo)) for one in decisions],
        "may_decide": may_decide,
        "like": sum(one.is_like_name for one in found),
        "like_form": like or LikeForm(auto_id="id_like_%s"),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("รายการที่อาจซ้ำกัน"), "", here=True),
        ],
    }
    status = 422 if bound or undo or like else 200
    return render(request, "identities/identities.html", context, status=status)


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
    said = bound.data if bound else {}
    if (said.get("first"), said.get("second")) == (str(one.first), str(one.second)):
        form = DecisionForm(said, names=names, auto_id=prefix)
        form.is_valid()
        return form
    seen = {"kind": one.kind, "first": one.first, "second": one.second}
    return DecisionForm(initial=seen, names=names, auto_id=prefix)


def _undo_form(decision: UUID, undo: tuple[UUID, UndoForm] | None) -> UndoForm:
    if undo and undo[0] == decision:
        return undo[1]
    return UndoForm(auto_id=f"id_{decision.hex[:8]}_%s")
