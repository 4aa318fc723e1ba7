"""Questions about contracts: where one stands, its terms as amended, whose debts are in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from plodnee.casework.cases.states import ENDED as ENDED_CASES
from plodnee.casework.cases.states import Deed as CaseDeed
from plodnee.casework.cases.states import State
from plodnee.casework.models import CaseStep, GuarantorReply
from plodnee.casework.plain_facts import from_plain
from plodnee.contracts.models import (
    ActiveContract,
    Contract,
    ContractGuarantor,
    ContractStep,
    Part,
    SourceDebt,
    Tranche,
)
from plodnee.contracts.states import ACTIVE, DRAFT, SETTLED, Deed, state_after
from plodnee.engine.contract_history import Amendment, RepaymentTerms, Row, schedule_of
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import household_roots, together


@dataclass(frozen=True, slots=True)
class PartState:
    """A part with its terms as signed, and what was agreed to change since, the earliest first."""

    part: Part
    terms: RepaymentTerms
    amendments: tuple[Amendment, ...]
    tranches: tuple[Tranche, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What falls due when, amendments included."""
        return schedule_of(self.terms, self.amendments)


@dataclass(frozen=True, slots=True)
class ContractState:
    """A contract after every step so far."""

    contract: Contract
    steps: tuple[ContractStep, ...]
    parts: tuple[PartState, ...]

    @property
    def state(self) -> str:
        """Draft, active or ended."""
        return state_after(self.steps[-1].deed)

    @property
    def version(self) -> int:
        """The number of the last step: what whoever takes the next one must have seen."""
        return self.steps[-1].sequence

    @property
    def signing(self) -> ContractStep | None:
        """The step by which it was signed."""
        return next((step for step in self.steps if step.deed == Deed.SIGNED), None)

    @property
    def drafter_id(self) -> int | None:
        """Who drafted it."""
        return self.steps[0].done_by_id

    @property
    def first_due_on(self) -> date:
        """The first due date of any part, as signed."""
        return min(one.terms.first_due_on for one in self.parts)

    @property
    def last_due_on(self) -> date:
        """The last due date of any part, amendments included."""
        return max(one.rows[-1].due_on for one in self.parts)

    @property
    def sources(self) -> tuple[SourceDebt, ...]:
        """The old debts, part by part."""
        return tuple(
            source
            for one in self.parts
            for tranche in one.tranches
            for source in tranche.sources.all()
        )


def version_of(contract: Contract) -> int:
    """The number of a contract's last step; 0 before the first."""
    return contract.steps.aggregate(last=Max("sequence"))["last"] or 0


def contract_state(contract: Contract) -> ContractState:
    """The contract after every step so far."""
    steps = tuple(contract.steps.select_related("done_by", "resolution").order_by("sequence"))
    changes: dict[int, list[Amendment]] = {}
    for step in steps:
        if step.amendment is not None:
            made = from_plain(Amendment, step.amendment["change"])
            changes.setdefault(step.amendment["part"], []).append(made)
    parts = contract.parts.prefetch_related(
        "tranches__group", "tranches__sources__debt__group", "tranches__sources__debt__household"
    )
    return ContractState(
        contract=contract,
        steps=steps,
        parts=tuple(
            PartState(
                part=part,
                terms=from_plain(RepaymentTerms, part.terms),
                amendments=tuple(changes.get(part.position, ())),
                tranches=tuple(part.tranches.all()),
            )
            for part in parts.order_by("position")
        ),
    )


@dataclass(frozen=True, slots=True)
class Guarantee:
    """How a guarantor stands after every step: up to how much and until when, or free.

    `said_on` is the day of the last answer to an amendment; None before the first.
    """

    row: ContractGuarantor
    most_satang: int | None
    until: date | None
    is_bound: bool
    said_on: date | None


def guarantees_of(contract: Contract) -> list[Guarantee]:
    """Every guarantor of the contract as they stand now, whoever is free too, by position."""
    said: dict[int, dict[str, Any]] = {}
    for amendment in contract.steps.order_by("sequence").values_list("amendment", flat=True):
        answers = ((amendment or {}).get("guarantors") or {}).items()
        said |= {int(key): answer for key, answer in answers}
    related = ("reply__debt__group", "reply__debt__outside_creditor", "contract__centre")
    rows = contract.guarantors.select_related(*related).order_by("position")
    return [_guarantee(row, said.get(row.position)) for row in rows]


def _guarantee(row: ContractGuarantor, last: dict[str, Any] | None) -> Guarantee:
    """What a guarantor said last, of the contract or to an amendment of it."""
    reply, consented = row.reply, GuarantorReply.Answer.CONSENTED
    if last is None:
        bound = reply.answer == consented
        return Guarantee(row, reply.most_satang, reply.guaranteed_until, bound, None)
    until = last.get("until")
    return Guarantee(
        row=row,
        most_satang=last.get("most_satang", reply.most_satang),
        until=date.fromisoformat(until) if until else reply.guaranteed_until,
        is_bound=last["answer"] == consented,
        said_on=date.fromisoformat(last["on"]),
    )


def guarantors_bound(contract: Contract) -> list[ContractGuarantor]:
    """Who answers for the contract now: who consented, and whom no extension of time freed."""
    return [one.row for one in guarantees_of(contract) if one.is_bound]


def contracts() -> QuerySet[Contract]:
    """Every contract with `deed`, its last deed, and `deed_on`, the day from which that counts."""
    last = ContractStep.objects.filter(contract=OuterRef("pk")).order_by("-sequence")
    rows = Contract.objects.annotate(
        deed=Subquery(last.values("deed")[:1]), deed_on=Subquery(last.values("counts_from")[:1])
    )
    return rows.select_related("centre", "household", "borrower", "lead")


def contracts_of(centre: Centre) -> QuerySet[Contract]:
    """The centre's contracts, the latest number first."""
    return contracts().filter(centre=centre).order_by("-year_be", "-sequence")


def contracts_of_household(household: Household) -> list[Contract]:
    """The household's contracts and drafts, the latest first."""
    return list(contracts().filter(household=household).order_by("-year_be", "-sequence"))


def contract_numbered(centre: Centre, year_be: int, sequence: int) -> Contract | None:
    """One contract of a centre by its number."""
    return contracts().filter(centre=centre, year_be=year_be, sequence=sequence).first()


def contract_in_force(household: Household) -> Contract | None:
    """The household's contract in force, under whichever of its codes; None where there is none."""
    rows = ActiveContract.objects.filter(household__in=_codes_of(household))
    found = rows.select_related("contract").order_by("contract__year_be", "contract__sequence")
    first = found.first()
    return first.contract if first else None


def draft_of(household: Household) -> Contract | None:
    """The household's standing draft, under whichever of its codes; None where there is none."""
    later = ContractStep.objects.filter(contract=OuterRef("pk"), sequence__gt=1)
    drafts = Contract.objects.filter(~Exists(later), household__in=_codes_of(household))
    return drafts.order_by("-year_be", "-sequence").first()


def drafts_unfounded(centres: Collection[Centre] | QuerySet[Centre, Centre]) -> QuerySet[Contract]:
    """Drafts of these centres whose case is agreed no longer, or was agreed on anew since.

    What else a draft may lack stands with its case, which waits for its contract.
    """
    steps = CaseStep.objects.filter(case=OuterRef("case"))
    last = steps.order_by("-sequence").values("state")[:1]
    made = ContractStep.objects.filter(contract=OuterRef("pk"), sequence=1).values("done_at")
    later = ContractStep.objects.filter(contract=OuterRef("pk"), sequence__gt=1)
    drafts = Contract.objects.filter(~Exists(later), centre__in=centres)
    anew = steps.filter(deed=CaseDeed.AGREED, done_at__gt=OuterRef("drafted_at"))
    found = drafts.annotate(drafted_at=Subquery(made[:1]), case_state=Subquery(last))
    unfounded = ~Q(case_state=State.AGREED) | Exists(anew)
    related = found.filter(unfounded).select_related("centre", "household")
    return related.order_by("year_be", "sequence")


def is_left(contract: Contract) -> bool:
    """Whether it is a draft whose case is over: it stands in the way of a new case's contract."""
    later = contract.steps.filter(sequence__gt=1).exists()
    last = contract.case.steps.order_by("-sequence").values_list("state", flat=True).first()
    return not later and last in ENDED_CASES


def _codes_of(household: Household) -> set[UUID]:
    """The household's entries in the register, whatever code it was joined to."""
    return together([household.pk], household_roots(household.centre_id))


def active_states(centre: Centre) -> list[ContractState]:
    """Every contract in force of a centre, by household's code."""
    rows = Contract.objects.filter(in_force__isnull=False, centre=centre)
    return [contract_state(row) for row in rows.order_by("household__code")]


def is_draft(state: ContractState) -> bool:
    """Whether it still waits for its signing."""
    return state.state == DRAFT


def is_active(state: ContractState) -> bool:
    """Whether it is in force."""
    return state.state == ACTIVE


def is_settled(state: ContractState) -> bool:
    """Whether everything was paid on it."""
    return state.state == SETTLED


def owed_at_signing(sources: Sequence[SourceDebt]) -> int:
    """All that the old debts brought in, satang."""
    return sum(source.total_satang for source in sources)
