"""What a decision about two entries is refused for."""

from plodnee.errors import Refusal


class DecidedMeanwhile(Refusal):
    """Somebody decided about these two entries, or about others that are one with them."""

    code = "registers.decided_meanwhile"
    message_th = "{made_by} ตัดสินใจเรื่องนี้ไว้แล้ว โปรดดูผลการตัดสินใจ และย้อนก่อนหากต้องเปลี่ยน"
    message_en = (
        "{made_by} has decided about this already. See the decisions, and undo that one first if "
        "it must change."
    )


class DifferentIds(Refusal):
    """Two persons with a national id each are two persons."""

    code = "registers.different_ids"
    message_th = "ทั้งสองคนมีเลขประจำตัวประชาชนคนละเลข จึงเป็นคนเดียวกันไม่ได้ หากเลขใดผิดให้แก้เลขในทะเบียนก่อน"
    message_en = (
        "Each of the two has a national id of their own, so they cannot be one person. If one id "
        "is wrong, correct it in the register first."
    )


class BothUnderContract(Refusal):
    """Two households under a contract each cannot become one: a household has one contract."""

    code = "registers.both_under_contract"
    message_th = (
        "รวมเป็นครัวเรือนเดียวไม่ได้ เพราะยังมีหนี้ตามสัญญาเลขที่ {first} และ {second} "
        "หนึ่งครัวเรือนมีสัญญาได้ฉบับเดียว ปิดหรือยกเลิกฉบับหนึ่งที่หน้าสัญญาก่อน แล้วจึงรวม"
    )
    message_en = (
        "They cannot be joined: contracts {first} and {second} are both still owed on, and one "
        "household has one contract. Pay off or cancel one of them on its page, then join."
    )


class JoinedUnderContract(Refusal):
    """A contract over debts of two households that were joined holds them together."""

    code = "registers.joined_under_contract"
    message_th = (
        "ย้อนเป็นสองครัวเรือนไม่ได้ เพราะสัญญาเลขที่ {number} รวมหนี้ของทั้งสองครัวเรือนไว้และยังชำระไม่ครบ "
        "ปิดหรือยกเลิกสัญญานั้นที่หน้าสัญญาก่อน แล้วจึงย้อน"
    )
    message_en = (
        "They cannot be two households again: contract {number} holds debts of both and is still "
        "owed on. Pay it off or cancel it on its page, then undo."
    )


class UnknownEntries(Refusal):
    """A decision is about two entries of one kind that the centre's registers speak of."""

    code = "registers.unknown_entries"
    message_th = "ไม่พบสองรายการนี้ในทะเบียนของศูนย์ฯ โปรดเปิดหน้ารายการที่อาจซ้ำกันใหม่"
    message_en = "The centre's registers do not speak of these two. Open the list of pairs again."
