"""The page of a household's case: the journey, what is missing, everybody asked, every step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.cases.agreement import Agreement, CreditorAnswer, GuarantorAnswer, Missing
from plodnee.casework.cases.answers import Answered, answers_by_step
from plodnee.casework.cases.lacking import lacks_of_creditor, lacks_of_guarantor
from plodnee.casework.cases.put import comes_too_late, first_paid_on
from plodnee.casework.cases.selectors import (
    CaseState,
    agreement_of,
    approval_for,
    cases_of_household,
    open_case_of,
)
from plodnee.casework.cases.states import ANSWERED_STATES, JOURNEY, Deed, State, state_after
from plodnee.casework.cases.waiting import NextStep, next_step_of
from plodnee.casework.models import Case, CaseStep
from plodnee.casework.workspace.selectors import pinned_lines
from plodnee.organization.models import Centre
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.entries.evidence import evidence_of
from plodnee.registers.entries.present import members
from plodnee.registers.models import Evidence
from plodnee.web.access import can, today
from plodnee.web.cases.forms import (
    ENDING_DEEDS,
    MARKS,
    CreditorForm,
    EndForm,
    GuarantorForm,
    MarkForm,
    OfferForm,
    ReasonForm,
    SpouseForm,
)
from plodnee.web.cases.listing import owed_now
from plodnee.web.cases.wording import (
    AFTER_LEAVING,
    CREDITOR_ANSWERS,
    GUARANTOR_ANSWERS,
    MEANS,
    SPOUSE_ANSWERS,
    answered_words,
    case_name,
    deed_words,
    language,
    standing_words,
    state_words,
    terms_words,
    way_out_url,
)
from plodnee.web.frame import Link, trail_to
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.workspace.lines import Pinned, offer_status

Forms = Mapping[str, Any]  # the form that was refused, by its name


@dataclass(frozen=True, slots=True)
class Station:
    """One place on the line of the journey: passed, here, or ahead; the day it was reached."""

    name: str
    how: str
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class LackView:
    """A missing thing in words, with where it is put right."""

    words: str
    way: str
    url: str


@dataclass(frozen=True, slots=True)
class CreditorView:
    """A creditor asked: what it is offered, when, what it answered, with the form for that."""

    answer: CreditorAnswer
    terms: list[str]
    means: str
    said: str
    overdue: bool
    lacks: list[str]
    form: CreditorForm | None
    opens: bool


@dataclass(frozen=True, slots=True)
class GuarantorView:
    """A guarantor asked, of which debt, and what they answered, with the form for that."""

    answer: GuarantorAnswer
    creditor: str
    said: str
    lacks: list[str]
    form: GuarantorForm | None
    opens: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that was taken, in words."""

    step: CaseStep
    deed: str
    after: str
    by: str
    at: Any
    said: list[str]


def case_context(
    request: HttpRequest, centre: Centre, state: CaseState, bound: Forms
) -> dict[str, Any]:
    """Everything that the page of a case shows; `bound` holds the form that was refused."""
    case, on = state.case, today()
    may_work = can(request, "cases.work", centre)
    works = may_work and state.is_open
    found = agreement_of(case, on=on) if state.pin else None
    following = next_step_of(state, on)
    answers = answers_by_step(case)
    return {
        "centre": centre,
        "case": case,
        "home": case.household,
        "name": case_name(case),
        "state": state,
        "here": standing_words(state.state, owed_now(centre, case.household_id)),
        "stations": stations(state),
        "beside": state.state not in JOURNEY,
        "next": deed_words(following.deed) if following else "",
        "lacks": lacks_shown(following, case),
        "works": works,
        "bound": bound,
        **_next_forms(request, state, following, bound, works=works),
        **(_asked(found, state, bound, works=works) if found else {}),
        "steps": [_step(one, answers.get(one.pk, ())) for one in reversed(state.steps)],
        "cases": cases_of_household(case.household),
        "opens_anew": may_work and not state.is_open and open_case_of(case.household) is None,
        "gone": AFTER_LEAVING.get(state.state, ""),
        "made_up": centre.is_demonstration,
        "trail": case_trail(centre, case.household_id, case.household.code, case_name(case)),
    }


def case_trail(centre: Centre, household_id: Any, code: str, page: str) -> list[Link]:
    """The way to the case of a household."""
    return [
        *trail_to(centre),
        Link(_("เรื่องของครัวเรือน"), reverse("cases", args=[centre.code])),
        Link(code, reverse("household", args=[centre.code, household_id])),
        Link(page, "", here=True),
    ]


def stations(state: CaseState) -> list[Station]:
    """The line of the journey; a state beside it (withdrawn, re-defaulted …) is told apart."""
    reached: dict[str, date] = {}
    for step in state.steps:
        reached[step.state] = step.done_on
    here = state.state if state.state in JOURNEY else _last_on_the_way(state)
    place = JOURNEY.index(here)
    return [
        Station(
            name=state_words(one),
            how="here" if one == here else "passed" if index < place else "ahead",
            reached_on=reached.get(one) if index <= place else None,
        )
        for index, one in enumerate(JOURNEY)
    ]


def _last_on_the_way(state: CaseState) -> State:
    on_the_way = [State(step.state) for step in state.steps if step.state in JOURNEY]
    return on_the_way[-1] if on_the_way else State.SURVEY


def lacks_shown(following: NextStep | None, case: Case) -> list[LackView]:
    """What the next step lacks, each with the way out; first, that it comes too late."""
    if following is None:
        return []
    late = (following.late,) if following.late else ()
    return lack_views((*late, *following.lacks), case)


def lack_views(lacks: Iterable[Missing], case: Case) -> list[LackView]:
    """What is missing in a case, each with the way out and where to."""
    words = language()
    return [LackView(o.message(words), o.way(words), way_out_url(o, case)) for o in lacks]


def _next_forms(
    request: HttpRequest, state: CaseState, following: NextStep | None, bound: Forms, *, works: bool
) -> dict[str, Any]:
    """The form of the next step, and those that any open case has."""
    if not works:
        return {}
    codes = [one.code for one in following.lacks] if following else []
    may_end = [one for one in ENDING_DEEDS if state_after(state.state, one) is not None]
    approval = approval_for(state.case) if state.state == State.CLASSIFIED else None
    overrides = codes == ["balances"] and can(
        request, "confirmations.override", state.case.household.centre
    )
    return {
        "ready": bool(following) and not codes,
        "deed": str(following.deed) if following else "",
        "override": (bound.get("confirmed") or ReasonForm()) if overrides else None,
        "approval": approval,
        "approval_name": meeting_name(approval.item.meeting) if approval else "",
        "lines": _lines(state) if state.state == State.PROPOSED else [],
        "again": [
            (str(deed), deed_words(deed))
            for deed in (Deed.CONFIRMED, Deed.CLASSIFIED)
            if state_after(state.state, deed) is not None
            and (not following or following.deed != deed)
        ],
        "loses": state.state in ANSWERED_STATES,
        "end_form": bound.get("end") or EndForm(deeds=may_end) if may_end else None,
        "marks": [
            (str(deed), deed_words(deed), bound.get(str(deed)) or MarkForm(deed=deed))
            for deed in MARKS
            if state_after(state.state, deed) is not None
        ],
    }


def _lines(state: CaseState) -> list[tuple[Pinned, date | None]]:
    """The lines of the menu that the committee approved, for the household to choose from.

    With each its first due date, where no contract on it comes in time for that any more.
    """
    assert state.run is not None
    assert state.proposed is not None
    last, home = state.proposed.menu_version or 0, state.case.household
    pinned = offer_status(home, state.run)["pinned"]
    begins = {one.pin.pk: first_paid_on(one) for one in pinned_lines(home)}
    late = {pin: first for pin, first in begins.items() if comes_too_late(first, today())}
    shown = [one for one in pinned if not one.outdated and one.pin.sequence <= last]
    return [(one, late.get(one.pin.pk)) for one in shown]


def _asked(found: Agreement, state: CaseState, bound: Forms, *, works: bool) -> dict[str, Any]:
    """Everybody whom the chosen line asks, with the forms for what they answer."""
    on, home = today(), state.case.household
    files = list(evidence_of(home, on))
    says = works and state_after(state.state, Deed.ANSWERED) is not None
    sends = works and state_after(state.state, Deed.OFFERED) is not None
    names = group_names(home.centre_id)
    spouse = bound.get("spouse") or SpouseForm(persons=spouses_of(state, on), files=files, on=on)
    chosen = shown_line(state)
    return {
        "agreement": found,
        "chosen": chosen,
        "creditors": [_creditor(one, bound, files, on, says=says) for one in found.answers],
        "offer_form": (bound.get("offer") or OfferForm(asked=found.answers, on=on))
        if sends and found.answers
        else None,
        "spouse_said": str(SPOUSE_ANSWERS[found.spouse.reply.answer]) if found.spouse else "",
        "spouse_form": spouse if says else None,
        "guarantors": [
            _guarantor(one, names, bound, files, on, says=says) for one in found.guarantors
        ],
        "resolution_name": meeting_name(found.resolution.item.meeting) if found.resolution else "",
    }


def shown_line(state: CaseState) -> Pinned | None:
    """The line that the household chose, as pages show pinned lines; None once it was taken out."""
    assert state.pin is not None
    pinned = offer_status(state.case.household, state.pin.run)["pinned"]
    return next((one for one in pinned if one.pin.pk == state.pin.pk), None)


def spouses_of(state: CaseState, on: date) -> list[Any]:
    """The persons of the household that may be the spouse, those said to be one first."""
    found = [one for one in members(state.case.household, on) if not one.is_head]
    found.sort(key=lambda one: not (one.state and one.state.role == "spouse"))
    return [(one.person, f"{one.name.title}{one.name.full}") for one in found]


def _creditor(
    one: CreditorAnswer, bound: Forms, files: list[Evidence], on: date, *, says: bool
) -> CreditorView:
    name = f"creditor-{one.creditor.key}"
    form = bound.get(name) or CreditorForm(asked=one, files=files, on=on)
    words = language()
    return CreditorView(
        answer=one,
        terms=[terms_words(terms) for terms in one.terms],
        means=str(MEANS[one.offer.means]) if one.offer else "",
        said=str(CREDITOR_ANSWERS[one.reply.answer]) if one.reply else "",
        overdue=one.is_overdue(on),
        lacks=[f"{lack.message_of(words)}" for lack in lacks_of_creditor(one, on)],
        form=form if says and one.offer else None,
        opens=name in bound,
    )


def _guarantor(
    one: GuarantorAnswer,
    names: dict[int, str],
    bound: Forms,
    files: list[Evidence],
    on: date,
    *,
    says: bool,
) -> GuarantorView:
    name = f"guarantor-{one.debt_id.hex}-{one.key}"
    form = bound.get(name) or GuarantorForm(asked=one, files=files, on=on)
    words = language()
    return GuarantorView(
        answer=one,
        creditor=creditor_name(one.debt, names),
        said=str(GUARANTOR_ANSWERS[one.reply.answer]) if one.reply else "",
        lacks=[lack.message_of(words) for lack in lacks_of_guarantor(one, on)],
        form=form if says else None,
        opens=name in bound,
    )


def _step(step: CaseStep, answers: Iterable[Answered]) -> StepView:
    return StepView(
        step=step,
        deed=deed_words(step.deed),
        after=state_words(step.state),
        by=str(step.done_by) if step.done_by else _("ผู้ดูแลระบบ"),
        at=timezone.localtime(step.done_at),
        said=[answered_words(one) for one in answers],
    )
