"""Amounts in words, as contracts, receipts and forms write them."""

from plodnee.engine.money import SATANG_PER_BAHT

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("แสน", "หมื่น", "พัน", "ร้อย", "สิบ", "")
_MILLION = 1_000_000


def number_text(number: int) -> str:
    """A whole number in Thai words: 121 is หนึ่งร้อยยี่สิบเอ็ด.

    Raises: ValueError if the number is negative.
    """
    if number < 0:
        raise ValueError(f"{number} has no words here")
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    head = number_text(millions) + "ล้าน" if millions else ""
    return head + _below_a_million(rest, follows=bool(millions))


def _below_a_million(number: int, *, follows: bool) -> str:
    words = ""
    for place, digit in zip(_PLACES, map(int, f"{number:06d}"), strict=True):
        if digit == 0:
            continue
        if place == "สิบ" and digit < 3:
            words += ("สิบ", "ยี่สิบ")[digit - 1]
        elif place == "" and digit == 1 and (words or follows):
            words += "เอ็ด"
        else:
            words += _DIGITS[digit] + place
    return words


def baht_text(satang: int) -> str:
    """The amount in words: 28000025 is สองแสนแปดหมื่นบาทยี่สิบห้าสตางค์.

    Units:   satang.
    Ensures: ถ้วน after whole baht only; no ศูนย์บาท before satang; ลบ before a negative amount.
    Source:  domain notes 7.1: เอ็ด for a one after any higher place, ยี่สิบ, millions repeated.
    """
    if satang < 0:
        return "ลบ" + baht_text(-satang)
    baht, rest = divmod(satang, SATANG_PER_BAHT)
    if rest == 0:
        return number_text(baht) + "บาทถ้วน"
    return (number_text(baht) + "บาท" if baht else "") + number_text(rest) + "สตางค์"
