"""What the registers of a centre said, import by import; no statement overwrites another.

Who or what a row speaks of (`Household`, `Debt`, `MemberGroup`, `Person`) lasts; what was said of
it (`…State`, `CashItem`) belongs to one import and is history. A register as of a day is the
latest full register up to that day with the supplements to it.
"""

from plodnee.registers.models.imports import CentreStatement, ImportBatch
from plodnee.registers.models.limits import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.models.parties import (
    Debt,
    Household,
    MemberGroup,
    NationalId,
    OutsideCreditor,
    Person,
    WrittenName,
)
from plodnee.registers.models.states import CashItem, DebtState, HouseholdState, MemberGroupState

__all__ = [
    "LONGEST_CODE",
    "LONGEST_NAME",
    "CashItem",
    "CentreStatement",
    "Debt",
    "DebtState",
    "Household",
    "HouseholdState",
    "ImportBatch",
    "MemberGroup",
    "MemberGroupState",
    "NationalId",
    "OutsideCreditor",
    "Person",
    "WrittenName",
]
