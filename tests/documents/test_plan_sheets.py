"""A household's plan sheet: one page, its text found again, and a plain answer where nothing fits."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hamlet import (
    CASH,
    FITS,
    HOSTILE,
    HOUSEHOLDS,
    STUCK,
    TARGET_FREE,
    TARGETS,
    facts_of,
    hamlet,
    home,
    owed,
)
from reading_back import composed, pages, pdf_text

from plodnee.casework.plan import menus
from plodnee.documents.builders.pdf_text import Typesetter, letters_of_glyphs
from plodnee.documents.builders.plan_sheet import PlanSheets
from plodnee.documents.builders.plan_sheet.picture import (
    BOTTOM,
    HEIGHT,
    TOP,
    cash_year,
    picture,
)
from plodnee.documents.builders.typeface import font_file
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.proposal import household_plan
from plodnee.engine.national_id import make_up
from plodnee.registers.book import CashItem, PersonName

PROBES = (
    "กำหนดดำเนินการ สำนึกดี ทั้งหมด น้ำ ปั๊มน้ำ ผู้ค้ำประกัน ขั้นต่ำ ซ้ำ ป้ำ ปู่ ญาติ ญู ฐู ฎุ กี่ กี้ "
    "ก๊ก ฝ้าย ฟ้า เปื้อน ใหญ่ สตางค์ ๑,๒๓๔.๕๖ Tiffany office 1,234.56"
)


def sheet(pack, code):
    return pdf_text(pack[f"plans/{code}.pdf"])


def told(words):
    return composed(words)


def test_each_target_household_has_a_page_and_nobody_else(pack):
    assert [name for name in pack if name.endswith(".pdf")] == [f"plans/{c}.pdf" for c in TARGETS]
    assert {pages(pack[f"plans/{code}.pdf"]) for code in TARGETS} == {1}


def test_the_sheet_says_whose_it_is_and_of_which_day(pack):
    text = sheet(pack, FITS)
    for words in (
        "แผนบริหารจัดการหนี้ครัวเรือน",
        "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง หมู่ที่ ๕ ตำบลสองห้อง อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์",
        FITS,
        "นางใบคูน ซ้อมคันนา",
        "บ้านเลขที่ 12/3 หมู่ที่ ๕",
        "9-xxxx-xxxxx-01-2",
        "ข้อมูล ณ วันที่ ๑๖ มีนาคม ๒๕๖๒",
        "C ค้างชำระ",
        "ข้อมูลสมมติ",
    ):
        assert told(words) in text


def test_debts_stand_side_by_side_with_what_is_proposed_for_each(pack):
    text = sheet(pack, FITS)
    for words in (
        "หนี้วันนี้ ๓ สัญญา รวม ๔๒,๖๐๐.๒๕ บาท",
        "ร้อยละ ๑๒ ต่อปี",
        "(เดือนละ ๑)",
        "เกินเพดานกฎหมายร้อยละ ๑๕",
        "รวมเข้าสัญญาเดียว",
        "ลดดอกเบี้ยเหลือร้อยละ ๔ (จาก ๖)",
        "๓๑ ธ.ค. ๒๕๖๓",
    ):
        assert told(words) in text


def test_the_contract_s_figures_are_those_of_the_menu(pack, facts):
    household = facts.households[0]
    offer, figures = household.chosen.contract, household.chosen.figures
    assert (offer.principal, offer.instalments) == (2_280_000, 2)
    assert (offer.instalment, offer.last) == (2_160_200, 235_744)
    text = sheet(pack, FITS)
    for words in (
        "เงินต้น ๒๒,๘๐๐ บาท ร้อยละ ๖ ต่อปี (เดือนละ ๐.๕) จ่ายงวดละ ๒๑,๖๐๒ บาท หลังเก็บเกี่ยว",
        "จำนวน ๒ งวด งวดสุดท้าย ๒,๓๕๗.๔๔ บาท ถึงเดือนธันวาคม ๒๕๖๓",
        "ธ.ค. ๒๕๖๓",
        "๗,๗๓๕.๘๑",
    ):
        assert told(words) in text
    assert figures.largest_month_paid == 3_200_000
    assert told("๓๒,๐๐๐") in text


def test_the_schedule_tells_each_year_s_payments_to_the_satang(pack, facts):
    paid = facts.plans[0].paid
    by_year = dict.fromkeys((2562, 2563), 0)
    for month, amount in enumerate(paid, start=1):
        by_year[2562 if month <= 9 else 2563] += amount
    assert sum(by_year.values()) == facts.households[0].chosen.figures.total_paid
    text = sheet(pack, FITS)
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for year, amount in by_year.items():
        baht = f"{amount // 100:,}" + (f".{amount % 100:02d}" if amount % 100 else "")
        assert str(year).translate(thai) in text
        assert baht.translate(thai) in text


def test_why_names_today_s_end_and_what_each_creditor_gives_up(pack):
    text = sheet(pack, FITS)
    for words in (
        "ถ้าจ่ายตามสัญญาเดิม ต้องเสียดอกเบี้ยอีก ๙,๘๘๙.๑๑ บาท",
        "เลือกแผนที่เสียดอกเบี้ยรวมน้อยที่สุด",
        "ดอกเบี้ยที่เจ้าหนี้ยอมลด:",
        "นายทุนนอกหมู่บ้าน ๕,๗๒๓.๓๕ บาท",
    ):
        assert told(words) in text


def test_the_menu_stands_beside_the_plan(pack):
    text = sheet(pack, FITS)
    for words in (
        "ดอกเบี้ยรวมน้อยที่สุด (แผนนี้)",
        "หมดหนี้เร็วที่สุด",
        "จ่ายต่อเดือนเบาที่สุด",
        "เจ้าหนี้เสียน้อยที่สุด",
    ):
        assert told(words) in text


def test_where_nothing_fits_the_sheet_says_when_it_breaks_and_the_smallest_help(pack):
    text = sheet(pack, STUCK)
    for words in (
        "ยังไม่มีแผนใดที่ครัวเรือนจ่ายไหว",
        "ตั้งแต่เดือนเมษายน ๒๕๖๒",
        "๔๐๐,๕๐๒.๔๗ บาท",
        "เงินช่วยวันนี้ ๔๐๐,๕๐๓ บาท หรือ รายได้เพิ่มเดือนละ ๙,๕๖๖ บาท",
        "นางน้ำทิพย์ ค้ำจุน",
    ):
        assert told(words) in text
    assert told("ตารางชำระ") not in text
    assert told("ข้อเสนอ") not in text


def test_where_nothing_fits_the_picture_shows_today_s_cash_whole(facts):
    """Nothing else is to be kept in view; what falls below the floor would be cut away."""
    household = facts.households[1]
    year = cash_year(household, household_plan(household))
    assert year.plan == ()
    assert min(year.today) < -max(year.net)
    drawn = picture(Voice("th"), year, household)
    (line,) = re.findall(r'<polyline [^>]*points="([^"]*)"', drawn)
    assert all(TOP <= float(point.split(",")[1]) <= HEIGHT - BOTTOM for point in line.split())


def test_a_household_whose_living_costs_nobody_recorded_has_that_on_its_sheet_and_no_picture():
    cash = [one for one in CASH if (one.household_code, one.kind) != (FITS, "expense")]
    text = pdf_text(PlanSheets(facts_of(hamlet(cash=tuple(cash)))).build(0))
    assert told("ยังวางแผนของครัวเรือนนี้ไม่ได้") in text
    assert told("ยังไม่มีใครบันทึกรายจ่าย") in text
    assert told("เงินสดของครัวเรือน เดือนต่อเดือน") not in text


def test_a_household_that_is_not_planned_has_the_reason_on_its_sheet_and_no_false_answer(
    monkeypatch,
):
    monkeypatch.setattr(menus, "MOST_STEPS", 0)
    text = pdf_text(PlanSheets(facts_of(hamlet())).build(0))
    assert told("ยังวางแผนของครัวเรือนนี้ไม่ได้") in text
    assert told("ลดจำนวนหนี้ที่รวมหรือปรับเงื่อนไขได้") in text
    assert told("ยังไม่มีแผนใดที่ครัวเรือนจ่ายไหว") not in text


def test_a_target_household_without_debt_is_told_so(pack):
    assert told("ครัวเรือนนี้ไม่มีหนี้คงค้าง") in sheet(pack, TARGET_FREE)


def test_markup_in_a_name_is_text(pack):
    assert told('<b>ตัวหนา</b> & "คำพูด" $heading {name}') in sheet(pack, HOSTILE)


def test_no_sheet_shows_a_whole_national_id(pack):
    for code in TARGETS:
        assert make_up(int(code[-3:])) not in sheet(pack, code).replace("-", "")


def test_a_real_household_s_sheet_bears_no_mark():
    households = (replace(HOUSEHOLDS[0], national_id=None), HOUSEHOLDS[1])
    real = replace(households[0], code="NS-009")
    book = hamlet(households=(real, home("NS-002", "สมมุติ")), debts=(), cash=())
    facts = facts_of(replace(book, households=(replace(real, national_id="1000000000009"), real)))
    text = pdf_text(PlanSheets(facts).build(1))
    assert told("ข้อมูลสมมติ") not in text


def a_household_with(debts, months=60):
    due = date(2019 + (2 + months) // 12, (2 + months) % 12 + 1, 28)
    rows = tuple(
        owed(
            row, FITS, "OM" if row % 2 else f"ผู้ให้กู้รายที่ {row} ที่มีชื่อยาวเป็นพิเศษในอำเภอเมืองบุรีรัมย์",
            1_000_000 + row, 1200, due_on=due, period="monthly", months=(),
            creditor_kind="group" if row % 2 else "informal", interest_arrears_satang=row * 100,
        )
        for row in range(2, 2 + debts)
    )  # fmt: skip
    cash = (
        CashItem(FITS, "income", "ค่าจ้าง", 3_000_000, tuple(range(1, 13))),
        CashItem(FITS, "expense", "ไม่มี", 0, (1,)),
    )
    return facts_of(hamlet(debts=rows, cash=cash))


@pytest.mark.parametrize(("debts", "months"), [(1, 3), (4, 24), (8, 60), (12, 118)])
def test_the_sheet_keeps_to_one_page_with_many_debts_and_long_plans(debts, months):
    facts = a_household_with(debts, months)
    assert facts.households[0].chosen
    pdf = PlanSheets(facts).build(0)
    assert pages(pdf) == 1
    assert told(f"หนี้วันนี้ {debts} สัญญา".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) in (
        pdf_text(pdf)
    )


def test_a_name_as_long_as_a_page_is_cut_and_the_sheet_stays_readable():
    long = replace(HOUSEHOLDS[0], head=PersonName("นาง", "ก" * 3_000), house_number="9" * 200)
    facts = facts_of(hamlet(households=(long, *HOUSEHOLDS[1:])))
    pdf = PlanSheets(facts).build(0)
    assert pages(pdf) == 1
    assert told("ก…") in pdf_text(pdf)


def test_the_picture_shows_the_year_in_which_today_s_terms_break():
    rich = tuple(replace(item, amount_satang=item.amount_satang) for item in CASH)
    debt = owed(2, FITS, "OM", 9_000_000, 1200, due_on=date(2021, 12, 31), months=(12,))
    facts = facts_of(hamlet(debts=(debt,), cash=rich))
    menu = facts.households[0].menu
    assert menu.status_quo.first_break_month
    text = pdf_text(PlanSheets(facts).build(0))
    assert told("เงินสดถ้าจ่ายตามสัญญาเดิม") in text


def test_the_english_sheet_says_the_same_in_english(english_pack):
    text = sheet(english_pack, FITS)
    contract = "One household, one contract: principal 22,800 baht at 6% a year (0.5% a month)"
    assert told(contract) in text
    assert told("Household debt-management plan") in text
    assert told("No plan fits yet") in sheet(english_pack, STUCK)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_thai_word_set_in_a_page_is_found_again(weight):
    css = f"body {{ font-family: Sarabun; font-weight: {700 if weight == 'Bold' else 400}; }}"
    html = "".join(f"<p>{word}</p>" for word in PROBES.split())
    text = pdf_text(Typesetter(css).pages(html).pdf())
    assert [word for word in PROBES.split() if composed(word) not in text] == []


def test_the_library_alone_would_lose_letters():
    """Why the maps are rewritten: without it this very word is not found again."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    face = (
        f"@font-face {{ font-family: S; src: url({font_file().as_uri()}) }} p {{ font-family: S }}"
    )
    style = CSS(string=face, font_config=fonts)
    pdf = HTML(string="<p>กำหนด น้ำ</p>").write_pdf(font_config=fonts, stylesheets=[style])
    assert composed("กำหนด น้ำ") not in pdf_text(pdf)


def test_a_glyph_of_a_tone_and_the_upper_part_of_am_reads_as_it_is_typed():
    letters = set(letters_of_glyphs("Regular").values())
    assert {"\u0e48\u0e4d", "\u0e49\u0e4d"} <= letters
    assert "\u0e4d\u0e49" not in letters
