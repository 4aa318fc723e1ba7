"""Offers to creditors and what is answered: by creditors, by the spouse, by guarantors."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from plodnee import policy
from plodnee.casework.cases.agreement import CreditorAnswer, GuarantorAnswer
from plodnee.casework.cases.answers import last_spouse
from plodnee.casework.cases.errors import (
    AnswerDayNotPossible,
    AnswerIncomplete,
    CaseDayNotPossible,
    CounterIncomplete,
    CounterTooHigh,
    GuaranteeIncomplete,
    GuaranteeTooHigh,
    NotAsked,
    ResolutionIncomplete,
    SpouseAnsweredBefore,
    SpouseUnnamed,
)
from plodnee.casework.cases.selectors import agreement_of
from plodnee.casework.cases.states import Deed
from plodnee.casework.cases.taking import held, reason_in, require_own, take, tidy
from plodnee.casework.models import (
    Case,
    CaseStep,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    SpouseReply,
)
from plodnee.casework.rules.services import Hand
from plodnee.engine.guarantee import most_conceivable
from plodnee.engine.money import format_baht
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_lines
from plodnee.engine.thai_text import clean_text
from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME, Evidence, Person

FAMILY = "cases"
MOST_SATANG = 10**13
MOST_RATE_BP = 10_000
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class AnswerDays:
    """How many days a creditor has to answer: usually, and at the most."""

    usual: int
    most: int


@dataclass(frozen=True, slots=True)
class Counter:
    """What a creditor would take instead; what it leaves as offered is None."""

    rate_bp: int | None = None
    months: int | None = None
    waived_satang: int | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether no term is named."""
        return (self.rate_bp, self.months, self.waived_satang) == (None, None, None)

    @property
    def is_possible(self) -> bool:
        """Whether every term is within what can be meant."""
        terms = (self.rate_bp, self.months, self.waived_satang)
        limits = (MOST_RATE_BP, MOST_MONTHS, MOST_SATANG)
        return all(
            value is None or (type(value) is int and 0 <= value <= most)
            for value, most in zip(terms, limits, strict=True)
        )


@dataclass(frozen=True, slots=True)
class CreditorSays:
    """What a creditor answered on a day, with its own resolution where there is one."""

    answer: str
    on: date
    reason: str = ""
    counter: Counter = Counter()
    resolution_number: str = ""
    resolution_on: date | None = None
    in_writing: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class SpouseSays:
    """What the spouse answered on a day, or that there is none."""

    answer: str
    on: date
    person: Person | None = None
    name: str = ""
    in_writing: bool = False
    reason: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class GuarantorSays:
    """What a guarantor answered on a day: up to how much and until when, where they consent."""

    answer: str
    on: date
    most_satang: int | None = None
    until: date | None = None
    in_writing: bool = False
    reason: str = ""
    evidence: Evidence | None = None


def answer_days(on: date) -> AnswerDays:
    """How long creditors have to answer, by the policy of a day."""
    values = policy.in_force(FAMILY, on).values
    return AnswerDays(int(values["answer_days"]), int(values["longest_answer_days"]))


@transaction.atomic
def send_offers(
    *,
    case: Case,
    creditors: Collection[str],
    sent_on: date,
    means: str,
    answer_by: date,
    seen: int,
    by: Hand,
) -> list[CreditorOffer]:
    """An offer to each of these creditors (by key), sent alike; sent again, the later one counts.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, NotAsked, CaseDayNotPossible.
    """
    found = held(case, Deed.OFFERED, by, seen=seen)
    asked = {one.creditor.key: one for one in agreement_of(case, on=by.on).answers}
    if not creditors or not set(creditors) <= set(asked) or means not in CreditorOffer.Means.values:
        raise NotAsked()
    most = answer_days(by.on).most
    assert found.chosen is not None  # the table of moves
    late = answer_by > sent_on + timedelta(days=most)
    if not found.chosen.done_on <= sent_on <= by.on or answer_by < sent_on or late:
        raise CaseDayNotPossible(most=most)
    step = take(found, Deed.OFFERED, by)
    return [
        CreditorOffer.objects.create(
            step=step,
            group=asked[key].creditor.group,
            outside_creditor=asked[key].creditor.outside,
            sent_on=sent_on,
            means=means,
            answer_by=answer_by,
        )
        for key in dict.fromkeys(creditors)
    ]


@transaction.atomic
def record_creditor(
    *, case: Case, creditor: str, says: CreditorSays, seen: int, by: Hand
) -> CreditorReply:
    """A creditor's answer to its last offer; whatever was agreed is open again until agreed anew.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, NotAsked, AnswerDayNotPossible,
            AnswerIncomplete, CaseReasonMissing, EvidenceElsewhere.
    """
    found = held(case, Deed.ANSWERED, by, seen=seen)
    answers = {one.creditor.key: one for one in agreement_of(case, on=by.on).answers}
    asked = answers.get(creditor)
    offer = asked.offer if asked else None
    if asked is None or offer is None or says.answer not in CreditorReply.Answer.values:
        raise NotAsked()
    assert found.chosen is not None  # the table of moves
    _check_creditor(asked, offer, says, found.chosen.done_on, by.on)
    require_own(says.evidence, case.household)
    step = take(found, Deed.ANSWERED, by)
    return CreditorReply.objects.create(
        step=step,
        offer=offer,
        answer=says.answer,
        answered_on=says.on,
        reason=tidy(says.reason),
        counter_rate_bp=says.counter.rate_bp,
        counter_months=says.counter.months,
        counter_waived_satang=says.counter.waived_satang,
        resolution_number=clean_text(says.resolution_number),
        resolution_on=says.resolution_on,
        in_writing=says.in_writing,
        evidence=says.evidence,
    )


@transaction.atomic
def record_spouse(*, case: Case, says: SpouseSays, seen: int, by: Hand) -> SpouseReply:
    """The spouse's consent or refusal, or that there is no spouse; with a reason, if one answered.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, AnswerDayNotPossible,
            AnswerIncomplete, SpouseAnsweredBefore, CaseReasonMissing, EvidenceElsewhere.
    """
    found = held(case, Deed.SPOUSE, by, seen=seen)
    _require_day(says.on, found.chosen.done_on if found.chosen else says.on, by.on)
    name = masked_line(says.name)[:LONGEST_NAME]
    nobody = says.answer == SpouseReply.Answer.NO_SPOUSE
    elsewhere = says.person is not None and says.person.centre_id != case.household.centre_id
    if says.answer not in SpouseReply.Answer.values or elsewhere:
        raise AnswerIncomplete()
    if not nobody and says.person is None and not name:
        raise SpouseUnnamed()
    if says.answer == SpouseReply.Answer.REFUSED:
        reason_in(says.reason)
    before = last_spouse(case) if nobody else None
    if before is not None and not reason_lines(says.reason):
        raise SpouseAnsweredBefore(who=before.who, on=before.on)
    require_own(says.evidence, case.household)
    return SpouseReply.objects.create(
        step=take(found, Deed.SPOUSE, by),
        answer=says.answer,
        person=None if nobody else says.person,
        name="" if nobody or says.person is not None else name,
        answered_on=says.on,
        in_writing=says.in_writing and not nobody,
        reason=tidy(says.reason),
        evidence=says.evidence,
    )


@transaction.atomic
def record_guarantor(
    *, case: Case, debt_id: UUID, guarantor: str, says: GuarantorSays, seen: int, by: Hand
) -> GuarantorReply:
    """A guarantor's fresh consent with its amount and period, refusal, or discharge.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, NotAsked, AnswerDayNotPossible,
            AnswerIncomplete, CaseReasonMissing, EvidenceElsewhere.
    """
    found = held(case, Deed.GUARANTOR, by, seen=seen)
    agreed = agreement_of(case, on=by.on)
    asked = {(one.debt_id, one.key): one for one in agreed.guarantors}
    one = asked.get((debt_id, guarantor))
    if one is None:
        raise NotAsked()
    _require_day(says.on, found.chosen.done_on if found.chosen else says.on, by.on)
    _check_guarantor(says, agreed.owed_satang, by.on)
    require_own(says.evidence, case.household)
    return _guarantor_reply(take(found, Deed.GUARANTOR, by), one, says)


def _guarantor_reply(step: CaseStep, one: GuarantorAnswer, says: GuarantorSays) -> GuarantorReply:
    return GuarantorReply.objects.create(
        step=step,
        debt=one.debt,
        person=one.person,
        name="" if one.person is not None else one.name[:LONGEST_NAME],
        answer=says.answer,
        answered_on=says.on,
        most_satang=says.most_satang,
        guaranteed_until=says.until,
        in_writing=says.in_writing,
        reason=tidy(says.reason),
        evidence=says.evidence,
    )


def _check_creditor(
    asked: CreditorAnswer, offer: CreditorOffer, says: CreditorSays, chosen_on: date, on: date
) -> None:
    _require_day(says.on, offer.sent_on, on)
    number, resolved_on = clean_text(says.resolution_number), says.resolution_on
    half_a_resolution = bool(number) != (resolved_on is not None)
    outside = resolved_on is not None and not chosen_on <= resolved_on <= on
    if half_a_resolution or outside or len(number) > LONGEST_CODE:
        raise ResolutionIncomplete(earliest=chosen_on)
    counters = says.answer == CreditorReply.Answer.COUNTER
    empty = says.counter.says_nothing and not tidy(says.reason)
    if not says.counter.is_possible or (counters and empty):
        raise CounterIncomplete()
    if not counters and not says.counter.says_nothing:
        raise CounterIncomplete()
    waived, owed = says.counter.waived_satang or 0, asked.owed_satang
    if waived > owed:
        raise CounterTooHigh(waived=format_baht(waived), owed=format_baht(owed))
    if says.answer == CreditorReply.Answer.REFUSED:
        reason_in(says.reason)


def _check_guarantor(says: GuarantorSays, owed: int, on: date) -> None:
    consents = says.answer == GuarantorReply.Answer.CONSENTED
    money, until = says.most_satang, says.until
    bound = type(money) is int and 0 < money <= MOST_SATANG and until is not None and until > on
    free = money is None and until is None
    if says.answer not in GuarantorReply.Answer.values:
        raise AnswerIncomplete()
    if not (bound if consents else free):
        raise GuaranteeIncomplete()
    if money is not None and until is not None:
        most = most_conceivable(owed, on, until)
        if money > most:
            raise GuaranteeTooHigh(
                asked=format_baht(money), owed=format_baht(owed), most=format_baht(most)
            )
    if not consents:
        reason_in(says.reason)


def _require_day(day: date, earliest: date, on: date) -> None:
    if not earliest <= day <= on:
        raise AnswerDayNotPossible(earliest=earliest)
