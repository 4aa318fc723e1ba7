"""The states of an import and the moves between them."""

from plodnee.registers.models import ImportBatch

# state -> the states that may follow it
MOVES: dict[str, frozenset[str]] = {
    ImportBatch.Status.PREVIEW: frozenset(
        {ImportBatch.Status.CONFIRMED, ImportBatch.Status.DISCARDED}
    ),
    ImportBatch.Status.CONFIRMED: frozenset({ImportBatch.Status.UNDONE}),
    ImportBatch.Status.UNDONE: frozenset(),
    ImportBatch.Status.DISCARDED: frozenset(),
}


def may_become(now: str, then: str) -> bool:
    """Whether an import in one state may move to another."""
    return then in MOVES[now]
