"""What an import is to the register of its day: all of it anew, or a supplement to it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers import book
from plodnee.registers.book import CashItem, Household, Note, RegisterBook
from plodnee.registers.creditor_names import under_present_names
from plodnee.registers.errors import NoRegister
from plodnee.registers.identity import recognised
from plodnee.registers.kept_by_hand import NOTHING_KEPT, KeptByHand, kept_by_hand
from plodnee.registers.lacking import NOTHING, Lacking, lacking_of
from plodnee.registers.models import Debt, DebtState, ImportBatch, Standing
from plodnee.registers.sameness.telling import Codes, centre_codes, under_codes
from plodnee.registers.selectors import book_of, confirmed_imports, debts_by_identity, statement
from plodnee.registers.sent_again import NOTHING_NEW, SentAgain, sent_again
from plodnee.registers.stated import debt_facts, debt_states
from plodnee.registers.told_otherwise import other_heads, told_otherwise


@dataclass(frozen=True, slots=True)
class Beside:
    """What the register before a later workbook has and the workbook does not speak of.

    `debts` are still owed, as they were stated up to `day`; `kept` stays whole in any case.
    """

    day: date | None = None
    debts: tuple[book.Debt, ...] = ()
    kept: KeptByHand = NOTHING_KEPT


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Merging:
    """How a register joins what is known of its centre.

    `base` is the full register that it supplements (None: it is full itself); `known` says for each
    row of a debt which known debt it speaks of; `cash` are the items to add; `lacking` is what an
    earlier register in use states and this one does not; `again` are the rows that say nothing
    new; `told` are the notes of what is told otherwise and of other heads; `homes` are its
    households, completed where all else of them is known; `beside` is what it does not speak of.
    """

    base: ImportBatch | None
    known: dict[int, Debt]
    cash: tuple[CashItem, ...]
    lacking: Lacking = NOTHING
    again: SentAgain = NOTHING_NEW
    told: tuple[Note, ...] = ()
    homes: tuple[Household, ...] | None = None
    beside: Beside = NOTHING_BESIDE


def merging_of(
    book: RegisterBook,
    centre: Centre | None,
    *,
    adds: bool = False,
    held: Collection[UUID] = frozenset(),
) -> Merging:
    """How the register would join what is known of its centre now.

    What it lacks stays where it `adds` to an earlier register; debts `held` by contracts always do.
    A file of a day of which there is a register already adds to it unless it covers it.
    """
    batches, stands = _nearest_statement(centre, book) if centre else ([], False)
    if centre is None or not batches:
        return Merging(None, {}, book.cash)
    book = under_present_names(book, centre)
    same_day = _last_workbook_day(batches) == book.centre.as_of
    codes = centre_codes(centre)
    debts = list(under_codes(book.debts, codes))
    near = _told(debts_by_identity(batches), codes)
    known = recognised(debts, near, same_day=same_day)
    known |= _recognised_beside(debts, known, _taken_out(centre, codes, near))
    stated, spoken = book_of(batches), set(known.values())
    if same_day:
        book = replace(book, households=tuple(_completed(book, batches, stated)))
    heads = other_heads(book, stated)
    if same_day and not _covers(book, stated, set(near) <= spoken):
        merging = _of_one_day(book, batches, known, stated, held)
        return replace(merging, told=(*heads, *merging.told), homes=book.households)
    lacking, beside = NOTHING, NOTHING_BESIDE
    if stands and not same_day:
        unspoken = {debt: said for debt, said in near.items() if debt not in spoken}
        lacking = lacking_of(book, stated, unspoken, held, codes)
        beside = _beside(book, centre, batches, known, codes, unspoken)
    ever = _told(_ever_known(centre), codes)
    others = {debt: said for debt, said in ever.items() if debt not in near}
    known |= _recognised_beside(debts, known, others)
    base = _base(batches) if adds and lacking else None
    told = (*heads, *told_otherwise(book, batches, known, held=held, whole=True))
    return Merging(base, known, book.cash, lacking, NOTHING_NEW, told, book.households, beside)


def _beside(
    book: RegisterBook,
    centre: Centre,
    batches: list[ImportBatch],
    known: Mapping[int, Debt],
    codes: Codes,
    unspoken: Mapping[Debt, book.Debt],
) -> Beside:
    spoken = [codes.get(home.code, home.code) for home in book.households]
    kept = kept_by_hand(
        centre, batches, book.centre.as_of, spoken=spoken, codes=codes, meant=known.values()
    )
    owed = tuple(said for said in unspoken.values() if said.owed_satang)
    return Beside(batches[-1].as_of, owed, kept)


def _completed(
    book: RegisterBook, batches: list[ImportBatch], stated: RegisterBook
) -> Iterator[Household]:
    """The households, those that only lack the id and the house number of a known one with them.

    The workbook of refused rows names the households that were taken without either.
    """
    sent = _sent(batches)
    registers = [stated, *([book_of(sent)] if len(sent) < len(batches) else [])]
    known = [{home.code: home for home in one.households} for one in registers]
    for home in book.households:
        bare = not (home.national_id or home.house_number)
        there = [one[home.code] for one in known if bare and home.code in one]
        yield next(filter(None, (_with_all(home, one) for one in there)), home)


def _with_all(home: Household, there: Household) -> Household | None:
    whole = replace(home, national_id=there.national_id, house_number=there.house_number)
    return whole if whole == there else None


def _of_one_day(
    book: RegisterBook,
    batches: list[ImportBatch],
    known: dict[int, Debt],
    stated: RegisterBook,
    held: Collection[UUID],
) -> Merging:
    """Rows added to the register of their own day."""
    again, cash = sent_again(book, batches, known), _cash_to_add(book, batches, stated)
    fresh = replace(again.without(book), cash=cash)
    told = told_otherwise(fresh, batches, known, held=held, whole=False)
    return Merging(_base(batches), known, cash, again=again, told=told)


def _recognised_beside(
    debts: Sequence[book.Debt], known: Mapping[int, Debt], others: Mapping[Debt, book.Debt]
) -> dict[int, Debt]:
    """Which other debts the rows mean that none is known of yet."""
    met = set(known.values())
    rest = [debt for debt in debts if debt.row not in known]
    left = {debt: said for debt, said in others.items() if debt not in met}
    return recognised(rest, left, same_day=True)


def _sent(batches: Iterable[ImportBatch]) -> list[ImportBatch]:
    """Those of these that came as a workbook."""
    return [batch for batch in batches if batch.scope != ImportBatch.Scope.ENTRY]


def _base(batches: list[ImportBatch]) -> ImportBatch:
    """What a supplement adds to: the full register; of a centre without one, its first entry."""
    full = (batch for batch in batches if batch.scope == ImportBatch.Scope.FULL)
    return next(full, batches[0])


def _last_workbook_day(batches: list[ImportBatch]) -> date | None:
    """The day of the last of these that came as a workbook."""
    days = [batch.as_of for batch in _sent(batches)]
    return days[-1] if days else None


def _told(known: dict[Debt, book.Debt], codes: Codes) -> dict[Debt, book.Debt]:
    """Known debts under the code that their household is told by: a row may use either."""
    return dict(zip(known, under_codes(known.values(), codes), strict=True))


def _nearest_statement(centre: Centre, book: RegisterBook) -> tuple[list[ImportBatch], bool]:
    """The register as of that day and that there is one; before the first, the latest; or none."""
    for as_of in (book.centre.as_of, None):
        try:
            return statement(centre, as_of), as_of is not None
        except NoRegister:
            continue
    return [], False


def _ever_known(centre: Centre) -> dict[Debt, book.Debt]:
    confirmed = centre.imports.filter(status=ImportBatch.Status.CONFIRMED).order_by("sequence")
    return debts_by_identity(list(confirmed))


def _taken_out(centre: Centre, codes: Codes, near: Collection[Debt]) -> dict[Debt, book.Debt]:
    """What workbooks said of debts that are no more `near`, since entries took them out."""
    said = DebtState.objects.filter(
        debt__household__centre=centre, batch__status=ImportBatch.Status.CONFIRMED
    )
    homes = set(said.exclude(standing=Standing.PRESENT).values_list("debt__household", flat=True))
    workbooks = _sent(confirmed_imports(centre)) if homes else []
    states = debt_states(workbooks, homes).values() if workbooks else []
    gone = {one.debt: debt_facts(one) for one in states if one.debt not in near}
    return _told(gone, codes)


def _covers(book: RegisterBook, stated: RegisterBook, all_debts_known: bool) -> bool:
    """Whether a register speaks of everything that the register of the same day states."""
    return (
        all_debts_known
        and {group.code for group in stated.groups} <= {group.code for group in book.groups}
        and {home.code for home in stated.households} <= {home.code for home in book.households}
        and _items(stated) <= _items(book)
    )


def _items(book: RegisterBook) -> Counter[tuple[str, str, str]]:
    return Counter((item.household_code, item.kind, item.item) for item in book.cash)


def _cash_to_add(
    book: RegisterBook, batches: list[ImportBatch], stated: RegisterBook
) -> tuple[CashItem, ...]:
    """The items that are not there yet; an item that stands twice is there twice.

    What a workbook said and an entry by hand put right was there: it does not come again.
    """
    workbooks = _sent(batches)
    there = Counter(stated.cash)
    if len(workbooks) < len(batches):
        there |= Counter(book_of(workbooks).cash)
    fresh = []
    for item in book.cash:
        if there[item]:
            there[item] -= 1
        else:
            fresh.append(item)
    return tuple(fresh)
