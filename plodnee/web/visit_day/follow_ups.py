"""Follow-ups that are open: those of the asking person's post, or all within their area."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plodnee.lessons.models import OpenFollowUp
from plodnee.lessons.notes.selectors import follow_ups_waiting, latest_of, open_follow_ups
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.visit_day.wording import owner_words

ROWS_A_PAGE = 25


@allowed("notes.view")
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Open follow-ups, the earliest due first; `all=1` shows those of others as well."""
    officer, every = officer_of(request), request.GET.get("all") == "1"
    own = follow_ups_waiting(officer, today())
    found = open_follow_ups(officer, today()) if every else own
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": follow_up_rows(page),
        "every": every,
        "own": own.count(),
        "query": "all=1" if every else "",
        "trail": [Link(_("งานติดตามจากการเยี่ยม"), "", here=True)],
    }
    return render(request, "visit_day/follow_ups.html", context)


def follow_up_rows(found: Iterable[OpenFollowUp]) -> list[dict[str, Any]]:
    """Open follow-ups with their words, their owner and whether they are late."""
    return [
        {
            "one": one,
            "version": version,
            "owner": owner_words(one.owner_role),
            "late": one.due_on < today(),
            "note": one.follow_up.note_id,
        }
        for one, version in latest_of(found)
    ]
