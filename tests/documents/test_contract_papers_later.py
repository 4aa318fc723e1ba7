"""What follows a contract on paper: statements and the letter at its end, to the satang."""

from dataclasses import replace
from datetime import date

from contract_facts import AMENDMENT, BORROWER, SAVINGS, VILLAGE, a_head
from test_contract_papers import assert_says, assert_silent, said

from plodnee.documents.builders.official.amendment import contract_amendment
from plodnee.documents.builders.official.settlement import settlement_letter
from plodnee.documents.builders.official.statement import contract_statement
from plodnee.documents.builders.paper import paper_docx, paper_pdf
from plodnee.documents.facts.contract_books import (
    SettlementFacts,
    StatementFacts,
    StatementLine,
)

STATEMENT = StatementFacts(
    head=a_head("บ1"),
    borrower=BORROWER,
    as_of=date(2022, 6, 30),
    lines=(
        StatementLine(date(2022, 3, 20), "signed", "", 0, 0, 0, 8_643_506),
        StatementLine(date(2022, 4, 16), "paid", "1/2565", 230_161, 18_750, 0, 8_413_345),
        StatementLine(date(2022, 4, 17), "taken_back", "1/2565", -230_161, -18_750, 0, 8_643_506),
        StatementLine(date(2022, 4, 17), "paid", "2/2565", 230_161, 18_750, 100, 8_413_345),
    ),
    due_satang=0,
    next_due_on=date(2022, 7, 16),
)
SETTLEMENT = SettlementFacts(
    head=a_head("ป"),
    borrower=BORROWER,
    signed_on=date(2022, 3, 20),
    settled_on=date(2026, 3, 16),
    funds=(SAVINGS, VILLAGE),
    receipts=48,
    principal_satang=8_643_506,
    interest_satang=900_000,
    penalty_satang=0,
    guarantors=("นายค้ำ มั่นคง",),
)


def test_a_statement_shows_what_was_taken_back_and_what_is_left_after_each_line():
    paper = contract_statement(STATEMENT)
    assert_says(
        paper,
        "๑๗ เม.ย. ๒๕๖๕ ยกเลิกรายการ ๑/๒๕๖๕ -๒,๓๐๑.๖๑ -๑๘๗.๕๐ ๐.๐๐ ๘๖,๔๓๕.๐๖",
        "ชำระรวม ๒,๓๐๑.๖๑ ๑๘๗.๕๐ ๑.๐๐",
        "เงินต้นคงเหลือ ณ วันที่ ๓๐ มิถุนายน ๒๕๖๕ เป็นเงิน ๘๔,๑๓๓.๔๕ บาท",
        "ไม่มียอดที่ถึงกำหนดค้างชำระ",
        "ครั้งต่อไปวันที่ ๑๖ กรกฎาคม ๒๕๖๕",
    )
    late = contract_statement(replace(STATEMENT, due_satang=250_000, next_due_on=None))
    assert_says(late, "ยังไม่ได้ชำระ ๒,๕๐๐ บาท (สองพันห้าร้อยบาทถ้วน)")
    assert_silent(late, "ครั้งต่อไป")


def test_a_statement_sums_what_was_let_go_and_charged_apart_from_what_was_paid():
    on, left = date(2022, 5, 1), 8_413_345
    more = (
        StatementLine(on, "charged", "", 0, 0, -577_284, left),
        StatementLine(on, "charged", "", 0, 0, -10_000, left),
        StatementLine(on, "taken_back", "", 0, 0, 10_000, left),
        StatementLine(on, "let_go", "", 10_000, 5_000, 0, left - 10_000),
        StatementLine(on, "let_go", "", 0, 0, 300, left - 10_000),
        StatementLine(on, "taken_back", "", 0, 0, -300, left - 10_000),
    )
    paper = contract_statement(replace(STATEMENT, lines=STATEMENT.lines + more))
    assert_says(
        paper,
        "ชำระรวม ๒,๓๐๑.๖๑ ๑๘๗.๕๐ ๑.๐๐",
        "เจ้าหนี้ยกให้รวมเป็นเงิน ๑๕๐ บาท",
        "ที่คิดเพิ่มรวมเป็นเงิน ๕,๗๗๒.๘๔ บาท",
    )
    assert_silent(contract_statement(STATEMENT), "ยกให้รวม", "คิดเพิ่มรวม")


def test_the_letter_says_that_everything_was_paid_and_who_is_free():
    paper = settlement_letter(SETTLEMENT)
    assert_says(
        paper,
        "ลงวันที่ ๒๐ มีนาคม ๒๕๖๕ ครบถ้วนแล้วเมื่อวันที่ ๑๖ มีนาคม ๒๕๖๙",
        "ใบเสร็จรับเงิน ๔๘ ฉบับ",
        "๙๕,๔๓๕.๐๖ บาท (เก้าหมื่นห้าพันสี่ร้อยสามสิบห้าบาทหกสตางค์)",
        "นายค้ำ มั่นคง",
        "(ป.พ.พ. มาตรา ๖๙๘)",
    )
    assert_silent(settlement_letter(replace(SETTLEMENT, guarantors=())), "มาตรา ๖๙๘")


def test_old_interest_and_penalty_stand_apart_from_the_principal():
    lines = (
        StatementLine(date(2022, 3, 20), "signed", "", 0, 0, 0, 1_000_000),
        StatementLine(date(2022, 4, 16), "paid", "1/2565", 100_000, 5_000, 0, 880_000, 20_000),
    )
    paper = contract_statement(replace(STATEMENT, lines=lines, old_left_satang=30_000))
    assert_says(
        paper,
        "ดอกเบี้ยและค่าปรับเดิม",
        "๑๖ เม.ย. ๒๕๖๕ รับชำระ ๑/๒๕๖๕ ๑,๐๐๐.๐๐ ๒๐๐.๐๐ ๕๐.๐๐ ๐.๐๐ ๘,๘๐๐.๐๐",
        "ชำระรวม ๑,๐๐๐.๐๐ ๒๐๐.๐๐ ๕๐.๐๐ ๐.๐๐",
        "แยกเป็นเงินต้น ๘,๕๐๐ บาท ดอกเบี้ยและค่าปรับค้างเดิม ๓๐๐ บาท",
    )
    letter = settlement_letter(replace(SETTLEMENT, principal_satang=8_613_506, old_satang=30_000))
    assert_says(letter, "เงินต้น ๘๖,๑๓๕.๐๖ บาท ดอกเบี้ยและค่าปรับค้างเดิม ๓๐๐ บาท", "๙๕,๔๓๕.๐๖ บาท")
    for without in (contract_statement(STATEMENT), settlement_letter(SETTLEMENT)):
        assert_silent(without, "ดอกเบี้ยและค่าปรับ")


def test_a_statement_of_a_cancelled_contract_says_that_nothing_is_owed_on_it():
    gone = StatementLine(date(2022, 5, 2), "cancelled", "", 8_643_506, 0, 0, 0)
    facts = replace(
        STATEMENT, lines=(STATEMENT.lines[0], gone), next_due_on=None, cancelled_on=gone.on
    )
    paper = contract_statement(facts)
    assert_says(paper, "๒ พ.ค. ๒๕๖๕ ยกเลิกสัญญา", "ยกเลิกแล้วเมื่อวันที่ ๒ พฤษภาคม ๒๕๖๕", "ศูนย์บาทถ้วน")
    assert_silent(paper, "ครั้งต่อไป", "ค้างชำระ")


def test_an_amendment_shows_what_changes_old_and_new_and_asks_each_guarantor_anew():
    paper = contract_amendment(AMENDMENT)
    assert_says(
        paper,
        "แนบท้ายสัญญาปรับโครงสร้างหนี้เลขที่ ๗/๒๕๖๕",
        "ลงวันที่ ๒๐ มีนาคม ๒๕๖๕",
        "เฉพาะงวดที่ครบกำหนดตั้งแต่วันที่ ๑๖ เมษายน ๒๕๖๖",
        "เปลี่ยนจากดอกเบี้ยร้อยละ ๖ ต่อปี เป็นดอกเบี้ยร้อยละ ๓ ต่อปี",
        "ให้ครบกำหนดวันที่ ๑๖ พฤษภาคม ๒๕๖๖",
        "เพิ่มจำนวนงวดต่อท้ายอีก ๑๒ งวด",
        "ไม่คิดดอกเบี้ยตั้งแต่วันที่ ๑๗ มีนาคม ๒๕๖๖ ถึงวันที่ ๑๖ พฤษภาคม ๒๕๖๖",
        "จำนวนงวด ๔๘ ๖๐",
        "รวมต้องชำระ ๘๔,๐๐๐.๐๐ ๘๐,๖๒๕.๐๐",
        "เหตุผล น้ำท่วมนาเมื่อเดือนตุลาคม ๒๕๖๕",
        "ครั้งที่ ๓/๒๕๖๖ เมื่อวันที่ ๑๐ มีนาคม ๒๕๖๖",
        "(ป.พ.พ. มาตรา ๗๐๐)",
        "คำตอบของนายค้ำ มั่นคง",
        "๒๕,๐๐๐.๐๐",
        "ตารางชำระหนี้เดิม ส่วนที่ ๑",
        "ตารางชำระหนี้ใหม่ ส่วนที่ ๑",
        "๑๖ มี.ค. ๒๕๗๐",
        "ทำขึ้น ๔ ฉบับ",
    )
    free = replace(AMENDMENT.terms, rate_bp=0, grace_on_principal=3, instalment_satang=150_000)
    other = contract_amendment(replace(AMENDMENT, terms=free, guarantors=()))
    assert_says(other, "เป็นไม่คิดดอกเบี้ย", "พักชำระเงินต้น ๓ งวด", "งวดละ ๑,๕๐๐ บาท (หนึ่งพันห้าร้อยบาทถ้วน)")
    assert_says(other, "จึงไม่ต้องขอความยินยอมของผู้ค้ำประกัน")
    assert_silent(other, "คำตอบของ")


def test_an_amendment_after_the_last_instalment_says_what_is_laid_on_new_ones():
    rest = replace(AMENDMENT.terms, rate_bp=None, pause=None, rest_satang=2_500_000)
    paper = contract_amendment(replace(AMENDMENT, terms=rest))
    assert_says(
        paper,
        "ซึ่งงวดสุดท้ายครบกำหนดไปแล้ว ให้มีผลตั้งแต่วันที่ ๑๖ เมษายน ๒๕๖๖",
        "เงินต้นที่ยังค้าง ๒๕,๐๐๐ บาท (สองหมื่นห้าพันบาทถ้วน) แบ่งชำระเป็นงวดใหม่ ๑๒ งวด",
        "งวดใหม่งวดแรกครบกำหนดวันที่ ๑๖ พฤษภาคม ๒๕๖๖ คิดดอกเบี้ยของงวดใหม่ตั้งแต่วันที่ ๑๖ เมษายน ๒๕๖๖",
        "คงค้างชำระตามวันครบกำหนดเดิม ไม่นำไปคิดดอกเบี้ยอีก",
    )
    assert_silent(paper, "ต่อท้ายอีก", "เลื่อนงวดแรกที่แก้ไข")


def test_the_same_facts_give_the_same_bytes():
    for build, facts in (
        (contract_statement, STATEMENT),
        (settlement_letter, SETTLEMENT),
        (contract_amendment, AMENDMENT),
    ):
        first, again = build(facts), build(facts)
        assert paper_pdf(first) == paper_pdf(again)
        assert paper_docx(first) == paper_docx(again)
        assert all(said(first))
