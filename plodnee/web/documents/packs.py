"""The facts of a centre's documents, gathered once for each analysis."""

from functools import lru_cache
from uuid import UUID

from plodnee.casework.models import PlanRun
from plodnee.casework.selectors import analysis_of
from plodnee.documents.facts import Language, PackFacts, pack_facts
from plodnee.privacy.selectors import erasures
from plodnee.web.templatetags.wording import english

KEPT = 8


def facts_of(run: PlanRun, language: Language) -> PackFacts:
    """What the documents of an analysis say; its facts change by an erasure alone and are kept."""
    return _facts(run.pk, language, erasures())


def language_of_page() -> Language:
    """The language in which whoever asks reads pages, and gets documents."""
    return "en" if english() else "th"


@lru_cache(maxsize=KEPT)
def _facts(run_id: UUID, language: Language, _erasures: int) -> PackFacts:
    return pack_facts(analysis_of(run_id), language=language)
