"""What is said of a note and of a follow-up before it is kept."""

from dataclasses import dataclass
from datetime import date

from plodnee.organization.models import Area
from plodnee.organization.roles import CENTRE_COMMITTEE, DEPARTMENT, DISTRICT_OFFICER, PROVINCE

# Whose a follow-up may be -> how many digits of the centre's code name the office (None: all).
OWNERS: dict[str, int | None] = {
    CENTRE_COMMITTEE.code: None,
    DISTRICT_OFFICER.code: Area.Level.DISTRICT,
    PROVINCE.code: Area.Level.PROVINCE,
    DEPARTMENT.code: 0,
}


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """What a note says: its topic of the round, the speaker's role, its words and tags."""

    topic: int
    item: int
    speaker: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpSaid:
    """What is to be done, whose post does it, until when."""

    what: str
    owner_role: str
    due_on: date


def office_of_owner(owner_role: str, centre_code: str) -> str:
    """The code of the office at which the owner of a centre's follow-up sits."""
    return centre_code[: OWNERS[owner_role]]
