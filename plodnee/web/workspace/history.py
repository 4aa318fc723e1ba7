"""What was done to a household's menu, step by step, for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plodnee.casework.models import MenuPin
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.workspace.settings import Settings, usual_settings
from plodnee.documents.builders.names import goal_name
from plodnee.documents.builders.voice import Voice
from plodnee.web.households.directory import directory
from plodnee.web.templatetags.wording import english
from plodnee.web.workspace.lines import who
from plodnee.web.workspace.wording import settings_words


@dataclass(frozen=True, slots=True)
class Step:
    """One step: which line, by whom, when, and what was set when it was pinned."""

    sequence: int
    pinned: bool
    title: str
    words: list[str]
    by: str
    at: datetime


def history(steps: Iterable[MenuPin]) -> list[Step]:
    """The steps in the order given."""
    return [_step(step) for step in steps]


def _step(step: MenuPin) -> Step:
    voice = Voice("en" if english() else "th")
    pinned = step.undoes or step
    assert pinned.line is not None
    facts = directory(pinned.run).household(step.household_id)
    assert facts is not None
    assert facts.problem is not None
    settings = from_plain(Settings, pinned.settings)
    return Step(
        sequence=step.sequence,
        pinned=step.deed == MenuPin.Deed.PINNED,
        title=goal_name(voice, pinned.line["goal"]),
        words=settings_words(settings, facts.problem.as_of, usual_settings(facts.problem)),
        by=who(step),
        at=timezone.localtime(step.done_at),
    )
