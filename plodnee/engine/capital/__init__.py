"""A centre's limited refinancing capital, given to the households where it frees the most."""

from plodnee.engine.capital.allocation import allocate
from plodnee.engine.capital.model import (
    Allocation,
    Choices,
    FloorOutOfReach,
    Objective,
    Rules,
)
from plodnee.engine.capital.programme import OutOfTime

__all__ = [
    "Allocation",
    "Choices",
    "FloorOutOfReach",
    "Objective",
    "OutOfTime",
    "Rules",
    "allocate",
]
