"""What the register in use states and a workbook of a later day does not speak of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from plodnee.registers import book
from plodnee.registers.book import RegisterBook
from plodnee.registers.models import Debt

Codes = Mapping[str, str]  # a household's code -> the code under which it is told


class Choice(StrEnum):
    """What becomes of what a workbook does not speak of."""

    ADD = "add"  # it stays: the workbook is a supplement to the register
    REPLACE = "replace"  # it ends: the workbook is the whole register from its day on


@dataclass(frozen=True, slots=True)
class Lacking:
    """The households that are not in a workbook, of each debt still owed its household, and the
    households whose income and expense alone are not; by their codes, in register order.
    """

    households: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()
    cash: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "households": len(self.households),
            "debts": len(self.debts),
            "cash": len(self.cash),
        }

    def __bool__(self) -> bool:
        return bool(self.households or self.debts or self.cash)


NOTHING = Lacking()


def lacking_of(
    sent: RegisterBook,
    stated: RegisterBook,
    unspoken: Mapping[Debt, book.Debt],
    held: Collection[UUID],
    codes: Codes,
) -> Lacking:
    """What a workbook does not speak of.

    `unspoken` are the register's debts that no row of it means; those `held` by contracts stay
    anyhow, and one that is paid need not be told again.
    """
    there = _told((home.code for home in stated.households), codes)
    spoken = _told((home.code for home in sent.households), codes)
    with_cash = _told((item.household_code for item in stated.cash), codes)
    cash_sent = _told((item.household_code for item in sent.cash), codes)
    return Lacking(
        households=tuple(code for code in there if code not in spoken),
        debts=tuple(
            said.household_code
            for debt, said in unspoken.items()
            if debt.pk not in held and said.owed_satang and said.household_code in there
        ),
        cash=tuple(code for code in with_cash if code in spoken and code not in cash_sent),
    )


def _told(written: Iterable[str], codes: Codes) -> dict[str, None]:
    """The codes under which these households are told, each once, in order."""
    return {codes.get(code, code): None for code in written}
