"""Whoever types a national id where words belong is told so; what they typed is still taken.

The id is masked wherever the words are shown; it is better not kept there at all.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plodnee.engine.national_id import masked_within
from plodnee.organization.models import Officer

# What is not words: the field for an id itself, and what never is kept as it was typed.
NOT_WORDS = frozenset({"national_id", "contract_number", "q", "password", "csrfmiddlewaretoken"})


class TypedIdMiddleware:
    """Warns, on the page that answers a form or on the next one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, as the view gives it."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Before the view, so that a page drawn at once says it too."""
        if request.method == "POST" and isinstance(request.user, Officer) and _has_id(request):
            messages.warning(
                request,
                _(
                    "ข้อความที่ส่งมีเลขที่ดูเหมือนเลขประจำตัวประชาชน ระบบปิดบังเลขนั้นทุกที่ที่แสดง "
                    "หากไม่จำเป็นให้แก้ข้อความ และใส่เลขในช่องของเลขเท่านั้น"
                ),
            )


def _has_id(request: HttpRequest) -> bool:
    return any(
        masked_within(text) != text
        for name, texts in request.POST.lists()
        if name.rpartition("-")[2] not in NOT_WORDS
        for text in texts
        if isinstance(text, str)
    )
