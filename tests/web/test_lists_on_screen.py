"""Registers on screen: found as typed, kept as liked, taken away whole."""

import csv
import hashlib
import io
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pypdfium2
import pytest
from asking import content_of
from build import TODAY, a_book, a_debt, a_household, an_import, an_officer
from django.urls import reverse
from django.utils.html import escape
from world import logged_in

from plodnee.audit.models import AuditEvent
from plodnee.engine.national_id import dashed, make_up, mask
from plodnee.registers import listing
from plodnee.registers.book import CentreSheet, PersonName
from plodnee.registers.models import MemberGroup, SavedView

pytestmark = pytest.mark.django_db
OWN, BESIDE = "31011805", "31011806"
NOTED = dashed(make_up(2))
HOMES = (
    a_household("001", head=PersonName("นาย", "สมชาย ใจดี"), is_target=True),
    a_household("002", head=PersonName("นาง", "=วรรณา ศรีสุข"), members=4, workers=3),
    a_household("003", head=PersonName("นาย", "ก้อง เกิดดี"), national_id=None),
)
DEBTS = (
    a_debt(2, household_code="001", borrower=HOMES[0].head, national_id=HOMES[0].national_id),
    a_debt(3, household_code="002", borrower=HOMES[1].head, creditor="ธ.ก.ส.",
           creditor_kind="formal", principal_satang=5_000_050, note=f"ดู {NOTED}"),
)  # fmt: skip


@pytest.fixture
def officer():
    an_import(a_book(households=HOMES, debts=DEBTS, cash=()))
    other = a_book(households=(replace(HOMES[2], code="009"),), debts=(), cash=())
    an_import(replace(other, centre=CentreSheet("ศูนย์ข้างเคียง", BESIDE, TODAY)))
    return an_officer("district_officer", "3101")


@pytest.fixture
def browser(officer):
    return logged_in(officer)


def address(kind, ending="", at=OWN):
    side = "district" if len(at) == 4 else "centre"
    return reverse(f"{side}_list{ending}", args=[at, kind])


def page(browser, kind, query="", at=OWN):
    return browser.get(address(kind, at=at) + query).content.decode()


def rows_of_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_words_searched_for_stand_in_no_address(browser):
    reply = browser.post(address("households"), {"q": "สมชาย", "order": "name"})
    assert reply.status_code == 302
    assert reply.url.startswith(address("households") + "?order=name&search=")
    found = browser.get(reply.url).content.decode()
    assert "สมชาย ใจดี" in found
    assert "ศรีสุข" not in found
    assert "ศรีสุข" in page(browser, "households")


def test_what_another_tab_searches_for_changes_neither_page_nor_file_of_this_one(browser):
    mine = browser.post(address("households"), {"q": "สมชาย", "kind": "target"}).url
    theirs = browser.post(address("households"), {"q": "ก้อง"}).url
    query, shown = mine.partition("?")[2], browser.get(mine).content.decode()
    assert "สมชาย ใจดี" in shown
    assert f'href="{address("households", "_csv")}?{escape(query)}"' in shown
    rows = rows_of_csv(content_of(browser.get(address("households", "_csv") + f"?{query}")))
    assert [row[1] for row in rows[1:2]] == ["001"]
    assert ["ค้นหา “สมชาย”"] in rows
    assert ["ครัวเรือน: ครัวเรือนเป้าหมาย"] in rows
    workbook = content_of(browser.get(address("households", "_xlsx") + f"?{query}"))
    title = openpyxl.load_workbook(io.BytesIO(workbook)).active["A3"].value
    assert " · ค้นหา “สมชาย” · ครัวเรือน: ครัวเรือนเป้าหมาย · " in title
    assert browser.post(address("households"), {"q": "ก้อง"}).url == theirs
    whole = rows_of_csv(content_of(browser.get(address("households", "_csv"))))
    assert [row[1] for row in whole[1:4]] == ["001", "002", "003"]


def test_a_search_that_is_no_longer_kept_is_said_and_never_taken_for_the_whole_list(browser):
    elsewhere = browser.post(address("debtors"), {"q": "สมชาย"}).url.partition("search=")[2]
    for token in ("abcdefgh", elsewhere):
        query = f"?order=name&search={token}"
        assert browser.get(address("households", "_csv") + query).status_code == 409
        reply = browser.get(address("households") + query, follow=True)
        assert reply.redirect_chain == [(address("households") + "?order=name", 302)]
        assert "ไม่ได้เก็บคำค้น" in reply.content.decode()


def test_what_is_asked_for_and_cannot_be_answered_is_said_and_not_dropped_in_silence(browser):
    sent = {"q": "ก" * 81, "as_of": "31/02/2562", "kind": "target"}
    shown = browser.post(address("households"), sent, follow=True).content.decode()
    assert "คำค้นยาวเกิน 80 ตัวอักษร จึงไม่ได้ใช้ค้นหา" in shown
    unseen = browser.post(address("households"), {"q": "x\0y"}, follow=True).content.decode()
    assert "มีอักขระที่มองไม่เห็น จึงไม่ได้ใช้ค้นหา" in unseen
    assert "ไม่มีวันนี้ในปฏิทิน ตรวจวันและเดือนอีกครั้ง จึงแสดงข้อมูลล่าสุด" in shown
    part = browser.get(address("households") + "?kind=zzz", headers={"hx-request": "true"})
    assert "ครัวเรือน: ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้" in part.content.decode()
    assert "จึงไม่ได้" not in page(browser, "households")


def test_paper_columns_and_places_that_there_are_not_are_said(browser):
    reply = browser.get(address("debtors", "_pdf") + "?paper=A9")
    assert (reply.status_code, "กระดาษ" in reply.content.decode()) == (422, True)
    shown = page(browser, "debtors", "?columns=owed&columns=zzz&after=-1")
    assert "ไม่มีคอลัมน์ที่ขอบางคอลัมน์" in shown
    assert "ไม่มีหน้าที่ขอ จึงแสดงต้นรายการ" in shown
    for ending in ("_csv", "_xlsx", "_pdf"):
        reply = browser.get(address("debtors", ending) + "?columns=owed&columns=zzz")
        assert (reply.status_code, "คอลัมน์" in reply.content.decode()) == (422, True)


def test_debts_paid_off_are_said_to_be_counted_and_the_list_without_them_is_one_step_away(browser):
    paid = a_debt(4, household_code="001", borrower=HOMES[0].head, principal_satang=0,
                  national_id=HOMES[0].national_id)  # fmt: skip
    an_import(a_book(households=HOMES, debts=(*DEBTS, paid), cash=()))
    shown = page(browser, "debtors")
    assert "พบ 3 รายการหนี้" in shown
    assert "นับหนี้ที่ปิดบัญชีแล้วด้วย" in shown
    assert f'href="{address("debtors")}?standing=open"' in shown
    still = page(browser, "debtors", "?standing=open")
    assert "พบ 2 รายการหนี้" in still
    assert "นับหนี้ที่ปิดบัญชีแล้วด้วย" not in still


@pytest.mark.parametrize(
    ("day", "why"), [("31/02/2562", "ไม่มีวันนี้ในปฏิทิน"), ("1/1/2600", "วันที่อยู่ในอนาคต")]
)
def test_a_day_that_is_none_or_still_to_come_is_said_on_the_page_and_refused_in_files(
    browser, day, why
):
    shown = page(browser, "debtors", f"?as_of={day}")
    assert f"{why}" in shown
    assert "จึงแสดงข้อมูลล่าสุด" in shown
    for ending in ("_csv", "_xlsx", "_pdf"):
        reply = browser.get(address("debtors", ending) + f"?as_of={day}&order=x")
        assert reply.status_code == 422
        assert "ข้อมูล ณ วันที่, เรียงตาม" in reply.content.decode()


@pytest.mark.parametrize(
    ("kind", "told"), [("debtors", "พบมากกว่า 1 รายการหนี้"), ("matrix", "พบมากกว่า 1 ครัวเรือน")]
)
def test_of_too_many_that_hold_the_words_it_is_said_that_there_are_more(
    browser, monkeypatch, kind, told
):
    monkeypatch.setattr(listing, "MOST_COUNTED", 1)
    shown = browser.post(address(kind), {"q": "00"}, follow=True).content.decode()
    assert told in shown
    assert "บาท" not in shown.partition('role="status"')[2].partition("</p>")[0]


def test_a_name_with_a_slip_brings_who_is_near_and_says_so(browser):
    found = browser.post(address("households"), {"q": "สมขาย"}, follow=True).content.decode()
    assert "ไม่ตรงตัวอักษร" in found
    nobody = browser.post(address("households"), {"q": "ฮฮฮ"}, follow=True).content.decode()
    assert ("ไม่มีชื่อที่ตรงหรือใกล้เคียง" in nobody, "ไม่ตรงตัวอักษร" in nobody) == (True, False)
    assert "สมชาย ใจดี" in found


@pytest.mark.parametrize(("words", "kind"), [("สมขาย", "households"), ("สมชาย ใจบี", "debtors")])
def test_files_of_a_misspelt_search_hold_what_the_page_shows_and_say_so(browser, words, kind):
    asked = browser.post(address(kind), {"q": words}).url
    shown = browser.get(asked).content.decode()
    query = asked.partition("?")[2]
    rows = rows_of_csv(content_of(browser.get(address(kind, "_csv") + f"?{query}")))
    assert shown.count('<th scope="row">') == 1
    assert [row[1] for row in rows[1:3]] == ["001", "1"]
    assert ["ไม่ตรงตัวอักษร แสดงชื่อที่ใกล้เคียง"] in rows
    printed = pypdfium2.PdfDocument(browser.get(address(kind, "_pdf") + f"?{query}").content)
    assert "สมชาย" in printed[0].get_textpage().get_text_range()
    assert AuditEvent.objects.filter(action="documents.taken").last().details["rows"] == 1


def test_files_of_names_that_are_near_hold_these_too(browser):
    asked = browser.post(address("households"), {"q": "สมชาย"}).url + "&near=1"
    found = browser.get(asked).content.decode()
    files = address("households", "_csv") + f"?{asked.partition('?')[2]}"
    assert f'href="{escape(files)}"' in found
    assert ["ไม่ตรงตัวอักษร แสดงชื่อที่ใกล้เคียง"] in rows_of_csv(content_of(browser.get(files)))


def test_a_district_shows_its_centres_side_by_side(browser):
    found = page(browser, "households", at="3101")
    assert "ศูนย์ข้างเคียง" in found
    assert "009" in found
    assert "009" not in page(browser, "households", f"?centre={OWN}", at="3101")


def test_columns_are_chosen_and_ids_come_masked(browser):
    national_id = HOMES[0].national_id
    found = page(browser, "households", "?columns=head&columns=national_id&columns=house")
    assert f"{national_id[0]}-xxxx-xxxxx-{national_id[10:12]}-{national_id[12]}" in found
    assert national_id not in found
    assert "xxx ม.5" in found
    assert "12/3" not in found
    assert "รายรับต่อปี (บาท)</th>" not in found


def test_a_wrong_day_or_filter_is_left_out_and_the_page_stands(browser):
    for query in ("?as_of=31/02/2562", "?kind=nobody", "?order=x", "?after=x&before=9", "?after=1"):
        assert browser.get(address("households") + query).status_code == 200


def test_a_day_before_the_register_shows_nothing(browser):
    assert "ไม่พบรายการ" in page(browser, "households", "?as_of=01/01/2560")


def test_the_matrix_has_a_column_for_each_creditor(browser):
    found = page(browser, "matrix")
    assert "กองทุนหมู่บ้าน</span></th>" in found
    assert '<span class="nowrap">ธ.ก.ส.</span> <span class="nowrap">(ในระบบ)</span></th>' in found
    over_district = page(browser, "matrix", at="3101")
    assert "กองทุนหมู่บ้านและชุมชนเมือง</span></th>" in over_district


def test_a_register_that_does_not_exist_or_an_area_that_is_no_district_is_not_found(browser):
    assert browser.get(address("nothing")).status_code == 404
    assert browser.get(reverse("district_list", args=["310118", "debtors"])).status_code == 404


def test_the_csv_holds_every_row_its_count_and_its_fingerprint(browser):
    content = content_of(browser.get(address("debtors", "_csv") + "?columns=borrower&columns=owed"))
    rows = rows_of_csv(content)
    assert rows[0] == ["ที่", "รหัสครัวเรือน", "ชื่อ-สกุลผู้กู้", "รวมหนี้ (บาท)"]
    assert rows[1:3] == [
        ["1", "001", "นายสมชาย ใจดี", "20000.00"],
        ["2", "002", "นาง=วรรณา ศรีสุข", "50000.50"],
    ]
    assert rows[3] == ["จำนวนแถวทั้งหมด", "2"]
    above = b"".join(line + b"\r\n" for line in content.split(b"\r\n")[:3])
    assert rows[4][1] == hashlib.sha256(above).hexdigest()
    event = AuditEvent.objects.get(action="documents.taken")
    assert (event.details["rows"], event.details["sha256"]) == (2, rows[4][1])


def test_the_workbook_says_the_same_as_the_csv_and_runs_nothing(browser):
    sheet = openpyxl.load_workbook(
        io.BytesIO(content_of(browser.get(address("households", "_xlsx"))))
    ).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    head = values[0]
    second = dict(zip(head, values[2], strict=True))
    assert second["หัวหน้าครัวเรือน"] == "นาง=วรรณา ศรีสุข"
    assert second["รวมหนี้ (บาท)"] == 50_000.5
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    fingerprint = rows_of_csv(content_of(browser.get(address("households", "_csv"))))[5][1]
    assert values[-1][0].endswith(fingerprint)
    assert values[-2][0].endswith(" 3")
    assert sheet.print_title_rows == "$4:$4"


@pytest.mark.parametrize(("paper", "width_mm"), [("A4", 297), ("A3", 420)])
def test_paper_repeats_the_header_and_counts_its_pages_in_thai(browser, paper, width_mm):
    reply = browser.get(address("debtors", "_pdf") + f"?paper={paper}")
    document = pypdfium2.PdfDocument(reply.content)
    assert round(document[0].get_width() / 72 * 25.4) == width_mm
    text = document[0].get_textpage().get_text_range()
    assert "หน้า ๑ จาก ๑" in text
    assert "สมชาย" in text


def test_a_list_too_long_for_a_pdf_is_refused_and_never_cut(browser, monkeypatch):
    monkeypatch.setattr("plodnee.documents.builders.register_print.MOST_ROWS", 1)
    reply = browser.get(address("debtors", "_pdf"))
    assert reply.status_code == 409
    assert "documents.too_long_to_print" in reply.content.decode()
    assert "เกิน 1 แถว" in page(browser, "debtors")


def test_an_id_in_a_note_leaves_masked(browser):
    content = content_of(browser.get(address("debtors", "_csv") + "?columns=note"))
    assert NOTED not in content.decode()
    assert f"ดู {mask(make_up(2))}" in content.decode()


def test_a_view_is_kept_by_name_for_its_officer_alone_and_without_words(browser, officer):
    browser.post(address("households"), {"q": "สมชาย"})
    sent = {
        "name": "เป้าหมายที่ค้าง",
        "register": "households",
        "query": "kind=target&order=owed&columns=head&columns=owed&q=สมชาย&after=7",
        "next": address("households"),
    }
    assert browser.post(reverse("keep_view"), sent).url == address("households")
    view = SavedView.objects.get()
    assert (view.officer, view.filters) == (officer, {"kind": "target"})
    assert (view.columns, view.order) == (["head", "owed"], "owed")
    link = "?kind=target&amp;columns=head&amp;columns=owed&amp;order=owed"
    assert link in page(browser, "households")
    stranger = logged_in(an_officer("auditor", "3101"))
    assert "เป้าหมายที่ค้าง" not in page(stranger, "households")
    assert stranger.post(reverse("drop_view", args=[view.pk])).status_code == 404
    browser.post(reverse("drop_view", args=[view.pk]), {"next": address("households")})
    assert not SavedView.objects.exists()


def test_a_view_keeps_the_creditor_and_the_day(browser):
    group = MemberGroup.objects.filter(centre=OWN).get()
    query = f"creditor=group-{group.pk}&as_of=16/03/2562"
    shown = browser.get(address("debtors") + f"?{query}").content.decode()
    sent = {"name": "กองทุน สิ้นปี", "register": "debtors", "next": "/"}
    sent["query"] = unescape(re.search(r'name="query" value="([^"]*)"', shown)[1])
    browser.post(reverse("keep_view"), sent)
    assert SavedView.objects.get().filters == {
        "creditor": f"group-{group.pk}", "as_of": "16/03/2562",
    }  # fmt: skip
    (link,) = re.findall(r'<a href="([^"]*)">กองทุน สิ้นปี</a>', page(browser, "debtors"))
    again = browser.get(unescape(link)).content.decode()
    assert "สมชาย ใจดี" in again
    assert "ศรีสุข" not in again


def test_a_view_of_the_same_name_is_replaced_and_too_many_are_refused(browser, officer):
    for query in ("kind=target", "kind=model"):
        sent = {"name": "ของฉัน", "register": "debtors", "query": query, "next": "/"}
        browser.post(reverse("keep_view"), sent)
    assert SavedView.objects.get().filters == {"kind": "model"}
    browser.post(reverse("keep_view"), sent | {"name": f"ของ {make_up(2)}"})
    assert SavedView.objects.get(name=f"ของ {mask(make_up(2))}").delete()[0] == 1
    for number in range(29):
        SavedView.objects.create(officer=officer, register="debtors", name=f"{number}")
    browser.post(reverse("keep_view"), sent | {"name": "อีกหนึ่ง"})
    assert SavedView.objects.count() == 30
    browser.post(reverse("keep_view"), sent | {"name": " "})
    assert SavedView.objects.count() == 30


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_kept_view_leads_nowhere_else(browser, next_page):
    sent = {"name": "ก", "register": "debtors", "query": "", "next": next_page}
    assert browser.post(reverse("keep_view"), sent).url == "/"


def test_a_typed_search_answers_with_the_rows_alone(browser):
    reply = browser.get(address("households"), headers={"hx-request": "true"})
    assert "<html" not in reply.content.decode()
    assert "สมชาย ใจดี" in reply.content.decode()
