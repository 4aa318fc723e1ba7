"""A register told with each household once, whatever number of entries it has."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plodnee.organization.models import Centre
from plodnee.registers.book import CashItem, Debt, Household, RegisterBook
from plodnee.registers.models import Household as HouseholdEntry
from plodnee.registers.models import ImportBatch
from plodnee.registers.sameness.standing import Roots, household_roots, stand_ins

Codes = Mapping[str, str]  # a household's code -> the code under which it is told


def book_told_once(
    book: RegisterBook, batches: list[ImportBatch], *, known_at: int | None = None
) -> RegisterBook:
    """The register of these batches, joined households told as one.

    `known_at` tells it by as many decisions as had been made at some time.
    """
    centre = batches[-1].centre
    assert centre is not None
    roots = household_roots(centre.code, known_at=known_at)
    codes = codes_of(stand_ins(batches, roots))
    if not codes:
        return book
    return replace(
        book,
        households=tuple(home for home in book.households if home.code not in codes),
        debts=tuple(under_codes(book.debts, codes)),
        cash=tuple(_cash(book.cash, book.households, codes)),
    )


def codes_of(roots: Roots) -> Codes:
    """The same by the codes that registers use."""
    found = HouseholdEntry.objects.in_bulk({*roots, *roots.values()}) if roots else {}
    return {found[joined].code: found[kept].code for joined, kept in roots.items()}


def centre_codes(centre: Centre) -> Codes:
    """The code of each joined household of a centre, with the code of the one that is kept."""
    return codes_of(household_roots(centre.code))


def under_codes(debts: Iterable[Debt], codes: Codes) -> Iterable[Debt]:
    """The debts, each under the code that its household is told by."""
    for debt in debts:
        code = codes.get(debt.household_code)
        yield debt if code is None else replace(debt, household_code=code)


def _cash(
    items: Iterable[CashItem], homes: Iterable[Household], codes: Codes
) -> Iterable[CashItem]:
    """One entry's income and expense: of two entries' they would be counted twice.

    It is what is stated of the household that is told; where nothing is, of the first that has any.
    """
    rows = list(items)
    stating = {item.household_code for item in rows}
    source: dict[str, str] = {}
    for home in homes:
        told = codes.get(home.code, home.code)
        if home.code in stating and (told not in source or home.code == told):
            source[told] = home.code
    for item in rows:
        told = codes.get(item.household_code, item.household_code)
        if source.get(told, item.household_code) == item.household_code:
            yield item if told == item.household_code else replace(item, household_code=told)
