"""What is entered by hand joins the register of its day; what stood before can still be asked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from build import CENTRE_CODE, HEAD, TODAY, a_book, a_debt, a_household, an_import, an_officer

from plodnee.audit.models import AuditEvent
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers import errors
from plodnee.registers.book import CashItem, PersonName
from plodnee.registers.entries import creditors, debts, households, people, present
from plodnee.registers.entries.entering import Entry
from plodnee.registers.line_totals import total_of
from plodnee.registers.models import (
    Debt,
    DebtLine,
    Household,
    HouseholdLine,
    ImportBatch,
    NationalId,
    OutsideCreditor,
    Person,
    PersonState,
)
from plodnee.registers.selectors import register_book

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)
LATEST = TODAY + timedelta(days=60)
WIFE = PersonName("นาง", "สมศรี หนึ่ง")
OWED = a_debt(national_id=make_up(1))
BANK = a_debt(3, creditor="ธกส", creditor_kind="formal", national_id=make_up(1))


@pytest.fixture
def home():
    an_import(a_book(debts=(OWED, BANK)))
    return Household.objects.get()


def entry(day=LATER, reason="", actor=OPERATOR):
    return Entry(Centre.objects.get(pk=CENTRE_CODE), day, actor, LATEST, reason)


def debt_to_group():
    return Debt.objects.get(group__isnull=False)


def said_of(home, day=LATEST, **changes):
    state = present.household_state(home, day)
    known = households.HouseholdSaid(house_number="12/3", moo=5, reserve_satang=100_000)
    return {"household": home, "head": state.head, "said": replace(known, **changes)}


def test_a_household_is_as_described_from_its_day_on_and_as_before_until_then(home):
    households.describe_household(entry=entry(), **said_of(home, members=4, is_target=True))
    centre = home.centre
    then, now = (register_book(centre, day).households[0] for day in (TODAY, LATER))
    assert (then.members, then.is_target, then.house_number) == (None, False, "12/3")
    assert (now.members, now.is_target, now.house_number) == (4, True, "12/3")
    assert now.national_id == make_up(1)


def test_an_entry_of_an_earlier_day_does_not_change_what_was_said_later(home):
    households.describe_household(entry=entry(LATEST), **said_of(home, members=5))
    households.describe_household(entry=entry(LATER), **said_of(home, members=4))
    found = [register_book(home.centre, day).households[0].members for day in (LATER, LATEST)]
    assert found == [4, 5]


def test_a_new_household_stands_in_the_register_and_in_its_lists(home):
    head = people.PersonSaid(WIFE, "head", national_id=make_up(77))
    facts = households.HouseholdSaid(land_rai=Decimal("10.5"), cash_satang=500)
    fresh = households.enter_household(entry=entry(), code="099", said=facts, head=head)
    assert [one.code for one in register_book(home.centre).households] == ["001", "099"]
    assert register_book(home.centre).households[1].land_rai == Decimal("10.5")
    line = HouseholdLine.objects.get(household=fresh)
    assert (line.head, line.valid_from) == (str(WIFE), LATER)
    assert len(register_book(home.centre, TODAY).households) == 1


def test_a_code_that_is_taken_a_day_to_come_and_a_missing_id_are_refused(home):
    head = people.PersonSaid(WIFE, "head", without_id="lost")
    facts = households.HouseholdSaid()
    with pytest.raises(errors.HouseholdCodeTaken):
        households.enter_household(entry=entry(), code="001", said=facts, head=head)
    early, late = date(1857, 1, 1), LATEST + timedelta(days=1)
    for day, refusal in ((early, errors.EntryTooEarly), (late, errors.EntryInFuture)):
        with pytest.raises(refusal):
            households.enter_household(entry=entry(day), code="002", said=facts, head=head)
    nameless = replace(head, without_id="")
    with pytest.raises(errors.IdOrReason):
        households.enter_household(entry=entry(), code="002", said=facts, head=nameless)
    assert Household.objects.count() == 1


def test_only_whoever_may_enter_does(home):
    for role, place in (("auditor", "31"), ("province", "31"), ("district_officer", "3001")):
        somebody = entry(actor=an_officer(role, place))
        with pytest.raises(NotAllowed):
            households.describe_household(entry=somebody, **said_of(home))
    households.describe_household(
        entry=entry(actor=an_officer("district_officer", "3101")), **said_of(home)
    )
    assert AuditEvent.objects.filter(action="registers.entered").count() == 1


def test_a_household_that_owes_stays_and_one_that_leaves_needs_a_reason(home):
    gone = said_of(home, standing="gone")
    with pytest.raises(errors.ReasonMissing):
        households.describe_household(entry=entry(), **gone)
    with pytest.raises(errors.HouseholdOwes):
        households.describe_household(entry=entry(reason="ย้าย"), **gone)
    for debt in Debt.objects.all():
        debts.state_balance(entry=entry(), debt=debt, balance=debts.Balance(0))
    households.describe_household(entry=entry(reason="ย้าย"), **gone)
    assert register_book(home.centre).households == ()
    assert len(register_book(home.centre, TODAY).households) == 1
    assert ImportBatch.objects.latest("sequence").reason == "ย้าย"


def test_a_person_has_an_id_or_a_reason_and_is_one_person_whoever_enters_them(home):
    one = people.PersonSaid(WIFE, "spouse", 1980, "ทำนา", national_id=make_up(8))
    wife = people.describe_person(entry=entry(), household=home, said=one)
    again = people.describe_person(entry=entry(), household=home, said=one)
    assert wife == again
    child = people.PersonSaid(PersonName("ด.ช.", "ก้อง หนึ่ง"), "child", without_id="child")
    people.describe_person(entry=entry(), household=home, said=child)
    found = [(one.name.full, one.has_id) for one in present.members(home, LATER)]
    assert found == [("สมมุติ หนึ่ง", True), ("สมศรี หนึ่ง", True), ("ก้อง หนึ่ง", False)]
    assert "สมศรี" not in [one.name.full for one in present.members(home, TODAY)]


def test_a_name_put_right_stands_on_the_household_and_its_debts_and_the_old_one_before(home):
    head = present.household_state(home, LATER).head.person
    right = people.PersonSaid(PersonName("นาย", "สมมติ หนึ่ง"), "head")
    people.describe_person(entry=entry(), household=home, said=right, person=head)
    now, then = register_book(home.centre), register_book(home.centre, TODAY)
    assert (now.households[0].head.full, then.households[0].head.full) == (
        "สมมติ หนึ่ง", "สมมุติ หนึ่ง",
    )  # fmt: skip
    assert now.households[0].national_id == make_up(1)
    assert "สมมติ" in HouseholdLine.objects.get(valid_from=LATER).head


def test_an_id_put_right_is_found_by_the_new_one_and_the_former_is_kept_sealed(home):
    head = present.household_state(home, LATER).head.person
    said = people.PersonSaid(HEAD, "head", national_id=make_up(9))
    people.describe_person(entry=entry(), household=home, said=said, person=head)
    assert register_book(home.centre).households[0].national_id == make_up(9)
    state = PersonState.objects.get()
    assert state.sealed_former_id.startswith("v1|")
    assert make_up(1) not in state.sealed_former_id


def test_the_id_of_another_person_is_refused(home):
    wife = people.PersonSaid(WIFE, "spouse", national_id=make_up(8))
    person = people.describe_person(entry=entry(), household=home, said=wife)
    taken = replace(wife, national_id=make_up(1))
    with pytest.raises(errors.IdOfAnother):
        people.describe_person(entry=entry(), household=home, said=taken, person=person)
    other = people.PersonSaid(PersonName("", "อื่น"), "head", without_id="lost")
    second = households.enter_household(
        entry=entry(), code="002", said=households.HouseholdSaid(), head=other
    )
    with pytest.raises(errors.PersonElsewhere):
        people.describe_person(entry=entry(), household=second, said=wife)


def test_nobody_becomes_somebody_else_by_an_id_that_the_register_knows(home):
    son = people.PersonSaid(PersonName("ด.ช.", "ก้อง หนึ่ง"), "child", national_id=make_up(1))
    with pytest.raises(errors.IdOfAnother):
        people.describe_person(entry=entry(), household=home, said=son)
    other = people.PersonSaid(PersonName("", "อื่น"), "head", without_id="lost")
    second = households.enter_household(
        entry=entry(), code="002", said=households.HouseholdSaid(), head=other
    )
    head = people.PersonSaid(HEAD, "other", national_id=make_up(1))
    with pytest.raises(errors.PersonElsewhere):  # whom the workbook alone names as head of 001
        people.describe_person(entry=entry(), household=second, said=head)
    both = people.PersonSaid(WIFE, "spouse", national_id=make_up(8), without_id="lost")
    with pytest.raises(errors.IdAndReason):
        people.describe_person(entry=entry(), household=home, said=both)
    assert [one.name.full for one in present.members(home, LATER)] == [HEAD.full]
    assert {state.borrower.full for state in present.debt_states(home, LATER)} == {HEAD.full}


def test_the_head_stays_until_another_one_is_named(home):
    head = present.household_state(home, LATER).head.person
    gone = people.PersonSaid(HEAD, "head", standing="gone")
    with pytest.raises(errors.HeadStays):
        people.describe_person(
            entry=entry(reason="ถึงแก่กรรม"), household=home, said=gone, person=head
        )
    wife = people.PersonSaid(WIFE, "spouse", national_id=make_up(8))
    people.describe_person(entry=entry(), household=home, said=wife)
    name = present.members(home, LATER)[1].name
    households.describe_household(entry=entry(), household=home, head=name,
                                  said=said_of(home)["said"])  # fmt: skip
    assert register_book(home.centre).households[0].head == WIFE


def test_a_real_id_ends_the_demonstration(home):
    assert home.centre.is_demonstration
    real = people.PersonSaid(WIFE, "spouse", national_id="3100100378432")
    people.describe_person(entry=entry(), household=home, said=real)
    assert not Centre.objects.get(pk=CENTRE_CODE).is_demonstration


def test_cash_is_stated_whole_by_source_and_month(home):
    rice = households.CashSaid("income", "ขายข้าว", 700_000, (11, 12), "crops")
    households.state_cash(entry=entry(), household=home, items=[rice])
    item = CashItem("001", "income", "ขายข้าว", 700_000, (11, 12))
    assert register_book(home.centre).cash == (item,)
    assert len(register_book(home.centre, TODAY).cash) == 2
    assert present.cash(home, LATER)[0].source == "crops"
    assert HouseholdLine.objects.get(valid_from=LATER).income_year_satang == 1_400_000
    households.state_cash(entry=entry(LATEST), household=home, items=[])
    assert register_book(home.centre).cash == ()


def test_land_and_savings_add_up_to_what_the_register_says(home):
    pieces = [
        households.LandSaid("owned", Decimal("10.25"), "นส.3"),
        households.LandSaid("allotted", Decimal("4")),
        households.LandSaid("rented", Decimal("20")),
    ]
    households.state_land(entry=entry(), household=home, pieces=pieces)
    sums = [
        households.SavingSaid("deposit", 300_000, holder="ธ.ก.ส.", withdrawable=True),
        households.SavingSaid("pledged", 900_000, group=debt_to_group().group),
    ]
    households.state_savings(entry=entry(), household=home, sums=sums)
    facts = register_book(home.centre).households[0]
    assert (facts.land_rai, facts.cash_satang) == (Decimal("14.25"), 300_000)
    assert register_book(home.centre, TODAY).households[0].cash_satang == 1_000_000
    assert [len(present.land(home, day)) for day in (TODAY, LATER)] == [0, 3]
    assert [saving.balance_satang for saving in present.savings(home, LATER)] == [300_000, 900_000]


def test_balances_of_a_debt_stay_for_their_days(home):
    debt = debt_to_group()
    for day, principal in ((LATER, 1_500_000), (LATEST, 1_200_000)):
        debts.state_balance(entry=entry(day), debt=debt, balance=debts.Balance(principal))
    found = [state.principal_satang for state in present.balances(debt, LATEST)]
    assert found == [1_200_000, 1_500_000, 2_000_000]
    days = (TODAY, LATER, LATEST)
    assert [present.debt_state(debt, day).principal_satang for day in days] == found[::-1]
    lines = DebtLine.objects.filter(debt=debt).order_by("valid_from")
    for line in lines:
        owed = sum(
            DebtLine.objects.filter(
                valid_from__lte=line.valid_from, valid_until__gt=line.valid_from
            ).values_list("owed_satang", flat=True)
        )
        assert total_of(DebtLine, line.centre, line.valid_from)[1] == owed
    assert [line.owed_satang for line in lines] == found[::-1]
    assert present.debt_state(debt, LATEST).contract_number == "2/2561"


def test_a_balance_before_the_debt_was_known_is_refused(home):
    early = entry(date(2018, 1, 1))
    with pytest.raises(errors.DebtNotThere):
        debts.state_balance(entry=early, debt=debt_to_group(), balance=debts.Balance(1))
    with pytest.raises(errors.HouseholdNotThere):
        households.state_land(entry=early, household=home, pieces=[])


def test_a_debt_is_entered_described_and_taken_out_by_hand(home):
    state = present.household_state(home, LATER)
    lender = OutsideCreditor.objects.get()
    terms = debts.DebtTerms(70_000, 1_500, "year", purpose="ปุ๋ย", borrowed_on=TODAY)
    debt = debts.enter_debt(
        entry=entry(), household=home, creditor=lender, borrower=state.head, terms=terms
    )
    book = register_book(home.centre)
    assert [(one.purpose, one.creditor) for one in book.debts][-1] == ("ปุ๋ย", "ธกส")
    assert len({one.row for one in book.debts}) == 3
    again = replace(terms, purpose="ยา", months=(1, 2))
    debts.describe_debt(entry=entry(), debt=debt, borrower=state.head, terms=again)
    assert register_book(home.centre).debts[-1].months == (1, 2)
    wrong = replace(terms, standing="mistaken")
    debts.describe_debt(entry=entry(reason="ซ้ำ"), debt=debt, borrower=state.head, terms=wrong)
    assert len(register_book(home.centre).debts) == 2
    assert len(register_book(home.centre, TODAY).debts) == 2


def test_guarantors_are_persons_and_the_register_names_them(home):
    debt = debt_to_group()
    said = [
        debts.GuarantorSaid(WIFE, national_id=make_up(8), limit_satang=500_000, signed_on=TODAY),
        debts.GuarantorSaid(PersonName("นาย", "เพื่อน บ้าน"), household=home),
    ]
    debts.state_guarantors(entry=entry(), debt=debt, said=said)
    first = present.guarantors(debt, LATER)[0]
    assert register_book(home.centre).debts[0].guarantors == "นางสมศรี หนึ่ง, นายเพื่อน บ้าน"
    right = [debts.GuarantorSaid(PersonName("นาง", "สมศรี สอง"), known=first.name)]
    debts.state_guarantors(entry=entry(LATEST), debt=debt, said=right)
    (now,) = present.guarantors(debt, LATEST)
    assert now.name.person == first.name.person
    assert [len(present.guarantors(debt, day)) for day in (TODAY, LATER, LATEST)] == [0, 2, 1]
    assert NationalId.objects.filter(person=now.name.person).exists()


def test_collateral_is_stated_whole(home):
    debt = debt_to_group()
    said = [debts.CollateralSaid("land", "นา 5 ไร่", "โฉนด 12", 40_000_000)]
    debts.state_collateral(entry=entry(), debt=debt, said=said)
    assert [one.document for one in present.collateral(debt, LATER)] == ["โฉนด 12"]
    assert present.collateral(debt, TODAY) == []


def test_a_group_without_money_becomes_a_member_and_leaves_again(home):
    said = creditors.GroupSaid("กลุ่มทอผ้า", "OCCUPATION_GROUP")
    group = creditors.enter_group(entry=entry(), code="SILK", said=said)
    assert [one.code for one in register_book(home.centre).groups] == ["VF-1", "SILK"]
    assert register_book(home.centre).groups[1].capital_satang is None
    with pytest.raises(errors.GroupCodeTaken):
        creditors.enter_group(entry=entry(), code="SILK", said=said)
    gone = replace(said, standing="gone")
    creditors.describe_group(entry=entry(LATEST, "เลิก"), group=group, said=gone)
    assert [len(register_book(home.centre, day).groups) for day in (LATER, LATEST)] == [2, 1]


def test_a_creditor_to_whom_debts_are_owed_stays(home):
    gone = entry(reason="เลิก")
    fund = creditors.GroupSaid("กองทุน", "VILLAGE_FUND", standing="gone")
    with pytest.raises(errors.StillOwedTo):
        creditors.describe_group(entry=gone, group=debt_to_group().group, said=fund)
    with pytest.raises(errors.StillOwedTo):
        creditors.describe_creditor(
            entry=gone,
            creditor=OutsideCreditor.objects.get(),
            said=creditors.CreditorSaid("ธกส", "baac", "gone"),
        )


def test_each_version_of_a_fund_s_rules_rules_its_own_days(home):
    group = debt_to_group().group
    for day, rate in ((TODAY, 400), (LATEST, 200)):
        said = creditors.FundRuleSaid(day, "ระเบียบ ข้อ 9", min_rate_bp=rate, may_refinance=True)
        creditors.add_fund_rule(entry=entry(), group=group, said=said)
    days = (TODAY, LATER, LATEST)
    rates = [register_book(home.centre, day).groups[0].min_rate_bp for day in days]
    assert rates == [400, 400, 200]
    assert register_book(home.centre).groups[0].may_refinance


def test_a_creditor_s_name_put_right_counts_from_its_day_and_workbooks_may_use_either(home):
    bank = OutsideCreditor.objects.get()
    right = creditors.CreditorSaid("ธ.ก.ส.", "baac")
    creditors.describe_creditor(entry=entry(), creditor=bank, said=right)
    names = [register_book(home.centre, day).debts[1].creditor for day in (TODAY, LATER)]
    assert names == ["ธกส", "ธ.ก.ส."]
    for number, name in enumerate(("ธกส", "ธ.ก.ส.")):
        day = LATEST + timedelta(days=number)
        an_import(
            replace(
                a_book(debts=(OWED, replace(BANK, creditor=name, principal_satang=number))),
                centre=replace(a_book().centre, as_of=day),
            )
        )
    assert (OutsideCreditor.objects.count(), Debt.objects.count()) == (1, 2)
    assert register_book(home.centre).debts[1].creditor == "ธ.ก.ส."


def test_a_name_that_another_creditor_bears_or_bore_is_refused(home):
    bank = OutsideCreditor.objects.get()
    right = creditors.CreditorSaid("ธ.ก.ส.", "baac")
    creditors.describe_creditor(entry=entry(), creditor=bank, said=right)
    for name in ("ธกส", "ธ.ก.ส."):
        said = creditors.CreditorSaid(name, "baac")
        with pytest.raises(errors.CreditorNameTaken):
            creditors.enter_creditor(entry=entry(), kind="formal", said=said)
    informal = creditors.CreditorSaid("ธกส", "lender")
    creditors.enter_creditor(entry=entry(), kind="informal", said=informal)
    assert OutsideCreditor.objects.count() == 2


def test_a_later_workbook_keeps_the_persons_and_the_land_that_entries_named(home):
    wife = people.PersonSaid(WIFE, "spouse", national_id=make_up(8))
    people.describe_person(entry=entry(), household=home, said=wife)
    piece = households.LandSaid("owned", Decimal("3"))
    households.state_land(entry=entry(), household=home, pieces=[piece])
    before = Person.objects.count()
    an_import(
        replace(
            a_book(households=(a_household(land_rai=Decimal("3")),), debts=(OWED, BANK)),
            centre=replace(a_book().centre, as_of=LATEST),
        )
    )
    assert [one.name.full for one in present.members(home, LATEST)][1] == "สมศรี หนึ่ง"
    assert len(present.land(home, LATEST)) == 1
    assert Person.objects.count() == before
