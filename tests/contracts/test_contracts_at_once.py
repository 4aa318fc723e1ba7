"""Of two who draft or sign at the same moment one succeeds; the books hold one contract."""

from threading import Thread

import pytest
from case_desk import a_desk, a_hand, agreed
from contract_desk import PAPER, a_wish, drafted_contract
from django.db import OperationalError, connection

from plodnee.contracts.drafting import draft_contract
from plodnee.contracts.models import ActiveContract, Contract, ContractStep
from plodnee.errors import Refusal
from plodnee.ledger.models import Entry
from plodnee.ledger.signing import SignedPaper, sign_and_open
from plodnee.ledger.verification import verify_ledger

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What became of deeds that begin at the same moment, each on a connection of its own."""
    outcomes = []

    def run(deed):
        try:
            outcomes.append(deed())
        except (Refusal, OperationalError) as refused:  # SQLite in memory may not wait its turn
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_drafts_of_one_moment_are_one():
    desk = a_desk()
    case = agreed(desk)
    outcomes = at_once(
        *(
            lambda who=who: draft_contract(case=case, wish=a_wish(), by=a_hand(who))
            for who in (desk.secretary, desk.chair)
        )
    )
    assert len([one for one in outcomes if isinstance(one, Contract)]) == 1
    assert Contract.objects.count() == ContractStep.objects.count() == 1


def test_two_signings_of_one_moment_open_the_books_once():
    desk = a_desk()
    contract = drafted_contract(desk)
    paper = SignedPaper(contract.number, PAPER)
    outcomes = at_once(
        *(
            lambda who=who: sign_and_open(
                contract=contract,
                signed_on=contract.interest_from,
                paper=paper,
                seen=1,
                by=a_hand(who),
            )
            for who in (desk.chair, desk.district)
        )
    )
    assert [one for one in outcomes if not isinstance(one, Exception)]
    assert ActiveContract.objects.count() == 1
    assert Entry.objects.filter(kind="contract").count() == 1
    assert ContractStep.objects.filter(deed="signed").count() == 1
    assert verify_ledger().problems == ()
