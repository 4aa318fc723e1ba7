"""An office's letters numbered in its register, received elsewhere, their tasks answered."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from plodnee.audit.services import record
from plodnee.engine.thai_dates import be_year
from plodnee.organization.access import known, officer_or_none, require
from plodnee.organization.models import Area
from plodnee.visits.errors import (
    ChangedMeanwhile,
    LetterNotForHere,
    LetterUnclear,
    NumberTaken,
    OfficeUnknown,
    ReasonMissing,
    SentOtherwise,
)
from plodnee.visits.letters.plain import (
    ENCLOSURES,
    LONGEST_ENCLOSED,
    MOST_ENCLOSED,
    AboutVisit,
    LetterSaid,
    OfficeSaid,
    ReceivedSaid,
)
from plodnee.visits.letters.selectors import letter_number, office_of, office_title
from plodnee.visits.models import (
    Letter,
    LetterReceipt,
    LetterTask,
    OfficeStatement,
    TaskAnswer,
)
from plodnee.visits.rounds.services import Hand

Kind, Series = Letter.Kind, Letter.Series
NOTHING = AboutVisit()


@transaction.atomic
def state_office(*, office_code: str, said: OfficeSaid, by: Hand) -> OfficeStatement:
    """How the office heads and signs its letters from now on; letters already sent stay.

    What is stated again as it stands is the statement that stands.

    Raises: NotAllowed.
    """
    require(by.actor, "letters.send", at=office_code, on=by.on)
    _lock(office_code)
    standing = office_of(office_code)
    if standing is not None and _reads(standing) == said:
        return standing
    made = OfficeStatement.objects.create(
        office_code=office_code,
        number=standing.number + 1 if standing else 1,
        letter_code=said.letter_code,
        address=said.address,
        contact=said.contact,
        place=said.place,
        signer_name=said.signer_name,
        signer_position=said.signer_position,
        motto=said.motto,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "letters.office_stated", made, version=made.number)
    return made


@transaction.atomic
def send_letter(
    *,
    office_code: str,
    said: LetterSaid,
    by: Hand,
    about: AboutVisit = NOTHING,
    letter_id: UUID | None = None,
) -> Letter:
    """The letter with the next number of its series in the office's register, or the one asked for.

    The same id sent again with the same words is the letter that stands.

    Raises: NotAllowed, OfficeUnknown, LetterUnclear, NumberTaken, SentOtherwise.
    """
    require(by.actor, "letters.send", at=office_code, on=by.on)
    _lock(office_code)
    standing = Letter.objects.filter(pk=letter_id).first() if letter_id else None
    if standing is not None:
        return _sent_before(standing, office_code, said)
    office = office_of(office_code)
    if office is None:
        raise OfficeUnknown()
    _check(said)
    letter = _numbered(office, said, by, about, letter_id or uuid4())
    _ask(letter, said)
    record(known(by.actor), "letters.sent", letter, number=letter.number, to=said.to_code)
    return letter


def _numbered(
    office: OfficeStatement, said: LetterSaid, by: Hand, about: AboutVisit, letter_id: UUID
) -> Letter:
    series, year = series_of(said), be_year(said.dated_on)
    office_code = office.office_code
    return Letter.objects.create(
        id=letter_id,
        office_code=office_code,
        office=office,
        kind=said.kind,
        series=series,
        year_be=year,
        number=_number(office_code, series, year, said.number),
        urgency=said.urgency,
        dated_on=said.dated_on,
        subject=said.subject.strip(),
        addressee=said.addressee.strip(),
        to_code=said.to_code,
        reference=said.reference.strip(),
        opening=said.opening.strip(),
        closing=said.closing.strip(),
        enclosed=list(said.enclosed),
        round=about.round,
        centre=about.centre,
        programme=about.programme,
        sent_on=by.on,
        sent_by=officer_or_none(by.actor),
    )


def _sent_before(standing: Letter, office_code: str, said: LetterSaid) -> Letter:
    """The letter that this form sent before, where it says the same."""
    told = (standing.kind, standing.subject, standing.opening, standing.closing, standing.to_code)
    anew = (said.kind, said.subject.strip(), said.opening.strip(), said.closing.strip())
    asked = [(task.wording, task.due_on) for task in standing.tasks.order_by("place")]
    again = [(task.wording.strip(), task.due_on) for task in said.tasks]
    same = told == (*anew, said.to_code) and asked == again
    if standing.office_code != office_code or not same:
        raise SentOtherwise(number=letter_number(standing))
    return standing


@transaction.atomic
def receive_letter(*, letter: Letter, received_on: date, by: Hand) -> LetterReceipt:
    """The letter in its addressee's register of letters received; again gives the same entry.

    Raises: NotAllowed, LetterNotForHere.
    """
    office_code = letter.to_code
    if not office_code:
        raise LetterNotForHere()
    require(by.actor, "letters.answer", at=office_code, on=by.on)
    _lock(office_code)
    standing = LetterReceipt.objects.filter(office_code=office_code, letter=letter).first()
    if standing is not None:
        return standing
    told = {
        "letter": letter,
        "sender": office_title(letter.office_code),
        "their_number": letter_number(letter),
        "dated_on": letter.dated_on,
        "subject": letter.subject,
    }
    return _entered(office_code, told, received_on, by)


@transaction.atomic
def record_received(
    *, office_code: str, said: ReceivedSaid, received_on: date, by: Hand
) -> LetterReceipt:
    """A letter on paper in the register of letters received; the same letter again is the entry.

    Raises: NotAllowed.
    """
    require(by.actor, "letters.answer", at=office_code, on=by.on)
    _lock(office_code)
    told = {
        "sender": said.sender.strip(),
        "their_number": said.their_number.strip(),
        "dated_on": said.dated_on,
        "subject": said.subject.strip(),
    }
    standing = LetterReceipt.objects.filter(office_code=office_code, **told).first()
    if standing is not None:
        return standing
    return _entered(office_code, told, received_on, by)


def _entered(
    office_code: str, told: Mapping[str, Any], received_on: date, by: Hand
) -> LetterReceipt:
    """The next entry of the office's register of letters received, which is locked."""
    year = be_year(received_on)
    found = LetterReceipt.objects.filter(office_code=office_code, year_be=year)
    made = LetterReceipt.objects.create(
        office_code=office_code,
        year_be=year,
        number=(found.aggregate(last=Max("number"))["last"] or 0) + 1,
        **told,
        received_on=received_on,
        received_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "letters.received", made, number=made.number)
    return made


@transaction.atomic
def answer_task(
    *, task: LetterTask, outcome: str, note: str, seen_number: int, by: Hand
) -> TaskAnswer:
    """What the addressee says of one task; the letter is received with it where it was not yet.

    `seen_number` is that of the latest answer seen, 0 where there was none; the same answer sent
    again is the one that stands.

    Raises: NotAllowed, LetterNotForHere, ReasonMissing, ChangedMeanwhile.
    """
    letter = task.letter
    receive_letter(letter=letter, received_on=by.on, by=by)
    if outcome == TaskAnswer.Outcome.NOT_POSSIBLE and not note.strip():
        raise ReasonMissing()
    LetterTask.objects.select_for_update(no_key=True).get(pk=task.pk)
    latest = task.answers.order_by("-number").first()
    last = latest.number if latest else 0
    if latest is not None and last == seen_number + 1 and _says(latest, outcome, note, by):
        return latest
    if last != seen_number:
        raise ChangedMeanwhile()
    made = TaskAnswer.objects.create(
        task=task,
        number=last + 1,
        outcome=TaskAnswer.Outcome(outcome),
        note=note.strip(),
        answered_on=by.on,
        answered_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "letters.task_answered", letter, task=task.place, outcome=outcome)
    return made


def _reads(standing: OfficeStatement) -> OfficeSaid:
    """What a statement says."""
    return OfficeSaid(**{one.name: getattr(standing, one.name) for one in fields(OfficeSaid)})


def _says(answer: TaskAnswer, outcome: str, note: str, by: Hand) -> bool:
    """Whether the answer says the same, by the same hand."""
    said = (outcome, note.strip(), officer_or_none(by.actor))
    return (answer.outcome, answer.note, answer.answered_by) == said


def series_of(said: LetterSaid) -> str:
    """The series of the register in which a letter is numbered."""
    if said.kind in (Kind.ANNOUNCEMENT, Kind.ORDER):
        return said.kind
    return Series.CIRCULAR if said.is_circular else Series.LETTER


def _ask(letter: Letter, said: LetterSaid) -> None:
    for place, task in enumerate(said.tasks, start=1):
        LetterTask.objects.create(
            letter=letter, place=place, wording=task.wording.strip(), due_on=task.due_on
        )


def _number(office_code: str, series: str, year: int, asked: int | None) -> int:
    found = Letter.objects.filter(office_code=office_code, series=series, year_be=year)
    if asked is None:
        return (found.aggregate(last=Max("number"))["last"] or 0) + 1
    if found.filter(number=asked).exists():
        raise NumberTaken(number=asked, year=year)
    return asked


def _check(said: LetterSaid) -> None:
    if (
        not (said.subject.strip() and said.opening.strip())
        or not all(task.wording.strip() for task in said.tasks)
        or len(said.enclosed) > MOST_ENCLOSED + len(ENCLOSURES)
        or not all(0 < len(one.strip()) <= LONGEST_ENCLOSED for one in said.enclosed)
        or (said.number is not None and said.number < 1)
    ):
        raise LetterUnclear()


def _lock(office_code: str) -> None:
    """One office's register is written by one at a time.

    A register belongs to an area, whose row is there before any letter; the department, which has
    none, holds the first of all.
    """
    areas = Area.objects.select_for_update(no_key=True)
    if office_code:
        areas.get(pk=office_code)
    else:
        areas.order_by("code")[:1].get()
