"""What a centre's visit still lacks, read from what stands in the system on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plodnee.casework.selectors import is_current, run_or_none
from plodnee.organization.models import Area, Centre
from plodnee.policy.reader import in_force
from plodnee.registers.committees.offices import offices_of
from plodnee.registers.models import Baseline
from plodnee.registers.models.lines import FOREVER, HouseholdLine
from plodnee.registers.selectors import days_of_data
from plodnee.visits.letters.selectors import task_states
from plodnee.visits.models import (
    Letter,
    ProgrammeSlot,
    ProgrammeVersion,
    Selection,
    VisitPerson,
)
from plodnee.visits.people import quotas, standings
from plodnee.visits.rounds.selectors import current_programme, current_version, visit_slot

FAMILY = "visit_selection"
PROGRAMME, LETTER, TASKS = "programme", "letter", "tasks"
ORDER, REGISTER, ANALYSIS = "order", "register", "analysis"
TARGETS, MODELS, PEOPLE, REPLIES = "targets", "models", "people", "replies"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a visit needs: whether it is there, and the day that says so."""

    code: str
    is_ready: bool
    day: date | None = None


def readiness(selection: Selection, on: date) -> list[Item]:
    """Everything that the visit needs, in the order in which it is prepared.

    Source:  policy/visit_selection.toml, the circular's items.
    """
    centre = selection.centre
    programme = current_programme(selection.round, centre.code[: Area.Level.PROVINCE])
    slot = visit_slot(programme, centre.code)
    return [
        *_of_programme(selection, programme, slot),
        *_of_committee(centre, slot.held_on if slot else on),
        *_of_register(centre, on),
        *_of_households(selection),
        *_of_people(selection),
    ]


def _of_programme(
    selection: Selection, programme: ProgrammeVersion | None, slot: ProgrammeSlot | None
) -> Iterator[Item]:
    yield Item(PROGRAMME, slot is not None, slot.held_on if slot else None)
    sent = Letter.objects.filter(round=selection.round, centre=selection.centre)
    told = sent.filter(programme=programme).order_by("-dated_on").first() if programme else None
    yield Item(LETTER, told is not None, told.dated_on if told else None)
    waiting = [state.task.due_on for state in task_states(sent) if state.is_open]
    yield Item(TASKS, told is not None and not waiting, min(waiting, default=None))


def _of_committee(centre: Centre, on: date) -> Iterator[Item]:
    """Whether the committee is in office on the day of the visit."""
    office = offices_of([centre], on)[centre.pk]
    yield Item(ORDER, office.in_office, office.until)


def _of_register(centre: Centre, on: date) -> Iterator[Item]:
    oldest = on - timedelta(days=int(in_force(FAMILY, on).values["ready_register_days"]))
    latest = days_of_data([centre], on).get(centre.pk)
    yield Item(REGISTER, latest is not None and latest >= oldest, latest)
    run = run_or_none(centre)
    yield Item(ANALYSIS, run is not None and is_current(run), run.as_of if run else None)


def _of_households(selection: Selection) -> Iterator[Item]:
    """Whether there are as many target and model households as the round asks for."""
    asked = current_version(selection.round).models_asked
    least = int(in_force(FAMILY, selection.chosen_on).values["least_households"])
    frozen = Baseline.objects.filter(household__centre=selection.centre)
    yield Item(TARGETS, frozen.values("household_id").distinct().count() >= least)
    lines = HouseholdLine.objects.filter(centre=selection.centre, valid_until=FOREVER)
    yield Item(MODELS, lines.filter(is_model=True).count() >= asked)


def _of_people(selection: Selection) -> Iterator[Item]:
    """Whether as many are invited as the round asks for, and everybody replied."""
    enough = all(quota.invited >= quota.asked for quota in quotas(selection))
    invited = [one.standing for one in standings(selection).values()]
    yield Item(PEOPLE, enough)
    yield Item(REPLIES, enough and VisitPerson.Standing.INVITED not in invited)
