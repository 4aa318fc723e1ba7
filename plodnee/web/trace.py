"""The access log: every page and file that showed persons leaves one row for each centre shown.

`web.access.allowed` asks for the row, so that no view can forget it. A view that shows some
households of a centre says which with `shows`; otherwise the household of the address is taken,
else every household of the centre.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from plodnee.audit.access import record_accesses
from plodnee.audit.services import record
from plodnee.organization.access import role_for
from plodnee.organization.models import Officer
from plodnee.organization.roles import SHOWS_PERSONS

SHOWN = (200, 409, 422)  # a form that could not be taken shows its page again
HEADER = "X-Request-Id"


def shows(request: HttpRequest, households: Iterable[UUID]) -> None:
    """Note which households of the centre in the address the page shows."""
    noted = _noted(request)
    noted[""] = [*(noted.get("") or []), *households]


def shows_by_centre(request: HttpRequest, households: Mapping[str, list[UUID] | None]) -> None:
    """Note which households of which centres the answer shows, None: every one there is."""
    _noted(request).update(households)


def _noted(request: HttpRequest) -> dict[str, list[UUID] | None]:
    noted: dict[str, list[UUID] | None] = request.__dict__.setdefault("_shown_households", {})
    return noted


def request_id(request: HttpRequest) -> str:
    """What tells this request from all others, in the log and in the answer's header."""
    return str(request.__dict__.setdefault("_request_id", uuid4().hex))


def leave_trace(
    request: HttpRequest,
    response: HttpResponseBase,
    action: str,
    place: str = "",
    household: UUID | None = None,
) -> None:
    """Record what an answer showed; nothing where it shows no persons."""
    if action not in SHOWS_PERSONS or request.method == "HEAD" or response.status_code not in SHOWN:
        return
    officer = request.user
    assert isinstance(officer, Officer)
    response.headers[HEADER] = request_id(request)
    match = request.resolver_match
    shown, on = _shown(request, place, household), timezone.localdate()
    if shown:
        record_accesses(
            officer,
            (match.url_name if match else "") or "",
            shown,
            roles={chain: role_for(officer, action, at=chain, on=on) for chain in shown},
            request_id=request_id(request),
        )


def leave_refusal(request: HttpRequest, action: str, place: str = "") -> None:
    """Record that somebody asked for a place that is not theirs, or is not there.

    Both are recorded alike: the answer does not tell them apart, and neither does its time.
    """
    officer, match = request.user, request.resolver_match
    assert isinstance(officer, Officer)
    address = (match.url_name if match else "") or ""
    record(officer, "web.refused", officer, address=address, policy=action, place=place)


def _shown(
    request: HttpRequest, place: str, household: UUID | None
) -> dict[str, list[UUID] | None]:
    """The households shown, by centre; None for all of them."""
    noted: dict[str, list[UUID] | None] | None = request.__dict__.get("_shown_households")
    if noted is not None:
        return {
            code or place: None if keys is None else list(dict.fromkeys(keys))
            for code, keys in noted.items()
            if keys is None or keys
        }
    if not place:
        return {}
    return {place: [household] if household else None}
