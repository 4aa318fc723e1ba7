"""A round with its topics, and a programme by hour, as papers of their own; a letter's draft."""

from collections.abc import Collection

from plodnee.documents.builders.official.letter import letter_paper
from plodnee.documents.builders.official.letter_enclosures import programme_pages, topic_pages
from plodnee.documents.builders.paper import Block, Paper, paper_pdf
from plodnee.documents.builders.wording import Wording
from plodnee.documents.letters import VOICE, drafted_facts, programme_facts, round_facts
from plodnee.visits.letters.plain import AboutVisit, LetterSaid
from plodnee.visits.models import OfficeStatement, ProgrammeVersion, RoundVersion


def round_pdf(version: RoundVersion) -> bytes:
    """What a version of a round says, with document 1."""
    words = Wording(VOICE, "letters")
    return _pdf(version, topic_pages(round_facts(version), words), words)


def programme_pdf(
    version: RoundVersion, programme: ProgrammeVersion, *, seen: Collection[str]
) -> bytes:
    """The programme; of its visits only those to the centres seen."""
    words = Wording(VOICE, "letters")
    facts = programme_facts(version, programme, seen=seen)
    return _pdf(version, programme_pages(facts, words), words)


def draft_pdf(said: LetterSaid, office: OfficeStatement, about: AboutVisit) -> bytes:
    """A letter as it would be issued, marked as a draft and without its number."""
    facts = drafted_facts(said, office, about)
    return paper_pdf(letter_paper(facts))


def _pdf(version: RoundVersion, blocks: list[Block], words: Wording) -> bytes:
    mark = words("mark.made_up") if version.round.is_demonstration else ""
    return paper_pdf(Paper(version.round.name, version.kept_on, tuple(blocks), mark))
