"""What is done with a contract from its pages: drafted, signed, paid off, amended, ended."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from plodnee.casework.cases.agreement import Agreement, Missing
from plodnee.casework.cases.lacking import first_due_on, lacks_before_contract, lacks_of_time
from plodnee.casework.cases.selectors import agreement_of, open_case_of
from plodnee.contracts.basis import basis_of
from plodnee.contracts.drafting import (
    draft_contract,
    lending_codes,
    planned_parts,
    withdraw_draft,
)
from plodnee.contracts.errors import PaperMissing
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import (
    ContractState,
    contract_in_force,
    contract_state,
    draft_of,
    guarantors_bound,
    is_left,
)
from plodnee.contracts.states import ACTIVE, DRAFT, SETTLED, Deed
from plodnee.documents.contract_issuing import (
    creditors_in,
    issue_acknowledgement,
    issue_consent,
    issue_contract,
    issue_guarantee,
)
from plodnee.documents.contract_issuing_books import issue_settlement, issue_statement
from plodnee.engine.calendar import day_of_month
from plodnee.engine.money import format_baht
from plodnee.errors import Refusal
from plodnee.ledger.chart import Names
from plodnee.ledger.paying_off import Creditor, pay_off, payoffs_of
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.positions import payoff_of
from plodnee.ledger.repayments import record_repayment
from plodnee.ledger.signing import SignedPaper, cancel_and_reverse, refuse_paid, sign_and_open
from plodnee.organization.models import Centre
from plodnee.registers.models import Household, MemberGroup
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.books.wording import refusal_words
from plodnee.web.cases.page import lack_views
from plodnee.web.contracts.forming import (
    CONFLICT,
    UNPROCESSABLE,
    form_page,
    language,
    posted,
    to_contract,
)
from plodnee.web.contracts.forms import (
    EndingForm,
    PayoffForm,
    SettlingForm,
    SigningForm,
    WishForm,
)
from plodnee.web.contracts.page import (
    hand,
    household_trail,
    issued_contract,
    payoff_views,
    planned_views,
)
from plodnee.web.contracts.views import contract_at
from plodnee.web.trace import shows
from plodnee.web.trying import done


@allowed("contracts.draft", FORM)
def contract_new(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A contract drafted: the shape is chosen, looked at as it would be, then kept as a draft."""
    household = get_object_or_404(Household, pk=household_id, centre=centre)
    shows(request, [household.pk])
    standing = contract_in_force(household) or draft_of(household)
    case = open_case_of(household)
    agreement = agreement_of(case, on=today()) if case else None
    context: dict[str, Any] = {
        "centre": centre,
        "household": household,
        "standing": standing,
        "left": standing is not None and is_left(standing),
        "case": case,
        "missing": lack_views(_lacks(agreement), case) if agreement and case else [],
        "made_up": centre.is_demonstration,
        "trail": household_trail(centre, household, _("ร่างสัญญา")),
    }
    if standing is not None or case is None or agreement is None or context["missing"]:
        status = CONFLICT if request.method == "POST" else 200
        return render(request, "contracts/new.html", context, status=status)
    context["passed"] = _first_due_passed(agreement)
    form = WishForm(_sent(request), leads=_leads(centre, lending_codes(agreement)))
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                context |= planned_views(planned_parts(agreement, form.wish(), today()), centre)
                if request.method == "POST":
                    made = draft_contract(case=case, wish=form.wish(), by=hand(request))
                    messages.success(request, _("ร่างสัญญาแล้ว พิมพ์ให้ทุกฝ่ายลงนามได้จากหน้านี้"))
                    return to_contract(made)
                status = 200
            except Refusal as refusal:
                form.add_error(None, refusal.message(language()))
    return render(request, "contracts/new.html", context | {"form": form}, status=status)


def _lacks(agreement: Agreement) -> tuple[Missing, ...]:
    """What keeps a contract from being drafted today; first, that it would come too late."""
    late = lacks_of_time(agreement, today())
    lacks = lacks_before_contract(agreement)
    return (late, *lacks) if late else lacks


def _first_due_passed(agreement: Agreement) -> tuple[date, date] | None:
    """A first due date that has passed, and the last day on which the draft may put it instead."""
    first = first_due_on(agreement)
    return (first, day_of_month(first, 31)) if first is not None and first <= today() else None


@allowed("contracts.sign", FORM)
def contract_sign(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """The signing recorded: the contract in force, its books open, its old debts closed."""
    found = contract_state(contract_at(centre, contract_id))
    lent_on = found.contract.lent_on
    form = SigningForm(posted(request), seen=found.version, on=today(), lent_on=lent_on)
    if done(
        form,
        lambda: sign_and_open(
            contract=found.contract,
            paper=_paper_to_sign(found.contract),
            **_said(form, "signed_on", "seen"),
            by=hand(request),
        ),
    ):
        messages.success(request, _("บันทึกการลงนามแล้ว หนี้เดิมปิดและบัญชีตามสัญญาเปิดแล้ว"))
        return to_contract(found.contract)
    another = found.state == DRAFT and found.drafter_id != officer_of(request).pk
    unfounded = another and not basis_of(found, today()).stands
    need = _("ฐานของร่างสัญญานี้เปลี่ยนไป จึงบันทึกการลงนามไม่ได้ ดูเหตุที่หน้าสัญญา") if unfounded else ""
    opens = another and not unfounded
    return form_page(request, found, form, _("บันทึกการลงนาม"), opens, need=need)


def _paper_to_sign(contract: Contract) -> SignedPaper:
    """The contract's paper as it was issued.

    Raises: PaperMissing.
    """
    issued = issued_contract(contract)
    if issued is None:
        raise PaperMissing()
    return SignedPaper(issued.number, issued.pdf_sha256)


@allowed("contracts.draft", DEED)
def contract_issue(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """The contract and every paper that is signed with it, issued: the same bytes from then on."""
    found = contract_state(contract_at(centre, contract_id))
    actor, on = officer_of(request), today()
    issue_contract(found.contract, actor=actor, on=on)
    issue_acknowledgement(found.contract, actor=actor, on=on)
    for guarantor in guarantors_bound(found.contract):
        issue_guarantee(guarantor, actor=actor, on=on)
    for creditor in creditors_in(found.contract):
        issue_consent(found.contract, creditor, actor=actor, on=on)
    messages.success(request, _("ออกเอกสารแล้ว พิมพ์ทุกฉบับให้ลงนาม จากนี้เนื้อความไม่เปลี่ยน"))
    return to_contract(found.contract)


@allowed("books.post", DEED)
def contract_account(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """The statement of the day issued, and the letter that all was paid once it was."""
    found = contract_state(contract_at(centre, contract_id))
    actor, on = officer_of(request), today()
    issue_statement(found.contract, on, actor=actor, on=on)
    if found.steps[-1].deed == Deed.SETTLED:
        issue_settlement(found.contract, actor=actor, on=on)
    messages.success(request, _("ออกเอกสารแล้ว อยู่ในรายการเอกสารของสัญญา"))
    return to_contract(found.contract)


@allowed("contracts.draft", FORM)
def contract_withdraw(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """A draft withdrawn, once that was confirmed."""
    found = contract_state(contract_at(centre, contract_id))
    form = EndingForm(posted(request), initial={"seen": found.version})
    if done(
        form,
        lambda: withdraw_draft(
            contract=found.contract, **_said(form, "reason", "seen"), by=hand(request)
        ),
    ):
        messages.success(request, _("ยกเลิกร่างแล้ว"))
        return to_contract(found.contract)
    return form_page(request, found, form, _("ยกเลิกร่าง"), found.state == DRAFT)


@allowed("contracts.sign", FORM)
def contract_cancel(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """A contract cancelled before anything was paid: its old debts stand again."""
    found = contract_state(contract_at(centre, contract_id))
    form = EndingForm(posted(request), initial={"seen": found.version})
    if done(
        form,
        lambda: cancel_and_reverse(
            contract=found.contract, on=today(), **_said(form, "reason", "seen"), by=hand(request)
        ),
    ):
        messages.success(request, _("ยกเลิกสัญญาแล้ว หนี้เดิมกลับคืนทุกรายการ"))
        return to_contract(found.contract)
    need = _against_cancelling(request, found) if found.state == ACTIVE else ""
    opens = found.state == ACTIVE and not need
    return form_page(request, found, form, _("ยกเลิกสัญญา"), opens, need=need)


def _against_cancelling(request: HttpRequest, found: ContractState) -> str:
    """Why a contract in force is not cancelled by whoever asks, and the way out; empty if it is."""
    try:
        refuse_paid(found)
    except Refusal as refusal:
        return refusal_words(refusal)
    signing = found.signing
    own = signing is not None and signing.done_by_id == officer_of(request).pk
    return _("ท่านเป็นผู้บันทึกการลงนามสัญญานี้ ให้กรรมการหรือเจ้าหน้าที่อีกคนตรวจเหตุผลและยกเลิก") if own else ""


@allowed("books.post", FORM)
def contract_pay_off(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """That the lead fund paid a creditor for the debts it took over; sent twice, one entry."""
    found = contract_state(contract_at(centre, contract_id))
    owed = {_payoff_key(one.creditor): one.creditor for one in payoffs_of(found)}
    views = payoff_views(found)
    initial = {"seen": found.version, "paid_on": today()}
    named = list(zip(owed, (str(one) for one in views), strict=True))
    form = PayoffForm(posted(request), initial=initial, creditors=named)
    if done(
        form,
        lambda: pay_off(
            contract=found.contract,
            creditor=owed[form.cleaned_data["creditor"]],
            **_said(form, "paid_on", "receipt", "seen"),
            by=hand(request),
        ),
    ):
        messages.success(request, _("บันทึกการชำระแทนแล้ว"))
        return to_contract(found.contract)
    signed = found.state in (ACTIVE, SETTLED)
    none = signed and not owed
    need = _("สัญญานี้ไม่มีเจ้าหนี้รายใดที่กองทุนหลักต้องจ่ายชำระแทน") if none else ""
    opens = signed and bool(owed)
    said = {"need": need, "payoffs": views if signed else []}
    return form_page(request, found, form, _("กองทุนหลักจ่ายชำระแทน"), opens, **said)


@allowed("books.post", FORM)
def contract_settle(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """All that is owed paid at once: the contract settled; sent twice, one entry."""
    found = contract_state(contract_at(centre, contract_id))
    owed = sum(one.total for one in payoff_of(found, today()).values())
    initial = {
        "received_on": today(),
        "amount": format_baht(owed) if owed else "",
        "place": Place.CASH,
        "entry": uuid4(),
    }
    form = SettlingForm(posted(request), initial=initial)
    if done(
        form,
        lambda: record_repayment(
            contract=found.contract, received=form.received(), by=hand(request)
        ),
    ):
        messages.success(request, _("รับชำระครบและปิดสัญญาแล้ว พิมพ์ใบเสร็จและออกหนังสือรับรองได้"))
        return to_contract(found.contract)
    opens = found.state == ACTIVE and bool(owed)
    return form_page(request, found, form, _("รับชำระปิดสัญญา"), opens, tells_unpaid=True)


def _said(form: forms.Form, *names: str) -> dict[str, Any]:
    """What a valid form says under these names."""
    return {name: form.cleaned_data[name] for name in names}


def _payoff_key(creditor: Creditor) -> str:
    """What the form calls a creditor."""
    return f"{'g' if isinstance(creditor, MemberGroup) else 'o'}{creditor.pk}"


def _leads(centre: Centre, lending: frozenset[str]) -> list[tuple[MemberGroup, str]]:
    names = Names.of(centre)
    groups = MemberGroup.objects.filter(centre=centre, code__in=lending).order_by("code")
    return [(group, names.group(group)) for group in groups]


def _sent(request: HttpRequest) -> Any:
    """What was chosen: posted to keep it, or asked for to look at it."""
    if request.method == "POST":
        return request.POST
    return request.GET if "shape" in request.GET else None
