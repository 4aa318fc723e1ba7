"""The papers that follow a household up, gathered as the register stands."""

from datetime import date

from plodnee import policy
from plodnee.casework.following.duties import GuarantorDuty, entered_name
from plodnee.contracts.guaranteeing import name_of
from plodnee.contracts.models import TrancheDebt
from plodnee.contracts.selectors import guarantees_of
from plodnee.documents.committees import cleaned, place_of
from plodnee.documents.facts.following import Guaranteed, GuarantorLetterFacts
from plodnee.registers import stated
from plodnee.registers.entries import present


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
        guarantees=_guarantees(duty, on),
        deadline=duty.notice.deadline,
        is_late=duty.notice.freed_after is not None,
        is_restructured=TrancheDebt.objects.filter(debt=one.debt).exists(),
    )


def _guarantees(duty: GuarantorDuty, on: date) -> tuple[Guaranteed, ...]:
    """What this guarantor answers for of the debt: by its contract as amended, or the register."""
    debt = duty.overdue.stated.debt
    link = TrancheDebt.objects.filter(debt=debt).select_related("tranche__part__contract").first()
    if link is None:
        rows = present.guarantors(debt, on)
        mine = (row for row in rows if entered_name(row) == duty.guarantor)
        return tuple(Guaranteed(one.limit_satang, None) for one in mine if one.limit_satang)
    sources = set(link.tranche.sources.values_list("debt", flat=True))
    return tuple(
        Guaranteed(one.most_satang, one.until)
        for one in guarantees_of(link.tranche.part.contract)
        if one.is_bound and one.row.reply.debt_id in sources and one.most_satang
        if name_of(one.row.reply) == duty.guarantor
    )
