"""Records in the browser: put right by hand, refused in Thai by field, seen as of a day."""

from datetime import date

import pytest
from build import a_book, a_book_of, a_debt, a_household, a_picture, an_import, an_officer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from record_forms import DAY, as_filled, of_centre, of_home, send, sheet
from world import OWN, logged_in

from plodnee.engine.national_id import dashed, make_up, mask
from plodnee.registers.entries import present
from plodnee.registers.entries.evidence import evidence_of
from plodnee.registers.models import (
    Debt,
    Evidence,
    FundRule,
    Household,
    ImportBatch,
    MemberGroup,
    OutsideCreditor,
    PersonState,
)
from plodnee.registers.selectors import register_book
from plodnee.web.access import today
from plodnee.web.record.sheet import shown
from plodnee.web.thai_fields import written_day

pytestmark = pytest.mark.django_db
TWO = (a_household("001"), a_household("002"))
BORROWED = a_debt(national_id=make_up(1), note=f"ดู {dashed(make_up(5))}")


@pytest.fixture
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    an_import(a_book(households=TWO, debts=(BORROWED,)))
    return Household.objects.get(code="001")


@pytest.fixture
def browser(home):
    return logged_in(an_officer("district_officer", "3101"))


EVERY_FORM = (
    ("household", "all"), ("person", "new"), ("cash", "all"), ("land", "all"), ("savings", "all"),
    ("debt", "new"),
)  # fmt: skip


def test_a_form_sent_as_it_was_opened_stores_nothing_but_a_balance_of_its_day(browser, home):
    debt, head = Debt.objects.get().pk, present.members(home, today())[0].person.pk
    before = register_book(home.centre)
    for subject, key in (("household", "all"), ("person", head), ("debt", debt), ("cash", "all")):
        assert send(browser, of_home(home, subject, key))[0] == 302
    assert ImportBatch.objects.count() == 1
    assert "ไม่มีอะไรเปลี่ยน" in sheet(browser, home)
    for _ in range(2):
        assert send(browser, of_home(home, "balance", debt))[0] == 302
    assert ImportBatch.objects.count() == 2
    now = register_book(home.centre)
    assert (now.households, now.debts, now.cash) == (before.households, before.debts, before.cash)


def test_a_household_is_put_right_and_the_earlier_day_shows_what_it_showed(browser, home):
    said = {"main_occupation": "ทำสวนยาง", "moo": "๗", "is_target": "on", "reason": "แบบสำรวจ"}
    assert send(browser, of_home(home, "household"), **said)[0] == 302
    now, then = sheet(browser, home), sheet(browser, home, "16/3/2562")
    assert "ทำสวนยาง" in now
    assert "xxx / 7" in now
    assert "แบบสำรวจ" in now
    assert "xxx / 5" in then
    assert "12/3" not in now + then
    facts = register_book(home.centre).households[0]
    assert (facts.house_number, facts.moo) == ("12/3", 7)
    assert "ทำสวนยาง" not in then.partition('id="history-head"')[0]


def test_a_form_says_which_other_debts_its_day_would_class_anew(browser, home):
    other = a_debt(3, household_code="002", due_on=date(2019, 6, 1), contract_number="9/2561")
    an_import(a_book_of(date(2019, 4, 1), a_book(households=TWO, debts=(BORROWED, other))))
    told = browser.get(of_home(home, "household"))
    assert [(one.place, one.old, one.new) for one in told.context["moved"]] == [
        ("001 · กองทุนหมู่บ้าน", "A", "D"), ("002 · กองทุนหมู่บ้าน", "A", "D"),
    ]  # fmt: skip
    words = "วันค้างของทั้งศูนย์ฯ นับถึง 1 เม.ย. 2562"
    assert words in told.content.decode()
    assert "002 · กองทุนหมู่บ้าน: ชั้น A เป็นชั้น D" in told.content.decode()
    own = browser.get(of_home(home, "balance", Debt.objects.get(household=home).pk))
    assert [one.place for one in own.context["moved"]] == ["002 · กองทุนหมู่บ้าน"]
    of_its_day = browser.get(of_home(home, "household") + "?as_of=1/4/2562")
    assert of_its_day.context["moved"] == []
    assert "วันค้างของทั้งศูนย์ฯ" not in of_its_day.content.decode()
    wrong = {"as_of": "1/4/2562", "members": "ห้า"}
    path = of_home(home, "household")
    refused = browser.post(path, as_filled(browser, path) | wrong)
    assert (refused.status_code, refused.context["moved"]) == (422, [])  # of the day sent
    said = {"as_of": written_day(today()), "members": "5"}
    opened_for = of_home(home, "household") + "?as_of=1/4/2562"
    assert send(browser, opened_for, **said)[0] == 302
    assert "หนี้อื่น 2 ก้อนเปลี่ยนชั้น ครัวเรือน 001, 002" in sheet(browser, home)
    assert words not in browser.get(of_home(home, "household")).content.decode()


def test_a_wrong_day_is_told_and_the_latest_shown(browser, home):
    page = sheet(browser, home, "31/2/2562")
    assert "ไม่มีวันนี้ในปฏิทิน" in page
    assert "xxx / 5" in page
    assert "ไม่มีครัวเรือนนี้" in sheet(browser, home, "1/1/2560")
    assert "วันที่อยู่ในอนาคต" in sheet(browser, home, "1/1/2600")


@pytest.mark.parametrize(
    ("day", "why"), [("31/2/2562", "ไม่มีวันนี้ในปฏิทิน"), ("1/1/2600", "วันที่อยู่ในอนาคต")]
)
def test_a_form_opened_for_a_day_that_is_none_says_that_it_is_of_today(browser, home, day, why):
    shown = browser.get(of_home(home, "debt", "new") + f"?as_of={day}").content.decode()
    assert why in shown
    assert "จึงเปิดแบบของวันนี้" in shown


def test_a_debt_is_added_and_its_balance_recorded(browser, home):
    person = present.members(home, today())[0].name.pk
    said = {
        "creditor": f"group-{MemberGroup.objects.get().pk}", "borrower": person, "purpose": "ซื้อปุ๋ย",
        "principal_satang": "๑๒,๕๐๐.๕๐", "rate": "1", "rate_unit": "month", "months": "ธ.ค., ม.ค.",
    }  # fmt: skip
    assert send(browser, of_home(home, "debt", "new"), **said)[0] == 302
    debt = register_book(home.centre).debts[-1]
    assert (debt.principal_satang, debt.rate_bp, debt.months) == (1_250_050, 1_200, (1, 12))
    key = Debt.objects.exclude(states__purpose="").get().pk
    later = {"principal_satang": "9000", "as_of": "1/6/2562"}
    assert send(browser, of_home(home, "balance", key), **later)[0] == 302
    page = sheet(browser, home)
    assert "9,000.00" in page
    assert "12,500.50" in page
    assert "ยอดหนี้ตามเวลา (2 ครั้ง)" in page
    assert "9,000.00" not in sheet(browser, home, "2/4/2562")


def test_a_person_needs_an_id_or_a_reason_and_no_id_is_ever_shown_whole(browser, home):
    path = of_home(home, "person", "new")
    said = {"name": "ด.ช.ก้อง สมมุติ", "role": "child", "birth_year": "2555"}
    status, errors = send(browser, path, **said)
    assert (status, set(errors)) == (422, {"without_id"})
    wrong = browser.post(path, {**DAY, **said, "national_id": "1234567890123"})
    assert wrong.status_code == 422
    assert "1234567890123" not in wrong.content.decode()
    assert send(browser, path, **said, national_id=dashed(make_up(8)))[0] == 302
    assert PersonState.objects.get().birth_year == 2012
    page = sheet(browser, home)
    assert mask(make_up(8)) in page
    key = PersonState.objects.get().person_id
    for text in (page, browser.get(of_home(home, "person", key)).content.decode()):
        assert make_up(8) not in text.replace("-", "")


def test_an_id_in_other_words_is_refused_and_one_in_an_old_note_stays_hidden(browser, home):
    assert make_up(5) not in sheet(browser, home).replace("-", "")
    path = of_home(home, "debt", Debt.objects.get().pk)
    assert make_up(5) not in browser.get(path).content.decode().replace("-", "")
    status, errors = send(browser, path, note=f"เลข {make_up(6)}")
    assert (status, set(errors)) == (422, {"note"})
    assert send(browser, path, purpose="ค่าเทอม")[0] == 302
    debt = register_book(home.centre).debts[0]
    assert (debt.purpose, debt.note) == ("ค่าเทอม", BORROWED.note)


def test_lists_are_stated_whole_row_by_row(browser, home):
    path = of_home(home, "cash")
    rows = {
        "row-0-DELETE": "on", "row-2-kind": "income", "row-2-source": "trade",
        "row-2-item": "ขายผัก", "row-2-amount_satang": "3000", "row-2-months": "ทุกเดือน",
    }  # fmt: skip
    status, errors = send(browser, path, **rows)
    assert (status, set(errors)) == (422, {"reason"})  # a row leaves the register
    assert send(browser, path, **rows, reason="เลิกทำนา")[0] == 302
    assert {item.item for item in register_book(home.centre).cash} == {"ค่าครองชีพ", "ขายผัก"}
    assert "ค้าขาย" in sheet(browser, home)
    land = {"row-0-tenure": "owned", "row-0-area_rai": "12.5", "row-1-area_rai": "-"}
    reply = browser.post(
        of_home(home, "land"), {**as_filled(browser, of_home(home, "land")), **land}
    )
    assert reply.status_code == 422
    assert "อ่านเป็นจำนวนไร่ไม่ได้" in reply.content.decode()
    assert send(browser, of_home(home, "land"), **{**land, "row-1-area_rai": ""})[0] == 302
    savings = {"row-0-kind": "deposit", "row-0-balance_satang": "500", "row-0-withdrawable": "on"}
    assert send(browser, of_home(home, "savings"), **savings)[0] == 302
    facts = register_book(home.centre).households[0]
    assert (str(facts.land_rai), facts.cash_satang) == ("12.5", 50_000)


def test_more_rows_keep_what_was_typed_and_store_nothing(browser, home):
    path = of_home(home, "land")
    filled = as_filled(browser, path)
    reply = browser.post(path, {**filled, "row-0-area_rai": "7.25", "more": "1"})
    page = reply.content.decode()
    assert reply.status_code == 200
    assert 'value="7.25"' in page
    assert len(reply.context["rows"].forms) == 6
    assert ImportBatch.objects.count() == 1


def test_guarantors_and_collateral_stand_with_the_debt(browser, home):
    key = Debt.objects.get().pk
    rows = {
        "row-0-name": "นางสมศรี ค้ำ", "row-0-national_id": make_up(9), "row-0-limit_satang": "5000",
        "row-1-name": "นายสอง ค้ำ", "row-1-household": "999",
    }  # fmt: skip
    path = of_home(home, "guarantors", key)
    refused = browser.post(path, {**as_filled(browser, path), **DAY, **rows})
    assert "ไม่มีครัวเรือนรหัสนี้ในศูนย์ฯ" in refused.content.decode()
    assert send(browser, path, **{**rows, "row-1-household": "002"})[0] == 302
    assert send(browser, path)[0] == 302  # who is known by an id stays so
    people = [one.name.person for one in present.guarantors(Debt.objects.get(), today())]
    assert hasattr(people[0], "national_id")
    rows = {"row-0-kind": "land", "row-0-document": "โฉนด 77", "row-0-value_satang": "100000"}
    assert send(browser, of_home(home, "collateral", key), **rows)[0] == 302
    page = sheet(browser, home)
    assert "นางสมศรี ค้ำ" in page
    assert "โฉนด 77" in page


def test_a_new_household_is_entered_and_its_page_opened_before_any_analysis(browser, home):
    said = {"code": "ns 9", "name": "นายใหม่ มา", "without_id": "not_shown", "members": "3"}
    reply = browser.post(of_centre("household"), {**DAY, **said})
    fresh = Household.objects.get(code="NS9")
    assert reply.url == reverse("record", args=[OWN, fresh.pk])
    assert "นายใหม่ มา" in browser.get(reply.url).content.decode()
    listed = browser.get(reverse("centre_list", args=[OWN, "households"])).content.decode()
    assert "NS9" in listed
    status, errors = send(browser, of_centre("household"), **said)
    assert (status, set(errors)) == (422, {"code"})


def test_groups_rules_and_creditors_are_kept_on_the_page_of_the_centre(browser, home):
    group = {"code": "SILK", "name": "กลุ่มทอผ้าไหม", "kind": "OCCUPATION_GROUP"}
    assert send(browser, of_centre("group"), **group)[0] == 302
    fund = MemberGroup.objects.get(code="VF-1")
    rule = {
        "effective_from": "1/1/2562",
        "source": "ระเบียบ ข้อ 9",
        "rate_bp": "6",
        "min_rate_bp": "7",
    }
    status, errors = send(browser, of_centre("rule", fund.pk), **rule)
    assert (status, set(errors)) == (422, {"min_rate_bp"})
    assert send(browser, of_centre("rule", fund.pk), **{**rule, "min_rate_bp": "4"})[0] == 302
    assert FundRule.objects.get().min_rate_bp == 400
    assert send(browser, of_centre("rule", fund.pk), **{**rule, "min_rate_bp": "5"})[0] == 302
    kept = browser.get(reverse("record_centre", args=[OWN])).content.decode()
    assert kept.count("มีฉบับของวันเดียวกันที่บันทึกภายหลัง") == 1
    assert as_filled(browser, of_centre("rule", fund.pk))["source"] == ""
    creditor = {"kind": "informal", "name": "เจ๊แดง", "sort": "lender"}
    assert send(browser, of_centre("creditor"), **creditor)[0] == 302
    status, errors = send(browser, of_centre("creditor"), **creditor)
    assert (status, set(errors)) == (422, {"name"})
    key = OutsideCreditor.objects.get().pk
    assert send(browser, of_centre("creditor", key), name="เจ๊แดง ตลาดเก่า")[0] == 302
    page = browser.get(reverse("record_centre", args=[OWN])).content.decode()
    for words in ("กลุ่มทอผ้าไหม", "ไม่มีเงินทุน", "ระเบียบ ข้อ 9", "เจ๊แดง ตลาดเก่า"):
        assert words in page


def test_what_is_not_there_has_no_form(browser, home):
    other = Household.objects.get(code="002")
    debt = Debt.objects.get().pk
    paths = [
        of_home(other, "debt", debt), of_home(home, "debt", "x"), of_home(home, "cash", "new"),
        of_home(home, "nothing"), of_centre("group", "77"), of_centre("rule"),
        of_centre("household", "1"), of_centre("creditor", "9" * 30),
        of_home(home, "balance", "new"),
    ]  # fmt: skip
    assert {browser.get(path).status_code for path in paths} == {404}


def test_evidence_is_attached_looked_at_and_withdrawn(browser, home):
    path = reverse("attach_evidence", args=[OWN, home.pk])
    secret = "นายสมมุติ.png"

    def attach(content):
        file = SimpleUploadedFile(secret, content)
        return browser.post(path, {"file": file, "about": "household", "kind": "contract"})

    refused = attach(b"<svg/>")
    assert refused.status_code == 422
    assert "JPEG, PNG หรือ PDF" in refused.content.decode()
    assert attach(a_picture()).status_code == 302
    assert "แนบหลักฐานแล้ว" in sheet(browser, home)
    assert attach(a_picture()).status_code == 302
    assert "ไฟล์นี้แนบไว้แล้วเป็น “สัญญา”" in sheet(browser, home)
    (scan,) = evidence_of(home, today())
    address = reverse("look_at_evidence", args=[OWN, home.pk, scan.pk])
    assert address in sheet(browser, home)
    reply = browser.get(address)
    assert reply.content == a_picture()
    assert reply.headers["Content-Type"] == "image/png"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert secret not in str(reply.headers)
    other = Household.objects.get(code="002")
    elsewhere = reverse("look_at_evidence", args=[OWN, other.pk, scan.pk])
    assert browser.get(elsewhere).status_code == 404
    withdraw = reverse("withdraw_evidence", args=[OWN, home.pk, scan.pk])
    browser.post(withdraw)
    assert browser.get(address).status_code == 200
    browser.post(withdraw, {"reason": "ผิดครัวเรือน"})
    assert browser.get(address).status_code == 404


def test_a_file_whose_name_happens_to_hold_an_id_is_found_under_it():
    name = f"f89bb037c418{'f' * 38}a{make_up(5)}"
    file = Evidence(stored_as=name, sha256=name, description=f"ของ {make_up(5)}")
    (seen,) = shown([file])
    assert (seen.stored_as, seen.sha256) == (name, name)
    assert seen.description == f"ของ {mask(make_up(5))}"


def test_who_only_reads_sees_the_record_without_its_forms(home):
    auditor = logged_in(an_officer("auditor", "3101"))
    page = sheet(auditor, home)
    assert "แก้ข้อมูลครัวเรือน" not in page
    assert "xxx / 5" in page
    assert auditor.get(of_home(home, "household")).status_code == 404


def test_the_record_speaks_english_too(browser, home):
    browser.post(reverse("set_language"), {"language": "en"})
    assert "Persons of the household" in sheet(browser, home)
    status, errors = send(
        browser, of_home(home, "debt", "new"), principal_satang="x", as_of="2019-04-01"
    )
    assert status == 422
    assert "cannot be read as an amount" in errors["principal_satang"][0]


LENDER = {"creditor": "ธนาคารสมมุติ", "creditor_kind": "formal", "household_code": "001"}


def test_the_letter_of_a_formal_lender_that_consents_is_recorded_and_taken_back(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    an_import(a_book(debts=(BORROWED, a_debt(3, **LENDER))))
    home, browser = Household.objects.get(), logged_in(an_officer("district_officer", "3101"))
    bank = of_home(home, "consent", Debt.objects.get(group__isnull=True).pk)
    group = of_home(home, "consent", Debt.objects.get(group__isnull=False).pk)
    assert browser.get(group).status_code == 404
    assert bank in sheet(browser, home)
    assert group not in sheet(browser, home)
    assert "ยังไม่มี จึงยังรวมหนี้ก้อนนี้ไม่ได้" in sheet(browser, home)
    status, errors = send(browser, bank)
    assert (status, set(errors)) == (422, {"number", "signed_on"})
    late = {"number": "ธก 1/2562", "signed_on": "2/4/2562"}
    assert set(send(browser, bank, **late)[1]) == {"signed_on"}
    assert send(browser, bank, **late | {"signed_on": "31 มี.ค. 2562"})[0] == 302
    assert "ธก 1/2562" in sheet(browser, home)
    assert as_filled(browser, bank)["number"] == "ธก 1/2562"
    assert set(send(browser, bank, consent="withdrawn")[1]) == {"reason"}
    assert send(browser, bank, consent="withdrawn", reason="ธนาคารแจ้งยกเลิก")[0] == 302
    assert "ยังไม่มี จึงยังรวมหนี้ก้อนนี้ไม่ได้" in sheet(browser, home)
