"""Pages of contracts to read: the list of a centre, one contract."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state, contracts, contracts_of
from plodnee.contracts.states import Deed
from plodnee.organization.models import Centre
from plodnee.web.access import FORM, allowed, today
from plodnee.web.contracts.page import contract_context, contract_trail
from plodnee.web.contracts.standing import standing_of
from plodnee.web.contracts.wording import SHAPES, deed_words
from plodnee.web.csv_files import csv_file
from plodnee.web.left_out import known_or_refused, known_or_told
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows

ROWS_A_PAGE, LONGEST_SEARCH = 25, 80
SEARCH = "contracts"
# What the list is narrowed to -> the last deeds that are meant.
NARROWED = {
    "draft": (gettext_lazy("รอลงนาม"), (Deed.DRAFTED,)),
    "active": (gettext_lazy("ใช้บังคับ"), (Deed.SIGNED, Deed.AMENDED, Deed.REOPENED)),
    "ended": (gettext_lazy("สิ้นสุดแล้ว"), (Deed.SETTLED, Deed.CANCELLED, Deed.WITHDRAWN)),
}


@allowed("households.view", FORM)
def contract_list(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The contracts of a centre, the latest first, by state and by number or household."""
    if request.method == "POST":
        keep_search(request, SEARCH, centre, request.POST.get("q", "")[:LONGEST_SEARCH])
        return redirect("contracts", centre_code=centre.code)
    words = searched(request, SEARCH, centre)
    state = known_or_told(request, "state", _("สถานะ"), NARROWED)
    found = _narrowed(centre, words, state)
    narrowed = {"state": state} if state else {}
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(contract) for contract in page]
    shows(request, [row["contract"].household_id for row in rows])
    context = {
        "centre": centre,
        "page": page,
        "rows": rows,
        "words": words,
        "state": state,
        "states": [(key, label) for key, (label, _deeds) in NARROWED.items()],
        "query": urlencode(narrowed | in_links(request, SEARCH, centre)),
        "made_up": centre.is_demonstration,
        "trail": contract_trail(centre),
    }
    return render(request, "contracts/contracts.html", context)


@allowed("documents.registers")
def contract_text(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The list as .csv, as it is narrowed on the page."""
    state = known_or_refused(request, "state", _("สถานะ"), NARROWED)
    found = list(_narrowed(centre, searched(request, SEARCH, centre), state))
    shows(request, [contract.household_id for contract in found])
    head = (
        _("เลขที่สัญญา"),
        _("ครัวเรือน"),
        _("ผู้กู้"),
        _("รูปแบบ"),
        _("เงินต้น (บาท)"),
        _("สถานะ"),
        _("วันที่"),
    )
    rows = (
        (
            contract.number,
            contract.household.code,
            f"{contract.borrower.title}{contract.borrower.full}",
            str(SHAPES[Contract.Shape(contract.shape)]),
            f"{contract.principal_satang / 100:.2f}",
            deed_words(contract.deed),
            contract.deed_on.isoformat(),
        )
        for contract in found
    )
    return file_response(csv_file(head, rows), f"contracts-{centre.code}.csv")


def _narrowed(centre: Centre, words: str, state: str) -> Any:
    found: Any = contracts_of(centre)
    if state in NARROWED:
        found = found.filter(deed__in=NARROWED[state][1])
    for word in words.split():
        number, _slash, year = word.partition("/")
        if number.isascii() and number.isdigit() and year.isascii() and year.isdigit():
            found = found.filter(sequence=int(number[:9]), year_be=int(year[:4]))
        else:
            by_name = contracts().filter(borrower__full__icontains=word)
            by_code = contracts().filter(household__code__icontains=word)
            found = found.filter(pk__in=(by_name | by_code).values("pk"))
    return found


def _row(contract: Any) -> dict[str, Any]:
    return {
        "contract": contract,
        "borrower": f"{contract.borrower.title}{contract.borrower.full}",
        "shape": SHAPES[Contract.Shape(contract.shape)],
        "state": deed_words(contract.deed),
        "day": contract.deed_on,
    }


@allowed("households.view")
def contract(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """One contract: parts, old debts, schedule, steps, and what may be done with it."""
    found = contract_state(contract_at(centre, contract_id))
    shows(request, [found.contract.household_id])
    context = contract_context(request, centre, found) | {"standing": standing_of(found, today())}
    return render(request, "contracts/contract.html", context)


def contract_at(centre: Centre, contract_id: UUID) -> Contract:
    """The contract of the centre; else a 404."""
    related = Contract.objects.select_related("centre", "household", "borrower", "lead", "case")
    return get_object_or_404(related, pk=contract_id, centre=centre)
