"""Pages that show the books: how they stand, the day book, an entry, accounts, funds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.engine.money import format_baht
from plodnee.ledger import chart
from plodnee.ledger.bookkeeping import TAKEN_BACK_HERE
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.plain_entries import accounts_of_fund, beside_fund
from plodnee.ledger.selectors import (
    balance_before,
    balance_on,
    day_book,
    moved_in,
    movements,
    standing_of,
    statement_lines,
    transfers_of,
)
from plodnee.organization.models import Centre
from plodnee.organization.selectors import CalledBy
from plodnee.registers.committees.selectors import GroupSeat, member_groups
from plodnee.web.access import allowed, can, officer_of, today
from plodnee.web.books.forms import DayBookForm, SpanForm
from plodnee.web.books.frame import books_context
from plodnee.web.books.statements import note_of
from plodnee.web.books.wording import (
    ACCOUNT_KINDS,
    PLACE_NAMES,
    account_name,
    code_in_short,
    kind_name,
)

ROWS_A_PAGE = 50
LATEST = 8
MONEY = (chart.CASH, chart.BANK)


@allowed("books.view")
def books(request: HttpRequest, centre: Centre) -> HttpResponse:
    """How the books stand: money, what funds left with the centre, the latest entries."""
    on = today()
    money = [
        (name, standing_of(centre, place.value, through=on)) for place, name in PLACE_NAMES.items()
    ]
    latest = day_book(centre, first=date.min, last=on).order_by("-number")[:LATEST]
    context = {
        **books_context(request, centre, tab="books"),
        "money": money,
        "funds": _fund_rows(centre, on),
        "entries": entry_rows(latest),
        "on": on,
    }
    return render(request, "books/books.html", context)


def _fund_rows(centre: Centre, on: date) -> list[dict[str, Any]]:
    rows = []
    for seat in member_groups(centre):
        accounts = accounts_of_fund(centre, seat.group)
        owed = sum(standing_of(centre, one.code, through=on) for one in accounts)
        rows.append({"group": seat.group, "name": seat.name, "owed": owed, "any": bool(accounts)})
    return rows


def entry_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as lists show them."""
    called = CalledBy()
    return [entry_row(entry, called) for entry in entries]


def entry_row(entry: Entry, called: CalledBy) -> dict[str, Any]:
    """An entry as lists show it, each line with the names of its accounts."""
    lines = [
        (account_name(line.debit), account_name(line.credit), line.amount_satang)
        for line in sorted(entry.transfers.all(), key=lambda line: line.line)
    ]
    return {
        "entry": entry,
        "kind": kind_name(entry.kind),
        "lines": lines,
        "money": _money_moved(entry),
        "total": sum(amount for _debit, _credit, amount in lines),
        "note": note_of(entry),
        "made_by": called.name(entry.made_by_key, entry.made_by_label),
        "reversal": getattr(entry, "reversed_by", None),
    }


def _money_moved(entry: Entry) -> str:
    """What came in or went out by an entry of several lines, whose sum says more than that."""
    lines = entry.transfers.all()
    came = sum(line.amount_satang for line in lines if line.debit.code in MONEY)
    went = sum(line.amount_satang for line in lines if line.credit.code in MONEY)
    if len(lines) < 2 or came == went:
        return ""
    said = {"sum": format_baht(abs(came - went))}
    return _("รับเงิน %(sum)s บาท") % said if came > went else _("จ่ายเงิน %(sum)s บาท") % said


@allowed("books.view")
def day_book_page(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The entries of a span of days, page by page."""
    form = DayBookForm(request.GET, today=today())
    found = day_book(centre, first=form.begins, last=form.ends, kind=form.chosen_kind)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = {**span_query(form), **({"kind": form.chosen_kind} if form.chosen_kind else {})}
    context = {
        **books_context(request, centre, _("สมุดรายวัน"), tab="day_book"),
        "form": form,
        "page": page,
        "entries": entry_rows(page),
        "query": urlencode(query),
        "files": _files("day_book", [centre.code]),
    }
    return render(request, "books/day_book.html", context)


@allowed("books.view")
def entry(request: HttpRequest, centre: Centre, entry_id: UUID) -> HttpResponse:
    """One entry: its lines, who made it and when, what took it back or what it took back."""
    found = entry_at(centre, entry_id)
    mine = found.made_by_key == officer_of(request).audit_key
    open_for_it = found.kind in TAKEN_BACK_HERE and not hasattr(found, "reversed_by")
    may = can(request, "books.reverse", centre)
    context = {
        **books_context(
            request, centre, _("รายการที่ %(number)d") % {"number": found.number}, tab="day_book"
        ),
        "row": entry_row(found, CalledBy()),
        "reverses": open_for_it and may and not mine,
        "own": open_for_it and may and mine,
        "elsewhere": found.kind not in TAKEN_BACK_HERE | {Entry.Kind.REVERSAL},
    }
    return render(request, "books/entry.html", context)


def entry_at(centre: Centre, entry_id: UUID) -> Entry:
    """The entry of the centre's books; else a 404."""
    found = Entry.objects.select_related("note", "seal", "reverses", "reversed_by")
    with_lines = found.prefetch_related("transfers__debit", "transfers__credit")
    return get_object_or_404(with_lines, pk=entry_id, centre=centre)


@allowed("books.view")
def trial_balance_page(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Every account over a span of days: the general ledger's contents and the trial balance."""
    form = SpanForm(request.GET, today=today())
    rows = movements(centre, first=form.begins, last=form.ends)
    context = {
        **books_context(request, centre, _("งบทดลองและบัญชีแยกประเภท"), tab="trial_balance"),
        "form": form,
        "rows": [
            {
                "one": one,
                "name": account_name(one.account),
                "code": code_in_short(one.account.code),
                "kind": ACCOUNT_KINDS[one.account.kind],
            }
            for one in rows
        ],
        "sums": {
            "debits": sum(one.debits_satang for one in rows),
            "credits": sum(one.credits_satang for one in rows),
            "debit": sum(one.after.debit_balance_satang for one in rows),
            "credit": sum(one.after.credit_balance_satang for one in rows),
        },
        "query": urlencode(span_query(form)),
        "files": _files("trial_balance", [centre.code]),
    }
    return render(request, "books/trial_balance.html", context)


@allowed("books.view")
def account_page(request: HttpRequest, centre: Centre, key: str) -> HttpResponse:
    """An account's lines with the balance after each."""
    account = account_at(centre, key)
    files = _files("account_statement", [centre.code, account.pk])
    return _statement(request, centre, [account], account_name(account), files)


@allowed("books.view")
def fund_page(request: HttpRequest, centre: Centre, key: str) -> HttpResponse:
    """What the centre owes a fund, from every account that it has here."""
    seat = fund_at(centre, key)
    accounts = accounts_of_fund(centre, seat.group)
    files = _files("fund_statement", [centre.code, seat.group.pk])
    beside = beside_fund(centre, seat.group)
    return _statement(request, centre, accounts, seat.name, files, beside)


def _statement(
    request: HttpRequest,
    centre: Centre,
    accounts: Sequence[Account],
    name: str,
    files: list[str],
    beside: Sequence[Account] = (),
) -> HttpResponse:
    form = SpanForm(request.GET, today=today())
    span: dict[str, Any] = {"first": form.begins, "last": form.ends}
    found = transfers_of(accounts, **span)
    page: Page[Any] = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    skip = max(page.start_index() - 1, 0)
    lines = list(statement_lines(accounts, **span, skip=skip, most=ROWS_A_PAGE))
    before = balance_before(accounts, form.begins)
    context = {
        **books_context(request, centre, name, tab="trial_balance"),
        "form": form,
        "page": page,
        "before": before if page.number == 1 else None,
        "rows": [
            {
                "line": line,
                "kind": kind_name(line.kind),
                "opposite": account_name(line.opposite),
            }
            for line in lines
        ],
        "after": lines[-1].balance_satang if lines else before,
        "sums": moved_in(accounts, **span),
        "whole": page.paginator.num_pages == page.number,
        "codes": [code_in_short(account.code) for account in accounts],
        "query": urlencode(span_query(form)),
        "files": files,
        "beside": [(one, account_name(one), balance_on(one, through=form.ends)) for one in beside],
    }
    return render(request, "books/statement.html", context)


def account_at(centre: Centre, key: str) -> Account:
    """The account of the centre by its key; else a 404."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return get_object_or_404(Account, pk=int(key), centre=centre)


def fund_at(centre: Centre, key: str) -> GroupSeat:
    """The member group of the centre by its key; else a 404."""
    for seat in member_groups(centre):
        if str(seat.group.pk) == key:
            return seat
    raise Http404


def span_query(form: SpanForm) -> dict[str, str]:
    """The span of a page for the links to its other pages and to its files."""
    return {"first": form.begins.isoformat(), "last": form.ends.isoformat()}


def _files(name: str, args: list[Any]) -> list[str]:
    return [reverse(f"{name}_{ending}", args=args) for ending in ("xlsx", "csv", "pdf")]
