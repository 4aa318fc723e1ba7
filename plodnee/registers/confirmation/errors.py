"""What an answer about a balance, and debts that enter a contract, are refused for."""

from plodnee.errors import Refusal


class AnswerNotPossible(Refusal):
    """An answer before its question or after today, or without the sum that belongs to it."""

    code = "registers.answer_not_possible"
    message_th = (
        "คำตอบยอดหนี้ไม่ครบหรือเป็นไปไม่ได้: วันที่ตอบต้องไม่ก่อนวันที่ของยอด ({as_of}) และไม่หลังวันนี้ "
        "หากตอบว่ายอดไม่ตรงต้องระบุยอดที่ถูกต้อง"
    )
    message_en = (
        "The answer is incomplete or impossible: its day is not before that of the balance "
        "({as_of}) nor after today, and another balance needs its amount."
    )


class AlreadySettled(Refusal):
    """The dispute was settled; take the settlement back before another answer is recorded."""

    code = "registers.already_settled"
    message_th = "ข้อโต้แย้งของยอดนี้ยุติแล้ว หากต้องแก้คำตอบให้ย้อนการยุติก่อน"
    message_en = "This dispute was settled. Undo the settlement before recording another answer."


class NothingDisputed(Refusal):
    """Nobody disagrees, so there is nothing to settle."""

    code = "registers.nothing_disputed"
    message_th = "ยอดนี้ไม่มีข้อโต้แย้งที่ต้องยุติ"
    message_en = "Nobody disputes this balance, so there is nothing to settle."


class DebtsNotConfirmed(Refusal):
    """A contract takes confirmed debts; `debts` says which are not, and how each stands."""

    code = "registers.debts_not_confirmed"
    message_th = (
        "ยังมีหนี้ {count} รายการที่ยังไม่ยืนยันยอด จึงนำเข้าสัญญาไม่ได้ ให้ยืนยันยอดก่อน หากจำเป็นต้องนำเข้าให้ระบุเหตุผล"
    )
    message_en = (
        "{count} debts are not confirmed and cannot enter a contract. Confirm their balances "
        "first, or give a reason if they must enter."
    )
