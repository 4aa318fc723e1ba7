"""What waits on contracts and in books: resolved and unrecorded, unpaid, unfinished, untold."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.following.duties import claim_warnings, guarantor_duties
from plodnee.contracts.selectors import drafts_unfounded
from plodnee.documents.contract_issuing import issued_amendment
from plodnee.ledger.adjusting import overtaken_by
from plodnee.ledger.chart import Names
from plodnee.ledger.restarting import payments_on
from plodnee.ledger.waiting import (
    Centres,
    adjustments_to_post,
    amendments_to_record,
    payoffs_to_make,
    sheets_to_finish,
)
from plodnee.organization.access import centres_within
from plodnee.organization.models import Centre, Officer
from plodnee.registers.debts_now import Stated, stated_debts
from plodnee.registers.errors import NoRegister
from plodnee.web.contracts.resolved import overtaken_words
from plodnee.web.contracts.wording import adjustment_words, proposal_words
from plodnee.web.home.steps import Step
from plodnee.web.templatetags.wording import baht, be_date

CONTACT = "following.contact"


def book_steps(centres: Centres, on: date) -> list[Step]:
    """Everything that waits on contracts and in the books of the centres."""
    return [*_drafts(centres), *_resolved(centres, on), *_payoffs(centres), *_sheets(centres)]


def notice_steps(officer: Officer, on: date) -> list[Step]:
    """Guarantors to be told of a default and claims near their end, centre by centre; of nobody
    but the committee's own, as a register is read through to find them.
    """
    steps: list[Step | None] = []
    for centre in centres_within(officer, on, CONTACT):
        try:
            stated = stated_debts(centre, on)
        except NoRegister:
            continue
        steps += [_notices(centre, on, stated), _claims(centre, on, stated)]
    return [step for step in steps if step is not None]


def _drafts(centres: Centres) -> Iterator[Step]:
    for one in drafts_unfounded(centres):
        yield Step(
            _("ร่างสัญญาเลขที่ %(n)s ใช้ต่อไม่ได้ ฐานของร่างเปลี่ยนไป") % {"n": one.number},
            one.centre.name,
            _("คำตอบหรือทางเลือกเปลี่ยนหลังร่าง ยกเลิกร่าง แล้วร่างใหม่เมื่อทุกฝ่ายตกลง"),
            reverse("contract", args=[one.centre_id, one.pk]),
        )


def _resolved(centres: Centres, on: date) -> Iterator[Step]:
    to_post = _("ที่ประชุมเห็นชอบแล้ว ผู้ที่ไม่ได้เขียนรายการเป็นผู้ลงบัญชี")
    for one in adjustments_to_post(centres):
        said = {"words": adjustment_words(one), "n": one.contract.number}
        refusal = overtaken_by(one, on)
        title = _("ลงบัญชีตามมติ: %(words)s สัญญาเลขที่ %(n)s") % said
        if refusal is not None:
            title = _("ให้ที่ประชุมแก้ไขมติที่ลงบัญชีไม่ได้แล้ว: %(words)s สัญญาเลขที่ %(n)s") % said
        why = to_post if refusal is None else overtaken_words(refusal)
        address = reverse("contract_adjust", args=[one.centre_id, one.contract_id])
        yield Step(title, one.contract.centre.name, why, address)
    why = _("ที่ประชุมเห็นชอบแล้ว ผู้ที่ไม่ได้เสนอเป็นผู้บันทึก ตารางผ่อนยังเป็นแบบเดิม")
    for proposal in amendments_to_record(centres):
        contract = proposal.contract
        title, page = _("บันทึกการแก้ไขสัญญาเลขที่ %(n)s ตามมติ"), "contract_amend"
        if issued_amendment(proposal) is None:
            title, page = _("ออกบันทึกแก้ไขเพิ่มเติมสัญญาเลขที่ %(n)s ให้ลงนาม"), "contract"
        title %= {"n": contract.number}
        address = reverse(page, args=[contract.centre_id, contract.pk])
        yield Step(title, contract.centre.name, f"{proposal_words(proposal)} · {why}", address)


def _payoffs(centres: Centres) -> Iterator[Step]:
    names: dict[str, Names] = {}
    for one in payoffs_to_make(centres):
        contract = one.contract
        known = names.setdefault(contract.centre_id, Names.of(contract.centre))
        said = {"name": known.creditor(one.creditor), "sum": baht(one.owed_satang)}
        yield Step(
            _("จ่ายชำระแทนให้ %(name)s %(sum)s บาท") % said,
            contract.centre.name,
            _("กองทุนหลักของสัญญาเลขที่ %(n)s ยังไม่ได้จ่ายเจ้าหนี้เดิม") % {"n": contract.number},
            reverse("contract_pay_off", args=[contract.centre_id, contract.pk]),
        )


def _sheets(centres: Centres) -> Iterator[Step]:
    for one in sheets_to_finish(centres):
        yield Step(
            _("ปิดใบรับชำระหนี้วันที่ %(day)s") % {"day": be_date(one.collected_on)},
            one.centre.name,
            _("ยังรับชำระอยู่ ทะเบียนได้ยอดใหม่เมื่อปิดใบรับชำระ"),
            reverse("sheet", args=[one.centre_id, one.pk]),
        )


def _notices(centre: Centre, on: date, stated: Stated) -> Step | None:
    """The notices that a centre owes guarantors on a day; None where it owes none."""
    open_ = [one for one in guarantor_duties(centre, on, stated) if not one.settled]
    if not open_:
        return None
    late = sum(one.notice.freed_after is not None for one in open_)
    sent = sum(one.sent is not None for one in open_)
    days = [one.notice.deadline for one in open_ if one.notice.freed_after is None]
    said = [
        _("พ้นกำหนดแล้ว %(n)d ราย") % {"n": late} if late else "",
        _("รายแรกต้องถึงมือภายใน %(day)s") % {"day": be_date(min(filter(None, days)))}
        if any(days)
        else "",
        _("ส่งแล้วรอผู้ค้ำประกันรับ %(n)d ราย") % {"n": sent} if sent else "",
    ]
    return Step(
        _("แจ้งการผิดนัดแก่ผู้ค้ำประกัน %(n)d ราย") % {"n": len(open_)},
        centre.name,
        " · ".join(filter(None, said)),
        reverse("following_notices", args=[centre.code]),
    )


def _claims(centre: Centre, on: date, stated: Stated) -> Step | None:
    """The claims of a centre that can be enforced a while longer only; None where there is none."""
    found = claim_warnings(centre, on, payments_on, stated)
    open_ = [one for one in found if one.days_left >= 0]
    if not open_:
        return None
    why = _("รายแรกใช้สิทธิได้ถึง %(day)s") % {"day": be_date(open_[0].found.last_day)}
    title = _("ใช้สิทธิในหนี้ที่ใกล้พ้นกำหนด %(n)d รายการ") % {"n": len(open_)}
    return Step(title, centre.name, why, reverse("following_claims", args=[centre.code]))
