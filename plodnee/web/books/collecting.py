"""A meeting's collection sheet on the screen: each row is sent by itself, with an id of its own.

The row's id stands in its form, and follows from the sheet: whatever is sent again from a page that
was loaded again, or whose answer was lost, is the same repayment.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.audit.services import record
from plodnee.casework.rules.services import Hand
from plodnee.documents.builders.voice import Language
from plodnee.documents.contract_issuing_books import receipts_file
from plodnee.errors import Refusal
from plodnee.ledger.collecting import (
    SheetRow,
    finish_sheet,
    open_sheet,
    sheet_rows,
    take_on_sheet,
)
from plodnee.ledger.models import CollectionSheet, Repayment
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.positions import payoff_of
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.organization.selectors import CalledBy
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.books.frame import books_context
from plodnee.web.books.wording import PLACE_NAMES, refusal_words
from plodnee.web.fields import DayField, PaidField
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import be_date, english
from plodnee.web.trace import shows

UNPROCESSABLE = 422
SHEETS_SHOWN = 60


class SheetForm(forms.Form):
    """A day of collecting, and where the money goes."""

    collected_on = DayField(label=gettext_lazy("วันที่รับชำระ"))
    place = forms.ChoiceField(label=gettext_lazy("รับเข้า"), choices=PLACE_NAMES.items())


class RowForm(forms.Form):
    """What one household pays; the id of its entry was made with the sheet."""

    amount = PaidField(
        error_messages={"required": gettext_lazy("พิมพ์จำนวนเงินเป็นบาท เช่น 1,500 หรือ 1,500.25")}
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def fault(self) -> str:
        """What is wrong with the row that was sent; an id that is none means another row."""
        of_amount = self.errors.get("amount")
        return str(of_amount[0]) if of_amount else _("แถวนี้เปลี่ยนไปแล้ว ตรวจแล้วพิมพ์ใหม่")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it."""

    row: SheetRow
    payoff_satang: int
    typed: str = ""
    fault: str = ""
    focused: bool = False


@allowed("books.view")
def collections(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The centre's sheets, the latest first, and the form for a new one."""
    form = SheetForm(initial={"collected_on": today(), "place": Place.CASH})
    return _collections(request, centre, form, uuid4())


def _collections(
    request: HttpRequest, centre: Centre, form: SheetForm, key: UUID, status: int = 200
) -> HttpResponse:
    sheets = CollectionSheet.objects.filter(centre=centre).select_related("finish")
    called = CalledBy()
    context = {
        **books_context(request, centre, _("ใบรับชำระหนี้"), tab="collections"),
        "form": form,
        "key": key,
        "sheets": [
            {
                "sheet": one,
                "made_by": called.name(one.made_by_key, one.made_by_label),
                "taken": _standing(one).count(),
                "finished": _is_finished(one),
            }
            for one in sheets[:SHEETS_SHOWN]
        ],
    }
    return render(request, "books/collections.html", context, status=status)


def _standing(sheet: CollectionSheet) -> Any:
    return sheet.repayments.filter(entry__reversed_by__isnull=True)


@allowed("books.post", DEED)
def sheet_open(request: HttpRequest, centre: Centre, sheet_id: UUID) -> HttpResponse:
    """A sheet opened for a day; sent again, the one that stands."""
    form = SheetForm(request.POST)
    if form.is_valid():
        try:
            sheet = open_sheet(
                sheet_id=sheet_id,
                centre=centre,
                collected_on=form.cleaned_data["collected_on"],
                place=Place(form.cleaned_data["place"]),
                by=_hand(request),
            )
            return redirect("sheet", centre_code=centre.code, sheet_id=sheet.pk)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
    return _collections(request, centre, form, sheet_id, UNPROCESSABLE)


@allowed("books.view")
def sheet(request: HttpRequest, centre: Centre, sheet_id: UUID) -> HttpResponse:
    """Every household under contract, what it should pay that day, and what it paid."""
    found = sheet_at(centre, sheet_id)
    return _page(request, found, after=request.GET.get("after", ""))


@allowed("books.post", DEED)
def sheet_take(
    request: HttpRequest, centre: Centre, sheet_id: UUID, contract_id: UUID
) -> HttpResponse:
    """One row's money; the page comes back at the next row, or at this one with what is wrong."""
    found = sheet_at(centre, sheet_id)
    row = next((one for one in sheet_rows(found) if one.contract.pk == contract_id), None)
    form, fault = RowForm(request.POST), ""
    if row is None:
        fault = _("ไม่มีสัญญานี้ในใบรับชำระ")
    elif not form.is_valid():
        fault = form.fault()
    elif form.cleaned_data["entry"] not in _ids(found, row):
        fault = _("แถวนี้เปลี่ยนไปแล้ว ตรวจแล้วพิมพ์ใหม่")
    else:
        try:
            take_on_sheet(
                sheet=found,
                contract=row.contract,
                entry_id=form.cleaned_data["entry"],
                amount_satang=form.cleaned_data["amount"],
                by=_hand(request),
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            fault = refusal_words(refusal)
    if not fault:
        where = reverse("sheet", args=[centre.code, found.pk])
        # No #row: sent to a place of the page, a browser leaves the cursor out of the next row.
        return redirect(f"{where}?after={contract_id}")
    return _page(request, found, fault=(contract_id, fault), status=UNPROCESSABLE)


def _ids(found: CollectionSheet, row: SheetRow) -> set[UUID]:
    """The ids that a row's form may bear: the one that stands, or the one that comes next."""
    taken = found.repayments.filter(contract=row.contract).values_list("pk", flat=True)
    return {row.entry_id, *taken}


def _page(
    request: HttpRequest,
    found: CollectionSheet,
    *,
    after: str = "",
    fault: tuple[UUID, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    centre, rows = found.centre, sheet_rows(found)
    shows(request, [row.contract.household_id for row in rows])
    title = _("ใบรับชำระวันที่ %(day)s") % {"day": be_date(found.collected_on)}
    taken = [row.repayment.amount_satang for row in rows if row.repayment]
    frame, finished = books_context(request, centre, title, tab="collections"), _is_finished(found)
    closed = frame["closed_through"]
    too_late = not finished and closed is not None and found.collected_on <= closed
    context = {
        **frame,
        "sheet": found,
        "place": PLACE_NAMES[Place(found.place)],
        "rows": _shown(request, found.collected_on, rows, after, fault),
        "due": sum(row.due_satang for row in rows),
        "taken": sum(taken),
        "count": len(taken),
        "finished": finished,
        "too_late": too_late,
        "takes": frame["keeps"] and not finished and not too_late,
    }
    return render(request, "books/sheet.html", context, status=status)


def _is_finished(found: CollectionSheet) -> bool:
    return hasattr(found, "finish")


def _shown(
    request: HttpRequest,
    on: date,
    rows: list[SheetRow],
    after: str,
    fault: tuple[UUID, str] | None,
) -> list[ShownRow]:
    """The rows; the first that is open after the one just taken has the cursor."""
    keys = [str(row.contract.pk) for row in rows]
    start = keys.index(after) + 1 if after in keys else 0
    turned = [*range(start, len(rows)), *range(start)]
    focused = next((place for place in turned if not rows[place].repayment), None)
    return [
        ShownRow(
            row,
            0 if row.repayment else _payoff(row, on),
            typed=request.POST.get("amount", "")[:60] if fault and at == fault[0] else "",
            fault=fault[1] if fault and at == fault[0] else "",
            focused=at == fault[0] if fault else place == focused,
        )
        for place, row in enumerate(rows)
        for at in (row.contract.pk,)
    ]


def _payoff(row: SheetRow, on: date) -> int:
    return sum(parts.total for parts in payoff_of(row.position.state, on).values())


@allowed("books.post", DEED)
def sheet_finish(request: HttpRequest, centre: Centre, sheet_id: UUID) -> HttpResponse:
    """The sheet complete; the register says from then on what is owed now."""
    found = sheet_at(centre, sheet_id)
    finish_sheet(sheet=found, by=_hand(request))
    messages.success(request, _("ปิดใบรับชำระแล้ว ยอดหนี้ในทะเบียนปรับตามสัญญาแล้ว"))
    return redirect("sheet", centre_code=centre.code, sheet_id=found.pk)


@allowed("books.view")
def sheet_receipts(request: HttpRequest, centre: Centre, sheet_id: UUID) -> HttpResponse:
    """The receipts of everything taken on the sheet, two copies each."""
    found = sheet_at(centre, sheet_id)
    return _receipts(request, centre, list(_standing(found)), f"receipts-{found.collected_on}")


@allowed("books.view")
def receipt(request: HttpRequest, centre: Centre, entry_id: UUID) -> HttpResponse:
    """One receipt."""
    found = get_object_or_404(Repayment, pk=entry_id, centre=centre)
    return _receipts(request, centre, [found], f"receipt-{found.receipt}-{found.year_be}")


def _receipts(
    request: HttpRequest, centre: Centre, repayments: list[Repayment], name: str
) -> HttpResponse:
    shows(request, [one.contract.household_id for one in repayments])
    language: Language = "en" if english() else "th"
    content = receipts_file(
        centre, repayments, language=language, actor=officer_of(request), on=today()
    )
    file = f"{centre.code}-{name}.pdf"
    record(officer_of(request), "documents.taken", centre, file=file, rows=len(repayments))
    return file_response(content, file)


def sheet_at(centre: Centre, sheet_id: UUID) -> CollectionSheet:
    """The sheet of the centre; else a 404."""
    found = CollectionSheet.objects.select_related("finish", "centre")
    return get_object_or_404(found, pk=sheet_id, centre=centre)


def _hand(request: HttpRequest) -> Hand:
    return Hand(officer_of(request), today(), timezone.now())
