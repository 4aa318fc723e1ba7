"""The books to take away: day book, trial balance, statements, as .xlsx, .csv and PDF."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.documents.builders import register_print
from plodnee.documents.builders.register_frame import made_up_mark
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.ledger.models import Account
from plodnee.ledger.plain_entries import accounts_of_fund, beside_fund
from plodnee.ledger.selectors import day_book, movements
from plodnee.organization.models import Centre
from plodnee.registers.errors import ListNotAnswered
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.books.forms import DayBookForm, SpanForm
from plodnee.web.books.statements import (
    LINES_AT_ONCE,
    day_book_columns,
    day_book_rows,
    statement_columns,
    statement_rows,
    trial_columns,
    trial_row,
)
from plodnee.web.books.views import account_at, fund_at
from plodnee.web.books.wording import account_name
from plodnee.web.listed_files import LONGEST_SHEET_NAME, listed_file
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows


@allowed("books.view")
def day_book_file(request: HttpRequest, centre: Centre, ending: str) -> HttpResponseBase:
    """Every line of the entries that the day book's page shows."""
    form = DayBookForm(request.GET, today=today())
    _refuse_unanswered(form)
    found = day_book(centre, first=form.begins, last=form.ends, kind=form.chosen_kind)
    rows = day_book_rows(found.iterator(chunk_size=LINES_AT_ONCE))
    listed = _listed(centre, _("สมุดรายวัน"), form, day_book_columns())
    return _file(request, centre, listed, rows, "day-book", ending)


@allowed("books.view")
def trial_balance_file(request: HttpRequest, centre: Centre, ending: str) -> HttpResponseBase:
    """The trial balance of the days that the page shows."""
    form = SpanForm(request.GET, today=today())
    _refuse_unanswered(form)
    found = movements(centre, first=form.begins, last=form.ends)
    rows = (trial_row(one, in_short=ending == ".pdf") for one in found)
    listed = _listed(centre, _("งบทดลอง"), form, trial_columns())
    return _file(request, centre, listed, rows, "trial-balance", ending)


@allowed("books.view")
def account_file(request: HttpRequest, centre: Centre, key: str, ending: str) -> HttpResponseBase:
    """An account's statement."""
    account = account_at(centre, key)
    return _statement(request, centre, [account], (), account_name(account), "account", ending)


@allowed("books.view")
def fund_file(request: HttpRequest, centre: Centre, key: str, ending: str) -> HttpResponseBase:
    """A fund's statement, with what stands beside it on its page."""
    seat = fund_at(centre, key)
    accounts, beside = accounts_of_fund(centre, seat.group), beside_fund(centre, seat.group)
    return _statement(request, centre, accounts, beside, seat.name, "fund", ending)


def _refuse_unanswered(form: SpanForm) -> None:
    """Nothing where there is all that the address asks: a file of other days would not say so.

    Raises: ListNotAnswered.
    """
    if form.errors:
        asked = ", ".join(str(form.fields[name].label) for name in form.errors)
        raise ListNotAnswered(asked=asked)


def _statement(
    request: HttpRequest,
    centre: Centre,
    accounts: Sequence[Account],
    beside: Sequence[Account],
    name: str,
    file: str,
    ending: str,
) -> HttpResponseBase:
    form = SpanForm(request.GET, today=today())
    _refuse_unanswered(form)
    listed = _listed(centre, name, form, statement_columns())
    rows = statement_rows(accounts, form.begins, form.ends, beside)
    return _file(request, centre, listed, rows, file, ending)


def _listed(centre: Centre, title: str, form: SpanForm, columns: tuple[Column, ...]) -> Listed:
    voice = Voice("en" if english() else "th")
    first, last = voice.day(form.begins), voice.day(form.ends)
    return Listed(
        name="".join(letter for letter in title if letter not in "[]:*?/\\")[:LONGEST_SHEET_NAME],
        title=(title, centre.name, voice(f"{first} ถึง {last}", f"{first} to {last}")),
        columns=columns,
        voice=voice,
        on=form.ends,
        author=centre.name,
        mark=made_up_mark(voice) if centre.is_demonstration else "",
    )


def _file(
    request: HttpRequest,
    centre: Centre,
    listed: Listed,
    rows: Iterator[Row],
    name: str,
    ending: str,
) -> HttpResponseBase:
    """The file, and its trace in the trail."""
    shows(request, [])  # accounts bear numbers of contracts, nobody's name
    file = f"{centre.code}-{name}-{listed.on.isoformat()}"
    if ending == ".pdf":
        held = list(islice(rows, register_print.MOST_ROWS + 1))
        content = register_print.build(listed, held)
        _leave(request, centre, f"{name}.pdf", len(held), "")
        return file_response(content, f"{file}.pdf")
    response, written = listed_file(listed, rows, file, ending)
    _leave(request, centre, f"{name}{ending}", written.rows, written.sha256)
    return response


def _leave(request: HttpRequest, centre: Centre, file: str, rows: int, sha256: str) -> None:
    details = {"file": file, "rows": rows, **({"sha256": sha256} if sha256 else {})}
    record(officer_of(request), "documents.taken", centre, **details)
