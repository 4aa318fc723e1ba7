"""A workbook of another layout: its sheets said, then its columns, then it is an import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.ledger.telling import told_by_books
from plodnee.organization.access import centres_within
from plodnee.organization.models import Centre
from plodnee.registers.book import MemberGroup
from plodnee.registers.errors import NoRegister
from plodnee.registers.layouts import (
    arrange_workbook,
    give_up_workbook,
    outline_of,
    remembered_plan,
    say_parts,
)
from plodnee.registers.models import WaitingWorkbook
from plodnee.registers.selectors import register_book
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.layouts.forms import ColumnsForm, PartsForm


@allowed("registers.import", FORM)
def layout(request: HttpRequest, waiting: WaitingWorkbook) -> HttpResponse:
    """First question: what each sheet is."""
    outline = outline_of(waiting)
    usual = remembered_plan(waiting)
    said = waiting.parts or ({one.name: one.part for one in usual.sheets} if usual else {})
    sent = request.POST if request.method == "POST" else None
    form = PartsForm(sent, outline=outline, said=said)
    if form.is_valid():
        say_parts(waiting, form.parts(), actor=officer_of(request), on=today())
        return redirect("layout_columns", waiting_id=waiting.pk)
    context = {"form": form, "waiting": waiting, "known": usual, "trail": _trail(_("แผ่นงาน"))}
    return render(request, "layouts/sheets.html", context, status=422 if form.is_bound else 200)


@allowed("registers.import", FORM)
def layout_columns(request: HttpRequest, waiting: WaitingWorkbook) -> HttpResponse:
    """Second question: which column is what; answered, the workbook becomes a preview."""
    if not waiting.parts:
        return redirect("layout", waiting_id=waiting.pk)
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(
        sent,
        outline=outline_of(waiting),
        parts=waiting.parts,
        usual=remembered_plan(waiting),
        centre=_own_centre(request),
        groups=_own_groups(request),
    )
    if form.is_valid():
        batch = arrange_workbook(
            waiting,
            form.plan(),
            actor=officer_of(request),
            on=today(),
            remember=form.cleaned_data["remember"],
            books=told_by_books,
        )
        return redirect("import", import_id=batch.pk)
    context = {"form": form, "waiting": waiting, "trail": _trail(_("คอลัมน์"))}
    return render(request, "layouts/columns.html", context, status=422 if form.is_bound else 200)


@allowed("registers.import", DEED)
def layout_give_up(request: HttpRequest, waiting: WaitingWorkbook) -> HttpResponse:
    """The workbook dropped."""
    give_up_workbook(waiting, actor=officer_of(request), on=today())
    messages.info(request, _("ลบไฟล์ที่ส่งแล้ว ไม่มีข้อมูลใดถูกบันทึก"))
    return redirect("upload")


def _own_centre(request: HttpRequest) -> dict[str, str]:
    """The centre of somebody who works at one only: it need not be typed."""
    one = _only_centre(request)
    return {"name": one.name, "area_code": one.code} if one else {}


def _own_groups(request: HttpRequest) -> tuple[MemberGroup, ...]:
    """The member groups of that centre as its latest register states them."""
    one = _only_centre(request)
    try:
        return register_book(one).groups if one else ()
    except NoRegister:
        return ()


def _only_centre(request: HttpRequest) -> Centre | None:
    found = list(centres_within(officer_of(request), today(), "registers.import")[:2])
    return found[0] if len(found) == 1 else None


def _trail(here: str) -> list[Link]:
    return [Link(_("นำเข้าทะเบียน"), reverse("upload")), Link(here, "", here=True)]
