"""The states of a version of a centre's rules, and the deeds that move it between them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from plodnee.casework.models import RuleStep, RuleVersion

Deed, Kind = RuleStep.Deed, RuleVersion.Kind


class State(StrEnum):
    """Where a version stands. Whether an approved one is in force is a question of the day."""

    NONE = "none"
    DRAFT = "draft"
    IN_TRIAL = "in_trial"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


# state -> deed -> state; an approved version is withdrawn only before it takes force
MOVES: Mapping[State, Mapping[str, State]] = MappingProxyType(
    {
        State.NONE: {Deed.DRAFTED: State.DRAFT},
        State.DRAFT: {
            Deed.EDITED: State.DRAFT,
            Deed.TRIED: State.IN_TRIAL,
            Deed.WITHDRAWN: State.WITHDRAWN,
        },
        State.IN_TRIAL: {
            Deed.EDITED: State.DRAFT,
            Deed.TRIED: State.IN_TRIAL,
            Deed.APPROVED: State.APPROVED,
            Deed.WITHDRAWN: State.WITHDRAWN,
        },
        State.APPROVED: {Deed.WITHDRAWN: State.WITHDRAWN},
        State.WITHDRAWN: {},
    }
)
# These class nobody, so there is nothing to try before they are approved.
WITHOUT_TRIAL = frozenset({Kind.MENU_POLICY, Kind.QUORUM})


def state_after(state: State, deed: str, kind: str) -> State | None:
    """The state that a deed leads to; None where it may not be done."""
    if kind in WITHOUT_TRIAL:
        if deed == Deed.TRIED:
            return None
        if state == State.DRAFT and deed == Deed.APPROVED:
            return State.APPROVED
    return MOVES[state].get(deed)
