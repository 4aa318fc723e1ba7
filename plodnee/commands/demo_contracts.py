"""The contracts of a demonstration: agreed, signed and first paid on in the year of its registers.

All of it goes through the services that a committee, its secretary and a district use, on the days
on which it would have been done: after the day of the register, and soon after it, as the register
says nothing of what other households paid meanwhile.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from plodnee.casework.cases.selectors import agreement_of
from plodnee.casework.meetings.selectors import keys_resolved_on
from plodnee.casework.meetings.subjects import HOUSEHOLD
from plodnee.casework.models import Case, PlanRun
from plodnee.casework.rules.services import Hand
from plodnee.casework.selectors import latest_run
from plodnee.casework.services import plan_centre
from plodnee.commands.demo_cases import (
    AT_NINE,
    Work,
    approved,
    homes_with_contract,
    take_cases,
)
from plodnee.commands.demo_committee import Desk, desk_of
from plodnee.contracts.drafting import Wish, draft_contract, lending_codes
from plodnee.contracts.ending import Change, guarantors_asked, propose_amendment, subject_of
from plodnee.contracts.errors import ShapeImpossible
from plodnee.contracts.guaranteeing import Consent
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state, is_settled
from plodnee.documents.contract_issuing import (
    creditors_in,
    issue_acknowledgement,
    issue_amendment,
    issue_consent,
    issue_contract,
    issue_guarantee,
)
from plodnee.documents.contract_issuing_books import issue_settlement
from plodnee.documents.models import IssuedDocument
from plodnee.engine.planner.model import Option
from plodnee.engine.thai_dates import add_months
from plodnee.ledger.amending import amend_on_books
from plodnee.ledger.collecting import finish_sheet, open_sheet, sheet_rows, take_on_sheet
from plodnee.ledger.paying_off import pay_off, payoffs_of
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.signing import SignedPaper, sign_and_open
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre
from plodnee.registers.baseline.services import freeze_baselines
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.models import Household, MemberGroup
from plodnee.registers.selectors import statement
from plodnee.registers.stated import household_states

PAID, STEADY, STRETCHED, LATE = "paid", "steady", "stretched", "late"
FATES = ((PAID, STEADY, STRETCHED, LATE), (PAID, STEADY))  # of households of each centre
AGREED_DAYS = 20  # after the day of the register
COLLECTED_MONTHS = (1, 2)
STRETCHED_DAYS = 10  # before the second collection
MORE_INSTALMENTS = 6
FEWEST_JOINED, FEWEST_INSTALMENTS = 2, 4
SHEETS = UUID("6f1e1f5e-0a3b-5b54-9f0c-256203160001")
FAILED_HARVEST = "ฝนทิ้งช่วง ผลผลิตเสียหาย ครัวเรือนขอผ่อนต่องวดน้อยลงและยืดเวลา"


@dataclass(frozen=True, slots=True)
class Told:
    """A contract of the demonstration with what becomes of it."""

    contract: Contract
    fate: str


def demonstration_contracts(codes: Sequence[str], *, today: date) -> None:
    """Contracts for each centre that has a committee in office then, an analysis, and none yet."""
    for code, fates in zip(codes, FATES, strict=False):
        centre = Centre.objects.filter(pk=code, is_demonstration=True).first()
        if centre is None or Contract.objects.filter(centre=centre).exists():
            continue
        desk, run = desk_of(centre), latest_run(centre)
        agreed_on = run.as_of + timedelta(days=AGREED_DAYS)
        ready = agreed_on < today and committee_of(centre, run.as_of).in_office
        if desk is not None and ready:
            _tell(Work(desk, run, agreed_on), fates, today)


def _tell(work: Work, fates: Sequence[str], today: date) -> None:
    centre, secretary = work.desk.centre, work.desk.secretary
    targets = _targets(work.run)
    chosen = _homes(work.run, fates, targets)
    homes = [home for _fate, home in chosen]
    take_cases(work, ("agreed",) * len(chosen), homes)
    starting = [home.pk for home in homes if home.pk in targets]
    freeze_baselines(
        centre=centre, actor=secretary, on=work.today, as_of=work.run.as_of, households=starting
    )
    told = [
        Told(_signed(work, case), fate)
        for (fate, _home), (_stage, case) in zip(chosen, work.cases, strict=True)
    ]
    first, last = (add_months(work.run.as_of, month) for month in COLLECTED_MONTHS)
    _collect(first, told, work.desk)
    stretched_on = last - timedelta(days=STRETCHED_DAYS)
    for one in told:
        if one.fate == STRETCHED:
            _stretch(one.contract, work.desk, stretched_on, last)
    _collect(last, told, work.desk)
    for one in told:
        if is_settled(contract_state(one.contract)):
            issue_settlement(one.contract, actor=secretary, on=last)
    if told:
        plan_centre(centre=centre, as_of=last, actor=OPERATOR, on=today)
        _left_to_sign(work.desk, last + timedelta(days=AGREED_DAYS))


def _left_to_sign(desk: Desk, on: date) -> None:
    """A draft with its papers, agreed in the register's year, that waits for its signing."""
    run = latest_run(desk.centre)
    later = keys_resolved_on([desk.centre], [HOUSEHOLD])
    free = (home for home, _line in homes_with_contract(run) if not home.cases.exists())
    home = next((one for one in free if str(one.pk) not in later), None)
    if home is not None:
        work = Work(desk, run, on)
        take_cases(work, ("agreed",), [home])
        _issued(desk, work.cases[0][1], on)


def _targets(run: PlanRun) -> set[UUID]:
    """The target households of the analysis's register."""
    homes = household_states(statement(run.centre, run.as_of), with_ids=False)
    return {key for key, home in homes.items() if home.is_target}


def _homes(
    run: PlanRun, fates: Sequence[str], targets: Collection[UUID]
) -> list[tuple[str, Household]]:
    """A household for each fate: who pays all at the first collection, and who pays by month.

    Target households come first, so that the demonstration has outcomes to show; of whom a meeting
    resolves in the demonstration's own year, none.
    """
    at_once, by_month = [], []
    later = keys_resolved_on([run.centre], [HOUSEHOLD])
    rows = [row for row in homes_with_contract(run) if str(row[0].pk) not in later]
    rows.sort(key=lambda row: row[0].pk not in targets)
    for home, line in sorted(rows, key=_eased):
        months = [month for month, satang in enumerate(line.contract_payments, 1) if satang]
        if months == [COLLECTED_MONTHS[0]] and _joined(line) >= FEWEST_JOINED:
            at_once.append(home)
        elif months[:2] == list(COLLECTED_MONTHS) and len(months) >= FEWEST_INSTALMENTS:
            by_month.append(home)
    paying = {PAID: iter(at_once)}
    monthly = iter(by_month)
    found = [(fate, next(paying.get(fate, monthly), None)) for fate in fates]
    return [(fate, home) for fate, home in found if home is not None]


def _eased(row: tuple[Household, Option]) -> bool:
    """Whether the line also eases debts that stand beside the contract: those come later."""
    return any(choice.action not in ("consolidate", "keep") for choice in row[1].choices)


def _joined(line: Option) -> int:
    return sum(choice.action == "consolidate" for choice in line.choices)


def _hand(desk: Desk, on: date, *, district: bool = False) -> Hand:
    return Hand(desk.district if district else desk.secretary, on, datetime.combine(on, AT_NINE))


def _signed(work: Work, case: Case) -> Contract:
    """Drafted and issued by the secretary, signed on the same day, recorded by the district."""
    desk, on = work.desk, work.today
    contract, paper = _issued(desk, case, on)
    sign_and_open(
        contract=contract,
        signed_on=on,
        paper=SignedPaper(paper.number, paper.pdf_sha256),
        seen=1,
        by=_hand(desk, on, district=True),
    )
    if contract.lead is not None:
        _pay_off(contract, _hand(desk, on))
    return contract


def _issued(desk: Desk, case: Case, on: date) -> tuple[Contract, IssuedDocument]:
    """The draft with everything that is signed with it, and the contract's own paper."""
    contract = _drafted(case, _hand(desk, on))
    paper = issue_contract(contract, actor=desk.secretary, on=on)
    issue_acknowledgement(contract, actor=desk.secretary, on=on)
    for guarantor in contract.guarantors.select_related("reply"):
        if guarantor.reply.most_satang is not None:
            issue_guarantee(guarantor, actor=desk.secretary, on=on)
    for creditor in creditors_in(contract):
        issue_consent(contract, creditor, actor=desk.secretary, on=on)
    return contract, paper


def _drafted(case: Case, by: Hand) -> Contract:
    """With a lead fund where one may lend, else under one roof."""
    codes = lending_codes(agreement_of(case, on=by.on))
    groups = MemberGroup.objects.filter(centre=case.household.centre_id, code__in=codes)
    for lead in groups.order_by("code"):
        try:
            return draft_contract(case=case, wish=Wish(Contract.Shape.REFINANCE, lead), by=by)
        except ShapeImpossible:
            continue
    return draft_contract(case=case, wish=Wish(Contract.Shape.UMBRELLA), by=by)


def _pay_off(contract: Contract, by: Hand) -> None:
    state = contract_state(contract)
    for number, payoff in enumerate(payoffs_of(state), 1):
        pay_off(
            contract=contract,
            creditor=payoff.creditor,
            paid_on=by.on,
            receipt=f"{contract.sequence}-{number}",
            seen=state.version,
            by=by,
        )


def _stretch(contract: Contract, desk: Desk, on: date, first: date) -> None:
    """More and smaller instalments from a due day on, by the committee's resolution about that."""
    hand = _hand(desk, on)
    change = Change(1, first, extra_instalments=MORE_INSTALMENTS)
    proposal = propose_amendment(
        key=uuid5(contract.pk, "amendment"),
        contract=contract,
        change=change,
        reason=FAILED_HARVEST,
        by=hand,
    )
    terms = f"ส่วนที่ 1 เพิ่ม {MORE_INSTALMENTS} งวด"
    agenda = [(f"พิจารณาแก้ไขสัญญาเลขที่ {contract.number} {terms}", subject_of(proposal))]
    said = "ที่ประชุมฟังคณะทำงานที่ไปดูแปลงนาแล้ว เห็นว่าครัวเรือนยังตั้งใจชำระ"
    wording = f"เห็นชอบให้เพิ่มงวดชำระอีก {MORE_INSTALMENTS} งวด งวดละน้อยลง"
    (resolution,) = approved(desk, hand, agenda, said, wording)
    issued = issue_amendment(proposal, actor=hand.actor, on=on)
    asked = guarantors_asked(contract_state(contract), change, on)
    amend_on_books(
        proposal=proposal,
        resolution_id=resolution.pk,
        seen=2,
        paper=SignedPaper(issued.number, issued.pdf_sha256),
        by=_hand(desk, on, district=True),
        guarantors={one.row.position: Consent(on) for one in asked},
    )


def _collect(day: date, told: Sequence[Told], desk: Desk) -> None:
    """A meeting at which everybody pays what is due, but the household that is late."""
    hand = _hand(desk, day)
    fates = {one.contract.pk: one.fate for one in told}
    sheet = open_sheet(
        sheet_id=uuid5(SHEETS, f"{desk.centre.pk}/{day}"),
        centre=desk.centre,
        collected_on=day,
        place=Place.CASH,
        by=hand,
    )
    for row in sheet_rows(sheet):
        if row.due_satang and fates.get(row.contract.pk) != LATE:
            take_on_sheet(
                sheet=sheet,
                contract=row.contract,
                entry_id=row.entry_id,
                amount_satang=row.due_satang,
                by=hand,
            )
    finish_sheet(sheet=sheet, by=hand)
