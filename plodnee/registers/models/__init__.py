"""What the registers of a centre said, import by import and entry by entry; nothing is overwritten.

Who or what a row speaks of (`Household`, `Debt`, `MemberGroup`, `Person`) lasts; what was said of
it (`…State`, `CashItem`, the lists) belongs to one import or entry and is history. A register as of
a day is the latest full register up to that day with the supplements to it and the entries since.
Lines are derived from all that for lists and searches.
"""

from plodnee.registers.models.baselines import Baseline, BaselineDebt
from plodnee.registers.models.committees import (
    AppointmentOrder,
    CommitteeDeparture,
    CommitteeMember,
    GroupRepresented,
    OrderDiscard,
    OrderLine,
    OrderSigning,
)
from plodnee.registers.models.confirmations import BalanceSlip, UnconfirmedAdmission
from plodnee.registers.models.edits import Edit, Versioned
from plodnee.registers.models.evidence import Evidence, EvidenceWithdrawal
from plodnee.registers.models.identities import IdentityDecision
from plodnee.registers.models.imports import CentreStatement, ImportBatch
from plodnee.registers.models.layouts import RememberedLayout, WaitingWorkbook
from plodnee.registers.models.limits import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.models.lines import FOREVER, DebtLine, HouseholdLine, LineTotal
from plodnee.registers.models.lists import (
    Collateral,
    Guarantor,
    LandHolding,
    Saving,
    WholeList,
)
from plodnee.registers.models.parties import (
    Debt,
    DebtSuccession,
    Household,
    MemberGroup,
    NationalId,
    OutsideCreditor,
    Person,
    PersonKey,
    WrittenName,
)
from plodnee.registers.models.people import PersonState
from plodnee.registers.models.rules import FundRule
from plodnee.registers.models.states import (
    CashItem,
    CashSource,
    DebtState,
    HouseholdState,
    MemberGroupState,
    OutsideCreditorState,
    Standing,
)
from plodnee.registers.models.views import SavedView

__all__ = [
    "FOREVER",
    "LONGEST_CODE",
    "LONGEST_NAME",
    "AppointmentOrder",
    "BalanceSlip",
    "Baseline",
    "BaselineDebt",
    "CashItem",
    "CashSource",
    "CentreStatement",
    "Collateral",
    "CommitteeDeparture",
    "CommitteeMember",
    "Debt",
    "DebtLine",
    "DebtState",
    "DebtSuccession",
    "Edit",
    "Evidence",
    "EvidenceWithdrawal",
    "FundRule",
    "GroupRepresented",
    "Guarantor",
    "Household",
    "HouseholdLine",
    "HouseholdState",
    "IdentityDecision",
    "ImportBatch",
    "LandHolding",
    "LineTotal",
    "MemberGroup",
    "MemberGroupState",
    "NationalId",
    "OrderDiscard",
    "OrderLine",
    "OrderSigning",
    "OutsideCreditor",
    "OutsideCreditorState",
    "Person",
    "PersonKey",
    "PersonState",
    "RememberedLayout",
    "SavedView",
    "Saving",
    "Standing",
    "UnconfirmedAdmission",
    "Versioned",
    "WaitingWorkbook",
    "WholeList",
    "WrittenName",
]
