"""What an import is to the register of its day: all of it anew, or a supplement to it."""

from collections import Counter
from dataclasses import dataclass

from plodnee.organization.models import Centre
from plodnee.registers import book
from plodnee.registers.book import CashItem, RegisterBook
from plodnee.registers.creditor_names import under_present_names
from plodnee.registers.errors import NoRegister
from plodnee.registers.identity import recognised
from plodnee.registers.models import Debt, ImportBatch
from plodnee.registers.sameness.telling import Codes, centre_codes, under_codes
from plodnee.registers.selectors import book_of, debts_by_identity, statement


@dataclass(frozen=True, slots=True)
class Merging:
    """How a register joins what is known of its centre.

    `base` is the full register of the same day that it supplements (None: it is full itself);
    `known` says for each row of a debt which known debt it speaks of; `cash` are the items to add.
    """

    base: ImportBatch | None
    known: dict[int, Debt]
    cash: tuple[CashItem, ...]


def merging_of(book: RegisterBook, centre: Centre | None) -> Merging:
    """How the register would join what is known of its centre now."""
    if centre is None:
        return Merging(None, {}, book.cash)
    book = under_present_names(book, centre)
    batches = _nearest_statement(centre, book)
    if not batches:
        return Merging(None, {}, book.cash)
    full = next((batch for batch in batches if batch.scope == ImportBatch.Scope.FULL), None)
    same_day = full is not None and full.as_of == book.centre.as_of
    codes = centre_codes(centre)
    debts = list(under_codes(book.debts, codes))
    near = _told(debts_by_identity(batches), codes)
    known = recognised(debts, near, same_day=same_day)
    stated = book_of(batches)
    if same_day and not _covers(book, stated, set(near) <= set(known.values())):
        return Merging(full, known, _cash_to_add(book, stated))
    ever = _told(_ever_known(centre), codes)
    others = {debt: said for debt, said in ever.items() if debt not in near}
    rest = [debt for debt in debts if debt.row not in known]
    return Merging(None, known | recognised(rest, others, same_day=True), book.cash)


def _told(known: dict[Debt, book.Debt], codes: Codes) -> dict[Debt, book.Debt]:
    """Known debts under the code that their household is told by: a row may use either."""
    return dict(zip(known, under_codes(known.values(), codes), strict=True))


def _nearest_statement(centre: Centre, book: RegisterBook) -> list[ImportBatch]:
    """The register as of that day; before the first one, the latest there is; or nothing."""
    for as_of in (book.centre.as_of, None):
        try:
            return statement(centre, as_of)
        except NoRegister:
            continue
    return []


def _ever_known(centre: Centre) -> dict[Debt, book.Debt]:
    confirmed = centre.imports.filter(status=ImportBatch.Status.CONFIRMED).order_by("sequence")
    return debts_by_identity(list(confirmed))


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


def _cash_to_add(book: RegisterBook, stated: RegisterBook) -> tuple[CashItem, ...]:
    """The items that are not there yet; an item that stands twice is there twice."""
    there = Counter(stated.cash)
    fresh = []
    for item in book.cash:
        if there[item]:
            there[item] -= 1
        else:
            fresh.append(item)
    return tuple(fresh)
