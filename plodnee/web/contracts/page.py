"""What the page of a contract shows: its parts with who has what, old debts, schedule, steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plodnee.audit.subjects import open_column
from plodnee.casework.cases.selectors import last_state_of
from plodnee.casework.cases.states import State
from plodnee.casework.rules.services import Hand
from plodnee.contracts.basis import admissions_behind, basis_of
from plodnee.contracts.drafting import PlannedTranche
from plodnee.contracts.ending import approval_of, recorded_proposals
from plodnee.contracts.models import AmendmentProposal, Contract, ContractStep
from plodnee.contracts.parts import PlannedPart
from plodnee.contracts.selectors import ContractState, PartState
from plodnee.contracts.states import ACTIVE, DRAFT, SETTLED, Deed
from plodnee.documents.contract_issuing import issued_amendment, papers_of
from plodnee.documents.contracts import contract_duty
from plodnee.documents.models import IssuedDocument
from plodnee.documents.outdated import outdated_papers
from plodnee.engine.contract_history import Row, schedule_of
from plodnee.ledger.amending import overtaken_on
from plodnee.ledger.chart import Names
from plodnee.ledger.models import Repayment
from plodnee.ledger.paying_off import Payoff, payoffs_of
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.web.access import can, officer_of, today
from plodnee.web.cases.page import lack_views
from plodnee.web.contracts.guarantors import answer_words, guarantor_labels, guarantor_views
from plodnee.web.contracts.resolved import adjustment_views
from plodnee.web.contracts.wording import (
    KINDS,
    OUTDATED,
    PAPERS,
    SHAPES,
    UNFOUNDED,
    amendment_words,
    next_words,
    part_words,
    proposal_words,
    state_words,
    step_words,
)
from plodnee.web.frame import Link, trail_to
from plodnee.web.templatetags.wording import baht


@dataclass(frozen=True, slots=True)
class PartView:
    """A part in words: who has how much in it, and the debts that came in."""

    title: str
    shares: tuple[tuple[str, int], ...]
    amended: tuple[list[str], ...]


@dataclass(frozen=True, slots=True)
class DueView:
    """All that falls due on one day, over every part; `moved` was laid on later days; satang."""

    n: int
    due_on: date
    principal: int
    interest: int
    left: int
    moved: int = 0

    @property
    def total(self) -> int:
        """Principal and interest."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in words, with what guarantors said to it."""

    words: str
    who: str
    step: ContractStep
    guarantors: tuple[str, ...] = ()


def issued_contract(contract: Contract) -> IssuedDocument | None:
    """The contract's own paper as issued; None before."""
    return papers_of(contract).filter(kind=IssuedDocument.Kind.CONTRACT).first()


def hand(request: HttpRequest) -> Hand:
    """Who asks, on which day, at what moment."""
    return Hand(officer_of(request), today(), timezone.now())


def contract_context(request: HttpRequest, centre: Centre, found: ContractState) -> dict[str, Any]:
    """Everything that the page of a contract shows."""
    contract, names = found.contract, Names.of(centre)
    labels = guarantor_labels(found, names)
    own_draft = found.drafter_id == officer_of(request).pk
    basis = basis_of(found, today()) if found.state == DRAFT else None
    unfounded = basis is not None and not basis.stands
    return {
        "centre": centre,
        "contract": contract,
        "found": found,
        "household": contract.household,
        "borrower": f"{contract.borrower.title}{contract.borrower.full}",
        "shape": SHAPES[Contract.Shape(contract.shape)],
        "lead": names.group(contract.lead) if contract.lead else "",
        "state": state_words(found),
        "next": _("ยกเลิกร่าง หรือแก้สิ่งที่ขาดก่อน") if unfounded else _next_words(found, own_draft),
        "unfounded": unfounded,
        "lacks": lack_views(basis.lacks, contract.case) if basis else [],
        "late_draft": is_late_draft(found),
        "parts": [_part_view(one, names) for one in found.parts],
        "sources": _source_rows(found, names),
        "let_in": _let_in(found, names) if basis else [],
        **schedule_context(found),
        "guarantors": guarantor_views(found, names),
        "history": [_step_view(step, labels) for step in reversed(found.steps)],
        **_deeds(request, centre, found, own_draft, unfounded=unfounded),
        "adjustments": adjustment_views(found),
        "proposals": _proposals(found),
        "duty": contract_duty(found, found.signing.counts_from if found.signing else today()),
        "receipt": _last_receipt(contract) if found.state == SETTLED else None,
        "takes": can(request, "documents.registers", centre),
        "papers": _papers(found, unfounded=unfounded),
        "settled": found.steps[-1].deed == Deed.SETTLED,
        "unpaid": unpaid_views(found),
        "made_up": centre.is_demonstration,
        "trail": contract_trail(centre, contract),
    }


def schedule_context(found: ContractState) -> dict[str, Any]:
    """The schedule of a contract, amendments included, and what it comes to."""
    dues = due_views(one.rows for one in found.parts)
    return {
        "dues": dues,
        "total_interest": sum(due.interest for due in dues),
        "total_paid": sum(due.total for due in dues),
    }


def _next_words(found: ContractState, own_draft: bool) -> str:
    last_state = last_state_of(found.contract.household) if found.state == ACTIVE else ""
    return next_words(found, own_draft, today(), deceased=last_state == State.DECEASED)


def _deeds(
    request: HttpRequest, centre: Centre, found: ContractState, own_draft: bool, *, unfounded: bool
) -> dict[str, bool]:
    """What whoever asks may do with the contract as it stands."""
    is_draft, in_force = found.state == DRAFT, found.state == ACTIVE
    signs = can(request, "contracts.sign", centre)
    drafts = can(request, "contracts.draft", centre)
    posts = can(request, "books.post", centre)
    return {
        "signs": signs and is_draft and not own_draft and not unfounded,
        "own_draft": own_draft and is_draft,
        "withdraws": drafts and is_draft,
        "issues": drafts
        and is_draft
        and not is_late_draft(found)
        and not unfounded
        and issued_contract(found.contract) is None,
        "amends": signs and in_force,
        "issues_amendments": drafts and in_force,
        "settles": posts and in_force,
        "pays_off": posts and found.state in (ACTIVE, SETTLED) and bool(payoffs_of(found)),
        "accounts": posts and found.signing is not None,
    }


def is_late_draft(found: ContractState) -> bool:
    """Whether it is a draft whose first due date has passed, so that nobody signs it any more."""
    return found.state == DRAFT and found.first_due_on <= today()


@dataclass(frozen=True, slots=True)
class PayoffView:
    """What a lead fund pays a creditor, with the creditor's name."""

    name: str
    payoff: Payoff

    def __str__(self) -> str:
        said = {"name": self.name, "sum": baht(self.payoff.total)}
        if self.payoff.paid:
            return _("%(name)s %(sum)s บาท (บันทึกจ่ายแล้ว)") % said
        return _("%(name)s %(sum)s บาท") % said


def payoff_views(found: ContractState) -> list[PayoffView]:
    """Whom the lead fund pays for the contract, with how much and whether it did."""
    names = Names.of(found.contract.centre)
    return [PayoffView(names.creditor(one.creditor), one) for one in payoffs_of(found)]


def unpaid_views(found: ContractState) -> list[PayoffView]:
    """Whom the lead fund took over from and has not paid, while the contract stands."""
    stands = found.state in (ACTIVE, SETTLED)
    return [one for one in payoff_views(found) if one.payoff.paid is None] if stands else []


@dataclass(frozen=True, slots=True)
class PaperView:
    """An issued paper by its name, and why it holds no longer where that is so."""

    paper: IssuedDocument
    name: Promise
    outdated: Promise | str


def _papers(found: ContractState, *, unfounded: bool) -> list[PaperView]:
    papers = list(papers_of(found.contract))
    outdated = outdated_papers(found, papers)
    otherwise = UNFOUNDED if unfounded else ""
    return [
        PaperView(
            one, PAPERS[one.kind], OUTDATED[outdated[one.pk]] if one.pk in outdated else otherwise
        )
        for one in papers
    ]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What was proposed to change, in words; whether it is resolved, and the paper to be signed.

    `overtaken_on` is the day of a later entry for which it has to be proposed anew.
    """

    words: str
    proposal: AmendmentProposal
    approved: bool
    paper: IssuedDocument | None
    overtaken_on: date | None


def _proposals(found: ContractState) -> list[ProposalView]:
    """What was proposed to change and is not recorded yet."""
    recorded = recorded_proposals(found)
    rows = found.contract.proposals.select_related("proposed_by", "contract__household")
    return [
        ProposalView(
            proposal_words(one),
            one,
            approval_of(one) is not None,
            issued_amendment(one),
            overtaken_on(one),
        )
        for one in rows.order_by("proposed_at")
        if str(one.pk) not in recorded
    ]


def _last_receipt(contract: Contract) -> Repayment | None:
    """The repayment with which a settled contract ended."""
    paid = contract.repayments.filter(entry__reversed_by__isnull=True).select_related("entry")
    return paid.order_by("-entry__number").first()


def contract_trail(centre: Centre, contract: Contract | None = None, page: str = "") -> list[Link]:
    """The way to a contract, and to a form of it."""
    links = [*trail_to(centre), Link(_("สัญญา"), reverse("contracts", args=[centre.code]))]
    if contract is not None:
        url = reverse("contract", args=[centre.code, contract.pk])
        links.append(Link(_("สัญญาเลขที่ %(n)s") % {"n": contract.number}, url, here=not page))
    if page:
        links.append(Link(page, "", here=True))
    return links


def household_trail(centre: Centre, household: Household, page: str) -> list[Link]:
    """The way to a form of a household's contract."""
    url = reverse("household", args=[centre.code, household.pk])
    return [*trail_to(centre), Link(household.code, url), Link(page, "", here=True)]


def due_views(parts: Iterable[Sequence[Row]]) -> list[DueView]:
    """What falls due day by day, all parts together, with the principal left after it."""
    days: dict[date, list[Row]] = {}
    left = 0
    for rows in parts:
        left += sum(row.principal for row in rows)
        for row in rows:
            days.setdefault(row.due_on, []).append(row)
    found = []
    for n, day in enumerate(sorted(days), start=1):
        principal = sum(row.principal for row in days[day])
        left -= principal
        interest = sum(row.interest for row in days[day])
        moved = sum(row.moved for row in days[day])
        found.append(DueView(n, day, principal, interest, left, moved))
    return found


def planned_views(
    parts: Sequence[tuple[PlannedPart, tuple[PlannedTranche, ...]]], centre: Centre
) -> dict[str, Any]:
    """What a contract would be under a wish: its parts with their shares, and its schedule."""
    names = Names.of(centre)
    dues = due_views(schedule_of(part.terms) for part, _tranches in parts)
    return {
        "planned": [
            PartView(
                str(KINDS[part.kind]),  # type: ignore[index]  # the same words
                tuple((names.group(one.group), one.principal_satang) for one in tranches),
                (),
            )
            for part, tranches in parts
        ],
        "dues": dues,
        "principal": sum(part.terms.principal_satang for part, _tranches in parts),
        "total_interest": sum(due.interest for due in dues),
        "total_paid": sum(due.total for due in dues),
    }


def _part_view(one: PartState, names: Names) -> PartView:
    shares = tuple((names.group(row.group), row.principal_satang) for row in one.tranches)
    return PartView(part_words(one), shares, tuple(map(amendment_words, one.amendments)))


@dataclass(frozen=True, slots=True)
class LetInView:
    """A debt that came in without its balance being confirmed: how much, why, and who let it in."""

    creditor: str
    satang: int
    reason: str
    who: str
    on: date


def _let_in(found: ContractState, names: Names) -> list[LetInView]:
    views = []
    for one in admissions_behind(found):
        creditor = one.debt.group or one.debt.outside_creditor
        assert creditor is not None
        views.append(
            LetInView(
                creditor=names.creditor(creditor),
                satang=one.owed_satang,
                reason=open_column(one, "sealed_reason"),
                who=str(one.admitted_by) if one.admitted_by else _("ผู้ดูแลเครื่อง"),
                on=one.admitted_on,
            )
        )
    return views


def _source_rows(found: ContractState, names: Names) -> list[dict[str, Any]]:
    """The old debts, each once, with all that went in."""
    by_debt: dict[Any, dict[str, Any]] = {}
    for source in found.sources:
        debt = source.debt
        creditor = debt.group or debt.outside_creditor
        assert creditor is not None
        row = by_debt.setdefault(
            debt.pk,
            {"creditor": names.creditor(creditor), "principal": 0, "interest": 0, "penalty": 0},
        )
        row["principal"] += source.principal_satang
        row["interest"] += source.interest_satang
        row["penalty"] += source.penalty_satang
    for row in by_debt.values():
        row["total"] = row["principal"] + row["interest"] + row["penalty"]
    return list(by_debt.values())


def _step_view(step: ContractStep, labels: dict[int, str]) -> StepView:
    who = str(step.done_by) if step.done_by else _("ผู้ดูแลเครื่อง")
    return StepView(step_words(step), who, step, tuple(answer_words(step, labels)))
