"""A national id checks itself, hides itself, and says when its person is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import pin

from plodnee.engine.national_id import (
    check_digit,
    dashed,
    is_made_up,
    is_valid,
    make_up,
    mask,
    masked_within,
    starts_with_zero,
)

TWELVE = st.from_regex(r"[1-8][0-9]{11}", fullmatch=True)


@pytest.mark.parametrize(("first", "digit"), [("310010037843", "2"), ("110170020703", "0")])
def test_the_check_digit_of_a_worked_example(first, digit):
    assert check_digit(first) == digit
    assert is_valid(first + digit)


@given(TWELVE)
def test_an_independent_library_finds_the_same_check_digit(first):
    assert check_digit(first) == pin.calc_check_digit(first)


@given(TWELVE, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_but_for_two_known_blind_spots(first, place, shift):
    """The third digit has weight 11, which counts nothing; remainders 0 and 10 share a digit."""
    whole = first + check_digit(first)
    wrong = str((int(whole[place]) + shift) % 10)
    changed = whole[:place] + wrong + whole[place + 1 :]
    blind = place == 2 or {_remainder(whole), _remainder(changed)} == {0, 10}
    assert is_valid(changed) == blind


def _remainder(national_id):
    weights = range(13, 1, -1)
    return sum(w * int(d) for w, d in zip(weights, national_id[:12], strict=True)) % 11


@pytest.mark.parametrize(
    "text", ["", "123", "3100100378433", "31001003784321", "310010037843x", "๓๑๐๐๑๐๐๓๗๘๔๓๒"]
)
def test_what_is_no_id_is_refused(text):
    assert not is_valid(text)


def test_a_check_digit_needs_twelve_digits():
    with pytest.raises(ValueError, match="twelve"):
        check_digit("12345")


@given(st.integers(0, 10**11 - 1))
def test_a_made_up_id_is_valid_and_says_so(number):
    made_up = make_up(number)
    assert is_valid(made_up)
    assert is_made_up(made_up)
    assert not starts_with_zero(made_up)


def test_made_up_ids_differ_and_have_an_end():
    assert len({make_up(number) for number in range(1000)}) == 1000
    with pytest.raises(ValueError, match="no made-up id"):
        make_up(10**11)
    with pytest.raises(ValueError, match="no made-up id"):
        make_up(-1)


def test_a_mask_leaves_the_first_and_the_last_three_digits():
    assert mask("3100100378432") == "3-xxxx-xxxxx-43-2"
    assert mask(None) == mask("") == ""
    assert dashed("3100100378432") == "3-1001-00378-43-2"
    assert starts_with_zero("0123456789012")


@pytest.mark.parametrize(
    "written",
    [
        "{id}", "{dashed}", "บัตร {id} เก็บไว้", "{spaced}", "ลำดับ 3 {id}", "12/3 {dashed}",
        "+2-{dashed}", "3 {id} 4", "{id},{id}", "{id} {dashed}", "{thai}", "1 - {dashed}",
        "x{id}y", "08-1234-5678 {id}", "{id}.", "{dashed}-5",
    ],
)  # fmt: skip
def test_an_id_is_masked_whatever_stands_around_it(written):
    one = make_up(42)
    thai = one.translate({ord(str(digit)): chr(0x0E50 + digit) for digit in range(10)})
    text = written.format(id=one, dashed=dashed(one), spaced=" ".join(one), thai=thai)
    masked = masked_within(text)
    assert mask(one) in masked
    for left in (one, dashed(one), " ".join(one), thai, one[1:10], one[1:5] + "-" + one[5:10]):
        assert left not in masked


@given(st.text(alphabet="0123456789 -.ก", max_size=40))
def test_a_text_without_an_id_is_left_as_it_is(text):
    assert masked_within(text, lambda digits: False) == text


def test_a_longer_number_is_no_id():
    assert masked_within("1" + make_up(42)) == "1" + make_up(42)
    assert masked_within(make_up(42) + "1") == make_up(42) + "1"
