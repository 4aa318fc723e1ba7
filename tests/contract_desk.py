"""A made-up household's one contract: drafted, issued, signed into the books."""

from datetime import date
from typing import Any

from build import TODAY
from case_desk import Desk, a_hand, agreed

PAPER = "a" * 64


def a_wish(shape: str = "umbrella", lead: Any = None, due_day: int | None = None) -> Any:
    """What the committee chooses beside the line."""
    from plodnee.contracts.drafting import Wish

    return Wish(shape, lead, due_day)


def drafted_contract(desk: Desk, wish: Any = None, case: Any = None) -> Any:
    """A draft on an agreed case, by the secretary."""
    from plodnee.contracts.drafting import draft_contract

    return draft_contract(
        case=case or agreed(desk), wish=wish or a_wish(), by=a_hand(desk.secretary)
    )


def contract_seen(contract: Any) -> int:
    """The number of the contract's last step."""
    from plodnee.contracts.selectors import contract_state

    return contract_state(contract).version


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
