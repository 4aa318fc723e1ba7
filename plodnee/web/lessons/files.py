"""Lessons to take away: the list as CSV and workbook, the report in words."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.lesson_report import issue_lesson_report
from plodnee.documents.reports import issued_report_file
from plodnee.lessons.learning import Asked, lines_asked
from plodnee.organization.access import area_codes_for
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.left_out import refuse_of_form
from plodnee.web.lessons.asking import LessonsForm, searched_words
from plodnee.web.lessons.rows import LessonRow, lesson_rows
from plodnee.web.listed_files import listed_file
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.visit_day.deeds import hand_of

ROWS_AT_ONCE = 500


@allowed("notes.view")
def lessons_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The notes that are asked for, every one of them."""
    officer, asked = officer_of(request), _asked(request)
    lines = lines_asked(officer, today(), asked)
    response, written = listed_file(_listed(), _rows(lines), "lessons", ending)
    record(officer, "documents.taken", officer, file=f"lessons{ending}", rows=written.rows)
    return response


@allowed("notes.view")
def report(request: HttpRequest, ending: str) -> HttpResponse:
    """The synthesis of the lessons that are asked for, issued when it is first taken on a day.

    Words searched for may be a name: the report is narrowed by filters alone.
    """
    officer, asked = officer_of(request), replace(_asked(request), words="")
    office = area_codes_for(officer, "notes.view", today())[0]
    issued = issue_lesson_report(office_code=office, asked=asked, by=hand_of(request))
    record(officer, "documents.taken", issued, file=f"lessons-report{ending}")
    return file_response(issued_report_file(issued, ending), f"lessons-report{ending}")


def _asked(request: HttpRequest) -> Asked:
    """What a file must answer. Raises: ListNotAnswered."""
    form = LessonsForm(request)
    asked = form.asked(searched_words(request))
    refuse_of_form(form)
    return asked


def _rows(lines: object) -> Iterator[Row]:
    """The rows, some hundreds at a time."""
    found = lines.select_related("centre").prefetch_related("tags")  # type: ignore[attr-defined]
    held: list[object] = []
    for line in found.iterator(chunk_size=ROWS_AT_ONCE):
        held.append(line)
        if len(held) == ROWS_AT_ONCE:
            yield from map(_cells, lesson_rows(held))  # type: ignore[arg-type]
            held = []
    yield from map(_cells, lesson_rows(held))  # type: ignore[arg-type]


def _cells(row: LessonRow) -> Row:
    line = row.line
    return {
        "year": line.fiscal_year_be,
        "day": line.noted_on,
        "centre": line.centre.name,
        "topic": f"{line.topic}.{line.item}",
        "speaker": row.speaker,
        "kind": row.kind,
        "code": row.code,
        "text": line.text,
        "tags": ", ".join(row.tags),
        "done": "; ".join(row.done),
        "open": row.open,
    }


def _listed() -> Listed:
    columns = (
        Column("year", _("ปีงบประมาณ"), 10, "code"),
        Column("day", _("วันที่จด"), 12, "date"),
        Column("centre", _("ศูนย์ฯ"), 30),
        Column("topic", _("ประเด็น"), 8, "code"),
        Column("speaker", _("บทบาทผู้พูด"), 18),
        Column("kind", _("ประเภท"), 18),
        Column("code", _("รหัส"), 24),
        Column("text", _("ข้อความ"), 60),
        Column("tags", _("ป้าย"), 24),
        Column("done", _("ได้ทำอะไรต่อแล้ว"), 40),
        Column("open", _("งานติดตามค้าง"), 10, "count"),
    )
    voice = Voice("en" if english() else "th")
    return Listed("lessons", (_("บทเรียนจากการเยี่ยม"),), columns, voice, today())
