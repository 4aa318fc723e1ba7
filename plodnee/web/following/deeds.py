"""What is recorded from a household's page, one deed at a time; a refused form comes back whole."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.following.errors import (
    AlreadyReported,
    ContactNotAllowed,
    DayAhead,
    LapsedUntold,
    NothingDue,
    NoticeOutOfOrder,
    NotTheirContact,
)
from plodnee.casework.following.selectors import entries_together
from plodnee.casework.following.services import (
    end_contact_name,
    name_contact,
    plan_visit,
    receive_notice,
    record_act,
    record_contact,
    report_visit,
    send_notice,
    withdraw_contact,
)
from plodnee.casework.models import Contact, ContactName, GuarantorNotice, HouseholdVisit
from plodnee.ledger.restarting import payments_on
from plodnee.organization.models import Centre
from plodnee.registers.models import Debt, Household
from plodnee.web.access import DEED, allowed, today
from plodnee.web.following.forms import (
    ActForm,
    KeyForm,
    NameForm,
    NoticeForm,
    ReceiptForm,
    ReportForm,
    VisitForm,
    WithdrawForm,
)
from plodnee.web.following.home import contact_form, followed
from plodnee.web.following.views import household_at, shown
from plodnee.web.rules.page import hand
from plodnee.web.templatetags.wording import english

UNPROCESSABLE, CONFLICT = 422, 409
AT_THE_FORM = (
    AlreadyReported, ContactNotAllowed, DayAhead, LapsedUntold, NoticeOutOfOrder, NothingDue,
    NotTheirContact,
)  # fmt: skip
Said = dict[str, Any]
Sent = tuple[Any, Callable[[Said], object]]  # a form, and what is done with what it says
Taker = Callable[[HttpRequest, Household, str], Sent | None]


@allowed("following.contact", DEED)
def following_write(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A contact, a name, a notice or an act, recorded by the committee alone."""
    takers: dict[str, Taker] = {
        "contact": _contact, "withdraw": _withdraw, "name": _name, "end": _end,
        "notice": _notice, "receipt": _receipt, "act": _act,
    }  # fmt: skip
    return _taken(request, centre, household_at(centre, household_id), takers)


@allowed("following.visit", DEED)
def following_visit(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A visit planned or reported, by the committee or the district."""
    takers: dict[str, Taker] = {"visit": _visit, "report": _report}
    return _taken(request, centre, household_at(centre, household_id), takers)


def _taken(
    request: HttpRequest, centre: Centre, household: Household, takers: dict[str, Taker]
) -> HttpResponse:
    """The page after the deed; where it was refused, the page with the form as it was sent."""
    deed, about = request.POST.get("deed", ""), request.POST.get("about", "")
    taker = takers.get(deed)
    sent = taker(request, household, about) if taker else None
    if sent is None:
        return shown(request, centre, household, {}, UNPROCESSABLE)
    form, done = sent
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            done(form.cleaned_data)
        except AT_THE_FORM as refusal:
            form.add_error(None, refusal.message("en" if english() else "th"))
            status = CONFLICT
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("following_home", centre_code=centre.code, household_id=household.pk)
    return shown(request, centre, household, {form.prefix: form}, status)


def _contact(request: HttpRequest, household: Household, _about: str) -> Sent | None:
    form = contact_form(household, timezone.now(), request.POST)

    def done(said: Said) -> object:
        return record_contact(
            key=said["key"], household=household, said=form.said(), by=hand(request)
        )

    return form, done


def _withdraw(request: HttpRequest, household: Household, about: str) -> Sent | None:
    contact = _one(Contact, household, about)
    if contact is None:
        return None
    form = WithdrawForm(request.POST, name=f"withdraw-{contact.pk.hex}")
    return form, lambda said: withdraw_contact(
        key=said["key"], contact=contact, reason=said["reason"], by=hand(request)
    )


def _name(request: HttpRequest, household: Household, _about: str) -> Sent | None:
    return NameForm(request.POST, name="name"), lambda said: name_contact(
        key=said["key"],
        household=household,
        name=said["name"],
        phone=said["phone"],
        relation=said["relation"],
        by=hand(request),
    )


def _end(request: HttpRequest, household: Household, about: str) -> Sent | None:
    name = _one(ContactName, household, about)
    if name is None:
        return None
    form = KeyForm(request.POST, name=f"end-{name.pk.hex}")
    return form, lambda said: end_contact_name(key=said["key"], contact_name=name, by=hand(request))


def _notice(request: HttpRequest, household: Household, about: str) -> Sent | None:
    key, _dot, place = about.partition(".")
    debt = _one(Debt, household, key)
    if debt is None or not place.isascii() or not place.isdigit():
        return None
    form = NoticeForm(request.POST, name=f"notice-{int(place[:6])}")
    return form, lambda said: send_notice(
        key=said["key"],
        debt=debt,
        guarantor=said["guarantor"],
        sent_on=said["sent_on"],
        channel=said["channel"],
        by=hand(request),
    )


def _receipt(request: HttpRequest, household: Household, about: str) -> Sent | None:
    notice = _one(GuarantorNotice, household, about, "debt__household")
    if notice is None:
        return None
    form = ReceiptForm(request.POST, name=f"receipt-{notice.pk.hex}")
    return form, lambda said: receive_notice(
        key=said["key"], notice=notice, received_on=said["received_on"], by=hand(request)
    )


def _act(request: HttpRequest, household: Household, _about: str) -> Sent | None:
    form = ActForm(request.POST, on=today(), debts=followed(household).debts)
    return form, lambda said: record_act(
        key=said["key"],
        debt=Debt.objects.select_related("household__centre").get(pk=said["debt"]),
        kind=said["kind"],
        acted_on=said["acted_on"],
        told_lapsed=said["told_lapsed"],
        by=hand(request),
        paid=payments_on,
    )


def _visit(request: HttpRequest, household: Household, _about: str) -> Sent | None:
    return VisitForm(request.POST, name="visit"), lambda said: plan_visit(
        key=said["key"],
        household=household,
        planned_on=said["planned_on"],
        purpose=said["purpose"],
        by=hand(request),
    )


def _report(request: HttpRequest, household: Household, about: str) -> Sent | None:
    visit = _one(HouseholdVisit, household, about)
    if visit is None:
        return None
    form = ReportForm(request.POST, name=f"report-{visit.pk.hex}")
    return form, lambda said: report_visit(
        key=said["key"],
        visit=visit,
        outcome=said["outcome"],
        visited_on=said["visited_on"],
        note=said["note"],
        by=hand(request),
    )


def _one(model: Any, household: Household, key: str, path: str = "household") -> Any:
    """The row of the household that the form is about; None where there is none."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    mine = {f"{path}__in": entries_together(household)}
    return model.objects.filter(pk=wanted, **mine).first()
