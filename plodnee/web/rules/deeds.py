"""What is done with a version from its pages: drafting, editing, trying, proposing, forcing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.meetings.selectors import meetings_open, version_of
from plodnee.casework.meetings.services import Writer
from plodnee.casework.models import RuleVersion
from plodnee.casework.plan.menu_policy import MenuPolicy
from plodnee.casework.rules.errors import (
    ForceTooEarly,
    RulesChanged,
    RulesNotPossible,
)
from plodnee.casework.rules.selectors import (
    VersionState,
    approving_resolutions,
    open_version,
    version_state,
)
from plodnee.casework.rules.services import (
    draft_rules,
    edit_rules,
    propose_rules,
    put_in_force,
    try_rules,
    withdraw_rules,
)
from plodnee.casework.rules.states import Kind
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import Quorum
from plodnee.web.access import DEED, FORM, allowed, today
from plodnee.web.rules.forms import (
    CriteriaForm,
    ForceForm,
    MenuForm,
    ProposingForm,
    QuorumForm,
    TryForm,
    WithdrawingForm,
)
from plodnee.web.rules.page import hand, rules_trail, version_context
from plodnee.web.rules.views import criteria_at_address, shown, version_at
from plodnee.web.rules.wording import item_title, version_name
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows

UNPROCESSABLE, CONFLICT = 422, 409


@allowed("rules.draft", DEED)
def draft(request: HttpRequest, centre: Centre) -> HttpResponse:
    """A new version, as what holds now; where one is being written, that one."""
    kind = request.POST.get("kind", "")
    if kind not in Kind.values:
        return redirect("rules", centre_code=centre.code)
    found = open_version(centre, kind)
    if found is None:
        found = draft_rules(centre=centre, kind=kind, by=hand(request))
        return redirect("rules_edit", centre_code=centre.code, version_id=found.pk)
    messages.info(request, _("มีร่างฉบับนี้อยู่แล้ว แก้ต่อจากฉบับนี้ได้"))
    return _to(found)


@allowed("rules.draft", FORM)
def edit(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """The editor: days from which to which, or the limits of menus, in fields with their limits."""
    found = version_state(version_at(centre, version_id))
    form, status = _editor(request, found), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                edit_rules(
                    version=found.version,
                    rules=form.rules(),
                    seen=form.cleaned_data["seen"],
                    by=hand(request),
                )
            except (RulesChanged, RulesNotPossible) as refusal:
                form.add_error(None, refusal.message("en" if english() else "th"))
                status = CONFLICT
            else:
                messages.success(request, _("บันทึกร่างแล้ว ยังไม่มีผลจนกว่าที่ประชุมจะเห็นชอบ"))
                return _to(found.version)
    return _form_page(request, centre, found, form, _("แก้ไข"), "rules/edit.html", status)


def _editor(request: HttpRequest, found: VersionState) -> CriteriaForm | MenuForm | QuorumForm:
    data = request.POST if request.method == "POST" else None
    known: dict[str, Any] = {"seen": found.seen, "on": today()}
    if isinstance(found.rules, MenuPolicy):
        return MenuForm(data, rules=found.rules, **known)
    if isinstance(found.rules, Quorum):
        return QuorumForm(data, rules=found.rules, **known)
    return CriteriaForm(data, rules=found.rules, **known)


@allowed("rules.draft", DEED)
def try_out(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """That the criteria were tried as they stand: their counts are kept with the version."""
    version = criteria_at_address(centre, version_id)
    form = TryForm(request.POST, latest=today())
    if not form.is_valid():
        found = version_state(version)
        page, template = _("ทดลองใช้"), "rules/form.html"
        return _form_page(request, centre, found, form, page, template, UNPROCESSABLE)
    day = form.cleaned_data["as_of"]
    try_rules(version=version, as_of=day, seen=form.cleaned_data["seen"], by=hand(request))
    messages.success(request, _("บันทึกผลการทดลองแล้ว เสนอเข้าวาระการประชุมได้"))
    return _to(version)


@allowed("rules.draft", DEED)
def propose(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """The version put on the agenda of a meeting, just as it is written now."""
    version = version_at(centre, version_id)
    found = version_state(version)
    form = ProposingForm(request.POST, seen=found.seen, meetings=meetings_open(centre))
    if not form.is_valid():
        return shown(request, centre, found, form)
    meeting, by = form.chosen(), hand(request)
    propose_rules(
        version=version,
        meeting=meeting,
        title=item_title(version),
        seen=form.cleaned_data["seen"],
        by=Writer(by.actor, by.on, by.at, version_of(meeting)),
    )
    messages.success(request, _("เพิ่มในวาระการประชุมแล้ว"))
    return _to(version)


def _forced_words(found: VersionState) -> str:
    if found.version.kind == Kind.QUORUM:
        return _("บันทึกแล้ว การประชุมตั้งแต่วันที่มีผลใช้องค์ประชุมนี้")
    return _("บันทึกแล้ว วิเคราะห์ทะเบียนใหม่เพื่อให้เห็นผล")


@allowed("rules.approve", FORM)
def force(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """The version put in force by a resolution that approved it, by another than its maker."""
    found = version_state(version_at(centre, version_id))
    data = request.POST if request.method == "POST" else None
    form = ForceForm(data, seen=found.seen, resolutions=approving_resolutions(found), on=today())
    if form.is_valid():
        said = form.cleaned_data
        try:
            put_in_force(
                version=found.version,
                resolution_id=form.chosen().pk,
                effective_from=said["effective_from"],
                seen=said["seen"],
                by=hand(request),
            )
        except (ForceTooEarly, RulesNotPossible) as refusal:
            form.add_error(None, refusal.message("en" if english() else "th"))
        else:
            messages.success(request, _forced_words(found))
            return _to(found.version)
    status = UNPROCESSABLE if data is not None else 200
    return _form_page(request, centre, found, form, _("ให้มีผล"), "rules/force.html", status)


@allowed("rules.draft", FORM)
def withdraw(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """The version withdrawn before it takes force, once that was confirmed."""
    found = version_state(version_at(centre, version_id))
    data = request.POST if request.method == "POST" else None
    form = WithdrawingForm(data, initial={"seen": found.seen})
    if form.is_valid():
        withdraw_rules(version=found.version, seen=form.cleaned_data["seen"], by=hand(request))
        messages.success(request, _("เพิกถอนแล้ว ประวัติยังอยู่"))
        return _to(found.version)
    status = UNPROCESSABLE if data is not None else 200
    return _form_page(request, centre, found, form, _("เพิกถอน"), "rules/form.html", status)


def _form_page(
    request: HttpRequest,
    centre: Centre,
    found: VersionState,
    form: Any,
    page: str,
    template: str,
    status: int,
) -> HttpResponse:
    shows(request, [])
    name = version_name(found.version)
    url = reverse("rules_version", args=[centre.code, found.version.pk])
    context = {
        **version_context(request, centre, found),
        "form": form,
        "name": name,
        "page_name": page,
        "back": url,
        "trail": rules_trail(centre, name, page, url),
    }
    return render(request, template, context, status=status)


def _to(version: RuleVersion) -> HttpResponse:
    return redirect("rules_version", centre_code=version.centre_id, version_id=version.pk)
