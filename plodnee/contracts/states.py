"""The states of a contract, and which deed leads from which to which."""

from plodnee.contracts.models import ContractStep

Deed = ContractStep.Deed

DRAFT, ACTIVE, SETTLED, ENDED = "draft", "active", "settled", "ended"
# deed -> the state it needs (empty: none yet), the state it leads to
MOVES: dict[str, tuple[str, str]] = {
    Deed.DRAFTED: ("", DRAFT),
    Deed.WITHDRAWN: (DRAFT, ENDED),
    Deed.SIGNED: (DRAFT, ACTIVE),
    Deed.AMENDED: (ACTIVE, ACTIVE),
    Deed.SETTLED: (ACTIVE, SETTLED),
    Deed.REOPENED: (SETTLED, ACTIVE),
    Deed.CANCELLED: (ACTIVE, ENDED),
}


def state_after(deed: str) -> str:
    """The state in which a contract is after its last deed."""
    return MOVES[deed][1]


def may_follow(state: str, deed: str) -> bool:
    """Whether a deed may be done to a contract in a state."""
    return MOVES[deed][0] == state
