"""The papers of a contract: drafts, then issued once with numbers and fingerprints; signed on."""

import hashlib
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import NOON, TODAY, an_officer
from case_desk import a_hand, agreed, answered, seen
from contract_desk import a_wish, contract_seen, drafted_contract
from django.db import DatabaseError, IntegrityError, transaction
from reading_back import composed, pdf_text

from plodnee.audit.models import AuditEvent
from plodnee.casework.cases.selectors import agreement_of
from plodnee.casework.cases.services import agree_case
from plodnee.casework.plain_facts import from_plain
from plodnee.contracts.drafting import draft_contract, withdraw_draft
from plodnee.contracts.errors import AnsweredSince, ContractIncomplete
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state, drafts_unfounded
from plodnee.documents.contract_issuing import (
    acknowledgement_paper,
    consent_paper,
    contract_paper,
    guarantee_paper,
    issue_acknowledgement,
    issue_consent,
    issue_contract,
    issue_guarantee,
    papers_of,
)
from plodnee.documents.contracts import contract_paper_facts, guarantors_of
from plodnee.documents.errors import ContractNotOpen, NobodyToBind, PaperErased
from plodnee.documents.facts.contracts import ContractPaperFacts
from plodnee.documents.issuing import issued_file
from plodnee.documents.models import IssuedDocument
from plodnee.ledger.signing import SignedPaper, sign_and_open
from plodnee.organization.errors import NotAllowed
from plodnee.registers.models import MemberGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(agreed_once):
    return deepcopy(agreed_once)


def says(pdf, *sentences):
    text = composed(pdf_text(pdf))
    return [sentence for sentence in sentences if composed(sentence) not in text]


def group(desk, code):
    return MemberGroup.objects.get(centre=desk.centre, code=code)


def test_a_draft_says_so_and_the_issued_contract_is_what_is_signed(desk):
    contract = drafted_contract(desk)
    assert says(contract_paper(contract, ".pdf", on=TODAY), "ร่าง", "๑/๒๕๖๒") == []
    assert IssuedDocument.objects.count() == 0
    issued = issue_contract(contract, actor=desk.secretary, on=TODAY)
    assert issue_contract(contract, actor=desk.chair, on=date(2020, 1, 1)) == issued
    assert (issued.number, issued.household) == (contract.number, desk.household)
    handed = contract_paper(contract, ".pdf", on=date(2020, 1, 1))
    assert hashlib.sha256(handed).hexdigest() == issued.pdf_sha256
    assert says(handed, "ร่าง") == ["ร่าง"]
    assert from_plain(ContractPaperFacts, issued.facts) == contract_paper_facts(contract, TODAY)
    sign_and_open(
        contract=contract,
        signed_on=TODAY,
        paper=SignedPaper(issued.number, issued.pdf_sha256),
        seen=contract_seen(contract),
        by=a_hand(desk.chair),
    )
    signing = contract_state(contract).signing
    assert (signing.paper_number, signing.paper_sha256) == (issued.number, issued.pdf_sha256)
    event = AuditEvent.objects.get(action="documents.issued")
    assert event.details["sha256"] == issued.pdf_sha256


def test_the_contract_states_what_the_register_the_line_and_the_answers_say(desk):
    facts = contract_paper_facts(drafted_contract(desk), TODAY)
    assert sum(debt.total_satang for debt in facts.old_debts) == 5_000_000
    assert [debt.contract_number for debt in facts.old_debts] == ["2/2561", "3/2561"]
    assert facts.principal_satang == 5_000_000
    assert sum(row.principal_satang for part in facts.parts for row in part.rows) == 5_000_000
    assert facts.spouse == "นางคู่ สมมุติ"
    assert [(one.name, one.most_satang) for one in facts.guarantors] == [
        ("นายค้ำ มั่นคง", 1_500_000),
        ("นางค้ำ ยืนยง", 1_500_000),
    ]
    assert {one.number for one in facts.creditors} == {"4/2562"}
    assert (facts.resolution.number, facts.resolution.on) == ("1/2562", TODAY)
    assert (facts.default_rate_bp, facts.notice_days, facts.duty_satang) == (750, 60, 0)
    assert facts.borrower.national_id.count("x") in (0, 9)


def test_a_lead_fund_pays_stamp_duty_on_what_it_lends(desk):
    contract = drafted_contract(desk, a_wish("refinance", group(desk, "OM")))
    facts = contract_paper_facts(contract, TODAY)
    assert facts.lead == facts.funds[0]
    assert sum(debt.taken_over_satang for debt in facts.old_debts) == 3_000_000
    assert (facts.duty_satang, facts.copy_duty_satang) == (2_500, 500)
    paid_off = consent_paper(contract, f"g{group(desk, 'VF').pk}", ".pdf", on=TODAY)
    assert says(paid_off, "รับชำระเงินจำนวน ๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน)") == []
    lends = consent_paper(contract, f"g{group(desk, 'OM').pk}", ".pdf", on=TODAY)
    assert says(lends, "เป็นผู้ให้กู้แก่ลูกหนี้", "๓๐,๐๐๐ บาท") == ["๓๐,๐๐๐ บาท"]


def test_each_paper_has_a_number_of_its_own(desk):
    contract = drafted_contract(desk)
    by = {"actor": desk.secretary, "on": TODAY}
    issue_contract(contract, **by)
    issue_acknowledgement(contract, **by)
    for one in guarantors_of(contract):
        issue_guarantee(one, **by)
    for code in ("OM", "VF"):
        issue_consent(contract, f"g{group(desk, code).pk}", **by)
    assert {(one.kind, one.number) for one in papers_of(contract)} == {
        ("contract", "1/2562"),
        ("acknowledgement", "1/2562-ร"),
        ("guarantee", "1/2562-ค1"),
        ("guarantee", "1/2562-ค2"),
        ("consent", "1/2562-จ1"),
        ("consent", "1/2562-จ2"),
    }
    (first, _) = guarantors_of(contract)
    assert says(guarantee_paper(first, ".pdf", on=TODAY), "๑๕,๐๐๐ บาท", "ค๑") == []
    assert says(acknowledgement_paper(contract, ".pdf", on=TODAY), "ห้าหมื่นบาทถ้วน") == []


def test_a_creditor_or_guarantor_who_is_not_bound_gets_no_paper(desk):
    contract = drafted_contract(desk)
    with pytest.raises(NobodyToBind):
        issue_consent(contract, "g0", actor=desk.secretary, on=TODAY)
    (first, _) = guarantors_of(contract)
    first.reply.most_satang = None
    with pytest.raises(NobodyToBind):
        issue_guarantee(first, actor=desk.secretary, on=TODAY)


def test_only_whoever_drafts_contracts_issues_them_and_only_while_they_stand(desk):
    contract = drafted_contract(desk)
    stranger = an_officer("auditor", "31")
    with pytest.raises(NotAllowed):
        issue_contract(contract, actor=stranger, on=TODAY)
    issued = issue_contract(contract, actor=desk.secretary, on=TODAY)
    withdraw_draft(
        contract=contract, reason="ขอทบทวน", seen=contract_seen(contract), by=a_hand(desk.secretary)
    )
    assert issue_contract(contract, actor=desk.secretary, on=TODAY) == issued
    with pytest.raises(ContractNotOpen):
        issue_acknowledgement(contract, actor=desk.secretary, on=TODAY)


def test_no_paper_is_issued_once_what_was_agreed_has_changed(desk):
    """A creditor takes its consent back, and later gives another: the draft is made anew."""
    case = agreed(desk)
    contract, key = drafted_contract(desk, case=case), agreement_of(case, on=TODAY).answers[0]
    answered(case, desk, key.creditor.key, answer="refused", reason="ขอทบทวน")
    (one, two) = guarantors_of(contract)
    for issue in (
        lambda **by: issue_contract(contract, **by),
        lambda **by: issue_acknowledgement(contract, **by),
        lambda **by: issue_guarantee(one, **by),
        lambda **by: issue_consent(contract, f"g{group(desk, 'OM').pk}", **by),
    ):
        with pytest.raises(ContractIncomplete) as refused:
            issue(actor=desk.secretary, on=TODAY)
        assert {found.code for found in refused.value.missing} == {"refused", "agreed"}
        assert key.creditor.name in refused.value.message("th")
    assert list(drafts_unfounded([desk.centre])) == [contract]
    answered(case, desk, key.creditor.key)
    later = replace(a_hand(desk.secretary), at=NOON + timedelta(hours=1))
    agree_case(case=case, seen=seen(case), by=later)
    with pytest.raises(AnsweredSince):
        issue_guarantee(two, actor=desk.secretary, on=TODAY)
    assert list(drafts_unfounded([desk.centre])) == [contract]
    assert not IssuedDocument.objects.exists()
    withdraw_draft(contract=contract, reason="คำตอบเปลี่ยน", seen=1, by=later)
    again = draft_contract(case=case, wish=a_wish(), by=later)
    assert issue_contract(again, actor=desk.secretary, on=TODAY).number == again.number
    assert not drafts_unfounded([desk.centre]).exists()


def test_an_erased_paper_is_not_handed_out_and_keeps_its_fingerprint(desk):
    issued = issue_contract(drafted_contract(desk), actor=desk.secretary, on=TODAY)
    IssuedDocument.objects.filter(pk=issued.pk).update(**IssuedDocument.subject_rule.erased)
    with pytest.raises(PaperErased):
        issued_file(IssuedDocument.objects.get(), ".pdf")
    assert IssuedDocument.objects.get().pdf_sha256 == issued.pdf_sha256
    for change in ({"number": "2/2562"}, {"pdf": b"x"}, {"facts": {"head": {}}}):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            IssuedDocument.objects.update(**change)


def test_two_papers_of_a_kind_never_share_a_number(desk):
    issued = issue_contract(drafted_contract(desk), actor=desk.secretary, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocument.objects.create(
            centre=issued.centre, kind="contract", subject_key="other", number=issued.number,
            household=issued.household, facts={}, facts_sha256="x", pdf=b"x", pdf_sha256="x",
            docx=b"x", docx_sha256="x", issued_on=TODAY,
        )  # fmt: skip
    assert Contract.objects.count() == 1
