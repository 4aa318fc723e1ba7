"""The papers that follow a household up, gathered as the register stands."""

from datetime import date

from plodnee import policy
from plodnee.casework.following.duties import GuarantorDuty
from plodnee.documents.committees import cleaned, place_of
from plodnee.documents.facts.following import GuarantorLetterFacts
from plodnee.registers import stated


def letter_facts(duty: GuarantorDuty, on: date) -> GuarantorLetterFacts:
    """The facts of the notice to one guarantor of a debt that is overdue, written on a day."""
    one = duty.overdue.stated
    state, centre = one.state, one.household.centre
    days = policy.in_force("guarantee", duty.overdue.since).values["notice_days"]
    return GuarantorLetterFacts(
        centre=cleaned(centre.name),
        place=place_of(centre.pk),
        creditor=cleaned(one.creditor),
        guarantor=cleaned(duty.guarantor),
        borrower=cleaned(str(stated.name_facts(state.borrower))),
        contract_number=cleaned(state.contract_number),
        borrowed_on=state.borrowed_on,
        defaulted_on=duty.overdue.since,
        written_on=on,
        stated_on=one.as_of,
        principal_satang=state.principal_satang,
        interest_satang=state.interest_arrears_satang,
        penalty_satang=state.penalty_satang,
        notice_days=int(days),
        is_made_up=centre.is_demonstration,
    )
