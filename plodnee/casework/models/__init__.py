"""What was worked out for a centre, what will be offered to its households, and work under way."""

from plodnee.casework.models.allocations import CapitalAllocation
from plodnee.casework.models.jobs import Job
from plodnee.casework.models.offers import MenuPin
from plodnee.casework.models.runs import HouseholdPlan, PlanRun

__all__ = ["CapitalAllocation", "HouseholdPlan", "Job", "MenuPin", "PlanRun"]
