"""Issued papers of a contract that its later steps made untrue: they stay, and are marked so."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from plodnee.contracts.selectors import ContractState, is_settled
from plodnee.documents.contract_books import settlings
from plodnee.documents.models import IssuedDocument

Why = Literal["reopened", "unrecorded"]
Kind = IssuedDocument.Kind


def outdated_papers(state: ContractState, papers: Iterable[IssuedDocument]) -> dict[UUID, Why]:
    """Which papers of a contract hold no longer, by key, and why.

    A letter of settlement holds while the contract stays as settled as it was; an amendment once
    it is recorded, and before that until another step is taken.
    """
    found: dict[UUID, Why] = {}
    times = len(settlings(state)) if is_settled(state) else 0
    for paper in papers:
        if paper.kind == Kind.SETTLEMENT and _time_of(paper) != times:
            found[paper.pk] = "reopened"
        elif paper.kind == Kind.AMENDMENT and not _stands(paper, state):
            found[paper.pk] = "unrecorded"
    return found


def _time_of(paper: IssuedDocument) -> int:
    """Which settling of a contract a letter is of; a contract may be settled again."""
    _contract, _colon, time = paper.subject_key.partition(":")
    return int(time or 1)


def _stands(paper: IssuedDocument, state: ContractState) -> bool:
    """Whether an amendment was recorded, or is of the contract as it stands and still may be."""
    version = int(paper.subject_key.rpartition(":")[2])
    return version == state.version or paper.pdf_sha256 in _recorded(state)


def _recorded(state: ContractState) -> set[str]:
    """The fingerprints of the amendments that were recorded."""
    return {(step.amendment or {}).get("paper_sha256", "") for step in state.steps}
