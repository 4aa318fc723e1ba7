"""What is answered where a page broke: 503 while the database cannot take it, else 500.

Whoever gets 503 may send the same again after the seconds that the answer names.
"""

import errno
import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SECONDS_TO_WAIT = 5
_FULL = ("disk is full", "No space left on device")


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault that no view answers, asked while the fault is being handled."""
    fault = sys.exc_info()[1]
    if _is_full(fault):
        page = render_to_string("507.html")
        reply = HttpResponse(page, status=HTTPStatus.INSUFFICIENT_STORAGE)
    elif isinstance(fault, OperationalError | InterfaceError):
        reply = HttpResponse(render_to_string("503.html"), status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        page = render_to_string("500.html")
        return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    reply.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    return reply


def _is_full(fault: BaseException | None) -> bool:
    """Whether nothing more can be written, to the database or to a file beside it."""
    if isinstance(fault, OSError):
        return fault.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(fault, OperationalError) and any(word in str(fault) for word in _FULL)
