"""The facts of one centre's pack: one frozen object for the deck, the registers and the plans.

Every builder of the pack reads this object and nothing else, so that no two documents of a pack
can say different things.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plodnee.casework.plan.model import CentreAnalysis, DebtAnalysis, HouseholdAnalysis
from plodnee.documents.errors import TooFewHouseholds
from plodnee.documents.facts.figures import CentreFigures, centre_figures
from plodnee.documents.facts.file_names import plan_file_names
from plodnee.documents.facts.privacy import made_up_households, without_identity
from plodnee.documents.facts.proposal import HouseholdPlan, household_plan
from plodnee.documents.facts.suppression import fewest, too_few
from plodnee.engine.classification import Criteria
from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.organization.gazetteer import AreaNames, names

Language = Literal["th", "en"]
CHAIR = "ประธาน"


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """One seat of the committee: post, person, the member groups or the standing behind it."""

    post: str
    name: str
    represents: str = ""
    sits_as: str = ""


@dataclass(frozen=True, slots=True)
class AppointedBy:
    """The order by which a committee is in office."""

    number: str
    signed_on: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How many households each step after the analysis has been taken with, by its day."""

    meet: int = 0
    mediate: int = 0
    sign: int = 0
    follow: int = 0


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a centre's pack says on one date, without any whole national id.

    `households`, `plans` and `file_names` are in the register's order; a file name has no ending.
    `ceiling_bp` is the law's ceiling on interest between people, which lenders in the system may
    exceed by their own laws. `lapsed` is the order that was in force last, where none is on the
    day of the analysis. `made_up_codes` are the households in which somebody is made up, as
    paper must say. With `for_outside` they are for readers above the district, who see no
    household: what a document says of single ones, or of fewer than five, is left out.
    """

    analysis: CentreAnalysis
    place: AreaNames
    fiscal_year: int
    committee: tuple[CommitteeLine, ...]
    appointed: AppointedBy | None
    lapsed: AppointedBy | None
    progress: Progress
    criteria: Criteria
    ceiling_bp: int
    plans: tuple[HouseholdPlan, ...]
    figures: CentreFigures
    made_up_codes: frozenset[str]
    file_names: tuple[str, ...]
    language: Language
    for_outside: bool = False

    def above_ceiling(self, item: DebtAnalysis) -> bool:
        """Whether a member group or a person takes more interest than the law allows."""
        return item.above(self.ceiling_bp)

    @property
    def made_up(self) -> bool:
        """Whether the register holds anybody who is made up."""
        return bool(self.made_up_codes)

    @property
    def households(self) -> tuple[HouseholdAnalysis, ...]:
        """The households of the register, in its order."""
        return self.analysis.households


def pack_facts(
    analysis: CentreAnalysis,
    *,
    language: Language = "th",
    committee: Sequence[CommitteeLine] = (),
    appointed: AppointedBy | None = None,
    lapsed: AppointedBy | None = None,
    progress: Progress | None = None,
) -> PackFacts:
    """The facts of a pack, from a centre's analysis.

    The committee is who was in office on the day of the analysis, by which order; a register knows
    its chair alone.

    Raises: ValueError if the centre's area code names no area.
    """
    place = names(analysis.book.centre.area_code)
    if place is None:
        raise ValueError(f"no area has the code {analysis.book.centre.area_code}")
    clean = without_identity(analysis)
    plans = tuple(household_plan(household) for household in clean.households)
    return PackFacts(
        analysis=clean,
        place=place,
        fiscal_year=clean.book.centre.fiscal_year or fiscal_year_be(clean.as_of),
        committee=tuple(committee) or _chair(clean.book.centre.chair),
        appointed=appointed,
        lapsed=lapsed,
        progress=progress or Progress(),
        criteria=_criteria(analysis),
        ceiling_bp=int(dict(analysis.assumptions)["ceiling_bp"]),
        plans=plans,
        figures=centre_figures(clean, plans),
        made_up_codes=_made_up_codes(analysis, clean),
        file_names=plan_file_names(analysis.book),
        language=language,
    )


def _made_up_codes(analysis: CentreAnalysis, clean: CentreAnalysis) -> frozenset[str]:
    """The codes, as they are shown, of the households in which somebody is made up."""
    made_up = made_up_households(analysis.book)
    return frozenset(
        shown.household.code
        for known, shown in zip(analysis.households, clean.households, strict=True)
        if known.household.code in made_up
    )


def for_outside(facts: PackFacts) -> PackFacts:
    """The same facts for a reader above the district, who sees no household.

    Raises: TooFewHouseholds if the figures of the whole centre would tell of single ones.
    """
    totals = facts.analysis.totals
    if too_few(fewest(totals.households, totals.households_with_debt)):
        raise TooFewHouseholds()
    return replace(facts, for_outside=True)


def _chair(name: str) -> tuple[CommitteeLine, ...]:
    return (CommitteeLine(CHAIR, name),) if name else ()


def _criteria(analysis: CentreAnalysis) -> Criteria:
    """The criteria by which the analysis classed debts, as it states them."""
    stated = dict(analysis.assumptions)
    return Criteria(
        watch_days=int(stated["watch_from_days"]),
        overdue_days=int(stated["overdue_from_days"]),
        default_days=int(stated["default_from_days"]),
    )
