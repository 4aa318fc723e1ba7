"""Letters as they were issued, and the registers as a workbook."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.letter_issuing import letter_file
from plodnee.visits.letters.selectors import letter_number
from plodnee.visits.models import Letter
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.left_out import known_or_refused
from plodnee.web.letters.offices import Office
from plodnee.web.letters.register import (
    RECEIVED,
    SEARCH,
    SENT,
    kind_of,
    narrowed,
    years_of,
)
from plodnee.web.letters.views import letter_at
from plodnee.web.letters.wording import KINDS, URGENCIES, office_name
from plodnee.web.listed_files import listed_file
from plodnee.web.searches import searched
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english

ROWS_AT_ONCE = 500


@allowed("letters.view")
def letter_paper(
    request: HttpRequest, office: Office, letter_id: UUID, ending: str
) -> HttpResponse:
    """The letter in the very bytes in which it was issued."""
    found = letter_at(office, letter_id)
    if not hasattr(found, "issued"):
        raise Http404
    record(officer_of(request), "documents.taken", found, file=f"letter{ending}")
    name = f"letter-{found.office_code or 'department'}-{found.year_be}-{found.number}{ending}"
    return file_response(letter_file(found, ending), name)


@allowed("letters.view")
def register_file(request: HttpRequest, office: Office) -> HttpResponseBase:
    """A register as the page shows it: its year, what was searched for. Raises: ListNotAnswered."""
    known_or_refused(request, "register", _("ทะเบียน"), (SENT, RECEIVED))
    kind = kind_of(request, office)
    year = known_or_refused(request, "year", _("ปี"), years_of(office, kind))
    found = narrowed(office, kind, year, searched(request, SEARCH, office))
    voice, name = Voice("en" if english() else "th"), office_name(office.code)
    title = _("ทะเบียนหนังสือส่ง") if kind == SENT else _("ทะเบียนหนังสือรับ")
    span = _("ปี %(year)s") % {"year": year} if year else _("ทุกปี")
    listed = Listed(title, (title, name, span), _columns(kind), voice, today(), author=name)
    rows = found.iterator(chunk_size=ROWS_AT_ONCE)
    lines = map(_sent_row, rows) if kind == SENT else map(_received_row, rows)
    response, _written = listed_file(listed, _as_rows(lines), f"letters-{kind}", ".xlsx")
    return response


def _as_rows(rows: Any) -> Iterator[Row]:
    yield from rows


def _columns(kind: str) -> tuple[Column, ...]:
    if kind == SENT:
        return (
            Column("number", _("เลขที่"), 20),
            Column("dated", _("ลงวันที่"), 14, "date"),
            Column("kind", _("ชนิดหนังสือ"), 16),
            Column("urgency", _("ชั้นความเร็ว"), 12),
            Column("to", _("ถึง"), 34),
            Column("subject", _("เรื่อง"), 60),
        )
    return (
        Column("number", _("เลขรับ"), 10, "count"),
        Column("on", _("รับวันที่"), 14, "date"),
        Column("theirs", _("ที่"), 20),
        Column("dated", _("ลงวันที่"), 14, "date"),
        Column("sender", _("จาก"), 34),
        Column("subject", _("เรื่อง"), 60),
    )


def _sent_row(one: Letter) -> Row:
    return {
        "number": letter_number(one),
        "dated": one.dated_on,
        "kind": str(KINDS[Letter.Kind(one.kind)]),
        "urgency": str(URGENCIES[Letter.Urgency(one.urgency)]),
        "to": one.addressee or (office_name(one.to_code) if one.to_code else ""),
        "subject": one.subject,
    }


def _received_row(one: Any) -> Row:
    return {
        "number": one.number,
        "on": one.received_on,
        "theirs": one.their_number,
        "dated": one.dated_on,
        "sender": one.sender,
        "subject": one.subject,
    }
