"""What a person is trying for a household: kept with the log-in, never in an address."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from plodnee.casework.plain_facts import from_plain, to_plain
from plodnee.casework.workspace.settings import Settings

KEY = "workspace_drafts"
MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """Settings being tried, and the lines that stand side by side."""

    settings: Settings
    compared: tuple[str, ...] = ()


def draft_of(request: HttpRequest, household_key: object) -> Draft | None:
    """What this person last tried for the household since logging in; None if nothing."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    plain = kept.get(str(household_key))
    return None if plain is None else from_plain(Draft, plain)


def keep_draft(request: HttpRequest, household_key: object, draft: Draft | None) -> None:
    """Keep what is tried, or forget it; of many households only the latest are kept."""
    kept: dict[str, Any] = dict(request.session.get(KEY, {}))
    kept.pop(str(household_key), None)
    if draft is not None:
        kept[str(household_key)] = to_plain(draft)
    request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])
