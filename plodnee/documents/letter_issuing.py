"""Letters sent and kept as files: numbered and made in one transaction, the same bytes for ever."""

import hashlib
import json
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.plain_facts import to_plain
from plodnee.documents.builders.official.letter import letter_paper
from plodnee.documents.builders.paper import paper_docx, paper_pdf
from plodnee.documents.letters import letter_facts
from plodnee.documents.models import IssuedLetter
from plodnee.organization.access import known
from plodnee.visits.letters.plain import AboutVisit, LetterSaid
from plodnee.visits.letters.services import NOTHING, send_letter
from plodnee.visits.models import Letter
from plodnee.visits.rounds.services import Hand


@transaction.atomic
def issue_letter(
    *,
    office_code: str,
    said: LetterSaid,
    by: Hand,
    about: AboutVisit = NOTHING,
    letter_id: UUID | None = None,
) -> Letter:
    """The letter, numbered in its office's register, and its files; both or neither.

    The same id sent again is the letter that stands, with the files that it has.

    Raises: NotAllowed, OfficeUnknown, LetterUnclear, NumberTaken, SentOtherwise.
    """
    letter = send_letter(
        office_code=office_code, said=said, by=by, about=about, letter_id=letter_id
    )
    if IssuedLetter.objects.filter(letter=letter).exists():
        return letter
    facts = letter_facts(letter)
    paper, plain = letter_paper(facts), to_plain(facts)
    pdf, docx = paper_pdf(paper), paper_docx(paper)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    issued = IssuedLetter.objects.create(
        letter=letter,
        facts=plain,
        facts_sha256=_sha256(text.encode("utf-8")),
        pdf=pdf,
        pdf_sha256=_sha256(pdf),
        docx=docx,
        docx_sha256=_sha256(docx),
    )
    record(known(by.actor), "documents.issued", letter, kind="letter", sha256=issued.pdf_sha256)
    return letter


def letter_file(letter: Letter, ending: str) -> bytes:
    """A letter as a file, the very bytes that were issued."""
    issued = IssuedLetter.objects.get(letter=letter)
    return bytes(issued.pdf if ending == ".pdf" else issued.docx)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
