"""The accounts of a centre's books: their codes, names and kinds; opened when first needed.

What the centre keeps of a contract is not its own: each claim stands against the fund whose money
it is. Money collected for a fund is owed to the fund until it is handed over. Interest is counted
when it is received.
Source: docs/explanation/ledger.md.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

from plodnee.contracts.models import Contract, Tranche
from plodnee.ledger.lenders import OUTSIDE, PAYOFF, PAYOFF_NAME
from plodnee.ledger.models import Account
from plodnee.ledger.services import open_account
from plodnee.organization.models import Centre
from plodnee.registers.debts_now import group_names
from plodnee.registers.models import Debt, MemberGroup, OutsideCreditor

Component = Literal["principal", "interest", "penalty"]
COMPONENTS: tuple[Component, ...] = ("principal", "interest", "penalty")
COMPONENT_NAMES = {"principal": "เงินต้น", "interest": "ดอกเบี้ยค้าง", "penalty": "ค่าปรับค้าง"}
Kind = Account.Kind
CASH = "cash"
BANK = "bank"


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """An account as the books would open it; one that is capped is never overdrawn."""

    code: str
    name: str
    kind: Account.Kind
    capped: bool = True

    def open_at(self, centre: Centre) -> str:
        """The account's code, once it is open at the centre.

        Raises: AccountDiffers.
        """
        open_account(
            centre=centre, code=self.code, name=self.name, kind=self.kind, capped=self.capped
        )
        return self.code


def cash() -> AccountPlan:
    """Cash in the centre's box."""
    return AccountPlan(CASH, "เงินสด", Kind.ASSET)


def bank() -> AccountPlan:
    """Money in the centre's bank account."""
    return AccountPlan(BANK, "เงินฝากธนาคาร", Kind.ASSET)


def source_debt(contract: Contract, place: int, debt: Debt, component: Component) -> AccountPlan:
    """An old debt by component, named by the contract that opens it; nobody's name is in it."""
    name = f"หนี้เดิมรายที่ {place} ของสัญญา {contract.number} {COMPONENT_NAMES[component]}"
    return AccountPlan(source_debt_code(debt, component), name, Kind.ASSET)


def source_debt_code(debt: Debt, component: Component) -> str:
    """The code of an old debt's account: the same under whichever contract."""
    return f"debt:{debt.pk}:{component}"


def claim(contract: Contract, part: int, tranche: Tranche) -> AccountPlan:
    """What a household owes a fund in one part of its contract."""
    place = f"{part}.{tranche.position}"
    name = f"ลูกหนี้ตามสัญญา {contract.number} ส่วนที่ {place}"
    return AccountPlan(f"claim:{contract.number}:{place}", name, Kind.ASSET)


def charge(contract: Contract, part: int, tranche: Tranche) -> AccountPlan:
    """Charges for lateness and fees that a household owes a fund in one part of its contract."""
    place = f"{part}.{tranche.position}"
    name = f"ค่าปรับและค่าธรรมเนียมตามสัญญา {contract.number} ส่วนที่ {place}"
    return AccountPlan(f"charge:{contract.number}:{place}", name, Kind.ASSET)


def interest_let_go(contract: Contract, part: int, tranche: Tranche) -> AccountPlan:
    """Interest that was counted only to be let go: it was never received."""
    place = f"{part}.{tranche.position}"
    name = f"ดอกเบี้ยที่ยกให้ตามสัญญา {contract.number} ส่วนที่ {place}"
    return AccountPlan(f"interest:{contract.number}:{place}", name, Kind.ASSET)


def managed(group: MemberGroup, name: str) -> AccountPlan:
    """The claims that the centre keeps for a fund."""
    return AccountPlan(f"managed:{group.code}", f"ลูกหนี้ที่ดูแลแทน {name}", Kind.LIABILITY)


def held(group: MemberGroup, name: str) -> AccountPlan:
    """Money collected for a fund and not handed over yet."""
    return AccountPlan(f"held:{group.code}", f"เงินรับไว้แทน {name} รอนำส่ง", Kind.LIABILITY)


def advance(group: MemberGroup, name: str) -> AccountPlan:
    """What a lead fund has still to pay for the debts it took over."""
    return AccountPlan(f"advance:{group.code}", f"{name} รอจ่ายชำระหนี้แทน", Kind.ASSET)


def payoff(creditor: MemberGroup | OutsideCreditor, name: str) -> AccountPlan:
    """What a creditor has still to get for the debts that a lead fund took over."""
    key = creditor.code if isinstance(creditor, MemberGroup) else f"{OUTSIDE}{creditor.pk}"
    return AccountPlan(f"{PAYOFF}{key}", PAYOFF_NAME.format(name=name), Kind.LIABILITY)


def creditor_of_debt(debt: Debt) -> MemberGroup | OutsideCreditor:
    """Whom an old debt was owed to."""
    creditor = debt.group or debt.outside_creditor
    assert creditor is not None
    return creditor


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a centre's funds, as the register says them last."""

    by_group: dict[int, str]

    @classmethod
    def of(cls, centre: Centre) -> "Names":
        """The names at a centre."""
        return cls(group_names(centre.code))

    def group(self, group: MemberGroup) -> str:
        """A fund's name, its code where it has none."""
        return self.by_group.get(group.pk, group.code)

    def creditor(self, creditor: MemberGroup | OutsideCreditor) -> str:
        """A creditor's name."""
        if isinstance(creditor, OutsideCreditor):
            return creditor.name
        return self.group(creditor)


def own_id(contract_id: UUID, deed: str) -> UUID:
    """The id of the entry that a deed of a contract makes: the same whenever it is made."""
    return uuid5(contract_id, deed)
