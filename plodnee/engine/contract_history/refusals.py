"""What a contract's terms and events cannot be, each with the nearest value that would work."""

from plodnee.errors import Refusal

TERMS = {
    "principal_satang": ("เงินต้น (สตางค์)", "principal (satang)"),
    "rate_bp": ("อัตราดอกเบี้ย (หนึ่งในร้อยของร้อยละต่อปี)", "rate (basis points a year)"),
    "instalments": ("จำนวนงวด", "number of instalments"),
    "instalment_satang": ("เงินงวด (สตางค์)", "instalment (satang)"),
    "instalment_multiple_satang": ("ทวีคูณของเงินงวด (สตางค์)", "multiple of the instalment (satang)"),
    "grace_on_principal": ("จำนวนงวดพักเงินต้น", "number of rows without principal"),
    "grace_on_interest": ("จำนวนงวดพักดอกเบี้ย", "number of rows without interest"),
    "interest_free": ("จำนวนงวดปลอดดอกเบี้ย", "number of rows free of interest"),
}


class TermBelowSmallest(Refusal):
    """A number of the terms is smaller than any that works."""

    code = "contract.term_below_smallest"
    message_th = "{thai} เป็น {given} ไม่ได้ อย่างน้อยต้องเป็น {smallest}"
    message_en = "The {english} cannot be {given}: at least {smallest}"


def below_smallest(term: str, given: int, smallest: int) -> TermBelowSmallest:
    """The refusal of a term by its name in the code."""
    thai, english = TERMS[term]
    return TermBelowSmallest(term=term, thai=thai, english=english, given=given, smallest=smallest)


class TermAboveLargest(Refusal):
    """A number of the terms is larger than any that works."""

    code = "contract.term_above_largest"
    message_th = "{thai} เป็น {given} ไม่ได้ มากที่สุดคือ {largest}"
    message_en = "The {english} cannot be {given}: at most {largest}"


def above_largest(term: str, given: int, largest: int) -> TermAboveLargest:
    """The refusal of a term by its name in the code."""
    thai, english = TERMS[term]
    return TermAboveLargest(term=term, thai=thai, english=english, given=given, largest=largest)


class DueDateTooEarly(Refusal):
    """A due date does not come after the day from which its period counts."""

    code = "contract.due_date_too_early"
    message_th = "วันครบกำหนด {given} ใช้ไม่ได้ วันแรกที่ใช้ได้คือ {smallest}"
    message_en = "{given} cannot be a due date here: {smallest} is the first day that can"


class InstalmentTooSmall(Refusal):
    """The instalment leaves more to the last row than itself: it does not pay the debt off."""

    code = "contract.instalment_too_small"
    message_th = (
        "งวดละ {instalment} บาท ยังเหลือ {left} บาทหลังงวดสุดท้าย งวดที่น้อยที่สุดที่ชำระหมดคือ {smallest} บาท"
    )
    message_en = (
        "Instalments of {instalment} baht leave {left} baht owed after the last. "
        "The smallest that pays it off is {smallest} baht."
    )


class NothingLeftToAmend(Refusal):
    """What was agreed anew begins after the contract's last due date."""

    code = "contract.nothing_left_to_amend"
    message_th = "ตั้งแต่ {given} ไม่มีงวดเหลือให้แก้ไข งวดสุดท้ายครบกำหนด {last_due}"
    message_en = "From {given} on no instalment is left to change: the last falls due on {last_due}"


class BeforeLaidAnew(Refusal):
    """An amendment of rows whose principal was laid anew on later ones."""

    code = "contract.before_laid_anew"
    message_th = "เงินต้นที่เหลือแบ่งเป็นงวดใหม่ตั้งแต่ {on} แล้ว การแก้ไขต้องมีผลตั้งแต่วันนั้นเป็นต้นไป"
    message_en = (
        "The principal left was laid on new instalments from {on} on. "
        "An amendment takes effect from that day on."
    )


class PayoffTooSmall(Refusal):
    """An amount that was to end the contract does not settle all that is owed on the day."""

    code = "contract.payoff_too_small"
    message_th = "{amount} บาท ปิดสัญญาไม่ได้ ต้องชำระอย่างน้อย {smallest} บาท"
    message_en = "{amount} baht do not end the contract: at least {smallest} baht are owed"
