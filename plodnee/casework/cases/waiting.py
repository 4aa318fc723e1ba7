"""What waits for somebody: the next step of every open case, and what that step still lacks.

Nothing that is pending is left out: a case stands here from the survey until its contract is
signed, whoever has to act next; the deadline of an offer that was not answered puts it on top.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from plodnee.casework.cases.agreement import Missing
from plodnee.casework.cases.lacking import (
    lacks_of_time,
    lacks_to_classify,
    lacks_to_confirm,
    lacks_to_contract,
    lacks_to_propose,
)
from plodnee.casework.cases.missing import missing
from plodnee.casework.cases.selectors import CaseState, agreement_of, approval_for, cases
from plodnee.casework.cases.states import BEFORE_CONTRACT, Deed, State
from plodnee.casework.models import CaseStep, CreditorOffer
from plodnee.organization.models import Centre

NEXT: dict[State, Deed] = {
    State.SURVEY: Deed.CONFIRMED,
    State.CONFIRMED: Deed.CLASSIFIED,
    State.CLASSIFIED: Deed.PROPOSED,
    State.PROPOSED: Deed.CHOSEN,
    State.NEGOTIATING: Deed.AGREED,
    State.AGREED: Deed.CONTRACTED,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a case, and what it still lacks; nothing lacks: it can be taken now.

    `late` says of a line that is being negotiated that no contract on it comes in time.
    """

    deed: Deed
    lacks: tuple[Missing, ...]
    late: Missing | None = None


def next_step_of(state: CaseState, on: date) -> NextStep | None:
    """The next step of a case on its way to a contract; None once it is signed or the case over."""
    deed = NEXT.get(state.state)
    if deed in (Deed.AGREED, Deed.CONTRACTED):
        return _after_the_choice(state, deed, on)
    return NextStep(deed, tuple(_lacks_before_the_choice(state, deed, on))) if deed else None


def _after_the_choice(state: CaseState, deed: Deed, on: date) -> NextStep:
    found = agreement_of(state.case, on=on)
    if deed == Deed.AGREED or found.missing:
        return NextStep(deed, found.missing, lacks_of_time(found, on))
    return NextStep(deed, (lacks_to_contract(found, on),))


def _lacks_before_the_choice(state: CaseState, deed: Deed, on: date) -> Iterable[Missing]:
    case = state.case
    if deed == Deed.CONFIRMED:
        return lacks_to_confirm(case.household)
    if deed == Deed.CLASSIFIED:
        return lacks_to_classify(case.household)
    if deed == Deed.PROPOSED:
        return lacks_to_propose(case.household, state.run, approval_for(case), on)
    return (missing("line"),)


def cases_waiting(centres: Collection[Centre] | QuerySet[Centre, Centre]) -> QuerySet[Any]:
    """The cases of these centres that wait for a step, those with a deadline first.

    `due_on` is the earliest day by which an offer that nobody answered should be.
    """
    rows = cases().filter(household__centre__in=centres, state__in=BEFORE_CONTRACT)
    due = Subquery(_unanswered().values("step__case").annotate(due=Min("answer_by")).values("due"))
    found: QuerySet[Any] = rows.annotate(due_on=due).order_by(
        F("due_on").asc(nulls_last=True), "last_on", "household__centre", "household__code"
    )
    return found


def count_waiting(centres: Collection[Centre] | QuerySet[Centre, Centre]) -> int:
    """How many cases of these centres wait for a step."""
    later = CaseStep.objects.filter(case=OuterRef("case"), sequence__gt=OuterRef("sequence"))
    last = CaseStep.objects.filter(~Exists(later), state__in=BEFORE_CONTRACT)
    inside = Centre.objects.filter(pk=OuterRef("case__household__centre"), pk__in=centres)
    return last.filter(Exists(inside)).count()  # from the few cases on, not from every household


def _unanswered() -> QuerySet[CreditorOffer]:
    """The offers of a case that count and have no answer."""
    again = CreditorOffer.objects.filter(
        Q(group=OuterRef("group")) | Q(outside_creditor=OuterRef("outside_creditor")),
        step__case=OuterRef("step__case"),
        step__sequence__gt=OuterRef("step__sequence"),
    )
    void = CaseStep.objects.filter(
        case=OuterRef("step__case"),
        sequence__gt=OuterRef("step__sequence"),
        deed__in=[Deed.CHOSEN, Deed.PROPOSED, Deed.CLASSIFIED, Deed.CONFIRMED],
    )
    of_case = CreditorOffer.objects.filter(step__case=OuterRef("pk"), replies=None)
    return of_case.filter(~Exists(again), ~Exists(void)).order_by()
