"""What a workbook would change in the register in use is told before anybody confirms it."""

from dataclasses import replace
from datetime import date

import pytest
from build import CENTRE_CODE, a_book, a_book_of, a_debt, a_household, a_reading, an_import

from plodnee.casework.rules.moving import classes_moved
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre
from plodnee.registers.book import CashItem, PersonName
from plodnee.registers.entries.debts import Balance, state_balance
from plodnee.registers.entries.entering import Entry, open_entry, restated
from plodnee.registers.entries.present import debt_state
from plodnee.registers.import_errors import ConfirmedOtherwise
from plodnee.registers.lacking import Choice
from plodnee.registers.models import Debt, DebtState, ImportBatch, Standing
from plodnee.registers.selectors import register_book
from plodnee.registers.services import confirm_import, stage_reading
from plodnee.registers.under_contract import merging_now

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2020, 3, 16)
TWO = (a_household("001"), a_household("002"))


def centre():
    return Centre.objects.get(pk=CENTRE_CODE)


def test_what_a_file_tells_otherwise_than_its_day_is_taken_only_by_who_saw_it():
    """A workbook of that day or an entry by hand, also one that took something out."""
    an_import(a_book(households=TWO, debts=(a_debt(), a_debt(3, household_code="002"))))
    entry = Entry(centre(), NEXT_YEAR, OPERATOR, NEXT_YEAR, reason="สอบยอดกับกลุ่ม")
    debt = Debt.objects.get(household__code="001")
    state_balance(entry=entry, debt=debt, balance=Balance(1_400_000))
    gone = open_entry(entry, ImportBatch.Deed.DEBT)
    other = debt_state(Debt.objects.get(household__code="002"), NEXT_YEAR)
    restated(other, gone, standing=Standing.MISTAKEN)
    late = a_book_of(NEXT_YEAR, a_book(households=TWO, debts=(a_debt(),)))
    assert "14,000.00" in merging_now(late, centre()).told[0].message
    batch = stage_reading(a_reading(late), actor=OPERATOR, on=NEXT_YEAR)
    said = {"actor": OPERATOR, "on": NEXT_YEAR, "choice": Choice.ADD}
    with pytest.raises(ConfirmedOtherwise) as refusal:
        confirm_import(batch, **said, otherwise=["another"])
    confirm_import(batch, **said, otherwise=refusal.value.seals)
    home = a_household("002", house_number="99", cash_satang=5)
    cash = (replace(a_book().cash[0], amount_satang=7_000_000),)
    rows = (a_debt(3, household_code="002"), a_debt(9, contract_number="77"))
    more = replace(late, households=(home,), cash=cash, debts=rows)
    words = [one.message for one in merging_now(more, centre()).told]
    assert [one.partition(" ในทะเบียน")[0] for one in words] == [
        "002: «บ้านเลขที่»",
        "002: «เงินสดและเงินฝาก (บาท)»",
        "001: «รายรับ»",
        "002 · VF-1 · 3/2561: «ลูกหนี้»",
    ]
    assert "12/3" not in words[0]
    assert "60,000.00 (ธ.ค.)» แต่ในไฟล์คือ «ขายข้าว 70,000.00" in words[2]


def test_what_was_entered_from_the_day_on_stays_whole_where_a_workbook_replaces_all():
    loan = a_debt(3, household_code="002", contract_number="2/2560")
    rent = CashItem("002", "income", "ค่าเช่า", 5_000, (1,))
    three = (*TWO, a_household("003"))
    other = a_debt(4, household_code="003", contract_number="8/2560")
    more = a_debt(5, contract_number="5/2560")
    an_import(a_book(households=three, debts=(a_debt(), loan, other, more), cash=(rent,)))
    after = date(2020, 6, 1)
    entry = Entry(centre(), after, OPERATOR, after, reason="สอบยอดกับกลุ่ม")
    for number in ("2/2560", "5/2560"):
        state = DebtState.objects.get(contract_number=number)
        state_balance(entry=entry, debt=state.debt, balance=Balance(900_000))
    late = a_book_of(NEXT_YEAR, a_book(households=TWO[:1], debts=(a_debt(),), cash=()))
    merging = merging_now(late, centre())
    assert merging.beside.kept.codes == ("002", "001")
    moved = [one.message.split(":")[0] for one in classes_moved(CENTRE_CODE, merging, NEXT_YEAR)]
    assert moved == ["002 · VF-1 · 2/2560", "003 · VF-1 · 8/2560", "001 · VF-1 · 5/2560"]
    an_import(late, on=after)
    for day, owed in ((NEXT_YEAR, 2_000_000), (after, 900_000)):
        book = register_book(centre(), day)
        assert {home.code for home in book.households} == {"001", "002"}
        assert book.cash == (rent,)
        found = {one.contract_number: one.principal_satang for one in book.debts}
        assert found == {"2/2561": 2_000_000, "2/2560": owed, "5/2560": owed}


def test_a_group_of_the_same_name_under_another_code_doubles_no_contract():
    an_import()
    groups = (replace(a_book().groups[0], code="KT-9"),)
    late = a_book_of(NEXT_YEAR, a_book(groups=groups, debts=(a_debt(creditor="KT-9"),)))
    assert "รหัส KT-9 ในไฟล์คือรหัส VF-1" in merging_now(late, centre()).told[0].message
    with pytest.raises(ConfirmedOtherwise):
        confirm_import(
            stage_reading(a_reading(late), actor=OPERATOR, on=NEXT_YEAR),
            actor=OPERATOR,
            on=NEXT_YEAR,
        )
    an_import(late, on=NEXT_YEAR)
    book = register_book(centre())
    assert ([one.code for one in book.groups], len(book.debts)) == (["VF-1"], 1)
    other = a_book_of(date(2020, 9, 30), replace(late, debts=(a_debt(8, creditor="KT-9"),)))
    assert merging_now(other, centre()).told == ()


def test_every_code_whose_head_is_another_person_in_the_file_is_named():
    an_import(a_book(households=(*TWO, a_household("003", national_id=None))))
    married = PersonName("นาง", "สมมุติ สอง")
    homes = (
        replace(TWO[0], head=married),
        replace(TWO[1], national_id=TWO[0].national_id),
        a_household("003", national_id=None, head=married),
    )
    told = merging_now(a_book_of(NEXT_YEAR, a_book(households=homes)), centre()).told
    assert [one.message.partition(":")[0] for one in told] == ["รหัส 002", "รหัส 003"]
    assert "9-xxxx-xxxxx-02-" in told[0].message
