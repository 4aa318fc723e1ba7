"""Pages on which an amendment of a contract is proposed, and recorded as the committee resolved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plodnee.casework.meetings.selectors import meetings_open
from plodnee.casework.meetings.services import hold_open
from plodnee.casework.models import Resolution
from plodnee.contracts.ending import (
    Change,
    approval_of,
    guarantors_asked,
    proposed_change,
    recorded_proposals,
    subject_of,
)
from plodnee.contracts.models import AmendmentProposal
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.states import ACTIVE
from plodnee.documents.contract_issuing import issue_amendment, issued_amendment
from plodnee.documents.errors import AmendmentNotResolved
from plodnee.ledger.amending import (
    amend_on_books,
    amended_on_books,
    overtaken_on,
    propose_on_books,
    with_rest,
)
from plodnee.ledger.chart import Names
from plodnee.ledger.positions import contract_position
from plodnee.ledger.signing import SignedPaper
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.contracts.adjusting import needs_meeting, put_on_agenda
from plodnee.web.contracts.amending_forms import ProposingForm, RecordingForm
from plodnee.web.contracts.forming import form_page, posted, to_contract
from plodnee.web.contracts.guarantors import Bound, guarantors_to_ask
from plodnee.web.contracts.page import hand, schedule_context
from plodnee.web.contracts.views import contract_at
from plodnee.web.contracts.wording import agenda_words, proposal_words
from plodnee.web.templatetags.wording import baht, be_date
from plodnee.web.trying import done, tried


@allowed("contracts.draft", FORM)
def contract_propose(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """The exact change of the contract put on the agenda of a meeting, which resolves on it."""
    found, meetings = contract_state(contract_at(centre, contract_id)), meetings_open(centre)
    form = ProposingForm(posted(request), parts=found.parts, meetings=meetings, key=uuid4())

    def proposed() -> None:
        said = form.cleaned_data
        with transaction.atomic():
            hold_open(form.chosen())
            made = propose_on_books(
                key=said["key"],
                contract=found.contract,
                change=form.change(),
                reason=said["reason"],
                by=hand(request),
            )
            put_on_agenda(form.chosen(), agenda_words(made), subject_of(made), hand(request))

    look = _looked(request, found, form, form.change)
    if "look" not in request.POST and done(form, proposed):
        messages.success(request, _("เพิ่มในวาระการประชุมแล้ว มีผลเมื่อที่ประชุมเห็นชอบและผู้อื่นบันทึก"))
        return to_contract(found.contract)
    opens, need = found.state == ACTIVE and bool(meetings), needs_meeting(found, meetings)
    more = {"need": need, "calls": bool(need), "looks": opens, "notes": _lapsed(found), **look}
    return form_page(request, found, form, _("เสนอแก้ไขสัญญาต่อที่ประชุม"), opens, **more)


@allowed("contracts.sign", FORM)
def contract_amend(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """The contract amended just as it was proposed and resolved, by another; no term is typed."""
    found = contract_state(contract_at(centre, contract_id))
    resolved = _resolved(found)
    form = RecordingForm(
        posted(request),
        seen=found.version,
        proposals=[(key, words) for key, (_one, _by, words) in resolved.items()],
        guarantors=_bound(found),
    )

    def recorded() -> None:
        proposal, resolution, _words = resolved[form.chosen()]
        issued = issued_amendment(proposal)
        paper = SignedPaper(issued.number, issued.pdf_sha256) if issued else SignedPaper("", "")
        amend_on_books(
            proposal=proposal,
            resolution_id=resolution.pk,
            seen=form.cleaned_data["seen"],
            paper=paper,
            by=hand(request),
            guarantors=form.guarantors(),
        )

    look = _looked(request, found, form, lambda: proposed_change(resolved[form.chosen()][0]))
    if "look" not in request.POST and done(form, recorded):
        messages.success(request, _("แก้ไขสัญญาแล้ว ตารางผ่อนใหม่อยู่ในหน้านี้"))
        return to_contract(found.contract)
    opens = found.state == ACTIVE and bool(resolved)
    waits = found.state == ACTIVE and not resolved
    said = _("ยังไม่มีการแก้ไขที่ที่ประชุมเห็นชอบและรอบันทึก ต้องเสนอ ให้ที่ประชุมลงมติ และรับรองรายงานก่อน")
    more = {"need": said if waits else "", "proposes": waits, "looks": opens, **look}
    return form_page(request, found, form, _("แก้ไขสัญญา"), opens, **more)


@allowed("contracts.draft", DEED)
def contract_issue_amendment(
    request: HttpRequest, centre: Centre, contract_id: UUID
) -> HttpResponse:
    """The paper of an amendment issued as it was resolved: the same bytes from then on."""
    contract = contract_at(centre, contract_id)
    wanted = request.POST.get("proposal", "")
    proposal = next((one for one in contract.proposals.all() if str(one.pk) == wanted), None)
    if proposal is None:
        raise AmendmentNotResolved(number=contract.number)
    issue_amendment(proposal, actor=officer_of(request), on=today())
    messages.success(request, _("ออกบันทึกแก้ไขเพิ่มเติมสัญญาแล้ว พิมพ์ให้ทุกฝ่ายลงนาม แล้วให้ผู้อื่นบันทึกการแก้ไข"))
    return to_contract(contract)


def _lapsed(found: ContractState) -> list[str]:
    """How what is left is laid on new instalments, where the last one of the contract is past."""
    if found.state != ACTIVE or found.last_due_on >= today():
        return []
    left = contract_position(found, today()).outstanding_satang
    if not left:
        return []
    said = {"day": be_date(found.last_due_on), "left": baht(left)}
    return [
        _(
            "งวดสุดท้ายครบกำหนดแล้วเมื่อ %(day)s เงินต้นที่เหลือทั้งสัญญา %(left)s บาท ถ้าตกลงผ่อนต่อ "
            "ให้มีผลตั้งแต่วันนี้ ใส่จำนวนงวดใหม่ในช่องเพิ่มจำนวนงวด และวันครบกำหนดงวดใหม่งวดแรกในช่องเลื่อนงวดถัดไป "
            "เงินต้นที่เหลือของส่วนนั้นจะแบ่งเป็นงวดใหม่ ดอกเบี้ยที่ค้างยังค้างตามงวดเดิม"
        )
        % said
    ]


def _resolved(found: ContractState) -> dict[UUID, tuple[AmendmentProposal, Resolution, str]]:
    """What the committee approved and may still be recorded, with the resolution, in words."""
    rows, recorded = {}, recorded_proposals(found)
    for one in found.contract.proposals.select_related("contract__household").order_by(
        "proposed_at"
    ):
        resolution = approval_of(one)
        standing = resolution is not None and str(one.pk) not in recorded
        if resolution is not None and standing and overtaken_on(one) is None:
            day = be_date(resolution.item.meeting.held_on)
            rows[one.pk] = (one, resolution, f"{proposal_words(one)} · {day}")
    return rows


def _bound(found: ContractState) -> Bound:
    return guarantors_to_ask(found, Names.of(found.contract.centre))


def _looked(
    request: HttpRequest, found: ContractState, form: Any, change: Callable[[], Change]
) -> dict[str, Any]:
    """The schedule as the change would make it, if asked for; empty where it cannot be made."""
    if "look" not in request.POST or not form.is_valid():
        return {}
    seen = tried(form, lambda: amended_on_books(found, change(), today()))
    if seen is None:
        return {}
    notes = [_("ตารางผ่อนด้านล่างเป็นตารางใหม่ตามที่กรอก ยังไม่ได้บันทึก")]
    whole = with_rest(found, change(), today())
    asked, bound = guarantors_asked(found, whole, today()), _bound(found)
    if asked:
        names = ", ".join(bound[one.row.position].label for one in asked)
        notes.append(_("ขยายเวลาชำระ ต้องมีคำตอบของผู้ค้ำประกัน: %(names)s") % {"names": names})
    return {**schedule_context(seen), "notes": notes, "looked": True}
