"""The ageing of a centre's debts on a page, as CSV and as a workbook."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.casework.models import RuleVersion
from plodnee.casework.plan.ageing import AgedDebt, Ageing, FundAgeing
from plodnee.casework.rules.in_force import version_in_force
from plodnee.casework.rules.selectors import approval_of
from plodnee.casework.rules.states import Kind
from plodnee.documents.builders.ageing_book import AgeingBook
from plodnee.documents.builders.voice import Language, Voice
from plodnee.engine.classification import CLASS_NAMES
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, can, officer_of, today
from plodnee.web.ageing.asking import Asked, asked_for
from plodnee.web.csv_files import csv_file
from plodnee.web.frame import Link, trail_to
from plodnee.web.rules.views import household_keys
from plodnee.web.rules.wording import rule_lines, version_name
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import (
    baht_short,
    be_date,
    class_name,
    creditor_kind,
    english,
    said,
)
from plodnee.web.trace import shows

ROWS_A_PAGE, MOST_ON_PAPER = 25, 5_000


@allowed("households.view")
def ageing(request: HttpRequest, centre: Centre) -> HttpResponse:
    """What is owed to every fund by how long it is overdue on a day, and the debts behind a sum."""
    asked = asked_for(request, centre)
    length = MOST_ON_PAPER if "every" in request.GET else ROWS_A_PAGE
    page = Paginator(asked.rows, length).get_page(request.GET.get("page"))
    keys = household_keys(centre, [one.household.code for one in page])
    shows(request, keys.values())
    context: dict[str, Any] = {
        "centre": centre,
        "asked": asked,
        "ageing": asked.ageing,
        "page": page,
        "rows": [{"one": one, "key": keys.get(one.household.code)} for one in page],
        "every": length == MOST_ON_PAPER,
        "query": asked.query,
        "takes": can(request, "documents.registers", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("อายุหนี้ค้างชำระ"), "", here=True)],
        **(_table(centre, asked, asked.ageing) if asked.ageing else {}),
    }
    return render(request, "ageing/ageing.html", context)


def _table(centre: Centre, asked: Asked, found: Ageing) -> dict[str, Any]:
    version = _version(centre, found)
    lines = [_line(one, asked) for one in found.funds if one.total.debts or one.name]
    return {
        "version": version,
        "version_name": version_name(version) if version else "",
        "columns": rule_lines(found.criteria),
        "lines": lines,
        "total": _line(found.total, asked),
        "narrowed": _narrowed(found, asked),
        "later": found.as_of > found.register_day,
        "ahead": found.as_of > today(),
        "owed_satang": sum(one.debt.owed_satang for one in asked.rows),
    }


def _version(centre: Centre, found: Ageing) -> RuleVersion | None:
    return version_in_force(centre, Kind.CRITERIA, found.as_of)


def _line(line: FundAgeing, asked: Asked) -> dict[str, Any]:
    """One line of the table, each sum with the address of the debts behind it."""
    fund = f"&fund={line.code}" if line.code else ""
    return {
        "name": _fund(line) if line.code else _("รวม"),
        "cells": [
            {
                "sum": line.by_class[letter],
                "name": class_name(letter),
                "url": f"?{asked.day}{fund}&class={letter}#debts",
            }
            for letter in CLASS_NAMES
        ],
        "total": line.total,
        "url": f"?{asked.day}{fund}#debts",
    }


def _fund(line: FundAgeing) -> str:
    return line.name or creditor_kind(line.code)


def _narrowed(found: Ageing, asked: Asked) -> str:
    """Which debts are shown, in words; empty where all are."""
    fund = next((_fund(line) for line in found.funds if line.code == asked.fund), "")
    letter = class_name(asked.letter) if asked.letter else ""
    return " · ".join(word for word in (fund, letter) if word)


@allowed("documents.registers")
def ageing_text(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The debts asked for, as CSV."""
    asked, found = _asked(request, centre)
    head = [
        _("รหัสครัวเรือน"), _("หัวหน้าครัวเรือน"), _("เจ้าหนี้"), _("เลขที่สัญญา"), _("เงินต้น (บาท)"),
        _("หนี้รวม (บาท)"), _("วันค้างชำระ"), _("ประเภทลูกหนี้"), _("เหตุผล"), _("นับถึงวันที่"),
    ]  # fmt: skip
    content = csv_file(head, [_cells(one, found) for one in asked.rows])
    return _taken(request, centre, asked, content, ".csv")


@allowed("documents.registers")
def ageing_file(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The sums of every fund and the debts asked for, as a workbook."""
    asked, found = _asked(request, centre)
    version = _version(centre, found)
    language: Language = "en" if english() else "th"
    book = AgeingBook(
        centre_name=centre.name,
        made_up=centre.is_demonstration,
        ageing=found,
        rows=asked.rows,
        source=_source(version, Voice(language)) if version else "",
    )
    return _taken(request, centre, asked, book.content(language), ".xlsx")


def _source(version: RuleVersion, voice: Voice) -> str:
    """Where the criteria of a committee come from: their number, their meeting, their day."""
    day, meeting = approval_of(version)
    which = f"{meeting.number}/{meeting.year_be}"
    return voice(
        f"เกณฑ์ของศูนย์ฯ ฉบับที่ {version.number} มติที่ประชุมครั้งที่ {which} ใช้ตั้งแต่ {voice.day(day)}",
        f"the committee's version {version.number}, meeting {which}, from {voice.day(day)}",
    )


def _asked(request: HttpRequest, centre: Centre) -> tuple[Asked, Ageing]:
    asked = asked_for(request, centre)
    if asked.ageing is None:
        raise Http404
    return asked, asked.ageing


def _taken(
    request: HttpRequest, centre: Centre, asked: Asked, content: bytes, ending: str
) -> HttpResponse:
    rows = asked.rows
    shows(request, household_keys(centre, [one.household.code for one in rows]).values())
    officer = officer_of(request)
    record(officer, "documents.taken", centre, file=f"ageing{ending}", rows=len(rows))
    return file_response(content, f"{centre.code}-ageing{ending}")


def _cells(one: AgedDebt, found: Ageing) -> list[str]:
    return [
        one.household.code,
        str(one.household.head),
        one.creditor_name,
        one.debt.contract_number,
        baht_short(one.debt.principal_satang).replace(",", ""),
        baht_short(one.debt.owed_satang).replace(",", ""),
        str(one.days_overdue),
        class_name(one.classified.debtor_class),
        said(one.classified, "reason"),
        be_date(found.as_of),
    ]
