"""The one table of where a household's case may stand, and what moves it from there.

The database keeps every step to this table (`models/cases.py`), and the docs draw it.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a case stands after its last step."""

    NONE = "none"
    SURVEY = "survey"
    CONFIRMED = "confirmed"
    CLASSIFIED = "classified"
    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    CONTRACTED = "contracted"
    FOLLOWED_UP = "followed_up"
    REDUCED = "reduced"
    REDEFAULTED = "redefaulted"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"
    DECEASED = "deceased"
    MOVED = "moved"


class Deed(StrEnum):
    """What is done in one step of a case."""

    OPENED = "opened"
    CONFIRMED = "confirmed"
    CLASSIFIED = "classified"
    PROPOSED = "proposed"
    CHOSEN = "chosen"
    OFFERED = "offered"
    ANSWERED = "answered"
    SPOUSE = "spouse"
    GUARANTOR = "guarantor"
    AGREED = "agreed"
    CONTRACTED = "contracted"
    FOLLOWED_UP = "followed_up"
    REDUCED = "reduced"
    CLEARED = "cleared"
    REDEFAULTED = "redefaulted"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    DECEASED = "deceased"
    MOVED = "moved"


ENDED = frozenset({State.CLEARED, State.WITHDRAWN, State.DECEASED, State.MOVED})
# The line of the journey; what leaves it (withdrawn, re-defaulted, deceased, moved) stands beside.
JOURNEY = (
    State.SURVEY,
    State.CONFIRMED,
    State.CLASSIFIED,
    State.PROPOSED,
    State.NEGOTIATING,
    State.AGREED,
    State.CONTRACTED,
    State.FOLLOWED_UP,
    State.REDUCED,
    State.CLEARED,
)
BEFORE_CONTRACT = JOURNEY[:6]

_GONE = {Deed.DECEASED: State.DECEASED, Deed.MOVED: State.MOVED}
_LEFT = {Deed.WITHDRAWN: State.WITHDRAWN, **_GONE}
# Balances that changed, a new analysis or a changed menu take a case back to where they count.
_AGAIN = {Deed.CONFIRMED: State.CONFIRMED, Deed.CLASSIFIED: State.CLASSIFIED}
# Whatever is said anew after everything was agreed opens the negotiation again.
_SAID = {
    Deed.ANSWERED: State.NEGOTIATING,
    Deed.SPOUSE: State.NEGOTIATING,
    Deed.GUARANTOR: State.NEGOTIATING,
}
_UNDER_CONTRACT = {
    Deed.REDUCED: State.REDUCED,
    Deed.CLEARED: State.CLEARED,
    Deed.REDEFAULTED: State.REDEFAULTED,
    Deed.REOPENED: State.NEGOTIATING,
    **_GONE,
}

# state -> deed -> state
MOVES: Mapping[State, Mapping[Deed, State]] = MappingProxyType(
    {
        State.NONE: {Deed.OPENED: State.SURVEY},
        State.SURVEY: {Deed.CONFIRMED: State.CONFIRMED, **_LEFT},
        State.CONFIRMED: {**_AGAIN, **_LEFT},
        State.CLASSIFIED: {**_AGAIN, Deed.PROPOSED: State.PROPOSED, **_LEFT},
        State.PROPOSED: {
            **_AGAIN,
            Deed.PROPOSED: State.PROPOSED,
            Deed.CHOSEN: State.NEGOTIATING,
            **_LEFT,
        },
        State.NEGOTIATING: {
            **_AGAIN,
            Deed.PROPOSED: State.PROPOSED,
            Deed.CHOSEN: State.NEGOTIATING,
            Deed.OFFERED: State.NEGOTIATING,
            **_SAID,
            Deed.AGREED: State.AGREED,
            **_LEFT,
        },
        State.AGREED: {
            **_AGAIN,
            Deed.PROPOSED: State.PROPOSED,
            Deed.CHOSEN: State.NEGOTIATING,
            **_SAID,
            Deed.CONTRACTED: State.CONTRACTED,
            **_LEFT,
        },
        State.CONTRACTED: {Deed.FOLLOWED_UP: State.FOLLOWED_UP, **_UNDER_CONTRACT},
        State.FOLLOWED_UP: {Deed.FOLLOWED_UP: State.FOLLOWED_UP, **_UNDER_CONTRACT},
        State.REDUCED: {Deed.FOLLOWED_UP: State.REDUCED, **_UNDER_CONTRACT},
        State.REDEFAULTED: {Deed.FOLLOWED_UP: State.FOLLOWED_UP, **_UNDER_CONTRACT},
        # What had cleared it was taken back in the books.
        State.CLEARED: {Deed.REOPENED: State.CONTRACTED},
        State.WITHDRAWN: {},
        State.DECEASED: {},
        State.MOVED: {},
    }
)


# Where everybody's answers stand: a step before them that is done again makes them void.
ANSWERED_STATES = frozenset({State.NEGOTIATING, State.AGREED})


def state_after(state: State, deed: Deed) -> State | None:
    """The state that a deed leads to; None where it may not be done."""
    return MOVES[state].get(deed)


def states_with(deed: Deed) -> tuple[State, ...]:
    """The states in which a deed may be done, in the order of the table."""
    return tuple(state for state, moves in MOVES.items() if deed in moves)
