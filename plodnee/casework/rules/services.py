"""Drafting a centre's own rules, trying them, putting them in force, and withdrawing them.

Every step holds the version, checks what its maker has seen, and stays.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.meetings.selectors import approving_resolution
from plodnee.casework.meetings.services import Writer, add_item, hold_open
from plodnee.casework.models import AgendaItem, Meeting, RuleStep, RuleVersion
from plodnee.casework.plain_facts import to_plain
from plodnee.casework.plan.menu_policy import (
    MenuPolicy,
    bounds_in_force,
    menu_faults,
    quorum_faults,
)
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.plan.trial import Trial, try_criteria
from plodnee.casework.rules.errors import (
    DraftOpen,
    ForceTooEarly,
    QuorumTooEarly,
    RulesChanged,
    RulesInForce,
    RulesNotPossible,
    RulesSettled,
    SameMaker,
    TrialNeeded,
)
from plodnee.casework.rules.in_force import SHAPES, Rules, rules_of, version_in_force
from plodnee.casework.rules.selectors import (
    ENDED,
    VersionState,
    criteria_at,
    default_rules,
    item_about,
    open_version,
    version_state,
)
from plodnee.casework.rules.states import Deed, Kind, State, state_after
from plodnee.engine.class_spans import Fault, span_faults, spans_of
from plodnee.engine.classification import Criteria
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import Quorum
from plodnee.registers.holding import hold_centre
from plodnee.registers.sameness.telling import book_told_once
from plodnee.registers.selectors import book_of, statement

DRAFT, APPROVE = "rules.draft", "rules.approve"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, on which day and at what moment."""

    actor: Visitor
    on: date
    at: datetime


@transaction.atomic
def draft_rules(*, centre: Centre, kind: str, by: Hand) -> RuleVersion:
    """A new version, as the one in force on this day says, or the programme's default.

    Raises: NotAllowed, DraftOpen, NoRulesOnDate.
    """
    require(by.actor, DRAFT, at=centre, on=by.on)
    hold_centre(centre.pk)
    writing = open_version(centre, kind)
    if writing is not None:
        raise DraftOpen(number=writing.number)
    copied = version_in_force(centre, kind, by.on)
    rules = rules_of(copied) if copied else default_rules(kind, by.on)
    number = RuleVersion.objects.filter(centre=centre, kind=kind).count() + 1
    version = RuleVersion.objects.create(centre=centre, kind=kind, number=number)
    _step(version, 1, Deed.DRAFTED, by, rules=to_plain(rules))
    return version


@transaction.atomic
def edit_rules(*, version: RuleVersion, rules: Rules, seen: int, by: Hand) -> RuleStep:
    """The version written anew; what it said before stays in its steps.

    Ensures: what says the same again is no step: its trial, proposal and resolution stand.
    Raises:  NotAllowed, RulesChanged, RulesSettled, RulesNotPossible.
    """
    assert isinstance(rules, SHAPES[version.kind])
    found, plain = _held(version, DRAFT, by), to_plain(rules)
    done = _repeated(found, Deed.EDITED, seen, by, rules=plain)
    if done is not None:
        return done
    _require_move(found, Deed.EDITED, seen)
    if rules == found.rules:
        return next(step for step in found.steps if step.sequence == found.written)
    faults = faults_of(rules, by.on)
    if faults:
        raise RulesNotPossible(faults)
    return _step(version, seen + 1, Deed.EDITED, by, rules=plain)


def faults_of(rules: Rules, on: date) -> tuple[Fault, ...]:
    """What is wrong with the rules, by field, under the law and the bounds of a day."""
    bounds = bounds_in_force(on)
    if isinstance(rules, Quorum):
        return quorum_faults(rules, bounds)
    if isinstance(rules, MenuPolicy):
        return menu_faults(rules, rules_in_force(on), bounds)
    return span_faults(spans_of(rules), most_days=bounds.most_days)


def trial_of(*, version: RuleVersion, as_of: date, on: date) -> Trial:
    """What the criteria as written would change in the register of a day.

    Beside what holds on the day `on` of the trial; once they are approved, what held before them.
    Raises: NoRegister.
    """
    found = version_state(version)
    assert isinstance(found.rules, Criteria)
    compared = found.force_day - timedelta(days=1) if found.approval else on
    batches = statement(version.centre, as_of)
    book = book_told_once(book_of(batches, as_of), batches)
    before = criteria_at(version.centre, compared)
    return try_criteria(book, as_of, before=before, after=found.rules)


@transaction.atomic
def try_rules(*, version: RuleVersion, as_of: date, seen: int, by: Hand) -> Trial:
    """The trial, and a step that keeps how many households it moved from class to class.

    Raises: NotAllowed, RulesChanged, RulesSettled, NoRegister.
    """
    found = _held(version, DRAFT, by)
    trial = trial_of(version=version, as_of=as_of, on=by.on)
    tried = {
        "as_of": as_of.isoformat(),
        "households": trial.households,
        "moved": len(trial.changes),
        "counts": to_plain(trial.counts),
    }
    if _repeated(found, Deed.TRIED, seen, by, tried=tried) is not None:
        return trial
    _require_move(found, Deed.TRIED, seen)
    _step(version, seen + 1, Deed.TRIED, by, tried=tried)
    return trial


def propose_rules(
    *, version: RuleVersion, meeting: Meeting, title: str, seen: int, by: Writer
) -> AgendaItem:
    """An item on a meeting's agenda that is about the version just as it is written now.

    Ensures: a meeting has one item about it, however often it is proposed.
    Raises:  RulesChanged, RulesSettled, TrialNeeded, and what `add_item` raises.
    """
    with transaction.atomic():
        require(by.actor, DRAFT, at=version.centre_id, on=by.on)
        hold_open(meeting)
        found = _locked(version)
        _require_seen(found, seen)
        if found.state in ENDED:
            raise RulesSettled()
        if not found.ready:
            raise TrialNeeded()
        known = item_about(found, meeting)
        return known or add_item(meeting=meeting, title=title, subject=found.subject, by=by)


@transaction.atomic
def put_in_force(
    *, version: RuleVersion, resolution_id: UUID, effective_from: date, seen: int, by: Hand
) -> RuleStep:
    """The version in force from a day, by a resolution that approved just what it says.

    Raises: NotAllowed, RulesChanged, TrialNeeded, RulesSettled, SameMaker, RulesNotPossible,
            ResolutionNeeded, ForceTooEarly.
    """
    found = _held(version, APPROVE, by)
    asked = {"resolution_id": resolution_id, "effective_from": effective_from}
    done = _repeated(found, Deed.APPROVED, seen, by, **asked)
    if done is not None:
        return done
    _require_seen(found, seen)
    if found.state == State.DRAFT and not found.ready:
        raise TrialNeeded()
    _require_move(found, Deed.APPROVED, seen)
    officer = officer_or_none(by.actor)
    if officer is None or officer.pk in makers_of(found):
        raise SameMaker()
    faults = faults_of(found.rules, effective_from)
    if faults:
        raise RulesNotPossible(faults)
    resolution = approving_resolution(resolution_id, found.subject)
    _require_day(found, resolution.item.meeting, effective_from, by.on)
    return _step(
        version,
        seen + 1,
        Deed.APPROVED,
        by,
        resolution=resolution,
        effective_from=effective_from,
    )


def _require_day(found: VersionState, meeting: Meeting, effective_from: date, on: date) -> None:
    """Nothing, if the version may hold from that day: no meeting held is judged by a new quorum.

    Raises: ForceTooEarly, QuorumTooEarly.
    """
    if effective_from < meeting.held_on:
        raise ForceTooEarly(day=meeting.held_on)
    first = max(meeting.held_on + timedelta(days=1), on)
    if found.version.kind == Kind.QUORUM and effective_from < first:
        raise QuorumTooEarly(day=first)


@transaction.atomic
def withdraw_rules(*, version: RuleVersion, seen: int, by: Hand) -> RuleStep:
    """The version withdrawn before it takes force; that it was there stays.

    Raises: NotAllowed, RulesChanged, RulesInForce, RulesSettled.
    """
    found = _held(version, DRAFT, by)
    done = _repeated(found, Deed.WITHDRAWN, seen, by)
    if done is not None:
        return done
    if found.in_force(by.on):
        raise RulesInForce(day=found.force_day)
    _require_move(found, Deed.WITHDRAWN, seen)
    return _step(version, seen + 1, Deed.WITHDRAWN, by)


def makers_of(found: VersionState) -> frozenset[int]:
    """Those who wrote any of the version: they do not put it in force."""
    written = (step.done_by_id for step in found.steps if step.rules is not None)
    return frozenset(key for key in written if key is not None)


def _held(version: RuleVersion, action: str, by: Hand) -> VersionState:
    require(by.actor, action, at=version.centre_id, on=by.on)
    return _locked(version)


def _locked(version: RuleVersion) -> VersionState:
    """The version, held until the transaction ends so that nobody else takes the next step."""
    hold_centre(version.centre_id)
    return version_state(version)


def _repeated(
    found: VersionState, deed: str, seen: int, by: Hand, **facts: object
) -> RuleStep | None:
    """The last step, where this person took just it before: the same request has one effect."""
    last = found.steps[-1]
    same = (last.sequence, last.deed) == (seen + 1, deed)
    own = last.done_by == officer_or_none(by.actor)
    return last if same and own and all(getattr(last, key) == facts[key] for key in facts) else None


def _require_seen(found: VersionState, seen: int) -> None:
    if found.seen != seen:
        raise RulesChanged()


def _require_move(found: VersionState, deed: str, seen: int) -> None:
    _require_seen(found, seen)
    if state_after(found.state, deed, found.version.kind) is None:
        raise RulesSettled()


def _step(version: RuleVersion, sequence: int, deed: str, by: Hand, **facts: Any) -> RuleStep:
    step = RuleStep.objects.create(
        version=version,
        sequence=sequence,
        deed=deed,
        done_by=officer_or_none(by.actor),
        done_on=by.on,
        done_at=by.at,
        **facts,
    )
    told = {"resolution": str(step.resolution_id)} if step.resolution_id else {}
    record(
        known(by.actor),
        f"rules.{deed}",
        version,
        kind=version.kind,
        number=version.number,
        sequence=sequence,
        **told,
    )
    return step
