"""What is refused where a contract is amended with its books in view, or was."""

from plodnee.errors import Refusal


class RestUnclear(Refusal):
    """After the last instalment nothing is left to change; what is owed can be laid on new ones."""

    code = "ledger.rest_unclear"
    message_th = (
        "งวดสุดท้ายครบกำหนดแล้วเมื่อ {last_due} ไม่มีงวดเหลือให้แก้ไข แต่แบ่งเงินต้นที่เหลือ {rest} บาทเป็นงวดใหม่ได้: "
        "ให้มีผลตั้งแต่วันหลังงวดสุดท้ายถึงวันนี้ ใส่จำนวนงวดใหม่ในช่องเพิ่มจำนวนงวด "
        "และวันครบกำหนดของงวดใหม่งวดแรกในช่องเลื่อนงวดถัดไป"
    )
    message_en = (
        "The last instalment fell due on {last_due}, so none is left to change; but the {rest} "
        "baht of principal still owed can be laid on new ones: from a day after the last due date "
        "up to today, with the number of new instalments as those added, and the day of the first "
        "as the one to which the next is moved."
    )


class RestChanged(Refusal):
    """The principal still owed is another than what was proposed to be laid on new instalments."""

    code = "ledger.rest_changed"
    message_th = (
        "เงินต้นที่เหลือของสัญญาเลขที่ {number} วันนี้คือ {now} บาท ไม่ใช่ {then} บาทตามที่เสนอให้แบ่งเป็นงวดใหม่ "
        "เสนอการแก้ไขใหม่ตามยอดวันนี้"
    )
    message_en = (
        "Contract {number} owes {now} baht of principal today, not the {then} baht that were "
        "proposed to be laid on new instalments. Propose the amendment anew."
    )


class RestLaidAlready(Refusal):
    """What was proposed to be laid on new instalments was laid on new ones before."""

    code = "ledger.rest_laid_already"
    message_th = (
        "เงินต้นที่เหลือของสัญญาเลขที่ {number} แบ่งเป็นงวดใหม่แล้วตามการแก้ไขที่บันทึกไว้ "
        "งวดสุดท้ายใหม่คือวันที่ {last_due} จึงไม่แบ่งซ้ำ ดูตารางใหม่ที่หน้าสัญญา "
        "ถ้ายังต้องแก้ไขงวดที่เหลือ ให้เสนอการแก้ไขใหม่"
    )
    message_en = (
        "What contract {number} still owes was laid on new instalments already by an amendment "
        "that is recorded; the last of them falls due on {last_due}, so it is not laid again. See "
        "the new schedule on the contract's page; to change what is left of it, propose an "
        "amendment anew."
    )


class LaidAnewSince(Refusal):
    """What was left of principal was laid on new instalments, as it was owed on that day."""

    code = "ledger.laid_anew_since"
    message_th = (
        "เงินต้นที่เหลือของสัญญาเลขที่ {number} แบ่งเป็นงวดใหม่แล้วเมื่อ {on} ตามยอดที่ค้างในวันนั้น "
        "จึงบันทึกรายการก่อนวันนั้นไม่ได้ ลงวันที่นั้นหรือหลังจากนั้น"
    )
    message_en = (
        "What contract {number} still owed was laid on new instalments on {on} as it stood then, "
        "so nothing is entered for an earlier day. Use that day or a later one."
    )


class AmendedBeforeBooked(Refusal):
    """An amendment from a day on which the books of the contract had counted what was owed."""

    code = "ledger.amended_before_booked"
    message_th = (
        "สัญญาเลขที่ {number} มีรายการในสมุดบัญชีวันที่ {on} ซึ่งคิดตามตารางเดิมถึงวันนั้นแล้ว "
        "แก้ไขให้มีผลก่อนวันนั้นจะคิดวันเดียวกันซ้ำ "
        "ให้มีผลตั้งแต่วันนั้นเป็นต้นไป หรือกลับรายการนั้นในสมุดรายวันก่อน"
    )
    message_en = (
        "An entry of {on} counted what is owed on contract {number} by its schedule up to then; an "
        "amendment from an earlier day would count the same days twice. Let it take effect from "
        "that day on, or take that entry back in the day book first."
    )


class RestGrown(Refusal):
    """More principal is left than was laid anew before, since something older was taken back."""

    code = "ledger.rest_grown"
    message_th = (
        "สัญญาเลขที่ {number} ค้างเงินต้น {now} บาท มากกว่า {then} บาทที่แบ่งเป็นงวดใหม่ครั้งก่อน "
        "เพราะมีการกลับรายการรับชำระก่อนหน้านั้น รับชำระส่วนที่เกินก่อน แล้วจึงเสนอแก้ไขสัญญา"
    )
    message_en = (
        "{now} baht of principal are left on contract {number}, more than the {then} baht that "
        "were laid anew before, since an older payment was taken back. Take in what is more, then "
        "propose the amendment."
    )
