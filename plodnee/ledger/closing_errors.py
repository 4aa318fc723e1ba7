"""Why a contract is not paid off as asked."""

from plodnee.errors import Refusal


class MoreThanCloses(Refusal):
    """More was paid than ends the contract on the day: it would pay interest that never accrues."""

    code = "ledger.more_than_closes"
    message_th = (
        "ปิดสัญญาเลขที่ {number} ในวันที่ {on} ใช้เงินเพียง {owed} บาท รับเกินกว่านี้ไม่ได้ "
        "รับ {owed} บาทเพื่อปิดสัญญา แล้วคืนส่วนที่เกินให้ผู้ชำระ"
    )
    message_en = (
        "{owed} baht are enough to pay off contract {number} on {on}; no more can be taken. Take "
        "{owed} baht, which ends it, and give the rest back."
    )


class PayoffDiffers(Refusal):
    """A payment that was to end the contract is not what that takes on the day."""

    code = "ledger.payoff_differs"
    message_th = "การปิดสัญญาเลขที่ {number} ในวันที่ {on} ต้องชำระ {owed} บาทพอดี"
    message_en = "Paying off contract {number} on {on} takes {owed} baht exactly."


class PaidSince(Refusal):
    """A contract is paid off before a payment that stands in its books."""

    code = "ledger.paid_since"
    message_th = (
        "สัญญาเลขที่ {number} มีการรับชำระวันที่ {on} แล้ว จึงปิดสัญญาก่อนวันนั้นไม่ได้ "
        "ปิดวันนั้นหรือหลังจากนั้น ตามยอดปิดของวันนั้น"
    )
    message_en = (
        "A payment of {on} stands on contract {number}, so it is not paid off before that day. Use "
        "that day or a later one, with the sum that pays it off then."
    )
