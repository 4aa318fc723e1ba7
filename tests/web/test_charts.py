"""Pictures say what the figures say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from plodnee.web.charts.bars import LONGEST_BAR_PERCENT, Bar, bar_chart
from plodnee.web.charts.cash_line import BOTTOM, TOP, Way, cash_after, cash_picture
from plodnee.web.charts.journey import TOO_CLOSE_PERCENT, Event, journey_picture

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


START = date(2019, 3, 16)


def journey_of(*days, through=date(2026, 11, 28)):
    """A picture with an event on each of these days, the debt falling with each."""
    on = [START + timedelta(days=day) for day in days]
    owed = [(day, 900_000 - 100_000 * place) for place, day in enumerate(on)]
    events = [Event(day, f"งาน {place}", satang) for place, (day, satang) in enumerate(owed)]
    return journey_picture(owed, events, through)


def test_marks_of_a_few_weeks_in_many_years_stand_apart_and_each_is_named():
    picture = journey_of(0, 20, 51, 61)
    assert picture.stretched
    places = [float(one.x) for one in picture.events]
    assert all(after - before >= TOO_CLOSE_PERCENT for before, after in pairwise(places))
    assert all(one.named for one in picture.events)
    assert places[0] == 4
    assert float(picture.segments[-1].x2) == 96


def test_many_marks_share_the_picture_in_their_order_and_one_day_is_one_mark():
    picture = journey_of(0, 1, 1, 2, 3, 4, 5, 6, 7, 8)
    assert len(picture.events) == 9
    places = [float(one.x) for one in picture.events]
    assert all(after - before > 8 for before, after in pairwise(places))
    assert picture.events[1].event.label == "งาน 1 · งาน 2"
    assert max(places) <= 96


def test_marks_with_room_stand_by_time():
    picture = journey_of(0, 100, through=START + timedelta(days=200))
    assert not picture.stretched
    assert [float(one.x) for one in picture.events] == [4, 50]
