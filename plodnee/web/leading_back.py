"""Where the form of a deed lies: a browser that asks for the deed's own address is led there.

It asks so after a refusal that was loaded again, and after a log-in that ended while a form was
being filled in.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _

# The deeds whose form lies on no page above their address: that page, and what names it.
ELSEWHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sheet_open": ("collections", ("centre_code",)),
    "need_put": ("years", ("centre_code",)),
    "need_drop": ("years", ("centre_code",)),
    "undo_entry": ("record", ("centre_code", "household_id")),
    "withdraw_evidence": ("record", ("centre_code", "household_id")),
    "note_file_withdraw": ("centre", ("centre_code",)),
    "answer_file_withdraw": ("letter", ("office_code", "letter_id")),
}


def led_back(request: HttpRequest) -> HttpResponse | None:
    """The way to the page with the form of the deed that was asked for; None where there is none.

    Whoever comes there is told that nothing was recorded.
    """
    page = _page_of(request.path, request.resolver_match)
    if not page:
        return None
    if request.method == "GET" and request.user.is_authenticated:
        messages.info(request, _("ยังไม่ได้บันทึก ถ้าต้องการทำรายการ กดปุ่มในหน้านี้อีกครั้ง"))
    return redirect(page)


def _page_of(path: str, match: ResolverMatch | None) -> str:
    if match is not None and (elsewhere := ELSEWHERE.get(match.url_name or "")):
        page, names = elsewhere
        return reverse(page, kwargs={name: match.kwargs[name] for name in names})
    parts = path.strip("/").split("/")
    above = ("/".join(["", *parts[:end], ""]) for end in range(len(parts) - 1, 0, -1))
    return next(filter(_is_page, above), "")


def _is_page(path: str) -> bool:
    try:
        return "GET" in getattr(resolve(path).func, "methods", ())
    except Resolver404:
        return False
