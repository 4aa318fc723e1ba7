"""What `plodnee plan` says: its table of figures and its lines of problems, in Thai or English."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from plodnee.casework.plan.model import CentreAnalysis
from plodnee.casework.plan.unstated import unstated_households
from plodnee.engine.classification import CLASS_NAMES
from plodnee.engine.money import format_baht
from plodnee.engine.thai_dates import long_date
from plodnee.registers.book import Note, Problem, Reading, RegisterBook
from plodnee.registers.workbook.layout import CASH

Language = Literal["th", "en"]
_GAP = "  "


def problem_line(problem: Problem, language: Language) -> str:
    """One problem as `SHEET!CELL: message`, or `SHEET: message` for a whole sheet."""
    place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
    english = language == "en" and problem.message_en
    return " ".join(f"{place}: {problem.message_en if english else problem.message}".split())


def note_line(note: Note, language: Language) -> str:
    """One thing to look at, after the sheet that it is about."""
    english = language == "en" and note.message_en
    return f"{note.sheet}: {note.message_en if english else note.message}"


def unplanned_lines(book: RegisterBook, language: Language) -> Iterator[str]:
    """A line for each household that will not be planned, since its cash is not recorded."""
    for code, why in unstated_households(book):
        if language == "en":
            yield f"{CASH.name}: household {code} will not be planned: {why.reason_en}"
        else:
            yield f"{CASH.name}: ครัวเรือน {code} จะยังวางแผนไม่ได้ {why.reason}"


def missing_line(counts: Mapping[str, int], language: Language) -> str:
    """That the register in use states more than the workbook, and which choice that needs."""
    if language == "en":
        words = (
            "The register in use has {households} households, {debts} debts and the income and "
            "expense of {cash} more households that are not in the workbook: --confirm needs "
            "--missing add (they stay) or --missing replace (they end)."
        )
    else:
        words = (
            "ทะเบียนที่ใช้อยู่มี {households} ครัวเรือน หนี้ {debts} ก้อน และรายรับรายจ่ายของอีก {cash} ครัวเรือน "
            "ที่ไม่อยู่ในไฟล์นี้: --confirm ต้องเติม --missing add (คงไว้) หรือ --missing replace (สิ้นสุด)"
        )
    return words.format(**{name: f"{count:,}" for name, count in counts.items()})


def refused_line(reading: Reading, language: Language) -> str:
    """Why no result was written."""
    count = len(reading.problems)
    if language == "en":
        problems = "1 problem" if count == 1 else f"{count} problems"
        return f"The workbook was refused with {problems}; nothing was written."
    return f"ไม่รับสมุดงานนี้ พบปัญหา {count} รายการ และไม่ได้เขียนผลลัพธ์ใด"


def result_table(
    analysis: CentreAnalysis, reading: Reading, folder: str, language: Language
) -> str:
    """The centre's main figures and where the files are, one figure a line."""
    thai = language == "th"
    centre, day = analysis.book.centre.name, analysis.as_of
    title = (
        f"{centre} ณ วันที่ {long_date(day, thai_digits=False)}"
        if thai
        else f"{centre} as of {day.isoformat()}"
    )
    rows = [(th if thai else en, figure) for th, en, figure in _rows(analysis, reading)]
    closing = f"ผลลัพธ์อยู่ใน {folder}" if thai else f"The results are in {folder}"
    return "\n".join((title, *_aligned(rows), closing))


def _rows(analysis: CentreAnalysis, reading: Reading) -> Iterator[tuple[str, str, str]]:
    totals = analysis.totals
    yield "ครัวเรือน", "Households", f"{totals.households:,}"
    yield "ครัวเรือนที่มีหนี้", "Households with debt", f"{totals.households_with_debt:,}"
    yield "จำนวนหนี้", "Debts", f"{totals.debts:,}"
    yield "หนี้รวม (บาท)", "Debt in all (baht)", format_baht(totals.debt_total_satang)
    for debtor_class, row in totals.by_class:
        th, en = CLASS_NAMES[debtor_class]
        yield (
            f"ชั้น {debtor_class} {th} (หนี้)",
            f"Class {debtor_class} {en} (debts)",
            f"{row.debts:,}",
        )
    yield "มีแผนที่ทำได้ (ครัวเรือน)", "A plan fits (households)", f"{totals.with_feasible_plan:,}"
    yield "ยังไม่มีแผนที่ทำได้ (ครัวเรือน)", "Nothing fits (households)", f"{totals.without:,}"
    unplanned = sum(home.not_planned is not None for home in analysis.households)
    if unplanned:
        yield "ในนั้นยังวางแผนไม่ได้ (ครัวเรือน)", "Of these not planned (households)", f"{unplanned:,}"
    yield (
        "ดอกเบี้ยข้างหน้าถ้าคงเดิม (บาท)",
        "Interest to come if kept (baht)",
        format_baht(totals.interest_status_quo_satang),
    )
    yield (
        "ดอกเบี้ยข้างหน้าตามแผน (บาท)",
        "Interest to come as planned (baht)",
        format_baht(totals.interest_planned_satang),
    )
    yield "ปัญหาที่ไม่รับ", "Refused", f"{len(reading.problems):,}"
    yield "แก้การพิมพ์ให้แล้ว", "Repaired", f"{len(reading.repairs):,}"
    notes = len(reading.notes) + len(analysis.notes)
    yield "ข้อสังเกต", "Noted", f"{notes:,}"


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    label = max(_width(text) for text, _ in rows)
    figure = max(len(text) for _, text in rows)
    for text, number in rows:
        yield f"{_GAP}{text}{' ' * (label - _width(text))}{_GAP}{number:>{figure}}"


def _width(text: str) -> int:
    """Columns on a terminal: Thai vowels above and below and tone marks take none."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)
