"""What the pages that change a contract have alike: a form, shown with its refusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import ContractState
from plodnee.web.contracts.page import contract_context, contract_trail
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows

UNPROCESSABLE, CONFLICT = 422, 409


def posted(request: HttpRequest) -> Any:
    """What was sent; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    found: ContractState,
    form: Any,
    page: str,
    opens: bool,
    **more: Any,
) -> HttpResponse:
    """The form of a contract, with what it says above and the contract below."""
    contract = found.contract
    shows(request, [contract.household_id])
    context = {
        **contract_context(request, contract.centre, found),
        "form": form,
        "page_name": page,
        "opens": opens,
        "back": reverse("contract", args=[contract.centre_id, contract.pk]),
        "trail": contract_trail(contract.centre, contract, page),
        **more,
    }
    taken_back = form.is_bound and not more.get("looked")
    status = UNPROCESSABLE if taken_back else 200
    return render(request, "contracts/form.html", context, status=status)


def language() -> str:
    """The reader's language."""
    return "en" if english() else "th"


def to_contract(contract: Contract) -> HttpResponse:
    """Back to the contract's page."""
    return redirect("contract", centre_code=contract.centre_id, contract_id=contract.pk)
