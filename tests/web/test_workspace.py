"""The committee's table for one household: settings, their menu, what is pinned and printed."""

import re
from dataclasses import replace

import pytest
from asking import file_words, pages_of
from build import CENTRE_CODE, TODAY, a_household, an_import, an_officer
from django.test import Client
from django.urls import reverse
from lending_village import a_village, several_debts

from plodnee.audit.models import AuditEvent
from plodnee.casework.models import MenuPin
from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def home():
    book = a_village(households=(a_household(), a_household("002")))
    plan_centre(centre=an_import(book).centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    return Household.objects.get(code="001")


@pytest.fixture
def committee(home):
    return client_of("centre_committee", CENTRE_CODE)


def client_of(role, place):
    client = Client()
    client.force_login(an_officer(role, place))
    return client


def address(home, name="workspace"):
    return reverse(name, args=[CENTRE_CODE, home.pk])


def settings(**changes):
    usual = {
        "rate": "7",
        "instalments": "60",
        "joining": ["D2", "D3", "D7"],
        "patterns": ["monthly", "half_yearly", "after_harvest"],
        "reserve": "1000",
        "income": "0",
        "income_from": "1",
        "version": "0",
    }
    return usual | changes


def tried(client, home, **changes):
    reply = client.post(address(home, "workspace_try"), settings(**changes), **HTMX)
    assert reply.status_code == 200
    return reply.content.decode()


def line_keys(page):
    return re.findall(r'name="line" value="(\w+)"', page)


def pin(client, home, **changes):
    page = tried(client, home, **changes)
    sent = settings(**changes) | {"line": line_keys(page)[0]}
    return client.post(address(home, "workspace_pin"), sent)


def test_every_setting_says_how_far_it_goes_and_by_whose_rule(committee, home):
    page = committee.get(address(home)).content.decode()
    for words in (
        'name="rate" value="7" min="7" max="15" step="0.25"',
        "ดอกเบี้ยต่ำสุดตามระเบียบของ กลุ่มออมทรัพย์",
        "เพดานดอกเบี้ยตามกฎหมาย (ป.พ.พ. มาตรา 654)",
        "เงิน กข.คจ. ไม่มีดอกเบี้ย ระเบียบไม่ให้รวมหรือใช้ชำระหนี้อื่น",
        "เจ้าหนี้ในระบบ รวมไม่ได้หากไม่มีหนังสือยินยอมของเจ้าหนี้",
        "ค่าที่ตั้งตรงกับทะเบียน",
        "คำนวณใหม่",
    ):
        assert words in page


def test_a_script_gets_the_menu_under_the_settings_alone(committee, home):
    usual, dear = tried(committee, home), tried(committee, home, rate="12")
    assert "<html" not in dear
    assert 'id="headline"' in dear
    assert 'hx-swap-oob="true"' in dear
    assert "ดอกเบี้ย 12% ต่อปี" in dear
    assert line_keys(dear) != line_keys(usual)


def test_without_a_script_the_button_gives_the_page_anew_and_no_address_tells_anything(
    committee, home
):
    reply = committee.post(address(home, "workspace_try"), settings(rate="9.5", income="1500"))
    assert (reply.status_code, reply.url) == (302, address(home))
    page = committee.get(reply.url).content.decode()
    assert 'name="rate" value="9.5"' in page
    assert "รายได้เสริมเดือนละ 1,500 บาท" in page


@pytest.mark.parametrize(
    ("sent", "kept", "told"),
    [
        ("99", "15", "ใช้ “99” ไม่ได้ จึงคิดด้วย 15"),
        ("-4", "7", "ใช้ “-4” ไม่ได้ จึงคิดด้วย 7"),
        ("abc", "7", "ใช้ “abc” ไม่ได้ จึงคิดด้วย 7"),
        ("sNaN", "7", "ใช้ “sNaN” ไม่ได้ จึงคิดด้วย 7"),
        ("7.255", "7", "ใช้ “7.255” ไม่ได้ จึงคิดด้วย 7"),
        ("", "7", "ไม่มีตัวเลขที่ใช้ได้ จึงคิดด้วย 7"),
        ("7.50", "7.5", None),
    ],
)
def test_a_rate_that_cannot_be_stops_at_its_limits_and_its_field_says_so(
    committee, home, sent, kept, told
):
    page = tried(committee, home, rate=sent)
    field = page.split('id="ends-rate"')[1].split("</div>")[0]
    assert f'data-value="{kept}"' in field
    assert (told in field) if told else ('role="alert"' not in field)
    assert page.count('role="alert"') == (1 if told else 0)


def test_without_a_script_the_page_anew_says_what_was_not_taken(committee, home):
    reply = committee.post(address(home, "workspace_try"), settings(reserve="-5"), follow=True)
    assert "เงินสำรองขั้นต่ำ: ใช้ “-5” ไม่ได้ จึงคิดด้วย 0" in reply.content.decode()


def test_after_the_log_in_ended_a_slider_leads_to_the_log_in_and_not_into_the_page(home):
    reply = Client().post(address(home, "workspace_try"), settings(), **HTMX)
    assert (reply["HX-Refresh"], reply.content) == ("true", b"")


def test_fewer_debts_in_the_contract_let_the_rate_go_lower(committee, home):
    page = tried(committee, home, joining=["D3"], rate="4")
    ends = page.split('id="ends-rate"')[1].split("</div>")[0]
    assert 'data-least="4"' in ends
    assert "กองทุนหมู่บ้าน" in ends


def test_two_lines_stand_side_by_side_with_what_each_creditor_gives_up(committee, home):
    page = tried(committee, home, compare=["least_interest", "smallest_instalment"])
    table = page.split('id="compare-head"')[1].split("</section>")[0]
    assert "เจ้าหนี้แต่ละรายยอมลดดอกเบี้ย" in table
    assert re.search(r"\([+−][\d,.]+\)", table)
    assert "เลือกอีกหนึ่งหรือสองทาง" in tried(committee, home, compare=["least_interest"])


def test_arrears_stand_in_a_comparison_as_arrears():
    first, *others = several_debts()
    book = a_village(debts=(replace(first, interest_arrears_satang=50_000), *others))
    plan_centre(centre=an_import(book).centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    asked = ["least_interest", "smallest_instalment"]
    committee = client_of("centre_committee", CENTRE_CODE)
    page = tried(committee, Household.objects.get(code="001"), compare=asked)
    table = page.split('id="compare-head"')[1].split("</section>")[0]
    assert "กลุ่มออมทรัพย์ ดอกเบี้ยและค่าปรับค้าง 500" in table
    assert "กลุ่มออมทรัพย์ 20,000" in table


def test_a_comparison_follows_the_goals_when_a_slider_moves(committee, home):
    asked = ["least_interest", "smallest_instalment"]
    assert "compare-head" in tried(committee, home, rate="11", compare=asked)


def test_at_most_three_lines_are_compared(committee, home):
    for version, rate in enumerate(("7", "8", "9")):
        pin(committee, home, rate=rate, version=str(version))
    kept = [f"pin-{pk}" for pk in MenuPin.objects.values_list("pk", flat=True)]
    page = tried(committee, home, compare=["least_interest", *kept])
    assert "เทียบได้ครั้งละสามทาง" in page
    assert page.split('id="compare-head"')[1].count('<th scope="col">') == 3 + 1


def test_a_pinned_line_stands_on_the_household_s_page_with_who_and_under_what(committee, home):
    reply = pin(committee, home, rate="8", income="1500", income_from="4")
    assert reply.url == address(home) + "#offered"
    page = committee.get(address(home, "household")).content.decode()
    for words in ("เมนูที่จะเสนอครัวเรือน (1)", "ดอกเบี้ย 8% ต่อปี", "ตรึงโดย centre_committee-31011805",
                  "รายได้เสริมเดือนละ 1,500 บาท ตั้งแต่ ก.ค. 2562"):  # fmt: skip
        assert words in page


def test_unpinning_leaves_the_history(committee, home):
    pin(committee, home)
    sent = {"version": "1", "pin": str(MenuPin.objects.get().pk)}
    assert committee.post(address(home, "workspace_unpin"), sent).status_code == 302
    page = committee.get(address(home)).content.decode()
    assert "เมนูที่จะเสนอครัวเรือน (0)" in page
    assert "ประวัติเมนูของครัวเรือนนี้ 2 รายการ" in page


def test_whoever_works_on_an_old_page_is_told_so(committee, home):
    pin(committee, home)
    reply = pin(committee, home, rate="9")
    assert reply.status_code == 409
    assert "มีผู้แก้เมนูที่จะเสนอของครัวเรือนนี้ก่อนท่าน" in reply.content.decode()
    assert MenuPin.objects.count() == 1


def test_the_settings_of_a_pinned_line_can_be_taken_up_again_or_all_put_back(committee, home):
    pin(committee, home, rate="11")
    tried(committee, home, rate="8")
    sent = settings(load=str(MenuPin.objects.get().pk))
    committee.post(address(home, "workspace_try"), sent)
    assert 'name="rate" value="11"' in committee.get(address(home)).content.decode()
    committee.post(address(home, "workspace_try"), settings(reset="1"))
    assert 'name="rate" value="7"' in committee.get(address(home)).content.decode()


def test_the_offer_is_one_page_that_leaves_a_trace(committee, home):
    assert committee.get(address(home, "offer_sheet")).status_code == 409
    pin(committee, home, income="1500")
    reply = committee.get(address(home, "offer_sheet"))
    assert pages_of(reply.content) == 1
    assert "ใบเสนอทางเลือกจัดการหนี้" in file_words(reply.content)
    assert AuditEvent.objects.filter(action="documents.taken").get().details["file"] == "offer.pdf"


def test_an_auditor_sees_the_table_and_touches_nothing(committee, home):
    pin(committee, home)
    auditor = client_of("auditor", "31")
    page = auditor.get(address(home)).content.decode()
    assert "ท่านดูได้อย่างเดียว" in page
    assert "เมนูที่จะเสนอครัวเรือน (1)" in page
    for part in ('name="rate"', "formaction", "hx-post", "offer.pdf"):
        assert part not in page


def test_a_household_that_owes_nothing_has_no_table(committee, home):
    free = Household.objects.get(code="002")
    assert committee.get(address(free)).url == address(free, "household")
    assert committee.post(address(free, "workspace_try"), settings()).status_code == 404


def test_ids_stay_masked(committee, home):
    page = committee.get(address(home)).content.decode() + tried(committee, home)
    assert not re.search(r"(?<!\d)\d{13}(?!\d)", page)


def test_a_step_costs_the_same_few_questions_however_many_lines_there_are(
    committee, home, django_assert_max_num_queries
):
    committee.get(address(home))
    with django_assert_max_num_queries(21):
        tried(committee, home, rate="9", compare=["least_interest", "smallest_instalment"])


def test_a_form_of_the_workspace_sent_twice_has_the_effect_of_one(committee, home):
    page = tried(committee, home)
    sent = settings() | {"line": line_keys(page)[0]}
    path = address(home, "workspace_pin")
    assert committee.post(path, sent).status_code == 302
    assert committee.post(path, sent).status_code in (302, 409)
    (made,) = MenuPin.objects.all()
    undone = {"pin": made.pk, "version": "1"}
    for _ in range(2):
        assert committee.post(address(home, "workspace_unpin"), undone).status_code in (302, 409)
    done = list(AuditEvent.objects.values_list("action", flat=True))
    assert done.count("casework.line_pinned") == 1
    assert done.count("casework.line_unpinned") == 1


def test_every_line_says_why_it_is_on_the_menu_and_where_the_others_lose(committee, home):
    page = committee.get(address(home)).content.decode()
    goals = page.count('class="option')
    assert goals >= 2
    assert page.count("small reason") == goals
    assert "ไม่มีแผนที่เงินพอแผนใดทำได้ดีกว่า" in page
    assert "ถ้าเลือกทางนี้ ทางอื่นแพ้ตรงไหน" in page
