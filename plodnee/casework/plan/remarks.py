"""What a person should know about an analysis; nothing here was refused."""

from collections.abc import Iterable, Iterator
from datetime import date

from plodnee.casework.plan.cash import is_debt_service
from plodnee.casework.plan.household import EnteredHousehold, Surroundings
from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.plan.rules import PlanningRules
from plodnee.casework.plan.terms import EnteredDebt
from plodnee.engine.money import format_baht, format_percent
from plodnee.engine.thai_dates import long_date
from plodnee.registers.book import CentreSheet, Note
from plodnee.registers.workbook.layout import CASH, CENTRE, DEBTS, GROUPS, HOUSEHOLDS


def remarks(
    centre: CentreSheet, households: Iterable[EnteredHousehold], surroundings: Surroundings
) -> tuple[Note, ...]:
    """The notes of an analysis, in the order of the register's sheets."""
    entered = tuple(households)
    rules = surroundings.rules
    debts = [debt for household in entered for debt in household.debts]
    return (
        *_other_day(centre, surroundings.as_of),
        *_money_that_may_not_refinance(surroundings),
        *(note for household in entered for note in _debt_service(household)),
        *(note for debt in debts for note in _of_debt(debt, rules)),
    )


def of_the_not_planned(households: Iterable[HouseholdAnalysis]) -> Iterator[Note]:
    """Each household that was not planned, with the reason and the way out."""
    for home in households:
        if home.not_planned:
            code, why = home.household.code, home.not_planned
            yield Note(
                HOUSEHOLDS.name,
                None,
                "plan.household_not_planned",
                f"ครัวเรือน {code}: ยังวางแผนไม่ได้ {why.reason}",
                f"Household {code} is not planned: {why.reason_en}.",
            )


def _other_day(centre: CentreSheet, as_of: date) -> Iterator[Note]:
    if as_of == centre.as_of:
        return
    written, asked = (long_date(day, thai_digits=False) for day in (centre.as_of, as_of))
    yield Note(
        CENTRE.name,
        None,
        "plan.other_day",
        f"ข้อมูลเป็นของวันที่ {written} แต่คิดวันค้างชำระและเดือนของแผนจากวันที่ {asked} ตามที่สั่ง",
        f"The register is of {centre.as_of.isoformat()}; days overdue and months are counted "
        f"from {as_of.isoformat()}, as asked.",
    )


def _money_that_may_not_refinance(surroundings: Surroundings) -> Iterator[Note]:
    for group in surroundings.groups.values():
        ticked = group.may_refinance or group.may_consolidate
        if ticked and surroundings.rules.lends_without_interest(group):
            yield Note(
                GROUPS.name,
                None,
                "plan.interest_free_fund",
                f"กลุ่ม {group.code}: เงิน กข.คจ. ใช้ชำระหนี้อื่นหรือรวมหนี้ไม่ได้ จึงไม่นำมาใช้ตามที่ระบุ",
                f"Group {group.code}: กข.คจ. money may neither pay other debts nor be "
                "consolidated; what the row says is not used.",
            )


def _debt_service(household: EnteredHousehold) -> Iterator[Note]:
    code = household.household.code
    for item in household.cash:
        if is_debt_service(item):
            amount = format_baht(item.amount_satang, always_satang=False)
            yield Note(
                CASH.name,
                None,
                "plan.debt_service_left_out",
                f"ครัวเรือน {code}: ไม่นับรายจ่าย “{item.item}” {amount} บาท เพราะแผนคิดการชำระหนี้เอง",
                f"Household {code}: expense “{item.item}” of {amount} baht is left out; the "
                "plan works out debt service itself.",
            )


def _of_debt(entered: EnteredDebt, rules: PlanningRules) -> Iterator[Note]:
    debt = entered.debt
    percent = format_percent(debt.rate_bp)
    if rules.lends_without_interest(entered.group) and debt.rate_bp:
        yield _note(
            entered,
            "plan.interest_free_debt",
            f"เงิน กข.คจ. ไม่มีดอกเบี้ย จึงคิดที่ร้อยละ 0 แม้ระบุร้อยละ {percent} ต่อปี",
            f"กข.คจ. money bears no interest: entered at 0 %, though the row says {percent} %",
        )
    if debt.due_on is None:
        months = rules.due_month_if_unknown
        yield _note(
            entered,
            "plan.due_date_assumed",
            f"ไม่มีวันครบกำหนด จึงถือว่าครบกำหนดใน {months} เดือน",
            f"no due date: taken to fall due in {months} months",
        )
    if entered.last_month > rules.longest_horizon_months:
        limit = rules.longest_horizon_months
        yield _note(
            entered,
            "plan.due_beyond_horizon",
            f"ครบกำหนดในอีก {entered.last_month} เดือน เกิน {limit} เดือน แผนจึงคงหนี้นี้ไว้ตามเดิมไม่ได้",
            f"falls due in {entered.last_month} months, beyond {limit}: no plan can keep it as is",
        )
    if entered.rate_was_cut:
        highest = format_percent(rules.highest_entered_rate_bp)
        yield _note(
            entered,
            "plan.flat_rate_cut",
            f"ดอกเบี้ยคงที่ร้อยละ {percent} สูงเกินกว่าจะเทียบเป็นลดต้นลดดอก จึงคิดที่ร้อยละ {highest} ต่อปี",
            f"the flat rate of {percent} % has no declining equal; entered at {highest} %",
        )


def _note(entered: EnteredDebt, code: str, message: str, message_en: str) -> Note:
    debt = entered.debt
    return Note(
        DEBTS.name,
        f"A{debt.row}",
        code,
        f"แถว {debt.row} ครัวเรือน {debt.household_code}: {message}",
        f"Row {debt.row}, household {debt.household_code}: {message_en}.",
    )
