"""A household whose income or living costs nobody recorded: no plan may rest on a silent zero."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from plodnee.casework.plan.cash import is_debt_service
from plodnee.casework.plan.model import NotPlanned
from plodnee.registers.book import CashItem, CashKind, RegisterBook

_KINDS: tuple[CashKind, ...] = ("income", "expense")
_NAMES: dict[tuple[CashKind, ...], tuple[str, str]] = {
    ("income", "expense"): ("รายรับและรายจ่าย", "income and living costs"),
    ("income",): ("รายรับ", "income"),
    ("expense",): ("รายจ่าย", "living costs"),
}


def unstated_cash(items: Iterable[CashItem]) -> NotPlanned | None:
    """Why the household's rows do not tell what it can pay; None where they do.

    Ensures: a row of 0 baht says that there is nothing; no row says nothing. Repayments of debt,
             which the plan itself works out, are no living costs.
    """
    stated = {item.kind for item in items if not is_debt_service(item)}
    unstated = tuple(kind for kind in _KINDS if kind not in stated)
    if not unstated:
        return None
    thai, english = _NAMES[unstated]
    return NotPlanned(
        f"ยังไม่มีใครบันทึก{thai}ของครัวเรือนนี้ จึงไม่รู้ว่าจ่ายไหวเท่าใด "
        f"ให้บันทึก{thai}แล้ววิเคราะห์ใหม่ ถ้าไม่มีจริงให้บันทึกรายการจำนวนเงิน 0 บาท",
        f"nobody recorded the {english} of this household, so what it can pay is not known; "
        "record them and plan anew, or a row of 0 baht where there truly is nothing",
        unstated=unstated,
    )


def unstated_households(book: RegisterBook) -> Iterator[tuple[str, NotPlanned]]:
    """The code of each household that owes and whose cash the register does not tell, and why."""
    rows: defaultdict[str, list[CashItem]] = defaultdict(list)
    for item in book.cash:
        rows[item.household_code].append(item)
    owing = {debt.household_code for debt in book.debts if not debt.closed}
    for household in book.households:
        why = unstated_cash(rows[household.code]) if household.code in owing else None
        if why:
            yield household.code, why
