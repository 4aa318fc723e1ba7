"""What stands around every page: the links a person may follow, and the mark of made-up data."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from plodnee.lessons.notes.selectors import follow_ups_waiting
from plodnee.organization.access import posts_in_force
from plodnee.organization.models import Centre, Officer
from plodnee.web.access import today
from plodnee.web.cases.counting import number_waiting


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the menu or of the trail; `here` marks the page itself."""

    label: str
    url: str
    here: bool = False


def trail_to(centre: Centre) -> list[Link]:
    """The way from the list of centres to a centre's page, for the trail of what lies in it."""
    return [
        Link(_("ศูนย์ฯ"), reverse("centres")),
        Link(centre.name, reverse("centre", args=[centre.code])),
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context that every page has, below whatever its own view says."""
    user = getattr(request, "user", None)
    if not isinstance(user, Officer):
        return {}
    # a part of a page has no navigation, and is not to pay for counting what waits
    navigation = SimpleLazyObject(lambda: _navigation(request, user))
    return {"navigation": navigation, "made_up": user.is_demonstration}


def _navigation(request: HttpRequest, officer: Officer) -> list[Link]:
    posts = posts_in_force(officer, today())
    actions = {action for post in posts for action in post.definition.actions}
    rows = [("home", _("หน้าแรก"))]
    if "waiting.view" in actions:
        count = number_waiting(officer, today())
        rows.append(("waiting", _("งานที่รอ (%(count)d)") % {"count": count}))
    elif "notes.keep" in actions:
        own = follow_ups_waiting(officer, today()).count()
        rows.append(("follow_ups", _("งานติดตาม (%(count)d)") % {"count": own}))
    if "areas.browse" in actions:
        rows.append(("areas", _("พื้นที่")))
    if "centres.view" in actions:
        rows.append(("centres", _("ศูนย์ฯ")))
    if "households.view" in actions:
        rows.append(("lists", _("ทะเบียน")))
    if "rounds.view" in actions:
        rows.append(("rounds", _("รอบติดตาม")))
    if "letters.view" in actions:
        rows.append(("letters", _("หนังสือ")))
    if "field.collect" in actions:
        rows.append(("field", _("ภาคสนาม")))
    if "notes.view" in actions:
        rows.append(("lessons", _("บทเรียน")))
    if "registers.import" in actions:
        rows.append(("upload", _("นำเข้าทะเบียน")))
    if "access.view" in actions:
        rows.append(("opened_ids", _("การเข้าดูข้อมูล")))
    return [_link(request, name, label) for name, label in rows]


def _link(request: HttpRequest, name: str, label: str) -> Link:
    url = reverse(name)
    inside = request.path == url or (name != "home" and request.path.startswith(url))
    return Link(label, url, inside)
