"""A household's problem from JSON: strict about every field, and every refusal names its field.

Source: docs/reference/formats.md, "`plodnee menu`".
"""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeVar, cast, get_args

from plodnee.engine.planner.model import (
    Amortization,
    CashLine,
    ContractTerms,
    DebtTerms,
    HouseholdProblem,
    Pattern,
)
from plodnee.engine.planner.refusals import HouseholdRefused
from plodnee.engine.thai_dates import BE_OFFSET, BUDDHIST_YEARS
from plodnee.policy import in_force, versions

Row = TypeVar("Row")

LONGEST_HORIZON = 120
HIGHEST_RATE_BP = 36_000


def problem_from_json(data: object) -> HouseholdProblem:
    """The household's problem that a JSON object states.

    Raises: HouseholdRefused, naming the field, where the object is not what formats.md says.
    """
    line = _Fields(data, "")
    as_of = _day(line)
    months = line.integer("horizon_months", 1, LONGEST_HORIZON)
    debts = line.rows("debts", _debt)
    if not debts:
        raise HouseholdRefused("debts", "ไม่มีหนี้", "no debts")
    _refuse_twice([debt.id for debt in debts], "debts", "id")
    contract = None
    if line.take("contract") is not None:
        contract = _contract(_Fields(line.take("contract"), "contract"), as_of)
    return HouseholdProblem(
        id=line.text("id"),
        as_of=as_of,
        horizon_months=months,
        cash=_cash(_Fields(line.take("cash"), "cash"), months),
        debts=debts,
        contract=contract,
    )


class _Fields:
    """A JSON object whose fields are taken by name and kind; `place` is where it stands."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise HouseholdRefused(place or "line", "ไม่ใช่ออบเจกต์ JSON", "not a JSON object")
        self.data = cast(Mapping[str, object], data)
        self.place = place

    def named(self, name: str) -> str:
        """The field with its place, e.g. debts[0].balance."""
        return f"{self.place}.{name}" if self.place else name

    def take(self, name: str) -> object:
        """The field as it stands."""
        if name not in self.data:
            raise HouseholdRefused(self.named(name), "ไม่มีช่องนี้", "missing")
        return self.data[name]

    def text(self, name: str) -> str:
        """A field that must be text."""
        value = self.take(name)
        if not isinstance(value, str):
            raise HouseholdRefused(self.named(name), "ต้องเป็นข้อความ", "must be text")
        return value

    def truth(self, name: str) -> bool:
        """A field that must be true or false."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise HouseholdRefused(
                self.named(name), "ต้องเป็น true หรือ false", "must be true or false"
            )
        return value

    def integer(self, name: str, least: int | None = None, most: int | None = None) -> int:
        """A field that must be a JSON integer within the limits."""
        return _integer(self.take(name), self.named(name), least, most)

    def integers(self, name: str, least: int | None = None) -> tuple[int, ...]:
        """A field that must be a list of JSON integers, none below `least`."""
        place = self.named(name)
        return tuple(
            _integer(value, f"{place}[{n}]", least, None) for n, value in enumerate(self.list(name))
        )

    def list(self, name: str) -> list[object]:
        """A field that must be a list."""
        value = self.take(name)
        if not isinstance(value, list):
            raise HouseholdRefused(self.named(name), "ต้องเป็นรายการ", "must be a list")
        return value

    def rows(self, name: str, read: Callable[["_Fields"], Row]) -> tuple[Row, ...]:
        """A field that must be a list of objects, each read in its turn."""
        place = self.named(name)
        return tuple(read(_Fields(row, f"{place}[{n}]")) for n, row in enumerate(self.list(name)))


def _integer(value: object, place: str, least: int | None, most: int | None) -> int:
    if type(value) is not int:
        raise HouseholdRefused(place, "ต้องเป็นจำนวนเต็ม", "must be a whole number")
    if least is not None and value < least:
        raise HouseholdRefused(place, f"ต้องไม่ต่ำกว่า {least}", f"must not be below {least}")
    if most is not None and value > most:
        raise HouseholdRefused(place, f"ต้องไม่เกิน {most}", f"must not be above {most}")
    return value


def _day(line: _Fields) -> date:
    """The day `as_of`, written YYYY-MM-DD in the common era, on which there was a ceiling."""
    text = line.text("as_of")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise HouseholdRefused(
            "as_of", "ต้องเป็นวันที่ ปปปป-ดด-วว (ค.ศ.)", "must be a day YYYY-MM-DD of the common era"
        )
    if day.year in BUDDHIST_YEARS:
        common = day.year - BE_OFFSET
        raise HouseholdRefused(
            "as_of",
            f"ปี {day.year} เป็นพุทธศักราช ให้เขียนเป็น ค.ศ. {common}",
            f"{day.year} is a year of the Buddhist era: write {common}",
        )
    first = versions("interest")[0].from_
    if day < first:
        raise HouseholdRefused(
            "as_of",
            f"ก่อนวันที่ {first.isoformat()} ซึ่งเป็นวันแรกที่รู้เพดานดอกเบี้ยตามกฎหมาย",
            f"before {first.isoformat()}, the first day of which the law's ceiling is known",
        )
    return day


def _cash(cash: _Fields, months: int) -> CashLine:
    net = cash.integers("net")
    if len(net) != months:
        raise HouseholdRefused(
            "cash.net", f"ต้องมี {months} เดือน แต่มี {len(net)}", f"{len(net)} months, not {months}"
        )
    return CashLine(cash.integer("opening", 0), cash.integer("reserve", 0), net)


def _debt(debt: _Fields) -> DebtTerms:
    kind = debt.text("amortization")
    if kind not in get_args(Amortization):
        raise HouseholdRefused(debt.named("amortization"), "ไม่รู้จักวิธีชำระนี้", "unknown amortization")
    rate = debt.integer("rate_bp", 0, HIGHEST_RATE_BP)
    return DebtTerms(
        id=debt.text("id"),
        creditor=debt.text("creditor"),
        balance=debt.integer("balance", 1),
        rate_bp=rate,
        due_months=_due_months(debt),
        amortization=cast(Amortization, kind),
        min_rate_bp=debt.integer("min_rate_bp", 0, rate),
        rate_step_bp=debt.integer("rate_step_bp", 1),
        extensions=_deferrals(debt, "extensions"),
        graces=_deferrals(debt, "graces"),
        may_restructure=debt.truth("may_restructure"),
        may_consolidate=debt.truth("may_consolidate"),
    )


def _contract(contract: _Fields, as_of: date) -> ContractTerms:
    ceiling = in_force("interest", as_of).values["ceiling_bp"]
    patterns = contract.rows("patterns", lambda row: Pattern(row.text("name"), _due_months(row)))
    _refuse_twice([pattern.name for pattern in patterns], "contract.patterns", "name")
    return ContractTerms(
        rate_bp=contract.integer("rate_bp", 0, ceiling),
        patterns=patterns,
        max_instalments=contract.integer("max_instalments", 1),
    )


def _due_months(row: _Fields) -> tuple[int, ...]:
    months = row.integers("due_months", 1)
    place = row.named("due_months")
    if not months:
        raise HouseholdRefused(place, "ไม่มีเดือนที่ครบกำหนด", "empty")
    if any(later <= month for month, later in pairwise(months)):
        raise HouseholdRefused(place, "เดือนต้องเรียงจากน้อยไปมากและไม่ซ้ำ", "must increase strictly")
    return months


def _deferrals(debt: _Fields, name: str) -> tuple[int, ...]:
    months = debt.integers(name, 0)
    if not months:
        raise HouseholdRefused(debt.named(name), "ไม่มีค่า", "empty")
    if len(set(months)) < len(months):
        raise HouseholdRefused(debt.named(name), "มีค่าซ้ำ", "a value twice")
    return months


def _refuse_twice(names: list[str], place: str, field: str) -> None:
    seen: set[str] = set()
    for n, name in enumerate(names):
        if name in seen:
            raise HouseholdRefused(f"{place}[{n}].{field}", f"ซ้ำ: {name}", f"twice: {name}")
        seen.add(name)
