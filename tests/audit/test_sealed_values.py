"""What is sealed opens in its own place only, and equal values are found without opening any."""

import base64

import pytest
from cryptography.exceptions import InvalidTag

from plodnee.audit.sealing import blind_index, seal, unseal

PLACE = "registers_nationalid|row 1|national_id"


def test_a_sealed_value_opens_again_and_shows_nothing():
    sealed = seal("9123456789014", place=PLACE)
    assert sealed.startswith("v1|1|")
    assert "9123456789014" not in sealed
    assert unseal(sealed, place=PLACE) == "9123456789014"


def test_the_same_value_is_sealed_differently_each_time():
    assert seal("ก", place=PLACE) != seal("ก", place=PLACE)


def test_a_value_moved_to_another_row_does_not_open():
    sealed = seal("9123456789014", place=PLACE)
    with pytest.raises(InvalidTag):
        unseal(sealed, place=PLACE.replace("row 1", "row 2"))


def test_a_changed_value_does_not_open():
    *rest, text = seal("9123456789014", place=PLACE).split("|")
    raw = bytearray(base64.urlsafe_b64decode(text))
    raw[0] ^= 1
    changed = "|".join([*rest, base64.urlsafe_b64encode(bytes(raw)).decode()])
    with pytest.raises(InvalidTag):
        unseal(changed, place=PLACE)


def test_an_unknown_form_is_no_sealed_value():
    with pytest.raises(ValueError, match="unknown form"):
        unseal(seal("ก", place=PLACE).replace("v1", "v9"), place=PLACE)


def test_after_a_change_of_keys_old_values_open_and_new_ones_bear_the_new_key(settings):
    old = seal("ก", place=PLACE)
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, "2": b"0123456789abcdef0123456789abcdef"}
    assert unseal(old, place=PLACE) == "ก"
    assert seal("ก", place=PLACE).startswith("v1|2|")


def test_equal_values_have_equal_indexes_only_for_one_purpose_and_key(settings):
    index = blind_index("9123456789014", purpose="national_id")
    assert index == blind_index("9123456789014", purpose="national_id")
    assert index != blind_index("9123456789014", purpose="telephone")
    assert index != blind_index("9123456789015", purpose="national_id")
    settings.MASTER_KEYS = {"1": b"0123456789abcdef0123456789abcdef"}
    assert index != blind_index("9123456789014", purpose="national_id")
