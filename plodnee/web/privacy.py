"""What a shared computer or a proxy must not keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """Answers that no cache may keep: every page behind a log-in shows somebody's data."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, marked."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response
