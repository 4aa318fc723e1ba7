"""How much a request may bring."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# Above what a workbook may have, so that whoever sends a larger one is told so by its reader.
LARGEST_REQUEST_BYTES = 64 * 2**20


class RequestSizeMiddleware:
    """Turns away what is far too large before anything of it is kept on the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; 413 for a body that says that it is too large."""
        said = request.headers.get("Content-Length") or "0"
        if said.isdecimal() and int(said) > LARGEST_REQUEST_BYTES:
            page = render_to_string("400.html")
            return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)
