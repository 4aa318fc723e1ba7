"""Questions about cases: where one stands, what was agreed, what the next step still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from plodnee.casework.cases.agreement import (
    Agreement,
    CreditorAnswer,
    GuarantorAnswer,
    SpouseConsent,
)
from plodnee.casework.cases.answers import who_replied
from plodnee.casework.cases.asked import creditors_asked, guarantors_asked
from plodnee.casework.cases.errors import UnknownCase
from plodnee.casework.cases.lacking import lacks_of_agreement
from plodnee.casework.cases.states import BEFORE_CONTRACT, ENDED, Deed, State
from plodnee.casework.meetings.selectors import resolutions_standing
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import (
    Case,
    CaseStep,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    MenuPin,
    PlanRun,
    Resolution,
    SpouseReply,
)
from plodnee.casework.workspace.selectors import pinned_line
from plodnee.engine.thai_text import compact
from plodnee.organization.models import Centre
from plodnee.registers.models import Debt, Household
from plodnee.registers.sameness.standing import household_roots, person_roots, together


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case after every step so far; what a later step made void is None."""

    case: Case
    steps: tuple[CaseStep, ...]
    classified: CaseStep | None
    proposed: CaseStep | None
    chosen: CaseStep | None

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.steps[-1].state) if self.steps else State.NONE

    @property
    def version(self) -> int:
        """The number of the last step; 0 before the first."""
        return self.steps[-1].sequence if self.steps else 0

    @property
    def is_open(self) -> bool:
        """Whether anything can still be added."""
        return self.state not in ENDED

    @property
    def run(self) -> PlanRun | None:
        """The analysis that gave the class."""
        return self.classified.run if self.classified else None

    @property
    def pin(self) -> MenuPin | None:
        """The line that the household chose."""
        return self.chosen.pin if self.chosen else None

    @property
    def contract_number(self) -> str:
        """The number of the contract signed last; empty before, and once it was cancelled."""
        if self.state in BEFORE_CONTRACT:
            return ""
        return next(
            (one.contract_number for one in reversed(self.steps) if one.contract_number), ""
        )


def case_state(case: Case) -> CaseState:
    """The case after every step so far."""
    related = (
        "done_by",
        "run__register",
        "resolution__item__meeting",
        "pin__run",
        "pin__household",
    )
    steps = tuple(case.steps.select_related(*related).order_by("sequence"))
    kept: dict[str, CaseStep | None] = {Deed.CLASSIFIED: None, Deed.PROPOSED: None}
    kept[Deed.CHOSEN] = None
    stages = (Deed.CONFIRMED, Deed.CLASSIFIED, Deed.PROPOSED, Deed.CHOSEN)
    for step in steps:
        if step.deed in stages:
            kept[step.deed] = step
            for later in stages[stages.index(Deed(step.deed)) + 1 :]:
                kept[later] = None
    return CaseState(
        case=case,
        steps=steps,
        classified=kept[Deed.CLASSIFIED],
        proposed=kept[Deed.PROPOSED],
        chosen=kept[Deed.CHOSEN],
    )


def cases() -> QuerySet[Any]:
    """Every case with `state`, where it stands, and `last_on`, the day of its last step."""
    last = CaseStep.objects.filter(case=OuterRef("pk")).order_by("-sequence")
    rows = Case.objects.annotate(
        state=Subquery(last.values("state")[:1]), last_on=Subquery(last.values("done_on")[:1])
    )
    return rows.select_related("household__centre")


def cases_of(centre: Centre) -> QuerySet[Any]:
    """The cases of a centre, by the household's code, the latest of each first."""
    rows = cases().filter(household__centre=centre)
    return rows.order_by("household__code", "-number")


def cases_of_household(household: Household) -> list[Case]:
    """Every case of a household and of those joined to it, the latest first."""
    return list(_latest_first(household))


def last_state_of(household: Household) -> str:
    """Where the latest case of a household, or of those joined to it, stands; empty without one."""
    return _latest_first(household).values_list("state", flat=True).first() or ""


def _latest_first(household: Household) -> QuerySet[Any]:
    homes = together([household.pk], household_roots(household.centre_id))
    return cases().filter(household__in=homes).order_by("-opened_on", "-number")


def open_case_of(household: Household) -> Case | None:
    """The household's open case; None where it has none."""
    rows = cases().filter(household=household).exclude(state__in=ENDED)
    return rows.order_by("-number").first()


def case_of(household: Household, number: int) -> Case:
    """One case of a household.

    Raises: UnknownCase.
    """
    found = cases().filter(household=household, number=number).first()
    if found is None:
        raise UnknownCase()
    assert isinstance(found, Case)
    return found


def next_case_number(household: Household) -> int:
    """The number of the household's next case."""
    last = Case.objects.filter(household=household).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def approval_of(household: Household, *, put_from: datetime | None = None) -> Resolution | None:
    """The committee's approval of the household's case that stands; None where there is none.

    That is the latest resolution about it that decides, in closed minutes, on an item that was put
    on the agenda at `put_from` or later, at a meeting of that day or later; what was approved and
    later refused is not approved.
    """
    here = timezone.get_default_timezone()
    for found in resolutions_standing(Subject.of_household(household)):
        item = found.item
        if put_from is not None and (
            item.step.done_at < put_from or item.meeting.held_on < put_from.astimezone(here).date()
        ):
            return None
        if found.outcome != Resolution.Outcome.DEFERRED:
            return found if found.outcome == Resolution.Outcome.APPROVED else None
    return None


def approval_for(case: Case) -> Resolution | None:
    """The approval by which the household's menu may be proposed in this case.

    It was given on the menu as it is now, as put on the agenda, and no other case rests on it.
    """
    found = approval_of(case.household, put_from=menu_changed_at(case.household))
    if found is None or found.cases_proposed.exclude(case=case).exists():
        return None
    return found


def menu_changed_at(household: Household) -> datetime | None:
    """When the household's menu last changed; None before its first line."""
    last = MenuPin.objects.filter(household=household).aggregate(last=Max("done_at"))["last"]
    return last if isinstance(last, datetime) else None


def agreed_since(case: Case, at: datetime) -> bool:
    """Whether the case was agreed on anew after a moment: each answer opens what was agreed."""
    return case.steps.filter(deed=Deed.AGREED, done_at__gt=at).exists()


def agreement_of(case: Case, *, on: date) -> Agreement:
    """What was agreed so far about the household, and what a contract of this day still lacks."""
    state = case_state(case)
    pin = state.pin
    line = pinned_line(pin) if pin else None
    asked = creditors_asked(line) if line else ()
    since = state.chosen.sequence if state.chosen else 0
    answers = _with_answers(case, asked, since)
    debts = [debt for one in answers for debt in one.debts]
    spouse = _spouse(case, since) if line else None
    found = Agreement(
        case=case,
        household=case.household,
        pin=pin,
        answers=answers,
        spouse=spouse,
        spouse_needed=spouse is None or spouse.reply.answer != SpouseReply.Answer.NO_SPOUSE,
        guarantors=_guarantors(case, debts, since, on),
        resolution=state.proposed.resolution if state.proposed else None,
        missing=(),
        line=line,
        is_agreed=state.state == State.AGREED,
    )
    standing = approval_of(case.household)
    return replace(found, missing=tuple(lacks_of_agreement(found, standing, on)))


def _with_answers(
    case: Case, asked: Iterable[CreditorAnswer], since: int
) -> tuple[CreditorAnswer, ...]:
    """The creditors with the last offer since the line was chosen, and its last answer."""
    after = {"step__case": case, "step__sequence__gt": since}
    offers = {
        f"g{row.group_id}" if row.group_id else f"o{row.outside_creditor_id}": row
        for row in CreditorOffer.objects.filter(**after).order_by("step__sequence", "pk")
    }
    replies = CreditorReply.objects.filter(**after).select_related("evidence")
    last = {row.offer_id: row for row in replies.order_by("step__sequence")}
    found = []
    for one in asked:
        offer = offers.get(one.creditor.key)
        reply = last.get(offer.pk) if offer else None
        found.append(replace(one, offer=offer, reply=reply))
    return tuple(found)


def _spouse(case: Case, since: int) -> SpouseConsent | None:
    replies = SpouseReply.objects.filter(step__case=case, step__sequence__gt=since)
    reply = replies.select_related("evidence").order_by("step__sequence").last()
    return None if reply is None else SpouseConsent(reply, who_replied(reply))


def _guarantors(case: Case, debts: list[Debt], since: int, on: date) -> tuple[GuarantorAnswer, ...]:
    replies = GuarantorReply.objects.filter(step__case=case, step__sequence__gt=since)
    rows = list(replies.select_related("evidence").order_by("step__sequence"))
    roots = person_roots(case.household.centre_id)

    def who(debt: UUID, person: UUID | None, name: str) -> tuple[UUID, UUID | str]:
        return debt, roots.get(person, person) if person else compact(name)

    last = {who(row.debt_id, row.person_id, row.name): row for row in rows}
    return tuple(
        replace(
            one,
            reply=last.get(who(one.debt.pk, one.person.pk if one.person else None, one.name)),
        )
        for one in guarantors_asked(debts, on)
    )
