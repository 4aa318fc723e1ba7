"""A centre's planning sheet for the next year, issued as files."""

from plodnee.documents.builders.official.planning import planning_paper
from plodnee.documents.facts.planning import PlanningFacts
from plodnee.documents.models import IssuedReport
from plodnee.documents.reports import issued_report
from plodnee.organization.access import require
from plodnee.organization.models import Centre
from plodnee.visits.rounds.services import Hand


def issue_planning(*, centre: Centre, facts: PlanningFacts, by: Hand) -> IssuedReport:
    """The sheet as it stands; the one issued before where nothing has changed.

    Raises: NotAllowed.
    """
    require(by.actor, "notes.view", at=centre, on=by.on)
    return issued_report(
        office_code=centre.code,
        kind=IssuedReport.Kind.PLANNING,
        facts=facts,
        build=lambda: planning_paper(facts),
        by=by,
    )
