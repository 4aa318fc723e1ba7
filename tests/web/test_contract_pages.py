"""A household's contract is drafted, looked at, signed by another, amended and ended on pages."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand, agreed, seen
from committee_village import a_meeting, a_vote, closed, resolved, roll
from contract_desk import contract_seen, drafted_contract, signed_contract
from contract_screens import at, new, on_the_registers_day, visitor, waits, words
from django.urls import reverse

from plodnee.casework.cases.lacking import first_due_on
from plodnee.casework.cases.selectors import agreement_of, case_state
from plodnee.casework.cases.services import end_case
from plodnee.casework.cases.states import Deed as CaseDeed
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_in_force, contract_state
from plodnee.documents.models import IssuedDocument
from plodnee.documents.outdated import outdated_papers
from plodnee.engine.calendar import day_of_month
from plodnee.ledger.models import Adjustment
from plodnee.registers.models import MemberGroup
from plodnee.web.templatetags.wording import be_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(monkeypatch, agreed_once):
    on_the_registers_day(monkeypatch)
    return deepcopy(agreed_once)


def test_a_contract_is_looked_at_before_it_is_drafted(desk):
    agreed(desk)
    client = visitor(desk.secretary)
    reply = client.get(new(desk), {"shape": "umbrella", "due_day": "5"})
    assert reply.status_code == 200
    assert "สัญญาจะเป็นอย่างนี้" in words(reply)
    assert not Contract.objects.exists()
    reply = client.post(new(desk), {"shape": "umbrella", "due_day": "5"})
    contract = Contract.objects.get()
    assert reply.url == at("contract", contract)
    page = words(client.get(reply.url))
    assert "50,000.00" in page
    assert "ร่าง รอลงนาม" in page
    assert "มีสัญญาหรือร่างเลขที่ 1/2562" in words(client.get(new(desk)))
    again = client.post(new(desk), {"shape": "umbrella", "due_day": "5"})
    assert again.status_code == 409
    assert "มีสัญญาหรือร่างเลขที่ 1/2562" in words(again)


def test_a_shape_that_does_not_fit_is_refused_at_the_form(desk):
    agreed(desk)
    client = visitor(desk.secretary)
    assert "ต้องเลือกกองทุนหลัก" in words(client.get(new(desk), {"shape": "refinance"}))
    for bad in ({"shape": "gift"}, {"shape": "umbrella", "due_day": "32"}):
        assert client.post(new(desk), bad).status_code == 422
    vf = MemberGroup.objects.get(centre=desk.centre, code="VF")
    assert client.post(new(desk), {"shape": "refinance", "lead": vf.pk}).status_code == 422
    assert not Contract.objects.exists()


def test_a_draft_whose_first_due_date_passed_says_so_before_it_is_signed(desk, monkeypatch):
    contract = drafted_contract(desk)
    chair, first = visitor(desk.chair), contract_state(contract).first_due_on
    told = f"งวดแรกของร่างนี้คือวันที่ {be_date(first)} ซึ่งผ่านไปแล้ว"
    for name in ("contract", "contract_sign"):
        assert told not in words(chair.get(at(name, contract)))
    assert at("contract_issue", contract) in words(chair.get(at("contract", contract)))
    monkeypatch.setattr("plodnee.web.contracts.page.today", lambda: first)
    for name in ("contract", "contract_sign"):
        assert told in words(chair.get(at(name, contract)))
    assert at("contract_issue", contract) not in words(chair.get(at("contract", contract)))


def test_a_contract_is_not_drafted_before_its_page_said_that_its_first_due_date_passed(
    desk, monkeypatch
):
    client, first = visitor(desk.secretary), first_due_on(agreement_of(agreed(desk), on=TODAY))
    warned, last = f"งวดแรกที่ตกลงกันคือวันที่ {be_date(first)}", day_of_month(first, 31)
    assert warned not in words(client.get(new(desk)))
    monkeypatch.setattr("plodnee.web.contracts.deeds.today", lambda: first)
    page = words(client.get(new(desk)))
    assert f"{warned} ซึ่งผ่านไปแล้ว" in page
    assert f"อย่างช้าวันที่ {be_date(last)}" in page
    chosen = {"shape": "umbrella", "due_day": "31"}
    assert "สัญญาจะเป็นอย่างนี้" in words(client.get(new(desk), chosen))
    monkeypatch.setattr("plodnee.web.contracts.deeds.today", lambda: last)
    assert "จึงลงนามไม่ทัน" in words(client.get(new(desk)))


def test_another_officer_records_the_signing_once(desk):
    contract = drafted_contract(desk)
    said = {"signed_on": TODAY.isoformat(), "sure": "on", "seen": 1}
    drafter, chair = visitor(desk.secretary), visitor(desk.chair)
    assert "ท่านเป็นผู้ร่าง" in words(drafter.get(at("contract_sign", contract)))
    assert drafter.post(at("contract_sign", contract), said).status_code == 422
    unsure = {key: value for key, value in said.items() if key != "sure"}
    assert chair.post(at("contract_sign", contract), unsure).status_code == 422
    assert "ยังไม่ได้ออกเอกสารสัญญา" in words(chair.post(at("contract_sign", contract), said))
    for _ in range(2):
        assert drafter.post(at("contract_issue", contract)).status_code == 302
    issued = IssuedDocument.objects.order_by("pk")
    kinds = sorted(issued.values_list("kind", flat=True))
    both = ["acknowledgement", "consent", "consent", "contract", "guarantee", "guarantee"]
    assert kinds == both
    for paper in issued:
        for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            reply = drafter.get(at(f"contract_paper_{ending}", contract, paper.pk))
            assert reply.content.startswith(start)
    assert contract_in_force(desk.household) is None
    for _ in range(2):
        reply = chair.post(at("contract_sign", contract), said)
        assert reply.url == at("contract", contract)
    assert contract_in_force(desk.household) == contract
    assert contract_state(contract).version == 2
    signing = contract_state(contract).signing
    assert signing.paper_sha256 == IssuedDocument.objects.get(kind="contract").pdf_sha256
    assert "ใช้บังคับ" in words(chair.get(at("contract", contract)))
    listed = reverse("contracts", args=[desk.centre.code])
    assert "1/2562" in words(chair.get(listed + "?state=active"))
    assert "1/2562" not in words(chair.get(listed + "?state=draft"))


def test_a_statement_is_issued_from_the_page_of_a_signed_contract(desk):
    contract = drafted_contract(desk)
    bookkeeper = visitor(desk.secretary)
    assert bookkeeper.post(at("contract_account", contract)).status_code == 409
    signed_contract(contract, desk)
    assert "ออกรายการเคลื่อนไหวถึงวันนี้" in words(bookkeeper.get(at("contract", contract)))
    for _ in range(2):
        assert bookkeeper.post(at("contract_account", contract)).status_code == 302
    issued = IssuedDocument.objects.get()
    assert (issued.kind, issued.number) == ("statement", "1/2562-บ1")
    page = words(bookkeeper.get(at("contract", contract)))
    assert "รายการเคลื่อนไหวของสัญญา" in page
    assert issued.pdf_sha256[:16] in page


def test_the_page_of_a_contract_says_that_its_borrower_died(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    client, by = visitor(desk.secretary), a_hand(desk.secretary)
    assert "เสียชีวิต" not in words(client.get(at("contract", contract)))
    end_case(
        case=contract.case, deed=CaseDeed.DECEASED, reason="ใบมรณบัตร",
        seen=seen(contract.case), by=by,
    )  # fmt: skip
    assert "ไม่ทำนัดหรือแก้ไขสัญญากับผู้กู้อีก" in words(client.get(at("contract", contract)))


def test_an_amendment_is_proposed_exactly_and_recorded_by_another_as_resolved(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    chair, secretary = visitor(desk.chair), visitor(desk.secretary)
    lacking = words(chair.get(at("contract_amend", contract)))
    assert "ยังไม่มีการแก้ไขที่ที่ประชุมเห็นชอบและรอบันทึก" in lacking
    assert at("contract_propose", contract) in lacking
    meeting = a_meeting(desk.centre, desk.secretary)
    before = len(contract_state(contract).parts[0].rows)
    asked = {
        "key": str(uuid4()), "meeting": meeting.pk, "part": "1", "from_on": "17/03/2562",
        "extra_instalments": "2", "reason": "น้ำท่วม",
    }  # fmt: skip
    half = asked | {"pause_from": "1/4/2562"}
    assert secretary.post(at("contract_propose", contract), half).status_code == 422
    looked = secretary.post(at("contract_propose", contract), asked | {"look": "1"})
    assert (looked.status_code, len(looked.context["dues"])) == (200, before + 2)
    assert "ต้องมีคำตอบของผู้ค้ำประกัน: นายค้ำ มั่นคง" in words(looked)
    assert not contract.proposals.exists()
    for _ in range(2):
        assert secretary.post(at("contract_propose", contract), asked).status_code == 302
    item = meeting.items.get(subject_kind="amendment")
    proposal = contract.proposals.get()
    issue, paper = at("contract_issue_amendment", contract), {"proposal": proposal.pk}
    assert secretary.post(issue, paper).status_code == 409
    assert item.subject_key == str(proposal.pk)
    assert item.title.endswith("1/2562 ส่วนที่ 1 งวดตั้งแต่ 17 มี.ค. 2562: เพิ่ม 2 งวด")
    assert "รอมติที่ประชุมและการบันทึกของผู้อื่น" in words(chair.get(at("contract", contract)))
    roll(meeting, desk.secretary, *desk.members)
    for position in (1, 2):
        resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0), position=position)
    said = {
        "seen": 2, "proposal": proposal.pk, "sure": "on",
        "guarantor_1": "consented", "guarantor_1_on": "16/03/2562",
    }  # fmt: skip
    assert chair.post(at("contract_amend", contract), said).status_code == 422  # minutes are open
    closed(meeting, desk.chair)
    asks = ("ออกบันทึกแก้ไขเพิ่มเติมสัญญาเลขที่ 1/2562 ให้ลงนาม", at("contract", contract))
    assert waits(secretary) == waits(chair) == [asks]
    unissued = words(chair.post(at("contract_amend", contract), said))
    assert "ยังไม่ได้ออกบันทึกแก้ไขเพิ่มเติมสัญญา" in unissued
    assert issue in words(chair.get(at("contract", contract)))
    for _ in range(2):
        assert secretary.post(issue, paper).status_code == 302
    issued = IssuedDocument.objects.get(kind="amendment")
    recorded = ("บันทึกการแก้ไขสัญญาเลขที่ 1/2562 ตามมติ", at("contract_amend", contract))
    assert waits(chair) == [recorded]
    assert "ออกบันทึกเลขที่ 1/2562-ก1 แล้ว" in words(chair.get(at("contract", contract)))
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = chair.get(at(f"contract_paper_{ending}", contract, issued.pk))
        assert file.content.startswith(start)
    lacking = words(chair.post(at("contract_amend", contract), said))
    assert "ยังไม่มีคำตอบของ นางค้ำ ยืนยง" in lacking
    dayless = words(chair.post(at("contract_amend", contract), said | {"guarantor_2": "consented"}))
    assert "ใส่วันที่ยินยอมเป็นหนังสือ" in dayless
    said["guarantor_2"] = "discharged"
    stray = {"guarantor_2_most": "9,000"}
    assert "เฉพาะเมื่อเลือกว่ายินยอมใหม่" in words(
        chair.post(at("contract_amend", contract), said | stray)
    )
    assert "เว้นว่างถ้าเท่าเดิม: ค้ำไม่เกิน " in words(chair.get(at("contract_amend", contract)))
    said |= {"guarantor_1_most": "12,345.50", "guarantor_1_until": "31/1/2573"}
    assert "ผู้เสนอแก้ไขสัญญาบันทึกการแก้ไขเองไม่ได้" in words(
        secretary.post(at("contract_amend", contract), said | {"extra_instalments": "9"})
    )
    reply = chair.post(at("contract_amend", contract), said | {"extra_instalments": "9"})
    assert reply.status_code == 302, words(reply)
    assert waits(chair) == []
    step = contract_state(contract).steps[-1]
    assert (step.paper_number, step.amendment["paper_sha256"]) == ("1/2562-ก1", issued.pdf_sha256)
    assert chair.post(issue, paper).status_code == 409
    assert outdated_papers(contract_state(contract), [issued]) == {}
    stale = replace(contract_state(contract), steps=contract_state(contract).steps[:1])
    assert outdated_papers(stale, [issued]) == {issued.pk: "unrecorded"}
    assert len(contract_state(contract).parts[0].rows) == before + 2
    shown = words(chair.get(at("contract", contract)))
    assert "เพิ่ม 2 งวด" in shown
    assert str(desk.chair) in shown
    assert shown.count("ยินยอมให้ขยายเวลาเป็นหนังสือ 16 มี.ค. 2562") == 2
    assert shown.count("ค้ำไม่เกิน 12,345.50 บาท ถึง 31 ม.ค. 2573") == 2
    assert shown.count("หลุดพ้นจากการค้ำประกัน 16 มี.ค. 2562") == 2
    assert "รอมติที่ประชุมและการบันทึกของผู้อื่น" not in shown


def test_a_draft_is_withdrawn_and_a_contract_cancelled_with_a_reason(desk):
    contract = drafted_contract(desk)
    client = visitor(desk.secretary)
    said = {"seen": 1, "reason": "พิมพ์ผิด", "sure": "on"}
    assert client.post(at("contract_withdraw", contract), said | {"reason": " "}).status_code == 422
    assert client.post(at("contract_withdraw", contract), said).status_code == 302
    second = drafted_contract(desk, case=contract.case)
    signed_contract(second, desk)
    assert case_state(contract.case).contract_number == second.number
    said["seen"] = contract_seen(second)
    assert client.post(at("contract_cancel", second), said).status_code == 302
    assert contract_in_force(desk.household) is None
    assert not case_state(contract.case).contract_number


def test_a_contract_is_settled_from_its_page_once_however_often_it_is_sent(desk):
    """No fund lends in it for the others, so none is asked to pay them."""
    contract = drafted_contract(desk)
    client = visitor(desk.secretary)
    assert "ปิดสัญญาวันนี้" not in words(client.get(at("contract", contract)))
    signed_contract(contract, desk)
    opened = words(client.get(at("contract", contract)))
    assert at("contract_pay_off", contract) not in opened
    page = words(client.get(at("contract_pay_off", contract)))
    assert "ไม่มีเจ้าหนี้รายใดที่กองทุนหลักต้องจ่ายชำระแทน" in page
    assert 'name="creditor"' not in page
    form = client.get(at("contract_settle", contract)).context["form"]
    said = {name: form[name].value() for name in ("amount", "place", "entry")}
    for figure in ("เงินต้นคงเหลือ (บาท)", "ครบกำหนดครั้งต่อไป", said["amount"]):
        assert figure in opened  # where it stands by the books, before anything is done
    said |= {"received_on": TODAY.isoformat(), "sure": "on"}
    assert client.post(at("contract_settle", contract), said | {"amount": "5"}).status_code == 422
    kept_by_the_page = words(client.post(at("contract_settle", contract), said | {"entry": ""}))
    assert "ข้อมูลที่หน้านี้เก็บไว้เองขาดหาย" in kept_by_the_page
    assert "Entry" not in kept_by_the_page
    for _ in range(2):
        assert client.post(at("contract_settle", contract), said).status_code == 302
    page = words(client.get(at("contract", contract)))
    assert "ปิดสัญญาวันนี้" not in page
    assert "สัญญาปิดด้วยใบเสร็จเลขที่ 1/2562" in page
    assert reverse("book_entry", args=[desk.centre.code, said["entry"]]) in page
    for step in ("contract_waive", "contract_propose"):
        assert "สัญญานี้สิ้นสุดแล้ว" in words(client.get(at(step, contract)))


def test_a_fund_lets_go_from_the_page_through_a_meeting_and_by_two_people(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    writer, chair = visitor(desk.secretary), visitor(desk.chair)
    assert "ยังไม่มีการประชุมที่ลงมติเรื่องนี้ได้" in words(writer.get(at("contract_waive", contract)))
    meeting = a_meeting(desk.centre, desk.secretary)
    form = writer.get(at("contract_waive", contract)).context["form"]
    field = next(name for name in form.fields if name.startswith("principal-"))
    said = {"meeting": meeting.pk, "reason": "น้ำท่วม", "key": form["key"].value()}
    assert writer.post(at("contract_waive", contract), said).status_code == 422
    assert writer.post(at("contract_waive", contract), said | {field: "99999"}).status_code == 422
    for _ in range(2):
        reply = writer.post(at("contract_waive", contract), said | {field: "150.25"})
        assert reply.status_code == 302, words(reply)
    assert meeting.items.filter(subject_kind="adjustment").count() == 1
    waiver = Adjustment.objects.get()
    whole = form[field].label.partition("ไม่เกิน ")[2].partition(" บาท")[0]
    writer.post(at("contract_waive", contract), said | {field: whole, "key": uuid4()})
    assert "ยังไม่มีรายการที่ที่ประชุมเห็นชอบ" in words(chair.get(at("contract_adjust", contract)))
    roll(meeting, desk.secretary, *desk.members)
    for position in (1, 2, 3):
        resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0), position=position)
    closed(meeting, desk.chair)
    waiting, later = waits(chair)
    assert waiting[0].startswith("ลงบัญชีตามมติ: กองทุนยกหนี้ให้ 150.25 บาท")
    assert later[0].startswith(f"ลงบัญชีตามมติ: กองทุนยกหนี้ให้ {whole} บาท")
    told = {"adjustment": waiver.pk, "on": TODAY.isoformat(), "sure": "on"}
    own = words(writer.get(at("contract_adjust", contract)))
    assert "ท่านเป็นผู้เขียนรายการนี้ ให้กรรมการหรือเจ้าหน้าที่คนอื่น" in own
    assert 'name="adjustment"' not in own
    assert writer.post(at("contract_adjust", contract), told).status_code == 422
    for _ in range(2):
        assert chair.post(at("contract_adjust", contract), told).status_code == 302
    assert desk.centre.entries.filter(kind="waiver").count() == 1
    ((title, address),) = waits(chair)
    assert title.startswith(f"ให้ที่ประชุมแก้ไขมติที่ลงบัญชีไม่ได้แล้ว: กองทุนยกหนี้ให้ {whole} บาท")
    for page in (words(chair.get(address)), words(chair.get(at("contract", contract)))):
        assert "ยอดเงินต้นที่ยกให้ต้องไม่เกินที่กองทุนนั้นมีสิทธิได้รับในวันนี้" in page
        assert "มตินี้ลงบัญชีไม่ได้แล้ว ให้ที่ประชุมแก้ไขมติ" in page
        assert 'name="adjustment"' not in page
    assert "กองทุนยกหนี้ให้ 150.25 บาท" in page
    assert "ลงบัญชีแล้ว" in page
    cancelling = words(writer.get(at("contract_cancel", contract)))
    assert "มีการรับชำระแล้ว จึงยกเลิกทั้งฉบับไม่ได้" in cancelling
    assert 'name="reason"' not in cancelling


def test_default_interest_and_fees_say_what_may_be_charged_and_refuse_the_rest(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    client = visitor(desk.secretary)
    assert "เป็นเงิน 0.00 บาท" in words(client.get(at("contract_late", contract)))
    late = {"through": TODAY.isoformat(), "sure": "on"}
    assert client.post(at("contract_late", contract), late).status_code == 422
    meeting = a_meeting(desk.centre, desk.secretary)
    fee = {"meeting": meeting.pk, "reason": "ออกติดตาม", "amount": "50"}
    fee["key"] = client.get(at("contract_fee", contract)).context["form"]["key"].value()
    reply = client.post(at("contract_fee", contract), fee)
    assert reply.status_code == 422
    assert "ไม่เกิน 0.00 บาท" in words(reply)
    reply = client.post(at("contract_fee", contract), fee | {"amount": "0"})
    assert reply.status_code == 422
    assert "พิมพ์จำนวนเงินที่มากกว่า 0 บาท" in words(reply)


def test_the_page_of_a_fee_says_what_the_law_of_the_day_allows(desk, monkeypatch):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    for module in ("page", "adjusting"):
        monkeypatch.setattr(f"plodnee.web.contracts.{module}.today", lambda: date(2021, 10, 1))
    shown = words(visitor(desk.secretary).get(at("contract_fee", contract)))
    for said in ("ไม่เกิน 50.00 บาทเมื่อค้าง 1 งวด", "ไม่เกิน 100.00 บาทเมื่อค้างมากกว่า 1 งวด"):
        assert said in shown
    assert "เรียกไม่ได้เมื่อยอดค้างไม่เกิน 1,000.00 บาท" in shown
    assert "พ.ศ. 2564" in shown
    assert "notification" not in shown


def test_lateness_of_another_day_than_the_one_looked_at_is_shown_before_it_is_charged(
    desk, monkeypatch
):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    for module in ("page", "adjusting"):
        monkeypatch.setattr(f"plodnee.web.contracts.{module}.today", lambda: date(2023, 6, 1))
    client, page = visitor(desk.secretary), at("contract_late", contract)
    today = client.get(page).context["form"]["looked_at"].value()
    earlier = {"through": "1 มี.ค. 2566", "sure": "on"}
    asked = client.post(page, earlier | {"looked_at": today})
    assert asked.status_code == 422
    assert "ถึงวันที่ 1 มี.ค. 2566 เป็นเงิน" in words(asked)
    assert "ตรวจยอดและยืนยันอีกครั้ง" in words(asked)
    assert not Adjustment.objects.exists()
    looked_at = asked.context["form"]["looked_at"].value()
    for _ in range(2):
        assert client.post(page, earlier | {"looked_at": looked_at}).status_code == 302
    assert Adjustment.objects.get().counted_through == date(2023, 3, 1)


def test_a_list_is_searched_and_taken_away_as_text(desk):
    drafted_contract(desk)
    client = visitor(desk.secretary)
    listed = reverse("contracts", args=[desk.centre.code])
    for q, there in (("1/2562", True), ("9/2562", False), ("001", True), ("ไม่มีชื่อนี้", False)):
        client.post(listed, {"q": q})
        assert ("1/2562" in words(client.get(listed)).split("<tbody>")[-1]) is there
    client.post(listed, {"q": "001"})
    query = client.get(listed).context["query"]
    client.post(listed, {"q": "ไม่มีชื่อนี้"})
    taken = f"{reverse('contracts_text', args=[desk.centre.code])}?{query}"
    assert "50000.00" in client.get(taken).content.decode("utf-8-sig")
    assert "ไม่มีตัวเลือกที่ขอ" in words(client.get(listed, {"state": "sighned"}))
    file = reverse("contracts_text", args=[desk.centre.code])
    assert client.get(file, {"state": "sighned"}).status_code == 422
