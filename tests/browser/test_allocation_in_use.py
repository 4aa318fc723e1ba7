"""A committee types a figure of capital, keeps it at once, and reads why on page and paper."""

import pytest
from playwright.sync_api import expect
from serving import DESKTOP, PHONE

pytestmark = pytest.mark.browser

PAGE = "/centres/31011805/allocation/"


def test_a_figure_typed_and_kept_in_one_go_is_kept_once(own_site, visit):
    page = visit(own_site, "centre_committee", PAGE)
    posts = []
    page.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    page.locator("input[name=capital-0-0]").fill("30000")
    page.get_by_role("button", name="เก็บแผนจัดสรรนี้").click()
    expect(page.locator("main")).to_contain_text("เก็บแผนจัดสรรแล้ว")
    page.wait_for_timeout(1_000)
    assert sum(url.endswith("/keep/") for url in posts) == 1
    expect(page.locator("#kept")).to_contain_text("แผนจัดสรรที่เก็บไว้ (1)")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_what_a_slider_leaves_out_is_explained_as_it_moves(width, own_site, visit):
    page = visit(own_site, "centre_committee", PAGE, width=width)
    page.locator("input[name=capital-0-0]").fill("0")
    page.locator("input[name=capital-0-0]").press("Tab")
    short = page.locator("details", has_text="ยังไม่ได้เพราะเงินทุนไม่พอ")
    expect(short).to_contain_text("ถ้าผลของผู้อื่นคงเดิม จะพอเมื่อ")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_every_reason_stands_on_paper_though_folded_on_screen(own_site, visit):
    page = visit(own_site, "centre_committee", PAGE)
    folded = page.locator("details", has_text="เงินทุนอย่างเดียวช่วยไม่ได้").locator("li").first
    expect(folded).not_to_be_visible()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    assert folded.bounding_box()["height"] > 0


def test_a_refusal_is_told_in_its_own_words_and_a_lost_server_as_lost(own_site, visit):
    page = visit(own_site, "centre_committee", PAGE)
    refused = page.request.get(f"{own_site.url}/centres/31011805/nowhere/")
    figure, told = page.locator("input[name=capital-0-0]"), page.locator("#offline")
    page.route("**/allocation/try/", lambda sent: sent.fulfill(response=refused))
    figure.fill("1000")
    expect(told).to_have_text("ที่อยู่นี้ไม่มี หรืออยู่นอกพื้นที่ที่ท่านดูแล")
    page.unroute("**/allocation/try/")
    page.route("**/allocation/try/", lambda sent: sent.abort())
    figure.fill("2000")
    expect(told).to_contain_text("เชื่อมต่อเครื่องแม่ข่ายไม่ได้")
    page.unroute("**/allocation/try/")
    figure.fill("3000")
    expect(told).to_be_hidden()
    assert any("404" in one for one in visit.complaints)
    visit.complaints.clear()  # htmx complains of both, as it should
