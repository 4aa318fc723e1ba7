"""A picture of what stands together: a square for each two, the fuller the more often."""

from dataclasses import dataclass

from plodnee.lessons.learning import Together

SIDE, LABEL_WIDTH, HEAD = 34, 130, 26
SHADES, LONGEST_LABEL = 5, 15


@dataclass(frozen=True, slots=True)
class Square:
    """Two tags by their places; its shade is a class of the style sheet, 0 for never."""

    x: int
    y: int
    count: int
    shade: int

    @property
    def middle_x(self) -> int:
        """Where its number stands."""
        return self.x + SIDE // 2

    @property
    def middle_y(self) -> int:
        """The line on which its number stands."""
        return self.y + SIDE // 2 + 5


@dataclass(frozen=True, slots=True)
class Label:
    """A tag beside its row: its number, its name cut to fit."""

    number: int
    name: str
    y: int
    x: int


@dataclass(frozen=True, slots=True)
class TogetherChart:
    """Labels and squares of the lower half, and the size of the picture."""

    labels: tuple[Label, ...]
    squares: tuple[Square, ...]
    width: int
    height: int
    side: int = SIDE - 2


def together_chart(found: Together) -> TogetherChart:
    """The tags down the side and, by number, along the foot; each two once."""
    labels, squares = [], []
    for row, name in enumerate(found.names):
        top = HEAD + row * SIDE
        labels.append(
            Label(row + 1, _short(name), top + SIDE // 2 + 5, LABEL_WIDTH + row * SIDE + SIDE // 2)
        )
        for column in range(row):
            count = found.pairs[row][column]
            squares.append(
                Square(LABEL_WIDTH + column * SIDE, top, count, _shade(count, found.most))
            )
    size = len(found.names) * SIDE
    return TogetherChart(tuple(labels), tuple(squares), LABEL_WIDTH + size, HEAD + size)


def _shade(count: int, most: int) -> int:
    """Ensures: what is met at all is never drawn as nothing."""
    return 0 if not count else max(1, -(-SHADES * count // most))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
