"""Entries, accounts and what is refused about them, in the words of the page."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.errors import Refusal
from plodnee.ledger.errors import AccountOverdrawn
from plodnee.ledger.lenders import OUTSIDE
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.plain_entries import (
    CAME_FROM,
    DEPOSIT,
    EXPENSE,
    INCOME,
    SPENT_ON,
    STARTING_MONEY,
    Deed,
    Place,
)
from plodnee.web.templatetags.wording import baht, english

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SIGNS_OF_A_KEY = 8
KINDS: Mapping[str, Promise] = {
    Entry.Kind.OPENING: gettext_lazy("ยอดยกมา"),
    Entry.Kind.CONTRACT: gettext_lazy("ตั้งหนี้ตามสัญญา"),
    Entry.Kind.REPAYMENT: gettext_lazy("รับชำระหนี้"),
    Entry.Kind.SETTLEMENT: gettext_lazy("จ่ายคืนกองทุน"),
    Entry.Kind.CHARGE: gettext_lazy("คิดดอกเบี้ยหรือค่าปรับ"),
    Entry.Kind.WAIVER: gettext_lazy("ลดหรือยกเว้นหนี้"),
    Entry.Kind.TRANSFER: gettext_lazy("รับจ่ายและโอนเงิน"),
    Entry.Kind.REVERSAL: gettext_lazy("กลับรายการ"),
}
ACCOUNT_KINDS: Mapping[str, Promise] = {
    Account.Kind.ASSET: gettext_lazy("สินทรัพย์"),
    Account.Kind.LIABILITY: gettext_lazy("หนี้สิน"),
    Account.Kind.EQUITY: gettext_lazy("ทุน"),
    Account.Kind.INCOME: gettext_lazy("รายได้"),
    Account.Kind.EXPENSE: gettext_lazy("ค่าใช้จ่าย"),
}
DEEDS: Mapping[Deed, Promise] = {
    Deed.CASH_TO_BANK: gettext_lazy("นำเงินสดฝากธนาคาร"),
    Deed.BANK_TO_CASH: gettext_lazy("ถอนเงินจากธนาคารเป็นเงินสด"),
    Deed.EXPENSE: gettext_lazy("จ่ายค่าใช้จ่าย"),
    Deed.INCOME: gettext_lazy("รับรายได้อื่น"),
    Deed.FUND_DEPOSIT: gettext_lazy("กองทุนนำเงินทุนมาฝากไว้ที่ศูนย์ฯ"),
    Deed.FUND_WITHDRAWAL: gettext_lazy("คืนเงินทุนที่ฝากไว้ให้กองทุน"),
    Deed.HANDED_OVER: gettext_lazy("นำส่งเงินที่รับชำระแทนให้กองทุน"),
}
DEED_HINTS: Mapping[Deed, Promise] = {
    Deed.CASH_TO_BANK: gettext_lazy("เงินสดในมือลดลง เงินฝากธนาคารเพิ่มขึ้น"),
    Deed.BANK_TO_CASH: gettext_lazy("เงินฝากธนาคารลดลง เงินสดในมือเพิ่มขึ้น"),
    Deed.EXPENSE: gettext_lazy("ค่าประชุม วัสดุ พาหนะ ค่าตอบแทน ค่าธรรมเนียมธนาคาร"),
    Deed.INCOME: gettext_lazy("ดอกเบี้ยเงินฝาก เงินสนับสนุน เงินบริจาค"),
    Deed.FUND_DEPOSIT: gettext_lazy("ศูนย์ฯ รับเงินของกองทุนไว้ ถือเป็นเงินที่ต้องคืนกองทุน"),
    Deed.FUND_WITHDRAWAL: gettext_lazy("คืนได้ไม่เกินที่กองทุนฝากไว้"),
    Deed.HANDED_OVER: gettext_lazy("เงินที่ครัวเรือนชำระตามสัญญาและศูนย์ฯ รับไว้แทนกองทุน"),
}
PLACE_NAMES: Mapping[Place, Promise] = {
    Place.CASH: gettext_lazy("เงินสดในมือ"),
    Place.BANK: gettext_lazy("เงินฝากธนาคาร"),
}
SPENT_ON_NAMES: Mapping[str, Promise] = {
    "meeting": gettext_lazy("ค่าจัดประชุม"),
    "materials": gettext_lazy("ค่าวัสดุและเอกสาร"),
    "travel": gettext_lazy("ค่าพาหนะเดินทาง"),
    "compensation": gettext_lazy("ค่าตอบแทนผู้ปฏิบัติงาน"),
    "bank-fee": gettext_lazy("ค่าธรรมเนียมธนาคาร"),
    "other": gettext_lazy("ค่าใช้จ่ายอื่น"),
}
CAME_FROM_NAMES: Mapping[str, Promise] = {
    "bank-interest": gettext_lazy("ดอกเบี้ยเงินฝากธนาคาร"),
    "support": gettext_lazy("เงินสนับสนุนและบริจาค"),
    "other": gettext_lazy("รายได้อื่น"),
}
assert SPENT_ON_NAMES.keys() == SPENT_ON.keys()
assert CAME_FROM_NAMES.keys() == CAME_FROM.keys()
_NAMES: Mapping[str, Promise] = {
    **{place.value: name for place, name in PLACE_NAMES.items()},
    STARTING_MONEY.code: gettext_lazy("เงินยกมาเมื่อเปิดบัญชี"),
    **{f"{EXPENSE}{key}": name for key, name in SPENT_ON_NAMES.items()},
    **{f"{INCOME}{key}": name for key, name in CAME_FROM_NAMES.items()},
}
# The beginning of a code -> what such accounts are called where the page is not in Thai.
_STARTS: Mapping[str, Promise] = {
    DEPOSIT.rstrip(":"): gettext_lazy("เงินทุนฝากไว้ของกองทุน"),
    "claim": gettext_lazy("ลูกหนี้ตามสัญญา"),
    "charge": gettext_lazy("ค่าปรับและค่าธรรมเนียมตามสัญญา"),
    "interest": gettext_lazy("ดอกเบี้ยที่ยกให้ตามสัญญา"),
    "debt": gettext_lazy("หนี้เดิม"),
    "managed": gettext_lazy("ลูกหนี้ที่ดูแลแทนกองทุน"),
    "held": gettext_lazy("เงินรับไว้แทนกองทุน"),
    "advance": gettext_lazy("รอจ่ายชำระหนี้แทนโดย"),
    "payoff": gettext_lazy("รอรับชำระหนี้แทนของ"),
}


_PARTS: Mapping[str, Promise] = {
    "principal": gettext_lazy("เงินต้น"),
    "interest": gettext_lazy("ดอกเบี้ยค้าง"),
    "penalty": gettext_lazy("ค่าปรับค้าง"),
}
_OLD_DEBT = re.compile(r"หนี้เดิมรายที่ (?P<place>\d+) ของสัญญา (?P<number>\S+) ")


def account_name(account: Account) -> str:
    """What an account is called; the books keep its Thai name."""
    return name_of(account.code, account.name)


def name_of(code: str, name: str) -> str:
    """What the account of a code is called; `name` is the one that the books keep."""
    if code in _NAMES:
        return str(_NAMES[code])
    start, _colon, key = code.partition(":")
    if english() and (debt := _OLD_DEBT.match(name)):
        part = _PARTS[code.rpartition(":")[2]]
        words = _("หนี้เดิมรายที่ %(place)s ของสัญญา %(number)s %(part)s")
        return words % {**debt.groupdict(), "part": part}
    if english() and key.startswith(OUTSIDE):  # its key is a number: only the name tells it apart
        return f"{_STARTS[start]} {name.partition(': ')[2]}"
    if english() and start in _STARTS:
        return f"{_STARTS[start]} {key}"
    return name


def kind_name(kind: str) -> str:
    """What kind of entry it is."""
    return str(KINDS[kind])


def code_in_short(code: str) -> str:
    """An account's code as people read it: of a long key within it, what it begins with."""
    return KEY.sub(lambda key: key.group()[:SIGNS_OF_A_KEY], code)


def refusal_words(refusal: Refusal) -> str:
    """Why it was refused, and the way out, as the bookkeeper would say it."""
    if isinstance(refusal, AccountOverdrawn):
        said = refusal.details
        return _(
            "%(account)s มี %(available)s บาท ไม่พอสำหรับ %(asked)s บาท "
            "ในวันนั้นหรือวันหลังจากนั้น ตรวจวันที่และจำนวนเงิน หรือบันทึกการรับเงินที่ขาดก่อน"
        ) % {
            "account": name_of(str(said["account"]), str(said["name"])),
            "available": baht(int(str(said["available"]))),
            "asked": baht(int(str(said["asked"]))),
        }
    return refusal.message("en" if english() else "th")
