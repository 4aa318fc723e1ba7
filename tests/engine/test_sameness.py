"""Entries that may be one are proposed with the reasons; two national ids never are."""

from dataclasses import replace

from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from plodnee.engine.sameness import (
    HouseholdEntry,
    PersonEntry,
    Sign,
    household_pairs,
    person_pairs,
)

NAMES = ("สมศรี ใจดี", "สมศรี ใจดีย์", "สมรี ใจดี", "วิชัย แก้วมณี", "วิชัย แก้วมนี", "ปราณี ทองคำ", "")


def a_home(key, head="สมศรี ใจดี", head_id=None, house="5/12", ids=()):
    held = frozenset({*ids, *([head_id] if head_id else [])})
    return HouseholdEntry(key, head, head_id, house, held)


def a_person(key, name="สมศรี ใจดี", *, has_id=False, home="001", house="5/12"):
    return PersonEntry(key, (name,), has_id, home, house)


def codes(pair):
    return [sign.code for sign in pair.signs]


def test_one_head_with_an_id_in_two_households_is_the_surest_sign():
    homes = [a_home("1", head_id="p", house=""), a_home("2", "คนอื่น ไกล", house=""),
             a_home("3", "ชื่อต่าง มาก", head_id="p", house="")]  # fmt: skip
    (pair,) = household_pairs(homes)
    assert (pair.first, pair.second, codes(pair)) == ("1", "3", ["same_id"])


def test_a_like_head_in_the_same_house_is_proposed_and_elsewhere_only_the_same_name_is():
    (pair,) = household_pairs([a_home("1"), a_home("2", "สมรี ใจดี")])
    assert codes(pair) == ["alike_name", "same_house"]
    assert household_pairs([a_home("1"), a_home("2", "สมรี ใจดี", house="5/99")]) == []
    (pair,) = household_pairs([a_home("1"), a_home("2", "สมศรี  ใจดีย์", house="5/99")])
    assert codes(pair) == ["same_name"]


def test_a_title_changes_with_marriage_and_tells_a_brother_from_a_sister():
    """Where no id is known, one letter in ten may be a slip of the pen in a house's number too."""
    wed = a_home("2", "นาง สมศรี แก้วมะณี", house="5/99")
    (pair,) = household_pairs([a_home("1", "นางสาวสมศรี แก้วมณี"), wed])
    assert codes(pair) == ["alike_name"]
    assert household_pairs([a_home("1", "นายสมศรี แก้วมณี"), wed]) == []
    assert household_pairs([a_home("1", "นางสาวสมศรี แก้วมณี", head_id="p"), wed]) == []


def test_heads_with_different_ids_are_two_however_alike_their_names_and_house():
    assert household_pairs([a_home("1", head_id="p"), a_home("2", head_id="q")]) == []


def test_a_borrower_with_an_id_in_another_household_is_a_sign():
    homes = [a_home("1", head_id="p", house=""), a_home("2", "อีก บ้าน", "q", "", ids=["p"])]
    assert [codes(pair) for pair in household_pairs(homes)] == [["same_id"]]


def test_two_spellings_in_one_household_are_proposed_and_two_ids_are_not():
    (pair,) = person_pairs([a_person("a", has_id=True), a_person("b", "สมรี ใจดี")])
    assert codes(pair) == ["alike_name", "same_household"]
    assert pair.signs[0].percent < 100
    assert person_pairs([a_person("a", has_id=True), a_person("b", has_id=True)]) == []
    assert person_pairs([a_person("a"), a_person("b", "วิชัย แก้วมณี")]) == []


def test_in_two_households_of_one_house_a_like_name_is_proposed_and_in_two_houses_it_is_not():
    (pair,) = person_pairs([a_person("a"), a_person("b", "สมรี ใจดี", home="002")])
    assert codes(pair) == ["alike_name", "same_house"]
    like = a_person("b", "สมรี ใจดี", home="002", house="5/99")
    assert person_pairs([a_person("a"), like]) == []
    assert person_pairs([a_person("a", house=""), replace(like, house="")]) == []


def test_one_name_in_two_households_is_proposed_as_one_person_who_borrowed_from_two_funds():
    (pair,) = person_pairs([a_person("a", has_id=True), a_person("b", home="002", house="5/99")])
    assert codes(pair) == ["same_name"]
    both = [a_person("a", has_id=True), a_person("b", home="002", house="", has_id=True)]
    assert person_pairs(both) == []


def test_the_surest_pair_comes_first():
    homes = [a_home("1"), a_home("2", "สมรี ใจดี"), a_home("3", head_id="p"),
             a_home("4", head_id="p")]  # fmt: skip
    pairs = household_pairs(homes)
    assert (pairs[0].first, pairs[0].second) == ("3", "4")
    assert pairs[0].signs == (Sign("same_id"), Sign("same_name"), Sign("same_house"))


@given(
    lists(sampled_from(NAMES), max_size=12),
    lists(sampled_from(["", "5/1", "5/2"]), min_size=12, max_size=12),
)
def test_a_pair_is_named_once_and_always_with_a_reason(names, houses):
    homes = [a_home(key, name, house=houses[key]) for key, name in enumerate(names)]
    people = [a_person(key, name, home=key // 2, house=houses[key // 2])
              for key, name in enumerate(names)]  # fmt: skip
    for pairs in (household_pairs(homes), person_pairs(people)):
        assert len({frozenset((pair.first, pair.second)) for pair in pairs}) == len(pairs)
        assert all(pair.signs and pair.first != pair.second for pair in pairs)
