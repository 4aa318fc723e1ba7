"""What the page of a visit and the page of a note say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.lessons.coding.selectors import code_names, codes_for
from plodnee.lessons.models import FieldNote, NoteVersion
from plodnee.lessons.notes.selectors import (
    FollowUpNow,
    NoteNow,
    files_of,
    note_now,
    notes_of,
    topics_of,
)
from plodnee.organization.models import Area, Centre, Officer
from plodnee.visits.models import ProgrammeSlot, ProgrammeVersion, Selection, Topic
from plodnee.visits.rounds.defaults import talk_minutes
from plodnee.visits.rounds.selectors import current_programme, current_version, visit_slot
from plodnee.web.access import can, today
from plodnee.web.following.forms import KeyForm
from plodnee.web.frame import Link, trail_to
from plodnee.web.templatetags.wording import be_date
from plodnee.web.visit_day.forms import (
    ChangeForm,
    CloseForm,
    CodeForm,
    CorrectForm,
    FileForm,
    FollowForm,
    NoteForm,
    due_at_first,
    topic_words,
)
from plodnee.web.visit_day.wording import KINDS, OUTCOMES, SORTS, SPEAKERS, owner_words

Bound = Mapping[str, forms.Form]
# Words of the programme that tell a presentation, and one of each model household.
PRESENTS, OF_MODELS = "นำเสนอ", "ครัวเรือนต้นแบบ"


@dataclass(frozen=True, slots=True)
class Timer:
    """One presentation of the agenda: its name, for how long, and what the browser keeps it by."""

    key: str
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A line of the programme, with the timers of the presentations in it."""

    words: str
    timers: tuple[Timer, ...]


def visit_context(
    request: HttpRequest, centre: Centre, selection: Selection, bound: Bound
) -> dict[str, Any]:
    """The page of a visit: its agenda, what was noted by topic, findings, files."""
    programme = current_programme(selection.round, centre.code[: Area.Level.PROVINCE])
    slot, topics = visit_slot(programme, centre.code), topics_of(selection)
    notes, keeps = notes_of(selection), can(request, "notes.keep", centre)
    rows = [note_row(one, topics) for one in notes]
    return {
        "centre": centre,
        "selection": selection,
        "slot": slot,
        "programme": programme,
        "agenda": _agenda(selection, programme, slot),
        "keeps": keeps,
        "note_form": bound.get("note") or NoteForm(topics=topics),
        "file_form": bound.get("file") or FileForm(name="file"),
        "by_topic": _by_topic([row for row in rows if row["sort"] == FieldNote.Sort.NOTE], topics),
        "findings": [row for row in rows if row["sort"] == FieldNote.Sort.FINDING],
        "count": len(rows),
        "files": [_file(one) for one in files_of(selection)],
        "made_up": centre.is_demonstration,
        "trail": visit_trail(centre, selection, here=True),
    }


def _agenda(
    selection: Selection, programme: ProgrammeVersion | None, slot: ProgrammeSlot | None
) -> list[dict[str, Any]]:
    """What happens on the day of the visit, hour by hour; the centre's own slot has the timers."""
    if programme is None or slot is None:
        return []
    models = current_version(selection.round).models_asked
    of_day = programme.slots.filter(held_on=slot.held_on).order_by("starts_at")
    return [
        {
            "slot": one,
            "own": one.pk == slot.pk,
            "points": [
                AgendaPoint(words, _timers(words, place, models, slot) if one == slot else ())
                for place, words in enumerate(one.points.splitlines(), start=1)
            ],
        }
        for one in of_day
    ]


def _timers(words: str, place: int, models: int, slot: ProgrammeSlot) -> tuple[Timer, ...]:
    if PRESENTS not in words:
        return ()
    minutes = talk_minutes(slot.held_on)
    if OF_MODELS not in words:
        return (Timer(f"{slot.pk}-{place}", _("การนำเสนอ"), minutes),)
    return tuple(
        Timer(f"{slot.pk}-{place}-{number}", _("ครัวเรือนที่ %(number)d") % {"number": number}, minutes)
        for number in range(1, models + 1)
    )


def _by_topic(rows: list[dict[str, Any]], topics: list[Topic]) -> list[dict[str, Any]]:
    """The notes below the topics that have any, in the order of the round."""
    found = []
    for topic in topics:
        own = [row for row in rows if row["place"] == (topic.number, topic.item)]
        if own:
            found.append({"title": topic_words(topic), "rows": own})
    return found


def note_row(one: NoteNow, topics: list[Topic]) -> dict[str, Any]:
    """A note as a list shows it."""
    place = (one.version.topic, one.version.item)
    titles = {(topic.number, topic.item): topic_words(topic) for topic in topics}
    return {
        "one": one,
        "sort": one.note.sort,
        "sort_words": SORTS[one.note.sort],
        "place": place,
        "topic": titles.get(place, f"{place[0]}.{place[1]}"),
        "speaker": SPEAKERS[one.version.speaker],
        "kind": KINDS[one.coding.kind] if one.coding and one.coding.kind else "",
        "open": sum(follow_up.is_open for follow_up in one.follow_ups),
        "done": sum(not follow_up.is_open for follow_up in one.follow_ups),
        "corrected": one.version.number > 1,
    }


def note_context(
    request: HttpRequest, centre: Centre, note: FieldNote, bound: Bound
) -> dict[str, Any]:
    """The page of a note: its words, versions, code, what follows from it, files."""
    one, topics = note_now(note), topics_of(note.selection)
    keeps, codes = can(request, "notes.keep", centre), can(request, "lessons.code", centre)
    row = note_row(one, topics)
    code = one.coding.code if one.coding else ""
    return {
        "centre": centre,
        "note": note,
        "row": row,
        "code": code_names(today()).get(code, "") if code else "",
        "keeps": keeps,
        "codes": codes,
        "versions": [_version(version) for version in note.versions.order_by("-number")],
        "correct_form": bound.get("correct") or CorrectForm(version=one.version, topics=topics),
        "code_form": bound.get("code") or _code_form(centre, one),
        "follow_form": bound.get("follow") or FollowForm(initial={"due_on": due_at_first(today())}),
        "file_form": bound.get("file") or FileForm(name="file"),
        "follow_ups": [_follow_up(follow_up, bound, keeps) for follow_up in one.follow_ups],
        "files": [_file(file) for file in one.files],
        "made_up": centre.is_demonstration,
        "trail": [
            *visit_trail(centre, note.selection),
            Link(str(row["sort_words"]), "", here=True),
        ],
    }


def _code_form(centre: Centre, one: NoteNow) -> CodeForm:
    now = f"{one.coding.kind}:{one.coding.code}" if one.coding and one.coding.kind else ""
    return CodeForm(codes=codes_for(centre.code, today()), initial={"code": now})


def _version(version: NoteVersion) -> dict[str, Any]:
    return {"one": version, "who": who_words(version.kept_by)}


def _follow_up(one: FollowUpNow, bound: Bound, keeps: bool) -> dict[str, Any]:
    key, works = one.follow_up.pk.hex, keeps and one.is_open
    closing = None if one.is_open else one.follow_up.closing
    return {
        "one": one,
        "owner": owner_words(one.version.owner_role),
        "late": one.is_open and one.version.due_on < today(),
        "closing": closing,
        "outcome": OUTCOMES[closing.outcome] if closing else "",
        "close_form": (bound.get(f"close-{key}") or CloseForm(name=f"close-{key}"))
        if works
        else None,
        "change_form": (bound.get(f"change-{key}") or ChangeForm(version=one.version))
        if works
        else None,
        "changed": one.version.number > 1,
    }


def _file(file: Any) -> dict[str, Any]:
    return {"one": file, "picture": file.media_type.startswith("image/"), "form": KeyForm(name="f")}


def visit_trail(centre: Centre, selection: Selection, *, here: bool = False) -> list[Link]:
    """The way to a centre's visits and to one of them."""
    name = _("รอบปี %(year)d") % {"year": selection.round.fiscal_year_be}
    url = reverse("visit_day", args=[centre.code, selection.pk])
    return [
        *trail_to(centre),
        Link(_("วันติดตาม"), reverse("visit_days", args=[centre.code])),
        Link(name, "" if here else url, here=here),
    ]


def day_words(slot: ProgrammeSlot | None) -> str:
    """On which day a centre is visited, in words."""
    return be_date(slot.held_on) if slot else _("ยังไม่กำหนดวัน")


def who_words(officer: Officer | None) -> str:
    """Who wrote something."""
    return (officer.get_full_name() or officer.get_username()) if officer else _("ผู้ดูแลระบบ")
