"""A district walks a balance from the slip to the settled dispute, and freezes starting debts."""

from datetime import date

import pypdfium2
import pytest
from asking import file_words
from build import TODAY, a_book, a_debt, a_household, an_import, an_officer, jobs_done
from django.urls import reverse
from django.utils import timezone
from world import OWN, logged_in

from plodnee.organization.access import OPERATOR
from plodnee.registers.baseline.services import freeze_baselines
from plodnee.registers.models import BalanceSlip, Baseline, Edit, Household
from plodnee.web.templatetags.wording import be_date

pytestmark = pytest.mark.django_db
ASKED = "20,000"  # what the slip asks about
BORROWER = {"national_id": a_household().national_id}
BOOK = a_book(
    households=(a_household(is_target=True),), debts=(a_debt(**BORROWER), a_debt(3, **BORROWER))
)


@pytest.fixture
def client():
    an_import(BOOK)
    return logged_in(an_officer("district_officer", "3101"))


@pytest.fixture
def slip(client):
    client.post(reverse("issue_slips", args=[OWN]))
    return BalanceSlip.objects.order_by("number").first()


def told(slip, name, **fields):
    """The form of a slip's page, filled."""
    version = BalanceSlip.objects.get(pk=slip.pk).version
    given = {"version": version, "on": "16 มี.ค. 2562"} | fields
    return reverse(name, args=[OWN, slip.pk]), given


def page(client, slip):
    return client.get(reverse("slip", args=[OWN, slip.pk])).content.decode()


def test_slips_are_made_once_and_printed_on_one_page_or_two(client, slip):
    client.post(reverse("issue_slips", args=[OWN]))
    assert BalanceSlip.objects.count() == 2
    for layout, pages in (("pair", 2), ("single", 4)):
        reply = client.get(reverse("slips_file", args=[OWN]), {"layout": layout})
        assert reply.headers["Content-Disposition"].endswith('31011805-balance-slips-1.pdf"')
        assert file_words(reply.content).count("ใบยืนยันยอดหนี้") >= 4
        assert len(pypdfium2.PdfDocument(reply.content)) == pages
    one = client.get(reverse("slip_file", args=[OWN, slip.pk]))
    assert "9-xxxx-xxxxx-" in file_words(one.content).replace("๙", "9")


def test_a_file_of_slips_that_nobody_asked_for_does_not_exist(client):
    assert client.get(reverse("slips_file", args=[OWN])).status_code == 404
    client.post(reverse("issue_slips", args=[OWN]))
    assert client.get(reverse("slips_file", args=[OWN]), {"part": "2"}).status_code == 404
    for asked in ({"part": "x"}, {"part": "0"}, {"layout": "A9"}, {"standing": "x"}):
        assert client.get(reverse("slips_file", args=[OWN]), asked).status_code == 404
    assert client.get(reverse("slips_file", args=[OWN]), {"part": "1"}).status_code == 200


def test_a_balance_is_disputed_settled_and_the_settlement_undone(client, slip):
    steps = (
        ("record_answer", {"side": "creditor", "answer": "agrees"}, "ตอบแล้วฝ่ายเดียว"),
        ("record_answer", {"side": "debtor", "answer": "differs", "satang": "15,000"}, "มีข้อโต้แย้ง"),
        ("settle_dispute", {"end": "agreed", "satang": "๑๕,๐๐๐", "reason": "ตามสมุด"},
         "ตกลงยอดแล้ว รอแก้ทะเบียน"),
        ("undo_answer", {"reason": "ยังไม่ครบ"}, "มีข้อโต้แย้ง"),
    )  # fmt: skip
    for name, fields, standing in steps:
        path, form = told(slip, name, **fields)
        assert client.post(path, form).status_code == 302
        assert standing in page(client, slip)
    shown = page(client, slip)
    assert "15,000.00" in shown
    assert "ตามสมุด" in shown
    assert "ยังไม่ครบ" in shown


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("record_answer", {"side": "debtor", "answer": "differs"}),
        ("record_answer", {"side": "debtor", "answer": "differs", "satang": "มาก"}),
        ("record_answer", {"side": "debtor", "answer": "differs", "satang": ASKED}),
        ("record_answer", {"side": "debtor", "answer": "agrees", "on": "16/3/62"}),
        ("record_answer", {"side": "debtor", "answer": "agrees", "on": "31/2/2562"}),
        ("record_answer", {"side": "debtor", "answer": "agrees", "on": "1/1/2600"}),
        ("record_answer", {"side": "debtor", "answer": "agrees", "on": "15/3/2562"}),
        ("record_answer", {"side": "guarantor", "answer": "agrees"}),
        ("record_answer", {"side": "debtor", "answer": "agrees", "satang": "5"}),
        ("record_answer", {"side": "debtor", "answer": "not_found", "satang": ASKED}),
        ("settle_dispute", {"end": "void", "reason": "ตามสมุด", "satang": "5"}),
        ("settle_dispute", {"end": "agreed", "reason": "ตามสมุด"}),
        ("settle_dispute", {"end": "void", "reason": "ตามสมุด", "on": "1/1/2600"}),
        ("undo_answer", {}),
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_keeps_what_was_typed(client, slip, name, fields):
    path, form = told(slip, name, **fields)
    reply = client.post(path, form)
    assert reply.status_code == 422
    assert "govuk-error-summary" in reply.content.decode()
    assert not Edit.objects.exists()


def test_the_day_of_an_answer_is_marked_and_what_else_was_typed_stays(client, slip):
    path, form = told(slip, "record_answer", side="debtor", answer="differs", satang="15,000")
    for day, why in (("15/3/2562", "ต้องไม่ก่อนวันที่ของยอด (16 มี.ค. 2562)"), ("1/1/2600", "อนาคต")):
        shown = client.post(path, form | {"on": day, "note": "ตามสมุด"}).content.decode()
        assert why in shown
        for typed in (day, "15,000", "ตามสมุด"):
            assert f'value="{typed}"' in shown


def test_an_answer_is_put_right_from_what_was_answered(client, slip):
    said = {"side": "debtor", "answer": "differs", "satang": "15,000", "on": "17 มี.ค. 2562"}
    path, form = told(slip, "record_answer", **said)
    assert client.post(path, form).status_code == 302
    sides = client.get(reverse("slip", args=[OWN, slip.pk])).context["sides"]
    held = {one.side: {bound.name: bound.value() for bound in one.form} for one in sides}
    assert held["debtor"]["answer"] == "differs"
    assert (held["debtor"]["satang"], held["debtor"]["on"]) == ("15,000", "17 มี.ค. 2562")
    assert held["creditor"]["satang"] is None


def test_another_answer_without_a_reason_is_asked_for_it_at_its_field(client, slip):
    for answer, status in (("agrees", 302), ("not_found", 422)):
        path, form = told(slip, "record_answer", side="debtor", answer=answer)
        reply = client.post(path, form)
        assert reply.status_code == status
    assert "โปรดระบุเหตุผลเป็นถ้อยคำ" in reply.content.decode()


def test_a_form_sent_twice_has_one_effect_and_a_stale_one_shows_both_versions(client, slip):
    path, form = told(slip, "record_answer", side="debtor", answer="agrees")
    other = logged_in(an_officer("centre_committee", OWN))
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert Edit.objects.count() == 1
    reply = other.post(path, form | {"answer": "differs", "satang": "77", "note": "อีกคนหนึ่ง"})
    assert reply.status_code == 409
    shown = reply.content.decode()
    assert "ยอดถูกต้อง" in shown
    assert "77.00" in shown


def test_a_settlement_and_an_undoing_sent_twice_have_one_effect(client, slip):
    client.post(*told(slip, "record_answer", side="debtor", answer="not_found"))
    for name, fields in (
        ("settle_dispute", {"end": "void", "reason": "จ่ายครบแล้ว"}),
        ("undo_answer", {"reason": "ผิด"}),
    ):
        path, form = told(slip, name, **fields)
        before = Edit.objects.count()
        assert [client.post(path, form).status_code for _ in range(2)] == [302, 302]
        assert Edit.objects.count() == before + 1


def test_the_list_is_narrowed_by_standing_and_creditor(client, slip):
    client.post(*told(slip, "record_answer", side="debtor", answer="agrees"))
    path = reverse("balances", args=[OWN])
    assert "พบ 1 รายการ" in client.get(path, {"standing": "partly"}).content.decode()
    assert "พบ 0 รายการ" in client.get(path, {"standing": "confirmed"}).content.decode()
    shown = client.get(path, {"creditor": "x", "page": "99"}).content.decode()
    assert "พบ 2 รายการ" in shown
    assert "เจ้าหนี้: ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้" in shown
    assert "ไม่มีหน้าที่ขอ จึงแสดงหน้า 1" in shown
    assert "ไม่มีหน้าที่ขอ จึงแสดงหน้า 1" in client.get(path, {"page": "-1"}).content.decode()
    assert "ไม่มีหน้า" not in client.get(path, {"page": "1"}).content.decode()


def test_the_household_and_the_centre_show_how_far_balances_are(client, slip):
    an_analysis(client)
    for name, args in (("household", [OWN, slip.debt.household_id]), ("centre", [OWN])):
        shown = client.get(reverse(name, args=args)).content.decode()
        assert "ยืนยันยอด" in shown
        assert "ยอดหนี้ตั้งต้น" in shown


def test_the_centre_and_its_results_say_by_what_they_tell_the_present_debt(client, slip):
    an_analysis(client)
    centre = client.get(reverse("centre", args=[OWN])).content.decode()
    assert "หนี้ตามทะเบียนวันที่ 16 มี.ค. 2562" in centre
    assert "หน้าผลการลดหนี้คิดสัญญาที่ใช้บังคับอยู่ตามสมุดบัญชีถึงวันนี้" in centre
    results = client.get(reverse("outcomes", args=[OWN])).content.decode()
    assert f"หนี้ตามสมุดบัญชีถึงวันที่ {be_date(timezone.localdate())} และทะเบียน" in results
    assert "หน้าศูนย์ฯ บอกทุกหนี้ตามทะเบียนวันที่ 16 มี.ค. 2562" in results


def an_analysis(client):
    client.post(reverse("plan", args=[OWN]))
    client.post(reverse("freeze_baselines", args=[OWN]))
    jobs_done()


def test_starting_debts_are_frozen_once_and_compared(client):
    for _ in range(2):
        assert client.post(reverse("freeze_baselines", args=[OWN])).status_code == 302
    baseline = Baseline.objects.get()
    shown = client.get(reverse("baselines", args=[OWN])).content.decode()
    assert "40,000.00" in shown
    assert "เท่าเดิม" in shown
    one = client.get(reverse("baseline", args=[OWN, baseline.household_id])).content.decode()
    assert "16 มี.ค. 2562" in one


def test_the_district_states_a_starting_debt_again_and_both_stay(client):
    freeze_baselines(centre=Household.objects.get().centre, actor=OPERATOR, on=TODAY)
    household = Household.objects.get()
    path = reverse("restate_baseline", args=[OWN, household.pk])
    given = {"sequence": 1, "as_of": "16 มี.ค. 2562"}
    page_of = reverse("baseline", args=[OWN, household.pk])
    assert 'value="16/03/2562"' in client.get(page_of).content.decode()
    assert client.post(path, given).status_code == 422
    for day, why in (("1/1/2600", "อนาคต"), ("1/1/2540", "ทะเบียน"), ("", "")):
        reply = client.post(path, given | {"reason": "ตกหนี้", "as_of": day})
        assert reply.status_code == 422
        assert why in reply.content.decode()
    for _ in range(2):
        reply = client.post(path, given | {"reason": "ตกหนี้ก้อนหนึ่ง"})
        assert reply.status_code == 302
    assert Baseline.objects.count() == 2
    shown = client.get(reverse("baseline", args=[OWN, household.pk])).content.decode()
    assert "ตกหนี้ก้อนหนึ่ง" in shown
    assert "ยอดเดิม ถูกแทนแล้ว" in shown


def test_a_slip_of_another_centre_is_not_found_here(client, slip):
    other = an_import(a_book(centre=a_book().centre.__class__("อื่น", "31011806", date(2019, 3, 16))))
    strange = reverse("slip", args=[other.centre_id, slip.pk])
    assert client.get(strange).status_code == 404
