"""What stands around every page of a centre's books: the trail and the tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.ledger.selectors import book_of, closed_through
from plodnee.organization.models import Centre
from plodnee.web.access import can
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows

TABS = ("books", "collections", "day_book", "trial_balance")


def books_context(
    request: HttpRequest, centre: Centre, title: str = "", *, tab: str = ""
) -> dict[str, Any]:
    """The context that every page of the books has; `title` is that of a page below the first."""
    shows(request, [])  # pages that name persons say whom
    here = _("สมุดบัญชี")
    trail = [*trail_to(centre), Link(here, reverse("books", args=[centre.code]))]
    return {
        "centre": centre,
        "title": title or here,
        "book": book_of(centre),
        "closed_through": closed_through(centre.code),
        "keeps": can(request, "books.post", centre),
        "closes": can(request, "books.close", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail, Link(title, "", here=True)] if title else trail_here(trail),
        "tabs": _tabs(centre, tab),
    }


def trail_here(trail: list[Link]) -> list[Link]:
    """The trail of the page to which its last link leads."""
    return [*trail[:-1], Link(trail[-1].label, "", here=True)]


def _tabs(centre: Centre, tab: str) -> list[Link]:
    labels = (_("ภาพรวม"), _("ใบรับชำระหนี้"), _("สมุดรายวัน"), _("งบทดลองและบัญชีแยกประเภท"))
    return [
        Link(label, reverse(name, args=[centre.code]), name == tab)
        for name, label in zip(TABS, labels, strict=True)
    ]
