"""What a lead fund pays an old creditor is entered from a page, once, of a contract that stands."""

from copy import deepcopy
from datetime import timedelta

import pytest
from asking import content_of, file_words
from build import TODAY
from contract_desk import contract_seen, drafted_contract, signed_contract
from contract_screens import at, on_the_registers_day, visitor, waits, words
from django.urls import reverse

from plodnee.registers.models import MemberGroup
from plodnee.web.books.wording import account_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(monkeypatch, agreed_once):
    on_the_registers_day(monkeypatch)
    return deepcopy(agreed_once)


def test_the_lead_fund_pays_off_once_however_often_it_is_sent(desk):
    from contract_desk import a_wish

    lead = MemberGroup.objects.get(centre=desk.centre, code="OM")
    contract = drafted_contract(desk, a_wish("refinance", lead))
    signed_contract(contract, desk)
    client = visitor(desk.secretary)
    page = words(client.get(at("contract_pay_off", contract)))
    vf = MemberGroup.objects.get(centre=desk.centre, code="VF")
    assert f'value="g{vf.pk}"' in page
    assert page.count("30,000.00 บาท</option>") == 1
    assert "<strong>30,000.00</strong>" in page
    assert "ยังไม่ได้จ่าย" in page
    said = {
        "seen": 2,
        "creditor": f"g{vf.pk}",
        "paid_on": TODAY.isoformat(),
        "receipt": "ก-12",
    }
    ahead = said | {"paid_on": (TODAY + timedelta(days=1)).isoformat()}
    assert "ยังมาไม่ถึง" in words(client.post(at("contract_pay_off", contract), ahead))
    title, address = waits(client)[0]
    assert title.startswith("จ่ายชำระแทนให้ ")
    assert address == at("contract_pay_off", contract)
    stale = client.post(at("contract_pay_off", contract), said | {"seen": 1})
    assert (stale.status_code, "มีผู้บันทึกเรื่องสัญญานี้ก่อนท่าน" in words(stale)) == (422, True)
    settling = client.get(at("contract_settle", contract))
    assert "กองทุนหลักยังไม่ได้จ่ายเจ้าหนี้เดิม" in words(settling)
    form = settling.context["form"]
    paid = {name: form[name].value() for name in ("amount", "place", "entry")}
    paid |= {"received_on": TODAY.isoformat(), "sure": "on"}
    assert client.post(at("contract_settle", contract), paid).status_code == 302
    assert at("contract_pay_off", contract) in words(client.get(at("contract", contract)))
    said["seen"] = contract_seen(contract)
    for _ in range(2):
        assert client.post(at("contract_pay_off", contract), said).status_code == 302
    assert desk.centre.entries.filter(kind="settlement").count() == 1
    assert waits(client) == []
    assert "จ่ายแล้ว 16 มี.ค. 2562 ใบเสร็จ ก-12" in words(client.get(at("contract_pay_off", contract)))
    assert "กองทุนหลักยังไม่ได้จ่าย" not in words(client.get(at("contract", contract)))
    fund = words(client.get(reverse("fund_statement", args=[desk.centre.code, vf.pk])))
    for account in desk.centre.accounts.filter(code__in=("managed:VF", "payoff:VF")):
        assert reverse("account_statement", args=[desk.centre.code, account.pk]) in fund
        for name in ("fund_statement_csv", "fund_statement_xlsx"):
            file = client.get(reverse(name, args=[desk.centre.code, vf.pk]))
            assert account_name(account) in file_words(content_of(file))
            assert "คงเหลือสิ้นช่วง" in file_words(content_of(file))
    whole = desk.centre.accounts.filter(code__startswith="debt:").first().code
    trial, taken = (
        client.get(reverse(name, args=[desk.centre.code]), {"first": TODAY.isoformat()})
        for name in ("trial_balance", "trial_balance_csv")
    )
    assert (whole in words(trial), whole in file_words(content_of(taken))) == (False, True)
    assert whole[: len("debt:") + 8] in words(trial)


def test_what_was_sent_of_a_contract_cancelled_meanwhile_is_refused_in_plain_words(desk):
    from contract_desk import a_wish

    lead, other = (MemberGroup.objects.get(centre=desk.centre, code=one) for one in ("OM", "VF"))
    contract = drafted_contract(desk, a_wish("refinance", lead))
    signed_contract(contract, desk)
    other_officer = visitor(desk.secretary)
    ending = {"seen": 2, "reason": "ลงนามผิดคน", "sure": "on"}
    assert other_officer.post(at("contract_cancel", contract), ending).status_code == 302
    paying = {"seen": 2, "creditor": f"g{other.pk}", "paid_on": TODAY.isoformat(), "receipt": "ก-1"}
    for page, said in (("contract_pay_off", paying), ("contract_cancel", ending)):
        reply = other_officer.post(at(page, contract), said)
        assert reply.status_code == 422
        assert "ยกเลิกไปแล้วตั้งแต่วันที่ 16 มี.ค. 2562" in words(reply)
    assert not desk.centre.entries.filter(kind="settlement").exists()
