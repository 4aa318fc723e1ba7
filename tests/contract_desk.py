"""A made-up household's one contract: drafted, issued, signed into the books."""

from datetime import date
from typing import Any

from build import TODAY
from case_desk import Desk, a_hand, agreed, pinned
from committee_village import a_meeting, a_vote, closed, resolved, roll

PAPER = "a" * 64
AMENDED = {"paper_number": "1/2562-ก1", "paper_sha256": PAPER}


def a_wish(
    shape: str = "umbrella",
    lead: Any = None,
    due_day: int | None = None,
    lent_on: date | None = None,
) -> Any:
    """What the committee chooses beside the line."""
    from plodnee.contracts.drafting import Wish

    return Wish(shape, lead, due_day, lent_on)


def drafted_contract(desk: Desk, wish: Any = None, case: Any = None) -> Any:
    """A draft on an agreed case, by the secretary."""
    from plodnee.contracts.drafting import draft_contract

    return draft_contract(
        case=case or agreed(desk), wish=wish or a_wish(), by=a_hand(desk.secretary)
    )


def balances(desk: Desk, on: date = TODAY) -> dict[str, int]:
    """The trial balance by account's code, debit positive."""
    from plodnee.ledger.selectors import trial_balance

    rows = trial_balance(desk.centre, through=on)
    return {row.code: row.debits_satang - row.credits_satang for row in rows}


def group(desk: Desk, code: str) -> Any:
    """A member group of the centre."""
    from plodnee.registers.models import MemberGroup

    return MemberGroup.objects.get(centre=desk.centre, code=code)


def proposed_amendment(contract: Any, desk: Desk, change: Any, on: date = TODAY) -> Any:
    """What the secretary puts to the committee to change in a contract."""
    from uuid import uuid4

    from plodnee.contracts.ending import propose_amendment

    return propose_amendment(
        key=uuid4(), contract=contract, change=change, reason="น้ำท่วม", by=a_hand(desk.secretary, on)
    )


def resolved_amendment(proposal: Any, desk: Desk) -> Any:
    """The committee's approval of just that, in closed minutes."""
    from plodnee.contracts.ending import subject_of

    meeting = a_meeting(desk.centre, desk.secretary, ("แก้ไขสัญญา", subject_of(proposal)))
    roll(meeting, desk.secretary, *desk.members)
    found = resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0))
    closed(meeting, desk.chair)
    return found


def contract_seen(contract: Any) -> int:
    """The number of the contract's last step."""
    from plodnee.contracts.selectors import contract_state

    return contract_state(contract).version


def bare_contract(run: Any, household: Any, sequence: int = 1, pin: Any = None) -> Any:
    """A draft by nobody of one debt of a household, as if all had agreed: for pages to show."""
    from plodnee.casework.cases.services import open_case
    from plodnee.casework.plain_facts import to_plain
    from plodnee.contracts.models import Contract, Part, SourceDebt, Tranche
    from plodnee.contracts.taking import take
    from plodnee.engine.contract_history import RepaymentTerms
    from plodnee.organization.access import OPERATOR

    pin = pin or pinned(Desk(run.centre, OPERATOR, OPERATOR, OPERATOR, [], household, run))
    debt = household.debts.filter(group__isnull=False).order_by("pk")[0]
    state = debt.states.latest("batch__sequence")
    terms = RepaymentTerms(
        principal_satang=state.principal_satang,
        rate_bp=600,
        start_on=TODAY,
        first_due_on=TODAY.replace(month=4),
        instalments=1,
    )
    contract = Contract.objects.create(
        centre=household.centre, household=household, borrower=state.borrower, pin=pin,
        case=open_case(household=household, by=a_hand(OPERATOR)),
        year_be=2562, sequence=sequence, shape="umbrella", interest_from=TODAY,
        principal_satang=state.principal_satang,
    )  # fmt: skip
    known = {"principal_satang": state.principal_satang}
    part = Part.objects.create(
        contract=contract, position=1, kind="joined", terms=to_plain(terms), **known
    )
    tranche = Tranche.objects.create(part=part, position=1, group=debt.group, **known)
    SourceDebt.objects.create(
        tranche=tranche, debt=debt, interest_satang=0, penalty_satang=0, **known
    )
    take(contract, 1, "drafted", a_hand(OPERATOR), counts_from=TODAY)
    return contract


def bare_paper(contract: Any) -> Any:
    """Its acknowledgement as if it had been issued, though nobody agreed: for pages to show."""
    from plodnee.documents.builders.official.acknowledgement import acknowledgement
    from plodnee.documents.contracts import acknowledgement_facts
    from plodnee.documents.issuing import IssuedOf, issued_once
    from plodnee.organization.access import OPERATOR

    facts = acknowledgement_facts(contract, TODAY)
    said = ("acknowledgement", contract.pk.hex, contract.centre, facts.head.number)
    subject = IssuedOf(*said, contract.household)
    return issued_once(subject, facts, acknowledgement(facts), actor=OPERATOR, on=TODAY)


def signed_contract(contract: Any, desk: Desk, on: date = TODAY, by: Any = None) -> Any:
    """The contract signed into the books by the chair."""
    from plodnee.ledger.signing import SignedPaper, sign_and_open

    return sign_and_open(
        contract=contract,
        signed_on=on,
        paper=SignedPaper(contract.number, PAPER),
        seen=contract_seen(contract),
        by=by or a_hand(desk.chair),
    )
