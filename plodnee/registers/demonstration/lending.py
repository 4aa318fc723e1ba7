"""What an invented village owes, and to whom: member groups, formal and informal lenders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from plodnee.engine.classification import DebtorClass
from plodnee.engine.money import BP_PER_WHOLE, divide_half_up
from plodnee.engine.thai_dates import add_months, be_year
from plodnee.registers.book import (
    CreditorKind,
    Debt,
    DebtStatus,
    MemberGroup,
    RateUnit,
    RepaymentPeriod,
)
from plodnee.registers.demonstration.draws import Draws, whole_baht
from plodnee.registers.demonstration.people import Person

Figures = Mapping[str, Any]
_DAYS_PER_YEAR = 365
_LONGEST_ARREARS_DAYS = 730
# Days overdue of an invented debt, by the programme's default classes.
_DAYS: dict[DebtorClass, tuple[int, int]] = {
    "A": (0, 0),
    "B": (1, 90),
    "C": (91, 365),
    "D": (366, 1400),
    "E": (400, 1800),
    "R": (0, 0),
}
_STATUS: dict[DebtorClass, DebtStatus] = {"E": "legal", "R": "restructured"}
_GUARANTEED_FROM_BAHT = 20_000


@dataclass(frozen=True, slots=True)
class Lender:
    """A creditor and what it usually lends."""

    creditor: str
    kind: CreditorKind
    figures: Figures

    @property
    def scaled(self) -> bool:
        """Whether its loans carry the adjustment to the mean debt of the region."""
        return bool(self.figures.get("scaled"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A debt before its class and its final size are known."""

    household_code: str
    borrower: Person
    lender: Lender
    contract_baht: float
    left: float
    months: int
    age_months: int


def lenders(groups: Sequence[MemberGroup], figures: Figures) -> tuple[Lender, ...]:
    """The groups that have money to lend, and the lenders outside the centre."""
    lending = figures["lending"]
    inside = [
        Lender(group.code, "group", lending[group.kind])
        for group in groups
        if group.capital_satang and group.kind in lending
    ]
    outside = [Lender(row["creditor"], row["kind"], row) for row in figures["outside"]]
    return (*inside, *outside)


def drafts(
    code: str,
    borrowers: Sequence[Person],
    count: int,
    available: Sequence[Lender],
    standing: float,
    draws: Draws,
) -> list[Draft]:
    """`count` debts of one household, to as many different lenders as there are.

    Large loans grow with the household's `standing`, its surplus against the village's mean.
    """
    free: dict[int, float] = {}
    found = []
    for _ in range(count):
        free = free or {i: lender.figures["weight"] for i, lender in enumerate(available)}
        chosen = draws.weighted(free)
        del free[chosen]
        lender = available[chosen]
        factor = standing if lender.scaled else 1.0
        found.append(_draft(code, borrowers, lender, factor, draws))
    return found


def _draft(
    code: str, borrowers: Sequence[Person], lender: Lender, factor: float, draws: Draws
) -> Draft:
    borrower = borrowers[0] if draws.chance(0.75) else draws.pick(borrowers)
    months = draws.between(*lender.figures["months"])
    age = draws.between(1, months - 2)
    repaid = age / months * draws.sloped(0.55, 0.9, 1.0)
    least, peak, greatest = lender.figures["baht"]
    return Draft(
        household_code=code,
        borrower=borrower,
        lender=lender,
        contract_baht=draws.sloped(least, peak, greatest) * factor,
        left=1 - repaid,
        months=months,
        age_months=age,
    )


@dataclass(frozen=True, slots=True)
class Village:
    """What a debt's final row depends on beside its draft."""

    as_of: date
    scale: float
    heads: Sequence[str]
    figures: Figures


def finished(
    draft: Draft, debtor_class: DebtorClass, number: int, village: Village, draws: Draws
) -> Debt:
    """The row of the register; its class, reckoned from its days and status, is the one asked."""
    terms = draft.lender.figures
    days = draws.between(*_DAYS[debtor_class])
    dates = _dates(draft, days, village, draws)
    amounts = _amounts(draft, debtor_class, days, village, draws)
    period: RepaymentPeriod = draws.pick(terms["periods"])
    unit: RateUnit = terms.get("unit", "year")
    return Debt(
        row=number + 1,
        household_code=draft.household_code,
        borrower=draft.borrower.name,
        creditor=draft.lender.creditor,
        creditor_kind=draft.lender.kind,
        principal_satang=amounts.principal,
        rate_bp=amounts.rate_bp,
        rate_unit=unit,
        number=number,
        national_id=draft.borrower.national_id,
        contract_number=f"{number:03d}/{be_year(dates.borrowed)}",
        borrowed_on=dates.borrowed,
        due_on=dates.due,
        purpose=draws.pick(terms["purposes"]),
        contract_principal_satang=amounts.contract,
        interest_arrears_satang=amounts.interest,
        penalty_satang=amounts.penalty,
        method="flat" if terms.get("flat") else "declining",
        period=period,
        months=(12,) if period == "after_harvest" and draws.chance(0.5) else (),
        overdue_since=dates.overdue_since,
        status=_STATUS.get(debtor_class, "normal"),
        guarantors=_guarantors(draft, village, draws),
        note=village.figures["note"],
    )


def repaid(draft: Draft, number: int, village: Village, draws: Draws) -> Debt:
    """A debt that was paid in full: shown in the register, counted nowhere."""
    row = finished(draft, "A", number, village, draws)
    return replace(row, principal_satang=0, note=f"ชำระครบแล้ว · {row.note}")


class _Dates(NamedTuple):
    borrowed: date
    due: date | None
    overdue_since: date | None


def _dates(draft: Draft, days: int, village: Village, draws: Draws) -> _Dates:
    """Borrowed before it fell into arrears; some overdue loans of the groups have run out."""
    figures = village.figures["arrears"]
    age = max(draft.age_months, days // 30 + 2)
    months = draft.months if age < draft.months else age + draws.between(3, 12)
    borrowed = add_months(village.as_of, -age) - timedelta(days=draws.between(0, 27))
    if not days:
        undated = draft.lender.kind == "group" and draws.chance(figures["undated_share"])
        return _Dates(borrowed, None if undated else add_months(borrowed, months + 1), None)
    since = village.as_of - timedelta(days=days)
    if draft.lender.kind == "group" and draws.chance(figures["matured_share"]):
        return _Dates(borrowed, since, since if draws.chance(0.5) else None)
    return _Dates(borrowed, add_months(borrowed, months + 1), since)


class _Amounts(NamedTuple):
    contract: int
    principal: int
    rate_bp: int
    interest: int
    penalty: int


def _amounts(
    draft: Draft, debtor_class: DebtorClass, days: int, village: Village, draws: Draws
) -> _Amounts:
    scale = village.scale if draft.lender.scaled else 1.0
    contract = whole_baht(draft.contract_baht * scale, 500)
    principal = min(contract, whole_baht(draft.contract_baht * scale * draft.left))
    rate_bp = draws.pick(draft.lender.figures["rates_bp"])
    overdue = principal * rate_bp * min(days, _LONGEST_ARREARS_DAYS)
    interest = divide_half_up(overdue, BP_PER_WHOLE * _DAYS_PER_YEAR)
    fined = debtor_class in ("C", "D", "E") and draws.chance(0.5)
    penalty = whole_baht(draws.between(*village.figures["arrears"]["penalty_baht"]), 10)
    return _Amounts(contract, principal, rate_bp, interest, penalty if fined else 0)


def _guarantors(draft: Draft, village: Village, draws: Draws) -> str:
    """Two heads of other households stand for a larger loan of a member group."""
    if draft.lender.kind != "group" or draft.contract_baht < _GUARANTEED_FROM_BAHT:
        return ""
    others = [name for name in village.heads if name != str(draft.borrower.name)]
    return ", ".join(draws.shuffled(others)[:2])
