"""A made-up committee that sets its own rules: drafted, tried, resolved, put in force."""

from datetime import date, timedelta
from typing import Any

from build import NOON, TODAY, a_book, a_centre, a_debt, an_import
from committee_village import (
    a_list,
    a_meeting,
    a_vote,
    closed,
    drafted,
    officers,
    resolved,
    roll,
    signed,
)

STRICT_DAYS = (1, 31, 181)


def a_village() -> tuple[Any, Any, Any]:
    """A committee in office whose household has been overdue for two months."""
    centre = a_centre()
    an_import(a_book(debts=(a_debt(overdue_since=TODAY - timedelta(days=60)),)))
    people = officers(centre)
    members = a_list(centre, people[0])
    signed(drafted(centre, people[0], members), people[2])
    return centre, people, members


def a_hand(actor: Any, on: date = TODAY) -> Any:
    """Somebody who acts on a day."""
    from plodnee.casework.rules.services import Hand

    return Hand(actor, on, NOON)


def seen(version: Any) -> int:
    """The number of the version's last step."""
    from plodnee.casework.rules.selectors import version_state

    return version_state(version).seen


def strict() -> Any:
    """Criteria under which a debt is overdue after a month and in default after half a year."""
    from plodnee.engine.classification import Criteria

    return Criteria(*STRICT_DAYS)


def written(centre: Any, actor: Any, rules: Any = None, kind: str = "criteria") -> Any:
    """A draft that was edited."""
    from plodnee.casework.rules.services import draft_rules, edit_rules

    version = draft_rules(centre=centre, kind=kind, by=a_hand(actor))
    edit_rules(version=version, rules=rules or strict(), seen=1, by=a_hand(actor))
    return version


def tried(centre: Any, actor: Any, rules: Any = None) -> Any:
    """Criteria that were written and tried."""
    from plodnee.casework.rules.services import try_rules

    version = written(centre, actor, rules)
    try_rules(version=version, as_of=TODAY, seen=2, by=a_hand(actor))
    return version


def approved_by_a_meeting(
    version: Any, people: Any, members: Any, outcome: str = "approved"
) -> Any:
    """The resolution of a meeting, in closed minutes, about the version as it is written now."""
    from plodnee.casework.rules.selectors import version_state

    secretary, chair, *_ = people
    subject = version_state(version).subject
    meeting = a_meeting(version.centre, secretary, ("เกณฑ์ของศูนย์ฯ", subject))
    roll(meeting, secretary, *members)
    votes = {"approved": (4, 0, 0), "refused": (0, 4, 0), "deferred": (4, 0, 0)}[outcome]
    found = resolved(meeting, secretary, a_vote(outcome, *votes))
    closed(meeting, chair)
    return found


def in_force(version: Any, people: Any, members: Any, effective_from: date = TODAY) -> Any:
    """The version, resolved and put in force from a day by another than its maker."""
    from plodnee.casework.rules.services import put_in_force

    resolution = approved_by_a_meeting(version, people, members)
    put_in_force(
        version=version,
        resolution_id=resolution.pk,
        effective_from=effective_from,
        seen=seen(version),
        by=a_hand(people[1]),
    )
    return version
