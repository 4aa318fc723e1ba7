"""Which small cells of a table nobody outside the centre may see."""

from collections.abc import Sequence

FEWEST_HOUSEHOLDS = 5


def hidden_cells(households: Sequence[int]) -> frozenset[int]:
    """The places of the cells to hide, by the number of households in each.

    Ensures: a cell of 1 to 4 households is hidden, and never alone: where one would be, the
    smallest other cell is hidden with it, so that the total does not give it away.
    """
    small = {place for place, count in enumerate(households) if 0 < count < FEWEST_HOUSEHOLDS}
    others = [place for place, count in enumerate(households) if count >= FEWEST_HOUSEHOLDS]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda place: households[place]))
    return frozenset(small)
