"""The facts of a centre's documents, gathered once for each analysis."""

from functools import lru_cache
from uuid import UUID

from plodnee.casework.models import PlanRun
from plodnee.casework.selectors import analysis_of
from plodnee.documents.facts import Language, PackFacts
from plodnee.documents.seats import Seats, seated_facts, seats_of
from plodnee.privacy.selectors import erasures
from plodnee.web.templatetags.wording import english

KEPT = 8


def facts_of(run: PlanRun, language: Language) -> PackFacts:
    """What the documents of an analysis say; kept until an erasure, or other seats or work."""
    seats = seats_of(run.centre, run.as_of, language)
    return _facts(run.pk, language, erasures(), seats)


def language_of_page() -> Language:
    """The language in which whoever asks reads pages, and gets documents."""
    return "en" if english() else "th"


@lru_cache(maxsize=KEPT)
def _facts(run_id: UUID, language: Language, _erasures: int, seats: Seats) -> PackFacts:
    return seated_facts(analysis_of(run_id), language, seats)
