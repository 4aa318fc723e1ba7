"""What a centre's bookkeeper does: open the books, enter, take back, close up to a day.

Each asks for the permission, refuses a day that has not come, and then posts as everybody does.
"""

from collections.abc import Iterable
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import Q

from plodnee.audit.services import moment_of_recording
from plodnee.contracts.ending import reopen_contract
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state, is_active, is_settled
from plodnee.contracts.taking import Hand
from plodnee.engine.money import format_baht
from plodnee.engine.national_id import masked_line
from plodnee.ledger.chart import AccountPlan
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.errors import (
    BankDiffers,
    BooksAlreadyOpen,
    BooksNotOpen,
    BooksUnsound,
    CashDiffers,
    DayAhead,
    EntryUnknown,
    OwnEntry,
    ReversalTooEarly,
    ReversedElsewhere,
    SheetsOpen,
    TakenBackInOrder,
)
from plodnee.ledger.models import Book, CollectionSheet, Entry, PeriodClosing
from plodnee.ledger.plain_entries import (
    PLACES,
    STARTING_MONEY,
    Deed,
    Place,
    PlainEntry,
    debit_and_credit,
)
from plodnee.ledger.repayments import hold_books
from plodnee.ledger.running import refuse_others_money, refuse_overdrawn_since
from plodnee.ledger.selectors import counters_off, standing_of
from plodnee.ledger.services import (
    Posted,
    close_period,
    held_book,
    open_books,
    post,
    reverse,
)
from plodnee.ledger.telling import tell_register
from plodnee.organization.access import Visitor, known, require
from plodnee.organization.models import Centre
from plodnee.registers.holding import hold_centre, hold_household

# Other entries belong to a contract, whose own page takes them back together with what they mean.
TAKEN_BACK_HERE = frozenset(
    {
        Entry.Kind.OPENING,
        Entry.Kind.TRANSFER,
        Entry.Kind.REPAYMENT,
        Entry.Kind.SETTLEMENT,
        Entry.Kind.CHARGE,
        Entry.Kind.WAIVER,
    }
)
SETTLING = Entry.Kind.SETTLEMENT


def opening_id(centre: Centre) -> UUID:
    """The id of the entry that opens a centre's books: there is one, however often it is sent."""
    return uuid5(NAMESPACE_URL, f"plodnee:books/{centre.code}/opening")


def reversal_id(entry: Entry) -> UUID:
    """The id of the entry that takes another back: there is one, however often it is sent."""
    return uuid5(NAMESPACE_URL, f"plodnee:entry/{entry.pk}/reversal")


@transaction.atomic
def start_books(
    *,
    centre: Centre,
    opened_on: date,
    money_satang: dict[Place, int],
    actor: Visitor,
    today: date,
) -> Book:
    """The centre's books open from a day on, with the money that there was; sent again, as it is.

    Where a contract opened them, the money is brought forward on the day that is given.
    Raises: NotAllowed, DayAhead, BooksAlreadyOpen if other money was brought forward, BooksNotOpen
            for a day before they were opened.
    """
    require(actor, "books.post", at=centre, on=today)
    _refuse_ahead(opened_on, today)
    lines = tuple(
        Posting(PLACES[place].code, STARTING_MONEY.code, satang)
        for place, satang in money_satang.items()
        if satang
    )
    draft = EntryDraft(opening_id(centre), centre.code, Entry.Kind.OPENING, opened_on, lines)
    book, created = _book_from(centre, opened_on, actor)
    brought = Entry.objects.filter(pk=draft.id).first()
    same = (
        brought.payload_sha == draft.fingerprint
        if brought
        else lines or opened_on == book.opened_on
    )
    if not created and not same:
        raise BooksAlreadyOpen(centre_code=centre.code, on=book.opened_on)
    _open_accounts(centre, [*PLACES.values(), STARTING_MONEY])
    if lines:
        post(draft, actor=known(actor))
    return book


def _book_from(centre: Centre, opened_on: date, actor: Visitor) -> tuple[Book, bool]:
    """The centre's books and whether they were opened just now; a contract may have before."""
    hold_centre(centre.code)  # nobody opens them meanwhile
    if standing := held_book(centre.code):
        return standing, False
    return open_books(centre=centre, opened_on=opened_on, actor=known(actor)), True


@transaction.atomic
def enter(entry: PlainEntry, *, centre: Centre, actor: Visitor, today: date) -> Posted:
    """What happened, in the books; sent again, the entry that stands.

    Raises: NotAllowed, DayAhead, NotOwnMoney, AccountOverdrawn where what it takes out was not
            there on that day or a later one, and what `post` refuses.
    """
    require(actor, "books.post", at=centre, on=today)
    _refuse_ahead(entry.business_date, today)
    if held_book(centre.code) is None:
        raise BooksNotOpen(centre_code=centre.code, on=entry.business_date)
    debit, credit = debit_and_credit(entry)
    _open_accounts(centre, (debit, credit))
    draft = EntryDraft(
        id=entry.id,
        centre_code=centre.code,
        kind=SETTLING if entry.deed == Deed.HANDED_OVER else Entry.Kind.TRANSFER,
        business_date=entry.business_date,
        postings=(Posting(debit.code, credit.code, entry.amount_satang),),
        reference=entry.reference,
        note=entry.note,
    )
    posted = post(draft, actor=known(actor))
    if posted.created:
        refuse_overdrawn_since(draft)
        if entry.deed == Deed.EXPENSE:
            refuse_others_money(centre, entry.amount_satang)
    return posted


@transaction.atomic
def take_back(
    *,
    entry_id: UUID,
    centre: Centre,
    business_date: date,
    reason: str,
    actor: Visitor,
    today: date,
) -> Posted:
    """The entry taken back, with the reason, by somebody else than who made it.

    Ensures: a contract that ended with it is in force again; the register is told what is owed on
             its contract now.
    Raises: NotAllowed, DayAhead, EntryUnknown, OwnEntry, ReversedElsewhere, ReversalTooEarly,
            TakenBackInOrder, and what `reverse` and `reopen_contract` refuse.
    """
    require(actor, "books.reverse", at=centre, on=today)
    _refuse_ahead(business_date, today)
    entry = Entry.objects.filter(pk=entry_id, centre=centre).first()
    if entry is None:
        raise EntryUnknown()
    if entry.made_by_key == known(actor).audit_key:
        raise OwnEntry(number=entry.number)
    if entry.kind not in TAKEN_BACK_HERE | {Entry.Kind.REVERSAL}:
        raise ReversedElsewhere(number=entry.number)
    if business_date < entry.business_date:
        raise ReversalTooEarly(number=entry.number, on=entry.business_date)
    contract = _held_contract_of(entry)
    posted = reverse(
        entry_id=entry.pk,
        reversal_id=reversal_id(entry),
        centre=centre,
        business_date=business_date,
        actor=known(actor),
        note=masked_line(reason),
    )
    if contract is not None and posted.created:
        _told(contract, reason, business_date, Hand(actor, today, moment_of_recording()))
    return posted


def _told(contract: Contract, reason: str, on: date, by: Hand) -> None:
    """The register with what is owed; a contract that had ended is in force again from `on`."""
    if is_settled(contract_state(contract)):
        reopen_contract(contract=contract, reason=reason, on=on, by=by)
    state = contract_state(contract)
    if is_active(state):
        for day in sorted({on, by.on}):
            tell_register(state, day, by, f"กลับรายการตามสัญญาเลขที่ {contract.number}")


def _held_contract_of(entry: Entry) -> Contract | None:
    """The contract on which this was received, charged or let go, held; None for any other entry.

    Raises: TakenBackInOrder if something later stands on its contract, which counted on this.
    """
    on_contract = Q(repayment__contract__isnull=False) | Q(adjustment__isnull=False)
    found = Entry.objects.filter(on_contract, pk=entry.pk)
    row = found.select_related("repayment__contract", "adjustment__adjustment__contract").first()
    if row is None:
        return None
    paid = getattr(row, "repayment", None)
    contract: Contract = paid.contract if paid else row.adjustment.adjustment.contract
    hold_household(contract.household_id)  # nobody pays on it meanwhile
    hold_books(contract, entry.business_date)
    moves = Q(repayment__contract=contract) | Q(adjustment__adjustment__contract=contract)
    later = Entry.objects.filter(moves, reversed_by__isnull=True, number__gt=entry.number)
    if last := later.order_by("-number").first():
        raise TakenBackInOrder(number=entry.number, last=last.number)
    return contract


@transaction.atomic
def close_books(
    *,
    centre: Centre,
    through: date,
    counted_satang: dict[Place, int],
    actor: Visitor,
    today: date,
) -> PeriodClosing:
    """The books closed up to a day on which cash and bank were what the books say.

    Raises: NotAllowed, BooksNotOpen, ClosingImpossible, SheetsOpen, CashDiffers, BankDiffers,
            BooksUnsound.
    """
    require(actor, "books.close", at=centre, on=today)
    held_book(centre.code)  # nobody posts meanwhile
    _refuse_open_sheets(centre, through)
    closing = close_period(centre=centre, through=through, today=today, actor=known(actor))
    if off := counters_off(centre):
        raise BooksUnsound(account=off[0])
    for place, refusal in ((Place.CASH, CashDiffers), (Place.BANK, BankDiffers)):
        stands = standing_of(centre, PLACES[place].code, through=through)
        counted = counted_satang[place]
        if stands != counted:
            raise refusal(
                through=through,
                books=format_baht(stands),
                counted=format_baht(counted),
                difference=format_baht(counted - stands),
            )
    return closing


def _refuse_open_sheets(centre: Centre, through: date) -> None:
    """Nothing, unless a collection sheet of a day up to `through` still takes money."""
    open_ = CollectionSheet.objects.filter(
        centre=centre, finish__isnull=True, collected_on__lte=through
    )
    days = list(open_.values_list("collected_on", flat=True))
    if days:
        raise SheetsOpen(count=len(days), on=min(days), through=through)


def _open_accounts(centre: Centre, accounts: Iterable[AccountPlan]) -> None:
    for one in accounts:
        one.open_at(centre)


def _refuse_ahead(day: date, today: date) -> None:
    if day > today:
        raise DayAhead(on=day, today=today)
