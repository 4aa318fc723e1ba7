"""A row speaks of a known debt only where something in it says so."""

from dataclasses import replace
from datetime import date

from build import a_debt
from hypothesis import given
from hypothesis import strategies as st

from plodnee.registers.identity import recognised

BARE = {"contract_number": "", "number": None, "borrowed_on": None}


def test_the_number_of_the_contract_is_a_sign_whatever_else_changed():
    known = {"a": a_debt(2), "b": a_debt(3)}
    rows = [replace(known["b"], row=9, principal_satang=5, number=77)]
    assert recognised(rows, known, same_day=False) == {9: "b"}


def test_a_contract_of_another_household_or_creditor_is_another_debt():
    known = {"a": a_debt(2)}
    rows = [
        a_debt(2, household_code="002", principal_satang=1),
        a_debt(3, contract_number="2/2561", creditor="SG-1", principal_satang=1),
    ]
    assert recognised(rows, known, same_day=False) == {}


def test_a_renewed_contract_with_the_same_number_is_told_apart_by_its_day():
    known = {"old": a_debt(2, contract_number="7"), "new": a_debt(3, contract_number="7")}
    known["new"] = replace(known["new"], borrowed_on=date(2019, 1, 5))
    rows = [replace(known["new"], row=4, principal_satang=1)]
    assert recognised(rows, known, same_day=False) == {4: "new"}


def test_the_running_number_is_a_sign_on_the_same_day_only():
    known = {"a": a_debt(2, **BARE | {"number": 1})}
    row = replace(known["a"], row=5, principal_satang=1, due_on=date(2021, 1, 1))
    assert recognised([row], known, same_day=True) == {5: "a"}
    assert recognised([row], known, same_day=False) == {}


def test_a_bare_row_is_known_by_being_the_only_one_of_its_borrower_on_another_day():
    known = {"a": a_debt(2, **BARE)}
    row = replace(known["a"], row=5, principal_satang=1)
    assert recognised([row], known, same_day=False) == {5: "a"}
    assert recognised([row], known, same_day=True) == {}
    assert recognised([row, replace(row, row=6)], known, same_day=False) == {}


def test_day_and_principal_of_the_loan_are_a_sign():
    known = {"a": a_debt(2, contract_number="", number=None, contract_principal_satang=9)}
    row = replace(known["a"], row=5, principal_satang=1)
    assert recognised([row], known, same_day=True) == {5: "a"}


def test_rows_alike_in_everything_are_paired_one_to_one():
    known = {"a": a_debt(2, **BARE), "b": a_debt(3, **BARE)}
    rows = [replace(known["a"], row=row) for row in (7, 8, 9)]
    assert recognised(rows, known, same_day=True) == {7: "a", 8: "b"}


SIGNS = st.fixed_dictionaries(
    {
        "contract_number": st.sampled_from(["", "1", "2"]),
        "borrowed_on": st.sampled_from([None, date(2018, 6, 1), date(2018, 7, 1)]),
        "principal_satang": st.integers(0, 3),
        "number": st.sampled_from([None, 1, 2]),
        "household_code": st.sampled_from(["001", "002"]),
    }
)


@given(st.lists(SIGNS, max_size=6), st.lists(SIGNS, max_size=6), st.booleans())
def test_no_debt_is_given_twice_and_none_crosses_a_household(known_signs, row_signs, same_day):
    known = {f"k{n}": a_debt(2 + n, **signs) for n, signs in enumerate(known_signs)}
    rows = {20 + n: a_debt(20 + n, **signs) for n, signs in enumerate(row_signs)}
    found = recognised(rows.values(), known, same_day=same_day)
    assert len(set(found.values())) == len(found)
    for number, name in found.items():
        assert rows[number].household_code == known[name].household_code
        both = rows[number].contract_number and known[name].contract_number
        assert not both or rows[number].contract_number == known[name].contract_number or same_day
