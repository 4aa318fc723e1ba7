"""Contacts within the law, whom a debtor named, notices to guarantors, visits, acts on a claim.

Each is recorded once: what is sent again under the same key is the row that stands already.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from plodnee.audit.services import record
from plodnee.audit.simultaneous import found_if_raced
from plodnee.audit.subjects import seal_column
from plodnee.casework.cases.selectors import last_state_of, open_case_of
from plodnee.casework.cases.services import mark_first_followed
from plodnee.casework.cases.states import State
from plodnee.casework.following.duties import (
    Paid,
    claims_of_debt,
    guarantors_of,
    none_paid,
    restarts_by_debt,
)
from plodnee.casework.following.errors import (
    ActBeforeDebt,
    AlreadyReported,
    ContactNotAllowed,
    DayAhead,
    DebtorDeceased,
    LapsedUntold,
    NothingDue,
    NoticeOutOfOrder,
    NotTheirContact,
)
from plodnee.casework.following.selectors import (
    THAILAND,
    contact_names,
    contact_ruling,
    deaths_known,
    is_state_official,
    overdue_debts,
)
from plodnee.casework.models import (
    Contact,
    ContactName,
    ContactNameEnd,
    ContactWithdrawal,
    GuarantorNotice,
    GuarantorNoticeReceipt,
    HouseholdVisit,
    PrescriptionAct,
    RefusedContact,
    VisitReport,
)
from plodnee.casework.rules.services import Hand
from plodnee.engine.collection_hours import may_contact
from plodnee.engine.national_id import masked_line
from plodnee.engine.prescription import REVIVES
from plodnee.engine.thai_text import clean_text
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.models import Debt, Household

CONTACT, VISIT = "following.contact", "following.visit"
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """What is said of a contact; `contact_name` is None where it was with the debtor."""

    at: datetime
    channel: str
    outcome: str
    contact_name: UUID | None = None
    promised_on: date | None = None
    promised_satang: int | None = None
    note: str = ""


def record_contact(*, key: UUID, household: Household, said: ContactSaid, by: Hand) -> Contact:
    """The contact; one that the law does not allow is refused, and that it was stays recorded.

    Raises: NotAllowed, DayAhead, ContactNotAllowed, NotTheirContact, DebtorDeceased.
    """
    require(by.actor, CONTACT, at=household.centre_id, on=by.on)
    if said.at > by.at:
        raise DayAhead()
    try:
        with transaction.atomic():
            return _contact(key, household, said, by)
    except ContactNotAllowed as refusal:
        _refused(household, said, refusal.ruling.code, by)
        raise


def _contact(key: UUID, household: Household, said: ContactSaid, by: Hand) -> Contact:
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    standing = Contact.objects.filter(pk=key, household=household).first()
    if standing is not None:
        return standing
    here = said.at.astimezone(THAILAND)
    ruling = contact_ruling(household, here, by.actor)
    if not ruling.allowed:
        raise ContactNotAllowed(ruling)
    named = {one.pk for one in contact_names(household, here.date())}
    if said.contact_name is not None and said.contact_name not in named:
        raise NotTheirContact()
    if said.contact_name is None:
        _refuse_deceased(household, here.date())
    of_day = Contact.objects.filter(household=household, contacted_on=here.date())
    contact = Contact(
        pk=key,
        household=household,
        contact_name_id=said.contact_name,
        contacted_at=said.at,
        contacted_on=here.date(),
        place_of_day=(of_day.aggregate(last=Max("place_of_day"))["last"] or 0) + 1,
        channel=said.channel,
        outcome=said.outcome,
        promised_on=said.promised_on,
        promised_satang=said.promised_satang,
        **_done(by),
    )
    seal_column(contact, "sealed_note", clean_text(said.note))
    contact.save(force_insert=True)
    _record(by, "contacted", household, channel=said.channel, outcome=said.outcome)
    return contact


def _refuse_deceased(household: Household, day: date) -> None:
    """Nothing, unless the debtor was known to be dead on the day. Raises: DebtorDeceased."""
    known_on = deaths_known(household.centre, day).get(household.pk)
    if known_on is not None and last_state_of(household) == State.DECEASED:
        raise DebtorDeceased(known_on=known_on)


@transaction.atomic
def _refused(household: Household, said: ContactSaid, code: str, by: Hand) -> None:
    RefusedContact.objects.create(household=household, asked_for=said.at, code=code, **_done(by))
    _record(by, "contact_refused", household, code=code)


@transaction.atomic
def withdraw_contact(*, key: UUID, contact: Contact, reason: str, by: Hand) -> ContactWithdrawal:
    """The contact counts no more; that it was recorded stays.

    Raises: NotAllowed, AlreadyReported.
    """
    require(by.actor, CONTACT, at=contact.household.centre_id, on=by.on)
    Household.objects.select_for_update(no_key=True).get(pk=contact.household_id)
    standing = ContactWithdrawal.objects.filter(contact=contact).first()
    if standing is not None:
        return _same(standing, key)
    why = masked_line(reason)
    row = ContactWithdrawal.objects.create(pk=key, contact=contact, reason=why, **_done(by))
    _record(by, "contact_withdrawn", contact.household, reason=why)
    return row


@found_if_raced
def name_contact(
    *, key: UUID, household: Household, name: str, phone: str, relation: str, by: Hand
) -> ContactName:
    """Somebody whom the debtor wants contacted in their place.

    Raises: NotAllowed.
    """
    require(by.actor, CONTACT, at=household.centre_id, on=by.on)
    standing = ContactName.objects.filter(pk=key, household=household).first()
    if standing is not None:
        return standing
    row = ContactName(pk=key, household=household, relation=relation, named_on=by.on, **_done(by))
    seal_column(row, "sealed_name", clean_text(name))
    seal_column(row, "sealed_phone", clean_text(phone))
    row.save(force_insert=True)
    _record(by, "contact_named", household, relation=relation)
    return row


@transaction.atomic
def end_contact_name(*, key: UUID, contact_name: ContactName, by: Hand) -> ContactNameEnd:
    """That the debtor took the name back, from this day on.

    Raises: NotAllowed, AlreadyReported.
    """
    require(by.actor, CONTACT, at=contact_name.household.centre_id, on=by.on)
    ContactName.objects.select_for_update(no_key=True).get(pk=contact_name.pk)
    standing = ContactNameEnd.objects.filter(contact_name=contact_name).first()
    if standing is not None:
        return _same(standing, key)
    row = ContactNameEnd.objects.create(
        pk=key, contact_name=contact_name, ended_on=by.on, **_done(by)
    )
    _record(by, "contact_name_ended", contact_name.household)
    return row


@found_if_raced
def send_notice(
    *, key: UUID, debt: Debt, guarantor: str, sent_on: date, channel: str, by: Hand
) -> GuarantorNotice:
    """A written notice of the debt's default, sent to one of its guarantors.

    Raises: NotAllowed, ContactNotAllowed for an official of the state, DayAhead, NothingDue,
            NoticeOutOfOrder, NoRegister.
    """
    centre = debt.household.centre
    require(by.actor, CONTACT, at=centre, on=by.on)
    if is_state_official(by.actor, by.on):
        raise ContactNotAllowed(may_contact(by.at, by_state_official=True))
    if sent_on > by.on:
        raise DayAhead()
    standing = GuarantorNotice.objects.filter(pk=key, debt=debt).first()
    if standing is not None:
        return standing
    due = [one for one in overdue_debts(centre, by.on) if one.stated.debt.pk == debt.pk]
    if not due or guarantor not in guarantors_of(due[0].stated, by.on):
        raise NothingDue()
    if sent_on < due[0].since:
        raise NoticeOutOfOrder()
    row = GuarantorNotice(
        pk=key,
        debt=debt,
        defaulted_on=due[0].since,
        sent_on=sent_on,
        channel=channel,
        **_done(by),
    )
    seal_column(row, "sealed_guarantor", guarantor)
    row.save(force_insert=True)
    _record(by, "notice_sent", debt.household, channel=channel, sent_on=sent_on)
    return row


@transaction.atomic
def receive_notice(
    *, key: UUID, notice: GuarantorNotice, received_on: date, by: Hand
) -> GuarantorNoticeReceipt:
    """That the notice reached the guarantor on a day.

    Raises: NotAllowed, DayAhead, NoticeOutOfOrder, AlreadyReported.
    """
    household = notice.debt.household
    require(by.actor, CONTACT, at=household.centre_id, on=by.on)
    if received_on > by.on:
        raise DayAhead()
    GuarantorNotice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    standing = GuarantorNoticeReceipt.objects.filter(notice=notice).first()
    if standing is not None:
        return _same(standing, key)
    if received_on < notice.sent_on:
        raise NoticeOutOfOrder()
    row = GuarantorNoticeReceipt.objects.create(
        pk=key, notice=notice, received_on=received_on, **_done(by)
    )
    _record(by, "notice_received", household, received_on=received_on)
    return row


@found_if_raced
def plan_visit(
    *, key: UUID, household: Household, planned_on: date, purpose: str, by: Hand
) -> HouseholdVisit:
    """A visit to help, planned for a day; the state's officers may make one, for no debt is asked.

    Raises: NotAllowed.
    """
    require(by.actor, VISIT, at=household.centre_id, on=by.on)
    standing = HouseholdVisit.objects.filter(pk=key, household=household).first()
    if standing is not None:
        return standing
    row = HouseholdVisit.objects.create(
        pk=key, household=household, planned_on=planned_on, purpose=purpose, **_done(by)
    )
    _record(by, "visit_planned", household, planned_on=planned_on, purpose=purpose)
    return row


@transaction.atomic
def report_visit(
    *,
    key: UUID,
    visit: HouseholdVisit,
    outcome: str,
    visited_on: date | None,
    note: str,
    by: Hand,
) -> VisitReport:
    """What came of a visit; one that was called off has no day.

    Raises: NotAllowed, DayAhead, AlreadyReported.
    """
    require(by.actor, VISIT, at=visit.household.centre_id, on=by.on)
    if visited_on is not None and visited_on > by.on:
        raise DayAhead()
    HouseholdVisit.objects.select_for_update(no_key=True).get(pk=visit.pk)
    standing = VisitReport.objects.filter(visit=visit).first()
    if standing is not None:
        return _same(standing, key)
    row = VisitReport(pk=key, visit=visit, outcome=outcome, visited_on=visited_on, **_done(by))
    seal_column(row, "sealed_note", clean_text(note))
    row.save(force_insert=True)
    _record(by, "visit_reported", visit.household, outcome=outcome)
    case = open_case_of(visit.household)
    if case is not None and outcome == VisitReport.Outcome.MET:
        mark_first_followed(case, by=by)
    return row


@found_if_raced
def record_act(
    *,
    key: UUID,
    debt: Debt,
    kind: str,
    acted_on: date,
    told_lapsed: bool,
    by: Hand,
    paid: Paid = none_paid,
) -> PrescriptionAct:
    """An act by which the claim's years begin anew; after they lapsed, only one that was warned.

    What was `paid` in the books begins them anew too.

    Raises: NotAllowed, DayAhead, ActBeforeDebt, LapsedUntold, NoRegister.
    """
    centre = debt.household.centre
    require(by.actor, CONTACT, at=centre, on=by.on)
    if acted_on > by.on:
        raise DayAhead()
    standing = PrescriptionAct.objects.filter(pk=key, debt=debt).first()
    if standing is not None:
        return standing
    one = stated_debts(centre, by.on).get(debt.pk)
    if one and one.state.borrowed_on and acted_on < one.state.borrowed_on:
        raise ActBeforeDebt(day=one.state.borrowed_on)
    acts = restarts_by_debt([debt.pk], acted_on, paid).get(debt.pk, [])
    claims = claims_of_debt(one, acted_on, acts) if one else []
    lapsed = [claim.found.last_day for claim in claims if claim.standing == "lapsed"]
    if lapsed and kind in REVIVES and not told_lapsed:
        raise LapsedUntold(day=min(lapsed))
    row = PrescriptionAct.objects.create(
        pk=key, debt=debt, kind=kind, acted_on=acted_on, told_lapsed=told_lapsed, **_done(by)
    )
    _record(by, "act_recorded", debt.household, kind=kind, acted_on=acted_on)
    return row


def _same(standing: Row, key: UUID) -> Row:
    """The row, if just this was sent before.

    Raises: AlreadyReported if another was.
    """
    if standing.pk != key:
        raise AlreadyReported()
    return standing


def _done(by: Hand) -> dict[str, object]:
    return {"done_by": officer_or_none(by.actor), "done_at": by.at}


def _record(by: Hand, deed: str, household: Household, **details: object) -> None:
    record(known(by.actor), f"following.{deed}", household, **details)
