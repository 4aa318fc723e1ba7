"""What was true when can be asked for any day; a supplement adds to its day and loses nothing."""

from dataclasses import replace
from datetime import date

import pytest
from build import CENTRE_CODE, TODAY, a_book, a_book_of, a_debt, a_household, an_import

from plodnee.casework.selectors import latest_run
from plodnee.casework.services import plan_centre
from plodnee.engine.national_id import make_up, mask
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre
from plodnee.registers.baseline.services import freeze_baselines
from plodnee.registers.book import CashItem, MemberGroup
from plodnee.registers.entries.debts import Balance, state_balance
from plodnee.registers.entries.entering import Entry
from plodnee.registers.errors import ReasonMissing
from plodnee.registers.import_errors import ChoiceMissing, ImportNotUndoable
from plodnee.registers.import_undoing import undo_import
from plodnee.registers.lacking import Lacking
from plodnee.registers.models import (
    Debt,
    DebtLine,
    DebtState,
    Household,
    ImportBatch,
    Person,
    WrittenName,
)
from plodnee.registers.selectors import (
    days_of_data,
    latest_recorded,
    register_book,
    register_days,
    registers_in_use,
    statement,
    statement_up_to,
)
from plodnee.registers.under_contract import merging_now

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2020, 3, 16)
TWO = (a_household("001"), a_household("002"))


def centre():
    return Centre.objects.get(pk=CENTRE_CODE)


def test_each_day_answers_with_its_own_register():
    then = a_book()
    now = a_book_of(NEXT_YEAR, a_book(debts=(a_debt(principal_satang=1_500_000),)))
    an_import(then)
    an_import(now)
    assert register_book(centre()) == now
    assert register_book(centre(), date(2020, 3, 15)) == then
    assert register_book(centre(), TODAY) == then
    assert register_days(centre()) == [NEXT_YEAR, TODAY]


def test_a_register_of_an_earlier_day_may_come_later():
    now, then = a_book_of(NEXT_YEAR), a_book(debts=())
    an_import(now)
    an_import(then)
    assert register_book(centre()) == now
    assert register_book(centre(), TODAY) == then


def test_a_household_and_a_debt_that_come_again_are_the_same_ones():
    an_import()
    an_import(a_book_of(NEXT_YEAR, a_book(debts=(a_debt(principal_satang=1_500_000),))))
    assert (Household.objects.count(), Person.objects.count()) == (1, 2)
    debt = Debt.objects.get()
    balances = debt.states.order_by("batch__as_of").values_list("principal_satang", flat=True)
    assert list(balances) == [2_000_000, 1_500_000]


def test_what_a_later_register_leaves_out_stays_in_the_earlier_one():
    an_import(a_book(households=TWO))
    an_import(a_book_of(NEXT_YEAR, a_book(households=TWO[:1])))
    assert [home.code for home in register_book(centre()).households] == ["001"]
    assert [home.code for home in register_book(centre(), TODAY).households] == ["001", "002"]


def test_a_later_workbook_that_lacks_something_adds_or_replaces_as_somebody_chose():
    loan = a_debt(3, household_code="002", contract_number="2/2560")
    paid = a_debt(4, contract_number="3/2560", principal_satang=0)
    an_import(a_book(households=TWO, debts=(a_debt(), loan, paid)))
    fresh = a_debt(2, household_code="003", contract_number="1/2563", principal_satang=70_000)
    cash = (replace(a_book().cash[0], amount_satang=900_000),)
    homes = (replace(TWO[0], moo=7), a_household("003"))
    late = a_book_of(NEXT_YEAR, a_book(households=homes, cash=cash, debts=(fresh,)))
    assert merging_now(late, centre()).lacking == Lacking(("002",), ("001", "002"), ())
    assert not merging_now(replace(late, centre=a_book().centre), centre()).lacking
    with pytest.raises(ChoiceMissing, match="1 households, 2 debts"):
        an_import(late, choice=None)
    added = an_import(late, choice="add")
    assert (added.scope, added.base.as_of) == (ImportBatch.Scope.SUPPLEMENT, TODAY)
    book = register_book(centre())
    assert {home.code: home.moo for home in book.households} == {"001": 7, "002": 5, "003": 5}
    assert sorted(debt.principal_satang for debt in book.debts) == [0, 70_000, *[2_000_000] * 2]
    assert [item for item in book.cash if item.household_code == "001"] == list(cash)
    assert register_book(centre(), TODAY).cash == a_book().cash
    assert registers_in_use([centre()]) == {CENTRE_CODE: added.pk}
    more = an_import(replace(late, households=homes[1:], debts=(), cash=()), choice=None)
    assert more.scope == ImportBatch.Scope.SUPPLEMENT
    between = a_book_of(date(2019, 9, 30), a_book(households=TWO, debts=(a_debt(), loan, paid)))
    an_import(between)
    assert len(register_book(centre()).households) == 3
    whole = an_import(
        a_book_of(date(2020, 9, 30), a_book(households=homes[1:], debts=(fresh,), cash=()))
    )
    assert whole.scope == ImportBatch.Scope.FULL
    assert [home.code for home in register_book(centre()).households] == ["003"]


def test_an_import_undone_leaves_the_register_as_it_was_and_its_file_may_come_again():
    homes = (*TWO, a_household("003"))
    first = an_import(a_book(households=homes, debts=(a_debt(), a_debt(3, household_code="002"))))
    small = a_book_of(NEXT_YEAR, a_book(households=homes[2:], cash=(), debts=()))
    before, lines = register_book(centre()), lines_on(NEXT_YEAR)
    planned = plan_centre(centre=centre(), as_of=TODAY, actor=OPERATOR, on=TODAY)
    wrong = an_import(small)
    plan_centre(centre=centre(), as_of=NEXT_YEAR, actor=OPERATOR, on=NEXT_YEAR)
    late = {"actor": OPERATOR, "on": NEXT_YEAR}
    with pytest.raises(ReasonMissing):
        undo_import(wrong, reason="ก", **late)
    undoing = undo_import(wrong, reason=f"เลือกผิด {make_up(7)}", **late)
    assert undoing.reason == f"เลือกผิด {mask(make_up(7))}"
    assert undo_import(wrong, reason="อีกครั้ง", **late) == undoing
    assert (register_book(centre()), lines_on(NEXT_YEAR)) == (before, lines)
    assert latest_run(centre()) == planned
    assert register_book(centre(), NEXT_YEAR) == before
    assert register_days(centre()) == [TODAY]
    assert registers_in_use([centre()]) == {CENTRE_CODE: undoing.pk}
    assert latest_recorded(statement(centre())) == undoing
    assert [len(statement_up_to(one)) for one in (first, wrong, undoing)] == [1, 1, 2]
    again = an_import(small, choice="add")
    assert (again.sha256, again.scope) == (wrong.sha256, ImportBatch.Scope.SUPPLEMENT)
    undo_import(again, reason="ไม่ใช้", **late)
    with pytest.raises(ImportNotUndoable, match="the centre's first register"):
        undo_import(first, reason="ทะเบียนแรก", **late)
    freeze = a_book_of(NEXT_YEAR, a_book(households=(a_household("004", is_target=True),)))
    rested = an_import(replace(freeze, cash=(), debts=(a_debt(household_code="004"),)))
    freeze_baselines(centre=centre(), actor=OPERATOR, on=NEXT_YEAR)
    with pytest.raises(ImportNotUndoable, match="starting debt rests on it"):
        undo_import(rested, reason="มียอดตั้งต้นแล้ว", **late)


def test_two_imports_undone_one_after_the_other_leave_nothing_of_their_days():
    """Nor does one of a day before the centre's first register."""
    an_import(a_book(households=TWO, debts=(a_debt(), a_debt(3, household_code="002"))))
    before, lines = register_book(centre()), lines_on(NEXT_YEAR)
    late = {"actor": OPERATOR, "on": NEXT_YEAR, "reason": "ผิดไฟล์"}
    for day in (date(2018, 3, 16), date(2019, 9, 20), NEXT_YEAR):
        an_import(a_book_of(day, a_book(households=TWO[:1], cash=(), debts=())), choice="add")
    with pytest.raises(ImportNotUndoable, match="begin with that of 16 Mar 2020"):
        undo_import(ImportBatch.objects.get(sequence=2), **late)
    for wrong in ImportBatch.objects.order_by("-sequence")[:3]:
        undo_import(wrong, **late)
    assert register_days(centre()) == [TODAY]
    assert days_of_data([centre()], NEXT_YEAR) == {CENTRE_CODE: TODAY}
    assert (register_book(centre()), lines_on(NEXT_YEAR)) == (before, lines)
    assert {one.as_of for one in statement(centre())} == {TODAY}


def lines_on(day):
    """The debts in the lists of a day, with what is owed on each."""
    standing = DebtLine.objects.filter(valid_from__lte=day, valid_until__gt=day)
    return set(standing.values_list("debt", "owed_satang", "household_code"))


def test_rows_sent_again_change_nothing_that_was_put_right_by_hand():
    late_loan = a_debt(3, household_code="002", contract_number="2/2560")
    an_import(a_book(households=TWO, debts=(a_debt(), late_loan)))
    entry = Entry(centre(), TODAY, OPERATOR, TODAY, reason="สอบยอดกับกลุ่ม")
    debt = Debt.objects.get(household__code="001")
    state_balance(entry=entry, debt=debt, balance=Balance(1_400_000))
    fresh = a_debt(4, household_code="002", contract_number="3/2560", principal_satang=70_000)
    again = a_book(households=TWO, cash=(), debts=(replace(a_debt(), row=9), fresh))
    assert merging_now(again, centre()).told == ()
    batch = an_import(again)
    owed = sorted(debt.principal_satang for debt in register_book(centre()).debts)
    assert owed == [70_000, 1_400_000, 2_000_000]
    assert not DebtState.objects.filter(batch=batch, debt=debt).exists()
    other = a_book(
        households=TWO, cash=(), debts=(replace(a_debt(principal_satang=1_500_000), row=9),)
    )
    (told,) = merging_now(other, centre()).told
    assert "«เงินต้นคงเหลือ (บาท)» ในทะเบียนของวันเดียวกันคือ «14,000.00»" in told.message
    assert "แต่ในไฟล์คือ «15,000.00»" in told.message
    an_import(other)
    owed = sorted(debt.principal_satang for debt in register_book(centre()).debts)
    assert owed == [70_000, 1_500_000, 2_000_000]


def test_a_workbook_without_the_group_of_a_debt_entered_later_is_taken_and_the_group_stays():
    an_import()
    debt, later = Debt.objects.get(), date(2020, 9, 30)
    entry = Entry(centre(), later, OPERATOR, later, reason="สอบยอดกับกลุ่ม")
    state_balance(entry=entry, debt=debt, balance=Balance(1_400_000))
    other = replace(a_book().groups[0], code="VF-2", name="กลุ่มออมทรัพย์")
    lent = (a_debt(creditor="VF-2", contract_number="9/2562"),)
    an_import(a_book_of(NEXT_YEAR, a_book(groups=(other,), debts=lent)), on=later)
    book = register_book(centre(), later)
    assert {group.code for group in book.groups} == {"VF-1", "VF-2"}
    assert {one.creditor for one in book.debts} == {"VF-1", "VF-2"}
    lines = DebtLine.objects.filter(debt=debt, valid_from__lte=later, valid_until__gt=later)
    assert [line.creditor_name for line in lines] == ["กองทุนหมู่บ้าน"]
    assert {group.code for group in register_book(centre(), NEXT_YEAR).groups} == {"VF-1", "VF-2"}


def test_refused_rows_sent_again_alone_join_the_register_of_their_day():
    """Their workbook names the households that were taken without ids and house numbers."""
    an_import(a_book(households=TWO, debts=(a_debt(2), a_debt(4))))
    late = a_debt(2, contract_number="", number=None, borrowed_on=None, principal_satang=50_000)
    named = replace(TWO[0], national_id=None, house_number="")
    sent = a_book(households=(named,), cash=(), debts=(late,))
    assert merging_now(sent, centre()).told == ()
    again = an_import(sent)
    assert again.scope == ImportBatch.Scope.SUPPLEMENT
    book = register_book(centre())
    assert [debt.principal_satang for debt in book.debts] == [2_000_000, 2_000_000, 50_000]
    assert len({debt.row for debt in book.debts}) == 3
    assert book.households == TWO
    assert len(book.cash) == 2


def test_a_supplement_puts_right_what_bears_the_same_sign():
    an_import(a_book(households=TWO, debts=(a_debt(2), a_debt(3))))
    right = a_debt(3, principal_satang=70_000)
    richer = a_household("002", cash_satang=7)
    an_import(a_book(households=(TWO[0], richer), cash=(), debts=(right,)))
    book = register_book(centre())
    assert [debt.principal_satang for debt in book.debts] == [2_000_000, 70_000]
    assert book.households == (TWO[0], richer)
    assert Debt.objects.count() == 2


def test_cash_that_is_there_already_is_not_added_twice():
    twice = CashItem("001", "income", "ขายข้าว", 6_000_000, (12,))
    an_import(a_book(households=TWO, cash=(twice, twice)))
    other = CashItem("001", "income", "ขายข้าว", 500_000, (5,))
    an_import(a_book(households=TWO[:1], cash=(twice, other)))
    assert register_book(centre()).cash == (twice, twice, other)


def test_a_complete_register_of_the_same_day_stands_in_for_the_first():
    an_import(a_book(households=TWO, debts=(a_debt(2), a_debt(3))))
    whole = a_book(
        households=TWO,
        debts=(a_debt(2, principal_satang=1), a_debt(3, principal_satang=2), a_debt(4)),
        cash=(*a_book().cash[:1], replace(a_book().cash[1], amount_satang=9)),
    )
    batch = an_import(whole)
    assert batch.scope == ImportBatch.Scope.FULL
    assert register_book(centre()) == whole
    assert Debt.objects.count() == 3


@pytest.mark.parametrize(
    "lacking",
    [
        a_book(households=TWO[:1], debts=(a_debt(2), a_debt(3))),
        a_book(households=TWO, debts=(a_debt(2),)),
        a_book(households=TWO, debts=(a_debt(2), a_debt(3)), cash=a_book().cash[:1]),
        a_book(households=TWO, groups=(), debts=()),
    ],
    ids=["household", "debt", "cash", "group"],
)
def test_a_register_of_the_same_day_that_lacks_anything_takes_nothing_away(lacking):
    first = a_book(households=TWO, debts=(a_debt(2), a_debt(3)))
    an_import(first)
    assert an_import(lacking).scope == ImportBatch.Scope.SUPPLEMENT
    assert register_book(centre()) == first


def test_the_register_of_an_earlier_supplement_can_still_be_seen():
    an_import(a_book(households=TWO, debts=(a_debt(2),)))
    second = an_import(a_book(households=TWO[:1], cash=(), debts=(a_debt(3),)))
    third = an_import(a_book(households=TWO[:1], cash=(), debts=(a_debt(4),)))
    assert [batch.sequence for batch in statement(centre())] == [1, 2, 3]
    assert statement_up_to(second) == statement(centre())[:2]
    assert statement_up_to(third) == statement(centre())
    assert statement_up_to(statement(centre())[0]) == statement(centre())[:1]


def test_a_group_keeps_its_rules_of_each_day():
    an_import()
    changed = replace(a_book().groups[0], min_rate_bp=100)
    an_import(a_book_of(NEXT_YEAR, a_book(groups=(changed,))))
    rates = [register_book(centre(), day).groups[0].min_rate_bp for day in (TODAY, NEXT_YEAR)]
    assert rates == [300, 100]


def test_one_person_written_in_two_ways_is_one_person_only_by_the_id():
    household, other = a_household(), a_household("002", national_id=None)
    debts = (
        a_debt(2, national_id=household.national_id, borrower=replace(household.head, title="")),
        a_debt(3, household_code="002", borrower=other.head),
        a_debt(4, household_code="002", borrower=replace(other.head, full="สมมุติ  หนึ่ง")),
    )
    book = a_book(households=(household, other), debts=debts)
    an_import(book)
    assert register_book(centre()) == book
    # 001's head and borrower share an id; 002's head and first borrower are written alike.
    assert (Person.objects.count(), WrittenName.objects.count()) == (3, 4)


def test_history_is_never_rewritten_by_a_later_import():
    an_import()
    before = list(DebtState.objects.order_by("pk").values())
    an_import(a_book(debts=(a_debt(principal_satang=1),)))
    an_import(a_book_of(NEXT_YEAR))
    assert list(DebtState.objects.order_by("pk").values())[:1] == before


def test_groups_of_one_centre_are_not_those_of_another():
    an_import()
    elsewhere = replace(a_book().centre, area_code="31210302")
    group = MemberGroup("VF-1", "กองทุนอื่น", "VILLAGE_FUND")
    an_import(a_book(centre=elsewhere, groups=(group,)))
    assert register_book(centre()).groups == a_book().groups


def an_entry(day, sequence):
    """What a desk writes before any of its states: an entry of a day, recorded after all others."""
    return ImportBatch.objects.create(
        centre_code=CENTRE_CODE,
        centre_name="ศูนย์",
        centre=centre(),
        as_of=day,
        status=ImportBatch.Status.CONFIRMED,
        scope=ImportBatch.Scope.ENTRY,
        deed=ImportBatch.Deed.BALANCE,
        sequence=sequence,
        uploaded_on=day,
        decided_on=day,
    )


def test_an_entry_counts_from_its_day_until_the_next_whole_register():
    first = an_import()
    entry = an_entry(date(2019, 6, 1), 2)
    second = an_import(a_book_of(NEXT_YEAR))
    assert statement(centre(), TODAY) == [first]
    assert statement(centre(), date(2019, 6, 1)) == [first, entry]
    assert statement(centre()) == [second]
    assert register_days(centre()) == [NEXT_YEAR, date(2019, 6, 1), TODAY]


def test_an_entry_of_an_earlier_day_that_is_recorded_later_counts_before_a_later_day():
    first, late, early = an_import(), an_entry(date(2019, 8, 1), 2), an_entry(date(2019, 6, 1), 3)
    assert statement(centre()) == [first, early, late]
    assert latest_recorded(statement(centre())) == early
    assert statement(centre(), known_at=2) == [first, late]
    assert registers_in_use([centre()]) == {CENTRE_CODE: early.pk}


def test_a_whole_register_of_an_earlier_day_takes_no_entry_away():
    an_import()
    entry = an_entry(date(2019, 8, 1), 2)
    between = an_import(a_book_of(date(2019, 7, 1)))
    assert statement(centre()) == [between, entry]


def test_the_register_in_use_is_that_of_the_latest_day():
    now = an_import(a_book_of(NEXT_YEAR))
    an_import()
    assert registers_in_use([centre()]) == {CENTRE_CODE: now.pk}
