"""Criteria typed as days from which to which: every number of days has just one class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.class_spans import Spans, criteria_of, span_faults, spans_of
from plodnee.engine.classification import Criteria, classify

DEFAULT = Spans(0, 1, 90, 91, 365, 366)
MOST = 3650


def faults(**change):
    return {
        fault.field: (fault.text, fault.text_en)
        for fault in span_faults(DEFAULT._replace(**change), most_days=MOST)
    }


def test_the_programmes_criteria_as_they_are_typed():
    assert spans_of(Criteria(1, 91, 366)) == DEFAULT
    assert criteria_of(DEFAULT) == Criteria(1, 91, 366)
    assert span_faults(DEFAULT, most_days=MOST) == ()


def test_a_gap_is_told_where_the_upper_class_begins_with_the_days_it_leaves_out():
    (text, text_en) = faults(c_from=101)["c_from"]
    assert text == "มีช่องว่าง: ค้าง 91–100 วัน ไม่อยู่ในชั้นใด ชั้น C ต้องเริ่มที่ 91 วัน"
    assert text_en == "A gap: 91–100 days overdue are in no class; C must begin at 91 days"


def test_an_overlap_is_told_with_the_days_that_would_be_in_two_classes():
    (text, text_en) = faults(d_from=365)["d_from"]
    assert text == "ซ้อนกัน: ค้าง 365 วัน อยู่ทั้งชั้น C และ D ชั้น D ต้องเริ่มที่ 366 วัน"
    assert text_en == "An overlap: 365 days overdue are in both C and D; D must begin at 366 days"


def test_a_class_that_ends_before_it_begins_and_days_beyond_reason_are_told_at_their_field():
    assert "before it begins" in faults(b_to=0)["b_to"][1]
    assert set(faults(d_from=MOST + 1, a_to=-1)) == {"d_from", "a_to"}


def test_criteria_with_a_gap_are_a_broken_promise():
    with pytest.raises(ValueError, match="in no class"):
        criteria_of(DEFAULT._replace(b_from=2))


@given(st.tuples(*[st.integers(0, 40)] * 6).map(Spans._make), st.integers(0, 60))
def test_spans_without_a_fault_put_every_number_of_days_into_one_class(spans, days):
    """The partition itself, counted from what was typed, against the class that is given."""
    within = {
        "A": days <= spans.a_to,
        "B": spans.b_from <= days <= spans.b_to,
        "C": spans.c_from <= days <= spans.c_to,
        "D": spans.d_from <= days,
    }
    inside = [name for name, yes in within.items() if yes]
    if span_faults(spans, most_days=60):
        return
    assert [classify(days, "normal", criteria_of(spans)).debtor_class] == inside


@given(st.tuples(*[st.integers(0, 12)] * 6).map(Spans._make))
def test_spans_with_a_fault_do_not_partition_the_days(spans):
    ranges = [
        range(spans.a_to + 1),
        range(spans.b_from, spans.b_to + 1),
        range(spans.c_from, spans.c_to + 1),
        range(spans.d_from, 30),
    ]
    times = [sum(days in one for one in ranges) for days in range(30)]
    empty = any(len(one) == 0 for one in ranges)
    assert bool(span_faults(spans, most_days=30)) == (empty or set(times) != {1})


@given(
    st.tuples(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500)).map(
        lambda steps: Criteria(steps[0], steps[0] + steps[1], sum(steps))
    )
)
def test_any_criteria_are_typed_without_a_fault_and_read_back(criteria):
    spans = spans_of(criteria)
    assert span_faults(spans, most_days=MOST) == ()
    assert criteria_of(spans) == criteria
