"""A register as a file: written row by row to a scratch file, then handed over in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from plodnee.documents.builders import register_print
from plodnee.documents.builders.register_frame import made_up_mark
from plodnee.documents.builders.register_stream import Listed, Row, Written
from plodnee.documents.builders.sheets import Paper
from plodnee.documents.facts.privacy import masked_text, printable
from plodnee.registers.listing import all_of, keys_in_order, without_words
from plodnee.web.listed_files import LONGEST_SHEET_NAME, listed_file
from plodnee.web.lists.asking import narrowed_by
from plodnee.web.lists.kinds import numbered
from plodnee.web.lists.pages import lines_of, near_lines, rows_of
from plodnee.web.lists.question import Question


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file takes of a register: the rows of the page, those only like the words, too."""

    question: Question
    near: list[Any] | None

    @property
    def lines(self) -> Any:
        """Its lines, in no order."""
        question = self.question
        if self.near is None:
            return lines_of(question.kind, question.asked)
        every = lines_of(question.kind, without_words(question.asked))
        return every.filter(pk__in=self._near_keys())

    def keys(self) -> list[int]:
        """The keys of its lines, in the order of the page."""
        if self.near is None:
            return keys_in_order(self.lines, self.question.asked.order)
        return self._near_keys()

    def centres(self) -> list[str]:
        """The centres of which it has rows: for the log of who saw whom."""
        return list(self.lines.order_by().values_list("centre_id", flat=True).distinct())

    def _near_keys(self) -> list[int]:
        return [line.pk for line in self.near or ()]


def taken_from(question: Question) -> Taken:
    """What a file takes of the register that is asked for."""
    return Taken(question, near_lines(question))


def listed(taken: Taken, paper: Paper) -> Listed:
    """What stands around the rows of a file."""
    question = taken.question
    voice, place = question.voice, question.place
    title, mark = str(question.kind.title), made_up_mark(voice) if place.made_up else ""
    said = [*asked_in_words(taken), *([mark] if mark else [])]
    return Listed(
        name=title[:LONGEST_SHEET_NAME],
        title=(title, place.name, " · ".join(said)),
        columns=numbered(question.columns, voice),
        voice=voice,
        on=question.asked.as_of,
        author=place.name,
        mark=mark,
        paper=paper,
        below=(title, place.name, *said),
    )


def asked_in_words(taken: Taken) -> list[str]:
    """Of which day a list is, what was searched for in it and whether only alike, each filter."""
    question = taken.question
    voice, asked = question.voice, question.asked
    day, words = voice.day(asked.as_of), masked_text(printable(asked.words), frozenset())
    searched = [f"{voice('ค้นหา', 'search')} “{words}”"] if words else []
    if taken.near is not None:
        alike = "names that are like it, not the same letters"
        searched.append(voice("ไม่ตรงตัวอักษร แสดงชื่อที่ใกล้เคียง", alike))
    filters = [f"{label}: {chosen}" for label, chosen in narrowed_by(question.form)]
    return [voice(f"ข้อมูล ณ วันที่ {day}", f"as of {day}"), *searched, *filters]


def all_rows(taken: Taken) -> Iterator[Row]:
    """Every row of a register as it is at this moment, numbered.

    Raises: ListChanged, while it is read, if the register changes meanwhile.
    """
    question, number = taken.question, 0
    told = question.told()
    for chunk in all_of(taken.lines.model, taken.keys()):
        for row in rows_of(question, told, chunk):
            number += 1
            yield {"number": number, **row.cells}


def file_of(taken: Taken, paper: Paper, ending: str) -> tuple[FileResponse, Written]:
    """The file as a download that is read from the disk in pieces, and what it holds."""
    name = file_name(taken.question)
    return listed_file(listed(taken, paper), all_rows(taken), name, ending)


def printed(taken: Taken, paper: Paper) -> tuple[bytes, int]:
    """The list as a PDF, and how many rows it has.

    Raises: TooLongToPrint, before any row is read.
    """
    register_print.refuse_too_long(taken.lines.count())
    held = list(all_rows(taken))
    return register_print.build(listed(taken, paper), held), len(held)


def file_name(question: Question) -> str:
    """What the file is called: where, which register, of which day; never what was searched."""
    day = question.asked.as_of.isoformat()
    return f"{question.place.code}-{question.kind.name}-{day}"


def too_many(found: int) -> str:
    """What the page says beside a list that is too long for a PDF; nothing for one that is not."""
    if found <= register_print.MOST_ROWS:
        return ""
    most = f"{register_print.MOST_ROWS:,}"
    return _("เกิน %(most)s แถว ใช้ไฟล์ .xlsx ในการพิมพ์") % {"most": most}
