"""Opening books and accounts, posting, reversing, closing a period. Nothing is ever edited.

Posting knows no permissions: the service above that gives an entry its meaning asks for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from plodnee.audit.services import Actor, moment_of_recording, record
from plodnee.ledger.drafts import EntryDraft, Posting, check_lines, mirrored
from plodnee.ledger.errors import (
    AccountDiffers,
    AccountOverdrawn,
    AccountUnknown,
    AlreadyReversed,
    BooksAlreadyOpen,
    BooksNotOpen,
    BooksOpenedLater,
    ClosingImpossible,
    EntryUnknown,
    OtherContent,
    PeriodClosed,
)
from plodnee.ledger.models import Account, Book, Entry, EntryNote, PeriodClosing, Seal, Transfer
from plodnee.ledger.selectors import closed_through
from plodnee.organization.models import Centre


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry in the books; `created` is False when it had been there before."""

    entry: Entry
    created: bool


@transaction.atomic
def open_books(*, centre: Centre, opened_on: date, actor: Actor) -> Book:
    """The centre's books, open from a day on.

    Raises: BooksAlreadyOpen.
    """
    book, created = Book.objects.get_or_create(centre=centre, defaults={"opened_on": opened_on})
    if not created:
        raise BooksAlreadyOpen(centre_code=centre.code, on=book.opened_on)
    record(actor, "ledger.books_opened", book, opened_on=opened_on)
    return book


def open_account(
    *, centre: Centre, code: str, name: str, kind: Account.Kind, capped: bool = False
) -> Account:
    """The account of that code, opened if the books have it not yet; its name stays as it was.

    The books are held while one is opened. A capped account can never be overdrawn.
    Raises: AccountDiffers if it is open as something else.
    """
    on_debit_side = kind in (Account.Kind.ASSET, Account.Kind.EXPENSE)
    caps = {"credit_capped": capped and on_debit_side, "debit_capped": capped and not on_debit_side}
    account = Account.objects.filter(centre=centre, code=code).first()
    if account is None:
        with transaction.atomic():
            held_book(centre.code)
            account, _ = Account.objects.get_or_create(
                centre=centre, code=code, defaults={"name": name, "kind": kind, **caps}
            )
    if account.kind != kind or any(getattr(account, cap) != on for cap, on in caps.items()):
        raise AccountDiffers(account=code)
    return account


@transaction.atomic
def post(draft: EntryDraft, *, actor: Actor) -> Posted:
    """The entry in its centre's books, sealed; sent again, the one that stands there.

    Ensures: one entry for one id, whatever is sent twice, at once or years later.
    Raises:  OtherContent if the id was used for something else; BooksNotOpen, BooksOpenedLater,
             PeriodClosed, AccountUnknown, AccountOverdrawn, AmountImpossible, LinesImpossible.
    """
    check_lines(draft.postings)
    if standing := _standing(draft):
        return standing
    book = _locked_book(draft)
    if standing := _standing(draft):  # it came in while this one waited for the book
        return standing
    _refuse_closed(draft)
    accounts = _locked_accounts(draft)
    _refuse_overdrawn(draft.postings, accounts)
    try:
        with transaction.atomic():
            entry = _write(draft, book.last_number + 1, accounts, actor)
    except IntegrityError:  # another centre's books took the id meanwhile
        if standing := _standing(draft):
            return standing
        raise
    Book.objects.filter(pk=book.pk).update(last_number=entry.number)
    record(
        actor,
        "ledger.posted",
        entry,
        kind=draft.kind.value,
        number=entry.number,
        total_satang=draft.total_satang,
    )
    return Posted(entry, created=True)


@transaction.atomic
def reverse(
    *,
    entry_id: UUID,
    reversal_id: UUID,
    centre: Centre,
    business_date: date,
    actor: Actor,
    note: str = "",
) -> Posted:
    """The entry taken back by one that mirrors it; it stays in the books, as does what it said.

    Raises: EntryUnknown, AlreadyReversed, and what `post` refuses.
    """
    entry = Entry.objects.filter(pk=entry_id, centre=centre).first()
    if entry is None:
        raise EntryUnknown()
    lines = entry.transfers.select_related("debit", "credit").order_by("line")
    postings = [Posting(line.debit.code, line.credit.code, line.amount_satang) for line in lines]
    draft = EntryDraft(
        id=reversal_id,
        centre_code=centre.code,
        kind=Entry.Kind.REVERSAL,
        business_date=business_date,
        postings=mirrored(postings),
        reference=entry.reference,
        reverses=entry.pk,
        note=note,
    )
    if standing := _standing(draft):
        return standing
    _locked_book(draft)
    reversed_before = Entry.objects.filter(reverses=entry).exclude(pk=reversal_id).exists()
    if reversed_before or entry.kind == Entry.Kind.REVERSAL:
        raise AlreadyReversed(number=entry.number)
    return post(draft, actor=actor)


@transaction.atomic
def close_period(*, centre: Centre, through: date, today: date, actor: Actor) -> PeriodClosing:
    """The books closed up to and including a day; no entry of an earlier day is taken after it.

    Raises: BooksNotOpen, BooksOpenedLater, ClosingImpossible.
    """
    book = held_book(centre.code)
    if book is None:
        raise BooksNotOpen(centre_code=centre.code, on=through)
    _refuse_before_opened(book, through)
    last = closed_through(centre.code)
    if (last and through <= last) or through > today:
        after = last or book.opened_on
        raise ClosingImpossible(through=through, after=after, today=today)
    moved = Transfer.objects.filter(entry__centre=centre, entry__business_date__lte=through)
    closing = PeriodClosing(
        centre=centre,
        closed_through=through,
        last_number=book.last_number,
        debits_satang=moved.aggregate(sum=Sum("amount_satang"))["sum"] or 0,
        made_by_key=actor.audit_key,
        made_by_label=actor.audit_label,
        made_at=moment_of_recording(),
    )
    closing.save(force_insert=True)
    record(actor, "ledger.period_closed", closing, through=through)
    return closing


def held_book(centre_code: str) -> Book | None:
    """The centre's books, held until the transaction ends; None before they were opened."""
    return Book.objects.select_for_update(no_key=True).filter(pk=centre_code).first()


def _standing(draft: EntryDraft) -> Posted | None:
    """The entry that has the draft's id already, if it says the same."""
    entry = Entry.objects.filter(pk=draft.id).first()
    if entry is None:
        return None
    if entry.payload_sha != draft.fingerprint:
        same_books = entry.centre_id == draft.centre_code
        raise OtherContent(number=entry.number if same_books else "–")
    return Posted(entry, created=False)


def _locked_book(draft: EntryDraft) -> Book:
    book = held_book(draft.centre_code)
    if book is None:
        raise BooksNotOpen(centre_code=draft.centre_code, on=draft.business_date)
    _refuse_before_opened(book, draft.business_date)
    return book


def _refuse_before_opened(book: Book, on: date) -> None:
    """Nothing. Raises: BooksOpenedLater."""
    if on < book.opened_on:
        raise BooksOpenedLater(centre_code=book.centre_id, on=on, opened_on=book.opened_on)


def _refuse_closed(draft: EntryDraft) -> None:
    latest = closed_through(draft.centre_code)
    if latest and draft.business_date <= latest:
        raise PeriodClosed(closed_through=latest)


def _locked_accounts(draft: EntryDraft) -> dict[str, Account]:
    codes = draft.account_codes()
    rows = Account.objects.select_for_update(no_key=True).filter(
        centre_id=draft.centre_code, code__in=sorted(codes)
    )
    accounts = {account.code: account for account in rows.order_by("pk")}
    if missing := codes - accounts.keys():
        raise AccountUnknown(account=min(missing))
    return accounts


def _refuse_overdrawn(postings: Sequence[Posting], accounts: Mapping[str, Account]) -> None:
    """An entry is judged line by line, as the database adds it."""
    debits = {code: account.debits_satang for code, account in accounts.items()}
    credits_ = {code: account.credits_satang for code, account in accounts.items()}
    for line in postings:
        debits[line.debit] += line.amount_satang
        credits_[line.credit] += line.amount_satang
        for code in (line.debit, line.credit):
            account = accounts[code]
            over = credits_[code] - debits[code]
            over = over if account.credit_capped else -over if account.debit_capped else 0
            if over > 0:
                asked = line.amount_satang
                raise AccountOverdrawn(
                    account=code, name=account.name, available=asked - over, asked=asked
                )


def _write(draft: EntryDraft, number: int, accounts: Mapping[str, Account], actor: Actor) -> Entry:
    entry = Entry(
        id=draft.id,
        seal_id=draft.id,
        centre_id=draft.centre_code,
        number=number,
        kind=draft.kind,
        business_date=draft.business_date,
        reference=draft.reference,
        reverses_id=draft.reverses,
        payload_sha=draft.fingerprint,
        made_by_key=actor.audit_key,
        made_by_label=actor.audit_label,
        made_at=moment_of_recording(),
    )
    entry.save(force_insert=True)
    Transfer.objects.bulk_create(
        Transfer(
            entry=entry,
            line=number_of_line,
            debit=accounts[line.debit],
            credit=accounts[line.credit],
            amount_satang=line.amount_satang,
        )
        for number_of_line, line in enumerate(draft.postings, start=1)
    )
    if draft.note:
        EntryNote(entry=entry, text=draft.note).save(force_insert=True)
    seal = Seal(entry_id=draft.id, lines=len(draft.postings), total_satang=draft.total_satang)
    seal.save(force_insert=True)
    return entry
