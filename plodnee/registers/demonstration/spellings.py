"""Some of a village written twice, as registers of several funds write it, for a person to decide.

Nobody is added: a debt names its borrower, and a household its head, in another spelling and
without the id.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plodnee.registers.book import Debt, Household, PersonName, RegisterBook

SAID = "สะกดชื่อต่างกันไว้ให้ทดลองรวมรายการ"
_PERSONS = 2
_SLIPS = (
    ("้", ""),
    ("่", ""),
    ("ร", "ล"),
    ("ท", "ธ"),
    ("บ", "ป"),
)  # a mark left out, a letter misheard


def spelt_twice(book: RegisterBook) -> RegisterBook:
    """The register with two borrowers and one household, of its last, under two spellings.

    Ensures: as many households and debts, owing the same; target and model households untouched.
    """
    owed: dict[str, list[Debt]] = {}
    for debt in book.debts:
        owed.setdefault(debt.household_code, []).append(debt)
    plain = [one for one in book.households if not (one.is_target or one.is_model)]
    book, used = _borrowers(book, plain, owed)
    return _household(book, [one for one in plain if one.code not in used], owed)


def _borrowers(
    book: RegisterBook, plain: list[Household], owed: dict[str, list[Debt]]
) -> tuple[RegisterBook, set[str]]:
    """The last debt of some heads in another spelling; and whose they are."""
    changed: dict[int, Debt] = {}
    used: set[str] = set()
    for home in reversed(plain):
        own = [debt for debt in owed.get(home.code, []) if _is_of(debt, home)]
        name = _another_spelling(home.head, book)
        if len(own) > 1 and name and len(used) < _PERSONS:
            changed[own[-1].row] = _written(own[-1], name)
            used.add(home.code)
    return replace(book, debts=tuple(changed.get(one.row, one) for one in book.debts)), used


def _household(
    book: RegisterBook, plain: list[Household], owed: dict[str, list[Debt]]
) -> RegisterBook:
    """One household whose head and house are those of the one before it, in another spelling."""
    for home, again in reversed([*pairwise(plain)]):
        own = owed.get(again.code, [])
        name = _another_spelling(home.head, book)
        if own and owed.get(home.code) and name and all(_is_of(debt, again) for debt in own):
            twice = replace(again, head=name, national_id=None, house_number=home.house_number)
            rows = {debt.row: _written(debt, name) for debt in own}
            return replace(
                book,
                households=tuple(
                    twice if one.code == again.code else one for one in book.households
                ),
                debts=tuple(rows.get(one.row, one) for one in book.debts),
            )
    return book


def _is_of(debt: Debt, home: Household) -> bool:
    return debt.national_id == home.national_id


def _written(debt: Debt, name: PersonName) -> Debt:
    return replace(debt, borrower=name, national_id=None, note=f"{debt.note} · {SAID}")


def _another_spelling(name: PersonName, book: RegisterBook) -> PersonName | None:
    """The name with one slip in the given name, if nobody else is called so."""
    taken = {one.head.full for one in book.households}
    taken |= {debt.borrower.full for debt in book.debts}
    return next(
        (PersonName(name.title, one) for one in _slips(name.full) if one not in taken), None
    )


def _slips(full: str) -> Iterator[str]:
    given, _blank, family = full.partition(" ")
    for old, new in _SLIPS:
        if old in given:
            yield f"{given.replace(old, new, 1)} {family}"
