"""A register as a file: written row by row to a scratch file, then handed over in pieces."""

from collections.abc import Iterator

from django.http import FileResponse
from django.utils.translation import gettext as _

from plodnee.documents.builders import register_print
from plodnee.documents.builders.register_frame import made_up_mark
from plodnee.documents.builders.register_stream import Listed, Row, Written
from plodnee.documents.builders.sheets import Paper
from plodnee.documents.facts.privacy import masked_text, printable
from plodnee.registers.listing import all_of, keys_in_order
from plodnee.web.listed_files import LONGEST_SHEET_NAME, listed_file
from plodnee.web.lists.asking import narrowed_by
from plodnee.web.lists.kinds import numbered
from plodnee.web.lists.pages import lines_of, rows_of
from plodnee.web.lists.question import Question


def listed(question: Question, paper: Paper) -> Listed:
    """What stands around the rows of a file."""
    voice, place = question.voice, question.place
    title, mark = str(question.kind.title), made_up_mark(voice) if place.made_up else ""
    said = [*asked_in_words(question), *([mark] if mark else [])]
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


def asked_in_words(question: Question) -> list[str]:
    """Of which day a list is, what was searched for in it, and each filter."""
    voice, asked = question.voice, question.asked
    day, words = voice.day(asked.as_of), masked_text(printable(asked.words), frozenset())
    searched = [f"{voice('ค้นหา', 'search')} “{words}”"] if words else []
    filters = [f"{label}: {chosen}" for label, chosen in narrowed_by(question.form)]
    return [voice(f"ข้อมูล ณ วันที่ {day}", f"as of {day}"), *searched, *filters]


def all_rows(question: Question) -> Iterator[Row]:
    """Every row of a register as it is at this moment, numbered.

    Raises: ListChanged, while it is read, if the register changes meanwhile.
    """
    told, lines = question.told(), lines_of(question.kind, question.asked)
    keys = keys_in_order(lines, question.asked.order)
    number = 0
    for chunk in all_of(lines.model, keys):
        for row in rows_of(question, told, chunk):
            number += 1
            yield {"number": number, **row.cells}


def file_of(question: Question, paper: Paper, ending: str) -> tuple[FileResponse, Written]:
    """The file as a download that is read from the disk in pieces, and what it holds."""
    return listed_file(listed(question, paper), all_rows(question), file_name(question), ending)


def printed(question: Question, paper: Paper) -> tuple[bytes, int]:
    """The list as a PDF, and how many rows it has.

    Raises: TooLongToPrint, before any row is read.
    """
    register_print.refuse_too_long(lines_of(question.kind, question.asked).count())
    held = list(all_rows(question))
    return register_print.build(listed(question, paper), held), len(held)


def centres_in(question: Question) -> list[str]:
    """The centres of which a register has rows: for the log of who saw whom."""
    lines = lines_of(question.kind, question.asked)
    return list(lines.order_by().values_list("centre_id", flat=True).distinct())


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
