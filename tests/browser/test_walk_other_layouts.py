"""A fund's own workbook, one sheet for each fund, is sent and becomes part of the register."""

import openpyxl
import pytest
from foreign_making import sheets, workbook
from playwright.sync_api import Page, expect
from serving import DESKTOP, PHONE

pytestmark = pytest.mark.browser
WAIT_MILLISECONDS = 60_000
BAD = (2, "นางทดลอง มีสุข", "14", 5, None, 30000, "สามหมื่น", None)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_committee_says_what_its_columns_are(width, own_site, visit, tmp_path):
    sent = tmp_path / "debts.xlsx"
    sent.write_bytes(workbook(sheets(fund=[(1, *sheets_row(width)), BAD])))
    page = visit(own_site, "centre_committee", "/registers/", width=width)
    page.locator("input[type=file]").set_input_files(sent)
    press(page, "ส่งเพื่อตรวจ")
    expect(page.locator("h1")).to_have_text("แผ่นงานใดคืออะไร", timeout=WAIT_MILLISECONDS)
    expect(page.locator("#id_part-0")).to_have_value("fund")
    press(page, "ต่อไป: จับคู่คอลัมน์")
    page.locator("#id_0-all-rate_bp").fill("")  # what the office said before is filled in
    press(page, "อ่านและตรวจ")
    expect(page.get_by_role("alert")).to_contain_text("อัตราดอกเบี้ย")
    page.locator("#id_centre-as_of").fill("30 ก.ย. 2561")
    page.locator("#id_0-all-rate_bp").fill("6")
    page.locator("#id_0-all-rate_unit").select_option("ต่อปี")
    press(page, "อ่านและตรวจ")
    expect(page.locator("table").first).to_contain_text("สามหมื่น", timeout=WAIT_MILLISECONDS)
    expect(page.locator("table").first).to_contain_text("G5")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_text("แถวที่ไม่รับ พร้อมเหตุผลในเซลล์").click()
    page.locator("#refused-reason").fill("แก้แถวที่อ่านไม่ได้")
    with page.expect_download() as taken:
        press(page, "ดาวน์โหลดแถวที่ไม่รับ (.xlsx)")
    taken.value.save_as(tmp_path / "refused.xlsx")
    refused = openpyxl.load_workbook(tmp_path / "refused.xlsx")["ลูกหนี้"]
    assert "สามหมื่น" in refused["L2"].comment.text
    page.get_by_role("link", name="จับคู่คอลัมน์ใหม่").click()
    page.get_by_text("ลบไฟล์ที่ส่ง", exact=True).click()
    press(page, "ใช่ ลบไฟล์นี้")
    expect(page.get_by_role("status").first).to_contain_text("ลบไฟล์ที่ส่งแล้ว")


def sheets_row(width: int) -> tuple[object, ...]:
    """A row of its own for each width, so that each sends a file of its own."""
    return ("นายสมมติ ใจดี", "12/3", 5, None, 20000, 10000 + width, None)
