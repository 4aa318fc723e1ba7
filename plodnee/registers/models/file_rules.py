"""How a table of files says where they belong; its withdrawals are its `withdrawal`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileRule:
    """`place` is the path of lookup to the code of the centre or office that a file belongs to."""

    place: str
