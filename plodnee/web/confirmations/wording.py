"""What pages call the standings of a balance, and the answers to a slip."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plodnee.registers.confirmation.standing import Standing
from plodnee.registers.models import BalanceSlip

STANDING_NAMES: dict[Standing, Promise] = {
    "unasked": _("ยังไม่ออกใบยืนยัน"),
    "waiting": _("รอคำตอบ"),
    "partly": _("ตอบแล้วฝ่ายเดียว"),
    "disputed": _("มีข้อโต้แย้ง"),
    "unmatched": _("ตกลงยอดแล้ว รอแก้ทะเบียน"),
    "outdated": _("ยอดในทะเบียนเปลี่ยน ต้องยืนยันใหม่"),
    "void": _("ตกลงว่าไม่มีหนี้นี้"),
    "confirmed": _("ยืนยันแล้ว"),
}
ANSWER_NAMES: dict[str, Promise] = {
    BalanceSlip.Answer.AGREES: _("ยอดถูกต้อง"),
    BalanceSlip.Answer.DIFFERS: _("ยอดไม่ตรง"),
    BalanceSlip.Answer.NOT_FOUND: _("ไม่พบหนี้นี้"),
}
SETTLEMENT_NAMES: dict[str, Promise] = {
    BalanceSlip.Settlement.AGREED: _("ตกลงยอดกันได้"),
    BalanceSlip.Settlement.VOID: _("ตกลงว่าไม่มีหนี้นี้"),
}
SIDE_NAMES: dict[str, Promise] = {"creditor": _("เจ้าหนี้"), "debtor": _("ลูกหนี้")}
