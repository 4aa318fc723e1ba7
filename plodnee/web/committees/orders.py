"""Pages of appointment orders: the draft, its checks, its discarding and its signing."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.documents.issuing import issue_order, issued_of
from plodnee.engine.thai_dates import add_months
from plodnee.organization import gazetteer
from plodnee.organization.models import Area, Centre, Officer
from plodnee.registers.committees.errors import (
    DayAhead,
    GroupsUnrepresented,
    OrderNotAmendable,
    OrderNumberTaken,
    OrderNumberUnclear,
    OrderTooLong,
    OrderUnclear,
    PostsNotFilled,
    PostsOverfilled,
)
from plodnee.registers.committees.offices import endings_of
from plodnee.registers.committees.orders import (
    OrderFacts,
    discard_order,
    draft_order,
    record_signing,
)
from plodnee.registers.committees.rules import CommitteeRules, committee_rules
from plodnee.registers.committees.selectors import (
    Committee,
    ListChecks,
    committee_of,
    member_groups,
    members_listed,
    members_of_order,
    orders_of,
    orders_version,
)
from plodnee.registers.errors import TextTooLong
from plodnee.registers.models import AppointmentOrder, CommitteeMember, OrderSigning
from plodnee.web.access import DEED, FORM, allowed, can, officer_of, today
from plodnee.web.committees.forms import OrderForm, SigningForm
from plodnee.web.committees.rows import member_rows, order_row
from plodnee.web.committees.wording import EFFECTS, check_rows, group_names
from plodnee.web.fields import LONGEST
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried
from plodnee.web.typed import typed_text

UNPROCESSABLE = 422
Effect = AppointmentOrder.Effect
AT_THE_FORM: At = {
    GroupsUnrepresented: None, PostsNotFilled: None, PostsOverfilled: None,
    OrderNotAmendable: None, OrderUnclear: None, OrderTooLong: "valid_until", TextTooLong: None,
}  # fmt: skip
AT_SIGNING: At = {
    OrderNumberTaken: "number", OrderNumberUnclear: "number", DayAhead: "signed_on",
}  # fmt: skip


@allowed("committee.keep", FORM)
def order_new(request: HttpRequest, centre: Centre) -> HttpResponse:
    """An order drafted from the list; which kind is said in the address."""
    effect = request.GET.get("effect", Effect.APPOINT)
    effect = effect if effect in Effect.values else Effect.APPOINT
    on = today()
    now = committee_of(centre, on)
    named = _named(effect, centre, now)
    form = OrderForm(request.POST or None, effect=effect, initial=_initial(centre, effect, on))
    if request.method == "POST" and form.is_valid():
        facts = _facts(form, effect, now, named)
        seen, officer = form.cleaned_data["version"], officer_of(request)
        order = tried(
            form,
            lambda: draft_order(
                centre=centre, facts=facts, seen_version=seen, actor=officer, on=on
            ),
            AT_THE_FORM,
        )
        if order is not None:
            messages.success(request, _("ร่างคำสั่งแล้ว ตรวจและพิมพ์เสนอนายอำเภอลงนาม"))
            return redirect("order", centre_code=centre.code, order_id=order.pk)
    context = _draft_context(centre, effect, now, named) | {"form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "committees/draft.html", context, status=status)


def _draft_context(
    centre: Centre, effect: str, now: Committee, named: list[CommitteeMember]
) -> dict[str, Any]:
    rules, groups = now.rules, member_groups(centre)
    everybody = [*named, *(now.members if effect == Effect.SUPPLEMENT else ())]
    checks = check_rows(ListChecks.of(everybody, groups, rules), rules)
    title = _("ร่างคำสั่ง: %(effect)s") % {"effect": EFFECTS[effect]}
    return {
        "centre": centre,
        "effect": effect,
        "amends": now.order if effect != Effect.APPOINT else None,
        "members": member_rows(named, rules, group_names(groups)),
        "checks": checks if effect != Effect.REVOKE else [],
        "title": title,
        "teams": any(member.team for member in named),
        "made_up": centre.is_demonstration,
        "trail": _trail(centre, title),
    }


@allowed("committee.view")
def order(request: HttpRequest, centre: Centre, order_id: UUID) -> HttpResponse:
    """One order: whom it names, its checks, its papers, and what may still be done with it."""
    return _page(request, order_at(centre, order_id), SigningForm(initial={"signed_on": today()}))


@allowed("committee.sign", DEED)
def order_sign(request: HttpRequest, centre: Centre, order_id: UUID) -> HttpResponse:
    """That the order came back signed."""
    found, form = order_at(centre, order_id), SigningForm(request.POST)
    officer, on = officer_of(request), today()
    if (
        form.is_valid()
        and tried(form, lambda: _sign(found, form, officer, on), AT_SIGNING) is not None
    ):
        messages.success(request, _("บันทึกการลงนามแล้ว คำสั่งนี้มีผลตามวันที่กำหนด"))
        return redirect("order", centre_code=centre.code, order_id=found.pk)
    return _page(request, found, form, UNPROCESSABLE)


@transaction.atomic
def _sign(found: AppointmentOrder, form: SigningForm, officer: Officer, on: date) -> OrderSigning:
    """The signing recorded and the order issued, or neither."""
    number, signed_on = form.cleaned_data["number"], form.cleaned_data["signed_on"]
    signing = record_signing(order=found, number=number, signed_on=signed_on, actor=officer, on=on)
    issue_order(AppointmentOrder.objects.get(pk=found.pk), actor=officer, on=on)
    return signing


@allowed("committee.keep", DEED)
def order_discard(request: HttpRequest, centre: Centre, order_id: UUID) -> HttpResponse:
    """A draft that will not be signed."""
    discard_order(
        order=order_at(centre, order_id),
        reason=typed_text(request, "reason", 10 * LONGEST),
        actor=officer_of(request),
        on=today(),
    )
    messages.success(request, _("ยกเลิกร่างแล้ว ร่างใหม่ได้ทุกเมื่อ"))
    return redirect("committee", centre_code=centre.code)


def order_at(centre: Centre, order_id: UUID) -> AppointmentOrder:
    """The order of the centre; else a 404."""
    return get_object_or_404(orders_of(centre), pk=order_id)


def _named(effect: str, centre: Centre, now: Committee) -> list[CommitteeMember]:
    """Whom the order would name: everybody listed, or only those not yet in office."""
    if effect == Effect.REVOKE:
        return []
    listed = members_listed(centre)
    if effect == Effect.APPOINT:
        return listed
    serving = {member.pk for member in now.members}
    return [member for member in listed if member.pk not in serving]


def _initial(centre: Centre, effect: str, on: date) -> dict[str, Any]:
    rules: CommitteeRules = committee_rules(on)
    last = orders_of(centre).first()
    found = gazetteer.names(centre.code[: Area.Level.DISTRICT])
    district = found.own_th().removeprefix("อำเภอ") if found else ""
    return {
        "version": orders_version(centre),
        "valid_from": on,
        "valid_until": add_months(on, rules.term_months) - timedelta(days=1),
        "signer_name": last.signer_name if last else "",
        "signer_position": last.signer_position if last else f"นายอำเภอ{district}",
    }


def _facts(
    form: OrderForm, effect: str, now: Committee, named: list[CommitteeMember]
) -> OrderFacts:
    said = form.cleaned_data
    ends = {Effect.APPOINT: said.get("valid_until"), Effect.SUPPLEMENT: now.until}
    return OrderFacts(
        effect=effect,
        valid_from=said["valid_from"],
        valid_until=ends.get(Effect(effect)),
        signer_name=said["signer_name"],
        signer_position=said["signer_position"],
        amends=now.order if effect != Effect.APPOINT else None,
        members=named,
        grounds=said["grounds"],
        exception=said.get("exception", ""),
    )


def _page(
    request: HttpRequest, found: AppointmentOrder, form: SigningForm, status: int = 200
) -> HttpResponse:
    shows(request, [])
    centre, officer = found.centre, officer_of(request)
    row = order_row(found, endings_of(centre, today()))
    rules, groups = committee_rules(today()), member_groups(centre)
    named = members_of_order(found)
    signs = row.is_draft and can(request, "committee.sign", centre)
    title = _("คำสั่งที่ %(number)s") % {"number": row.number} if row.number else _("ร่างคำสั่ง")
    whole = found.effect == Effect.APPOINT
    checks = check_rows(ListChecks.of(named, groups, rules), rules, exception=found.exception)
    context = {
        "centre": centre,
        "order": found,
        "row": row,
        "issued": issued_of("order", found),
        "members": member_rows(named, rules, group_names(groups)),
        "checks": checks if row.is_draft and whole else [],
        "signs": signs and found.drafted_by_id != officer.pk,
        "own_draft": signs and found.drafted_by_id == officer.pk,
        "discards": row.is_draft and can(request, "committee.keep", centre),
        "form": form,
        "title": title,
        "teams": any(member.team for member in named),
        "made_up": centre.is_demonstration,
        "trail": _trail(centre, title),
    }
    return render(request, "committees/order.html", context, status=status)


def _trail(centre: Centre, title: str) -> list[Link]:
    return [
        *trail_to(centre),
        Link(_("คณะกรรมการ"), reverse("committee", args=[centre.code])),
        Link(title, "", here=True),
    ]
