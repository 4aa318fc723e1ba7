"""Names that sound alike are found by each other; how alike two are is a share of their letters."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from plodnee.engine.likeness import (
    ALIKE,
    best_likeness,
    folded,
    grams,
    likeness,
    search_text,
    search_words,
)

THAI = text(alphabet=[chr(code) for code in range(0x0E01, 0x0E4F)] + [" ", "a", "7"], max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ครัวเรือน", "ครั้วเรือน"),
        ("สมศักดิ์", "สมสัก"),
        ("ศรีสุข", "สีสุข"),
        ("กรรณิการ์", "กันนิกา"),
        ("บุญธรรม", "บุนทำ"),
        ("ณัฐพร", "นัถพร"),
        ("ใจดี", "ไจดี้"),
        ("จันทร์", "จันท"),
        ("พรรณี", "พันนี"),
        ("สำราญ", "สัมราน"),
        ("๑๒/๓", "12/3"),
        ("SW-001", "sw-001"),
    ],
)
def test_spellings_that_sound_alike_fold_into_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("สมชาย", "สมหมาย"), ("บุญมี", "บุญมา"), ("คำ", "ขำ")])
def test_other_names_stay_apart(one, other):
    assert folded(one) != folded(other)


def test_a_text_holds_each_word_between_edges_and_the_whole_name_written_together():
    assert search_text(["SW-001", "สมชาย ใจดี", ""]) == "|sw-001|สมชาย|ไจดิ|สมชายไจดิ|"
    assert search_text([""]) == ""


def test_a_title_before_the_name_is_not_searched_for():
    assert search_words("นายสมชาย  ใจดี") == search_words("สมชาย ใจดี")


@given(name=THAI)
def test_every_word_of_a_name_is_found_in_its_search_text(name):
    found = search_text([name])
    assert all(word in found for word in search_words(name))


def test_a_slip_of_one_letter_leaves_a_name_alike():
    assert likeness("สมชาย", "สมขาย") == pytest.approx(0.8)
    assert likeness("สมชาย", "สชมาย") == pytest.approx(0.8)  # two neighbours swapped
    assert likeness("", "") == 1
    assert best_likeness(["สมขาย", "ไจดิ"])("|001|สมชาย|ไจดิ|สมชายไจดิ|") == pytest.approx(0.8)
    assert best_likeness(["มานะ"])("|001|สมชาย|ไจดิ|") < ALIKE


def test_a_slip_in_the_beginning_of_a_longer_word_leaves_it_alike():
    rate = best_likeness(search_words("จำรอง"))
    near = [rate(search_text([name])) for name in ("จำลอง ดี", "จำลองศักดิ์วรกุล ดี", "วิจำลองกุล ดี")]
    assert near[0] > near[1] > near[2] > ALIKE


@pytest.mark.parametrize(
    ("piece", "name", "is_found"),
    [
        ("ลองสัก", "จำลองศักดิ์วรกุล", True),
        ("ลองษิก", "จำลองศักดิ์วรกุล", True),  # one letter misheard within the name
        ("ลงอสัก", "จำลองศักดิ์วรกุล", True),  # two neighbours swapped
        ("รวงข้าง", "สมมุติรวงข้าวทอง", True),
        ("ลอก", "จำลองศักดิ์วรกุล", False),  # too short: like some piece of too many
        ("มานะชัย", "จำลองศักดิ์วรกุล", False),
    ],
)
def test_a_slip_in_a_piece_of_the_middle_of_a_name_leaves_it_alike(piece, name, is_found):
    rate = best_likeness(search_words(piece))
    assert (rate(search_text([name])) >= ALIKE) is is_found


def _in_some_piece(word, part):
    pieces = {part[i:j] for i in range(len(part)) for j in range(i + 1, len(part) + 1)}
    return max((1 - round((1 - likeness(word, one)) * max(len(word), len(one))) / len(word)
                for one in pieces), default=0)  # fmt: skip


@given(word=text("กขค", min_size=5, max_size=8), part=text("กขคง", min_size=1, max_size=14))
def test_whatever_is_seen_at_once_every_piece_that_is_alike_enough_is_found(word, part):
    pieces = 0.8 * _in_some_piece(word, part) if len(part) > len(word) else 0
    enough = max(likeness(word, part), pieces) >= ALIKE
    assert (best_likeness([word])(f"|{part}|") >= ALIKE) or not enough


@given(one=THAI, other=THAI)
def test_likeness_is_the_same_both_ways_and_one_only_for_the_same(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other)


def test_runs_of_letters_hold_the_edges_of_a_word():
    assert grams("มี") == ["|มี", "มี|"]
