"""The access log: every page and file that showed persons leaves one row for each centre shown.

`web.access.allowed` asks for the row, so that no view can forget it. A view that shows some
households of a centre says which with `shows`; otherwise the household of the address is taken,
else every household of the centre.
"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from plodnee.audit.access import record_access
from plodnee.organization.access import role_for
from plodnee.organization.models import Officer
from plodnee.organization.roles import SHOWS_PERSONS

SHOWN = (200, 422)  # a form that could not be taken shows its page again
HEADER = "X-Request-Id"


def shows(request: HttpRequest, households: Iterable[UUID], *, centre_code: str = "") -> None:
    """Note which households of a centre the page shows; several centres are noted one by one.

    Without a code, the centre is that of the address.
    """
    noted: dict[str, list[UUID]] = request.__dict__.setdefault("_shown_households", {})
    noted.setdefault(centre_code, []).extend(households)


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
    for chain, keys in _shown(request, place, household).items():
        record_access(
            officer,
            (match.url_name if match else "") or "",
            chain=chain,
            households=keys,
            role=role_for(officer, action, at=chain, on=timezone.localdate()),
            request_id=request_id(request),
        )


def _shown(
    request: HttpRequest, place: str, household: UUID | None
) -> dict[str, list[UUID] | None]:
    """The households shown, by centre; None for all of them."""
    noted: dict[str, list[UUID]] | None = request.__dict__.get("_shown_households")
    if noted is not None:
        told = {code or place: list(dict.fromkeys(keys)) for code, keys in noted.items()}
        return {code: keys for code, keys in told.items() if keys}
    if not place:
        return {}
    return {place: [household] if household else None}
