"""Whether a draft still stands on what everybody agreed: asked before papers and signing."""

from dataclasses import dataclass
from datetime import date

from plodnee.casework.cases.agreement import Missing
from plodnee.casework.cases.lacking import lacks_before_contract
from plodnee.casework.cases.selectors import agreed_since, agreement_of
from plodnee.contracts.errors import AnsweredSince, ContractIncomplete
from plodnee.contracts.selectors import ContractState
from plodnee.registers.confirmation.selectors import admissions_standing
from plodnee.registers.models import UnconfirmedAdmission


@dataclass(frozen=True, slots=True)
class Basis:
    """What the agreement behind a draft lacks now, and whether it is another than then."""

    lacks: tuple[Missing, ...]
    is_another: bool

    @property
    def stands(self) -> bool:
        """Whether the draft may be issued and signed."""
        return not self.lacks and not self.is_another


def basis_of(found: ContractState, on: date) -> Basis:
    """What a draft rests on, on a day."""
    case = found.contract.case
    agreement = agreement_of(case, on=on)
    drafted = found.steps[0].done_at
    another = agreement.pin != found.contract.pin or agreed_since(case, drafted)
    return Basis(lacks_before_contract(agreement), another)


def admissions_behind(found: ContractState) -> list[UnconfirmedAdmission]:
    """By whom and why debts of a draft were let in without their balance being confirmed."""
    return admissions_standing({source.debt_id for source in found.sources})


def require_basis(found: ContractState, on: date) -> None:
    """Nothing, if the draft rests on what everybody agreed, as it was when it was drafted.

    Raises: ContractIncomplete, AnsweredSince.
    """
    basis = basis_of(found, on)
    if basis.lacks:
        raise ContractIncomplete(basis.lacks)
    if basis.is_another:
        raise AnsweredSince()
