"""Receipts on paper: two copies on a page, to be cut: one for who paid, one for the centre."""

from collections.abc import Sequence
from html import escape
from importlib import resources

from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import name, row, table, tag, text
from plodnee.documents.builders.voice import Language, Voice
from plodnee.documents.facts.receipts import ReceiptFacts
from plodnee.engine.baht_text import baht_text

SIGNATURE_DOTS = 40


def build_receipts(receipts: Sequence[ReceiptFacts], *, language: Language) -> bytes:
    """The PDF of these receipts, in their order."""
    style = resources.files("plodnee.documents") / "templates" / "receipts.css"
    voice = Voice(language)
    sheets = "".join(tag("div", _copies(voice, one), "sheet") for one in receipts)
    title = voice("ใบเสร็จรับเงิน", "Receipts")
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    html = f"{head}<title>{escape(title)}</title></head>{tag('body', sheets)}</html>"
    return Typesetter(style.read_text("utf-8")).pages(html).pdf()


def _copies(voice: Voice, one: ReceiptFacts) -> str:
    for_whom = (
        voice("ต้นฉบับ สำหรับผู้ชำระ", "For who paid"),
        voice("สำเนา สำหรับศูนย์ฯ", "For the centre"),
    )
    return "".join(tag("div", _copy(voice, one, words), "slip") for words in for_whom)


def _copy(voice: Voice, one: ReceiptFacts, copy: str) -> str:
    return "".join(
        (_head(voice, one, copy), _facts(voice, one), _sums(voice, one), _foot(voice, one))
    )


def _head(voice: Voice, one: ReceiptFacts, copy: str) -> str:
    marks = []
    if one.is_made_up:
        marks.append(text(voice("ข้อมูลสมมติ", "Made-up data"), "mark"))
    if one.taken_back:
        marks.append(text(voice("ยกเลิกแล้ว", "Taken back"), "mark"))
    title = tag("h1", escape(voice("ใบเสร็จรับเงิน", "Receipt"))) + tag("p", escape(one.centre))
    number = voice.digits(voice(f"เลขที่ {one.number}", f"No. {one.number}"))
    day = voice.day(one.received_on)
    right = f"{text(copy, 'copy')}<br>{text(number)}<br>{text(day)}<br>{' '.join(marks)}"
    return tag("table", row([(title, ""), (right, "number")]), "head")


def _facts(voice: Voice, one: ReceiptFacts) -> str:
    how = voice("เงินสด", "cash") if one.in_cash else voice("เข้าบัญชีธนาคาร", "into the bank")
    lines = (
        (voice("ได้รับเงินจาก", "Received from"), name(one.payer)),
        (voice("รหัสครัวเรือน", "Household"), text(one.household_code)),
        (voice("ชำระตามสัญญาเลขที่", "On contract"), text(voice.digits(one.contract_number))),
        (voice("รับเป็น", "Received as"), text(how)),
    )
    return tag("table", "".join(row([(escape(k), "label"), (v, "")]) for k, v in lines), "facts")


def _sums(voice: Voice, one: ReceiptFacts) -> str:
    has_old = any(share.old_satang for share in one.shares)
    header = (
        voice("กองทุน", "Fund"),
        voice("เงินต้น", "Principal"),
        *([voice("ดอกเบี้ยและค่าปรับเดิม", "Old interest and penalty")] if has_old else []),
        voice("ดอกเบี้ย", "Interest"),
        voice("ค่าปรับ", "Penalty"),
        voice("รวม (บาท)", "Sum (baht)"),
    )
    rows = [
        row(
            [
                (name(share.fund), "fund"),
                *(
                    (escape(voice.baht(satang)) if satang else "–", "figure")
                    for satang in (
                        share.principal_satang,
                        *([share.old_satang] if has_old else []),
                        share.interest_satang,
                        share.penalty_satang,
                    )
                ),
                (escape(voice.baht(share.total_satang)), "figure"),
            ]
        )
        for share in one.shares
    ]
    whole = [(escape(voice("รวมทั้งสิ้น", "In all")), "fund"), *[("", "")] * (len(header) - 2)]
    rows.append(row([*whole, (escape(voice.baht(one.total_satang)), "figure")], "whole"))
    words = tag("p", f"({escape(baht_text(one.total_satang))})", "words")
    return table("sums", header, rows) + words


def _foot(voice: Voice, one: ReceiptFacts) -> str:
    left = voice(
        f"เงินต้นคงเหลือหลังชำระ {voice.baht(one.outstanding_satang)} บาท",
        f"Principal left after this payment: {voice.baht(one.outstanding_satang)} baht",
    )
    if one.old_left_satang:
        old = voice.baht(one.old_left_satang)
        left += voice(
            f" ดอกเบี้ยและค่าปรับเดิมคงเหลือ {old} บาท", f"; old interest and penalty left: {old} baht"
        )
    dots = "." * SIGNATURE_DOTS
    signs = [
        (voice("ผู้ชำระเงิน", "Who paid"), ""),
        (voice("ผู้รับเงิน", "Who received it"), one.received_by),
    ]
    cells = [
        (f"{dots}<br>{escape(who)}{f' ({escape(label)})' if label else ''}", "")
        for who, label in signs
    ]
    return tag("p", escape(left), "left") + tag("table", row(cells), "signs")
