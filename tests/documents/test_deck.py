"""The centre's talk read back: its slides, its figures, its face, and who is not named."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from hamlet import CENTRE, FITS, FREE, GROUPS, HOUSEHOLDS, MARKUP, STUCK, facts_of, hamlet, owed
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.oxml.ns import qn
from reading_back import members, slide_texts

from plodnee.documents.builders.deck import build
from plodnee.documents.facts import AppointedBy, CommitteeLine, Progress, pack_facts
from plodnee.registers.book import MemberGroup

TITLES = [
    f"ผลการดำเนินงาน{CENTRE}",
    "ข้อมูลทั่วไปของศูนย์จัดการกองทุนชุมชน",
    "กลุ่มสมาชิกและเงินทุน",
    "โครงสร้างคณะกรรมการศูนย์ฯ",
    "วิธีการและกระบวนการดำเนินงาน",
    "การวิเคราะห์และจัดประเภทลูกหนี้",
    "หนี้ครัวเรือนแยกตามเจ้าหนี้",
    "รูปแบบ (Model) และเทคนิคการบริหารจัดการหนี้",
    "ก่อนและหลังแผนบริหารจัดการหนี้",
    "ครัวเรือนเป้าหมายและครัวเรือนต้นแบบ",
    "สิ่งที่ขอและขั้นต่อไป",
]
FACE = "TH Sarabun New"


def built(facts) -> Any:
    return Presentation(io.BytesIO(build(facts)))


def texts(deck) -> str:
    return "\n".join(text for slide in deck.slides for text in slide_texts(slide))


def slide(deck, title) -> Any:
    return next(s for s in deck.slides if s.shapes.title.text_frame.text == title)


def tables(page) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in page.shapes
        if shape.has_table
    ]


def charts(page) -> list[Any]:
    return [shape.chart for shape in page.shapes if shape.has_chart]


def series(chart) -> dict[str, float]:
    plot = chart.plots[0]
    return dict(zip(plot.categories, plot.series[0].values, strict=True))


def test_the_talk_has_its_eleven_slides_in_wide_format(deck):
    assert [page.shapes.title.text_frame.text for page in deck.slides] == TITLES
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)


def test_every_slide_has_words_for_the_speaker_and_all_take_about_ten_minutes(deck):
    notes = [page.notes_slide.notes_text_frame.text for page in deck.slides]
    assert all("นาที" in note for note in notes)
    minutes = {"(ครึ่งนาที)": 0.5, "(๑ นาที)": 1, "(๑ นาทีครึ่ง)": 1.5}
    assert 9 <= sum(minutes[note[: note.index(")") + 1]] for note in notes) <= 12


def test_every_slide_is_marked_as_made_up_and_numbered_after_the_cover(deck):
    for index, page in enumerate(deck.slides):
        assert "ข้อมูลสมมติ" in list(slide_texts(page))
        fields = page.shapes._spTree.findall(".//" + qn("a:fld"))
        assert [field.get("type") for field in fields] == (["slidenum"] if index else [])


def test_a_register_of_people_who_exist_bears_no_mark():
    unknown = replace(HOUSEHOLDS[0], national_id=None)
    book = hamlet(households=(unknown,), debts=(), cash=())
    assert "ข้อมูลสมมติ" not in texts(built(facts_of(book)))


def runs(content: bytes) -> Iterator[Any]:
    for part, xml in members(content):
        if part.filename.startswith(("ppt/slides/slide", "ppt/notesSlides/notes")):
            yield from etree.fromstring(xml).iter(qn("a:r"), qn("a:fld"))


def test_every_run_names_the_official_face_for_latin_asian_and_complex_script(pack):
    found = list(runs(pack["deck.pptx"]))
    assert len(found) > 200
    for run in found:
        properties = run.find(qn("a:rPr"))
        assert properties.get("lang") == "th-TH"
        faces = [properties.find(qn(f"a:{tag}")).get("typeface") for tag in ("latin", "ea", "cs")]
        assert faces == [FACE] * 3


def test_charts_and_the_theme_name_the_official_face_too(pack):
    parts = {part.filename: xml for part, xml in members(pack["deck.pptx"])}
    theme = etree.fromstring(parts["ppt/theme/theme1.xml"])
    for tag in ("majorFont", "minorFont"):
        face = theme.find(f".//{qn('a:' + tag)}")
        assert {face.find(qn(f"a:{t}")).get("typeface") for t in ("latin", "ea", "cs")} == {FACE}
    drawn = [xml for name, xml in parts.items() if name.startswith("ppt/charts/chart")]
    assert len(drawn) == 8
    for xml in drawn:
        for properties in etree.fromstring(xml).iter(qn("a:defRPr"), qn("a:rPr")):
            if properties.find(qn("a:latin")) is not None:
                assert properties.find(qn("a:cs")).get("typeface") == FACE


def test_charts_are_native_with_figures_to_open_and_words_for_who_cannot_see(deck, pack):
    frames = [s for page in deck.slides for s in page.shapes if s.has_chart]
    assert len(frames) == 8
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)
    for part, content in members(pack["deck.pptx"]):
        if part.filename.endswith(".xlsx"):
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_figures_of_the_slides_are_those_of_the_analysis(deck, facts):
    totals = facts.analysis.totals
    at_a_glance = texts_of(slide(deck, TITLES[1]))
    assert {"๖", "๔", "๗", "๔๔๙,๐๒๘"} <= at_a_glance
    assert series(charts(slide(deck, TITLES[1]))[0]) == {"มีหนี้": 4, "ไม่มีหนี้": 2}
    by_class = {row[0]: row for row in tables(slide(deck, TITLES[5]))[0]}
    assert by_class["รวม"][2:] == ["๗", "๔", "๔๔๙,๐๒๘"]
    classes = series(charts(slide(deck, TITLES[5]))[0])
    assert list(classes.values()) == [totals.households for _, totals in totals.by_class]
    owed_to = series(charts(slide(deck, TITLES[6]))[0])
    assert sum(owed_to.values()) == pytest.approx(totals.debt_total_satang / 100)
    shares = series(charts(slide(deck, TITLES[6]))[1])
    assert sum(shares.values()) == pytest.approx(1)


def texts_of(page) -> set[str]:
    return {line for text in slide_texts(page) for line in text.splitlines()}


def test_before_and_after_show_interest_bearable_households_and_contracts(deck, facts):
    page, totals = slide(deck, TITLES[8]), facts.analysis.totals
    interest, bearable = (list(series(chart).values()) for chart in charts(page))
    assert [round(value * 100) for value in interest] == [
        totals.interest_status_quo_satang, totals.interest_planned_satang,
    ]  # fmt: skip
    assert bearable == [2, 2]
    assert tables(page)[0][3][1:] == ["๗", "๖"]
    assert "ดอกเบี้ยลดลง ๘,๐๑๕ บาท" in texts_of(page)


def test_more_interest_for_bearable_terms_is_said_plainly():
    facts = facts_of(hamlet())
    totals = facts.analysis.totals
    dearer = replace(totals, interest_planned_satang=totals.interest_status_quo_satang + 12_300)
    deck = built(replace(facts, analysis=replace(facts.analysis, totals=dearer)))
    assert "ดอกเบี้ยเพิ่ม ๑๒๓ บาท เพราะยืดเวลาให้จ่ายไหว" in texts(deck)


def test_the_committee_slide_names_the_chair_and_says_what_is_not_recorded(deck):
    page = texts_of(slide(deck, TITLES[3]))
    assert "นายประเสริฐ ดำเนินดี" in page
    assert "ยังไม่บันทึกในทะเบียน" in page
    assert any("รายชื่อกรรมการและคำสั่งแต่งตั้งยังไม่บันทึก" in line for line in page)
    assert {group.name for group in GROUPS} <= page


def test_recorded_members_of_the_committee_stand_on_their_slide(analysis):
    seats = (
        CommitteeLine("ประธาน", "นายประธาน สมมุติ"),
        *(CommitteeLine("กรรมการ", f"นางกรรมการ {n}", f"กลุ่มที่ {n}") for n in range(1, 13)),
    )
    by = AppointedBy("105/2561", date(2018, 12, 1), date(2021, 11, 30))
    page = texts_of(slide(built(pack_facts(analysis, committee=seats, appointed=by)), TITLES[3]))
    assert {"นายประธาน สมมุติ", "นางกรรมการ 1", "กลุ่มที่ 9", "กรรมการ", "อีก ๓ ที่นั่ง"} <= page
    assert any("คำสั่งที่ ๑๐๕/๒๕๖๑ ลงวันที่ ๑ ธันวาคม ๒๕๖๑" in line for line in page)
    assert not any("ยังไม่บันทึก" in line for line in page)
    page = texts_of(slide(built(pack_facts(analysis, lapsed=by)), TITLES[3]))
    assert any("๑๐๕/๒๕๖๑ ลงวันที่ ๑ ธันวาคม ๒๕๖๑ ไม่มีผลแล้ว" in line for line in page)
    assert not any("คำสั่งแต่งตั้งยังไม่บันทึก" in line for line in page)


def test_steps_that_were_taken_by_the_day_of_the_facts_are_told_as_taken(analysis):
    facts = pack_facts(analysis, progress=Progress(meet=12, sign=4))
    page = texts_of(slide(built(facts), TITLES[4]))
    assert {"มติแล้ว ๑๒ ครัวเรือน", "ลงนามแล้ว ๔ ครัวเรือน", "ขั้นต่อไป"} <= page
    outside = texts_of(slide(built(replace(facts, for_outside=True)), TITLES[4]))
    assert {"มติแล้ว ๑๒ ครัวเรือน", "เริ่มทำแล้ว"} <= outside
    assert "ลงนามแล้ว ๔ ครัวเรือน" not in outside


def test_no_debtor_and_no_informal_lender_is_named_on_a_slide_or_in_its_notes(deck):
    told = texts(deck) + "".join(p.notes_slide.notes_text_frame.text for p in deck.slides)
    people = [home.head.full for home in HOUSEHOLDS] + ["ผู้กู้ที่", "นายทุนนอกหมู่บ้าน"]
    assert not [name for name in people if name in told]
    assert "เจ้าหนี้นอกระบบ ๑ ราย" in told


def test_target_households_stand_by_code_those_with_a_plan_first(deck):
    page = slide(deck, TITLES[9])
    rows = tables(page)[0]
    assert [row[0] for row in rows[1:]] == [FITS, "NS-006", STUCK, "NS-005"]
    assert rows[1][4:] == ["๙,๘๘๙", "๒,๑๕๓", "๓๒,๐๐๐", "ธ.ค. ๒๕๖๓"]
    assert rows[3][5] == "ยังไม่มีแผน"
    assert f"ครัวเรือนต้นแบบ ๑ ครัวเรือน: {FREE}" in texts_of(page)


def test_groups_and_creditors_beyond_the_room_of_a_slide_are_summed_not_lost():
    groups = tuple(
        MemberGroup(f"G{n}", f"กลุ่มที่ {n}", "OCCUPATION_GROUP", n * 10_000, n) for n in range(30)
    )
    debts = tuple(owed(n, FITS, f"G{n}", n * 100_000, 1000) for n in range(2, 22))
    facts = facts_of(hamlet(groups=groups, debts=debts))
    deck = built(facts)
    rows = tables(slide(deck, TITLES[2]))[0]
    assert len(rows) == 11
    assert rows[-2][0] == "กลุ่มอื่นอีก ๒๒ กลุ่ม"
    assert rows[-1][2:] == ["๔๓,๕๐๐", "๔๓๕"]
    owed_to = series(charts(slide(deck, TITLES[6]))[0])
    assert "เจ้าหนี้อื่น ๑๑ ราย" in owed_to
    assert sum(owed_to.values()) == facts.analysis.totals.debt_total_satang / 100


def test_a_centre_without_debts_groups_or_chair_still_has_its_talk():
    centre = hamlet().centre
    nobody = replace(centre, chair="", phone="")
    facts = facts_of(hamlet(centre=nobody, groups=(), debts=(), cash=()))
    deck = built(facts)
    assert len(deck.slides) == 11
    assert "ยังไม่บันทึกในทะเบียน" in texts(deck)


def test_names_are_text_whatever_signs_they_hold():
    groups = (MemberGroup("OM", MARKUP, "VILLAGE_FUND", 100, 1, may_consolidate=True),)
    debts = (owed(2, FITS, "OM", 100_000, 600),)
    deck = built(facts_of(hamlet(groups=groups, debts=debts)))
    assert any("<b>ตัวหนา</b>" in line for line in texts_of(slide(deck, TITLES[3])))


def test_the_library_s_own_writer_would_have_made_a_formula_of_a_name():
    data = CategoryChartData()
    data.categories = ["=1+1"]
    data.add_series("ก", (1,))
    sheet = openpyxl.load_workbook(io.BytesIO(CategoryWorkbookWriter(data).xlsx_blob)).active
    assert sheet["A2"].data_type == "f"


def test_the_english_talk_says_the_same_in_english(english_pack):
    deck = Presentation(io.BytesIO(english_pack["deck.pptx"]))
    told = texts(deck)
    assert "The centre at a glance" in told
    assert "Made-up data" in told
    assert "449,028" in told
