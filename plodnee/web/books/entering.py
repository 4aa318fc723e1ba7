"""Pages that change the books: opening them, entering, taking back, closing up to a day.

The id of an entry stands in the address of its form, so that a page loaded again, a step back in
the browser or an answer that was lost on the way sends the same entry again, not a second one.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plodnee.errors import Refusal
from plodnee.ledger.bookkeeping import close_books, enter, start_books, take_back
from plodnee.ledger.errors import AlreadyReversed, BooksAlreadyOpen, OtherContent
from plodnee.ledger.models import Entry
from plodnee.ledger.plain_entries import Deed, Place
from plodnee.ledger.selectors import closed_through, standing_of
from plodnee.ledger.waiting import sheets_to_finish
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.organization.roles import ROLES
from plodnee.organization.selectors import CalledBy
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.books.forms import (
    ClosingForm,
    OpeningForm,
    PlainEntryForm,
    ReversalForm,
    end_of_last_month,
)
from plodnee.web.books.frame import books_context
from plodnee.web.books.views import entry_at, entry_row
from plodnee.web.books.wording import DEED_HINTS, DEEDS, PLACE_NAMES, refusal_words
from plodnee.web.templatetags.wording import said_name

UNPROCESSABLE, CONFLICT = 422, 409
STANDS_OTHERWISE = (OtherContent, AlreadyReversed, BooksAlreadyOpen)


@allowed("books.post", FORM)
def books_open(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The books opened from a day on, with the money that there was."""
    form = OpeningForm(request.POST or None, initial={"opened_on": today()})

    def done() -> HttpResponse:
        start_books(
            centre=centre,
            opened_on=form.cleaned_data["opened_on"],
            money_satang=form.money(),
            actor=officer_of(request),
            today=today(),
        )
        messages.success(request, _("เปิดบัญชีแล้ว บันทึกรายการได้ตั้งแต่วันที่เปิดบัญชี"))
        return redirect("books", centre_code=centre.code)

    context = {**books_context(request, centre, _("เปิดบัญชีของศูนย์ฯ")), "form": form}
    return _answer(request, form, done, "books/open.html", context)


@allowed("books.post")
def enter_choose(request: HttpRequest, centre: Centre) -> HttpResponse:
    """What happened, to choose from; each leads to a form for one new entry."""
    choices = [
        {"deed": deed, "name": name, "hint": DEED_HINTS[deed], "id": uuid4()}
        for deed, name in DEEDS.items()
    ]
    context = {**books_context(request, centre, _("บันทึกรายการ")), "choices": choices}
    return render(request, "books/choose.html", context)


@allowed("books.post", FORM)
def enter_entry(request: HttpRequest, centre: Centre, name: str, entry_id: UUID) -> HttpResponse:
    """One entry in plain words; once it stands, its address leads to it."""
    deed = _deed_named(name)
    if request.method != "POST" and Entry.objects.filter(pk=entry_id, centre=centre).exists():
        messages.info(request, _("รายการนี้บันทึกไว้แล้ว"))
        return redirect("book_entry", centre_code=centre.code, entry_id=entry_id)
    form = PlainEntryForm(
        request.POST or None, deed=deed, centre=centre, initial={"business_date": today()}
    )

    def done() -> HttpResponse:
        posted = enter(
            form.entry(entry_id), centre=centre, actor=officer_of(request), today=today()
        )
        new = posted.created
        messages.success(request, _("บันทึกแล้ว") if new else _("รายการนี้บันทึกไว้แล้ว"))
        return redirect("book_entry", centre_code=centre.code, entry_id=posted.entry.pk)

    context = {
        **books_context(request, centre, str(DEEDS[deed])),
        "form": form,
        "hint": DEED_HINTS[deed],
        "lacks_funds": form.lacks_funds,
        "money": [
            (label, standing_of(centre, place.value, through=today()))
            for place, label in PLACE_NAMES.items()
        ],
    }
    return _answer(request, form, done, "books/enter.html", context)


def _deed_named(name: str) -> Deed:
    if name not in set(Deed):
        raise Http404
    return Deed(name)


@allowed("books.reverse", FORM)
def entry_reverse(request: HttpRequest, centre: Centre, entry_id: UUID) -> HttpResponse:
    """An entry read once more, then taken back by somebody who did not make it."""
    found = entry_at(centre, entry_id)
    form = ReversalForm(request.POST or None, initial={"business_date": today()})

    def done() -> HttpResponse:
        posted = take_back(
            entry_id=found.pk,
            centre=centre,
            business_date=form.cleaned_data["business_date"],
            reason=form.cleaned_data["reason"],
            actor=officer_of(request),
            today=today(),
        )
        messages.success(request, _("กลับรายการแล้ว รายการเดิมยังอยู่ในสมุด"))
        return redirect("book_entry", centre_code=centre.code, entry_id=posted.entry.pk)

    title = _("กลับรายการที่ %(number)d") % {"number": found.number}
    context = {
        **books_context(request, centre, title),
        "form": form,
        "row": entry_row(found, CalledBy()),
        "own": found.made_by_key == officer_of(request).audit_key,
    }
    return _answer(request, form, done, "books/reverse.html", context)


@allowed("books.close", FORM)
def books_close(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The books closed up to a day on which cash and bank were counted."""
    through = end_of_last_month(today())
    form = ClosingForm(request.POST or None, initial={"through": through})

    def done() -> HttpResponse:
        close_books(
            centre=centre,
            through=form.cleaned_data["through"],
            counted_satang=form.counted(),
            actor=officer_of(request),
            today=today(),
        )
        messages.success(request, _("ปิดบัญชีแล้ว พิมพ์งบทดลองเก็บไว้เป็นหลักฐาน"))
        return redirect("books", centre_code=centre.code)

    day = (
        form.cleaned_data.get("through", through) if form.is_bound and form.is_valid() else through
    )
    context = {
        **books_context(request, centre, _("ปิดบัญชี")),
        "form": form,
        "day": day,
        "money": [
            (PLACE_NAMES[place], standing_of(centre, place.value, through=day)) for place in Place
        ],
        "closers": [said_name(r) for r in ROLES.values() if "books.close" in r.actions],
        "entries_after": _entries_after(centre, day),
        "open_sheets": sheets_to_finish([centre]).filter(collected_on__lte=day),
    }
    return _answer(request, form, done, "books/close.html", context)


def _entries_after(centre: Centre, day: Any) -> int:
    """How many entries are dated after a day, and after what is closed already."""
    closed = closed_through(centre.code)
    later = Entry.objects.filter(centre=centre, business_date__gt=max(day, closed or day))
    return later.count()


def _answer(
    request: HttpRequest,
    form: forms.Form,
    done: Callable[[], HttpResponse],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The page after the deed; where it was refused, the form as it was sent, with the reason."""
    status = UNPROCESSABLE if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            return done()
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
            status = CONFLICT if isinstance(refusal, STANDS_OTHERWISE) else UNPROCESSABLE
    return render(request, template, context, status=status)
