"""How far balances are confirmed, in the words of the page."""

from typing import cast

from django import template

from plodnee.registers.confirmation.standing import Progress, Standing
from plodnee.web.confirmations.wording import ANSWER_NAMES, SETTLEMENT_NAMES, STANDING_NAMES

register = template.Library()


@register.filter
def standing_name(standing: str) -> str:
    """Where a balance stands."""
    return str(STANDING_NAMES[cast(Standing, standing)])


@register.filter
def answer_name(answer: str) -> str:
    """What a side answered."""
    return str(ANSWER_NAMES[answer])


@register.filter
def settlement_name(settlement: str) -> str:
    """How a dispute ended."""
    return str(SETTLEMENT_NAMES[settlement])


@register.filter
def in_waiting(progress: Progress) -> int:
    """Debts whose slip lacks an answer."""
    return progress.counts["waiting"] + progress.counts["partly"]
