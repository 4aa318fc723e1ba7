"""Pages of the committee: who is in office, who is listed, how somebody comes and goes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.organization.models import Centre
from plodnee.registers.committees.errors import (
    DayAhead,
    MemberAlreadyListed,
    MemberUnclear,
    ReasonMissing,
)
from plodnee.registers.committees.offices import endings_of
from plodnee.registers.committees.rules import committee_rules
from plodnee.registers.committees.selectors import (
    ListChecks,
    committee_of,
    member_groups,
    members_gone,
    members_listed,
    orders_of,
)
from plodnee.registers.committees.services import (
    list_member,
    record_leaving,
    strike_member,
)
from plodnee.registers.errors import TextTooLong
from plodnee.registers.models import CommitteeMember
from plodnee.web.access import FORM, allowed, can, officer_of, today
from plodnee.web.committees.forms import LeavingForm, MemberForm, StrikingForm
from plodnee.web.committees.rows import member_rows, order_rows
from plodnee.web.committees.wording import (
    check_rows,
    group_names,
    standing_words,
    way_out,
)
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried

UNPROCESSABLE = 422
AT_THE_MEMBER: At = {MemberAlreadyListed: "name", MemberUnclear: None, TextTooLong: None}
AT_LEAVING: At = {DayAhead: "left_on", ReasonMissing: "reason"}


@allowed("committee.view")
def committee(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Who is in office and until when, the list for the next order, and every order."""
    shows(request, [])
    on = today()
    rules, groups = committee_rules(on), member_groups(centre)
    now, listed = committee_of(centre, on), members_listed(centre)
    names = group_names(groups)
    serving = {member.pk for member in now.members}
    context = {
        "centre": centre,
        "now": now,
        "standing": standing_words(now),
        "way_out": way_out(now),
        "members": member_rows(now.members, rules, names),
        "listed": member_rows([m for m in listed if m.pk not in serving], rules, names),
        "gone": members_gone(centre),
        "checks": check_rows(ListChecks.of(listed, groups, rules), rules),
        "anybody": bool(listed),
        "teams": any(member.team for member in (*now.members, *listed)),
        "orders": order_rows(orders_of(centre), endings_of(centre, on)),
        "keeps": can(request, "committee.keep", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("คณะกรรมการ"), "", here=True)],
    }
    return render(request, "committees/committee.html", context)


@allowed("committee.keep", FORM)
def member_new(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Somebody listed for the next order."""
    on = today()
    form = MemberForm(
        request.POST or None,
        centre=centre,
        rules=committee_rules(on),
        groups=member_groups(centre),
    )
    if request.method == "POST" and form.is_valid():
        officer = officer_of(request)
        member = tried(
            form,
            lambda: list_member(centre=centre, facts=form.facts(), actor=officer, on=on),
            AT_THE_MEMBER,
        )
        if member is not None:
            messages.success(request, _("เพิ่ม %(name)s แล้ว") % {"name": member.full_name})
            return redirect("committee", centre_code=centre.code)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = _context(centre, _("เพิ่มกรรมการในรายชื่อ")) | {"form": form}
    return render(request, "committees/form.html", context, status=status)


@allowed("committee.keep", FORM)
def member_off(request: HttpRequest, centre: Centre, member_id: UUID) -> HttpResponse:
    """Somebody struck off the list or, once appointed, out of office from a day on."""
    member = get_object_or_404(CommitteeMember, pk=member_id, centre=centre)
    appointed = member.order_lines.filter(order__signing__isnull=False).exists()
    data, on = request.POST or None, today()
    form = LeavingForm(data, initial={"left_on": on}) if appointed else StrikingForm(data)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"member": member, "actor": officer_of(request), "on": on}
        goes = record_leaving if appointed else strike_member
        if tried(form, lambda: goes(**said, **form.cleaned_data), AT_LEAVING) is not None:
            messages.success(request, _("นำชื่อออกแล้ว ประวัติยังอยู่"))
            return redirect("committee", centre_code=centre.code)
    title = _("บันทึกการพ้นจากตำแหน่ง") if appointed else _("นำชื่อออกจากรายชื่อ")
    context = _context(centre, title) | {"form": form, "member": member}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "committees/form.html", context, status=status)


def _context(centre: Centre, title: str) -> dict[str, Any]:
    return {
        "centre": centre,
        "title": title,
        "back": reverse("committee", args=[centre.code]),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("คณะกรรมการ"), reverse("committee", args=[centre.code])),
            Link(title, "", here=True),
        ],
    }
