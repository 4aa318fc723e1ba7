"""The made-up villages: calibrated, complete, and nobody in them can be a real person."""

from collections import Counter, defaultdict
from itertools import islice
from statistics import mean

import pytest

from plodnee import policy
from plodnee.engine import national_id
from plodnee.engine.classification import classify, criteria_in_force
from plodnee.organization import gazetteer
from plodnee.registers.demonstration import demo_books, village_books
from plodnee.registers.workbook.reading import read_workbook
from plodnee.registers.workbook.writing import write_register

SEEDS = (1, 2, 3, 2562)


@pytest.fixture(scope="module", params=SEEDS)
def books(request):
    return demo_books(request.param)


def owed_by_household(book):
    owed = defaultdict(list)
    for debt in book.debts:
        if not debt.closed:
            owed[debt.household_code].append(debt)
    return owed


def class_of(debt, as_of):
    since = debt.overdue_since or debt.due_on
    days = max(0, (as_of - since).days) if since else 0
    return classify(days, debt.status, criteria_in_force(as_of)).debtor_class


def test_the_letter_s_two_centres_have_their_areas_and_sizes(books):
    first, second = books
    assert (first.centre.area_code, len(first.households), len(first.groups)) == (
        "31011805",
        140,
        6,
    )
    assert (second.centre.area_code, len(second.households), len(second.groups)) == (
        "31210302",
        90,
        5,
    )
    assert {book.centre.as_of.isoformat() for book in books} == {"2019-03-16"}
    assert {book.centre.fiscal_year for book in books} == {2562}


def test_the_mean_debt_of_an_indebted_household_is_that_of_the_northeast(books):
    wanted = policy.in_force("demonstration", books[0].centre.as_of).values
    for book in books:
        sums = [sum(d.owed_satang for d in debts) for debts in owed_by_household(book).values()]
        assert mean(sums) / 100 == pytest.approx(
            wanted["debt_per_indebted_household_baht"], rel=0.10
        )


def test_an_indebted_household_owes_one_to_eight_debts(books):
    for book in books:
        counts = [len(debts) for debts in owed_by_household(book).values()]
        assert (min(counts), max(counts)) == (1, 8)


def test_every_class_and_every_kind_of_creditor_occurs(books):
    for book in books:
        owed = [debt for debt in book.debts if not debt.closed]
        assert {class_of(debt, book.centre.as_of) for debt in owed} == set("ABCDER")
        assert {debt.creditor_kind for debt in owed} == {"group", "formal", "informal"}
        assert {debt.method for debt in owed} == {"flat", "declining"}
        assert any(debt.closed for debt in book.debts)


def test_no_group_lends_more_than_its_capital_and_one_has_no_money(books):
    for book in books:
        lent = Counter()
        for debt in book.debts:
            lent[debt.creditor] += debt.principal_satang
        for group in book.groups:
            assert lent[group.code] <= (group.capital_satang or 0)
        assert any(group.capital_satang is None for group in book.groups)


def test_rice_pays_once_a_year_and_other_incomes_stand_beside_it(books):
    for book in books:
        rice = [item for item in book.cash if item.item == "ขายข้าวเปลือก"]
        assert len(rice) > len(book.households) * 0.7
        assert all(set(item.months) <= {11, 12, 1} for item in rice)
        items = {item.item for item in book.cash}
        assert {"ขายมันสำปะหลัง", "ขายอ้อย", "รับจ้างทั่วไป", "เงินส่งกลับจากบุตรหลาน"} <= items


def test_every_year_leaves_something_before_debt_service(books):
    for book in books:
        net = Counter()
        for item in book.cash:
            if not item.item.startswith("ชำระหนี้"):
                sign = 1 if item.kind == "income" else -1
                net[item.household_code] += sign * item.amount_satang * len(item.months)
        assert sum(value > 0 for value in net.values()) > 0.9 * len(book.households)


def test_target_and_model_households_are_few_and_different(books):
    for book in books:
        targets = {h.code for h in book.households if h.is_target}
        models = {h.code for h in book.households if h.is_model}
        assert targets
        assert models
        assert not targets & models
        assert len(targets) < len(book.households) / 5


def test_every_id_is_valid_and_of_a_made_up_person(books):
    ids = [h.national_id for book in books for h in book.households]
    ids += [debt.national_id for book in books for debt in book.debts]
    ids = [one for one in ids if one]
    assert all(national_id.is_valid(one) and national_id.is_made_up(one) for one in ids)
    heads = [h.national_id for book in books for h in book.households if h.national_id]
    assert len(set(heads)) == len(heads)


def test_some_are_written_in_two_spellings_and_proposed_as_one_without_changing_what_is_owed(books):
    figures = policy.in_force("demonstration", books[0].centre.as_of).values
    for book in books:
        (again,) = [h for h in book.households if not h.national_id]
        assert (again.is_target, again.is_model) == (False, False)
        twice = {d.household_code for d in book.debts if d.national_id is None}
        assert len(twice - {again.code}) == 2
        centre = next(c for c in figures["centres"] if c["area_code"] == book.centre.area_code)
        assert (len(book.households), again.code in twice) == (centre["households"], True)


def test_no_two_people_of_a_village_share_a_name_and_rows_say_that_they_are_made_up(books):
    for book in books:
        people = {(str(h.head), h.national_id) for h in book.households}
        people |= {(str(debt.borrower), debt.national_id) for debt in book.debts}
        assert len({name for name, _ in people}) == len(people)
        assert all("สมมุติ" in debt.note for debt in book.debts)
        assert "สมมุติ" in book.centre.chair


def test_no_debt_is_younger_than_its_register_or_due_before_it_was_lent(books):
    for book in books:
        for debt in book.debts:
            assert debt.borrowed_on <= book.centre.as_of
            assert debt.due_on is None or debt.borrowed_on <= debt.due_on
            assert debt.principal_satang <= debt.contract_principal_satang
            assert debt.overdue_since is None or debt.borrowed_on < debt.overdue_since


def test_poverty_fund_money_bears_no_interest(books):
    for book in books:
        funds = {group.code for group in book.groups if group.kind == "KKJ_POVERTY_FUND"}
        rates = {debt.rate_bp for debt in book.debts if debt.creditor in funds}
        assert rates == {0}


def test_a_written_village_reads_back_whole_with_nothing_refused_or_repaired(books, tmp_path):
    for book in books:
        path = tmp_path / f"{book.centre.area_code}.xlsx"
        write_register(book, path)
        reading = read_workbook(path.read_bytes())
        assert reading.book == book
        assert (reading.problems, reading.repairs) == ((), ())
        assert {note.code for note in reading.notes} == {
            "rate_over_ceiling", "household_alike",
        }  # fmt: skip


def test_a_seed_always_gives_the_same_registers_and_another_seed_others():
    assert demo_books(7) == demo_books(7)
    assert demo_books(7) != demo_books(8)


def test_many_villages_hold_the_households_asked_for_in_real_subdistricts():
    books = list(village_books(500, seed=1))
    assert sum(len(book.households) for book in books) == 500
    areas = [book.centre.area_code for book in books]
    assert len(set(areas)) == len(areas) > 3
    assert all(gazetteer.subdistrict_exists(area[:6]) for area in areas)
    assert len({area[:2] for area in areas}) > 1
    assert not {"31011805", "31210302"} & set(areas)


def test_many_villages_come_one_by_one_and_always_the_same():
    first = list(islice(village_books(10_000_000, seed=5), 2))
    again = list(islice(village_books(10_000_000, seed=5), 2))
    assert first == again
    ids = [{debt.national_id for debt in book.debts} for book in first]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("households", [1, 2, 5, 17])
def test_even_a_hamlet_is_a_whole_register(households):
    (book,) = village_books(households, seed=3)
    assert len(book.households) == households
    assert book.debts


def test_a_village_without_households_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        next(village_books(0, seed=1))
