"""Books as lists that can be taken away: their columns, and their rows one by one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.documents.builders.register_stream import Row
from plodnee.documents.builders.sheets import Column
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.selectors import (
    AccountLine,
    Movement,
    balance_before,
    balance_on,
    statement_lines,
)
from plodnee.organization.selectors import CalledBy
from plodnee.web.books.wording import ACCOUNT_KINDS, account_name, code_in_short, kind_name

LINES_AT_ONCE = 500


def day_book_columns() -> tuple[Column, ...]:
    """One row for each line of an entry."""
    return (
        Column("number", _("เลขที่"), 8, "count"),
        Column("on", _("วันที่"), 13, "date"),
        Column("kind", _("ประเภทรายการ"), 20),
        Column("debit", _("เดบิต"), 28),
        Column("credit", _("เครดิต"), 28),
        Column("amount", _("จำนวนเงิน (บาท)"), 16, "money", total=True),
        Column("reference", _("เลขที่เอกสาร"), 16),
        Column("note", _("คำอธิบาย"), 26),
        Column("made_by", _("ผู้บันทึก"), 16),
        Column("made_on", _("บันทึกเมื่อ"), 13, "date"),
    )


def day_book_rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """The rows of the day book, in the order of its entries."""
    called = CalledBy()
    for entry in entries:
        for line in entry.transfers.all():
            yield {
                "number": entry.number,
                "on": entry.business_date,
                "kind": kind_name(entry.kind),
                "debit": account_name(line.debit),
                "credit": account_name(line.credit),
                "amount": line.amount_satang,
                "reference": entry.reference,
                "note": note_of(entry),
                "made_by": called.name(entry.made_by_key, entry.made_by_label),
                "made_on": timezone.localtime(entry.made_at).date(),
            }


def note_of(entry: Entry) -> str:
    """What an entry says in words; empty where it says nothing."""
    note = getattr(entry, "note", None)
    return note.text if note else ""


def statement_columns() -> tuple[Column, ...]:
    """One row for each line of an account."""
    return (
        Column("number", _("เลขที่"), 8, "count"),
        Column("on", _("วันที่"), 13, "date"),
        Column("kind", _("ประเภทรายการ"), 20),
        Column("opposite", _("คู่บัญชี"), 30),
        Column("reference", _("เลขที่เอกสาร"), 16),
        Column("debit", _("เดบิต (บาท)"), 16, "money", total=True),
        Column("credit", _("เครดิต (บาท)"), 16, "money", total=True),
        Column("balance", _("คงเหลือ (บาท)"), 16, "money"),
    )


def statement_rows(
    accounts: Sequence[Account], first: date, last: date, beside: Sequence[Account] = ()
) -> Iterator[Row]:
    """What was brought forward, every line with the balance after it, and what is left.

    Below it stand the accounts of the fund's money that is not in the centre's hands.
    """
    balance = balance_before(accounts, first)
    yield {"kind": _("ยอดยกมา"), "balance": balance}
    for line in statement_lines(accounts, first=first, last=last):
        balance = line.balance_satang
        yield _statement_row(line)
    yield {"on": last, "kind": _("คงเหลือสิ้นช่วง"), "balance": balance}
    for one in beside:
        yield {
            "on": last,
            "kind": _("ไม่ได้อยู่ในมือศูนย์ฯ"),
            "opposite": account_name(one),
            "balance": balance_on(one, through=last),
        }


def _statement_row(line: AccountLine) -> Row:
    return {
        "number": line.number,
        "on": line.business_date,
        "kind": kind_name(line.kind),
        "opposite": account_name(line.opposite),
        "reference": line.reference,
        "debit": line.debit_satang or None,
        "credit": line.credit_satang or None,
        "balance": line.balance_satang,
    }


def trial_columns() -> tuple[Column, ...]:
    """One row for each account."""
    return (
        Column("code", _("รหัสบัญชี"), 18, "code"),
        Column("name", _("บัญชี"), 40),
        Column("kind", _("หมวด"), 8),
        Column("before_debit", _("ยกมา เดบิต"), 15, "money", total=True),
        Column("before_credit", _("ยกมา เครดิต"), 15, "money", total=True),
        Column("debits", _("เคลื่อนไหว เดบิต"), 15, "money", total=True),
        Column("credits", _("เคลื่อนไหว เครดิต"), 15, "money", total=True),
        Column("debit", _("คงเหลือ เดบิต"), 15, "money", total=True),
        Column("credit", _("คงเหลือ เครดิต"), 15, "money", total=True),
    )


def trial_row(one: Movement, *, in_short: bool) -> Row:
    """An account's row, its code for people or whole for machines; what is nothing stays empty."""
    code = one.account.code
    return {
        "code": code_in_short(code) if in_short else code,
        "name": account_name(one.account),
        "kind": str(ACCOUNT_KINDS[one.account.kind]),
        "before_debit": one.before.debit_balance_satang or None,
        "before_credit": one.before.credit_balance_satang or None,
        "debits": one.debits_satang or None,
        "credits": one.credits_satang or None,
        "debit": one.after.debit_balance_satang or None,
        "credit": one.after.credit_balance_satang or None,
    }
