"""The papers of a contract gathered from it and from what it rests on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee import policy
from plodnee.casework.cases.agreement import Agreement
from plodnee.casework.cases.selectors import agreement_of
from plodnee.contracts.models import Contract, ContractGuarantor, Part, SourceDebt
from plodnee.contracts.selectors import ContractState, PartState, contract_state
from plodnee.documents.facts.contracts import (
    AcknowledgementFacts,
    Borrower,
    ConsentFacts,
    ContractPaperFacts,
    ContractPart,
    FundShare,
    GuaranteeFacts,
    GuarantorLine,
    Instalment,
    NewTerms,
    OldDebt,
    PaperHead,
    Resolved,
)
from plodnee.documents.facts.privacy import printable
from plodnee.engine.appropriation import order_in_force
from plodnee.engine.contract_history import Row
from plodnee.engine.national_id import is_made_up, mask, masked_within
from plodnee.engine.stamp_duty import duty_on_duplicate, duty_on_guarantee, duty_on_loan
from plodnee.organization import gazetteer
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.entries.present import states_of_debts
from plodnee.registers.models import Debt, DebtState, MemberGroup, MemberGroupState, WrittenName


@dataclass(frozen=True, slots=True)
class Gathered:
    """A contract with the names and the register's rows that its papers speak of."""

    state: ContractState
    names: dict[int, str]
    debts: dict[UUID, DebtState]

    @property
    def contract(self) -> Contract:
        """The contract."""
        return self.state.contract

    def fund(self, group: MemberGroup) -> str:
        """A fund's name."""
        return clean(self.names.get(group.pk, group.code))

    def creditor(self, debt: Debt) -> str:
        """Whom an old debt was owed to."""
        return clean(creditor_name(debt, self.names))

    def old_debt(self, debt: Debt) -> OldDebt:
        """What the contract took of a debt."""
        sources = [one for one in self.state.sources if one.debt_id == debt.pk]
        stated_as = self.debts.get(debt.pk)
        return OldDebt(
            creditor=self.creditor(debt),
            contract_number=clean(stated_as.contract_number) if stated_as else "",
            borrowed_on=stated_as.borrowed_on if stated_as else None,
            stated_on=stated_as.batch.as_of if stated_as else self.contract.interest_from,
            principal_satang=sum(one.principal_satang for one in sources),
            interest_satang=sum(one.interest_satang for one in sources),
            penalty_satang=sum(one.penalty_satang for one in sources),
            taken_over_satang=sum(one.total_satang for one in sources if _is_taken_over(one)),
        )

    def old_debts(self) -> tuple[OldDebt, ...]:
        """Every debt that went into the contract, in its order."""
        debts = {one.debt_id: one.debt for one in self.state.sources}
        return tuple(self.old_debt(debt) for debt in debts.values())


def gathered(contract: Contract) -> Gathered:
    """The contract with names and rows of its centre's register on the day of the balances."""
    state = contract_state(contract)
    sources = {one.debt_id for one in state.sources}
    debts = states_of_debts(contract.centre, sources, contract.interest_from)
    return Gathered(state, group_names(contract.centre_id), debts)


def paper_head(contract: Contract, on: date, suffix: str = "") -> PaperHead:
    """What each paper of the contract says of itself; its number is the contract's with a suffix.

    Source: house rule; the letter tells the kind of paper, so that numbers never clash.
    """
    centre: Centre = contract.centre
    number = f"{contract.number}-{suffix}" if suffix else contract.number
    place = gazetteer.names(centre.pk)
    own = _national_id(contract.borrower)
    return PaperHead(
        number=number,
        contract_number=contract.number,
        centre=clean(centre.name),
        place=place.th() if place else "",
        made_on=on,
        is_made_up=centre.is_demonstration or is_made_up(own),
    )


def contract_paper_facts(contract: Contract, on: date) -> ContractPaperFacts:
    """The facts of the contract itself, made on a day."""
    found, agreement = gathered(contract), agreement_of(contract.case, on=on)
    spouse = agreement.spouse if agreement.spouse and agreement.spouse.consented else None
    duty = contract_duty(found.state, on)
    return ContractPaperFacts(
        head=paper_head(contract, on),
        shape=contract.shape,  # type: ignore[arg-type]  # the model's own choices
        borrower=borrower_of(contract),
        spouse=clean(spouse.name) if spouse else "",
        lead=found.fund(contract.lead) if contract.lead else "",
        funds=funds_of(found),
        interest_from=contract.interest_from,
        lent_on=contract.lent_on,
        old_debts=found.old_debts(),
        parts=tuple(part_facts(found, one) for one in found.state.parts),
        guarantors=tuple(_guarantor_line(found, one) for one in guarantors_of(contract)),
        resolution=_own_resolution(agreement),
        creditors=_creditors(found, agreement),
        order=order_in_force(on),
        default_rate_bp=int(policy.in_force("interest", on).values["default_interest_bp"]),
        notice_days=_notice_days(on),
        duty_satang=duty,
        copy_duty_satang=duty_on_duplicate(duty, on),
        first_by_days=any(one.terms.day_count == "30/360" for one in found.state.parts),
    )


def guarantee_facts(one: ContractGuarantor, on: date) -> GuaranteeFacts:
    """The facts of the guarantee of somebody who guarantees anew."""
    contract, reply = one.contract, one.reply
    assert reply.most_satang is not None
    assert reply.guaranteed_until is not None
    found = gathered(contract)
    return GuaranteeFacts(
        head=paper_head(contract, on, f"ค{one.position}"),
        borrower=borrower_of(contract),
        guarantor=guarantor_name(one),
        national_id=mask(_national_id(_last_name(reply.person_id))),
        funds=_holders(found, reply.debt),
        old_debt=found.old_debt(reply.debt),
        most_satang=reply.most_satang,
        until=reply.guaranteed_until,
        last_due_on=found.state.last_due_on,
        notice_days=_notice_days(on),
        duty_satang=duty_on_guarantee(reply.most_satang, on),
    )


def acknowledgement_facts(contract: Contract, on: date) -> AcknowledgementFacts:
    """The facts of the borrower's acknowledgement of every old debt."""
    return AcknowledgementFacts(
        head=paper_head(contract, on, "ร"),
        borrower=borrower_of(contract),
        debts=gathered(contract).old_debts(),
    )


def consent_facts(contract: Contract, on: date) -> dict[str, ConsentFacts]:
    """The facts of what each creditor agrees to, by the creditor's key, in the contract's order."""
    found, agreement = gathered(contract), agreement_of(contract.case, on=on)
    by_creditor: dict[str, list[Debt]] = defaultdict(list)
    for debt in {one.debt_id: one.debt for one in found.state.sources}.values():
        by_creditor[creditor_key(debt)].append(debt)
    resolved = {one.creditor.key: one for one in agreement.answers}
    facts = {}
    for place, (key, debts) in enumerate(by_creditor.items(), start=1):
        name, answer = found.creditor(debts[0]), resolved.get(key)
        number = clean(answer.resolution_number) if answer else ""
        facts[key] = ConsentFacts(
            head=paper_head(contract, on, f"จ{place}"),
            shape=contract.shape,  # type: ignore[arg-type]  # the model's own choices
            borrower=borrower_of(contract),
            creditor=name,
            is_outside=debts[0].group is None,
            lead=found.fund(contract.lead) if contract.lead else "",
            debts=tuple(map(found.old_debt, debts)),
            terms=_new_terms(found, debts),
            resolution=Resolved(name, number, answer.resolution_on if answer else None),
        )
    return facts


def creditor_key(debt: Debt) -> str:
    """Whom a debt is owed to, as `casework` keys creditors."""
    return f"g{debt.group_id}" if debt.group_id else f"o{debt.outside_creditor_id}"


def borrower_of(contract: Contract) -> Borrower:
    """Who owes, with the national id masked."""
    name = contract.borrower
    return Borrower(
        name=clean(f"{name.title}{name.full}"),
        national_id=mask(_national_id(name)),
        household_code=clean(contract.household.code),
    )


def guarantors_of(contract: Contract) -> list[ContractGuarantor]:
    """Every guarantor of an old debt, bound or free, in the contract's order."""
    related = ("reply__debt__group", "reply__debt__outside_creditor", "contract__centre")
    return list(contract.guarantors.select_related(*related).order_by("position"))


def clean(text: str) -> str:
    """Words as paper may show them: printable, without a whole national id."""
    return masked_within(printable(text))


def _is_taken_over(source: SourceDebt) -> bool:
    return bool(source.debt.group_id != source.tranche.group_id)


def _national_id(name: WrittenName | None) -> str:
    return (stated.national_id(name) if name else "") or ""


def _last_name(person: UUID | None) -> WrittenName | None:
    return WrittenName.objects.filter(person=person).order_by("pk").last() if person else None


def guarantor_name(one: ContractGuarantor) -> str:
    """A guarantor's name, as the register wrote it last or as it was said."""
    name = _last_name(one.reply.person_id)
    return clean(f"{name.title}{name.full}" if name else one.reply.name)


def _guarantor_line(found: Gathered, one: ContractGuarantor) -> GuarantorLine:
    debt = found.old_debt(one.reply.debt)
    return GuarantorLine(
        name=guarantor_name(one),
        creditor=debt.creditor,
        debt_number=debt.contract_number,
        most_satang=one.reply.most_satang,
        until=one.reply.guaranteed_until,
    )


def part_facts(found: Gathered, one: PartState, rate_bp: int | None = None) -> ContractPart:
    """A part with each fund's share and its schedule; `rate_bp` where it is not the signed one."""
    return ContractPart(
        kind=one.part.kind,  # type: ignore[arg-type]  # the model's own choices
        rate_bp=one.terms.rate_bp if rate_bp is None else rate_bp,
        principal_satang=one.part.principal_satang,
        shares=tuple(
            FundShare(found.fund(tranche.group), tranche.principal_satang)
            for tranche in one.tranches
        ),
        rows=tuple(map(_instalment, one.rows)),
    )


def _instalment(row: Row) -> Instalment:
    return Instalment(row.due_on, row.principal, row.interest, row.balance)


def funds_of(found: Gathered) -> tuple[str, ...]:
    """The funds whose money is in the contract, in its order."""
    groups = (tranche.group for one in found.state.parts for tranche in one.tranches)
    return tuple(dict.fromkeys(map(found.fund, groups)))


def _holders(found: Gathered, debt: Debt) -> tuple[str, ...]:
    """The funds that a debt is owed to from now on."""
    sources = (one for one in found.state.sources if one.debt_id == debt.pk)
    return tuple(dict.fromkeys(found.fund(one.tranche.group) for one in sources))


def _new_terms(found: Gathered, debts: Iterable[Debt]) -> tuple[NewTerms, ...]:
    """What becomes of these debts where no other fund takes them over, part by part."""
    keys, terms = {debt.pk for debt in debts}, []
    for one in found.state.parts:
        sources = [s for tranche in one.tranches for s in tranche.sources.all()]
        kept = [s for s in sources if s.debt_id in keys and not _is_taken_over(s)]
        satang = sum(s.total_satang for s in kept)
        if satang:
            terms.append(
                NewTerms(
                    kind=one.part.kind,  # type: ignore[arg-type]  # the model's own choices
                    principal_satang=satang,
                    rate_bp=one.terms.rate_bp,
                    instalments=len(one.rows),
                    first_due_on=one.rows[0].due_on,
                    last_due_on=one.rows[-1].due_on,
                )
            )
    return tuple(terms)


def _own_resolution(agreement: Agreement) -> Resolved:
    found = agreement.resolution
    if found is None:
        return Resolved("", "", None)
    meeting = found.item.meeting
    return Resolved("", f"{meeting.number}/{meeting.year_be}", meeting.held_on)


def _creditors(found: Gathered, agreement: Agreement) -> tuple[Resolved, ...]:
    """Every creditor in the contract with the resolution by which it accepted."""
    taken = {creditor_key(one.debt) for one in found.state.sources}
    return tuple(
        Resolved(clean(one.creditor.name), clean(one.resolution_number), one.resolution_on)
        for one in agreement.answers
        if one.creditor.key in taken
    )


def contract_duty(state: ContractState, on: date) -> int:
    """The duty on what a lead fund lends anew; nothing where no money is lent.

    Source: Revenue Code, instrument 5; docs/rules/stamp_duty.md.
    """
    contract = state.contract
    if contract.shape != Contract.Shape.REFINANCE or contract.lead is None:
        return 0
    states = MemberGroupState.objects.filter(group=contract.lead)
    last = states.order_by("batch__as_of", "batch__sequence").last()
    lent = sum(
        one.part.principal_satang for one in state.parts if one.part.kind == Part.Kind.JOINED
    )
    return duty_on_loan(lent, on, lender_type=last.kind if last else "")


def _notice_days(on: date) -> int:
    return int(policy.in_force("guarantee", on).values["notice_days"])
