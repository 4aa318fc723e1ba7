"""One household under two codes, one person in two spellings: somebody decides, and may undo."""

from dataclasses import replace
from datetime import date

import pytest
from build import TODAY, a_book, a_book_of, a_debt, a_household, an_import, an_officer

from plodnee.audit.models import AuditEvent
from plodnee.casework.selectors import centre_analysis, is_current, latest_run
from plodnee.casework.services import plan_centre
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.privacy.erasure import GONE, erase_subject
from plodnee.privacy.export import subject_data
from plodnee.privacy.selectors import opened_id, persons_of
from plodnee.privacy.services import lift_holds, set_hold
from plodnee.registers.baseline.services import freeze_baselines
from plodnee.registers.book import PersonName
from plodnee.registers.confirmation.selectors import confirmations
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.errors import NothingToUndo, ReasonMissing
from plodnee.registers.models import (
    Debt,
    DebtLine,
    DebtState,
    Household,
    HouseholdLine,
    IdentityDecision,
    NationalId,
    Person,
    WrittenName,
)
from plodnee.registers.sameness.errors import DecidedMeanwhile, DifferentIds, UnknownEntries
from plodnee.registers.sameness.proposals import proposals
from plodnee.registers.sameness.services import decide, join_like_names, undo_decision
from plodnee.registers.selectors import register_book

pytestmark = pytest.mark.django_db
SOMSRI, SPELLED = PersonName("นาง", "สมศรี ใจดี"), PersonName("", "สมรี ใจดี")
BOOK = a_book(
    households=(
        a_household("001", head=SOMSRI, is_target=True),
        a_household("002", head=SPELLED, national_id=None, cash_satang=None),
        a_household("003", head=PersonName("", "คนละ บ้าน"), house_number="99"),
    ),
    debts=(
        a_debt(2, borrower=SOMSRI),
        a_debt(3, household_code="002", borrower=SPELLED, principal_satang=500_000),
        a_debt(4, household_code="003", borrower=PersonName("", "คนละ บ้าน")),
    ),
)


@pytest.fixture
def centre():
    return an_import(BOOK).centre


def home(code):
    return Household.objects.get(code=code)


def decided(centre, kept, joined, **more):
    given = {"kind": "household", "verdict": "same", "reason": "ไปดูบ้านแล้ว หลังเดียวกัน"}
    given |= {"actor": OPERATOR, "on": TODAY} | more
    return decide(centre=centre, kept=kept.pk, joined=joined.pk, **given)


def undone(decision, **more):
    given = {"reason": "ดูใหม่แล้ว คนละหลัง", "actor": OPERATOR, "on": TODAY}
    return undo_decision(decision, **(given | more))


def everything_told(centre):
    """What lists, slips, plans and registers say, to compare whole."""
    lines = HouseholdLine.objects.order_by("code").values_list("code", "owed_satang", "debts")
    owed = DebtLine.objects.order_by("household_code", "owed_satang")
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    return (
        list(lines),
        list(owed.values_list("household_code", "owed_satang")),
        [(one.stated.household.code, one.stated.owed_satang) for one in confirmations(centre)],
        [(one.household.code, one.owed_satang) for one in centre_analysis(centre).households],
    )


def test_a_spelling_in_the_same_house_is_proposed_with_its_reasons(centre):
    homes = [one for one in proposals(centre) if one.kind == "household"]
    (one,) = homes
    assert {one.first, one.second} == {home("001").pk, home("002").pk}
    assert [sign.code for sign in one.signs] == ["alike_name", "same_house"]


def test_nothing_is_joined_before_somebody_decides(centre):
    proposals(centre)
    assert HouseholdLine.objects.count() == 3
    assert not IdentityDecision.objects.exists()


def test_one_household_under_two_codes_is_told_once_with_the_debts_of_both(centre):
    before = everything_told(centre)
    states = list(DebtState.objects.order_by("pk").values())
    decision = decided(centre, home("001"), home("002"))
    lines, debts, slips, analysis = everything_told(centre)
    assert lines == [("001", 2_500_000, 2), ("003", 2_000_000, 1)]
    assert "|002|" in HouseholdLine.objects.get(code="001").search_text
    assert debts == [("001", 500_000), ("001", 2_000_000), ("003", 2_000_000)]
    assert sorted(slips) == [("001", 500_000), ("001", 2_000_000), ("003", 2_000_000)]
    assert analysis == [("001", 2_500_000), ("003", 2_000_000)]
    assert list(DebtState.objects.order_by("pk").values()) == states
    assert {debt.household.code for debt in Debt.objects.all()} == {"001", "002", "003"}
    undone(decision)
    assert everything_told(centre) == before


def test_an_analysis_from_before_says_what_it_said_and_is_called_old(centre):
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    run, before = latest_run(centre), centre_analysis(centre)
    decided(centre, home("001"), home("002"))
    assert not is_current(run)
    assert centre_analysis(centre) == before
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    assert is_current(latest_run(centre))
    assert len(centre_analysis(centre).households) == len(before.households) - 1


def test_cash_is_not_counted_twice_and_comes_from_the_other_where_one_has_none(centre):
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    decided(centre, home("002"), home("001"))
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    analysis = centre_analysis(centre)
    assert [one.household.code for one in analysis.households] == ["002", "003"]
    assert [(item.household_code, item.item) for item in analysis.book.cash] == [
        ("002", "ขายข้าว"), ("002", "ค่าครองชีพ")
    ]  # fmt: skip
    assert HouseholdLine.objects.get(code="002").income_year_satang == 6_000_000


def test_what_the_next_register_says_under_either_code_is_the_same_debt(centre):
    decided(centre, home("001"), home("002"))
    debts = Debt.objects.count()
    put_right = (BOOK.debts[0], replace(BOOK.debts[1], household_code="001"), BOOK.debts[2])
    rest = tuple(one for one in BOOK.households if one.code != "002")
    an_import(a_book_of(date(2019, 4, 1), replace(BOOK, households=rest, debts=put_right)))
    assert Debt.objects.count() == debts
    assert sum(one.owed_satang for one in stated_debts(centre).values()) == 4_500_000
    an_import(a_book_of(date(2019, 5, 1), BOOK))
    assert Debt.objects.count() == debts
    assert HouseholdLine.objects.filter(valid_until__year=9999).count() == 2


def test_where_a_register_states_only_the_joined_one_it_stands_for_both(centre):
    decided(centre, home("001"), home("002"))
    rest, owed = BOOK.households[1:], BOOK.debts[1:]
    an_import(a_book_of(date(2019, 4, 1), replace(BOOK, households=rest, debts=owed, cash=())))
    told = {one.household.code for one in stated_debts(centre).values()}
    assert told == {"002", "003"}
    assert {one.household.code for one in stated_debts(centre, TODAY).values()} == {"001", "003"}


def test_the_starting_debt_of_a_target_household_has_the_debts_of_both(centre):
    decided(centre, home("001"), home("002"))
    (baseline,) = freeze_baselines(centre=centre, actor=OPERATOR, on=TODAY)
    assert (baseline.household.code, baseline.owed_satang) == ("001", 2_500_000)


def test_what_was_called_different_is_not_proposed_again_until_that_is_undone(centre):
    decision = decided(centre, home("001"), home("002"), verdict="different")
    assert [one for one in proposals(centre) if one.kind == "household"] == []
    with pytest.raises(DecidedMeanwhile):
        decided(centre, home("001"), home("002"))
    undone(decision)
    assert [one for one in proposals(centre) if one.kind == "household"]
    decided(centre, home("001"), home("002"))


def test_three_entries_of_one_household_come_apart_one_by_one(centre):
    first = decided(centre, home("002"), home("003"))
    second = decided(centre, home("001"), home("003"))
    assert [line.code for line in HouseholdLine.objects.all()] == ["001"]
    undone(first)
    assert sorted(line.code for line in HouseholdLine.objects.all()) == ["001", "003"]
    undone(second)
    assert HouseholdLine.objects.count() == 3


def test_the_same_decision_sent_twice_is_one_and_that_of_another_is_refused(centre):
    actor = an_officer("district_officer", "3101")
    first = decided(centre, home("001"), home("002"), actor=actor)
    assert decided(centre, home("001"), home("002"), actor=actor) == first
    with pytest.raises(DecidedMeanwhile):
        decided(centre, home("001"), home("002"), actor=OPERATOR)
    assert undone(first) == undone(first)
    with pytest.raises(NothingToUndo):
        undone(IdentityDecision.objects.get(undoes=first))
    events = AuditEvent.objects.filter(action__startswith="registers.identity_")
    assert list(events.order_by("sequence").values_list("action", flat=True)) == [
        "registers.identity_same", "registers.identity_undone"
    ]  # fmt: skip


def test_a_decision_needs_a_right_a_reason_and_two_entries_of_the_centre(centre):
    with pytest.raises(NotAllowed):
        decided(centre, home("001"), home("002"), actor=an_officer("auditor", "3101"))
    with pytest.raises(ReasonMissing):
        decided(centre, home("001"), home("002"), reason="  ")
    with pytest.raises(UnknownEntries):
        decided(centre, home("001"), home("001"))
    with pytest.raises(UnknownEntries):
        decided(centre, home("001"), Person.objects.first())


def person(full):
    return WrittenName.objects.get(full=full).person


def test_two_spellings_of_one_person_are_shown_exported_and_erased_together():
    closed = a_debt(2, borrower=SPELLED, principal_satang=0, contract_principal_satang=9)
    batch = an_import(a_book(households=(a_household(head=SOMSRI),), debts=(closed,)))
    centre = batch.centre
    with_id, without = person(SOMSRI.full), person(SPELLED.full)
    (proposal,) = proposals(centre)
    assert {proposal.first, proposal.second} == {with_id.pk, without.pk}
    assert [sign.code for sign in proposal.signs] == ["alike_name", "same_household"]
    decision = decided(centre, without, with_id, kind="person")
    (known,) = persons_of(home("001"))
    assert known.names == ("นางสมศรี ใจดี", "สมรี ใจดี")
    assert known.has_id
    assert opened_id(without) == make_up(1)
    assert subject_data(without, TODAY).tables.keys() == subject_data(with_id, TODAY).tables.keys()
    assert len(subject_data(without, TODAY).tables["registers.WrittenName"]) == 2
    undone(decision)
    assert len(persons_of(home("001"))) == 2
    decided(centre, without, with_id, kind="person")
    erase_subject(without, ground="request", actor=OPERATOR, on=TODAY)
    assert not NationalId.objects.filter(person=with_id).exists()
    assert {name.full for name in WrittenName.objects.all()} == {GONE}
    assert all(one.is_erased for one in persons_of(home("001")))
    assert register_book(centre).debts[0].contract_principal_satang == 9


def test_a_hold_set_under_another_entry_is_lifted_with_the_person():
    batch = an_import(
        a_book(households=(a_household(head=SOMSRI),), debts=(a_debt(borrower=SPELLED),))
    )
    with_id, without = person(SOMSRI.full), person(SPELLED.full)
    given = {"actor": OPERATOR, "on": TODAY}
    hold = set_hold(without, reason="คดี", **given)
    decided(batch.centre, with_id, without, kind="person")
    assert set_hold(with_id, reason="คดี", **given) == hold
    assert [one.is_held for one in persons_of(home("001"))] == [True]
    other = set_hold(with_id, reason="ตรวจสอบภาษี", **given)  # with a reason of its own
    lifted = {one.lifts for one in lift_holds(with_id, reason="คดีจบ", **given)}
    assert lifted == {hold, other}
    assert hold != other
    assert [one.is_held for one in persons_of(home("001"))] == [False]
    assert lift_holds(with_id, reason="คดีจบ", **given) == []


def test_two_persons_with_an_id_each_are_never_made_one():
    heads = (a_household("001", head=SOMSRI), a_household("002", head=SPELLED))
    centre = an_import(a_book(households=heads, debts=())).centre
    assert [one for one in proposals(centre) if one.kind == "person"] == []
    with pytest.raises(DifferentIds):
        decided(centre, person(SOMSRI.full), person(SPELLED.full), kind="person")


def test_borrowers_written_without_ids_are_joined_with_their_namesakes_at_home_by_one_reason():
    borrowers = (PersonName("", "สมศรี  ใจดี"), PersonName("นางสาว", "สมสี ใจดี"))
    debts = tuple(a_debt(row, borrower=name) for row, name in enumerate(borrowers, start=2))
    centre = an_import(a_book(households=(a_household(head=SOMSRI),), debts=debts)).centre
    with pytest.raises(ReasonMissing):
        join_like_names(centre=centre, reason="", actor=OPERATOR, on=TODAY)
    made = join_like_names(centre=centre, reason="ตรวจแล้ว", actor=OPERATOR, on=TODAY)
    assert len(made) == 2
    assert len(persons_of(home("001"))) == 1
    assert proposals(centre) == []
    assert join_like_names(centre=centre, reason="ตรวจแล้ว", actor=OPERATOR, on=TODAY) == []
    undone(made[0])
    assert len(persons_of(home("001"))) == 2


def test_a_namesake_of_two_persons_with_ids_is_joined_with_one_of_them_only():
    son = a_debt(2, borrower=SOMSRI, national_id=make_up(9))
    unnamed = a_debt(3, borrower=PersonName("", SOMSRI.full))
    centre = an_import(a_book(households=(a_household(head=SOMSRI),), debts=(son, unnamed))).centre
    assert len(join_like_names(centre=centre, reason="ตรวจแล้ว", actor=OPERATOR, on=TODAY)) == 1
    assert len(persons_of(home("001"))) == 2
