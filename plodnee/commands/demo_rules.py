"""A demonstration's own criteria: drafted and tried by its secretary, in force by a resolution."""

from datetime import date, datetime

from plodnee.casework.models import Meeting, RuleVersion
from plodnee.casework.rules.selectors import approving_resolutions, version_state
from plodnee.casework.rules.services import Hand, draft_rules, edit_rules, put_in_force, try_rules
from plodnee.casework.rules.states import Kind
from plodnee.engine.classification import Criteria
from plodnee.organization.models import Centre, Officer
from plodnee.registers.selectors import days_of_data

OWN = Criteria(watch_days=1, overdue_days=61, default_days=181)


def tried_criteria(centre: Centre, maker: Officer, *, on: date, at: datetime) -> RuleVersion | None:
    """Criteria stricter than the programme's, tried on the centre's register; None without one."""
    register_day = days_of_data([centre], on).get(centre.code)
    if register_day is None:
        return None
    by = Hand(maker, on, at)
    version = draft_rules(centre=centre, kind=Kind.CRITERIA, by=by)
    edit_rules(version=version, rules=OWN, seen=1, by=by)
    try_rules(version=version, as_of=register_day, seen=2, by=by)
    return version


def put_criteria_in_force(
    version: RuleVersion, meeting: Meeting, officer: Officer, *, at: datetime
) -> None:
    """The criteria in force from the day of the meeting that resolved them."""
    found = version_state(version)
    put_in_force(
        version=version,
        resolution_id=approving_resolutions(found)[0].pk,
        effective_from=meeting.held_on,
        seen=found.seen,
        by=Hand(officer, meeting.held_on, at),
    )
