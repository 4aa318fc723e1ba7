"""What a contract's pages say where its agreement changed, or its last instalment is past."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand, agreed, spouse
from committee_village import a_meeting
from contract_desk import (
    drafted_contract,
    proposed_amendment,
    resolved_amendment,
    signed_contract,
)
from contract_screens import at, new, on_the_registers_day, visitor, waits, words
from django.urls import resolve, reverse
from foreign_making import workbook

from plodnee.contracts.ending import Change
from plodnee.contracts.selectors import contract_state
from plodnee.engine.money import format_baht
from plodnee.ledger.owed import left_by_tranche
from plodnee.ledger.positions import contract_position
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.registers.layouts import receive_workbook, say_parts
from plodnee.registers.models import ImportBatch
from plodnee.registers.selectors import report_of
from plodnee.registers.workbook.layout import DEBTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(monkeypatch, agreed_once):
    on_the_registers_day(monkeypatch)
    return deepcopy(agreed_once)


def test_a_draft_whose_agreement_changed_says_so_and_is_neither_issued_nor_signed(desk):
    contract, drafter = drafted_contract(desk), visitor(desk.secretary)
    title = "ร่างสัญญาเลขที่ 1/2562 ใช้ต่อไม่ได้ ฐานของร่างเปลี่ยนไป"
    assert title not in dict(waits(drafter))
    assert drafter.post(at("contract_issue", contract)).status_code == 302
    case = agreed(desk)
    spouse(case, desk, answer="refused", reason="กลัวหนี้")
    page = words(drafter.get(at("contract", contract)))
    for said in ("ฐานของร่างสัญญานี้เปลี่ยนไป", "คู่สมรสไม่ยินยอม", "#spouse", "ใช้ลงนามไม่ได้"):
        assert said in page
    assert "ออกเอกสารให้ลงนาม" not in page
    signing = words(visitor(desk.chair).get(at("contract_sign", contract)))
    assert "จึงบันทึกการลงนามไม่ได้" in signing
    assert dict(waits(drafter))[title] == at("contract", contract)
    said = {"reason": "คู่สมรสไม่ยินยอม", "sure": "on", "seen": 1}
    assert drafter.post(at("contract_withdraw", contract), said).status_code == 302
    assert title not in dict(waits(drafter))
    spouse(case, desk)
    lacking = words(drafter.get(new(desk)))
    assert "ยังไม่ได้บันทึกว่าทุกฝ่ายตกลงกันแล้ว" in lacking
    assert "#step" in lacking


def test_a_contract_whose_last_instalment_is_past_says_how_it_goes_on(desk, monkeypatch):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    on = contract_state(contract).last_due_on + timedelta(days=30)
    for module in ("page", "amending", "adjusting"):
        monkeypatch.setattr(f"plodnee.web.contracts.{module}.today", lambda: on, raising=False)
    drafter = visitor(desk.secretary)
    assert "แบ่งเงินต้นที่เหลือเป็นงวดใหม่" in words(drafter.get(at("contract", contract)))
    asked = {"part": "1", "from_on": on.isoformat(), "reason": "เริ่มใหม่", "key": str(uuid4())}
    asked |= {"meeting": a_meeting(desk.centre, desk.secretary).pk, "look": "1"}
    page = drafter.get(at("contract_propose", contract))
    assert "เงินต้นที่เหลือทั้งสัญญา 50,000.00 บาท" in words(page)
    unclear = words(drafter.post(at("contract_propose", contract), asked | {"rate_bp": "5"}))
    assert "แบ่งเงินต้นที่เหลือ 50,000.00 บาทเป็นงวดใหม่ได้" in unclear
    new_rows = {"due_on": (on + timedelta(days=30)).isoformat(), "extra_instalments": "4"}
    looked = drafter.post(at("contract_propose", contract), asked | new_rows)
    assert (looked.status_code, len(looked.context["dues"])) == (
        200,
        len(contract_state(contract).parts[0].rows) + 4,
    )
    assert "ยกไปงวดใหม่" in words(looked)


def test_who_recorded_a_signing_is_told_to_leave_its_cancelling_to_another(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    said = {"seen": 2, "reason": "ลงนามผิดคน", "sure": "on"}
    signer, other = visitor(desk.chair), visitor(desk.secretary)
    home = reverse("household", args=[contract.centre_id, contract.household_id])
    rows = signer.get(home).context["journey_rows"]  # a signing changes no sum, and is told
    assert [names for _day, _satang, names in rows if "ลงนามและเปิดบัญชี" in names]
    assert "ท่านเป็นผู้บันทึกการลงนาม" in words(signer.get(at("contract_cancel", contract)))
    assert signer.post(at("contract_cancel", contract), said).status_code == 422
    assert other.post(at("contract_cancel", contract), said).status_code == 302


def test_an_approved_amendment_that_an_entry_overtook_is_to_be_proposed_anew(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    change = Change(part=1, from_on=TODAY, rate_bp=500)
    resolved_amendment(proposed_amendment(contract, desk, change), desk)
    clerk, address = visitor(desk.secretary), at("contract_amend", contract)
    waiting = "ออกบันทึกแก้ไขเพิ่มเติมสัญญาเลขที่ 1/2562 ให้ลงนาม"
    assert waiting in dict(waits(clerk))
    assert "ให้เสนอใหม่" not in words(clerk.get(at("contract", contract)))
    later = change.from_on + timedelta(days=1)
    record_repayment(
        contract=contract,
        received=Received(uuid4(), 10_000, later),
        by=a_hand(desk.secretary, later),
    )
    assert waiting not in dict(waits(clerk))
    page = words(clerk.get(at("contract", contract)))
    assert "ให้เสนอใหม่" in page
    assert at("contract_issue_amendment", contract) not in page
    assert not clerk.get(address).context["form"].fields["proposal"].choices


def test_a_workbook_of_another_layout_is_shown_what_the_books_say_of_a_contract(desk):
    """The register still has what was signed for; only the books know of the payment."""
    contract, on = drafted_contract(desk), TODAY + timedelta(days=60)
    signed_contract(contract, desk)
    received = Received(uuid4(), 400_000, on)
    record_repayment(contract=contract, received=received, by=a_hand(desk.secretary, on))
    fields = ("household_code", "borrower", "contract_number", "borrowed_on", "principal_satang")
    heads = [DEBTS.column(name).header for name in fields]
    row = ["001", "นายสมมุติ ใจดี", contract.number, TODAY, 30_000]
    sent = receive_workbook(workbook({"กทบ.": [heads, row]}), actor=desk.secretary, on=TODAY)
    say_parts(sent, {"กทบ.": "fund"}, actor=desk.secretary, on=TODAY)
    client, asked = visitor(desk.secretary), reverse("layout_columns", args=[sent.pk])
    form = client.get(asked).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {
        "centre-as_of": f"{on.day}/{on.month}/{on.year + 543}", "0-all-rate_bp": "6",
        "0-all-rate_unit": "ต่อปี", "0-group-code": "VF", "0-group-name": "กองทุนหมู่บ้าน",
        "0-group-kind": "กองทุนหมู่บ้านและชุมชนเมือง",
    }  # fmt: skip
    reply = client.post(asked, said)
    assert reply.status_code == 302, reply.context["form"].errors
    batch = ImportBatch.objects.get(pk=resolve(reply.url).kwargs["import_id"])
    (problem,) = [one for one in report_of(batch).problems if one.code == "debt_of_contract"]
    left = left_by_tranche(contract_position(contract_state(contract), on))
    booked = {row.group.code: left[row.pk].total for row in _tranches(contract)}
    assert 0 < booked["VF"] < 3_000_000
    assert f"{format_baht(booked['VF'])} บาท" in problem.message


def _tranches(contract):
    return [one for part in contract_state(contract).parts for one in part.tranches]
