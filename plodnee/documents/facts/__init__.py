"""The facts of documents: gathered once, frozen, shared by every builder of a pack."""

from plodnee.documents.facts.pack import (
    CommitteeLine,
    Language,
    PackFacts,
    for_outside,
    pack_facts,
)

__all__ = ["CommitteeLine", "Language", "PackFacts", "for_outside", "pack_facts"]
