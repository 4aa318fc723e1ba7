"""What a balance slip asks: the debt as the register states it, with no whole national id."""

from dataclasses import dataclass
from datetime import date

from plodnee.organization.gazetteer import AreaNames


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """One slip; `national_id` is masked, `is_made_up` marks people of demonstrations."""

    number: str
    centre: str
    place: AreaNames | None
    household_code: str
    debtor: str
    national_id: str
    is_made_up: bool
    creditor: str
    creditor_kind: str
    contract_number: str
    borrowed_on: date | None
    due_on: date | None
    principal_satang: int
    interest_arrears_satang: int
    penalty_satang: int
    as_of: date
    issued_on: date

    @property
    def owed_satang(self) -> int:
        """Principal, interest in arrears and penalty together."""
        return self.principal_satang + self.interest_arrears_satang + self.penalty_satang
