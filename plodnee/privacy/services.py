"""What is done with personal data: opened, agreed to, asked for, held."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from plodnee import policy
from plodnee.audit.access import record_reveal
from plodnee.audit.selectors import reveals_since
from plodnee.audit.services import record
from plodnee.audit.subjects import open_column, seal_column
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_dates import short_date
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Officer
from plodnee.privacy.erasure import erase_subject
from plodnee.privacy.errors import (
    AnsweredAlready,
    ConsentDayNotPossible,
    ConsentNotPossible,
    ConsentWithdrawnSince,
    NoExportAsked,
    NoHouseNumber,
    NoNationalId,
    TooManyReveals,
    WhyMissing,
)
from plodnee.privacy.export import SubjectData, export_subject
from plodnee.privacy.models import (
    ConsentRecord,
    Erasure,
    LegalHold,
    ProcessingPurpose,
    RequestAnswer,
    SubjectRequest,
)
from plodnee.privacy.selectors import (
    FAMILY,
    answer_days,
    consents_of_person,
    holds_on,
    opened_house_number,
    opened_id,
    purposes,
    reveals_an_hour,
)
from plodnee.registers.models import Household, ImportBatch, Person
from plodnee.registers.sameness.standing import entries_of
from plodnee.registers.services import take_correction

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks to see something, when, on which page, by which post."""

    actor: Visitor
    at: datetime
    on: date
    screen: str
    role: str = ""
    request_id: str = ""


@transaction.atomic
def reveal_national_id(
    person: Person, *, household: Household | None, reason: str, asking: Asking
) -> str:
    """The whole national id; that it was opened, by whom and why, is in the log.

    Raises: NotAllowed, WhyMissing, NoNationalId, TooManyReveals.
    """
    require(asking.actor, "ids.reveal", at=person.centre_id, on=asking.on)
    why = _told(reason)
    number = opened_id(person)
    if not number:
        raise NoNationalId()
    _count_reveal(asking)
    _opened(asking, why, household=household, person=person)
    return number


@transaction.atomic
def reveal_house_number(household: Household, *, reason: str, asking: Asking) -> str:
    """The whole house number; that it was opened, by whom and why, is in the log.

    Raises: NotAllowed, WhyMissing, NoHouseNumber, TooManyReveals.
    """
    require(asking.actor, "ids.reveal", at=household.centre_id, on=asking.on)
    why = _told(reason)
    number = opened_house_number(household)
    if not number:
        raise NoHouseNumber()
    _count_reveal(asking)
    _opened(asking, why, household=household, person=None)
    return number


@transaction.atomic
def reveal_refused_rows(batch: ImportBatch, *, reason: str, asking: Asking) -> bytes:
    """The workbook of an import's refused rows, ids and house numbers whole, to put right.

    That it was taken, by whom and why, is in the log; empty if there is none.
    Raises: NotAllowed, WhyMissing, TooManyReveals.
    """
    require(asking.actor, "ids.reveal", at=batch.centre_code, on=asking.on)
    why = _told(reason)
    content = take_correction(batch, actor=asking.actor, on=asking.on)
    if content:
        _count_reveal(asking)
        record_reveal(
            known(asking.actor),
            asking.screen,
            chain=batch.centre_code,
            household=batch.pk,
            person=None,
            reason=why,
            role=asking.role,
            request_id=asking.request_id,
        )
    return content


@transaction.atomic
def give_consent(
    person: Person,
    *,
    purpose_code: str,
    channel: str,
    said_on: date,
    actor: Visitor,
    on: date,
    witness: str = "",
    language: str = "th",
) -> ConsentRecord:
    """That the person agreed to a purpose, in the words of its latest version.

    Raises: NotAllowed, ConsentNotPossible, ConsentDayNotPossible, ConsentWithdrawnSince.
    """
    require(actor, "consents.record", at=person.centre_id, on=on)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    purpose = {one.code: one for one in purposes()}.get(purpose_code)
    stands = {one.purpose.code: one for one in consents_of_person(person.pk)}
    if purpose is None or purpose_code not in stands or stands[purpose_code].state == "given":
        raise ConsentNotPossible()
    if said_on > on:
        raise ConsentDayNotPossible()
    last = stands[purpose_code].record
    if last is not None and said_on < last.said_on:
        raise ConsentWithdrawnSince(withdrawn=last.said_on)
    return _recorded(
        ConsentRecord(
            person=person,
            purpose=purpose,
            text_sha256=purpose.text_sha256,
            language=language,
            channel=channel,
            said_on=said_on,
        ),
        witness,
        actor,
        on,
    )


@transaction.atomic
def withdraw_consent(
    person: Person, *, purpose_code: str, channel: str, said_on: date, actor: Visitor, on: date
) -> ConsentRecord:
    """That the person withdrew a consent: a row of its own; what was agreed before stays in sight.

    Consents stand on papers of the funds as well: one that nobody recorded here is withdrawn by a
    row that names itself.

    Raises: NotAllowed, ConsentNotPossible, ConsentDayNotPossible.
    """
    require(actor, "consents.record", at=person.centre_id, on=on)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    stands = {one.purpose.code: one for one in consents_of_person(person.pk)}
    if purpose_code not in stands or stands[purpose_code].state == "withdrawn":
        raise ConsentNotPossible()
    given, purpose = stands[purpose_code].record, stands[purpose_code].purpose
    if said_on > on or (given is not None and said_on < given.said_on):
        raise ConsentDayNotPossible(given=given.said_on if given is not None else "–")
    row = ConsentRecord(
        person=person,
        purpose=given.purpose if given else purpose,
        text_sha256=given.text_sha256 if given else purpose.text_sha256,
        language=given.language if given else "th",
        channel=channel,
        said_on=said_on,
    )
    row.withdraws = given or row
    return _recorded(row, "", actor, on)


@transaction.atomic
def receive_request(
    person: Person, *, kind: str, received_on: date, actor: Visitor, on: date
) -> SubjectRequest:
    """What the person asked for, with the day by which the law wants an answer.

    Asked twice on one day and not answered yet, it is one request.

    Raises: NotAllowed.
    """
    require(actor, "consents.record", at=person.centre_id, on=on)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    day = min(received_on, on)
    asked = SubjectRequest.objects.filter(person=person, kind=kind, received_on=day, answer=None)
    standing = asked.first()
    if standing is not None:
        return standing
    request = SubjectRequest.objects.create(
        person=person,
        kind=kind,
        received_on=day,
        due_on=day + timedelta(days=answer_days(on)),
        recorded_by=officer_or_none(actor),
    )
    record(known(actor), "privacy.request_received", request, kind=kind, due_on=request.due_on)
    return request


@transaction.atomic
def answer_request(
    request: SubjectRequest, *, granted: bool, reason: str, actor: Visitor, on: date
) -> RequestAnswer:
    """What was done about a request; a refusal says why, and granting an erasure erases.

    Raises: NotAllowed, WhyMissing, AnsweredAlready, ErasureNotPossible while the data must be kept.
    """
    require(actor, "requests.answer", at=request.person.centre_id, on=on)
    why = masked_line(reason) if granted else _told(reason)
    SubjectRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if RequestAnswer.objects.filter(request=request).exists():
        raise AnsweredAlready()
    answer = RequestAnswer(
        request=request,
        is_granted=granted,
        answered_on=on,
        answered_by=officer_or_none(actor),
    )
    seal_column(answer, "sealed_reason", why)
    answer.save(force_insert=True)
    record(known(actor), "privacy.request_answered", request, granted=int(granted))
    if granted and request.kind == SubjectRequest.Kind.ERASURE:
        ground = Erasure.Ground.REQUEST
        erase_subject(request.person, ground=ground, actor=actor, on=on, request=request)
    return answer


@transaction.atomic
def export_for_request(
    request: SubjectRequest, *, household: Household, asking: Asking
) -> SubjectData:
    """Everything that is kept of whoever asked for a copy, the whole id with it.

    It counts as the opening of an id, and the log says that the person asked for it.

    Raises: NotAllowed, NoExportAsked, TooManyReveals.
    """
    person = request.person
    require(asking.actor, "requests.answer", at=person.centre_id, on=asking.on)
    refused = RequestAnswer.objects.filter(request=request, is_granted=False).exists()
    if request.kind != SubjectRequest.Kind.EXPORT or refused:
        raise NoExportAsked()
    _count_reveal(asking)
    why = f"คำขอสำเนาข้อมูล {short_date(request.received_on)}"
    _opened(asking, why, household=household, person=person)
    return export_subject(person, actor=asking.actor, on=asking.on)


@transaction.atomic
def set_hold(person: Person, *, reason: str, actor: Visitor, on: date) -> LegalHold:
    """The person's data are kept from now on, whatever a rule says; each reason is a hold.

    Set again for the same reason, the hold that stands.
    Raises: NotAllowed, WhyMissing.
    """
    why = _told_by(actor, person, reason, on)
    standing = holds_on(person).select_related("person")
    same = (one for one in standing if open_column(one, "sealed_reason") == why)
    return next(same, None) or _held(LegalHold(person=person), why, actor, on)


@transaction.atomic
def lift_holds(person: Person, *, reason: str, actor: Visitor, on: date) -> list[LegalHold]:
    """Every hold on the person, under whichever entry, lifted by a row each; none left to lift: [].

    Raises: NotAllowed, WhyMissing.
    """
    why = _told_by(actor, person, reason, on)
    found = list(holds_on(person).select_related("person").order_by("set_on", "pk"))
    return [_held(LegalHold(person=one.person, lifts=one), why, actor, on) for one in found]


@transaction.atomic
def load_purposes() -> int:
    """How many purposes were stated anew; those that say the same as before stay as they are."""
    standing = {one.code: one for one in purposes()}
    stated = 0
    for version in policy.versions(FAMILY)[-1:]:
        for said in version.values["purposes"]:
            row = _purpose(version, said)
            before = standing.get(row.code)
            if before is None or _content(before) != _content(row):
                row.version = before.version + 1 if before else 1
                row.save(force_insert=True)
                stated += 1
    return stated


def _count_reveal(asking: Asking) -> None:
    """Refuse one more than an hour allows; whoever asks twice at once is counted one by one."""
    actor = known(asking.actor)
    if isinstance(actor, Officer):
        Officer.objects.select_for_update(no_key=True).get(pk=actor.pk)
    limit = reveals_an_hour(asking.on)
    if reveals_since(actor.audit_key, asking.at - HOUR) >= limit:
        raise TooManyReveals(limit=limit)


def _opened(
    asking: Asking, why: str, *, household: Household | None, person: Person | None
) -> None:
    """In the log: that this was opened."""
    place = person or household
    assert place is not None
    record_reveal(
        known(asking.actor),
        asking.screen,
        chain=place.centre_id,
        household=household.pk if household else None,
        person=person.pk if person else None,
        reason=why,
        role=asking.role,
        request_id=asking.request_id,
    )


def _recorded(row: ConsentRecord, witness: str, actor: Visitor, on: date) -> ConsentRecord:
    row.recorded_on, row.recorded_by = on, officer_or_none(actor)
    seal_column(row, "sealed_witness", masked_line(witness))
    row.save(force_insert=True)
    deed = "privacy.consent_withdrawn" if row.withdraws_id else "privacy.consent_given"
    record(known(actor), deed, row, purpose=row.purpose.code, channel=row.channel)
    return row


def _told_by(actor: Visitor, person: Person, reason: str, on: date) -> str:
    """The reason of somebody who may hold data; the person is locked until the hold is stored."""
    require(actor, "requests.answer", at=person.centre_id, on=on)
    why = _told(reason)
    entries = Person.objects.filter(pk__in=entries_of(person)).order_by("pk")
    list(entries.select_for_update(no_key=True).values_list("pk"))
    return why


def _held(hold: LegalHold, reason: str, actor: Visitor, on: date) -> LegalHold:
    hold.set_on, hold.set_by = on, officer_or_none(actor)
    seal_column(hold, "sealed_reason", reason)
    hold.save(force_insert=True)
    record(known(actor), "privacy.hold_lifted" if hold.lifts_id else "privacy.hold_set", hold)
    return hold


def _told(reason: str) -> str:
    """The reason on one line, ids masked."""
    why = reason_line(reason)
    if not why:
        raise WhyMissing()
    return why


def _purpose(version: policy.Version, said: dict[str, str | int]) -> ProcessingPurpose:
    texts = f"{said['text_th']}\n{said['text_en']}"
    return ProcessingPurpose(
        **said,
        text_sha256=hashlib.sha256(texts.encode("utf-8")).hexdigest(),
        valid_from=version.from_,
        source=version.source,
        is_confirmed=version.verified,
    )


def _content(row: ProcessingPurpose) -> tuple[object, ...]:
    kept = ("basis", "name_th", "name_en", "text_sha256", "retention_months", "valid_from")
    return (*(getattr(row, name) for name in kept), row.source, row.is_confirmed)
