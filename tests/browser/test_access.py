"""Every page can be used by everybody: WCAG 2.2 AA by axe-core, at the narrowest screen and wide.

Pages are found by following links from the home page, so a new page is looked at without being
named here; states that no link leads to are made below.
"""

import re
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from access_rules import SMALLEST, faults, faults_of_new_parts
from playwright.sync_api import Page, expect
from serving import DESKTOP, Site

pytestmark = pytest.mark.browser

ROLES = ("centre_committee", "district_officer", "province", "department", "auditor")
FILES = (".csv", ".docx", ".pdf", ".pptx", ".txt", ".xlsx", ".xml", ".zip")
HOUSEHOLDS = "/centres/31011805/households/"
LEAST_KINDS = {
    "centre_committee": 9,
    "district_officer": 12,
    "province": 8,
    "department": 9,
    "auditor": 9,
}


def kind(path: str) -> str:
    """An address without what tells one centre or household from another."""
    path = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", path)
    return re.sub(r"\d+", lambda code: f"<{len(code.group())}>", path)


def links(page: Page) -> list[str]:
    """The addresses that a page leads to, files left out."""
    found = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
    parts = [urlsplit(one) for one in found]
    here = urlsplit(page.url).netloc
    return [
        f"{one.path}?{one.query}" if one.query else one.path
        for one in parts
        if one.netloc == here and not one.path.endswith(FILES)
    ]


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """The parts of the pages that were looked at on the smallest screen, by whichever role."""
    return set()


def walk(page: Page, looked_at: set[str], every: int = 1) -> tuple[set[str], list[str]]:
    """The kinds of pages that can be reached, one of each looked at, and what they break.

    `every`: of the kinds, in the order in which they are come to, only each second, third … one.
    """
    seen, waiting, broken = {"/"}, ["/"], []
    its_turn = cycle([True, *[False] * (every - 1)])
    while waiting:
        page.goto(waiting.pop())
        leads = links(page)
        if next(its_turn):
            broken += faults_of_new_parts(page, looked_at)
        for path in leads:
            if kind(urlsplit(path).path) not in seen:
                seen.add(kind(urlsplit(path).path))
                waiting.append(path)
    return seen, broken


@pytest.mark.parametrize("role", ROLES)
def test_no_page_that_a_role_can_reach_keeps_anybody_out(role, site, visit, looked_at):
    seen, broken = walk(visit(site, role, width=SMALLEST), looked_at)
    assert broken == []
    assert len(seen) >= LEAST_KINDS[role]


@pytest.mark.parametrize(
    "every",
    [
        pytest.param(4, id="every fourth"),
        pytest.param(1, id="every page", marks=pytest.mark.prove),
    ],
)
def test_the_pages_keep_nobody_out_on_a_desk_in_english(every, site, visit):
    page = visit(site, "district_officer", width=DESKTOP, language="en")
    _seen, broken = walk(page, set(), every)
    assert broken == []


@pytest.mark.parametrize("width", [SMALLEST, DESKTOP])
@pytest.mark.parametrize("asked", ["plan=none", "plan=free", "sort=debts", "debtor_class=E"])
def test_every_kind_of_household_has_a_page_for_everybody(asked, width, site, visit):
    """Nothing fits; no debt; the most debts; in court."""
    page = visit(site, "district_officer", f"{HOUSEHOLDS}?{asked}", width=width)
    page.locator("tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("SW-")
    assert faults(page) == []


def test_the_look_itself_sees_what_keeps_people_out(site, visit):
    page = visit(site, None, "/accounts/login/", width=SMALLEST)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    page.evaluate("document.querySelector('main p').style.width = '500px'")
    page.evaluate("document.querySelector('main p').style.maxWidth = 'none'")
    page.evaluate("document.querySelector('main p').style.color = '#bbb'")
    broken = " ".join(faults(page))
    assert "image-alt" in broken
    assert "color-contrast" in broken
    assert "wider than the screen" in broken


def test_a_page_with_a_part_of_its_own_is_looked_at(site, visit):
    page, looked_at = visit(site, None, "/accounts/login/", width=SMALLEST), set()
    assert faults_of_new_parts(page, looked_at) == []
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    before = len(looked_at)
    assert "image-alt" in " ".join(faults_of_new_parts(page, looked_at))
    assert len(looked_at) == before + 1


def sent(page: Page, path: Path) -> None:
    page.goto("/registers/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="ส่งเพื่อตรวจ").click()
    page.wait_for_load_state()


@pytest.fixture
def untidy(demonstration, tmp_path) -> Path:
    """The register of บ้านสว่าง of a later day: a row, a cell and many dates are not as wished."""
    book = openpyxl.load_workbook(demonstration.workbooks[0])
    day = next(row for row in book["ศูนย์"].iter_rows() if row[0].value == "ข้อมูล ณ วันที่")
    day[1].value = "30 เม.ย. 2562"
    debts = book["ลูกหนี้"]
    headers = [cell.value for cell in debts[1]]
    debts.cell(2, headers.index("เงินต้นคงเหลือ (บาท)") + 1).value = "สองหมื่น"
    debts.cell(3, headers.index("เงินต้นคงเหลือ (บาท)") + 1).value = "๒๐,๐๐๐.๕๐ บาท"
    homes = book["ครัวเรือน"]
    names = [cell.value for cell in homes[1]]
    homes.cell(4, names.index("เลขประจำตัวประชาชน") + 1).value = "12345"
    path = tmp_path / "untidy.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("width", [SMALLEST, DESKTOP])
def test_what_is_wrong_with_a_workbook_is_told_to_everybody(width, own_site, visit, untidy):
    page = visit(own_site, "district_officer", width=width)
    sent(page, untidy)
    expect(page.locator("main")).to_contain_text("สองหมื่น")
    assert faults(page) == []
    page.get_by_text("ใช่ ยกเลิกการนำเข้านี้").click()
    expect(page.locator("main")).to_contain_text("ยกเลิกการนำเข้าแล้ว")
    assert faults(page) == []


def test_refusals_and_errors_are_told_to_everybody(own_site, visit, tmp_path):
    page = visit(own_site, "district_officer", width=SMALLEST)
    page.goto("/registers/")
    page.get_by_role("button", name="ส่งเพื่อตรวจ").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert faults(page) == []
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK not a workbook")
    sent(page, broken)
    expect(page.locator(".notice.refused")).to_be_visible()
    assert faults(page) == []
    page.goto("/nothing/")
    assert faults(page) == []


def test_a_wrong_password_is_told_to_everybody(site: Site, visit):
    page = visit(site, None, "/accounts/login/", width=SMALLEST)
    assert faults(page) == []
    page.locator("input[name=login]").fill("nobody")
    page.locator("input[name=password]").fill("wrong")
    page.locator("input[name=password]").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert faults(page) == []
