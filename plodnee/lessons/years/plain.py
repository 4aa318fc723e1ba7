"""What is said of a year and of a need before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearSaid:
    """What is reported of a year; None: not said. Units: satang."""

    occupation_groups: int | None = None
    returned_satang: int | None = None
    beneficiaries: int | None = None
    contracts: int | None = None
    debt_satang: int | None = None
    freed: int | None = None
    model_households: int | None = None


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """What a need asks for and what it rests on, by key and as it reads."""

    what: str
    amount_satang: int
    basis: str
    basis_words: str
