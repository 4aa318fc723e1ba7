"""Pictures say what the figures say."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from plodnee.web.charts.bars import LONGEST_BAR_PERCENT, Bar, bar_chart
from plodnee.web.charts.cash_line import BOTTOM, TOP, Way, cash_after, cash_picture

SATANG = integers(0, 10**11)
KEEP = Way("จ่ายตามเดิม", "quo", (0, 0, 130000))
PLAN = Way("ตามแผน", "plan", (0, 0, 40000))


def test_the_largest_bar_takes_the_whole_width_and_the_others_their_share():
    chart = bar_chart([Bar("ก", 40000), Bar("ข", 10000)])
    assert [bar.width_percent for bar in chart.bars] == ["64.00", "16.00"]
    assert [bar.share_percent for bar in chart.bars] == [80, 20]
    assert chart.total_satang == 50000


@given(lists(SATANG, max_size=8))
def test_only_nothing_is_drawn_as_nothing(amounts):
    chart = bar_chart(Bar("ก", amount) for amount in amounts)
    for amount, bar in zip(amounts, chart.bars, strict=True):
        assert (float(bar.width_percent) == 0) == (amount == 0)
        assert float(bar.width_percent) <= LONGEST_BAR_PERCENT


def test_a_bar_below_nothing_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="shorter than nothing"):
        bar_chart([Bar("ก", -1)])


def test_cash_is_what_came_in_less_what_was_paid_month_by_month():
    assert cash_after(600000, [-20000, -20000, 500000], [0, 100000]) == (
        600000, 580000, 460000, 960000,
    )  # fmt: skip


def test_the_picture_marks_the_first_month_below_the_reserve():
    picture = cash_picture(
        opening=100000, reserve=20000, net=(-10000, -10000, -10000), ways=[KEEP, PLAN], months=12
    )
    assert [way.break_month for way in picture.ways] == [3, None]
    assert picture.ways[0].cash == (100000, 90000, 80000, -60000)
    assert [tick.month for tick in picture.ticks] == [1, 2, 3]


def test_the_last_way_is_the_one_whose_payments_are_drawn():
    picture = cash_picture(opening=100000, reserve=0, net=(0, 0, 0), ways=[KEEP, PLAN], months=12)
    assert len(picture.payments) == 1
    assert float(picture.payments[0].x) < 98


def test_years_are_named_when_months_would_not_fit():
    picture = cash_picture(
        opening=0, reserve=0, net=(0,) * 60, ways=[Way("ตามแผน", "plan", ())], months=60
    )
    assert [tick.month for tick in picture.ticks] == [12, 24, 36, 48, 60]


@given(
    opening=SATANG,
    reserve=SATANG,
    net=lists(integers(-(10**9), 10**9), min_size=1, max_size=120),
)
def test_nothing_is_drawn_outside_the_picture(opening, reserve, net):
    picture = cash_picture(
        opening=opening, reserve=reserve, net=net, ways=[Way("ตามแผน", "plan", ())], months=120
    )
    heights = [y for way in picture.ways for s in way.segments for y in (s.y1, s.y2)]
    heights += [level.y for level in picture.levels] + [picture.reserve.y]
    assert all(TOP <= y <= BOTTOM for y in heights)
    assert 1 <= len(picture.levels) <= 7


def test_a_picture_needs_a_way_of_paying():
    with pytest.raises(ValueError, match="way of paying"):
        cash_picture(opening=0, reserve=0, net=(0,), ways=[], months=12)
