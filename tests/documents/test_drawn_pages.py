"""Registers and balance slips that are drawn, not laid out: all stands there, in its place."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from reading_back import composed, pages, pdf_text

from plodnee.documents.builders.balance_slip import build_slips
from plodnee.documents.builders.register_print import build
from plodnee.documents.builders.register_stream import Listed
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.errors import TooManyColumns
from plodnee.documents.facts.slips import SlipFacts

DAY = date(2019, 3, 16)
COLUMNS = (
    Column("number", "ที่", 6, "count"),
    Column("name", "ชื่อผู้กู้", 20),
    Column("owed", "หนี้ (บาท)", 9, "money", True),
)
SLIP = SlipFacts(
    number="ยย.2562/0001", centre="ศูนย์จัดการกองทุนชุมชนบ้านสมมุติ", place=None,
    household_code="SW-001", debtor="นางสมหญิง น้ำใจ", national_id="9-xxxx-xxxxx-34-5",
    is_made_up=True, creditor="กองทุนหมู่บ้านบ้านสมมุติ", creditor_kind="group",
    contract_number="12/2560", borrowed_on=date(2017, 3, 16), due_on=date(2020, 3, 16),
    principal_satang=1_012_345, interest_arrears_satang=2_500, penalty_satang=0, as_of=DAY,
    issued_on=date(2019, 3, 20),
)  # fmt: skip
LONG = replace(
    SLIP,
    centre="ศูนย์จัดการกองทุนชุมชนบ้านสมมุติ" * 4,
    debtor="นายประเสริฐศักดิ์" * 9,
    creditor="กลุ่มออมทรัพย์เพื่อการผลิต" * 9,
    contract_number="สัญญาเงินกู้ที่มีเลขยาวมาก" * 3,
)


def printed(rows, columns=COLUMNS, paper="A4"):
    listed = Listed(
        name="ทะเบียน", title=("ทะเบียนลูกหนี้", "ศูนย์ฯ"), columns=columns, voice=Voice("th"),
        on=DAY, mark="ข้อมูลสมมติ", paper=paper,
    )  # fmt: skip
    return build(listed, rows)


def texts_of(pdf):
    """The text of each page, as a search finds it."""
    return [composed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def boxes_of(text):
    """The box of each letter that is seen: left, bottom, right, top, in points."""
    boxes = (text.get_charbox(at) for at in range(text.count_chars()))
    return [box for box in boxes if box[2] > box[0]]


def lowest_letter(page):
    """How far above the foot of its page the lowest letter stands, in millimetres."""
    return min(box[1] for box in boxes_of(page.get_textpage())) / 72 * 25.4


def test_every_row_stands_on_a_page_that_has_the_header_and_its_number():
    rows = [{"number": n, "name": f"นายที่{n}น้ำ", "owed": n * 100} for n in range(1, 121)]
    texts = texts_of(printed(rows))
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert "ชื่อผู้กู้" in text
        assert "ข้อมูลสมมติ" in text
        assert Voice("th").digits(f"หน้า{number}จาก{len(texts)}") in text
    found = "".join(texts)
    assert [n for n in range(1, 121) if composed(f"นายที่{n}น้ำ") not in found] == []
    assert "รวม๑๒๐แถว" in texts[-1]
    assert Voice("th").digits("7,260.00") in texts[-1]


def test_no_word_and_no_day_is_broken_however_many_columns_and_a4_refuses_what_would_break():
    words = ["ประชาชน", "ทดลองงาน", "วัตถุประสงค์"] * 5
    columns = [Column(f"w{at}", "ผู้ค้ำประกัน", 3) for at in range(len(words))]
    row = {f"w{at}": word for at, word in enumerate(words)}
    days = [Column(f"d{at}", "วันที่กู้", 3, "date") for at in range(4)]
    pdf = printed([row | {f"d{at}": DAY for at in range(4)}], [*columns, *days])
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    whole = text.get_text_range()
    for word in ("ประชาชน", "มี.ค. ๒๕๖๒"):
        at = whole.index(word)
        heights = {
            round(text.get_charbox(at + n)[1]) for n, one in enumerate(word) if one in "ปชคนม"
        }
        assert len(heights) == 1, word
    with pytest.raises(TooManyColumns, match="smaller than 7 points") as refused:
        printed([row], columns * 3)
    assert "45" in refused.value.message("th")
    assert len(texts_of(printed([row], columns * 3, "A3"))) == 1


def test_a_row_higher_than_a_page_goes_on_and_loses_nothing():
    words = [f"w{number}x" for number in range(3_000)]
    pdf = printed([{"number": 1, "name": " ".join(words), "owed": 100}])
    assert pages(pdf) > 2
    found = pdf_text(pdf)
    assert [word for word in words if word not in found] == []
    assert all(lowest_letter(page) > 3 for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize(("paper", "creditors"), [("A4", 13), ("A3", 24)])
def test_figures_of_many_columns_are_neither_broken_nor_over_one_another(paper, creditors):
    columns = tuple(Column(f"c{n}", f"ก {n}", 8, "money", True) for n in range(creditors))
    row = {"number": 1, "name": "ก", **{one.key: 123_456_789 for one in columns}}
    page = pypdfium2.PdfDocument(printed([row], (*COLUMNS[:2], *columns), paper))[0]
    text = page.get_textpage()
    figure = Voice("th").digits("1,234,567.89")
    lines = [composed(line) for line in text.get_text_range().splitlines()]
    assert sorted(line.count(figure) for line in lines)[-2:] == [creditors, creditors]
    of_one_height = sorted(boxes_of(text), key=lambda box: (round(box[1]), box[0]))
    over = [
        (left, right)
        for left, right in pairwise(of_one_height)
        if round(left[1]) == round(right[1]) and left[2] > right[0] + 1
    ]
    assert over == []


@pytest.mark.parametrize(("layout", "count"), [("pair", 2), ("single", 4)])
@pytest.mark.parametrize("language", ["th", "en"])
def test_each_copy_of_a_slip_says_everything(layout, count, language):
    voice = Voice(language)
    pdf = build_slips(
        [SLIP, replace(SLIP, number="ยย.2562/0002")], language=language, layout=layout
    )
    assert pages(pdf) == count
    found = pdf_text(pdf)
    for said in (
        SLIP.debtor, SLIP.creditor, "SW-001", "12/2560", "9-xxxx-xxxxx-34-5", "10,148.45",
        voice.day(DAY), voice.day(SLIP.issued_on), "2562/0001",
    ):  # fmt: skip
        copies = 2 if said == "2562/0001" else 4
        assert found.count(composed(voice.digits(said))) >= copies, said


@pytest.mark.parametrize("layout", ["pair", "single"])
def test_the_longest_names_stay_on_their_own_copy(layout):
    """What would be too high is written smaller: nothing runs over the cut or off the page."""
    pdf = build_slips([LONG], language="th", layout=layout)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == (1 if layout == "pair" else 2)
    assert all(lowest_letter(page) > 6 for page in document)
    if layout == "pair":
        text, cut = document[0].get_textpage(), (297 - 9 - 136) / 25.4 * 72
        assert [box for box in boxes_of(text) if box[1] < cut - 1 and box[3] > cut + 1] == []
