"""What was worked out for a centre, offered, resolved, agreed; its rules, its jobs."""

from plodnee.casework.models.allocations import CapitalAllocation
from plodnee.casework.models.cases import (
    Case,
    CaseStep,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    SpouseReply,
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
    "CreditorOffer",
    "CreditorReply",
    "GuarantorReply",
    "HouseholdPlan",
    "Interest",
    "ItemDropped",
    "ItemNote",
    "Job",
    "Meeting",
    "MeetingStep",
    "MenuPin",
    "PlanRun",
    "Recusal",
    "Resolution",
    "RuleStep",
    "RuleVersion",
    "SpouseReply",
]
