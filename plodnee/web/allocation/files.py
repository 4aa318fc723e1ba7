"""Files of a kept allocation; every one names persons and leaves a trace."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.casework.capital.selectors import ground_of_capital, kept_allocation
from plodnee.documents.builders.allocation_book import AllocationBook
from plodnee.documents.facts import Language
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of
from plodnee.web.allocation.kept import kept_at, page_of
from plodnee.web.allocation.page import Served
from plodnee.web.csv_files import csv_file
from plodnee.web.documents.packs import facts_of
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import baht_short, english, plan_month


@allowed("documents.registers")
def allocation_file(request: HttpRequest, centre: Centre, allocation_id: UUID) -> HttpResponse:
    """The households served, as a workbook."""
    step = kept_at(centre, allocation_id)
    kept = kept_allocation(step)
    language: Language = "en" if english() else "th"
    offers = [served.offer for served in page_of(kept).served]
    facts, ground = facts_of(step.run, language), ground_of_capital(step.run)
    content = AllocationBook(facts, ground, kept.settings, kept.answer).content(offers)
    name = f"{centre.code}-allocation-{step.sequence}.xlsx"
    record(
        officer_of(request),
        "documents.taken",
        centre,
        file="allocation.xlsx",
        sequence=step.sequence,
    )
    return file_response(content, name)


@allowed("documents.registers")
def allocation_text(request: HttpRequest, centre: Centre, allocation_id: UUID) -> HttpResponse:
    """The households served, as CSV."""
    step = kept_at(centre, allocation_id)
    head = [
        _("รหัสครัวเรือน"), _("หัวหน้าครัวเรือน"), _("เริ่ม"), _("เงินทุนจาก"), _("เงินทุน (บาท)"),
        _("งวดละ (บาท)"), _("จำนวนงวด"), _("กำหนดชำระ"), _("ประหยัดดอกเบี้ย (บาท)"), _("ปลดหนี้"),
        _("เหตุผล"),
    ]  # fmt: skip
    rows = [_cells(served, step.run.as_of) for served in page_of(kept_allocation(step)).served]
    name = f"{centre.code}-allocation-{step.sequence}.csv"
    record(
        officer_of(request),
        "documents.taken",
        centre,
        file="allocation.csv",
        sequence=step.sequence,
    )
    return file_response(csv_file(head, rows), name)


def _cells(one: Served, as_of: date) -> list[str]:
    offer, contract = one.offer, one.offer.option.contract
    return [
        one.home.household.code,
        str(one.home.household.head),
        one.begins,
        one.fund,
        baht_short(offer.draw_satang).replace(",", ""),
        baht_short(contract.instalment).replace(",", "") if contract else "",
        str(contract.instalments) if contract else "",
        one.pattern,
        baht_short(offer.saved_satang).replace(",", ""),
        plan_month(as_of, offer.free_month),
        one.why,
    ]
