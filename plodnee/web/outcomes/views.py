"""The results of a centre: debt then and now, by what it fell, and who may be a model household."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.ledger.outcome import Candidate, Outcome, candidates, outcomes
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, can, today
from plodnee.web.csv_files import csv_file
from plodnee.web.frame import Link, trail_to
from plodnee.web.left_out import known_or_refused, tell_unknown
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import baht, rate
from plodnee.web.trace import shows

ROWS_A_PAGE = 50
Keep = Callable[[Outcome], bool]
# What the list is narrowed to -> which outcomes are meant.
NARROWED: dict[str, tuple[Any, Keep]] = {
    "reduced": (gettext_lazy("ลดหนี้ได้"), lambda one: one.compared.is_reduced),
    "cleared": (gettext_lazy("ปลดหนี้แล้ว"), lambda one: one.compared.is_cleared),
    "grown": (gettext_lazy("หนี้เพิ่ม"), lambda one: one.reduced_satang < 0),
    "overdue": (gettext_lazy("ค้างชำระ"), lambda one: one.overdue),
}


@allowed("households.view")
def outcome_list(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Each target household's debt beside its start, by what it fell, and the candidates."""
    found = outcomes(centre, on=today())
    tell_unknown(request, "state", _("ผลการลดหนี้"), NARROWED)
    narrowed = _narrowed(found, request.GET.get("state", ""))
    page = Paginator(narrowed, ROWS_A_PAGE).get_page(request.GET.get("page"))
    proposed = candidates(found, today())
    keys = {row.compared.household.pk for row in page}
    shows(request, keys | {one.outcome.compared.household.pk for one in proposed})
    state = request.GET.get("state", "")
    context = {
        "centre": centre,
        "page": page,
        "all": found,
        "sums": _sums(found),
        "as_of": found[0].compared.as_of if found else None,
        "on": today(),
        "candidates": [(one, candidate_words(one)) for one in proposed],
        "states": [(key, label) for key, (label, _keep) in NARROWED.items()],
        "state": state if state in NARROWED else "",
        "query": f"state={state}" if state in NARROWED else "",
        "takes": can(request, "documents.registers", centre),
        "enters": can(request, "registers.enter", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ผลการลดหนี้"), "", here=True)],
    }
    return render(request, "outcomes/outcomes.html", context)


@allowed("documents.registers")
def outcome_text(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The same as .csv, as it is narrowed on the page."""
    state = known_or_refused(request, "state", _("ผลการลดหนี้"), NARROWED)
    found = _narrowed(outcomes(centre, on=today()), state)
    shows(request, [row.compared.household.pk for row in found])
    head = (
        _("ครัวเรือน"), _("วันที่ของยอดตั้งต้น"), _("ตั้งต้น (บาท)"), _("ปัจจุบัน (บาท)"),
        _("ลดลง (บาท)"), _("ชำระตามสัญญา (บาท)"), _("เจ้าหนี้ลดให้ (บาท)"),
        _("ดอกเบี้ยและค่าปรับตามสัญญาที่เพิ่มขึ้น (บาท)"), _("ลดลงนอกสัญญา (บาท)"),
        _("หนี้ใหม่ (บาท)"), _("ไม่ปรากฏในทะเบียนของวันนี้ (บาท)"), _("ค้างชำระ"),
    )  # fmt: skip
    rows = (
        (
            row.compared.household.code,
            row.compared.baseline.as_of.isoformat(),
            *(
                f"{satang / 100:.2f}"
                for satang in (
                    row.compared.then_satang,
                    row.compared.now_satang,
                    row.reduced_satang,
                    row.repaid_satang,
                    row.let_go_satang,
                    row.accrued_satang,
                    row.outside_satang,
                    row.compared.new_satang,
                    row.compared.unstated_satang,
                )
            ),
            _("ใช่") if row.overdue else _("ไม่ใช่"),
        )
        for row in found
    )
    return file_response(csv_file(head, rows), f"outcomes-{centre.code}.csv")


def candidate_words(one: Candidate) -> str:
    """The rule that found a candidate, in one sentence."""
    compared = one.outcome.compared
    said = {
        "then": baht(compared.then_satang),
        "part": rate(one.outcome.reduced_bp),
        "least": rate(one.least_reduction_bp),
    }
    if one.rule == "cleared":
        return _("ปลดหนี้ทั้งหมด %(then)s บาท ไม่มีหนี้ใหม่") % said
    return _("ลดหนี้แล้ว %(part)s ของยอดตั้งต้น (เกณฑ์ %(least)s) ไม่ค้างชำระ ไม่มีหนี้ใหม่") % said


def _narrowed(found: tuple[Outcome, ...], state: str) -> list[Outcome]:
    if state not in NARROWED:
        return list(found)
    keep = NARROWED[state][1]
    return [one for one in found if keep(one)]


def _sums(found: tuple[Outcome, ...]) -> dict[str, Any]:
    return {
        "then": sum(one.compared.then_satang for one in found),
        "now": sum(one.compared.now_satang for one in found),
        "unstated_satang": sum(one.compared.unstated_satang for one in found),
        "as_of": found[0].compared.as_of if found else None,
        "repaid": sum(one.repaid_satang for one in found),
        "let_go": sum(one.let_go_satang for one in found),
        "accrued": sum(one.accrued_satang for one in found),
        "outside": sum(one.outside_satang for one in found),
        "new": sum(one.compared.new_satang for one in found),
        "reduced": sum(one.compared.is_reduced for one in found),
        "cleared": sum(one.compared.is_cleared for one in found),
    }
