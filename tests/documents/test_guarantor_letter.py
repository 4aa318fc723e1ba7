"""The notice to a guarantor says who, what, since when and the law, in both files alike."""

from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from reading_back import composed, pages, pdf_text

from plodnee.documents.builders.official.guarantor_letter import guarantor_letter
from plodnee.documents.builders.paper import paper_docx, paper_pdf
from plodnee.documents.facts.following import Guaranteed, GuarantorLetterFacts

FACTS = GuarantorLetterFacts(
    centre="ศูนย์จัดการกองทุนชุมชนบ้านทดสอบ",
    place="หมู่ที่ 5 ตำบลสองห้อง",
    creditor="กองทุนหมู่บ้านทดสอบ",
    guarantor="นายค้ำ หนึ่ง",
    borrower="นายสมมุติ หนึ่ง",
    contract_number="12/2561",
    borrowed_on=date(2018, 6, 1),
    defaulted_on=date(2019, 3, 1),
    written_on=date(2019, 3, 16),
    stated_on=date(2019, 3, 10),
    principal_satang=1_000_000,
    interest_satang=10_050,
    penalty_satang=0,
    notice_days=60,
    is_made_up=False,
    guarantees=(Guaranteed(500_000, date(2023, 6, 1)),),
    deadline=date(2019, 4, 30),
)


def said(facts):
    return pdf_text(paper_pdf(guarantor_letter(facts)))


@pytest.mark.parametrize(
    "words",
    [
        "หนังสือบอกกล่าวแก่ผู้ค้ำประกัน", "เลขที่๑๒/๒๕๖๑ลงวันที่๑มิถุนายน๒๕๖๑", "มาตรา๖๘๖", "ภายใน๖๐วัน",
        "ผิดนัดไม่ชำระหนี้ตั้งแต่วันที่๑มีนาคม๒๕๖๒", "รวมเป็นเงิน๑๐,๑๐๐.๕๐บาท", "ตามบัญชีณวันที่๑๐มีนาคม๒๕๖๒",
        "หนึ่งหมื่นหนึ่งร้อยบาทห้าสิบสตางค์", "ไม่เกิน๕,๐๐๐.๐๐บาท(ห้าพันบาทถ้วน)", "ถึงวันที่๑มิถุนายน๒๕๖๖",
        "หากหนังสือนี้ถึงท่านหลังวันที่๓๐เมษายน๒๕๖๒", "(มาตรา๗๐๐)",
    ],
)  # fmt: skip
def test_it_says_what_the_law_asks(words):
    assert composed(words) in said(FACTS)


def test_what_the_register_does_not_know_is_not_said():
    text = said(replace(FACTS, contract_number="", borrowed_on=None))
    assert composed("ที่ท่านค้ำประกันไว้") in text
    assert "ลงวันที่" not in text
    late = said(replace(FACTS, is_late=True, guarantees=()))
    assert composed("พ้นกำหนดบอกกล่าวเมื่อวันที่๓๐เมษายน๒๕๖๒แล้ว") in late
    assert composed("เป็นไปตามสัญญาค้ำประกันที่ท่านลงนามไว้") in late
    assert composed("หนี้เงินกู้ของ") in text
    ours = said(replace(FACTS, is_restructured=True))
    assert composed("สัญญาปรับโครงสร้างหนี้เลขที่๑๒/๒๕๖๑") in ours
    assert composed("หนี้เงินกู้") not in ours
    old = said(replace(FACTS, notice_days=0, deadline=None))
    assert composed("ภายใน๐วัน") not in old


def test_the_word_file_says_the_same_and_both_are_the_same_bytes_again():
    paper = guarantor_letter(FACTS)
    from io import BytesIO

    document = Document(BytesIO(paper_docx(paper)))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "นายสมมุติ หนึ่ง" in text
    assert paper_pdf(paper) == paper_pdf(guarantor_letter(FACTS))
    assert paper_docx(paper) == paper_docx(guarantor_letter(FACTS))


def test_it_is_one_page_and_made_up_data_say_so():
    made_up = paper_pdf(guarantor_letter(replace(FACTS, is_made_up=True)))
    assert pages(made_up) == 1
    assert "ข้อมูลสมมติ" in pdf_text(made_up)
