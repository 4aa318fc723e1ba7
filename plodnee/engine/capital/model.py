"""The allocation problem and its answer.

Units: satang in whole numbers, periods counted from 0. H households, C choices, F lead funds,
P periods, G member groups.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Objective = Literal["debt_free_households", "interest_saved"]
Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: at most one entry for each household.

    Shapes: every field (C,), `returns_satang` (C, P). `fund` is -1 where no capital is drawn.
    `returns_satang[c, p]` comes back to the lead fund in period p.
    """

    household: Int64
    fund: Int64
    period: Int64
    draw_satang: Int64
    returns_satang: Int64
    interest_saved_satang: Int64
    debt_free: Bool

    def __len__(self) -> int:
        return len(self.household)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the committee set: capital, objective, floors, and whether targets come first.

    Shapes: capital_satang (F, P) new money of each period, what is left carries over;
    member (H, G) whether the household owes to the group; floor (G,) fewest households of each
    group to be given capital; target (H,).
    """

    objective: Objective
    capital_satang: Int64
    member: Bool
    floor: Int64
    target: Bool
    targets_first: bool = True
    gap: float = 0.005
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Allocation:
    """The chosen entries with the proof of how good they are.

    `chosen` (H,) is an index into the choices or -1. `value` and `bound` are households or satang,
    by objective; no allocation under the same rules is worth more than `bound`. `left_satang`
    (F, P) is what each fund still has at the end of each period.
    """

    chosen: Int64
    value: int
    bound: float
    gap: float
    target_value: int
    households_debt_free: int
    interest_saved_satang: int
    left_satang: Int64


@dataclass(frozen=True, slots=True)
class FloorOutOfReach:
    """The capital cannot serve as many households of these groups as their floors ask.

    `reachable` (G,): the most households that could be served if only this group counted.
    """

    groups: tuple[int, ...]
    reachable: Int64
