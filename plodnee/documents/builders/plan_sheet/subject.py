"""Whose plan sheet it is, and how it speaks."""

from dataclasses import dataclass
from datetime import date

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.names import month_of_plan
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import HouseholdPlan


@dataclass(frozen=True, slots=True)
class Subject:
    """One household of a pack with its plan, and the sheet's language."""

    facts: PackFacts
    voice: Voice
    words: Wording
    household: HouseholdAnalysis
    plan: HouseholdPlan

    def day(self, month: int) -> date:
        """The first day of a month of the plan."""
        return month_of_plan(self.facts.analysis.as_of, month)


def subject_of(facts: PackFacts, index: int) -> Subject:
    """The household at this place in the register."""
    voice = Voice(facts.language)
    words = Wording(voice, "plan_sheet")
    return Subject(facts, voice, words, facts.households[index], facts.plans[index])
