"""Who asks to open something that is hidden."""

from django.http import HttpRequest
from django.utils import timezone

from plodnee.organization.access import role_for
from plodnee.privacy.services import Asking
from plodnee.web.access import officer_of, today
from plodnee.web.trace import request_id


def asking_of(request: HttpRequest, centre_code: str, screen: str) -> Asking:
    """Who asks to open something, at this moment, by this request."""
    officer = officer_of(request)
    return Asking(
        actor=officer,
        at=timezone.now(),
        on=today(),
        screen=screen,
        role=role_for(officer, "ids.reveal", at=centre_code, on=today()),
        request_id=request_id(request),
    )
