"""The rows of the results as text, for a file that a spreadsheet opens."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from plodnee.documents.builders.names import pattern_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.planner.model import Option
from plodnee.web.csv_files import csv_file
from plodnee.web.results.listing import Result
from plodnee.web.templatetags.wording import baht_short, class_name, english, plan_month

Cells = list[str]


def results_csv(results: Iterable[Result], as_of: date) -> bytes:
    """One line a household, with the columns of the page and those of its contract."""
    return csv_file(_head(), (_cells(one, as_of) for one in results))


def _head() -> Cells:
    return [
        _("รหัสครัวเรือน"),
        _("หัวหน้าครัวเรือน"),
        _("เป้าหมาย"),
        _("ประเภทลูกหนี้"),
        _("หนี้รวม (บาท)"),
        _("ผลการวางแผน"),
        _("งวดละ (บาท)"),
        _("จำนวนงวด"),
        _("กำหนดชำระ"),
        _("เดือนที่จ่ายหนักที่สุด"),
        _("ปลดหนี้"),
        _("ประหยัดดอกเบี้ย (บาท)"),
        _("เจ้าหนี้ยอมลดให้รวม"),
        _("ขาดเงินอย่างน้อย (บาท)"),
        _("ทางเลือกที่ตรึงแล้ว"),
        _("ทางที่ต้องตรึงใหม่"),
    ]


def _cells(one: Result, as_of: date) -> Sequence[str]:
    home = one.row.facts.household
    return [
        home.code,
        str(home.head),
        _("ใช่") if home.is_target else "",
        class_name(one.row.facts.debtor_class),
        _amount(one.row.facts.owed_satang),
        _came_of(one),
        *(_plan_cells(one, one.line, as_of) if one.line else [""] * 7),
        _amount(one.missing_satang),
        str(one.pinned),
        str(one.outdated),
    ]


def _came_of(one: Result) -> str:
    if one.row.facts.not_planned:
        return _("ยังวางแผนไม่ได้")
    return _("ยังไม่มีทางเลือก") if one.line is None else _("มีทางเลือกที่จ่ายไหว")


def _plan_cells(one: Result, line: Option, as_of: date) -> Cells:
    offer = line.contract
    voice = Voice("en" if english() else "th")
    return [
        _amount(offer.instalment) if offer else "",
        str(offer.instalments) if offer else "",
        pattern_name(voice, offer.pattern) if offer else _("ไม่มีสัญญาเดียว"),
        _amount(line.figures.largest_month_paid),
        plan_month(as_of, line.figures.debt_free_month),
        _amount(one.saved_satang),
        _amount(one.conceded_satang),
    ]


def _amount(satang: int | None) -> str:
    """Baht without commas, so that a spreadsheet reads a number; empty where nothing is known."""
    return "" if satang is None else baht_short(satang).replace(",", "")
