"""A contract's papers: every amount in figures and in words, what the law asks, the same bytes."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from contract_facts import ACKNOWLEDGEMENT, CONSENT, CONTRACT, GUARANTEE, KKJ, SAVINGS, VILLAGE
from reading_back import composed, pages, pages_lines, pdf_text
from test_committee_papers import docx_text

from plodnee.documents.builders.official.acknowledgement import acknowledgement
from plodnee.documents.builders.official.consent import creditors_consent
from plodnee.documents.builders.official.contract import restructuring_contract
from plodnee.documents.builders.official.contract_tables import all_parts
from plodnee.documents.builders.official.guarantee import guarantee
from plodnee.documents.builders.paper import Paragraph, paper_docx, paper_pdf
from plodnee.engine.baht_text import baht_text
from plodnee.engine.money import format_baht

PAPERS = {
    "contract": restructuring_contract(CONTRACT),
    "guarantee": guarantee(GUARANTEE),
    "acknowledgement": acknowledgement(ACKNOWLEDGEMENT),
    "consent": creditors_consent(CONSENT),
}


@cache
def said(paper):
    """What both files say, so that they cannot differ in it."""
    return composed(pdf_text(paper_pdf(paper))), docx_text(paper_docx(paper))


def assert_says(paper, *sentences):
    for text in said(paper):
        for sentence in sentences:
            assert composed(sentence) in text, sentence


def assert_silent(paper, *sentences):
    for text in said(paper):
        for sentence in sentences:
            assert composed(sentence) not in text, sentence


def test_papers_give_the_days_on_which_balances_were_stated():
    older = replace(CONTRACT.old_debts[0], stated_on=date(2022, 2, 1))
    mixed = (older, *CONTRACT.old_debts[1:])
    assert_says(PAPERS["contract"], "ยอด ณ วันที่ ๑๖ มีนาคม ๒๕๖๕ เป็นเงินรวม")
    span = "๑ กุมภาพันธ์ ๒๕๖๕ ถึง ๑๖ มีนาคม ๒๕๖๕"
    assert_says(restructuring_contract(replace(CONTRACT, old_debts=mixed)), span)
    assert_says(acknowledgement(replace(ACKNOWLEDGEMENT, debts=mixed)), span)
    assert_says(creditors_consent(replace(CONSENT, debts=(older,))), "ยอด ณ วันที่ ๑ กุมภาพันธ์ ๒๕๖๕")


@pytest.mark.parametrize("begins", ["interest_from", "lent_on"])
def test_that_old_debts_bear_nothing_until_interest_begins_is_said_where_days_lie_between(begins):
    nothing = "ยอดหนี้เดิมในตารางเป็นของวันที่ ๑๖ มีนาคม ๒๕๖๕ ตั้งแต่วันนั้นจนถึงวันเริ่มคิดดอกเบี้ยข้างต้น"
    assert_says(restructuring_contract(replace(CONTRACT, **{begins: date(2022, 5, 16)})), nothing)
    assert_silent(PAPERS["contract"], nothing)


def amount(satang):
    return format_baht(satang, thai_digits=True)


def test_the_contract_names_the_parties_and_every_old_debt_to_the_satang():
    debts = [
        amount(satang)
        for debt in CONTRACT.old_debts
        for satang in (debt.principal_satang, debt.interest_satang, debt.total_satang)
    ]
    assert_says(
        PAPERS["contract"],
        "นางสมมุติ ใจดี",
        "ครัวเรือนรหัส HH-001",
        "ตามทะเบียน 9-xxxx-xxxxx-12-3",
        "“ลูกหนี้”",
        SAVINGS,
        KKJ,
        "กองทุนหมู่บ้านทดสอบ หมู่ที่ ๕",
        "๑๒/๒๕๖๓",
        *debts,
        "๘๖,๔๓๕.๐๖ บาท (แปดหมื่นหกพันสี่ร้อยสามสิบห้าบาทหกสตางค์)",
        "เลขที่ ๗/๒๕๖๕",
        "ยอด ณ วันที่ ๑๖ มีนาคม ๒๕๖๕",
    )


def test_the_contract_says_what_the_law_asks_of_it():
    assert_says(
        PAPERS["contract"],
        "ไม่นำเงินของกองทุนหนึ่งไปชำระหนี้ของอีกกองทุนหนึ่ง",
        "ดอกเบี้ยผิดนัดคิดได้เฉพาะจากเงินต้นของงวดที่ผิดนัดนั้น",
        "ขณะจัดทำสัญญานี้ร้อยละ ๕ ต่อปี",
        "ค่าฤชาธรรมเนียม ค่าปรับ ดอกเบี้ย และเงินต้น ตามลำดับ (ป.พ.พ. มาตรา ๓๒๙)",
        "ไม่ต้องรับผิดอย่างลูกหนี้ร่วม",
        "ภายใน ๖๐ วันนับแต่วันที่ผิดนัด (มาตรา ๖๘๖)",
        "ดอกเบี้ยค้างและค่าปรับเดิมไม่นำมารวมเป็นเงินต้นและไม่คิดดอกเบี้ย",
        "ส่วนที่ระบุว่าไม่คิดดอกเบี้ย ไม่คิดดอกเบี้ยตลอดอายุสัญญา",
        "นายคู่สมรส ใจดี คู่สมรสของลูกหนี้ รับทราบและยินยอม",
        "ครั้งที่ ๔/๒๕๖๕ เมื่อวันที่ ๑๘ มีนาคม ๒๕๖๕",
        "จึงไม่มีอากรแสตมป์สำหรับการกู้ยืมเงิน",
        "ทำขึ้น ๕ ฉบับ",
        "หลุดพ้นจากความรับผิดในหนี้เดิมต่อไปนี้ และเฉพาะในหนี้นั้น: นางค้ำ ยืนยง (หนี้ของ" + SAVINGS,
        "ดอกเบี้ยคิดจากเงินต้นคงเหลือเป็นรายเดือน",
    )
    for text in said(PAPERS["contract"]):
        assert text.count(composed("พยาน")) == 3  # two sign, one sentence speaks of them


def test_the_schedule_has_every_instalment_of_every_part_and_of_all_together():
    together = all_parts(CONTRACT.parts)
    assert together[-1].balance_satang == 0
    assert sum(row.total_satang for row in together) == 9_543_506
    rows = [row for part in CONTRACT.parts for row in part.rows]
    figures = {amount(row.total_satang) for row in (*rows, *together)}
    figures |= {amount(row.balance_satang) for row in (*rows, *together)}
    assert_says(PAPERS["contract"], "ตารางชำระหนี้แนบท้ายสัญญาเลขที่ ๗/๒๕๖๕", *figures)
    assert_says(PAPERS["contract"], "ดอกเบี้ยร้อยละ ๖ ต่อปี", "รวม ๔๘ ครั้ง", "๙๕,๔๓๕.๐๖ บาท")


def test_shares_of_each_fund_stand_by_part_and_in_per_cent():
    text = said(PAPERS["contract"])[0]
    assert composed(f"๑{SAVINGS}๔๕,๐๐๐.๐๐๖๐") in text
    assert composed("๑กองทุนหมู่บ้านทดสอบ หมู่ที่ ๕ ๓๐,๐๐๐.๐๐๔๐") in text


def test_every_page_says_which_it_is_of_how_many_and_of_what_paper():
    pdf = paper_pdf(PAPERS["contract"])
    last = pages(pdf)
    thai = str(last).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    text = composed(pdf_text(pdf))
    for page in range(1, last + 1):
        number = str(page).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert composed(f"หน้า {number} จาก {thai}") in text
    assert text.count(composed("จัดทำเอกสาร ๒๐ มีนาคม ๒๕๖๕")) == last


def test_the_head_of_a_table_stands_again_on_each_of_its_pages():
    text = said(PAPERS["contract"])[0]
    assert text.count(composed("วันครบกำหนด เงินต้น ดอกเบี้ย")) > len(CONTRACT.parts) + 1
    with_header = paper_docx(PAPERS["contract"])
    assert b"w:tblHeader" in _part(with_header, "word/document.xml")
    assert b"NUMPAGES" in _part(with_header, "word/footer1.xml")


def _part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_under_a_lead_fund_the_contract_is_a_loan_with_stamp_duty():
    debts = (CONTRACT.old_debts[0], replace(CONTRACT.old_debts[1], taken_over_satang=3_000_000))
    facts = replace(
        CONTRACT, shape="refinance", lead=SAVINGS, old_debts=debts, duty_satang=3_800,
        copy_duty_satang=500,
    )  # fmt: skip
    paper = restructuring_contract(facts)
    assert_says(
        paper,
        "ตกลงให้กู้เงินจำนวน ๗๕,๐๐๐ บาท (เจ็ดหมื่นห้าพันบาทถ้วน)",
        "ต้นฉบับ ๓๘ บาท คู่ฉบับฉบับละ ๕ บาท",
        "หนี้ส่วนอื่นนอกจากส่วนที่ ๑ ยังคงเป็นของเจ้าหนี้เดิมแต่ละราย",
    )
    lent = restructuring_contract(replace(facts, lent_on=date(2019, 3, 20)))
    assert_says(lent, "ซึ่งเป็นวันลงนามและวันที่กองทุนหลักให้กู้")
    assigned = restructuring_contract(replace(facts, shape="assignment"))
    assert_says(assigned, "เป็นเงิน ๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) ให้แก่" + SAVINGS)
    assert_says(assigned, "ชำระค่าโอนให้เจ้าหนี้เดิมเต็มจำนวนเป็นเงิน ๓๐,๐๐๐ บาท")
    early = restructuring_contract(replace(facts, first_by_days=True))
    assert_says(early, "งวดแรกคิดตามจำนวนวันโดยถือว่าเดือนหนึ่งมี ๓๐ วัน")
    exempt = restructuring_contract(replace(facts, duty_satang=0))
    assert_says(exempt, "ได้รับยกเว้นอากรแสตมป์")


def test_without_spouse_guarantors_or_joined_numbers_the_contract_says_so():
    facts = replace(CONTRACT, spouse="", guarantors=())
    assert_says(restructuring_contract(facts), "ลูกหนี้แจ้งว่าไม่มีคู่สมรส", "ไม่มีผู้ค้ำประกัน")
    assert_silent(restructuring_contract(facts), "คู่สมรสผู้ให้ความยินยอม")


def test_a_draft_is_marked_and_an_issued_paper_is_not():
    assert_says(restructuring_contract(CONTRACT, is_draft=True), "ร่าง", "ข้อมูลสมมติ")
    assert_silent(PAPERS["contract"], "ร่าง")
    real = replace(CONTRACT, head=replace(CONTRACT.head, is_made_up=False))
    assert_silent(restructuring_contract(real), "ข้อมูลสมมติ")


def test_a_guarantee_states_its_limit_and_period_and_gives_what_the_law_gives():
    assert_says(
        PAPERS["guarantee"],
        "นายค้ำ มั่นคง",
        "ไม่เกิน ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน)",
        "จนถึงวันที่ ๑๖ มีนาคม ๒๕๖๙",
        "ยอดรวม ๔๖,๔๓๔.๕๖ บาท",
        "ไม่ต้องรับผิดอย่างลูกหนี้ร่วมหรือในฐานะเป็นลูกหนี้ร่วม (มาตรา ๖๘๑/๑)",
        "ภายใน ๖๐ วันนับแต่วันที่ผิดนัด",
        "ความยินยอมที่ให้ไว้ล่วงหน้าใช้บังคับไม่ได้ (มาตรา ๗๐๐)",
        "อากรแสตมป์สำหรับสัญญาค้ำประกันฉบับนี้ ๑๐ บาท",
        "ทำขึ้น ๓ ฉบับ",
        "เลขที่ ๗/๒๕๖๕-ค๑",
    )
    assert_silent(PAPERS["guarantee"], VILLAGE)


@pytest.mark.parametrize("filled", [0, 2, 4, 6])
def test_all_who_sign_stand_on_one_page_with_the_last_words_before(filled):
    paper = PAPERS["guarantee"]
    paper = replace(paper, blocks=(*[Paragraph("เติม")] * filled, *paper.blocks))
    read = ["".join(lines) for lines in pages_lines(paper_pdf(paper))]
    signed = [one for one in read if composed("ลงชื่อ") in one]
    assert len(signed) == 1
    assert signed[0].count(composed("ลงชื่อ")) == 4
    assert composed("จึงลงลายมือชื่อ") in signed[0]
    rows = re.findall(r"<w:tr>.*?</w:tr>", _part(paper_docx(paper), "word/document.xml").decode())
    rows = [row for row in rows if "ลงชื่อ" in row]
    assert ["w:keepNext/" in row for row in rows] == [True, False]


def test_an_acknowledgement_warns_of_prescription_before_it_is_signed():
    assert_says(
        PAPERS["acknowledgement"],
        baht_text(ACKNOWLEDGEMENT.total_satang),
        "ทำให้อายุความสะดุดหยุดลงและเริ่มนับใหม่ (ป.พ.พ. มาตรา ๑๙๓/๑๔ และ ๑๙๓/๑๕)",
        "ขาดอายุความแล้ว ข้าพเจ้ามีสิทธิปฏิเสธไม่ชำระ",
        "ไม่ก่อหนี้ขึ้นใหม่และไม่เพิ่มยอดหนี้",
        "ผู้รับสภาพหนี้",
    )


def test_a_consent_says_what_becomes_of_the_creditors_own_debts():
    assert_says(
        PAPERS["consent"],
        "ตามมติของเจ้าหนี้ ที่ ๒/๒๕๖๕ เมื่อวันที่ ๑๗ มีนาคม ๒๕๖๕",
        "ตามเงื่อนไขใหม่ในตารางท้ายนี้",
        "ร้อยละ ๖",
        "๔๕,๐๐๐.๐๐",
        "ไม่เรียกเก็บดอกเบี้ย ค่าปรับ หรือเงินอื่นใด",
    )
    assert_silent(PAPERS["consent"], "โอนสิทธิเรียกร้องจำนวน", "รับชำระเงินจำนวน")


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ("refinance", "รับชำระเงินจำนวน ๔๖,๔๓๔.๕๖ บาท"),
        ("assignment", "โอนสิทธิเรียกร้องจำนวน ๔๖,๔๓๔.๕๖ บาท"),
        ("assignment", "ชำระค่าโอนให้เจ้าหนี้เต็มจำนวนเป็นเงิน ๔๖,๔๓๔.๕๖ บาท"),
    ],
)
def test_a_creditor_taken_over_is_paid_off_or_assigns_its_claim(shape, sentence):
    debts = (replace(CONSENT.debts[0], taken_over_satang=4_643_456),)
    facts = replace(CONSENT, shape=shape, lead=VILLAGE, debts=debts, terms=())
    assert_says(creditors_consent(facts), sentence)
    leading = replace(CONSENT, shape=shape, lead=SAVINGS)
    lends = {"refinance": "เป็นผู้ให้กู้แก่ลูกหนี้", "assignment": "รับโอนสิทธิเรียกร้องของเจ้าหนี้รายอื่น"}
    assert_says(creditors_consent(leading), lends[shape])


def test_a_creditor_outside_the_centre_needs_no_resolution():
    unknown = replace(CONSENT, resolution=replace(CONSENT.resolution, number="", on=None))
    assert_says(creditors_consent(unknown), "ตามมติของเจ้าหนี้ ที่ ......")
    assert_silent(creditors_consent(replace(unknown, is_outside=True)), "ตามมติของเจ้าหนี้")


ELSEWHERE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_contract_papers import PAPERS, paper_docx, paper_pdf
for name, paper in PAPERS.items():
    print(name, *(hashlib.sha256(build(paper)).hexdigest() for build in (paper_docx, paper_pdf)))
"""


def test_another_process_builds_the_same_bytes():
    here = Path(__file__).parent
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(here)],
        env={
            "PYTHONHASHSEED": "4242",
            "PATH": "/usr/bin:/bin",
            "HOME": "/nonexistent",
            "TZ": "UTC",
        },
        cwd=here.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == [
        " ".join([name, *(hashlib.sha256(b(paper)).hexdigest() for b in (paper_docx, paper_pdf))])
        for name, paper in PAPERS.items()
    ]
