"""A round opened and changed, centres chosen, a programme set."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.simultaneous import found_if_raced
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_line
from plodnee.organization import gazetteer
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Area, Centre
from plodnee.policy.reader import in_force
from plodnee.visits.errors import (
    AlreadyChosen,
    ChangedMeanwhile,
    DayOutsideRound,
    HoursOverlap,
    NotChosen,
    ProgrammeUnclear,
    ProvinceNotInRound,
    ReasonMissing,
    RoundKnown,
    RoundUnclear,
    TooManyChosen,
)
from plodnee.visits.models import (
    ChosenCentre,
    Indicator,
    ProgrammeSlot,
    ProgrammeVersion,
    Round,
    RoundProvince,
    RoundVersion,
    Selection,
    SelectionWithdrawal,
    Topic,
)
from plodnee.visits.rounds.notices import note_change
from plodnee.visits.rounds.plain import ProgrammeSaid, RoundSaid, SlotSaid
from plodnee.visits.rounds.ranking import ranking
from plodnee.visits.rounds.selectors import (
    chosen_in,
    current_programme,
    current_version,
    takes_part,
)

COUNTRY = ""
COLUMNS = (
    "project", "activity", "sub_activity", "purpose", "objectives", "target_groups", "steps",
    "expected", "team", "starts_on", "ends_on", "budget_satang", "members_asked", "models_asked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts and on which day."""

    actor: Visitor
    on: date


@found_if_raced
def open_round(
    *,
    fiscal_year_be: int,
    name: str,
    said: RoundSaid,
    by: Hand,
    is_demonstration: bool = False,
    round_id: UUID | None = None,
) -> Round:
    """A round of a fiscal year with its first version; the same id again is the round that stands.

    Raises: NotAllowed, RoundKnown, RoundUnclear.
    """
    require(by.actor, "rounds.keep", at=COUNTRY, on=by.on)
    standing = Round.objects.filter(pk=round_id).first() if round_id else None
    if standing is not None:
        return standing
    if not name.strip():
        raise RoundUnclear()
    if Round.objects.filter(fiscal_year_be=fiscal_year_be, name=name.strip()).exists():
        raise RoundKnown(year=fiscal_year_be, name=name.strip())
    made = Round.objects.create(
        id=round_id or uuid4(),
        fiscal_year_be=fiscal_year_be,
        name=name.strip(),
        is_demonstration=is_demonstration,
        opened_on=by.on,
        opened_by=officer_or_none(by.actor),
    )
    _keep(made, 1, said, "", by)
    record(known(by.actor), "rounds.opened", made, year=fiscal_year_be)
    return made


@transaction.atomic
def change_round(
    *, round_: Round, said: RoundSaid, reason: str, seen_number: int, by: Hand
) -> RoundVersion:
    """The round's next version; the earlier ones stay readable.

    Raises: NotAllowed, ReasonMissing, ChangedMeanwhile, RoundUnclear.
    """
    require(by.actor, "rounds.keep", at=COUNTRY, on=by.on)
    locked = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    latest = current_version(locked)
    if latest.number != seen_number:
        raise ChangedMeanwhile()
    version = _keep(locked, latest.number + 1, said, why, by)
    record(known(by.actor), "rounds.changed", locked, version=version.number)
    return version


@transaction.atomic
def choose_centre(*, round_: Round, centre: Centre, reason: str, by: Hand) -> Selection:
    """The centre chosen to be visited, with its place among its province's centres that day.

    Raises: NotAllowed, ProvinceNotInRound, ReasonMissing, AlreadyChosen, TooManyChosen.
    """
    require(by.actor, "visits.choose", at=centre, on=by.on)
    locked = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    province = centre.code[: Area.Level.PROVINCE]
    if not takes_part(current_version(locked), province):
        raise ProvinceNotInRound()
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    chosen = chosen_in(locked, province)
    if chosen.filter(centre=centre).exists():
        raise AlreadyChosen()
    most = int(in_force("visit_selection", by.on).values["most_chosen"])
    if chosen.count() >= most:
        raise TooManyChosen(most=most)
    ranked = ranking(locked, province, by.on)
    own = next(row for row in ranked if row.centre.pk == centre.pk)
    selection = Selection.objects.create(
        round=locked,
        centre=centre,
        reason=why,
        rank=own.rank,
        ranked=len(ranked),
        met=list(own.met),
        chosen_on=by.on,
        chosen_by=officer_or_none(by.actor),
    )
    ChosenCentre.objects.create(round=locked, centre=centre, selection=selection)
    record(known(by.actor), "visits.chosen", selection, rank=own.rank)
    return selection


@transaction.atomic
def withdraw_choice(*, selection: Selection, reason: str, by: Hand) -> SelectionWithdrawal:
    """The choice taken back; the row stays.

    Raises: NotAllowed, ReasonMissing, NotChosen.
    """
    require(by.actor, "visits.choose", at=selection.centre, on=by.on)
    Round.objects.select_for_update(no_key=True).get(pk=selection.round_id)
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    if SelectionWithdrawal.objects.filter(selection=selection).exists():
        raise NotChosen(centre=selection.centre.name)
    made = SelectionWithdrawal.objects.create(
        selection=selection,
        reason=why,
        withdrawn_on=by.on,
        withdrawn_by=officer_or_none(by.actor),
    )
    ChosenCentre.objects.filter(selection=selection).delete()
    record(known(by.actor), "visits.choice_withdrawn", selection)
    return made


@transaction.atomic
def set_programme(
    *,
    round_: Round,
    province: Area,
    said: ProgrammeSaid,
    seen_number: int,
    by: Hand,
    reason: str = "",
) -> ProgrammeVersion:
    """The province's programme; a later one says why it changed, and the earlier stays.

    Raises: NotAllowed, ProvinceNotInRound, ChangedMeanwhile, ReasonMissing, ProgrammeUnclear,
    NotChosen.
    """
    require(by.actor, "visits.choose", at=province, on=by.on)
    locked = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    latest = current_programme(locked, province.code)
    number = latest.number if latest else 0
    if number != seen_number:
        raise ChangedMeanwhile()
    why = reason_line(reason) if number else masked_line(reason)
    if number and not why:
        raise ReasonMissing()
    _check_programme(locked, province, said)
    version = ProgrammeVersion.objects.create(
        round=locked,
        province=province,
        number=number + 1,
        team=said.team.strip(),
        venue=said.venue.strip(),
        reason=why,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
    _keep_slots(version, said)
    record(known(by.actor), "visits.programme_set", version, version=version.number)
    note_change(version)
    return version


def _keep_slots(version: ProgrammeVersion, said: ProgrammeSaid) -> None:
    for slot in said.slots:
        ProgrammeSlot.objects.create(
            version=version,
            held_on=slot.held_on,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            what=slot.what.strip(),
            points=slot.points.strip(),
            centre_id=slot.centre_code or None,
        )


def _check_programme(round_: Round, province: Area, said: ProgrammeSaid) -> None:
    version = current_version(round_)
    if not takes_part(version, province.code):
        raise ProvinceNotInRound()
    if not said.team.strip() or not said.slots or not all(slot.what.strip() for slot in said.slots):
        raise ProgrammeUnclear()
    chosen = set(chosen_in(round_, province.code).values_list("centre_id", flat=True))
    before = None
    for slot in sorted(said.slots, key=lambda slot: (slot.held_on, slot.starts_at)):
        if not version.starts_on <= slot.held_on <= version.ends_on:
            raise DayOutsideRound()
        if slot.ends_at is not None and slot.ends_at <= slot.starts_at:
            raise ProgrammeUnclear()
        if slot.centre_code and slot.centre_code not in chosen:
            raise NotChosen(centre=slot.centre_code)
        if before is not None and _overlap(before, slot):
            raise HoursOverlap()
        before = slot


def _overlap(earlier: SlotSaid, later: SlotSaid) -> bool:
    same_day = earlier.held_on == later.held_on
    return same_day and (earlier.ends_at is None or earlier.ends_at > later.starts_at)


def _keep(round_: Round, number: int, said: RoundSaid, reason: str, by: Hand) -> RoundVersion:
    """The version with its provinces, topics and indicators."""
    _check_round(said)
    version = RoundVersion.objects.create(
        round=round_,
        number=number,
        **{name: getattr(said, name) for name in COLUMNS},
        reason=reason,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
    RoundProvince.objects.bulk_create(
        RoundProvince(version=version, province_id=code) for code in sorted(said.province_codes)
    )
    Topic.objects.bulk_create(
        Topic(version=version, number=t.number, item=t.item, title=t.title, detail=t.detail)
        for t in said.topics
    )
    Indicator.objects.bulk_create(
        Indicator(version=version, place=place, name=i.name, unit=i.unit, target=i.target)
        for place, i in enumerate(said.indicators, start=1)
    )
    return version


def _check_round(said: RoundSaid) -> None:
    official = {area.code for area in gazetteer.provinces()}
    if (
        not (said.project.strip() and said.activity.strip() and said.objectives.strip())
        or said.ends_on < said.starts_on
        or not said.province_codes
        or not set(said.province_codes) <= official
        or not said.topics
        or not all(topic.title.strip() for topic in said.topics)
        or said.members_asked + said.models_asked < 1
        or said.budget_satang < 0
    ):
        raise RoundUnclear()
