"""Lessons across centres and years: notes asked for by what they are and what they say, counted.

Notes name nobody, so a count of them tells of no household.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from plodnee.lessons.models import Kind, NoteLine, NoteTag
from plodnee.lessons.notes.finding import plain_words
from plodnee.organization.access import Visitor, rows_within
from plodnee.organization.models import Centre
from plodnee.registers.line_search import holding

CODED = tuple(Kind.values)
MOST_COUNTED = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the notes; empty or 0: of any. `place` is the code of a centre or an area.

    `kind` is a kind of lesson, or `coded` for any; `topic` is `number.item` as forms send it.
    """

    year: int = 0
    place: str = ""
    topic: str = ""
    kind: str = ""
    code: str = ""
    tag: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """How often tags are met, and how often two of them in one note.

    Ensures: `pairs[i][j]` counts the notes with both; `pairs[i][i]` those with tag i.
    """

    names: tuple[str, ...]
    pairs: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The largest count of two different tags."""
        return max((n for i, row in enumerate(self.pairs) for n in row[:i]), default=0)


def lines_asked(actor: Visitor, on: date, asked: Asked) -> QuerySet[NoteLine, NoteLine]:
    """The notes that answer, of the places where this person reads notes, the latest first."""
    found = NoteLine.objects.filter(rows_within(actor, "notes.view", on, "centre__code"))
    if asked.year:
        found = found.filter(fiscal_year_be=asked.year)
    if asked.place:
        found = found.filter(centre__code__startswith=asked.place)
    if asked.topic:
        topic, _dot, item = asked.topic.partition(".")
        found = found.filter(topic=int(topic))
        found = found.filter(item=int(item)) if item not in ("", "0") else found
    if asked.kind:
        found = found.filter(kind__in=CODED if asked.kind == "coded" else [asked.kind])
    if asked.code:
        found = found.filter(code=asked.code)
    if asked.tag:
        tagged = NoteTag.objects.filter(line=OuterRef("pk"), name=asked.tag)
        found = found.filter(Exists(tagged))
    words = plain_words(asked.words).split()
    return found.filter(holding(NoteLine, words)) if words else found


def years_noted(actor: Visitor, on: date) -> list[int]:
    """The fiscal years of which this person reads notes, the latest first."""
    found = lines_asked(actor, on, Asked()).order_by().values_list("fiscal_year_be", flat=True)
    return sorted(found.distinct(), reverse=True)


def centres_noted(actor: Visitor, on: date) -> list[Centre]:
    """The centres of which this person reads notes."""
    keys = lines_asked(actor, on, Asked()).order_by().values("centre").distinct()
    return list(Centre.objects.filter(pk__in=keys).order_by("code"))


def kind_counts(lines: QuerySet[NoteLine, NoteLine]) -> dict[str, int]:
    """How many of the notes are of each kind, in the order of the kinds."""
    found = dict(lines.order_by().values_list("kind").annotate(many=Count("pk")))
    return {kind: found.get(kind, 0) for kind in CODED}


def code_counts(lines: QuerySet[NoteLine, NoteLine]) -> list[tuple[str, str, int]]:
    """The kinds and codes of the notes with how many there are of each, the most first."""
    rows = lines.filter(kind__in=CODED).order_by().values_list("kind", "code")
    return sorted(rows.annotate(many=Count("pk")), key=lambda row: (-row[2], row[0], row[1]))


def tag_counts(lines: QuerySet[NoteLine, NoteLine]) -> list[tuple[str, int]]:
    """The tags of the notes with how many notes have each, the most first."""
    rows = NoteTag.objects.filter(line__in=lines.order_by()).order_by().values_list("name")
    return sorted(rows.annotate(many=Count("pk")), key=lambda row: (-row[1], row[0]))[:MOST_COUNTED]


def tags_together(lines: QuerySet[NoteLine, NoteLine], names: Sequence[str]) -> Together:
    """How often each two of these tags stand in one note."""
    places = {name: place for place, name in enumerate(names)}
    by_line: dict[int, list[int]] = {}
    rows = NoteTag.objects.filter(line__in=lines.order_by(), name__in=names).order_by()
    for line, name in rows.values_list("line_id", "name"):
        by_line.setdefault(line, []).append(places[name])
    counted: Counter[tuple[int, int]] = Counter()
    for met in by_line.values():
        counted.update((one, other) for one in met for other in met)
    pairs = tuple(tuple(counted[i, j] for j in range(len(names))) for i in range(len(names)))
    return Together(tuple(names), pairs)
