"""What a household pays is shared among the funds to the satang, taken once, and ends the debt."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand

from plodnee.casework.cases.errors import CaseAlreadyOpen
from plodnee.casework.cases.selectors import case_state, open_case_of
from plodnee.casework.cases.services import end_case, open_case
from plodnee.casework.cases.states import Deed as CaseDeed
from plodnee.casework.cases.states import State
from plodnee.casework.following.duties import guarantor_duties
from plodnee.casework.following.selectors import arrears_of
from plodnee.contracts.selectors import contract_in_force, contract_state
from plodnee.documents.contract_issuing_books import issue_settlement, receipts_file
from plodnee.documents.contracts import guarantor_name
from plodnee.documents.errors import ContractNotSettled
from plodnee.documents.following import letter_facts
from plodnee.documents.models import IssuedDocument
from plodnee.documents.outdated import outdated_papers
from plodnee.engine.money import format_baht
from plodnee.ledger.bookkeeping import enter, take_back
from plodnee.ledger.closing_errors import MoreThanCloses, PayoffDiffers
from plodnee.ledger.collecting import finish_sheet, open_sheet, row_id, sheet_rows, take_on_sheet
from plodnee.ledger.errors import (
    AccountOverdrawn,
    DayAhead,
    MoreThanOwed,
    NotOwnMoney,
    NotUnderContract,
    OtherContent,
    OwnEntry,
    SheetFinished,
    TakenBackInOrder,
)
from plodnee.ledger.models import Repayment, RepaymentShare
from plodnee.ledger.plain_entries import Deed, Place, PlainEntry
from plodnee.ledger.positions import contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.selectors import standing_of
from plodnee.ledger.telling import overdue_by_tranche
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.errors import NotAllowed
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.models import ImportBatch, MemberGroup

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=400)


@pytest.fixture
def desk(signed_desk):
    return signed_desk[0]


@pytest.fixture
def contract(signed_desk):
    return signed_desk[1]


def a_payment(satang=10_000, **said):
    return replace(Received(uuid4(), satang, LATER), **said)


def paid(contract, desk, received, by=None):
    return record_repayment(
        contract=contract, received=received, by=by or a_hand(desk.secretary, LATER)
    )


def standing(desk, code):
    return standing_of(desk.centre, code, through=LATER)


def shares(key):
    return {
        row.tranche.group.code: (row.principal_satang, row.interest_satang)
        for row in RepaymentShare.objects.filter(repayment=key).order_by("tranche")
    }


def test_a_repayment_is_shared_among_the_funds_in_proportion_to_what_they_are_owed(desk, contract):
    due = contract_position(contract_state(contract), LATER).due_satang
    assert due > 10_000
    posted = paid(contract, desk, a_payment(due))
    found = shares(posted.entry.pk)
    assert sum(map(sum, found.values())) == due
    ratio = {code: sum(parts) for code, parts in found.items()}
    assert abs(3 * ratio["OM"] - 2 * ratio["VF"]) <= 5
    assert standing(desk, "cash") == due
    assert standing(desk, "held:OM") == ratio["OM"]
    principal = sum(parts[0] for parts in found.values())
    assert standing(desk, "managed:OM") + standing(desk, "managed:VF") == 5_000_000 - principal
    after = contract_position(contract_state(contract), LATER)
    assert (after.due_satang, after.arrears_satang) == (0, 0)
    assert verify_ledger().sound


@pytest.mark.parametrize("amounts", [(1, 2, 3), (33_333, 1, 77_777), (100_001, 99_999)])
def test_no_satang_is_lost_over_several_repayments(desk, contract, amounts):
    for amount in amounts:
        paid(contract, desk, a_payment(amount))
    assert standing(desk, "cash") == sum(amounts)
    held = sum(standing(desk, f"held:{code}") for code in ("OM", "VF"))
    assert held == sum(amounts)
    assert sum(one.total_satang for one in RepaymentShare.objects.all()) == sum(amounts)
    position = contract_position(contract_state(contract), LATER)
    claims = sum(
        account.balance_satang for account in desk.centre.accounts.filter(code__startswith="claim:")
    )
    assert position.outstanding_satang == claims


def test_the_same_repayment_sent_again_stands_and_another_under_its_id_is_refused(desk, contract):
    received = a_payment()
    first, again = paid(contract, desk, received), paid(contract, desk, received)
    assert (first.created, again.created, first.entry) == (True, False, again.entry)
    for change in ({"amount_satang": 1}, {"place": Place.BANK}, {"received_on": TODAY}):
        with pytest.raises(OtherContent):
            paid(contract, desk, replace(received, **change))
    assert Repayment.objects.count() == 1


def test_receipts_are_numbered_within_their_year(desk, contract):
    numbers = [paid(contract, desk, a_payment(100)).entry.repayment.receipt_number for _ in "123"]
    assert numbers == ["1/2563", "2/2563", "3/2563"]
    early = a_payment(100, received_on=TODAY + timedelta(days=1))
    assert paid(contract, desk, early).entry.repayment.receipt_number == "1/2562"


def test_what_cannot_be_taken_is_refused(desk, contract):
    left = contract_position(contract_state(contract), LATER).left_satang
    with pytest.raises(MoreThanOwed):
        paid(contract, desk, a_payment(left + 1))
    with pytest.raises(DayAhead):
        paid(contract, desk, a_payment(received_on=LATER + timedelta(days=1)))
    with pytest.raises(NotUnderContract):
        paid(contract, desk, a_payment(received_on=TODAY - timedelta(days=1)))
    with pytest.raises(PayoffDiffers):
        paid(contract, desk, a_payment(ends=True))
    with pytest.raises(NotAllowed):
        paid(contract, desk, a_payment(), by=a_hand(desk.members, LATER))
    assert Repayment.objects.count() == 0


def test_paying_it_off_settles_the_contract_and_the_register(desk, contract):
    paid(contract, desk, a_payment(100_000, received_on=TODAY + timedelta(days=30)))
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), LATER).values())
    paid(contract, desk, a_payment(owed, ends=True))
    assert contract_in_force(desk.household) is None
    assert standing(desk, "managed:OM") == standing(desk, "managed:VF") == 0
    debts = stated_debts(desk.centre, LATER, households=[desk.household.pk]).values()
    assert sum(one.owed_satang for one in debts) == 0
    with pytest.raises(NotUnderContract):
        paid(contract, desk, a_payment(1))
    assert verify_ledger().sound


def test_a_household_that_paid_ahead_pays_off_without_interest_that_never_accrued(desk, contract):
    soon, by = TODAY, a_hand(desk.secretary)
    ahead = 700_000
    paid(contract, desk, a_payment(ahead, received_on=soon), by)
    assert sum(one.interest_satang for one in RepaymentShare.objects.all()) > 0
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), soon).values())
    assert owed + ahead == contract.principal_satang
    last = paid(contract, desk, a_payment(owed, received_on=soon, ends=True), by).entry
    kept = RepaymentShare.objects.all()
    assert sum(one.interest_satang for one in kept) == 0
    assert sum(one.total_satang for one in kept.filter(repayment=last.pk)) == owed
    assert standing(desk, "cash") == owed + ahead
    assert standing(desk, "managed:OM") == standing(desk, "managed:VF") == 0
    assert sum(standing(desk, f"held:{code}") for code in ("OM", "VF")) == owed + ahead
    assert contract_in_force(desk.household) is None
    assert verify_ledger().sound
    taken_back(desk, last, soon)
    assert sum(parts.total for parts in payoff_of(contract_state(contract), soon).values()) == owed


def test_no_more_is_taken_than_ends_the_contract_that_day(desk, contract):
    soon, by = TODAY + timedelta(days=1), a_hand(desk.secretary, TODAY + timedelta(days=1))
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), soon).values())
    with pytest.raises(MoreThanCloses) as refused:
        paid(contract, desk, a_payment(owed + 1, received_on=soon), by)
    assert format_baht(owed) in refused.value.message("th")
    assert not Repayment.objects.exists()


def taken_back(desk, entry, on=LATER):
    return take_back(
        entry_id=entry.pk, centre=desk.centre, business_date=on, reason="รับผิดครัวเรือน",
        actor=desk.chair, today=LATER,
    )  # fmt: skip


def paid_off(contract, desk):
    """A part paid, then the rest: the two entries."""
    first = paid(contract, desk, a_payment(100_000, received_on=TODAY + timedelta(days=30)))
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), LATER).values())
    return first.entry, paid(contract, desk, a_payment(owed, ends=True)).entry


def test_taking_back_what_settled_a_contract_puts_it_in_force_again(desk, contract):
    first, last = paid_off(contract, desk)
    assert case_state(contract.case).state == State.CLEARED
    with pytest.raises(TakenBackInOrder):
        taken_back(desk, first)
    for created in (True, False):
        assert taken_back(desk, last).created is created
    assert contract_in_force(desk.household) == contract
    assert case_state(contract.case).state == State.CONTRACTED
    assert open_case_of(desk.household) == contract.case
    owed = contract_position(contract_state(contract), LATER).outstanding_satang
    debts = stated_debts(desk.centre, LATER, households=[desk.household.pk]).values()
    assert 0 < owed <= sum(one.owed_satang for one in debts)
    assert paid(contract, desk, a_payment(1_000)).created
    assert verify_ledger().sound


def test_a_contract_is_not_put_in_force_beside_a_new_case(desk, contract):
    _first, last = paid_off(contract, desk)
    open_case(household=desk.household, by=a_hand(desk.secretary, LATER))
    with pytest.raises(CaseAlreadyOpen):
        taken_back(desk, last)
    assert standing(desk, "cash") > 100_000
    assert contract_in_force(desk.household) is None


def test_a_contract_settled_again_after_a_mistake_has_a_letter_of_its_own(desk, contract):
    _first, last = paid_off(contract, desk)
    told = {"actor": desk.secretary, "on": LATER}
    before = issue_settlement(contract, **told)
    taken_back(desk, last)
    assert outdated_papers(contract_state(contract), [before]) == {before.pk: "reopened"}
    with pytest.raises(ContractNotSettled):
        issue_settlement(contract, **told)
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), LATER).values())
    paid(contract, desk, a_payment(owed, ends=True))
    after = issue_settlement(contract, **told)
    assert issue_settlement(contract, **told) == after
    assert outdated_papers(contract_state(contract), [before, after]) == {before.pk: "reopened"}


def test_a_repayment_taken_back_by_another_leaves_the_contract_as_before(desk, contract):
    before = contract_position(contract_state(contract), LATER)
    posted = paid(contract, desk, a_payment(50_000))
    told = {"centre": desk.centre, "business_date": LATER, "reason": "ผิดคน", "today": LATER}
    with pytest.raises(OwnEntry):
        take_back(entry_id=posted.entry.pk, actor=desk.secretary, **told)
    take_back(entry_id=posted.entry.pk, actor=desk.chair, **told)
    after = contract_position(contract_state(contract), LATER)
    assert (after.due_satang, after.left_satang) == (before.due_satang, before.left_satang)
    debts = stated_debts(desk.centre, LATER, households=[desk.household.pk]).values()
    assert sum(one.owed_satang for one in debts) == after.outstanding_satang + sum(
        one.interest_arrears for one in after.parts
    )  # the register is told at once
    assert standing(desk, "cash") == standing(desk, "held:OM") == 0


def test_what_was_collected_is_handed_over_to_its_fund_and_no_more(desk, contract):
    paid(contract, desk, a_payment(50_000))
    held = standing(desk, "held:OM")
    fund = MemberGroup.objects.get(centre=desk.centre, code="OM")
    over = PlainEntry(
        uuid4(), Deed.HANDED_OVER, held + 1, LATER, fund=fund, fund_name="กลุ่ม", reference="รับ 7"
    )
    said = {"centre": desk.centre, "actor": desk.secretary, "today": LATER}
    with pytest.raises(AccountOverdrawn):
        enter(over, **said)
    enter(replace(over, amount_satang=held), **said)
    assert standing(desk, "held:OM") == 0
    assert standing(desk, "cash") == 50_000 - held


def test_what_is_entered_late_cannot_have_been_handed_over_before_it_came_in(desk, contract):
    paid(contract, desk, a_payment(50_000))
    fund = MemberGroup.objects.get(centre=desk.centre, code="OM")
    early = PlainEntry(
        uuid4(), Deed.HANDED_OVER, standing(desk, "held:OM"), LATER - timedelta(days=1),
        fund=fund, fund_name="กลุ่ม", reference="รับ 7",
    )  # fmt: skip
    said = {"centre": desk.centre, "actor": desk.secretary, "today": LATER}
    with pytest.raises(AccountOverdrawn):
        enter(early, **said)
    with pytest.raises(NotOwnMoney):
        enter(PlainEntry(uuid4(), Deed.EXPENSE, 1, LATER, purpose="travel"), **said)
    assert enter(replace(early, business_date=LATER), **said).created


def a_sheet(desk, key=None, on=LATER):
    return open_sheet(
        sheet_id=key or uuid4(), centre=desk.centre, collected_on=on, place=Place.CASH,
        by=a_hand(desk.secretary, on),
    )  # fmt: skip


def taken(sheet, row, desk, amount):
    return take_on_sheet(
        sheet=sheet, contract=row.contract, entry_id=row.entry_id, amount_satang=amount,
        by=a_hand(desk.secretary, LATER),
    )  # fmt: skip


def test_a_sheet_shows_what_is_due_and_takes_each_row_once(desk, contract):
    key = uuid4()
    sheet = a_sheet(desk, key)
    assert a_sheet(desk, key) == sheet
    (row,) = sheet_rows(sheet)
    assert row.due_satang > 0
    assert row.repayment is None
    for created in (True, False):
        assert taken(sheet, row, desk, row.due_satang).created is created
    (after,) = sheet_rows(sheet)
    assert (after.due_satang, after.repayment.amount_satang) == (0, row.due_satang)
    with pytest.raises(OtherContent):
        taken(sheet, row, desk, 5)


def test_a_row_taken_back_may_be_entered_anew_on_its_sheet(desk, contract):
    sheet = a_sheet(desk)
    (row,) = sheet_rows(sheet)
    taken_back(desk, taken(sheet, row, desk, 7_000).entry)
    (fresh,) = sheet_rows(sheet)
    assert fresh.repayment is None
    assert fresh.entry_id == row_id(sheet, contract) != row.entry_id
    assert taken(sheet, fresh, desk, 7_000).created


def test_a_finished_sheet_tells_the_register_once_and_takes_no_more(desk, contract):
    sheet = a_sheet(desk)
    (row,) = sheet_rows(sheet)
    taken(sheet, row, desk, row.due_satang)
    owed = contract_position(contract_state(contract), LATER).outstanding_satang
    for _ in range(2):
        finish_sheet(sheet=sheet, by=a_hand(desk.secretary, LATER))
    debts = stated_debts(desk.centre, LATER, households=[desk.household.pk]).values()
    assert sum(one.owed_satang for one in debts) == owed
    with pytest.raises(SheetFinished):
        taken(sheet, row, desk, row.due_satang)


def test_who_paid_nothing_is_followed_up_with_who_answers_for_it(desk, contract):
    on = contract_state(contract).first_due_on + timedelta(days=1)
    finish_sheet(sheet=a_sheet(desk, on=on), by=a_hand(desk.secretary, on))
    since = overdue_by_tranche(contract_position(contract_state(contract), on))
    (found,) = arrears_of(desk.centre, on)
    assert {one.stated.state.overdue_since for one in found.debts} == set(since.values()) != set()
    assert len(found.debts) == len(since)
    bound = {guarantor_name(one) for one in contract.guarantors.all()}
    duties = guarantor_duties(desk.centre, on)
    assert {duty.guarantor for duty in duties} == bound != set()
    letters = [letter_facts(duty, on) for duty in duties]
    assert all(one.guarantees[0].most_satang and one.is_restructured for one in letters)
    entries = ImportBatch.objects.count()
    finish_sheet(sheet=a_sheet(desk, on=on), by=a_hand(desk.secretary, on))
    assert ImportBatch.objects.count() == entries


def test_a_sheet_s_row_that_pays_all_off_settles_the_contract(desk, contract):
    sheet = a_sheet(desk)
    (row,) = sheet_rows(sheet)
    owed = sum(parts.total for parts in payoff_of(row.position.state, LATER).values())
    for created in (True, False):
        assert taken(sheet, row, desk, owed).created is created
    assert contract_in_force(desk.household) is None
    finish_sheet(sheet=sheet, by=a_hand(desk.secretary, LATER))


def test_many_receipts_are_one_file_and_each_is_issued_with_its_own_number(desk, contract):
    repayments = [paid(contract, desk, a_payment(satang)).entry.repayment for satang in (700, 900)]
    told = {"language": "th", "actor": desk.secretary, "on": LATER}
    first = receipts_file(desk.centre, repayments, **told)
    issued = IssuedDocument.objects.filter(kind="receipt").order_by("number")
    assert [one.number for one in issued] == ["1/2563", "2/2563"]
    assert receipts_file(desk.centre, repayments, **told) == first
    assert receipts_file(desk.centre, repayments[:1], **told) == bytes(issued[0].pdf)
    assert issued.count() == 2


def test_a_case_is_followed_up_from_the_first_payment_on(contract, desk):
    steps = case_state(contract.case).version
    for _ in range(2):
        paid(contract, desk, a_payment())
    assert case_state(contract.case).state == State.FOLLOWED_UP
    assert case_state(contract.case).version == steps + 1


@pytest.mark.parametrize("deed", [CaseDeed.DECEASED, CaseDeed.MOVED])
def test_the_contract_of_a_borrower_who_is_gone_is_still_paid_to_its_end(contract, desk, deed):
    case, by = contract.case, a_hand(desk.chair, LATER)
    end_case(case=case, deed=deed, reason="ทายาทแจ้ง", seen=case_state(case).version, by=by)
    paid(contract, desk, a_payment())
    owed = sum(one.total for one in payoff_of(contract_state(contract), LATER).values())
    paid(contract, desk, a_payment(owed, ends=True))
    assert contract_in_force(desk.household) is None
    assert case_state(case).state == State(deed)
