"""The places that sealed values are bound to: table, row and field."""

from uuid import UUID


def batch_place(batch_id: UUID, field: str) -> str:
    """What was read of an import, and its report."""
    return f"registers_importbatch|{batch_id}|{field}"


def phone_place(batch_id: UUID) -> str:
    """The centre's telephone in one import."""
    return f"registers_centrestatement|{batch_id}|phone"


def house_place(household_id: UUID) -> str:
    """A household's house number."""
    return f"registers_householdstate|{household_id}|house_number"


def id_place(person_id: UUID) -> str:
    """A person's national id."""
    return f"registers_nationalid|{person_id}|national_id"
