"""Notes made findable: the row that lists read, its words in threes, its tags.

Nothing is folded by sound here: whatever stands in a note is found by any part of it.
"""

from collections.abc import Iterable

from plodnee.engine.thai_text import clean_text
from plodnee.lessons.models import FieldNote, NoteCoding, NoteLine, NoteTag, NoteVersion
from plodnee.registers.line_search import keep_words


def plain_words(text: str) -> str:
    """A text as it is searched: composed, in Arabic digits, in small letters."""
    return clean_text(text, arabic_digits=True).casefold()


def write_line(note: FieldNote, version: NoteVersion, coding: NoteCoding | None) -> NoteLine:
    """The note's row for lists, as this version and coding have it."""
    line, _fresh = NoteLine.objects.update_or_create(
        note=note, defaults=line_values(note, version, coding)
    )
    line.tags.all().delete()
    NoteTag.objects.bulk_create(NoteTag(line=line, name=name) for name in version.tags)
    keep_words(NoteLine, [line])
    return line


def line_values(
    note: FieldNote, version: NoteVersion, coding: NoteCoding | None
) -> dict[str, object]:
    """What the row of a note holds."""
    return {
        "centre_id": note.selection.centre_id,
        "fiscal_year_be": note.selection.round.fiscal_year_be,
        "sort": note.sort,
        "topic": version.topic,
        "item": version.item,
        "speaker": version.speaker,
        "kind": coding.kind if coding else "",
        "code": coding.code if coding else "",
        "noted_on": note.noted_on,
        "text": version.text,
        "search_text": search_text(version.text, version.tags),
    }


def search_text(text: str, tags: Iterable[str]) -> str:
    """Everything of a note that can be searched for."""
    return "\n".join(plain_words(part) for part in (text, *tags))
