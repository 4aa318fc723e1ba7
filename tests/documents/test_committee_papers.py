"""A committee's papers: what they say in both files, what a draft leaves open, the same bytes."""

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from reading_back import composed, members, pages, pages_lines, pdf_text

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.minutes import minutes_paper
from plodnee.documents.builders.official.notice import notice_paper
from plodnee.documents.builders.official.order import order_paper
from plodnee.documents.builders.paper import Lines, Paper, Paragraph, Space, paper_docx, paper_pdf
from plodnee.documents.facts.committees import (
    AttendedBy,
    ItemMinutes,
    MinutesFacts,
    NamedMember,
    NoticeFacts,
    OrderPaperFacts,
)
from plodnee.engine.put_line import PutLine

SIGNED = date(2019, 3, 16)
ORDER = OrderPaperFacts(
    effect="appoint",
    district="เมืองบุรีรัมย์",
    centre="ศูนย์จัดการกองทุนชุมชนบ้านทดสอบ",
    place="หมู่ที่ 5 ตำบลสองห้อง",
    number="123/2562",
    signed_on=SIGNED,
    drafted_on=date(2019, 3, 1),
    valid_from=SIGNED,
    valid_until=date(2022, 3, 15),
    signer_name="นายสมมุติ อำเภอ",
    signer_position="นายอำเภอเมืองบุรีรัมย์",
    grounds="",
    amends_number="",
    amends_signed_on=None,
    members=(
        NamedMember("นายประธาน ใจดี", "ผู้ใหญ่บ้าน หมู่ที่ 5", "ประธานกรรมการ"),
        NamedMember("นางผู้แทน ใจดี", "ผู้แทนกองทุนหมู่บ้าน", "กรรมการและเหรัญญิก"),
    ),
    is_made_up=False,
)
NOTICE = NoticeFacts(
    centre=ORDER.centre,
    place=ORDER.place,
    number="3/2562",
    held_on=date(2019, 3, 20),
    starts_at="13.00",
    where="ศาลากลางหมู่บ้าน",
    called_on=SIGNED,
    chair="นายประธาน ใจดี",
    items=("เรื่องแจ้งเพื่อทราบ", "ครัวเรือนรหัส SW-001"),
    edition=1,
    is_made_up=True,
)
ITEM = ItemMinutes(
    title="ครัวเรือนรหัส SW-001",
    text="พิจารณาแล้ว\nมีความเห็นตรงกัน",
    dropped="",
    recused=("นางผู้แทน ใจดี",),
    outcome="approved",
    wording="เห็นชอบตามเมนูที่ 2",
    members=5,
    quorum=3,
    votes_for=3,
    votes_against=1,
    abstained=0,
    casting_vote=False,
)
MINUTES = MinutesFacts(
    centre=ORDER.centre,
    number="3/2562",
    held_on=date(2019, 3, 20),
    starts_at="13.00",
    where="ศาลากลางหมู่บ้าน",
    members=6,
    present=5,
    quorum=3,
    attended=(
        AttendedBy("นายประธาน ใจดี", "ประธานกรรมการ", "present", ""),
        AttendedBy("นายลา ใจดี", "กรรมการ", "leave", "ป่วย"),
    ),
    items=(ITEM, replace(ITEM, dropped="ขอถอนเรื่อง", outcome="")),
    written_by="นางสาวเลขา ใจดี",
    closed_by="นายอำเภอ ผู้ตรวจ",
    closed_on=date(2019, 3, 22),
    is_made_up=False,
)
PAPERS = {
    "order": order_paper(ORDER),
    "notice": notice_paper(NOTICE),
    "minutes": minutes_paper(MINUTES),
}


def docx_text(content):
    document = Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [c.text for t in document.tables for row in t.rows for c in row.cells]
    parts += [p.text for section in document.sections for p in section.header.paragraphs]
    return composed(" ".join(parts))


def said(paper):
    """What both files say, so that they cannot differ in it."""
    return composed(pdf_text(paper_pdf(paper))), docx_text(paper_docx(paper))


def assert_says(paper, *sentences):
    for text in said(paper):
        for sentence in sentences:
            assert composed(sentence) in text, sentence


def test_an_order_is_in_the_form_of_an_official_order():
    assert_says(
        PAPERS["order"],
        "คำสั่งอำเภอเมืองบุรีรัมย์",
        "ที่ ๑๒๓/๒๕๖๒",
        "เรื่อง แต่งตั้งคณะกรรมการศูนย์จัดการกองทุนชุมชนบ้านทดสอบ",
        "ผู้ใหญ่บ้าน หมู่ที่ ๕",
        "ผู้แทนกองทุนหมู่บ้าน",
        "ตั้งแต่วันที่ ๑๖ มีนาคม ๒๕๖๒ ถึงวันที่ ๑๕ มีนาคม ๒๕๖๕",
        "สั่ง ณ วันที่ ๑๖ มีนาคม ๒๕๖๒",
        "(นายสมมุติ อำเภอ)",
        "ตัวกลางในการเจรจา",
    )
    for text in said(PAPERS["order"]):
        assert composed("ร่าง") not in text


def test_a_draft_leaves_room_for_number_and_day_and_says_that_it_is_one():
    draft = order_paper(replace(ORDER, number="", signed_on=None))
    assert_says(draft, "ร่าง", "พ.ศ. ๒๕๖๒", "/๒๕๖๒")
    for text in said(draft):
        assert "๑๒๓" not in text


def test_grounds_of_ones_own_stand_instead_of_the_usual_ones():
    own = order_paper(replace(ORDER, grounds="ด้วยมีเหตุจำเป็น 2 ประการ"))
    assert_says(own, "ด้วยมีเหตุจำเป็น ๒ ประการ")
    for text in said(own):
        assert composed("หนึ่งครัวเรือนหนึ่งสัญญา") not in text


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [("supplement", "จึงแต่งตั้งกรรมการเพิ่มเติม"), ("revoke", "จึงให้ยกเลิกคำสั่งดังกล่าว")],
)
def test_an_order_about_an_order_names_it(effect, sentence):
    facts = replace(ORDER, effect=effect, amends_number="99/2561", amends_signed_on=SIGNED)
    if effect == "revoke":
        facts = replace(facts, valid_until=None, members=())
    assert_says(order_paper(facts), sentence, "ที่ ๙๙/๒๕๖๑ ลงวันที่ ๑๖ มีนาคม ๒๕๖๒")


def test_a_notice_calls_to_a_day_with_its_agenda_and_keeps_a_code_as_it_is():
    assert_says(
        PAPERS["notice"],
        "วันพุธที่ ๒๐ มีนาคม ๒๕๖๒ เวลา ๑๓.๐๐ น.",
        "ระเบียบวาระที่ ๒",
        "SW-001",
        "ข้อมูลสมมติเพื่อการสาธิต",
        "(นายประธาน ใจดี)",
    )


def test_minutes_say_who_came_the_quorum_each_vote_and_who_took_no_part():
    assert_says(
        PAPERS["minutes"],
        "นายลา ใจดี กรรมการ (ลา ป่วย)",
        "มา ประชุม ๕ คน จากทั้งหมด ๖ คน".replace("มา ประชุม", "มาประชุม"),
        "จึงครบองค์ประชุม",
        "ผู้มีส่วนได้เสีย ไม่ร่วมพิจารณาและไม่ออกเสียง: นางผู้แทน ใจดี",
        "เห็นชอบ ๓ ไม่เห็นชอบ ๑ งดออกเสียง ๐",
        "เห็นชอบตามเมนูที่ ๒",
        "ถอนวาระ เพราะขอถอนเรื่อง",
        "รับรองเมื่อวันที่ ๒๒ มีนาคม ๒๕๖๒",
    )


def test_minutes_name_the_plan_that_was_put_or_say_that_there_was_none():
    plan = PutLine(
        joined=2,
        eased=1,
        principal_satang=5_000_000,
        rate_bp=650,
        instalments=24,
        instalment_satang=220_000,
        last_satang=199_950,
        most_satang=0,
        first_due_on=date(2019, 4, 20),
        last_due_on=date(2021, 3, 20),
    )
    items = (
        replace(ITEM, put=(plan, replace(plan, joined=0, most_satang=310_050)), of_household=True),
        replace(ITEM, of_household=True),
    )
    assert_says(
        minutes_paper(replace(MINUTES, items=items)),
        "ทางเลือกที่เสนอ ๑",
        "รวมหนี้ ๒ รายการ",
        "เงินต้น ๕๐,๐๐๐ บาท",
        "ร้อยละ ๖.๕ ต่อปี",
        "๒๔ งวด",
        "งวดละ ๒,๒๐๐ บาท",
        "งวดสุดท้าย ๑,๙๙๙.๕๐ บาท",
        "๒๐ เมษายน ๒๕๖๒",
        "๒๐ มีนาคม ๒๕๖๔",
        "สัญญาเดิมอีก ๑ รายการ",
        "ทางเลือกที่เสนอ ๒",
        "ไม่เกิน ๓,๑๐๐.๕๐ บาท",
        "ไม่เป็นการเห็นชอบทางเลือกใด",
    )


def test_minutes_without_a_quorum_or_a_closing_say_so():
    paper = minutes_paper(replace(MINUTES, present=2, closed_by="", closed_on=None, items=()))
    assert_says(paper, "จึงไม่ครบองค์ประชุม", "ร่าง")


def test_a_casting_vote_and_an_empty_list_are_told():
    items = (replace(ITEM, casting_vote=True),)
    paper = minutes_paper(replace(MINUTES, items=items, attended=MINUTES.attended[:1]))
    assert_says(paper, "ประธานในที่ประชุมออกเสียงชี้ขาด", "ผู้ไม่มาประชุม ไม่มี")


def test_a_code_keeps_its_digits_and_everything_else_has_thai_ones():
    assert official_digits("ครัวเรือน SW-001 หมู่ 5") == "ครัวเรือน SW-001 หมู่ ๕"


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_names_no_program_and_bears_the_day_of_its_facts(name):
    paper = PAPERS[name]
    content = paper_docx(paper)
    for member, part in members(content):
        assert member.date_time[:3] == (paper.on.year, paper.on.month, paper.on.day)
        if member.filename == "docProps/core.xml":
            assert b"python-docx" not in part
            assert paper.on.isoformat().encode() in part
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert b"TH Sarabun New" in archive.read("word/styles.xml")


def test_a_long_committee_goes_over_pages():
    many = tuple(replace(ORDER.members[0], name=f"นายที่ {n}") for n in range(60))
    assert pages(paper_pdf(order_paper(replace(ORDER, members=many)))) > 2


@pytest.mark.parametrize("count", [8, 12])
def test_no_signature_stands_on_a_page_without_the_end_of_the_text(count):
    """So many members that the order ends where its first page does."""
    few = tuple(replace(ORDER.members[0], name=f"นายที่ {n}") for n in range(count))
    order = order_paper(replace(ORDER, members=few))
    _first, last = pages_lines(paper_pdf(order))
    for sentence in ("ตั้งแต่วันที่ ๑๖ มีนาคม ๒๕๖๒", "สั่ง ณ วันที่", "(นายสมมุติ"):
        assert any(composed(sentence) in line for line in last)
    attended = MINUTES.attended[:1] * count
    _first, last = pages_lines(paper_pdf(minutes_paper(replace(MINUTES, attended=attended))))
    assert composed("ระเบียบวาระที่ ๒") in last[0]
    paragraphs = Document(io.BytesIO(paper_docx(order))).paragraphs
    *_, term, _space, given, signer, _position = paragraphs
    assert all(one.paragraph_format.keep_with_next for one in (term, _space, given, signer))


def test_no_page_ends_with_a_heading():
    """A heading, room and the first line under it, moved down line by line over a page's end."""
    heading = [Paragraph("", lead="หัวข้อ", indented=False), Space(3)]
    for filled in range(35, 40):
        blocks = [*[Lines(("ก",))] * filled, *heading, Lines(("แรก",)), *[Lines(("ข",))] * 40]
        papers = pages_lines(paper_pdf(Paper("", SIGNED, tuple(blocks))))
        (page,) = [text for text in map("".join, papers) if composed("แรก") in text]
        assert composed("หัวข้อ") in page, filled
    word = Document(io.BytesIO(paper_docx(Paper("", SIGNED, tuple(blocks)))))
    heading, space, first = word.paragraphs[39:42]
    assert heading.paragraph_format.keep_with_next
    assert space.paragraph_format.keep_with_next
    assert not first.paragraph_format.keep_with_next


def test_a_village_is_never_parted_at_the_end_of_a_line():
    village, sentence = "บ้านอารัง", "กองทุนชุมชนบ้านอารังประชุม"
    lines = tuple(Paragraph("ก" * n + f" {sentence}") for n in range(40, 70))

    def whole(paper):
        written = [line for page in pages_lines(paper_pdf(paper)) for line in page]
        return sum(composed(village) in line for line in written)

    assert whole(Paper("", SIGNED, lines, names=(village,))) == len(lines)
    assert whole(Paper("", SIGNED, lines)) < len(lines)


ELSEWHERE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_committee_papers import PAPERS, paper_docx, paper_pdf
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
