"""What a person is trying for a centre's capital: kept with the log-in, never in an address."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.models import PlanRun
from plodnee.casework.plain_facts import from_plain, to_plain

KEY = "allocation_drafts"
MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class CapitalDraft:
    """Settings being tried, and the kept allocations that stand beside them."""

    settings: CapitalSettings
    compared: tuple[str, ...] = ()


def draft_of(request: HttpRequest, run: PlanRun) -> CapitalDraft | None:
    """What this person last tried on the run since logging in; None if nothing."""
    plain = request.session.get(KEY, {}).get(str(run.pk))
    return None if plain is None else from_plain(CapitalDraft, plain)


def keep_draft(request: HttpRequest, run: PlanRun, draft: CapitalDraft | None) -> None:
    """Keep what is tried, or forget it; only the latest few centres are kept."""
    kept: dict[str, Any] = dict(request.session.get(KEY, {}))
    kept.pop(str(run.pk), None)
    if draft is not None:
        kept[str(run.pk)] = to_plain(draft)
    request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])
