"""Years stand side by side, worked out where a register is known and as reported elsewhere."""

from datetime import date
from uuid import uuid4

import pytest
from build import CENTRE_CODE, TODAY, an_import, an_officer
from visit_village import NEED, a_hand_of

from plodnee.documents.builders.official.planning import planning_paper
from plodnee.documents.builders.paper import paper_pdf
from plodnee.documents.facts.planning import NeedFacts, PlanningFacts, YearFigure
from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.lessons.errors import NeedUnclear, NoteChanged, WhyMissing, YearUnclear
from plodnee.lessons.models import YearRecord
from plodnee.lessons.years.plain import NeedSaid, YearSaid
from plodnee.lessons.years.selectors import needs_of, years_beside, years_of
from plodnee.lessons.years.services import drop_need, keep_year, put_need
from plodnee.organization.errors import NotAllowed

pytestmark = pytest.mark.django_db
SAID = YearSaid(occupation_groups=2, returned_satang=3_000_000, beneficiaries=12, contracts=7)


def kept(centre, by, said=SAID, year=2561, seen=0, reason="", source="รายงานประจำปี"):
    given = {"source": source, "seen_number": seen, "reason": reason}
    return keep_year(centre=centre, year_be=year, said=said, by=by, **given)


def test_a_year_is_reported_once_and_corrected_in_versions_with_a_reason(centre, by):
    for _ in range(2):
        kept(centre, by)
    assert YearRecord.objects.count() == 1
    other = YearSaid(occupation_groups=3)
    with pytest.raises(WhyMissing):
        kept(centre, by, other, seen=1)
    with pytest.raises(NoteChanged):
        kept(centre, by, other, seen=0, reason="นับใหม่")
    assert kept(centre, by, other, seen=1, reason="นับใหม่").number == 2


@pytest.mark.parametrize(
    ("said", "year", "source"),
    [(YearSaid(), 2561, "ก"), (SAID, 2563, "ก"), (SAID, 2561, " "), (SAID, 2500, "ก")],
)
def test_a_year_without_figures_or_source_or_not_begun_is_refused(centre, by, said, year, source):
    with pytest.raises(YearUnclear):
        kept(centre, by, said, year, source=source)


def test_what_the_register_knows_is_worked_out_and_the_rest_is_as_reported():
    centre, year = an_import().centre, fiscal_year_be(TODAY)
    by = a_hand_of(an_officer("district_officer", CENTRE_CODE[:4]), TODAY)
    kept(centre, by, year=year)
    kept(centre, by, year=year - 1)
    before, now = years_of(centre, [year - 1, year], TODAY)
    assert (before.figures["contracts"].value, before.figures["contracts"].is_reported) == (7, True)
    assert (now.figures["contracts"].value, now.figures["contracts"].is_reported) == (0, False)
    assert now.figures["debt_satang"].value > 0
    assert now.figures["beneficiaries"].is_reported
    assert (now.register_on, now.counted_until) == (TODAY, TODAY), "the year is not over"
    (later,) = years_of(centre, [year + 3], date(TODAY.year + 4, 12, 1))
    assert (later.register_on, later.counted_until) == (TODAY, None), "nothing was kept since"
    assert before.figures["debt_satang"].value is None


def test_three_years_stand_beside_each_other():
    assert years_beside(2562) == [2560, 2561, 2562]


def test_a_need_rests_on_evidence_is_put_once_and_dropped_once(centre, by):
    key = uuid4()
    for _ in range(2):
        need = put_need(key=key, centre=centre, year_be=2563, said=NEED, by=by)
    assert [one.what for one in needs_of(centre, 2563)] == [NEED.what]
    for _ in range(2):
        assert drop_need(need=need, by=by).number == 2
    assert needs_of(centre, 2563) == []
    for said in (NeedSaid("", 1, "a", "b"), NeedSaid("a", -1, "a", "b"), NeedSaid("a", 1, "a", "")):
        with pytest.raises(NeedUnclear):
            put_need(key=uuid4(), centre=centre, year_be=2563, said=said, by=by)


def test_a_province_enters_nothing(centre, day):
    by = a_hand_of(an_officer("province", CENTRE_CODE[:2]), day)
    with pytest.raises(NotAllowed):
        kept(centre, by)


def test_the_planning_sheet_says_what_each_need_rests_on_and_hides_what_is_hidden(day):
    reported = (False, False, True)
    figures = (YearFigure("freed", (None, None, 7), (True, False, False), reported),)
    notes = ("ปี 2562 คิดจากทะเบียนที่เปลี่ยนล่าสุดเมื่อ 16 พ.ค. 2562",)
    needs = (NeedFacts("วัสดุอาชีพ", 4_000_000, "ตลาดไม่พอ 3 ข้อ"),)
    facts = PlanningFacts(
        "ศูนย์", 2563, day, (2560, 2561, 2562), figures, notes, (), needs, is_made_up=True
    )
    paper = planning_paper(facts)
    words = repr(paper.blocks)
    for said in ("ปิดไว้", "ไม่มีข้อมูล", "๔๐,๐๐๐", "ตลาดไม่พอ ๓ ข้อ", "ยังไม่มีบันทึก", "'* ๗'",
                 "* ตามที่ศูนย์ฯ หรืออำเภอรายงาน", "ล่าสุดเมื่อ ๑๖ พ.ค. ๒๕๖๒"):  # fmt: skip
        assert said in words
    assert paper_pdf(paper).startswith(b"%PDF")
