"""Pages of records: a household or a centre as of a day, and the forms that change them."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plodnee.casework.rules.moving import MovedClass, moved_by_an_entry
from plodnee.organization.models import Centre
from plodnee.registers.entries.undoing import undo_entry, undoable_for
from plodnee.registers.errors import EntryOvertaken, EntryRefused, NothingToUndo
from plodnee.registers.models import Household, ImportBatch
from plodnee.registers.sameness.standing import kept_household
from plodnee.registers.selectors import days_of_data
from plodnee.web.access import DEED, FORM, allowed, can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.record.centre_sheet import centre_sheet
from plodnee.web.record.fields import without_ids
from plodnee.web.record.forms import LONGEST_REASON
from plodnee.web.record.of_centres import CreditorSubject, GroupSubject, RuleSubject
from plodnee.web.record.of_debts import (
    BalanceSubject,
    CollateralSubject,
    ConsentSubject,
    DebtSubject,
    GuarantorsSubject,
)
from plodnee.web.record.of_households import (
    CashSubject,
    HouseholdSubject,
    LandSubject,
    NewHousehold,
    PersonSubject,
    SavingsSubject,
)
from plodnee.web.record.settling import settle, unreached
from plodnee.web.record.sheet import joined_with, sheet_of
from plodnee.web.record.subject import Here, Subject
from plodnee.web.templatetags.wording import be_date
from plodnee.web.thai_fields import DayField, not_after, written_day
from plodnee.web.trace import shows
from plodnee.web.typed import typed_text

OF_CENTRE: dict[str, type[Subject]] = {
    "household": NewHousehold,
    "group": GroupSubject,
    "rule": RuleSubject,
    "creditor": CreditorSubject,
}
OF_HOUSEHOLD: dict[str, type[Subject]] = {
    "household": HouseholdSubject,
    "person": PersonSubject,
    "cash": CashSubject,
    "land": LandSubject,
    "savings": SavingsSubject,
    "debt": DebtSubject,
    "balance": BalanceSubject,
    "consent": ConsentSubject,
    "guarantors": GuarantorsSubject,
    "collateral": CollateralSubject,
}
ROWS_MORE = 3
MOST_CODES = 12


@allowed("households.view")
def record_centre(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The centre's groups with their rules, outside creditors, and what was entered last."""
    shows(request, ())  # no household is on it
    context = {
        "centre": centre,
        "enters": can(request, "registers.enter", centre),
        "made_up": centre.is_demonstration,
        "trail": trail(centre),
        **_as_of(request, centre),
    }
    return render(request, "record/centre.html", context | centre_sheet(centre, context["as_of"]))


@allowed("households.view")
def record(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A household as the register of a day has it, and everything ever said of it."""
    household = get_object_or_404(Household, centre=centre, pk=household_id)
    asked = _as_of(request, centre)
    context = {
        "centre": centre,
        "household": household,
        "code": without_ids(household.code),
        "opened": _opened(asked),
        "enters": can(request, "registers.enter", centre),
        "made_up": centre.is_demonstration,
        "trail": trail(centre, household),
        **asked,
        **joined_with(household),
        **sheet_of(household, asked["as_of"], today() if asked["latest"] else asked["as_of"]),
    }
    return render(request, "record/household.html", context)


@allowed("registers.enter", FORM)
def enter_in_centre(request: HttpRequest, centre: Centre, subject: str, key: str) -> HttpResponse:
    """A household, a group, a rule or a creditor of the centre, entered or put right."""
    if subject not in OF_CENTRE or (subject == "household" and key != "new"):
        raise Http404
    shows(request, ())
    here = Here(centre, None, key, today(), _opened_for(request))
    return _entered(request, OF_CENTRE[subject](here))


@allowed("registers.enter", FORM)
def enter_in_household(
    request: HttpRequest, centre: Centre, household_id: UUID, subject: str, key: str
) -> HttpResponse:
    """Something of a household, entered or put right."""
    if subject not in OF_HOUSEHOLD:
        raise Http404
    household = get_object_or_404(Household, centre=centre, pk=household_id)
    here = Here(centre, household, key, today(), _opened_for(request))
    return _entered(request, OF_HOUSEHOLD[subject](here))


@allowed("registers.enter", DEED)
def undo_last(
    request: HttpRequest, centre: Centre, household_id: UUID, entry_id: UUID
) -> HttpResponse:
    """The last entry about a household, taken back with a reason."""
    household = get_object_or_404(Household, centre=centre, pk=household_id)
    batch = get_object_or_404(ImportBatch, centre=centre, pk=entry_id)
    told_of = undoable_for(batch)
    if told_of is not None and kept_household(told_of) != kept_household(household):
        raise Http404  # the address of another household's entry
    reason = typed_text(request, "reason", LONGEST_REASON)
    try:
        undo_entry(batch, reason=reason, actor=officer_of(request), on=today())
    except (EntryRefused, NothingToUndo) as refusal:
        messages.error(request, refusal.message(get_language() or "th"))
    else:
        messages.success(request, _("ย้อนกลับแล้ว ข้อมูลเดิมกลับมาใช้ และทั้งสองรายการยังอยู่ในประวัติ"))
    return HttpResponseRedirect(reverse("record", args=[centre.code, household.pk]))


def _entered(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The form, or what was sent stored; a refusal stands at the field it is about."""
    sent = request.POST if request.method == "POST" else None
    more = ROWS_MORE if sent is not None and "more" in sent else 0
    form = subject.form(sent)
    rows = subject.rows(_grown(request) if more else sent)
    if sent is not None and not more and _is_valid(subject, form, rows):
        done = _stored(request, subject, form, rows)
        if done is not None:
            return done
    here = subject.here
    moved = _moved(here, _day_typed(here, form))
    own = {here.household.pk} if here.household else set()
    shows(request, own | subject.also_shown | {one.household_id for one in moved["moved"]})
    context = {
        "subject": subject,
        "code": without_ids(here.household.code) if here.household else "",
        "form": form,
        "rows": rows,
        "back": here.sheet_url(),
        "made_up": here.centre.is_demonstration,
        "trail": trail(here.centre, here.household, str(subject.title)),
        **moved,
    }
    refused = sent is not None and not more
    return render(request, "record/entry.html", context, status=422 if refused else 200)


def _stored(request: HttpRequest, subject: Subject, form: Any, rows: Any) -> HttpResponse | None:
    """Where one goes on after a sound form; None where it is refused, which it then says."""
    settled = settle(subject, form, rows)
    if settled is None:
        return None
    if not settled.says_something:
        messages.info(request, _("ไม่มีอะไรเปลี่ยนจากที่บันทึกไว้ จึงไม่ได้บันทึกรายการใหม่"))
        return HttpResponseRedirect(subject.here.sheet_url())
    moved = _moved(subject.here, _day_typed(subject.here, form))
    try:
        done, otherwise = settled.store(officer_of(request))
    except EntryRefused as refusal:
        if isinstance(refusal, EntryOvertaken):
            fresh = type(subject)(subject.here)  # the first has read what stood before
            fresh.overtaken(form, refusal.seen)
        form.refuse(refusal.field, refusal.message(get_language() or "th"))
        return None
    if otherwise:
        unreached(form, otherwise)
        return None
    messages.success(request, _("บันทึกแล้ว ข้อมูลเดิมยังอยู่และดูย้อนหลังได้"))
    _tell_moved(request, **moved)
    return HttpResponseRedirect(_after(subject, done))


def _moved(here: Here, day: date) -> dict[str, Any]:
    """The other debts that an entry of the form's day classes anew, moving that of the centre."""
    counted_to, moved = moved_by_an_entry(here.centre, day)
    others = [one for one in moved if str(one.debt_id) != here.key]
    return {"counted_to": counted_to, "on": day, "moved": others}


def _day_typed(here: Here, form: Any) -> date:
    """The day that stands in a form that was sent; that of its opening where it is or has none."""
    if not form.is_bound or "as_of" not in form.fields:
        return here.day
    try:
        day = form.fields["as_of"].clean(form.data.get("as_of", ""))
    except ValidationError:
        return here.day
    return day if day and day <= here.today else here.day


def _tell_moved(
    request: HttpRequest, *, counted_to: date | None, on: date, moved: list[MovedClass]
) -> None:
    """Say which households' other debts an entry of its day has classed anew."""
    if not moved:
        return
    codes = list(dict.fromkeys(without_ids(one.household_code) for one in moved))
    more = " …" if len(codes) > MOST_CODES else ""
    told = _("วันค้างของทั้งศูนย์ฯ เลื่อนไปนับถึง %(day)s หนี้อื่น %(debts)s ก้อนเปลี่ยนชั้น ครัวเรือน %(codes)s")
    said = {"day": be_date(on), "debts": f"{len(moved):,}"}
    messages.warning(request, told % (said | {"codes": ", ".join(codes[:MOST_CODES]) + more}))


def _is_valid(subject: Subject, form: Any, rows: Any) -> bool:
    valid: bool = form.is_valid()
    if rows is None:
        return valid
    right = rows.is_valid()
    if right and hasattr(subject, "check_rows"):
        subject.check_rows(rows)
        right = rows.is_valid() and not any(row.errors for row in rows.forms)
    return valid and right


def _grown(request: HttpRequest) -> Any:
    """What was sent, with room for more rows."""
    data = request.POST.copy()
    count = data.get("row-TOTAL_FORMS", "")
    if count.isascii() and count.isdigit() and len(count) < 4:
        data["row-TOTAL_FORMS"] = str(int(count) + ROWS_MORE)
    return data


def _after(subject: Subject, done: Any) -> str:
    if isinstance(done, Household):
        return reverse("record", args=[subject.here.centre.code, done.pk])
    return subject.here.sheet_url()


def _opened(asked: dict[str, Any]) -> str:
    """What the addresses of forms say of the day that the page shows; nothing of the latest."""
    if asked["latest"] or not asked["written"]:
        return ""
    return "?" + urlencode({"as_of": asked["written"]})


def _opened_for(request: HttpRequest) -> date | None:
    """The day as of which a form is to be filled; None for today, and, told, for what is no day."""
    try:
        day = _day_asked(request)
    except ValidationError as fault:
        if request.method == "GET":
            told = _("ข้อมูล ณ วันที่: %(faults)s จึงเปิดแบบของวันนี้")
            messages.warning(request, told % {"faults": " ".join(fault.messages)})
        return None
    return day if day and day < today() else None


def _day_asked(request: HttpRequest) -> date | None:
    """The day that the address names; None where it names none.

    Raises: ValidationError for what is no day, and for a day to come.
    """
    day: date | None = DayField(required=False).clean(request.GET.get("as_of", ""))
    if day is not None:
        not_after(day, today())
    return day


def _as_of(request: HttpRequest, centre: Centre) -> dict[str, Any]:
    """The day asked for, as it is typed; the latest of which anything is said where none is."""
    latest = days_of_data([centre], today()).get(centre.code, today())
    try:
        as_of = _day_asked(request) or latest
    except ValidationError as fault:
        return {"as_of": latest, "written": "", "latest": False, "fault": " ".join(fault.messages)}
    return {"as_of": as_of, "written": written_day(as_of), "latest": as_of == latest, "fault": ""}


def trail(centre: Centre, household: Household | None = None, here: str = "") -> list[Link]:
    """The links above a page of a record."""
    links = [
        *trail_to(centre),
        Link(_("บันทึกทะเบียน"), reverse("record_centre", args=[centre.code]), here=False),
    ]
    if household is not None:
        links.append(
            Link(without_ids(household.code), reverse("record", args=[centre.code, household.pk]))
        )
    if here:
        return [*links, Link(here, "", here=True)]
    return [*links[:-1], Link(links[-1].label, "", here=True)]
