"""Lessons are found across centres and years, counted, and put into one report without names."""

from uuid import uuid4

import pytest
from build import CENTRE_CODE, a_centre, an_officer
from visit_village import a_note, a_visit

from plodnee.documents.lesson_report import issue_lesson_report, report_facts
from plodnee.documents.models import IssuedReport
from plodnee.lessons.coding.services import code_note
from plodnee.lessons.learning import (
    Asked,
    code_counts,
    kind_counts,
    lines_asked,
    tag_counts,
    tags_together,
    years_noted,
)
from plodnee.lessons.notes.plain import FollowUpSaid
from plodnee.lessons.notes.services import ask_follow_up, close_follow_up
from plodnee.organization.access import OPERATOR
from plodnee.web.charts.together import together_chart

pytestmark = pytest.mark.django_db
ELSEWHERE = "30010101"


@pytest.fixture
def told(visit, day, by):
    """Three notes of two centres and years."""
    other = a_visit(a_centre(ELSEWHERE, "ศูนย์อื่น"), day, 2561)
    rows = [
        (visit, "ลดดอกเบี้ยได้", ("ดอกเบี้ย", "เจรจา"), "technique", "t-mediate"),
        (visit, "เจ้าหนี้ไม่ยอม", ("เจรจา",), "problem", "p-creditor"),
        (other, "ดอกเบี้ยสูงมาก", ("ดอกเบี้ย", "เจรจา", "นอกระบบ"), "problem", ""),
    ]
    notes = []
    for where, text, tags, kind, code in rows:
        notes.append(a_note(where, day, text=text, tags=tags))
        code_note(note=notes[-1], kind=kind, code=code, by=by)
    return notes


def texts(actor, day, **asked):
    return {line.text for line in lines_asked(actor, day, Asked(**asked))}


def test_each_filter_narrows_and_nobody_reads_beyond_their_place(told, day):
    district = an_officer("district_officer", CENTRE_CODE[:4])
    assert texts(OPERATOR, day, year=2561) == {"ดอกเบี้ยสูงมาก"}
    assert texts(OPERATOR, day, place=CENTRE_CODE) == {"ลดดอกเบี้ยได้", "เจ้าหนี้ไม่ยอม"}
    assert texts(OPERATOR, day, kind="problem", words="เบี้ย") == {"ดอกเบี้ยสูงมาก"}
    assert texts(OPERATOR, day, tag="นอกระบบ") == {"ดอกเบี้ยสูงมาก"}
    assert texts(OPERATOR, day, code="t-mediate", topic="1.1") == {"ลดดอกเบี้ยได้"}
    assert texts(OPERATOR, day, topic="1.2") == set()
    assert len(texts(OPERATOR, day, topic="1.0", kind="coded")) == 3
    assert texts(district, day) == {"ลดดอกเบี้ยได้", "เจ้าหนี้ไม่ยอม"}
    assert years_noted(district, day) == [2562]


def test_kinds_codes_tags_and_what_stands_together_are_counted(told, day):
    lines = lines_asked(OPERATOR, day, Asked())
    assert kind_counts(lines) == {"problem": 2, "technique": 1, "success": 0, "suggestion": 0}
    assert ("problem", "p-creditor", 1) in code_counts(lines)
    assert tag_counts(lines) == [("เจรจา", 3), ("ดอกเบี้ย", 2), ("นอกระบบ", 1)]
    found = tags_together(lines, ["เจรจา", "ดอกเบี้ย", "นอกระบบ"])
    assert found.pairs == ((3, 2, 1), (2, 2, 1), (1, 1, 1))
    chart = together_chart(found)
    assert [square.shade for square in chart.squares] == [5, 3, 3]
    assert chart.width < 390


def test_the_report_quotes_by_centre_and_year_with_what_was_done_and_is_issued_once(told, day, by):
    said = FollowUpSaid("นัดอีกครั้ง", "district_officer", day)
    follow_up = ask_follow_up(key=uuid4(), note=told[1], said=said, by=by)
    close_follow_up(follow_up=follow_up, outcome="done", done="ประชุมร่วมแล้ว", by=by)
    facts = report_facts(office_code="", asked=Asked(kind="problem"), actor=OPERATOR, on=day)
    assert (facts.notes, facts.centres, facts.years_be) == (2, 2, (2561, 2562))
    quoted = {
        (one.text, one.centre, one.year_be, one.done)
        for kind in facts.kinds
        for code in kind.codes
        for one in code.quotations
    }
    assert ("เจ้าหนี้ไม่ยอม", "ศูนย์สมมุติ", 2562, ("ประชุมร่วมแล้ว",)) in quoted
    assert ("ดอกเบี้ยสูงมาก", "ศูนย์อื่น", 2561, ()) in quoted
    first = issue_lesson_report(office_code="", asked=Asked(), by=by)
    again = issue_lesson_report(office_code="", asked=Asked(), by=by)
    assert first == again
    assert IssuedReport.objects.count() == 1
    assert bytes(first.pdf).startswith(b"%PDF")
    assert bytes(first.docx).startswith(b"PK")


def test_where_nothing_is_coded_the_report_says_so(visit, day):
    a_note(visit, day)
    facts = report_facts(office_code="31", asked=Asked(year=2562), actor=OPERATOR, on=day)
    assert facts.notes == 0
    assert facts.scope == (("ปีงบประมาณ", "2562"),)
