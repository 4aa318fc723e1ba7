"""The facts of documents: gathered once, frozen, shared by every builder of a pack."""

from plodnee.documents.facts.pack import (
    AppointedBy,
    CommitteeLine,
    Language,
    PackFacts,
    Progress,
    for_outside,
    pack_facts,
)

__all__ = [
    "AppointedBy",
    "CommitteeLine",
    "Language",
    "PackFacts",
    "Progress",
    "for_outside",
    "pack_facts",
]
