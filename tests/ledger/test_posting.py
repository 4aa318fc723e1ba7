"""An entry is taken whole, once, and stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from books import (
    CASH,
    CLAIM,
    DAY,
    FUND,
    INTEREST,
    OPENED,
    a_contract,
    a_draft,
    a_repayment,
    balances,
    open_centre_books,
)
from build import a_centre
from django.db import IntegrityError, connection, transaction

from plodnee.audit.guards import guard_problems
from plodnee.audit.models import AuditEvent
from plodnee.ledger.drafts import MOST_LINES, Posting
from plodnee.ledger.errors import (
    AccountDiffers,
    AccountOverdrawn,
    AccountUnknown,
    AlreadyReversed,
    AmountImpossible,
    BooksAlreadyOpen,
    BooksNotOpen,
    BooksOpenedLater,
    ClosingImpossible,
    EntryUnknown,
    LinesImpossible,
    OtherContent,
    PeriodClosed,
)
from plodnee.ledger.models import (
    Account,
    AccountMonth,
    Book,
    Entry,
    PeriodClosing,
    Seal,
    Transfer,
)
from plodnee.ledger.selectors import account_lines, balance_on, day_book, trial_balance
from plodnee.ledger.services import close_period, open_account, open_books, post, reverse
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return open_centre_books()


@pytest.fixture
def lent(centre):
    post(a_contract(centre), actor=OPERATOR)
    return centre


def test_a_repayment_moves_principal_and_interest_under_one_entry(lent):
    posted = post(a_repayment(lent, 90_000, 10_000, reference="R-1"), actor=OPERATOR)
    assert (posted.created, posted.entry.number) == (True, 2)
    assert balances(lent) == {CASH: 100_000, CLAIM: 910_000, FUND: 1_000_000, INTEREST: 10_000}
    assert verify_ledger().sound
    event = AuditEvent.objects.get(action="ledger.posted", details__number=2)
    assert event.details == {"kind": "repayment", "number": 2, "total_satang": 100_000}


def test_the_same_entry_sent_again_is_the_entry_that_stands(lent):
    draft = a_repayment(lent, 90_000, 10_000)
    first = post(draft, actor=OPERATOR)
    again = post(draft, actor=OPERATOR)
    assert (again.created, again.entry) == (False, first.entry)
    assert balances(lent)[CASH] == 100_000


@pytest.mark.parametrize(
    "change",
    [
        {"business_date": DAY + timedelta(1)},
        {"reference": "R-2"},
        {"postings": (Posting(CASH, CLAIM, 1),)},
        {"kind": Entry.Kind.SETTLEMENT},
    ],
)
def test_an_id_used_for_something_else_is_refused(lent, change):
    draft = a_repayment(lent, 90_000, 10_000)
    post(draft, actor=OPERATOR)
    with pytest.raises(OtherContent):
        post(replace(draft, **change), actor=OPERATOR)
    assert Entry.objects.count() == 2


def test_an_id_of_another_centre_s_entry_tells_nothing_of_it(lent):
    elsewhere = open_centre_books("31210302")
    draft = a_contract(lent)
    post(draft, actor=OPERATOR)
    with pytest.raises(OtherContent) as refused:
        post(replace(draft, centre_code=elsewhere.code), actor=OPERATOR)
    assert refused.value.details["number"] == "–"


@pytest.mark.parametrize("amount", [0, -1, 1.0, True, 10**13 + 1, "100"])
def test_an_amount_is_whole_satang_above_nothing(lent, amount):
    draft = a_draft(lent, Entry.Kind.REPAYMENT, (Posting(CASH, CLAIM, amount),))
    with pytest.raises(AmountImpossible):
        post(draft, actor=OPERATOR)


@pytest.mark.parametrize(
    "lines", [(), (Posting(CASH, CASH, 1),), (Posting(CASH, CLAIM, 1),) * (MOST_LINES + 1)]
)
def test_an_entry_has_lines_with_two_sides(lent, lines):
    with pytest.raises(LinesImpossible):
        post(a_draft(lent, Entry.Kind.REPAYMENT, lines), actor=OPERATOR)


def test_more_than_is_owed_cannot_be_repaid(lent):
    with pytest.raises(AccountOverdrawn) as refused:
        post(a_repayment(lent, 1_000_001, 1), actor=OPERATOR)
    assert refused.value.details == {
        "account": CLAIM, "name": refused.value.details["name"],
        "available": 1_000_000, "asked": 1_000_001,
    }  # fmt: skip
    assert balances(lent)[CASH] == 0


def test_what_is_held_for_others_cannot_be_overdrawn_either(lent):
    post(a_repayment(lent, 500_000, 1), actor=OPERATOR)
    post(a_draft(lent, Entry.Kind.SETTLEMENT, (Posting(FUND, CASH, 500_000),)), actor=OPERATOR)
    too_much = a_draft(lent, Entry.Kind.SETTLEMENT, (Posting(FUND, INTEREST, 500_001),))
    with pytest.raises(AccountOverdrawn):
        post(too_much, actor=OPERATOR)


def test_an_account_that_was_never_opened_is_named(lent):
    draft = a_draft(lent, Entry.Kind.REPAYMENT, (Posting("purse", CLAIM, 1),))
    with pytest.raises(AccountUnknown) as refused:
        post(draft, actor=OPERATOR)
    assert refused.value.details["account"] == "purse"


def test_books_are_opened_once_and_take_nothing_earlier(centre):
    with pytest.raises(BooksAlreadyOpen):
        open_books(centre=centre, opened_on=DAY, actor=OPERATOR)
    with pytest.raises(BooksOpenedLater) as refused:
        post(a_contract(centre, on=OPENED - timedelta(1)), actor=OPERATOR)
    assert refused.value.details["opened_on"] == OPENED
    with pytest.raises(BooksNotOpen):
        post(a_contract(a_centre("31210302")), actor=OPERATOR)


def test_an_account_is_opened_once_as_one_thing(centre):
    same = open_account(centre=centre, code=CASH, name="อื่น", kind=Account.Kind.ASSET, capped=True)
    assert same.name == "เงินสดในมือ"
    with pytest.raises(AccountDiffers):
        open_account(centre=centre, code=CASH, name="x", kind=Account.Kind.INCOME)
    with pytest.raises(AccountDiffers):
        open_account(centre=centre, code=CASH, name="x", kind=Account.Kind.ASSET)


def test_a_mistake_is_taken_back_by_a_mirror_image(lent):
    entry = post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR).entry
    reversal_id = uuid4()
    wanted = {"entry_id": entry.pk, "reversal_id": reversal_id, "centre": lent}
    taken_back = reverse(**wanted, business_date=DAY, actor=OPERATOR)
    assert taken_back.entry.reverses == entry
    assert balances(lent) == {CASH: 0, CLAIM: 1_000_000, FUND: 1_000_000, INTEREST: 0}
    assert not reverse(**wanted, business_date=DAY, actor=OPERATOR).created
    assert verify_ledger().sound


def test_nothing_is_taken_back_twice_and_no_reversal_at_all(lent):
    entry = post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR).entry
    facts = {"centre": lent, "business_date": DAY, "actor": OPERATOR}
    taken_back = reverse(entry_id=entry.pk, reversal_id=uuid4(), **facts).entry
    for one in (entry, taken_back):
        with pytest.raises(AlreadyReversed):
            reverse(entry_id=one.pk, reversal_id=uuid4(), **facts)


def test_another_centre_s_entry_does_not_exist_here(lent):
    entry = post(a_contract(lent), actor=OPERATOR).entry
    elsewhere = open_centre_books("31210302")
    with pytest.raises(EntryUnknown):
        reverse(
            entry_id=entry.pk, reversal_id=uuid4(), centre=elsewhere, business_date=DAY,
            actor=OPERATOR,
        )  # fmt: skip


def test_a_closed_period_takes_no_entry_and_is_corrected_in_an_open_one(lent):
    entry = post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR).entry
    close_period(centre=lent, through=DAY, today=DAY, actor=OPERATOR)
    with pytest.raises(PeriodClosed):
        post(a_repayment(lent, 1, 1), actor=OPERATOR)
    later = DAY + timedelta(1)
    reverse(
        entry_id=entry.pk, reversal_id=uuid4(), centre=lent, business_date=later, actor=OPERATOR
    )
    assert verify_ledger().sound


def test_a_period_is_closed_forward_and_not_into_the_future(lent):
    close_period(centre=lent, through=DAY, today=DAY, actor=OPERATOR)
    for through in (DAY, DAY - timedelta(1), DAY + timedelta(2)):
        with pytest.raises(ClosingImpossible):
            close_period(centre=lent, through=through, today=DAY + timedelta(1), actor=OPERATOR)
    with pytest.raises(BooksNotOpen):
        close_period(centre=a_centre("31210302"), through=DAY, today=DAY, actor=OPERATOR)


def test_the_trial_balance_of_a_day_counts_what_had_happened_by_then(lent):
    post(a_repayment(lent, 90_000, 10_000, on=DAY + timedelta(5)), actor=OPERATOR)
    then = {row.code: row for row in trial_balance(lent, through=DAY)}
    now = {row.code: row for row in trial_balance(lent, through=DAY + timedelta(5))}
    assert (then[CASH].debit_balance_satang, now[CASH].debit_balance_satang) == (0, 100_000)
    assert now[FUND].credit_balance_satang == 1_000_000
    for rows in (then, now):
        debits = sum(row.debit_balance_satang for row in rows.values())
        assert debits == sum(row.credit_balance_satang for row in rows.values())


def test_an_account_s_lines_carry_its_balance_on(lent):
    for days in (1, 2, 3):
        post(a_repayment(lent, 90_000, 10_000, on=DAY + timedelta(days)), actor=OPERATOR)
    claim = Account.objects.get(centre=lent, code=CLAIM)
    lines = list(account_lines(claim, first=DAY + timedelta(2), last=DAY + timedelta(9)))
    assert [line.balance_satang for line in lines] == [820_000, 730_000]
    assert [line.opposite.code for line in lines] == [CASH, CASH]
    assert balance_on(claim, through=DAY + timedelta(1)) == 910_000


def test_the_day_book_has_every_entry_in_order(lent):
    late = post(a_repayment(lent, 1, 1, on=DAY + timedelta(1)), actor=OPERATOR).entry
    early = post(a_repayment(lent, 1, 1, on=DAY - timedelta(1)), actor=OPERATOR).entry
    entries = list(day_book(lent, first=date(2019, 1, 1), last=date(2019, 12, 31)))
    assert [entry.number for entry in entries] == [early.number, 1, late.number]


def test_accountants_read_legs_and_balances_without_us(lent):
    post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_code, debit_satang, credit_satang FROM ledger_balance "
            "WHERE centre_code = %s ORDER BY account_code",
            [lent.code],
        )
        rows = [(code, int(debit), int(credit)) for code, debit, credit in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM ledger_leg")
        assert cursor.fetchone()[0] == 2 * Transfer.objects.count()
    assert rows == [
        (CASH, 100_000, 0), (CLAIM, 1_000_000, 90_000), (FUND, 0, 1_000_000), (INTEREST, 0, 10_000),
    ]  # fmt: skip


def deeds(entry: Entry) -> dict[str, object]:
    """What somebody might try around the services, by what it is."""
    cash = Account.objects.get(centre_id=entry.centre_id, code=CASH)
    claim = Account.objects.get(centre_id=entry.centre_id, code=CLAIM)
    line = Transfer(entry=entry, line=9, debit=cash, credit=claim, amount_satang=1)
    return {
        "edit an amount": lambda: Transfer.objects.update(amount_satang=1),
        "delete a line": lambda: Transfer.objects.all()._raw_delete("default"),
        "edit a day": lambda: Entry.objects.update(business_date=OPENED),
        "delete an entry": lambda: Entry.objects.all()._raw_delete("default"),
        "edit a seal": lambda: Seal.objects.update(lines=1),
        "delete a seal": lambda: Seal.objects.all()._raw_delete("default"),
        "add a line to a sealed entry": line.save,
        "undo a closing": lambda: PeriodClosing.objects.all()._raw_delete("default"),
        "overdraw by hand": lambda: Account.objects.filter(pk=claim.pk).update(
            credits_satang=10**12
        ),
    }


@pytest.mark.parametrize("deed", [
    "edit an amount", "delete a line", "edit a day", "delete an entry", "edit a seal",
    "delete a seal", "add a line to a sealed entry", "undo a closing", "overdraw by hand",
])  # fmt: skip
def test_the_database_refuses_what_no_service_does(lent, deed):
    entry = post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR).entry
    close_period(centre=lent, through=OPENED, today=DAY, actor=OPERATOR)
    attempt = deeds(entry)[deed]
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()
    assert verify_ledger().sound


def raw_entry(centre, on=DAY, number=99):
    entry_id = uuid4()
    return Entry(
        id=entry_id, seal_id=entry_id, centre=centre, number=number, kind=Entry.Kind.CONTRACT,
        business_date=on, payload_sha="0" * 64, made_by_key="x", made_by_label="x",
        made_at="2019-03-16T00:00:00+07:00",
    )  # fmt: skip


@transaction.atomic
def write_by_hand(entry, debit=None, credit=None, seal=None):
    """What a program without our services could try, up to the end of its transaction."""
    entry.save(force_insert=True)
    if debit:
        Transfer.objects.create(entry=entry, line=1, debit=debit, credit=credit, amount_satang=5)
    if seal:
        Seal(entry_id=entry.pk, lines=seal[0], total_satang=seal[1]).save(force_insert=True)
    connection.check_constraints()


def test_no_entry_is_committed_without_its_seal(lent):
    with pytest.raises(IntegrityError):
        write_by_hand(raw_entry(lent))


@pytest.mark.parametrize("seal", [(2, 5), (1, 6), (0, 0)])
def test_a_seal_that_does_not_match_its_entry_is_refused(lent, seal):
    accounts = {account.code: account for account in lent.accounts.all()}
    with pytest.raises(IntegrityError):
        write_by_hand(raw_entry(lent), accounts[CLAIM], accounts[FUND], seal)


def test_a_line_stays_within_its_centre(lent):
    elsewhere = open_centre_books("31210302")
    foreign = Account.objects.get(centre=elsewhere, code=FUND)
    own = Account.objects.get(centre=lent, code=CLAIM)
    with pytest.raises(IntegrityError):
        write_by_hand(raw_entry(lent), own, foreign, (1, 5))


def test_the_database_itself_refuses_an_entry_of_a_closed_period(lent):
    close_period(centre=lent, through=DAY, today=DAY, actor=OPERATOR)
    with pytest.raises(IntegrityError):
        write_by_hand(raw_entry(lent))


def test_the_guards_of_the_ledger_stand_after_a_migration():
    assert guard_problems() == []


def test_a_counter_that_somebody_touched_shows(lent):
    Account.objects.filter(centre=lent, code=INTEREST).update(debits_satang=7)
    report = verify_ledger()
    assert not report.counters_match
    assert not report.balanced
    assert not report.sound


def test_a_book_that_forgot_its_last_number_shows(lent):
    Book.objects.update(last_number=9)
    assert any("last number" in problem for problem in verify_ledger().problems)


def test_a_month_whose_sums_somebody_touched_shows(lent):
    post(a_repayment(lent, 90_000, 10_000), actor=OPERATOR)
    AccountMonth.objects.filter(account__code=INTEREST).update(credits_satang=7)
    report = verify_ledger()
    assert any("month" in problem for problem in report.problems)
    assert report.counters_match


@pytest.mark.parametrize("on", [date(2019, 2, 28), date(2019, 3, 1), date(2019, 3, 31)])
def test_a_balance_of_any_day_is_the_sum_of_the_lines_up_to_it(lent, on):
    for days in range(-20, 40, 3):
        post(a_repayment(lent, 1_000 + days, 10, on=DAY + timedelta(days)), actor=OPERATOR)
    rows = {row.code: row for row in trial_balance(lent, through=on)}
    for account in lent.accounts.all():
        moved = Transfer.objects.filter(entry__business_date__lte=on)
        debits = sum(one.amount_satang for one in moved.filter(debit=account))
        credits_ = sum(one.amount_satang for one in moved.filter(credit=account))
        row = rows[account.code]
        assert (row.debits_satang, row.credits_satang) == (debits, credits_)
