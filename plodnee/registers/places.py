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


def former_id_place(person_id: UUID) -> str:
    """A national id that an entry put right."""
    return f"registers_personstate|{person_id}|former_id"


def person_key_place(person_id: UUID) -> str:
    """A person's own key."""
    return f"registers_personkey|{person_id}|key"


def decision_place(decision_id: UUID) -> str:
    """Why two entries were taken for one, or for two."""
    return f"registers_identitydecision|{decision_id}|reason"


def edit_place(edit_id: UUID, field: str) -> str:
    """What a step changed, and why."""
    return f"registers_edit|{edit_id}|{field}"


def admission_place(admission_id: UUID) -> str:
    """Why a debt was let into a contract unconfirmed."""
    return f"registers_unconfirmedadmission|{admission_id}|reason"


def baseline_place(baseline_id: UUID) -> str:
    """Why a starting debt was stated again."""
    return f"registers_baseline|{baseline_id}|reason"


def waiting_place(waiting_id: UUID) -> str:
    """A workbook of another layout as sent."""
    return f"registers_waitingworkbook|{waiting_id}|content"


def evidence_place(evidence_id: UUID) -> str:
    """The content of a file of evidence."""
    return f"registers_evidence|{evidence_id}|content"


def committee_phone_place(member_id: UUID) -> str:
    """The telephone of a member of the committee."""
    return f"registers_committeemember|{member_id}|phone"
