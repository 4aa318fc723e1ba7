"""Pages of evidence: a scan or photograph attached, looked at, withdrawn."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from plodnee.organization.models import Centre
from plodnee.registers.entries.evidence import (
    attach_evidence,
    opened_evidence,
    withdraw_evidence,
)
from plodnee.registers.errors import EntryRefused
from plodnee.registers.evidence_files import LARGEST_FILE_BYTES, PDF
from plodnee.registers.models import LONGEST_NAME, Evidence, Household
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.record import words
from plodnee.web.record.forms import LONGEST_REASON, choice, line
from plodnee.web.record.sheet import sheet_of
from plodnee.web.record.views import trail
from plodnee.web.typed import typed_text

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class EvidenceForm(forms.Form):
    """A file, what it is about, and what it is."""

    file = forms.FileField(
        label=_("ไฟล์ภาพ JPEG, PNG หรือ PDF"),
        help_text=_("ไม่เกิน 10 MB ปิดทับศาสนาและหมู่เลือดบนบัตรก่อนสแกน ชื่อไฟล์ไม่ถูกเก็บ"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        allow_empty_file=True,
    )
    about = forms.ChoiceField(label=_("หลักฐานของ"))
    kind = choice(_("ชนิด"), words.EVIDENCE)
    description = line(_("รายละเอียด"), LONGEST_NAME)

    def refuse(self, name: str, message: str) -> None:
        """Say at a field why it cannot be taken."""
        self.add_error(name if name in self.fields else None, message)


@allowed("registers.enter", FORM)
def attach(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """Where a file of evidence is attached to the household or to one of its debts."""
    household = get_object_or_404(Household, centre=centre, pk=household_id)
    sheet = sheet_of(household, today(), today())
    debts = {str(debt.state.debt_id): debt for debt in sheet["debts"]}
    sent = request.method == "POST"
    form = EvidenceForm(request.POST, request.FILES) if sent else EvidenceForm()
    form.fields["about"].choices = [  # type: ignore[attr-defined]
        ("household", gettext("ครัวเรือน")),
        *((key, f"{debt.creditor} {debt.state.contract_number}") for key, debt in debts.items()),
    ]
    if form.is_valid():
        said = form.cleaned_data
        debt = debts.get(said["about"])
        try:
            there = set(household.evidence.values_list("pk", flat=True))
            kept = attach_evidence(
                said["file"].read(LARGEST_FILE_BYTES + 1),
                household=household,
                debt=debt.state.debt if debt else None,
                kind=said["kind"],
                description=said["description"],
                actor=officer_of(request),
                on=today(),
            )
        except EntryRefused as refusal:
            form.refuse(refusal.field, refusal.message(get_language() or "th"))
        else:
            _tell(request, kept, is_new=kept.pk not in there)
            return HttpResponseRedirect(reverse("record", args=[centre.code, household.pk]))
    context: dict[str, Any] = {
        "form": form,
        "back": reverse("record", args=[centre.code, household.pk]),
        "made_up": centre.is_demonstration,
        "trail": trail(centre, household, gettext("แนบหลักฐาน")),
    }
    return render(request, "record/evidence.html", context, status=422 if sent else 200)


def _tell(request: HttpRequest, kept: Evidence, *, is_new: bool) -> None:
    """That the file was attached, or as what it is there already: a copy is not kept twice."""
    if is_new:
        messages.success(request, gettext("แนบหลักฐานแล้ว"))
        return
    told = gettext(
        "ไฟล์นี้แนบไว้แล้วเป็น “%(kind)s” จึงไม่ได้เก็บซ้ำ ชนิดและรายละเอียดคงเดิม ถ้าต้องเปลี่ยน ให้นำออกแล้วแนบใหม่"
    )
    messages.warning(request, told % {"kind": dict(words.EVIDENCE)[kept.kind]})


@allowed("households.view")
def look(
    request: HttpRequest, centre: Centre, household_id: UUID, evidence_id: UUID
) -> HttpResponse:
    """The file: a picture to look at, a PDF to take away."""
    evidence = _evidence(centre, household_id, evidence_id)
    try:
        content = opened_evidence(evidence, actor=officer_of(request), on=today())
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=evidence.media_type)
    how = "attachment" if evidence.media_type == PDF else "inline"
    name = f"evidence-{evidence.pk}.{ENDINGS[evidence.media_type]}"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@allowed("registers.enter", DEED)
def withdraw(
    request: HttpRequest, centre: Centre, household_id: UUID, evidence_id: UUID
) -> HttpResponse:
    """A file attached by mistake, shown no more."""
    evidence = _evidence(centre, household_id, evidence_id)
    reason = typed_text(request, "reason", LONGEST_REASON)
    try:
        withdraw_evidence(evidence, reason=reason, actor=officer_of(request), on=today())
    except EntryRefused as refusal:
        messages.error(request, refusal.message(get_language() or "th"))
    else:
        messages.info(request, gettext("นำหลักฐานออกแล้ว ไฟล์ยังเก็บไว้และมีบันทึกผู้นำออก"))
    return HttpResponseRedirect(reverse("record", args=[centre.code, household_id]))


def _evidence(centre: Centre, household_id: UUID, evidence_id: UUID) -> Evidence:
    own = Evidence.objects.filter(centre=centre, household=household_id, withdrawal=None)
    return get_object_or_404(own, pk=evidence_id)
