"""What was worked out for a centre, what is offered and resolved, its rules, work under way."""

from plodnee.casework.models.allocations import CapitalAllocation
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
]
