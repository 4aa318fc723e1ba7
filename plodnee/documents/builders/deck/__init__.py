"""The centre's talk of about ten minutes: eleven slides with native charts and tables."""

from plodnee.documents.builders.deck import debts, opening, plans
from plodnee.documents.builders.deck.talk import Talk
from plodnee.documents.facts.pack import PackFacts

SLIDES = (
    opening.cover, opening.centre, opening.groups, opening.committee,
    debts.process, debts.classes, debts.creditors,
    plans.model, plans.change, plans.households, plans.request,
)  # fmt: skip


def build(facts: PackFacts) -> bytes:
    """The deck's bytes; the same facts give the same bytes."""
    talk = Talk(facts)
    for slide in SLIDES:
        slide(talk)
    return talk.bytes()
