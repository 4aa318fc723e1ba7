"""Questions about notes of visits: what stands now, topics to note by, follow-ups that are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from plodnee.lessons.models import (
    FieldNote,
    FollowUp,
    FollowUpVersion,
    NoteCoding,
    NoteFile,
    NoteVersion,
    OpenFollowUp,
)
from plodnee.organization.access import Operator, Visitor, posts_in_force, rows_within
from plodnee.organization.models import Centre
from plodnee.visits.models import Selection, Topic
from plodnee.visits.rounds.selectors import current_version


@dataclass(frozen=True, slots=True)
class NoteNow:
    """A note with its latest version and coding, its follow-ups and files."""

    note: FieldNote
    version: NoteVersion
    coding: NoteCoding | None
    follow_ups: tuple["FollowUpNow", ...]
    files: tuple[NoteFile, ...]


@dataclass(frozen=True, slots=True)
class FollowUpNow:
    """A follow-up with its latest version; closed where it has a closing."""

    follow_up: FollowUp
    version: FollowUpVersion

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it yet."""
        return not hasattr(self.follow_up, "closing")


def visits_of(centre: Centre) -> QuerySet[Selection, Selection]:
    """The visits for which a centre is chosen, the latest round first."""
    found = Selection.objects.filter(centre=centre, withdrawal__isnull=True)
    return found.select_related("round", "centre").order_by("-round__fiscal_year_be", "-chosen_on")


def topics_of(selection: Selection) -> list[Topic]:
    """What a visit is noted by: the topics of the round, each followed by its items."""
    return list(current_version(selection.round).topics.order_by("number", "item"))


def current_note_version(note: FieldNote) -> NoteVersion:
    """The version of a note that holds: its latest."""
    return note.versions.order_by("-number")[:1].get()


def current_coding(note: FieldNote) -> NoteCoding | None:
    """How a note is coded now; None where it never was."""
    return note.codings.order_by("-number").first()


def current_follow_up(follow_up: FollowUp) -> FollowUpVersion:
    """The version of a follow-up that holds: its latest."""
    return follow_up.versions.order_by("-number")[:1].get()


def notes_of(selection: Selection) -> list[NoteNow]:
    """The notes of a visit by topic, each as it stands now."""
    notes = FieldNote.objects.filter(selection=selection).select_related("selection__round")
    found = [note_now(note) for note in notes.prefetch_related(*_PARTS)]
    return sorted(
        found, key=lambda one: (one.version.topic, one.version.item, str(one.note.noted_on))
    )


def note_now(note: FieldNote) -> NoteNow:
    """A note as it stands now."""
    versions, codings = list(note.versions.all()), list(note.codings.all())
    follow_ups = (FollowUpNow(one, list(one.versions.all())[-1]) for one in note.follow_ups.all())
    files = tuple(one for one in note.files.all() if not hasattr(one, "withdrawal"))
    return NoteNow(note, versions[-1], codings[-1] if codings else None, tuple(follow_ups), files)


_PARTS = (
    Prefetch("versions", NoteVersion.objects.order_by("number").select_related("kept_by")),
    Prefetch("codings", NoteCoding.objects.order_by("number")),
    Prefetch("follow_ups", FollowUp.objects.select_related("closing").order_by("asked_on", "id")),
    Prefetch("follow_ups__versions", FollowUpVersion.objects.order_by("number")),
    Prefetch("files", NoteFile.objects.select_related("withdrawal").order_by("added_on", "id")),
)


def files_of(selection: Selection) -> list[NoteFile]:
    """The files of a visit that were not withdrawn."""
    found = NoteFile.objects.filter(selection=selection, withdrawal__isnull=True)
    return list(found.order_by("added_on", "id"))


def follow_ups_waiting(actor: Visitor, on: date) -> QuerySet[OpenFollowUp, OpenFollowUp]:
    """The open follow-ups that are a post's of this person, the earliest due first."""
    return _open().filter(_owned(actor, on))


def open_follow_ups(actor: Visitor, on: date) -> QuerySet[OpenFollowUp, OpenFollowUp]:
    """Every open follow-up where this person reads notes, whoever's it is."""
    return _open().filter(rows_within(actor, "notes.view", on, "centre__code"))


def _open() -> QuerySet[OpenFollowUp, OpenFollowUp]:
    found = OpenFollowUp.objects.select_related("centre", "follow_up__note__selection")
    return found.prefetch_related("follow_up__versions").order_by("due_on", "pk")


def _owned(actor: Visitor, on: date) -> Q:
    if isinstance(actor, Operator):
        return Q()
    owned = Q(pk__in=[])
    for post in posts_in_force(actor, on):
        owned |= Q(owner_role=post.role, office_code=post.area_code)
    return owned


def latest_of(follow_ups: Iterable[OpenFollowUp]) -> list[tuple[OpenFollowUp, FollowUpVersion]]:
    """Open follow-ups with what each of them says now."""
    return [
        (one, max(one.follow_up.versions.all(), key=lambda version: version.number))
        for one in follow_ups
    ]
