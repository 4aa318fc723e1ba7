"""A trial of criteria: who would change class, and the sentence of reason before and after."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.casework.plan.overdue import classified, days_overdue, household_class
from plodnee.engine.classification import CLASS_NAMES, Classified, Criteria, DebtorClass
from plodnee.engine.national_id import masked_within
from plodnee.registers.book import Debt, Household, RegisterBook


@dataclass(frozen=True, slots=True)
class ClassChange:
    """A household that would stand in another class, before and after, each with its reason."""

    household: Household
    owed_satang: int
    before: Classified
    after: Classified


@dataclass(frozen=True, slots=True)
class DebtChange:
    """A debt that would stand in another class, though its household stays in its own."""

    household: Household
    creditor: str
    owed_satang: int
    before: Classified
    after: Classified


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Households and debts of one class, before and after."""

    debtor_class: DebtorClass
    households_before: int
    households_after: int
    debts_before: int
    debts_after: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What other criteria would do to a register as of a day.

    `debts` are those that move within a household that does not: another debt gives its class.
    """

    as_of: date
    before: Criteria
    after: Criteria
    households: int
    changes: tuple[ClassChange, ...]
    debts: tuple[DebtChange, ...]
    counts: tuple[ClassCount, ...]


def try_criteria(book: RegisterBook, as_of: date, *, before: Criteria, after: Criteria) -> Trial:
    """The trial of `after` on a register that `before` classes now.

    Ensures: just the classes and reasons that an analysis of the register gives under each.
    """
    owed: dict[str, list[Debt]] = {}
    for debt in book.debts:
        if not debt.closed:
            owed.setdefault(debt.household_code, []).append(debt)
    names = {group.code: group.name for group in book.groups}
    then = _Classes(names, as_of, before)
    now = _Classes(names, as_of, after)
    homes = [(home, owed[home.code]) for home in book.households if home.code in owed]
    pairs = [(home, debts, then.worst(debts), now.worst(debts)) for home, debts in homes]
    return Trial(
        as_of=as_of,
        before=before,
        after=after,
        households=len(homes),
        changes=tuple(
            ClassChange(home, sum(debt.owed_satang for debt in debts), old, new)
            for home, debts, old, new in pairs
            if old.debtor_class != new.debtor_class
        ),
        debts=tuple(
            one
            for home, debts, old, new in pairs
            if old.debtor_class == new.debtor_class
            for one in _debts_moved(home, debts, then, now)
        ),
        counts=_counts(
            [old.debtor_class for _, _, old, _ in pairs],
            [new.debtor_class for _, _, _, new in pairs],
            [then.one(debt).debtor_class for _, debts in homes for debt in debts],
            [now.one(debt).debtor_class for _, debts in homes for debt in debts],
        ),
    )


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of a register's debts under one set of criteria."""

    names: dict[str, str]
    as_of: date
    criteria: Criteria

    def one(self, debt: Debt) -> Classified:
        return classified(debt, days_overdue(debt, self.as_of), self.criteria)

    def worst(self, debts: Sequence[Debt]) -> Classified:
        found = household_class((self.creditor(debt), self.one(debt)) for debt in debts)
        assert found is not None
        return found

    def creditor(self, debt: Debt) -> str:
        is_group = debt.creditor_kind == "group"
        return self.names[debt.creditor] if is_group else debt.creditor


def _debts_moved(
    home: Household, debts: Iterable[Debt], then: _Classes, now: _Classes
) -> Iterable[DebtChange]:
    """The debts of a household that would stand in another class."""
    for debt in debts:
        old, new = then.one(debt), now.one(debt)
        if old.debtor_class != new.debtor_class:
            creditor = masked_within(now.creditor(debt))
            yield DebtChange(home, creditor, debt.owed_satang, old, new)


def _counts(*classes: Iterable[DebtorClass]) -> tuple[ClassCount, ...]:
    counted = [Counter(row) for row in classes]
    return tuple(ClassCount(name, *(row[name] for row in counted)) for name in CLASS_NAMES)
