"""Questions about a centre's own rules: what is in force on a day, how each version stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from plodnee.casework.meetings.selectors import approvals_standing, keys_resolved_on
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import AgendaItem, Meeting, Resolution, RuleStep, RuleVersion
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.plan.ageing import Ageing, age_debts
from plodnee.casework.plan.menu_policy import MenuPolicy, OwnRules, menu_policy_of
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.rules.in_force import (
    SHAPES,
    Rules,
    rules_of,
    version_in_force,
    versions_in_force,
    written_rules,
)
from plodnee.casework.rules.states import WITHOUT_TRIAL, Deed, Kind, State, state_after
from plodnee.engine.classification import Criteria, criteria_in_force
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import Quorum, committee_rules
from plodnee.registers.sameness.telling import book_told_once
from plodnee.registers.selectors import book_of, statement

LENGTH_OF_KEY = 32
ENDED = frozenset({State.APPROVED, State.WITHDRAWN})


class VersionsUsed(NamedTuple):
    """The committee's own versions by which a centre is analysed; None for the default."""

    criteria: RuleVersion | None
    menu_policy: RuleVersion | None


@dataclass(frozen=True, slots=True)
class VersionState:
    """A version after every step so far; `seen` is the number of the last one.

    `written` is the number of the step that wrote its rules as they are: a resolution is about
    just these.
    """

    version: RuleVersion
    steps: tuple[RuleStep, ...]
    state: State
    rules: Rules
    written: int
    approval: RuleStep | None

    @property
    def seen(self) -> int:
        """The number of the last step."""
        return self.steps[-1].sequence

    @property
    def subject(self) -> Subject:
        """What a resolution must be about to approve the version as it is written now."""
        return Subject(self.version.kind, f"{self.version.pk.hex}:{self.written}")

    @property
    def ready(self) -> bool:
        """Whether it may be put before a meeting: written, and tried where a trial is needed."""
        drafted = self.state == State.DRAFT and self.version.kind in WITHOUT_TRIAL
        return drafted or self.state == State.IN_TRIAL

    def in_force(self, on: date) -> bool:
        """Whether it was approved and its day has come; a later version may have replaced it."""
        return self.approval is not None and self.force_day <= on

    @property
    def force_day(self) -> date:
        """The day from which an approved version holds."""
        assert self.approval is not None
        assert self.approval.effective_from is not None
        return self.approval.effective_from


def version_state(version: RuleVersion) -> VersionState:
    """The version after every step so far."""
    steps = tuple(
        version.steps.select_related("done_by", "resolution__item__meeting").order_by("sequence")
    )
    state = State.NONE
    for step in steps:
        after = state_after(state, step.deed, version.kind)
        assert after is not None, f"{version}: {step.deed} after {state}"
        state = after
    written = [step for step in steps if step.rules is not None][-1]
    approvals = [step for step in steps if step.deed == Deed.APPROVED]
    return VersionState(
        version=version,
        steps=steps,
        state=state,
        rules=from_plain(SHAPES[version.kind], written.rules),
        written=written.sequence,
        approval=approvals[0] if approvals and state == State.APPROVED else None,
    )


def versions_of(centre: Centre, kind: str) -> list[VersionState]:
    """Every version of a kind, the latest first."""
    found = RuleVersion.objects.filter(centre=centre, kind=kind).order_by("-number")
    return [version_state(version) for version in found]


def open_version(centre: Centre, kind: str) -> RuleVersion | None:
    """The version that is being written or tried."""
    return _open_versions().filter(centre=centre, kind=kind).first()


def _open_versions() -> QuerySet[RuleVersion]:
    ended = RuleStep.objects.filter(
        version=OuterRef("pk"), deed__in=[Deed.APPROVED, Deed.WITHDRAWN]
    )
    return RuleVersion.objects.filter(~Exists(ended))


def versions_used(centre: Centre, on: date) -> VersionsUsed:
    """The versions in force at a centre on a day."""
    kinds = (Kind.CRITERIA, Kind.MENU_POLICY)
    return VersionsUsed(*(version_in_force(centre, kind, on) for kind in kinds))


def criteria_at(centre: Centre, on: date) -> Criteria:
    """The criteria by which a centre's debtors are classed on a day."""
    return criteria_of_centres([centre], {centre.code: on}).get(centre.code, criteria_in_force(on))


def criteria_of_centres(centres: Iterable[Centre], days: Mapping[str, date]) -> dict[str, Criteria]:
    """The committees' own criteria on each centre's day; nothing where the default holds."""
    found = versions_in_force(centres, Kind.CRITERIA, days)
    written = written_rules([version.pk for version in found.values()])
    return {code: from_plain(Criteria, written[one.pk]) for code, one in found.items()}


def own_rules(criteria: RuleVersion | None, menu: RuleVersion | None) -> OwnRules:
    """What these versions say, and where each stands; nothing for a missing one."""
    classed = rules_of(criteria) if criteria else None
    offered = rules_of(menu) if menu else None
    assert classed is None or isinstance(classed, Criteria)
    assert offered is None or isinstance(offered, MenuPolicy)
    return OwnRules(
        criteria=classed,
        criteria_source=source_of(criteria) if criteria else "",
        menu_policy=offered,
        menu_source=source_of(menu) if menu else "",
    )


def source_of(version: RuleVersion) -> str:
    """Where an approved version comes from, in both languages: its day, its number, its meeting."""
    day, meeting = approval_of(version)
    return (
        f"{day.isoformat()}: เกณฑ์ของศูนย์ฯ ฉบับที่ {version.number} "
        f"มติที่ประชุมครั้งที่ {meeting.number}/{meeting.year_be} "
        f"(the committee's version {version.number}, meeting {meeting.number}/{meeting.year_be})"
    )


def approval_of(version: RuleVersion) -> tuple[date, Meeting]:
    """The day from which an approved version holds, and the meeting that approved it."""
    step = version.steps.select_related("resolution__item__meeting").get(deed=Deed.APPROVED)
    assert step.resolution is not None
    assert step.effective_from is not None
    return step.effective_from, step.resolution.item.meeting


def default_rules(kind: str, on: date) -> Rules:
    """What the programme's default of a day says, for a centre that has set nothing.

    Raises: NoRulesOnDate.
    """
    if kind == Kind.CRITERIA:
        return criteria_in_force(on)
    if kind == Kind.QUORUM:
        return Quorum(committee_rules(on).quorum_bp)
    return menu_policy_of(rules_in_force(on))


def approving_resolutions(found: VersionState) -> list[Resolution]:
    """The resolutions in closed minutes that approve the version as it is written now."""
    return approvals_standing(found.subject)


def item_about(found: VersionState, meeting: Meeting) -> AgendaItem | None:
    """The item of a meeting that is about the version as it is written now, unless taken off."""
    return items_about(found).filter(meeting=meeting).first()


def items_about(found: VersionState) -> QuerySet[AgendaItem]:
    """Every item that is about the version as it is written now, the latest meeting first."""
    about = {"subject_kind": found.subject.kind, "subject_key": found.subject.key}
    rows = AgendaItem.objects.filter(**about, dropped__isnull=True).select_related("meeting")
    return rows.order_by("-meeting__held_on", "position")


def versions_to_force(
    centres: Collection[Centre] | QuerySet[Centre, Centre],
) -> list[VersionState]:
    """Versions that a meeting has approved as they are written now, not put in force yet."""
    spoken_of = map(_version_key, keys_resolved_on(centres, SHAPES))
    rows = _open_versions().filter(centre__in=centres, pk__in={key for key in spoken_of if key})
    found = map(version_state, rows.select_related("centre").order_by("centre", "kind"))
    return [one for one in found if one.ready and approving_resolutions(one)]


def versions_spoken_of(centre: Centre, items: Iterable[AgendaItem]) -> dict[UUID, RuleVersion]:
    """The centre's version that each of these items is about, by the item's key."""
    named = {one.pk: _version_key(one.subject_key) for one in items if one.subject_kind in SHAPES}
    keys = {key for key in named.values() if key}
    found = RuleVersion.objects.filter(centre=centre).in_bulk(keys) if keys else {}
    return {item: found[key] for item, key in named.items() if key in found}


def _version_key(subject_key: str) -> UUID | None:
    """The version that the key of a subject names (see `VersionState.subject`)."""
    key, _, _ = subject_key.partition(":")
    return UUID(key) if len(key) == LENGTH_OF_KEY else None


def ageing_of(centre: Centre, as_of: date) -> Ageing:
    """The open debts of a day by the criteria in force on that day.

    Raises: NoRegister.
    """
    batches = statement(centre, as_of)
    book = book_told_once(book_of(batches, as_of), batches)
    return age_debts(book, as_of, criteria_at(centre, as_of))
