"""One household that is followed up: everything on its page, and the forms of whoever may."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.audit.subjects import open_column
from plodnee.casework.cases.selectors import last_state_of
from plodnee.casework.cases.states import State
from plodnee.casework.following.duties import (
    ClaimWarning,
    GuarantorDuty,
    claims_of_debt,
    estate_claims,
    guarantor_duties,
    restarts_by_debt,
)
from plodnee.casework.following.selectors import (
    arrears_of,
    contact_names,
    contact_ruling,
    contacts_with,
    deaths_known,
    entries_together,
    is_state_official,
    refused_with,
    visits_of,
)
from plodnee.casework.models import Contact, ContactName, HouseholdVisit
from plodnee.ledger.restarting import payments_on
from plodnee.organization.models import Centre, Officer
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.web.access import can, officer_of, today
from plodnee.web.cases.wording import AFTER_LEAVING
from plodnee.web.following.forms import (
    ActForm,
    ContactForm,
    KeyForm,
    NameForm,
    NoticeForm,
    ReceiptForm,
    ReportForm,
    VisitForm,
    WithdrawForm,
)
from plodnee.web.following.wording import (
    CHANNELS,
    CLAIMS,
    PURPOSES,
    REFUSALS,
    RELATIONS,
    VISITS,
    contact_words,
    neutral_words,
    notice_words,
    ruling_words,
)

Bound = dict[str, forms.Form]  # the form that was refused, by its name


@dataclass(frozen=True, slots=True)
class Followed:
    """What is known of a household on a day: overdue debts, notices due, claims, all its debts."""

    arrears: Any
    duties: list[GuarantorDuty]
    claims: list[ClaimWarning]
    debts: list[tuple[UUID, str]]


def followed(household: Household) -> Followed:
    """The household as the register of today has it; nothing where there is none."""
    on, mine = today(), entries_together(household)
    centre = household.centre
    try:
        arrears = [one for one in arrears_of(centre, on) if one.household.pk in mine]
        duties = [
            one for one in guarantor_duties(centre, on) if one.overdue.stated.household.pk in mine
        ]
        debts = stated_debts(centre, on, households=[household.pk])
    except NoRegister:
        return Followed(None, [], [], [])
    own = [one for one in debts.values() if one.owed_satang and one.creditor_kind == "group"]
    acts = restarts_by_debt([one.debt.pk for one in own], on, payments_on)
    deaths = deaths_known(centre, on)
    claims = [claim for one in own for claim in claims_of_debt(one, on, acts.get(one.debt.pk, ()))]
    claims += [claim for one in own for claim in estate_claims(one, on, deaths)]
    names = [(one.debt.pk, f"{one.creditor} {one.state.contract_number}".strip()) for one in own]
    return Followed(arrears[0] if arrears else None, duties, claims, names)


def home_context(
    request: HttpRequest, centre: Centre, household: Household, bound: Bound
) -> dict[str, Any]:
    """Everything that the page of a followed household shows."""
    found, now = followed(household), timezone.localtime()
    officer, last_state = officer_of(request), last_state_of(household)
    ruling = contact_ruling(household, now, officer)
    official = is_state_official(officer, today())
    works = can(request, "following.contact", centre) and not official
    visits = can(request, "following.visit", centre)
    return {
        "centre": centre,
        "household": household,
        "found": found,
        "gone": AFTER_LEAVING.get(last_state, ""),
        "deceased": last_state == State.DECEASED,
        "ruling": ruling,
        "ruling_words": ruling_words(ruling, now),
        "official": official,
        "works": works,
        "visits_may": visits,
        "neutral": neutral_words(centre.name),
        "contacts": [_contact(one, bound, works=works) for one in contacts_with(household)],
        "refused": [_refused(one) for one in refused_with(household)],
        "names": [_name(one) for one in contact_names(household, today())],
        "notices": _notices(found.duties, bound, works=works),
        "visits": [_visit(one, bound, works=visits) for one in visits_of(household)],
        "claims": [{"one": one, "kind": CLAIMS[one.kind]} for one in found.claims],
        "open_ids": {name for name, form in bound.items() if form.errors},
        "made_up": centre.is_demonstration,
        **(_work_forms(household, found, bound, now) if works else {}),
        "visit_form": (bound.get("visit") or VisitForm(name="visit")) if visits else None,
    }


def _work_forms(
    household: Household, found: Followed, bound: Bound, now: datetime
) -> dict[str, Any]:
    return {
        "contact_form": bound.get("contact") or contact_form(household, now),
        "name_form": bound.get("name") or NameForm(name="name"),
        "act_form": (bound.get("act") or ActForm(on=now.date(), debts=found.debts))
        if found.debts
        else None,
    }


def contact_form(household: Household, now: datetime, data: Any = None) -> ContactForm:
    """The form of a contact, with those whom the debtor named to choose from."""
    names = [
        (one.pk, f"{open_column(one, 'sealed_name')} ({RELATIONS[one.relation]})")
        for one in contact_names(household, today())
    ]
    gone = last_state_of(household) == State.DECEASED
    return ContactForm(data, now=now, names=names, is_deceased=gone)


def _contact(one: Contact, bound: Bound, *, works: bool) -> dict[str, Any]:
    withdrawn = hasattr(one, "withdrawal")
    name = f"withdraw-{one.pk.hex}"
    return {
        "one": one,
        "words": contact_words(one),
        "channel": CHANNELS[one.channel],
        "with_whom": open_column(one.contact_name, "sealed_name") if one.contact_name else "",
        "note": open_column(one, "sealed_note"),
        "withdrawn": withdrawn,
        "who": _who(one.done_by),
        "form": bound.get(name) or WithdrawForm(name=name) if works and not withdrawn else None,
    }


def _refused(one: Any) -> dict[str, Any]:
    return {"one": one, "words": REFUSALS.get(one.code, one.code), "who": _who(one.done_by)}


def _name(one: ContactName) -> dict[str, Any]:
    return {
        "one": one,
        "name": open_column(one, "sealed_name"),
        "phone": open_column(one, "sealed_phone"),
        "relation": RELATIONS[one.relation],
        "form": KeyForm(name=f"end-{one.pk.hex}"),
    }


def _notices(duties: list[GuarantorDuty], bound: Bound, *, works: bool) -> list[dict[str, Any]]:
    """Each guarantor with how the notice stands, and the form of the next step."""
    rows = []
    for place, duty in enumerate(duties):
        row: dict[str, Any] = {"duty": duty, "words": notice_words(duty)}
        row |= {"about": f"{duty.overdue.stated.debt.pk}.{place}", "form": None, "receipt": None}
        if works and not duty.settled:
            row |= _next_step(duty, place, bound)
        rows.append(row)
    return rows


def _next_step(duty: GuarantorDuty, place: int, bound: Bound) -> dict[str, Any]:
    if duty.sent is None:
        name = f"notice-{place}"
        sent = {"guarantor": duty.guarantor, "sent_on": today()}
        return {"form": bound.get(name) or NoticeForm(name=name, initial=sent)}
    name = f"receipt-{duty.sent.pk.hex}"
    received = {"received_on": today()}
    return {"receipt": bound.get(name) or ReceiptForm(name=name, initial=received)}


def _visit(one: HouseholdVisit, bound: Bound, *, works: bool) -> dict[str, Any]:
    report = getattr(one, "report", None)
    name = f"report-{one.pk.hex}"
    return {
        "one": one,
        "purpose": PURPOSES[one.purpose],
        "report": report,
        "outcome": VISITS[report.outcome] if report else "",
        "note": open_column(report, "sealed_note") if report else "",
        "who": _who(one.done_by),
        "form": (bound.get(name) or ReportForm(name=name, initial={"visited_on": today()}))
        if works and report is None
        else None,
    }


def _who(officer: Officer | None) -> str:
    return (officer.get_full_name() or officer.get_username()) if officer else _("ผู้ดูแลระบบ")
