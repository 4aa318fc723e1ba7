"""Words of contracts, in the reader's language."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from plodnee.contracts.ending import amendment_of, proposed_change
from plodnee.contracts.models import AmendmentProposal, Contract, ContractStep, Part
from plodnee.contracts.selectors import ContractState, PartState
from plodnee.contracts.states import ACTIVE, DRAFT, Deed
from plodnee.documents.outdated import Why
from plodnee.engine.contract_history import Amendment
from plodnee.ledger.models import Adjustment
from plodnee.web.cases.wording import AFTER_LEAVING
from plodnee.web.templatetags.wording import baht, baht_short, be_date, rate_a_year

Shape = Contract.Shape
SHAPES = {
    Shape.UMBRELLA: gettext_lazy("สัญญาร่วม: ทุกกองทุนยังเป็นเจ้าหนี้ ผ่อนจุดเดียว แบ่งคืนตามส่วน"),
    Shape.REFINANCE: gettext_lazy("กู้ใหม่จากกองทุนหลักไปชำระหนี้เดิม"),
    Shape.ASSIGNMENT: gettext_lazy("โอนสิทธิเรียกร้องให้กองทุนหลัก"),
}
DEEDS = {
    Deed.DRAFTED: gettext_lazy("ร่างสัญญา"),
    Deed.WITHDRAWN: gettext_lazy("ยกเลิกร่าง"),
    Deed.SIGNED: gettext_lazy("ลงนามและเปิดบัญชี"),
    Deed.AMENDED: gettext_lazy("แก้ไขสัญญา"),
    Deed.SETTLED: gettext_lazy("ชำระครบ ปิดสัญญา"),
    Deed.REOPENED: gettext_lazy("กลับรายการที่ปิดสัญญา สัญญาใช้บังคับต่อ"),
    Deed.CANCELLED: gettext_lazy("ยกเลิกสัญญา หนี้เดิมกลับคืน"),
}
KINDS = {
    Part.Kind.JOINED: gettext_lazy("หนี้ที่รวมเป็นสัญญาเดียว"),
    Part.Kind.OWN: gettext_lazy("หนี้เดิมที่ผ่อนปรนตามเงื่อนไขใหม่"),
    Part.Kind.ARREARS: gettext_lazy("ดอกเบี้ยและค่าปรับค้าง ไม่คิดดอกเบี้ย"),
}


PAPERS = {
    "contract": gettext_lazy("สัญญาปรับโครงสร้างหนี้"),
    "guarantee": gettext_lazy("สัญญาค้ำประกัน"),
    "acknowledgement": gettext_lazy("หนังสือรับสภาพหนี้"),
    "consent": gettext_lazy("หนังสือยินยอมของเจ้าหนี้"),
    "amendment": gettext_lazy("บันทึกแก้ไขเพิ่มเติมสัญญา"),
    "guarantor_notice": gettext_lazy("หนังสือแจ้งผู้ค้ำประกัน"),
    "receipt": gettext_lazy("ใบเสร็จรับเงิน"),
    "settlement": gettext_lazy("หนังสือรับรองการชำระหนี้ครบ"),
    "statement": gettext_lazy("รายการเคลื่อนไหวของสัญญา"),
}
OUTDATED: dict[Why, Promise] = {
    "reopened": gettext_lazy("ใช้ไม่ได้แล้ว: รายการที่ปิดสัญญาถูกกลับ ออกฉบับใหม่ได้เมื่อชำระครบอีกครั้ง"),
    "unrecorded": gettext_lazy("ใช้ไม่ได้แล้ว: ไม่ได้บันทึก และสัญญาเปลี่ยนไปหลังจากออกบันทึกนี้"),
}
UNFOUNDED = gettext_lazy("ใช้ลงนามไม่ได้: ฐานของร่างเปลี่ยนไปหลังออกเอกสารนี้")


def state_words(state: ContractState) -> str:
    """Where a contract stands."""
    return deed_words(state.steps[-1].deed)


def deed_words(deed: str) -> str:
    """Where a contract stands after its last deed."""
    if deed == Deed.DRAFTED:
        return _("ร่าง รอลงนาม")
    if deed in (Deed.SIGNED, Deed.AMENDED, Deed.REOPENED):
        return _("ใช้บังคับ")
    return str(DEEDS[Deed(deed)])


def next_words(state: ContractState, own_draft: bool, on: date, *, deceased: bool) -> str:
    """What comes next, and who does it; a draft whose first due date passed says so.

    `deceased` says that the case of the borrower ended by their death.
    """
    if state.state == DRAFT and state.first_due_on <= on:
        words = _(
            "งวดแรกของร่างนี้คือวันที่ %(day)s ซึ่งผ่านไปแล้ว "
            "บันทึกการลงนามได้เฉพาะที่ทุกฝ่ายลงนามจริงก่อนวันนั้น มิฉะนั้นยกเลิกร่าง "
            "บันทึกและยืนยันยอดวันนี้ วิเคราะห์ใหม่ แล้วเสนอทางเลือกใหม่"
        )
        return words % {"day": be_date(state.first_due_on)}
    if state.state == DRAFT and own_draft:
        return _("พิมพ์สัญญา ให้ทุกฝ่ายลงนาม แล้วให้กรรมการหรือเจ้าหน้าที่อีกคนบันทึกการลงนาม")
    if state.state == DRAFT:
        return _("ตรวจสัญญาที่ลงนามแล้วเทียบกับหน้านี้ แล้วบันทึกการลงนาม")
    if state.state == ACTIVE and deceased:
        return _("ผู้กู้เสียชีวิตแล้ว ไม่ทำนัดหรือแก้ไขสัญญากับผู้กู้อีก รับชำระจากทายาทได้ %(law)s") % {
            "law": AFTER_LEAVING["deceased"]
        }
    if state.state == ACTIVE and state.last_due_on < on:
        return _(
            "พ้นงวดสุดท้ายแล้วแต่ยังชำระไม่ครบ รับชำระส่วนที่เหลือ "
            "หรือเสนอที่ประชุมแบ่งเงินต้นที่เหลือเป็นงวดใหม่ ในข้อเสนอแก้ไขสัญญา"
        )
    if state.state == ACTIVE:
        return _("รับชำระตามกำหนด ถ้ามีเหตุให้แก้ไขสัญญาโดยมติคณะกรรมการ")
    return _("สัญญานี้สิ้นสุดแล้ว ดูได้อย่างเดียว")


def part_words(one: PartState) -> str:
    """What a part is and how it is paid back, in one sentence."""
    words = {
        "kind": KINDS[Part.Kind(one.part.kind)],
        "principal": baht_short(one.part.principal_satang),
        "rate": rate_a_year(one.terms.rate_bp),
        "count": len(one.rows),
    }
    if one.terms.instalment_satang and len({row.total for row in one.rows[:-1]}) <= 1:
        words["instalment"] = baht_short(one.rows[0].total)
        return (
            _("%(kind)s %(principal)s บาท ดอกเบี้ย %(rate)s %(count)d งวด งวดละ %(instalment)s บาท")
            % words
        )
    return _("%(kind)s %(principal)s บาท ดอกเบี้ย %(rate)s %(count)d งวด") % words


def step_words(step: ContractStep) -> str:
    """One step in words: what, counting from which day, on which paper."""
    words = f"{DEEDS[Deed(step.deed)]} · {be_date(step.counts_from)}"
    if step.paper_number:
        words += " · " + _("เอกสารเลขที่ %(number)s") % {"number": step.paper_number}
    return words


ADJUSTMENTS = {
    Adjustment.Kind.WAIVER: gettext_lazy("กองทุนยกหนี้ให้"),
    Adjustment.Kind.FEE: gettext_lazy("ค่าทวงถามหนี้"),
    Adjustment.Kind.LATE: gettext_lazy("ดอกเบี้ยผิดนัด"),
}


def adjustment_words(adjustment: Adjustment) -> str:
    """What is let go or charged, with its sum."""
    total = sum(one.total_satang for one in adjustment.shares.all())
    said = {"kind": ADJUSTMENTS[Adjustment.Kind(adjustment.kind)], "sum": baht(total)}
    return _("%(kind)s %(sum)s บาท") % said


def amendment_words(amendment: Amendment) -> list[str]:
    """What an amendment changes, one thing a line."""
    said = []
    if amendment.rate_bp is not None:
        said.append(_("ดอกเบี้ยเป็น %(rate)s") % {"rate": rate_a_year(amendment.rate_bp)})
    if amendment.rest_satang is not None and amendment.due_on is not None:
        laid = {
            "rest": baht(amendment.rest_satang),
            "n": amendment.extra_instalments,
            "day": be_date(amendment.due_on),
        }
        said.append(_("แบ่งเงินต้นที่เหลือ %(rest)s บาทเป็น %(n)d งวดใหม่ งวดแรก %(day)s") % laid)
    elif amendment.due_on is not None:
        said.append(_("เลื่อนงวดถัดไปเป็น %(day)s") % {"day": be_date(amendment.due_on)})
    if amendment.extra_instalments and amendment.rest_satang is None:
        said.append(_("เพิ่ม %(n)d งวด") % {"n": amendment.extra_instalments})
    if amendment.grace_on_principal:
        said.append(_("พักเงินต้น %(n)d งวด") % {"n": amendment.grace_on_principal})
    if amendment.grace_on_interest:
        said.append(_("เลื่อนจ่ายดอกเบี้ย %(n)d งวด") % {"n": amendment.grace_on_interest})
    if amendment.pause is not None:
        first, last = amendment.pause
        days = {"first": be_date(first), "last": be_date(last)}
        said.append(_("หยุดคิดดอกเบี้ย %(first)s ถึง %(last)s") % days)
    if amendment.instalment_satang is not None:
        said.append(_("งวดละ %(baht)s บาท") % {"baht": baht_short(amendment.instalment_satang)})
    return said


def proposal_words(proposal: AmendmentProposal) -> str:
    """Everything that a proposal would change, in which part, from which day on."""
    change = proposed_change(proposal)
    where = {"part": change.part, "day": be_date(change.from_on)}
    if change.rest_satang is None:
        place = _("ส่วนที่ %(part)d งวดตั้งแต่ %(day)s") % where
    else:
        place = _("ส่วนที่ %(part)d มีผลตั้งแต่ %(day)s") % where
    terms = amendment_words(amendment_of(change, proposal.proposed_on, "A"))
    return f"{place}: {' · '.join(terms)}"


def agenda_words(proposal: AmendmentProposal) -> str:
    """The item of a proposal for agenda and minutes, which are Thai, with every term."""
    with override("th"):
        number = _("แก้ไขสัญญาเลขที่ %(n)s") % {"n": proposal.contract.number}
        return f"{number} {proposal_words(proposal)}"
