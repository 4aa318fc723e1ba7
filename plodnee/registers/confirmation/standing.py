"""How far a debt's balance is confirmed, told from its slip and from what the register says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from plodnee.registers.debts_now import StatedDebt
from plodnee.registers.models import BalanceSlip
from plodnee.registers.stated import Parts, owed_parts

# unasked: no slip; waiting: no answer yet; partly: one side agrees; disputed: an answer differs;
# confirmed: both agree, or the dispute was settled, and the register says that sum; unmatched: a
# sum was settled that the register does not say yet; void: there is no such debt; outdated: the
# register says another principal, interest or penalty than was asked.
Standing = Literal[
    "unasked", "waiting", "partly", "disputed", "confirmed", "unmatched", "void", "outdated"
]
STANDINGS: tuple[Standing, ...] = (
    "unasked", "waiting", "partly", "disputed", "unmatched", "outdated", "void", "confirmed",
)  # fmt: skip
Answer, Settlement = BalanceSlip.Answer, BalanceSlip.Settlement


@dataclass(frozen=True, slots=True)
class DebtConfirmation:
    """A debt of the register with its latest slip and how far its balance is confirmed."""

    stated: StatedDebt
    slip: BalanceSlip | None
    standing: Standing

    @property
    def is_confirmed(self) -> bool:
        """Whether the debt may enter a contract as it stands."""
        return self.standing == "confirmed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many debts, and how much money, stand where; closed debts are not counted."""

    counts: dict[Standing, int]
    satang: dict[Standing, int]

    @property
    def debts(self) -> int:
        """All debts that are owed."""
        return sum(self.counts.values())

    @property
    def owed_satang(self) -> int:
        """All that is owed."""
        return sum(self.satang.values())

    @property
    def confirmed(self) -> int:
        """The debts whose balance is confirmed."""
        return self.counts["confirmed"]

    @property
    def confirmed_satang(self) -> int:
        """What is owed on them."""
        return self.satang["confirmed"]

    @property
    def disputed(self) -> int:
        """The debts about which somebody disagrees."""
        return self.counts["disputed"]


def progress_of(debts: Iterable[tuple[Standing, int]]) -> Progress:
    """The counts over these debts, each given by where it stands and what is owed on it."""
    counts, satang = dict.fromkeys(STANDINGS, 0), dict.fromkeys(STANDINGS, 0)
    for standing, owed in debts:
        if owed:
            counts[standing] += 1
            satang[standing] += owed
    return Progress(counts, satang)


def standing_of(slip: BalanceSlip | None, now: Parts) -> Standing:
    """Where a debt stands, by its latest slip and the parts that the register says now.

    A slip asks about principal, interest and penalty: the same sum in other parts is asked anew.
    Only a dispute settled at another sum leaves the parts open; whatever makes up that sum fits.
    """
    if slip is None:
        return "unasked"
    agreed_satang, as_asked = agreed_on(slip), now == owed_parts(slip.state)
    if agreed_satang == sum(now) and (as_asked or agreed_satang != slip.owed_satang):
        return "confirmed"
    if not as_asked:
        return "outdated"
    if agreed_satang is not None:
        return "unmatched"
    return "void" if slip.settlement == Settlement.VOID else _answered(slip)


def agreed_on(slip: BalanceSlip) -> int | None:
    """The sum that both sides stand by, in satang; None while they do not."""
    if slip.settlement == Settlement.AGREED:
        return slip.settled_satang
    if slip.settlement == Settlement.VOID:
        return None
    both = {slip.creditor_answer, slip.debtor_answer}
    return slip.owed_satang if both == {Answer.AGREES} else None


def is_disputed(slip: BalanceSlip) -> bool:
    """Whether an answer differs and nobody has settled it."""
    answers = {slip.creditor_answer, slip.debtor_answer}
    return not slip.settlement and bool(answers & {Answer.DIFFERS, Answer.NOT_FOUND})


def _answered(slip: BalanceSlip) -> Standing:
    if is_disputed(slip):
        return "disputed"
    return "partly" if slip.creditor_answer or slip.debtor_answer else "waiting"
