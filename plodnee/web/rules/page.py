"""What the pages of rules show: what holds, how each version stands, what may be done with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.models import AgendaItem, Meeting, RuleVersion
from plodnee.casework.plan.menu_policy import MenuPolicy
from plodnee.casework.rules.in_force import Rules, rules_of, version_in_force
from plodnee.casework.rules.selectors import (
    ENDED,
    VersionState,
    approving_resolutions,
    default_rules,
    items_about,
    versions_of,
)
from plodnee.casework.rules.services import Hand, makers_of
from plodnee.casework.rules.states import Kind, State
from plodnee.organization.models import Centre, Officer
from plodnee.web.access import can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.rules.wording import (
    KINDS,
    Line,
    rule_lines,
    state_words,
    step_words,
    version_name,
)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list: how it stands, who began it, the meeting that resolved it."""

    version: RuleVersion
    name: str
    state: str
    maker: str
    meeting: Meeting | None
    meeting_name: str


@dataclass(frozen=True, slots=True)
class KindView:
    """Criteria or menu policy: what holds in sentences, where it stands, and every version."""

    kind: str
    name: str
    lines: list[Line]
    holding: VersionRow | None
    open: VersionRow | None
    rows: list[VersionRow]


def kind_view(centre: Centre, kind: str, on: date) -> KindView:
    """What a centre has of one kind of rules on a day."""
    holding, rules = holds(centre, kind, on)
    rows, open_ = [], None
    for found in versions_of(centre, kind):
        row = _row(found, on, holding)
        rows.append(row)
        if found.state not in ENDED:
            open_ = row
    standing = [row for row in rows if holding is not None and row.version.pk == holding.pk]
    return KindView(
        kind=kind,
        name=str(KINDS[kind]),
        lines=rule_lines(rules),
        holding=standing[0] if standing else None,
        open=open_,
        rows=rows,
    )


def holds(centre: Centre, kind: str, on: date) -> tuple[RuleVersion | None, Rules]:
    """The version in force on a day (None: the programme's default) and what it says."""
    version = version_in_force(centre, kind, on)
    return version, rules_of(version) if version else default_rules(kind, on)


def _row(found: VersionState, on: date, holding: RuleVersion | None) -> VersionRow:
    approval = found.approval
    meeting = approval.resolution.item.meeting if approval and approval.resolution else None
    return VersionRow(
        version=found.version,
        name=version_name(found.version),
        state=state_words(found, on, holding),
        maker=_who(found.steps[0].done_by),
        meeting=meeting,
        meeting_name=meeting_name(meeting) if meeting else "",
    )


def version_context(request: HttpRequest, centre: Centre, found: VersionState) -> dict[str, Any]:
    """Everything about one version, and what whoever asks may do with it."""
    on = today()
    holding, held = holds(centre, found.version.kind, on)
    row = _row(found, on, holding)
    own = holding is not None and holding.pk == found.version.pk
    return {
        "centre": centre,
        "found": found,
        "row": row,
        "kind_name": str(KINDS[found.version.kind]),
        "menus": isinstance(found.rules, MenuPolicy),
        "classes": found.version.kind == Kind.CRITERIA,
        "lines": rule_lines(found.rules, None if own or found.state in ENDED else held),
        "compared": not own and found.state not in ENDED,
        "history": [
            {"step": step, "words": step_words(step), "who": _who(step.done_by),
             "at": timezone.localtime(step.done_at)}
            for step in reversed(found.steps)
        ],
        "items": [_item(item) for item in items_about(found)],
        "made_up": centre.is_demonstration,
        "trail": rules_trail(centre, row.name),
        **rights(request, centre, found, on),
    }  # fmt: skip


def rights(request: HttpRequest, centre: Centre, found: VersionState, on: date) -> dict[str, Any]:
    """What whoever asks may do with the version now, and why not where it is not obvious."""
    drafts = can(request, "rules.draft", centre)
    open_ = found.state not in ENDED
    approves = open_ and can(request, "rules.approve", centre)
    own = officer_of(request).pk in makers_of(found)
    resolutions = approving_resolutions(found) if open_ else []
    waiting = found.state == State.APPROVED and not found.in_force(on)
    return {
        "edits": drafts and open_,
        "tries": open_ and found.version.kind == Kind.CRITERIA,
        "proposes": drafts and open_ and found.ready,
        "resolutions": resolutions,
        "forces": approves and bool(resolutions) and not own,
        "own_work": approves and own,
        "withdraws": drafts and (open_ or waiting),
    }


def hand(request: HttpRequest) -> Hand:
    """Whoever asks, as somebody who acts now."""
    return Hand(officer_of(request), today(), timezone.now())


def rules_trail(centre: Centre, name: str = "", page: str = "", url: str = "") -> list[Link]:
    """The way to the rules of a centre, to one version, to a page about it."""
    label = _("เกณฑ์และเมนูของศูนย์ฯ")
    start = [*trail_to(centre), Link(_("คณะกรรมการ"), reverse("committee", args=[centre.code]))]
    if not name:
        return [*start, Link(label, "", here=True)]
    start.append(Link(label, reverse("rules", args=[centre.code])))
    if not page:
        return [*start, Link(name, "", here=True)]
    return [*start, Link(name, url), Link(page, "", here=True)]


def _item(item: AgendaItem) -> dict[str, Any]:
    return {"item": item, "meeting": item.meeting, "name": meeting_name(item.meeting)}


def _who(officer: Officer | None) -> str:
    return (officer.get_full_name() or officer.get_username()) if officer else _("ผู้ดูแลระบบ")
