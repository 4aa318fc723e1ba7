"""A household's case on pages: what is missing, everybody asked, the list, and what waits."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from build import PASSWORD, TODAY
from case_desk import (
    GUARANTEED,
    a_desk,
    a_hand,
    agreement,
    analysed,
    answered,
    approved,
    balances_confirmed,
    negotiating,
    offered,
    opened,
    pinned,
    proposed,
    seen,
    state,
)
from committee_village import a_meeting
from django.test import Client
from django.urls import reverse

from plodnee.audit.access import record_access
from plodnee.casework.cases.put import first_paid_on
from plodnee.casework.cases.selectors import case_state
from plodnee.casework.cases.services import choose_line
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Case, CreditorReply
from plodnee.casework.workspace.selectors import pinned_lines, pins_in_force
from plodnee.contracts.ending import settle_contract
from plodnee.contracts.models import Contract
from plodnee.engine.calendar import day_of_month
from plodnee.engine.national_id import dashed, make_up
from plodnee.organization.models import Officer
from plodnee.registers.entries.debts import DebtTerms, enter_debt
from plodnee.registers.entries.entering import Entry
from plodnee.registers.models import Household, MemberGroup
from plodnee.web import access
from plodnee.web.cases import counting
from plodnee.web.templatetags.wording import be_date

pytestmark = pytest.mark.django_db
DAY = "16/3/2562"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr(access.timezone, "localdate", lambda: TODAY)


@pytest.fixture
def desk():
    return a_desk()


@pytest.fixture
def browser(desk):
    return logged_in(desk.secretary)


def logged_in(officer: Officer) -> Client:
    client = Client()
    assert client.login(username=officer.username, password=PASSWORD)
    return client


def page(browser, desk, home=None):
    reply = browser.get(reverse("case", args=[desk.centre.code, (home or desk.household).pk]))
    assert reply.status_code == 200
    return unescape(reply.content.decode())


def send(browser, desk, deed, status=302, **said):
    path = reverse("case_step", args=[desk.centre.code, desk.household.pk])
    case = Case.objects.order_by("number").last()
    body = {"deed": deed, "version": seen(case)} | said
    reply = browser.post(path, body)
    text = unescape(reply.content.decode())
    assert reply.status_code == status, text[:3000]
    return text


def test_a_committee_takes_a_case_from_its_opening_to_an_agreement(browser, desk):
    code, home = desk.centre.code, desk.household
    assert "ยังไม่ได้เปิดเรื่อง" in page(browser, desk)
    assert browser.post(reverse("case_open", args=[code, home.pk])).status_code == 302
    assert browser.post(reverse("case_open", args=[code, home.pk])).status_code == 409
    assert "ยอดหนี้ 2 รายการยังไม่ยืนยัน" in page(browser, desk)
    assert "ยังทำขั้นตอนนี้ไม่ได้" in send(browser, desk, "confirmed", 422)
    balances_confirmed(desk)
    send(browser, desk, "confirmed")
    assert "สั่งวิเคราะห์" in page(browser, desk)
    analysed(desk)
    send(browser, desk, "classified")
    assert "ตรึงทางเลือกที่จะเสนอ" in page(browser, desk)
    pinned(desk)
    found = approved(desk)
    minutes = reverse("meeting", args=[code, found.item.meeting_id])
    assert "ทางเลือกที่เสนอในวาระนี้" in unescape(browser.get(minutes).content.decode())
    text = page(browser, desk)
    assert str(found.pk) in text
    send(browser, desk, "proposed", resolution=found.pk)
    (pin,) = pins_in_force(home)
    assert "ครัวเรือนรับทางนี้" in page(browser, desk)
    assert "คำตอบทุกฝ่ายจะไม่นับ" not in page(browser, desk)
    send(browser, desk, "chosen", pin=pin.pk)
    # From here on a step done again costs everybody's answers: each asks for a tick.
    assert page(browser, desk).count('required><label for="loses-') == 2
    assert "คำตอบทุกฝ่ายจะไม่นับ ต้องถามใหม่" in send(browser, desk, "classified", 422)
    _everybody_answers(browser, desk)
    send(browser, desk, "agreed")
    case = Case.objects.get()
    assert state(case) == "agreed"
    text = page(browser, desk)
    assert "รอทำสัญญา" in text
    assert "4/2562" in text
    steps = text[text.index("ทุกขั้นตอนที่ทำมา") :]
    assert "คู่สมรส นางคู่ สมมุติ: ยินยอม · 16 มี.ค. 2562 · มีหนังสือ" in steps
    assert "ผู้ค้ำประกัน นายค้ำ มั่นคง: ยินยอมค้ำประกันใหม่" in steps
    assert len(case_state(case).steps) == text.count('<th scope="row">')


def _everybody_answers(browser, desk):
    case = Case.objects.get()
    asked = agreement(case).answers
    keys = [one.creditor.key for one in asked]
    form = {"sent_on": DAY, "means": "letter", "answer_by": "15/4/2562"}
    send(browser, desk, "offered", creditors=keys, **form)
    for key in keys:
        said = {"answer": "accepted", "on": DAY, "in_writing": "on", "rate": "", "months": ""}
        said |= {"resolution_number": "4/2562", "resolution_on": DAY}
        send(
            browser, desk, "answered", creditor=key,
            **{f"{key}-{name}": value for name, value in said.items()},
        )  # fmt: skip
    spouse = {"answer": "consented", "on": DAY, "name": "นางคู่ สมมุติ", "in_writing": "on"}
    send(browser, desk, "spouse", **spouse)
    first, second = agreement(case).guarantors
    for one, said in (
        (
            first,
            {"answer": "consented", "most": "15,000", "until": "31/12/2565", "in_writing": "on"},
        ),
        (second, {"answer": "discharged", "reason": "ตกลงกับกลุ่มแล้ว"}),
    ):
        prefix = f"{one.debt_id.hex}-{one.key}"
        send(
            browser, desk, "guarantor", debt=one.debt_id, guarantor=one.key,
            **{f"{prefix}-{name}": value for name, value in ({"on": DAY} | said).items()},
        )  # fmt: skip


def test_a_counter_offer_shows_its_terms_and_the_way_on(browser, desk):
    case = negotiating(desk)
    offered(case, desk)
    key = agreement(case).answers[0].creditor.key
    said = {"answer": "counter", "on": DAY, "rate": "7.5", "months": "24", "waived": "100.50"}
    send(
        browser, desk, "answered", creditor=key,
        **{f"{key}-{name}": value for name, value in said.items()},
    )  # fmt: skip
    reply = CreditorReply.objects.get()
    assert (reply.counter_rate_bp, reply.counter_months, reply.counter_waived_satang) == (
        750, 24, 100_50
    )  # fmt: skip
    text = page(browser, desk)
    assert "7.5% ต่อปี" in text
    assert "ตรึงทางเลือกที่ตรงกับเงื่อนไขนั้น" in text
    assert "เกินเพดาน" not in text
    assert "กฎหมายให้ทำสัญญาได้ไม่เกินร้อยละ 15 ต่อปี (ป.พ.พ. มาตรา 654)" in text  # at the field
    above = {f"{key}-{name}": value for name, value in (said | {"rate": "20"}).items()}
    send(browser, desk, "answered", creditor=key, **above)
    assert CreditorReply.objects.filter(counter_rate_bp=2_000).exists()  # kept as it was said
    text = page(browser, desk)
    assert text.count("ร้อยละ 20 ต่อปี เกินเพดานร้อยละ 15 ต่อปีของกฎหมาย (ป.พ.พ. มาตรา 654)") == 3
    assert "ทำสัญญาตามนั้นไม่ได้ เจรจาให้ไม่เกินเพดาน" in text
    for name, shown in (("rate", "20"), ("months", "24"), ("waived", "100.50")):
        assert f'name="{key}-{name}" value="{shown}"' in text  # as it was said, to be put right
    agrees = above | {f"{key}-answer": "accepted"}
    send(browser, desk, "answered", 422, creditor=key, **agrees | {f"{key}-months": "12"})
    send(browser, desk, "answered", creditor=key, **agrees)  # the terms of before, left as they are
    assert CreditorReply.objects.order_by("pk").last().counter_rate_bp is None


def test_what_cannot_be_taken_comes_back_with_the_reason_and_what_was_typed(browser, desk):
    case = negotiating(desk)
    offered(case, desk)
    key = agreement(case).answers[0].creditor.key
    said = {"answer": "refused", "on": DAY, "reason": ""}
    form = {f"{key}-{name}": value for name, value in said.items()}
    assert "ต้องเขียนเหตุผล" in send(browser, desk, "answered", 422, creditor=key, **form)
    wrong = form | {f"{key}-rate": "abc", f"{key}-on": "ไม่ใช่วัน"}
    assert "ไม่ใช่วัน" in send(browser, desk, "answered", 422, creditor=key, **wrong)
    assert "ก่อนท่าน" in send(browser, desk, "answered", 409, creditor=key, **form, version=1)
    for deed in ("answered", "guarantor", "nothing"):
        send(browser, desk, deed, 422)
    assert CreditorReply.objects.count() == 0


def test_a_case_is_ended_with_a_reason_and_a_new_one_stands_beside_it(browser, desk):
    opened(desk)
    send(browser, desk, "ended", 422, how="moved")
    send(browser, desk, "ended", how="moved", reason="ย้ายไปต่างจังหวัด")
    text = page(browser, desk)
    assert "ย้ายไปต่างจังหวัด" in text
    assert "ตามที่อยู่ใหม่" in text
    again = reverse("case_open", args=[desk.centre.code, desk.household.pk])
    assert again in text
    assert browser.post(again).status_code == 302
    text = page(browser, desk)
    assert again not in text
    assert "?number=1" in text
    path = reverse("case", args=[desk.centre.code, desk.household.pk])
    assert "ย้ายไปต่างจังหวัด" in browser.get(f"{path}?number=1").content.decode()
    assert browser.get(f"{path}?number=9").status_code == 409


def test_cases_are_searched_filtered_and_taken_away(browser, desk):
    second = Household.objects.get(code="002")
    opened(desk)
    opened(desk, second)
    browser.post(
        reverse("case_step", args=[desk.centre.code, second.pk]),
        {"deed": "ended", "version": 1, "how": "withdrawn", "reason": "ขอถอน"},
    )
    path = reverse("cases", args=[desk.centre.code])
    assert {"001", "002"} <= set(codes_on(browser.get(path)))
    assert codes_on(browser.get(f"{path}?state=withdrawn")) == ["002"]
    assert codes_on(browser.get(f"{path}?state=cleared&page=x")) == ["001", "002"]
    assert browser.post(path, {"q": "002"}).status_code == 302
    reply = browser.get(path)
    assert codes_on(reply) == ["002"]
    browser.post(path, {"q": "001"})  # in another tab
    taken = f"{reverse('cases_text', args=[desk.centre.code])}?{reply.context['query']}"
    text = browser.get(taken).content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()] == ['"รหัสครัวเรือน"', '"002"']
    assert browser.get(f"{path}?search=unknown").status_code == 409
    browser.post(path, {"q": "สมมุติ"})
    assert len(codes_on(browser.get(path))) == 2


def codes_on(reply):
    return [row.case.household.code for row in reply.context["rows"]]


def test_everything_that_waits_stands_on_one_page_and_is_counted_in_the_header(browser, desk):
    case = negotiating(desk)
    offered(case, desk, answer_by=TODAY)
    opened(desk, Household.objects.get(code="002"))
    a_meeting(desk.centre, desk.secretary)
    reply = browser.get(reverse("waiting"))
    text = unescape(reply.content.decode())
    rows = reply.context["rows"]
    assert [(one.case.household.code, one.due_on) for one in rows] == [
        ("001", TODAY),
        ("002", None),
    ]
    assert f"งานที่รอ ({len(rows) + len(reply.context['urgent'])})" in text
    for one in agreement(case).answers:
        answered(case, desk, one.creditor.key)
    rows = browser.get(reverse("waiting")).context["rows"]
    assert {one.due_on for one in rows} == {None}


def test_an_overdue_answer_is_marked(browser, desk, monkeypatch):
    case = negotiating(desk)
    offered(case, desk, answer_by=TODAY)
    monkeypatch.setattr(access.timezone, "localdate", lambda: TODAY + timedelta(days=1))
    (row,) = browser.get(reverse("waiting")).context["rows"]
    assert row.overdue
    assert "เลยกำหนด" in page(browser, desk)


def test_a_line_that_comes_too_late_says_so_before_anybody_travels(browser, desk, monkeypatch):
    case = proposed(desk)
    meeting = a_meeting(
        desk.centre, desk.secretary, ("ครัวเรือน", Subject.of_household(desk.household))
    )
    (line,) = pinned_lines(desk.household)
    first = first_paid_on(line)
    too_late = day_of_month(first, 31)

    def told(on):
        monkeypatch.setattr(access.timezone, "localdate", lambda: on)
        agenda = browser.get(reverse("meeting", args=[desk.centre.code, meeting.pk]))
        texts = [unescape(agenda.content.decode()), page(browser, desk)]
        return [f"คือวันที่ {be_date(first)}" in text for text in texts]

    assert told(too_late - timedelta(days=1)) == [False, False]
    assert told(too_late) == [True, True]
    choose_line(case=case, pin_id=line.pin.pk, seen=seen(case), by=a_hand(desk.secretary))
    lacks = browser.get(reverse("waiting")).context["rows"][0].lacks
    assert told(too_late) == [True, True]
    assert "อย่าเพิ่งนัดใคร" in lacks[0].way
    assert told(too_late - timedelta(days=1)) == [False, False]


def test_whole_ids_written_among_guarantors_are_masked_and_an_auditor_only_reads():
    from build import an_officer

    whole = dashed(make_up(777))
    guarantors = f"นายค้ำ {whole}, นางค้ำ ยืนยง"
    desk = another_desk(replace(GUARANTEED[0], guarantors=guarantors), GUARANTEED[1])
    negotiating(desk)
    text = page(logged_in(desk.secretary), desk)
    assert whole not in text
    assert "xxxx" in text
    auditor = logged_in(an_officer("auditor", desk.centre.pk))
    text = page(auditor, desk)
    assert 'name="deed"' not in text
    assert auditor.get(reverse("waiting")).status_code == 404


def another_desk(*debts):
    return a_desk(debts=debts)


def test_the_page_is_whole_in_english(browser, desk):
    negotiating(desk)
    browser.post(reverse("set_language"), {"language": "en", "next": "/"})
    text = page(browser, desk)
    for words in ("Next step", "Creditors to be asked", "The creditor was not sent an offer yet."):
        assert words in text


def test_before_everybody_agreed_the_page_of_a_contract_says_what_is_missing(browser, desk):
    path = reverse("contract_new", args=[desk.centre.code, desk.household.pk])
    assert "ยังไม่มีเรื่องที่เปิดอยู่" in browser.get(path).content.decode()
    negotiating(desk)
    assert "ยังร่างสัญญาไม่ได้ เพราะ" in browser.get(path).content.decode()
    assert browser.post(path, {"shape": "umbrella"}).status_code == 409
    assert not Contract.objects.exists()


def test_what_waits_is_counted_anew_when_a_deed_was_recorded_in_the_area(desk, monkeypatch):
    counted = []
    real = counting.how_many_wait
    monkeypatch.setattr(
        counting, "how_many_wait", lambda *asked: counted.append(asked) or real(*asked)
    )
    first = counting.number_waiting(desk.secretary, TODAY)
    record_access(desk.secretary, "a page", chain=desk.centre.code, households=None)
    assert counting.number_waiting(desk.secretary, TODAY) == first
    assert len(counted) == 1
    opened(desk, Household.objects.get(code="002"))
    assert counting.number_waiting(desk.secretary, TODAY) == first + 1
    assert len(counted) == 2
    counting.number_waiting(desk.secretary, TODAY + timedelta(days=1))
    assert len(counted) == 3


def test_a_case_under_contract_is_followed_up_by_hand_and_in_default_only_if_it_is(signed_desk):
    desk, _contract = signed_desk
    browser = logged_in(desk.secretary)
    version = seen(Case.objects.get())
    assert "ติดตามหลังทำสัญญา" in page(browser, desk)
    send(browser, desk, "redefaulted", 422, version=version)
    refused = send(browser, desk, "redefaulted", 422, version=version, reason="ค้าง")
    assert "ไม่มีงวดที่ค้างชำระ" in refused
    assert "ไม่มียอดหนี้ตั้งต้นให้เทียบ" in send(browser, desk, "reduced", 422, version=version)
    send(browser, desk, "followed_up", version=version, reason="เยี่ยมแล้ว")
    assert state(Case.objects.get()) == "followed_up"


def test_a_contract_paid_off_is_free_of_debt_only_where_nothing_else_is_owed(signed_desk):
    """The household's page says the present debt first, and of which day its analysis is."""
    desk, contract = signed_desk
    browser, home = logged_in(desk.secretary), desk.household
    at = reverse("household", args=[desk.centre.code, home.pk])
    text = unescape(browser.get(at).content.decode())
    assert text.index("หนี้ปัจจุบัน (บาท)") < text.index("หนี้เมื่อวิเคราะห์ (บาท)")
    settle_contract(contract=contract, on=TODAY, by=a_hand(desk.chair))
    assert '<span class="tag">ปลดหนี้</span>' in page(browser, desk)
    lender = MemberGroup.objects.get(centre=desk.centre, code="OM")
    entry = Entry(desk.centre, TODAY, desk.secretary, TODAY)
    enter_debt(
        entry=entry, household=home, creditor=lender, borrower=contract.borrower,
        terms=DebtTerms(principal_satang=100_000, rate_bp=600, rate_unit="year"),
    )  # fmt: skip
    said = "ปิดสัญญาแล้ว ยังมีหนี้อื่น"
    assert f'<span class="tag">{said}</span>' in page(browser, desk)
    for way in (at, reverse("cases", args=[desk.centre.code])):
        assert said in unescape(browser.get(way).content.decode())
