"""Why a figure of a contract is what it is, in words that a household can check."""

from collections.abc import Callable
from dataclasses import dataclass

from plodnee.engine.calendar import DayCount
from plodnee.engine.contract_history import (
    Applied,
    Position,
    RepaymentTerms,
    Row,
    smallest_instalment,
)
from plodnee.engine.money import format_baht, format_percent
from plodnee.engine.thai_dates import months_between, short_date

Span = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a sum: what it is, in Thai and English, and its satang (negative: taken off)."""

    label: str
    label_en: str
    satang: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure in satang, the sentence that explains it, the terms it is made of, and the rule.

    Ensures: the lines sum to the figure.
    """

    satang: int
    thai: str
    english: str
    lines: tuple[Line, ...]
    source: str


def why_instalment(terms: RepaymentTerms) -> Explanation:
    """Why a level instalment is what it is: what one step less would leave unpaid."""
    agreed, step = terms.instalment_satang, terms.instalment_multiple_satang
    smallest = smallest_instalment(terms)
    thai = (
        f"เงินงวด = {format_baht(agreed)} บาท งวดละน้อยที่สุดที่ชำระหมดใน {terms.instalments} งวด"
        f"คือ {format_baht(smallest)} บาท (ทวีคูณของ {format_baht(step)} บาท)"
    )
    english = (
        f"Instalment = {format_baht(agreed)} baht; the smallest that pays off in "
        f"{terms.instalments} rows is {format_baht(smallest)} baht (a multiple of "
        f"{format_baht(step)} baht)"
    )
    lines = [Line("งวดละน้อยที่สุดที่ชำระหมด", "the smallest that pays off", smallest)]
    if agreed != smallest:
        lines.append(Line("ส่วนต่างที่ตกลงกัน", "agreed above or below it", agreed - smallest))
    return Explanation(agreed, thai, english, tuple(lines), _LEVEL)


def why_interest(terms: RepaymentTerms, row: Row) -> Explanation:
    """Why a row's interest is what it is."""
    label, label_en, source = _accrual(terms, row)
    before = row.interest + row.carried - row.accrued
    lines = [Line(label, label_en, row.accrued)]
    if before:
        lines.append(
            Line("ดอกเบี้ยค้างจากงวดก่อน ไม่คิดดอกเบี้ย", "interest carried, without interest", before)
        )
    if row.carried:
        lines.append(Line("ยกไปงวดหน้า", "carried to the next row", -row.carried))
    return _sum(f"ดอกเบี้ยงวดที่ {row.n}", f"Interest of row {row.n}", lines, source)


def why_principal(terms: RepaymentTerms, row: Row) -> Explanation:
    """Why a row's principal is what it is."""
    head, head_en = f"เงินต้นงวดที่ {row.n}", f"Principal of row {row.n}"
    if row.moved:
        lines = [
            Line("เงินต้นตามตารางเดิม", "principal by the old schedule", row.principal + row.moved),
            Line("แบ่งไปงวดใหม่", "laid on new rows", -row.moved),
        ]
        return _sum(head, head_en, lines, _LEVEL)
    if row.balance == 0:
        line = Line("เงินต้นที่เหลือทั้งหมด", "all principal that is left", row.principal)
    elif row.no_principal:
        line = Line("งวดนี้พักชำระเงินต้น", "a grace on principal", 0)
    elif terms.method == "interest_only":
        line = Line("งวดนี้ชำระเฉพาะดอกเบี้ย", "this row pays interest only", 0)
    elif terms.method == "level":
        lines = [
            Line("เงินงวด", "the instalment", row.total),
            Line("หักดอกเบี้ยของงวด", "less the row's interest", -row.interest),
        ]
        return _sum(head, head_en, lines, _LEVEL)
    elif row.principal_from == 1:
        rows = terms.instalments - terms.grace_on_principal
        line = Line(
            f"เงินต้น {format_baht(terms.principal_satang)} บาท ÷ {rows} งวด",
            f"principal {format_baht(terms.principal_satang)} baht ÷ {rows} rows",
            row.principal,
        )
    else:
        line = Line(
            f"ส่วนเท่ากันของเงินต้นที่เหลือก่อนงวดที่ {row.principal_from}",
            f"an equal part of the principal left before row {row.principal_from}",
            row.principal,
        )
    return _sum(head, head_en, [line], _LEVEL)


def why_payment(applied: Applied) -> Explanation:
    """What one payment paid, in the order in which it did."""
    lines = [
        Line("ค่าใช้จ่าย", "costs", applied.costs),
        Line("ค่าปรับ", "penalty", applied.penalty),
    ]
    for share in applied.shares:
        lines.append(Line(f"ดอกเบี้ยงวดที่ {share.n}", f"interest of row {share.n}", share.interest))
        lines.append(Line(f"เงินต้นงวดที่ {share.n}", f"principal of row {share.n}", share.principal))
    lines.append(Line("ชำระเกิน", "overpaid", applied.overpaid))
    on = applied.payment.on
    return _sum(
        f"เงินที่ชำระวันที่ {short_date(on)}",
        f"Payment of {on.isoformat()}",
        [line for line in lines if line.satang],
        "ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 329 (CCC 329)",
    )


def why_arrears(position: Position) -> Explanation:
    """Which rows and charges make up what should have been paid before the day."""
    lines = [
        Line("ค่าใช้จ่าย", "costs", position.charges_owed.costs),
        Line("ค่าปรับ", "penalty", position.charges_owed.penalty),
    ]
    for item in position.rows:
        if item.row.due_on < position.as_of:
            due = f"งวดที่ {item.row.n} ครบกำหนด {short_date(item.row.due_on)}"
            due_en = f"row {item.row.n}, due {item.row.due_on.isoformat()}"
            lines.append(Line(f"ดอกเบี้ย{due}", f"interest of {due_en}", item.interest_left))
            lines.append(Line(f"เงินต้น{due}", f"principal of {due_en}", item.principal_left))
    return _sum(
        f"ยอดค้างชำระ ณ วันที่ {short_date(position.as_of)}",
        f"Arrears on {position.as_of.isoformat()}",
        [line for line in lines if line.satang],
        "ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 329 (CCC 329)",
    )


def why_outstanding(terms: RepaymentTerms, position: Position) -> Explanation:
    """How the principal of the contract became what is left of it."""
    lines = [Line("เงินต้นตามสัญญา", "principal of the contract", terms.principal_satang)]
    for applied in position.applied:
        on = applied.payment.on
        lines.append(
            Line(
                f"ชำระเงินต้น {short_date(on)}",
                f"principal paid on {on.isoformat()}",
                -applied.paid.principal,
            )
        )
    return _sum(
        f"เงินต้นคงเหลือ ณ วันที่ {short_date(position.as_of)}",
        f"Principal left on {position.as_of.isoformat()}",
        [line for line in lines if line.satang],
        "ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 329 (CCC 329)",
    )


def _sum(head: str, head_en: str, lines: list[Line], source: str) -> Explanation:
    total = sum(line.satang for line in lines)
    thai = f"{head} = {_chain(lines, lambda line: line.label)}{format_baht(total)} บาท"
    english = f"{head_en} = {_chain(lines, lambda line: line.label_en)}{format_baht(total)} baht"
    return Explanation(total, thai, english, tuple(lines), source)


def _chain(lines: list[Line], label: Callable[[Line], str]) -> str:
    """The terms with their figures and `=`; one term alone needs no figure of its own."""
    if len(lines) == 1 and lines[0].satang >= 0:
        return f"{label(lines[0])} = "
    text = ""
    for line in lines:
        sign = " − " if line.satang < 0 else (" + " if text else "")
        text += f"{sign}{label(line)} {format_baht(abs(line.satang))}"
    return f"{text.strip()} = " if text else ""


def _accrual(terms: RepaymentTerms, row: Row) -> Span:
    """What the interest of a row's own period is made of, and the rule that counts it."""
    source = _SOURCES[terms.day_count]
    if row.interest_free:
        return "งวดนี้ปลอดดอกเบี้ย", "a row free of interest", source
    flat = terms.method == "flat"
    base = format_baht(row.bearing)
    rate = format_percent(row.rate_bp)
    span, span_en = _flat_span(row) if flat else _span(terms, row)
    label = f"เงินต้น {base} บาท × ร้อยละ {rate} ต่อปี × {span}"
    label_en = f"principal {base} baht × {rate} % a year × {span_en}"
    if flat:
        return f"ส่วนของงวดนี้จาก {label}", f"this row's part of {label_en}", source
    if row.paused_days:
        total = (row.due_on - row.start_on).days
        label += f" เว้นวันพักดอกเบี้ย {row.paused_days} จาก {total} วัน"
        label_en += f", {row.paused_days} of {total} days paused"
    return label, label_en, source


def _flat_span(row: Row) -> tuple[str, str]:
    if row.interest_from == 1:
        return "อายุสัญญา ตลอดสัญญา", "the whole term"
    return (
        f"เวลาตั้งแต่งวดที่ {row.interest_from} ถึงงวดสุดท้าย",
        f"the time from row {row.interest_from} to the last",
    )


def _span(terms: RepaymentTerms, row: Row) -> tuple[str, str]:
    """The part of a year in words."""
    if terms.day_count == "per_month":
        months = months_between(row.start_on, row.due_on)
        return f"{months} เดือน ÷ 12", f"{months} month(s) ÷ 12"
    days = (row.due_on - row.start_on).days
    return f"{days} วัน ({terms.day_count})", f"{days} days ({terms.day_count})"


_LEVEL = "docs/reference/formats.md, “Level repayment”"
_SOURCES: dict[DayCount, str] = {
    "per_month": "docs/reference/formats.md, “Interest”",
    "30/360": "ISDA Definitions 2006, 4.16 (f)",
    "actual/365": "ISDA Definitions 2006, 4.16 (d)",
    "actual/360": "ISDA Definitions 2006, 4.16 (e)",
    "actual/actual": "ISDA Definitions 2006, 4.16 (b)",
}
