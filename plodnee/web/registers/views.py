"""Pages of register workbooks."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.jobs.services import ask_for_plan
from plodnee.casework.rules.moving import classes_moved
from plodnee.documents.builders.import_report import import_report
from plodnee.documents.builders.voice import Voice
from plodnee.ledger.telling import told_by_books
from plodnee.organization.access import rows_within
from plodnee.organization.models import Centre
from plodnee.privacy.services import reveal_refused_rows
from plodnee.registers.book import Note, Reading
from plodnee.registers.errors import RegisterRefused
from plodnee.registers.import_undoing import hindrance_of, undo_import
from plodnee.registers.lacking import Choice
from plodnee.registers.layouts import is_another_layout, receive_workbook, taken_before
from plodnee.registers.models import ImportBatch, WaitingWorkbook
from plodnee.registers.selectors import report_of
from plodnee.registers.services import (
    confirm_import,
    discard_import,
    stage_import,
)
from plodnee.registers.told_otherwise import Kind, by_kind, seal_of
from plodnee.registers.under_contract import merging_now
from plodnee.registers.workbook.archive import FILE_BYTES
from plodnee.registers.workbook.register_day import VERY_OLD
from plodnee.registers.workbook.writing import write_template
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.csv_files import csv_file
from plodnee.web.frame import Link
from plodnee.web.left_out import tell_unknown
from plodnee.web.personal.asking import asking_of
from plodnee.web.registers.findings import KINDS, by_sheet, findings, sheets
from plodnee.web.registers.report import import_report_of
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english, said
from plodnee.web.trace import shows
from plodnee.web.typed import typed_text

RECENT = 10
FINDINGS_A_PAGE = 100
LONGEST_REASON = 300
MOST_CODES = 30


class UploadForm(forms.Form):
    """The register workbook to send."""

    workbook = forms.FileField(
        label=gettext_lazy("สมุดงานทะเบียน (.xlsx)"),
        help_text=gettext_lazy("ไม่เกิน 20 MB ระบบจะแสดงสิ่งที่อ่านได้ก่อน ยังไม่บันทึกจนกว่าท่านจะยืนยัน"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("เลือกสมุดงานที่จะส่งก่อน")},
    )


@allowed("registers.import", FORM)
def upload(request: HttpRequest) -> HttpResponse:
    """Where a register workbook is sent; what waits and what was decided stands below."""
    sending = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sending else UploadForm()
    if form.is_valid():
        sent = form.cleaned_data["workbook"]
        # One byte above the limit is enough for the reader to refuse the file.
        content = sent.read(FILE_BYTES + 1)
        try:
            batch = stage_import(
                content,
                actor=officer_of(request),
                on=today(),
                filename=sent.name or "",
                books=told_by_books,
            )
        except RegisterRefused as refusal:
            if not is_another_layout(refusal):
                raise
            before = taken_before(content, actor=officer_of(request), on=today())
            if before is None:
                return _ask_layout(request, content, sent.name or "")
            batch = before
        if batch.status == ImportBatch.Status.CONFIRMED:
            messages.info(request, _("สมุดงานนี้นำเข้าและยืนยันไปแล้ว จึงไม่มีอะไรเปลี่ยนแปลง"))
        return redirect("import", import_id=batch.pk)
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "recent": _imports_of(request)[:RECENT],
        "waiting": _waiting_of(request)[:RECENT],
    }
    return render(request, "registers/upload.html", context, status=status)


def _ask_layout(request: HttpRequest, content: bytes, filename: str) -> HttpResponse:
    """The questions by which a workbook that is not in the official form can be read."""
    waiting = receive_workbook(content, actor=officer_of(request), on=today(), filename=filename)
    return redirect("layout", waiting_id=waiting.pk)


def _waiting_of(request: HttpRequest) -> QuerySet[WaitingWorkbook]:
    here = rows_within(officer_of(request), "registers.import", today(), "office_code")
    return (
        WaitingWorkbook.objects.filter(here, decided_on__isnull=True)
        .defer("sealed_content")
        .order_by("-sent_on", "id")
    )


def _imports_of(request: HttpRequest) -> QuerySet[ImportBatch]:
    here = rows_within(officer_of(request), "registers.import", today(), "centre_code")
    sent = ImportBatch.objects.filter(here).exclude(scope=ImportBatch.Scope.ENTRY)
    sent = sent.defer("sealed_book", "sealed_report", "sealed_correction")
    return sent.order_by("-uploaded_on", "-sequence", "id")


@allowed("registers.import")
def preview(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """What was read: problems, repairs and notes by cell; confirmed or discarded from here."""
    report, joining = _joined(batch)
    everything = findings(report)
    sheet, kind = request.GET.get("sheet", ""), request.GET.get("kind", "")
    tell_unknown(request, "sheet", _("แผ่นงาน"), sheets(everything))
    tell_unknown(request, "kind", _("เรื่อง"), dict(KINDS))
    shown = [
        one
        for one in everything
        if (not sheet or one.sheet == sheet) and (not kind or one.kind == kind)
    ]
    page = Paginator(shown, FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "batch": batch,
        "waits": batch.status == ImportBatch.Status.PREVIEW,
        "confirmed": batch.status == ImportBatch.Status.CONFIRMED,
        **joining,
        "old_day": [said(one, "message") for one in report.notes if one.code == VERY_OLD],
        "hindrance": _hindrance(batch),
        "undoing": getattr(batch, "undone_by", None),
        "page": page,
        "groups": by_sheet(page),
        "found": len(shown),
        "all": len(everything),
        "sheets": sheets(everything),
        "kinds": KINDS,
        "sheet": sheet,
        "kind": kind,
        "query": urlencode({"sheet": sheet, "kind": kind}),
        "sent_as": batch.sent_as.filter(decided_on__isnull=True).defer("sealed_content").first(),
        "trail": [
            Link(_("นำเข้าทะเบียน"), reverse("upload")),
            Link(batch.centre_name, "", here=True),
        ],
    }
    return render(request, "registers/import.html", context)


def _hindrance(batch: ImportBatch) -> str:
    """What stands in the way of undoing a confirmed import, in words; empty where nothing does."""
    hindrance = hindrance_of(batch)
    return hindrance.message("en" if english() else "th") if hindrance else ""


def _joined(batch: ImportBatch) -> tuple[Reading, dict[str, Any]]:
    """The report of an import, while it waits with what joining the register in use would do."""
    report = report_of(batch)
    if report.book is None:
        return report, {}
    merging = merging_now(report.book, Centre.objects.filter(pk=batch.centre_code).first())
    lacking, told = merging.lacking, merging.told
    lacks = {
        **lacking.counts,
        "codes": lacking.households[:MOST_CODES],
        "owing": Counter(lacking.debts).most_common(MOST_CODES),
        "without_cash": lacking.cash[:MOST_CODES],
    }
    day = report.book.centre.as_of
    joining = {
        "moved": [said(one, "message") for one in classes_moved(batch.centre_code, merging, day)],
        "kept": merging.beside.kept.codes,
        "lacking": lacks if lacking else None,
        "otherwise": [_to_be_taken(*one) for one in by_kind(told).items()],
    }
    return replace(report, notes=(*told, *report.notes)), joining


def _to_be_taken(kind: Kind, rows: tuple[Note, ...]) -> dict[str, Any]:
    """One kind of difference in one sheet, whole, and what stands for it when it is ticked."""
    code, sheet = kind
    return {
        "code": code,
        "sheet": sheet,
        "name": KINDS[code],
        "rows": [said(one, "message") for one in rows],
        "seal": seal_of(rows),
    }


@allowed("registers.import", DEED)
def confirm(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The register stored, and its classes and menus asked for."""
    officer, on = officer_of(request), today()
    said = request.POST.get("choice", "")
    choice = Choice(said) if said in set(Choice) else None
    otherwise = request.POST.getlist("otherwise")
    batch = confirm_import(
        batch, actor=officer, on=on, choice=choice, otherwise=otherwise, books=told_by_books
    )
    assert batch.centre is not None
    job = ask_for_plan(
        centre=batch.centre, as_of=batch.as_of, actor=officer, on=on, at=timezone.now()
    )
    if job is None:
        messages.info(request, _("สมุดงานนี้นำเข้าและยืนยันไปแล้ว จึงไม่มีอะไรเปลี่ยนแปลง"))
        return redirect("import", import_id=batch.pk)
    messages.success(request, _("บันทึกทะเบียนแล้ว กำลังวิเคราะห์และจัดทำเมนูทางเลือก"))
    return redirect("job", centre_code=batch.centre.code, job_id=job.pk)


@allowed("registers.import", DEED)
def undo(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The import that was recorded last, undone with a reason; what stood before is planned."""
    reason = typed_text(request, "reason", LONGEST_REASON)
    officer, on = officer_of(request), today()
    undoing = undo_import(batch, reason=reason, actor=officer, on=on)
    assert undoing.centre is not None
    ask_for_plan(
        centre=undoing.centre, as_of=undoing.as_of, actor=officer, on=on, at=timezone.now()
    )
    messages.success(request, _("ย้อนการนำเข้าแล้ว ทะเบียนเดิมกลับมาใช้"))
    return redirect("import", import_id=batch.pk)


@allowed("registers.import", DEED)
def discard(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The import given up; nothing of it is kept but that it was sent."""
    discard_import(batch, actor=officer_of(request), on=today())
    messages.info(request, _("ยกเลิกการนำเข้าแล้ว ไม่มีข้อมูลใดถูกบันทึก"))
    return redirect("upload")


@allowed("registers.import")
def problems_csv(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Everything found in the file, to work through beside the workbook."""
    head = [_("แผ่นงาน"), _("เซลล์"), _("เรื่อง"), _("สิ่งที่พบ"), _("วิธีแก้")]
    rows = [
        (one.sheet, one.cell, str(one.kind_words), one.message, one.hint)
        for one in findings(_joined(batch)[0])
    ]
    name = f"problems-{batch.centre_code}-{batch.as_of.isoformat()}.csv"
    return file_response(csv_file(head, rows), name)


@allowed("registers.import", DEED)
def refused_xlsx(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The refused rows in the official form, each bad cell with its reason, to send again.

    Their ids are whole, so whoever takes them says why, and that stands with the ids opened.
    """
    content = reveal_refused_rows(
        batch,
        reason=typed_text(request, "reason", LONGEST_REASON),
        asking=asking_of(request, batch.centre_code, "refused_xlsx"),
    )
    if not content:
        raise Http404
    shows(request, ())
    return file_response(content, f"refused-{batch.centre_code}-{batch.as_of.isoformat()}.xlsx")


@allowed("registers.import")
def report_xlsx(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """What came of the workbook, to keep."""
    report = import_report_of(batch, _joined(batch)[0])
    content = import_report(report, Voice("en" if english() else "th"))
    name = f"import-{batch.centre_code}-{batch.as_of.isoformat()}.xlsx"
    return file_response(content, name)


@allowed("registers.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty register workbook to fill in, its notes in the language of the page."""
    name = "register-template.xlsx"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_template(path, "en" if english() else "th")
        return file_response(path.read_bytes(), name)
