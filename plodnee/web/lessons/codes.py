"""The codes of an office: those of the policy, those it added, named anew or taken out of use."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.errors import Refusal
from plodnee.lessons.coding.selectors import office_codes, policy_codes
from plodnee.lessons.coding.services import add_code, change_code
from plodnee.lessons.errors import NoteChanged
from plodnee.lessons.models import LONGEST_CODE_NAME, LessonCode
from plodnee.organization.access import area_codes_for
from plodnee.visits.letters.selectors import office_title
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.following.forms import KeyForm
from plodnee.web.frame import Link
from plodnee.web.templatetags.wording import english
from plodnee.web.visit_day.deeds import hand_of
from plodnee.web.visit_day.wording import KINDS

UNPROCESSABLE, CONFLICT = 422, 409


class CodeForm(KeyForm):
    """A code to add."""

    office = forms.ChoiceField(label=gettext_lazy("สำนักงาน"))
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), choices=list(KINDS.items()))
    name = forms.CharField(label=gettext_lazy("ชื่อรหัส"), max_length=LONGEST_CODE_NAME)

    def __init__(self, data: Any = None, *, offices: list[str]) -> None:
        super().__init__(data, name="add")
        named = [(code or "-", office_title(code)) for code in offices]
        self.fields["office"].choices = named  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """A code named anew, or taken out of use."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    name = forms.CharField(label=gettext_lazy("ชื่อรหัส"), max_length=LONGEST_CODE_NAME)
    in_use = forms.BooleanField(label=gettext_lazy("ใช้กับบันทึกใหม่ได้"), required=False)


@allowed("lessons.code", FORM)
def lesson_codes(request: HttpRequest) -> HttpResponse:
    """The list of codes; a form adds one, another changes one of the own office's."""
    offices = area_codes_for(officer_of(request), "lessons.code", today())
    form = CodeForm(offices=offices)
    changed: dict[str, forms.Form] = {}
    status = 200
    if request.method == "POST":
        about = request.POST.get("about", "")
        own = _own(about, offices) if about else None
        sent = ChangeForm(request.POST) if own else CodeForm(request.POST, offices=offices)
        status = _kept(request, sent, own)
        if not status:
            return redirect("lesson_codes")
        if own:
            changed[about] = sent
        else:
            form = sent  # type: ignore[assignment]
    context = {
        "form": form,
        "policy": [(KINDS[one.kind], one.name) for one in policy_codes(today())],
        "rows": [_row(one, changed) for one in office_codes(set(offices))],
        "trail": [Link(_("บทเรียน"), reverse("lessons")), Link(_("รหัสบทเรียน"), "", here=True)],
    }
    return render(request, "lessons/codes.html", context, status=status)


def _kept(request: HttpRequest, form: Any, own: LessonCode | None) -> int:
    """0 where it was kept; else the status of the page that shows why not."""
    if not form.is_valid():
        return UNPROCESSABLE
    said, by = form.cleaned_data, hand_of(request)
    try:
        if own:
            change_code(
                code=own, name=said["name"], in_use=said["in_use"], seen_number=said["seen"], by=by
            )
        else:
            office = said["office"].strip("-")
            add_code(
                key=said["key"], office_code=office, kind=said["kind"], name=said["name"], by=by
            )
    except Refusal as refusal:
        form.add_error(None, refusal.message("en" if english() else "th"))
        return CONFLICT if isinstance(refusal, NoteChanged) else UNPROCESSABLE
    messages.success(request, _("บันทึกแล้ว"))
    return 0


def _own(about: str, offices: list[str]) -> LessonCode:
    found = {str(code.pk): code for code in LessonCode.objects.filter(office_code__in=offices)}
    if about not in found:
        raise Http404
    return found[about]


def _row(one: Any, changed: dict[str, forms.Form]) -> dict[str, Any]:
    said = {"seen": one.number, "name": one.name, "in_use": one.in_use}
    return {
        "one": one,
        "kind": KINDS[one.kind],
        "office": office_title(one.office_code),
        "form": changed.get(one.key) or ChangeForm(initial=said, auto_id=f"id_%s_{one.key}"),
    }
