"""LibreOffice opens every Office file of the pack: pages, text, and faces as on paper."""

import shutil

import pypdfium2
import pytest
from reading_back import composed

from tools.render_documents import to_pdf

FILES = {
    "deck.pptx": (11, ("โครงสร้างคณะกรรมการศูนย์ฯ", "๔๔๙,๐๒๘", "ข้อมูลสมมติ")),
    "debtor-register.xlsx": (2, ("ทะเบียนข้อมูลลูกหนี้ทั้งหมด", "นางผู้กู้ที่ 2 สมมุติ", "๔๔๙,๐๒๗.๗๒")),
    "household-register.xlsx": (2, ("ทะเบียนข้อมูลครัวเรือนและภาวะหนี้สิน", "NS-003", "ข้อมูลสมมติ")),
    "debt-analysis.xlsx": (2, ("แบบวิเคราะห์ลูกหนี้", "เกณฑ์จัดประเภท", "ปกติ")),
    "plans.xlsx": (4, ("แผนการบริหารจัดการหนี้ครัวเรือน", "ธ.ค. ๖๓", "สัญญาเดียว")),
}


@pytest.fixture(scope="module")
def drawn(pack, tmp_path_factory):
    assert shutil.which("soffice"), "apt-get install libreoffice-impress libreoffice-calc"
    folder = tmp_path_factory.mktemp("office")
    for name in FILES:
        (folder / name).write_bytes(pack[name])
    pdfs = to_pdf([folder / name for name in FILES], folder / "pdf")
    return {name: pypdfium2.PdfDocument(pdf) for name, pdf in zip(FILES, pdfs, strict=True)}


@pytest.mark.parametrize("name", FILES)
def test_the_file_opens_with_its_pages_and_its_text(drawn, name):
    expected, words = FILES[name]
    document = drawn[name]
    assert len(document) >= expected if name == "plans.xlsx" else len(document) == expected
    text = composed(" ".join(page.get_textpage().get_text_range() for page in document))
    assert [word for word in words if composed(word) not in text] == []
    assert "#NAME?" not in text
    assert "###" not in text


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".xlsx")])
def test_a_printed_page_is_numbered_of_how_many(drawn, name):
    document = drawn[name]
    text = composed(document[0].get_textpage().get_text_range())
    assert composed(f"หน้า1จาก{len(document)}") in text
    assert document[0].get_width() > document[0].get_height()


def test_slides_are_drawn_in_the_official_face_s_stand_in(drawn):
    page = drawn["deck.pptx"][1]
    fonts = {obj.get_font().get_base_name() for obj in page.get_objects() if obj.type == 1}
    assert fonts
    assert all("Sarabun16" in font for font in fonts)
