"""The main job in a browser: a register is sent, confirmed, planned, and its deck taken away.

And the job of every month: money is taken at a meeting, by keyboard alone.
"""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation
from serving import DESKTOP, PHONE

from plodnee.engine.national_id import dashed, make_up
from plodnee.engine.thai_text import to_thai_digits

pytestmark = pytest.mark.browser

PLANNING_MILLISECONDS = 120_000


@pytest.fixture(scope="module")
def untidy(demonstration, tmp_path_factory) -> dict[int, Path]:
    """For each width the register of บ้านสว่าง of a later day, one amount of it unreadable."""
    made = {}
    for width, day in ((DESKTOP, "30 เม.ย. 2562"), (PHONE, "31 พฤษภาคม 2562")):
        book = openpyxl.load_workbook(demonstration.workbooks[0])
        as_of = next(row for row in book["ศูนย์"].iter_rows() if row[0].value == "ข้อมูล ณ วันที่")
        as_of[1].value = day
        debts = book["ลูกหนี้"]
        headers = [cell.value for cell in debts[1]]
        debts.cell(2, headers.index("เงินต้นคงเหลือ (บาท)") + 1).value = "สองหมื่น"
        made[width] = tmp_path_factory.mktemp("sent") / f"register-{width}.xlsx"
        book.save(made[width])
    return made


def button(page: Page, words: str):
    return page.get_by_role("button", name=words)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_an_officer_goes_from_the_workbook_to_the_deck(width, own_site, visit, untidy):
    page = visit(own_site, "district_officer", width=width)
    page.get_by_role("link", name="นำเข้าทะเบียน").first.click()
    page.locator("input[type=file]").set_input_files(untidy[width])
    button(page, "ส่งเพื่อตรวจ").click()
    expect(page.locator("table").first).to_contain_text("สองหมื่น")
    expect(page.locator("table").first).to_contain_text("L2")
    # The row that was not read is a debt of the register that the file lacks.
    page.get_by_label("เพิ่มเข้าทะเบียนเดิม").check()
    button(page, "ยืนยันและจัดทำเมนูทางเลือก").click()
    expect(page.locator("h1")).to_contain_text("จัดทำเมนูทางเลือกทุกครัวเรือน")
    page.reload()
    expect(page.locator("h1")).to_contain_text("ผลการวางแผน", timeout=PLANNING_MILLISECONDS)
    page.locator("table a").first.click()
    expect(page.locator("h1")).to_contain_text("SW-")
    expect(page.get_by_role("heading", name="หนี้ทุกก้อนวางเทียบกัน")).to_be_visible()
    page.goto("/centres/31011805/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="สไลด์นำเสนอศูนย์ฯ").click()
    deck = Presentation(BytesIO(Path(taken.value.path()).read_bytes()))
    texts = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes
                     if shape.has_text_frame)  # fmt: skip
    assert "บ้านสว่าง" in texts
    assert not wider_than_the_screen(page)


def wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_log_in_and_search_need_no_mouse(site, visit):
    page = visit(site, None, "/accounts/login/")
    who = site.demonstration.login("district_officer")
    page.locator("input[name=login]").focus()
    page.keyboard.type(who.username)
    page.keyboard.press("Tab")
    page.keyboard.type(who.password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    page.goto("/centres/31011805/households/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="ข้ามไปยังเนื้อหา")).to_be_focused()
    page.locator("#id_q").focus()
    page.keyboard.type("SW-080")
    page.keyboard.press("Enter")
    expect(page.locator("table a").first).to_contain_text("SW-080")


PAGES = ("/", "/centres/", "/centres/31011805/", "/centres/31011805/households/", "/registers/",
         "/areas/", "/account/")  # fmt: skip


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_page_is_wider_than_a_telephone(language, site, visit):
    page = visit(site, "district_officer", width=PHONE, language=language)
    for path in PAGES:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        assert not wider_than_the_screen(page), path


def test_a_household_for_whom_nothing_fits_is_told_what_would_help(site, visit):
    page = visit(site, "district_officer", "/centres/31011805/households/")
    page.locator("select[name=plan]").select_option("none")
    page.locator("main form button").first.click()
    expect(page.locator("select[name=plan]")).to_have_value("none")
    page.locator("table a").first.click()
    expect(page.locator("main")).to_contain_text("บาท")
    expect(page.locator("main")).to_contain_text("เพราะอะไรจึงยังไม่มีทางเลือก")


def test_an_id_typed_among_words_is_pointed_out_before_it_is_sent(site, visit):
    page = visit(site, "district_officer", "/centres/31011805/record/group/new/")
    warning = page.locator(".notice.warn", has_text="เลขประจำตัวประชาชน")
    reason = page.locator("[name=reason]")
    for written in (make_up(7), dashed(make_up(7)), to_thai_digits(f"ของ {make_up(7)} ครับ")):
        reason.fill(written)
        expect(warning).to_be_visible()
        reason.fill(f"{make_up(7)[:-1]}{(int(make_up(7)[-1]) + 1) % 10}")
        expect(warning).to_have_count(0)


def test_a_meetings_money_is_taken_with_the_enter_key_alone(own_site, visit):
    page = visit(own_site, "centre_committee", "/centres/31011805/books/collections/")
    button(page, "เปิดใบรับชำระ").click()
    expect(page.locator("h1")).to_contain_text("ใบรับชำระวันที่")
    keys = [row.get_attribute("id") for row in page.locator("input[name=amount]").all()]
    assert len(keys) > 2
    for key, amount in zip(keys[:-1], ("20", "30"), strict=False):
        expect(page.locator(f"[id='{key}']")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(amount)
        # Sooner after its page came a key counts as one that bounces.
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='{key}']")).to_have_count(0)
    expect(page.locator(f"[id='{keys[2]}']")).to_be_focused()
