"""What was worked out for a centre, offered, agreed, followed up; its rules, jobs."""

from plodnee.casework.models.allocations import CapitalAllocation
from plodnee.casework.models.cases import (
    Case,
    CaseStep,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    SpouseReply,
)
from plodnee.casework.models.following import (
    Contact,
    ContactName,
    ContactNameEnd,
    ContactWithdrawal,
    GuarantorNotice,
    GuarantorNoticeReceipt,
    HouseholdVisit,
    PrescriptionAct,
    RefusedContact,
    VisitReport,
)
from plodnee.casework.models.jobs import Job
from plodnee.casework.models.meetings import (
    AgendaItem,
    Attendance,
    Interest,
    ItemDropped,
    ItemNote,
    Meeting,
    MeetingStep,
    Recusal,
    Resolution,
)
from plodnee.casework.models.offers import MenuPin
from plodnee.casework.models.rules import RuleStep, RuleVersion
from plodnee.casework.models.runs import HouseholdPlan, PlanRun

__all__ = [
    "AgendaItem",
    "Attendance",
    "CapitalAllocation",
    "Case",
    "CaseStep",
    "Contact",
    "ContactName",
    "ContactNameEnd",
    "ContactWithdrawal",
    "CreditorOffer",
    "CreditorReply",
    "GuarantorNotice",
    "GuarantorNoticeReceipt",
    "GuarantorReply",
    "HouseholdPlan",
    "HouseholdVisit",
    "Interest",
    "ItemDropped",
    "ItemNote",
    "Job",
    "Meeting",
    "MeetingStep",
    "MenuPin",
    "PlanRun",
    "PrescriptionAct",
    "Recusal",
    "RefusedContact",
    "Resolution",
    "RuleStep",
    "RuleVersion",
    "SpouseReply",
    "VisitReport",
]
