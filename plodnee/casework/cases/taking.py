"""Taking one step of a case: the household held, the version checked, the move kept to the table.

Whatever writes a step goes through here, so that no step is taken twice or out of order.
"""

from typing import Any

from plodnee.audit.services import record
from plodnee.casework.cases.errors import (
    CaseChanged,
    CaseEnded,
    CaseIncomplete,
    CaseOutOfOrder,
    CaseReasonMissing,
    EvidenceElsewhere,
)
from plodnee.casework.cases.names import any_of, state_name
from plodnee.casework.cases.selectors import CaseState, case_state
from plodnee.casework.cases.states import Deed, state_after, states_with
from plodnee.casework.models import Case, CaseStep
from plodnee.casework.rules.services import Hand
from plodnee.engine.national_id import masked_within
from plodnee.engine.reasons import reason_lines
from plodnee.engine.thai_text import clean_text
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.models import Evidence, Household
from plodnee.registers.sameness.standing import household_roots, together

WORK = "cases.work"
LONGEST_REASON = 2_000


def held(case: Case, deed: Deed, by: Hand, *, seen: int | None) -> CaseState:
    """The case as it stands, held until the transaction ends, if the deed may be done now.

    `seen` is the version that whoever acts has seen; None for layers above, which saw another page.

    Raises: NotAllowed (only of who acts on a page), CaseChanged, CaseEnded, CaseOutOfOrder.
    """
    if seen is not None:
        require(by.actor, WORK, at=case.household.centre_id, on=by.on)
    hold_case(case)
    found = case_state(case)
    if seen is not None and found.version != seen:
        raise CaseChanged()
    require_move(found, deed)
    return found


def hold_case(case: Case) -> None:
    """The household of a case held until the transaction ends: whoever takes a step holds it."""
    Household.objects.select_for_update(no_key=True).get(pk=case.household_id)


def require_move(found: CaseState, deed: Deed) -> None:
    """Nothing, if the deed may be done where the case stands.

    Raises: CaseEnded, CaseOutOfOrder.
    """
    if state_after(found.state, deed) is not None:
        return
    words = {"state_th": state_name(found.state), "state_en": state_name(found.state, "en")}
    if not found.is_open:
        raise CaseEnded(**words)
    wanted = states_with(deed)
    raise CaseOutOfOrder(**words, wanted_th=any_of(wanted), wanted_en=any_of(wanted, "en"))


def take(found: CaseState, deed: Deed, by: Hand, *, reason: str = "", **facts: Any) -> CaseStep:
    """The next step of a held case, with its event in the trail."""
    state = state_after(found.state, deed)
    assert state is not None  # asked by `held`
    step = CaseStep.objects.create(
        case=found.case,
        sequence=found.version + 1,
        deed=deed,
        state=state,
        reason=tidy(reason),
        done_by=officer_or_none(by.actor),
        done_on=by.on,
        done_at=by.at,
        **facts,
    )
    record(
        known(by.actor),
        f"cases.{deed}",
        found.case,
        household=str(found.case.household_id),
        sequence=step.sequence,
        state=str(state),
    )
    return step


def refuse_lacks(lacks: Any) -> None:
    """Nothing where nothing is missing.

    Raises: CaseIncomplete.
    """
    found = tuple(lacks)
    if found:
        raise CaseIncomplete(found)


def tidy(words: str) -> str:
    """The words line by line, tidied, national ids masked, without empty lines at the ends."""
    lines = [masked_within(clean_text(line)) for line in words[:LONGEST_REASON].splitlines()]
    return "\n".join(lines).strip("\n")


def reason_in(words: str) -> str:
    """The reason, tidied.

    Raises: CaseReasonMissing if there is none.
    """
    text = reason_lines(words[:LONGEST_REASON])
    if not text:
        raise CaseReasonMissing()
    return text


def require_own(evidence: Evidence | None, household: Household) -> None:
    """Nothing, if the file is evidence of the household and was not withdrawn.

    Raises: EvidenceElsewhere.
    """
    if evidence is None:
        return
    homes = together([household.pk], household_roots(household.centre_id))
    if evidence.household_id not in homes or hasattr(evidence, "withdrawal"):
        raise EvidenceElsewhere()
