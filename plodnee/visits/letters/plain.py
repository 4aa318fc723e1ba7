"""What a letter says before it has a number, and how an office heads its letters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

TOPICS, PROGRAMME = "topics", "programme"
ENCLOSURES = (TOPICS, PROGRAMME)
MOST_ENCLOSED, LONGEST_ENCLOSED = 10, 200


@dataclass(frozen=True, slots=True)
class OfficeSaid:
    """How an office heads and signs; lines of address, of contact and of the signer's position."""

    letter_code: str
    address: str
    contact: str
    place: str
    signer_name: str
    signer_position: str
    motto: str = ""


@dataclass(frozen=True, slots=True)
class TaskSaid:
    """One thing that a letter asks for, and by when."""

    wording: str
    due_on: date


@dataclass(frozen=True, slots=True)
class LetterSaid:
    """A letter without its number; `number` asks for one of the office's own register.

    What is `enclosed`: the papers of a round by their codes, others as `title | how many copies`.
    """

    kind: str
    subject: str
    opening: str
    dated_on: date
    urgency: str = ""
    is_circular: bool = False
    addressee: str = ""
    to_code: str = ""
    reference: str = ""
    closing: str = ""
    enclosed: tuple[str, ...] = ()
    tasks: tuple[TaskSaid, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class AboutVisit:
    """What a letter is about: a round, a centre to be visited, the programme it encloses."""

    round: Any = None
    centre: Any = None
    programme: Any = None


@dataclass(frozen=True, slots=True)
class ReceivedSaid:
    """A letter on paper from elsewhere, as the register of letters received has it."""

    sender: str
    their_number: str
    dated_on: date
    subject: str
