"""A schedule as it is answered: rows, totals and transactions under the names of the format."""

from datetime import date
from typing import Any

from plodnee.engine.schedule.rounding import Mode, round_ratio
from plodnee.engine.schedule.rows import Row, Schedule, Transaction
from plodnee.engine.schedule.terms import UNROUNDED_SCALE, Engine, Part, Product

MOST_DECIMALS = 12
PARTS = (Part.PRINCIPAL, Part.INTEREST, Part.FEES, Part.PENALTY)


def answer(product: Product, schedule: Schedule) -> dict[str, Any]:
    """The rows, totals and transactions of a schedule, as the format writes them.

    Units: decimal texts of baht, or whole satang under names that end in `_satang`.
    """
    write = Writer(product)
    rows = [write.row(row) for row in schedule.rows]
    return {
        "rows": rows,
        "totals": write.totals(schedule),
        "transactions": [write.transaction(done) for done in schedule.transactions],
    }


class Writer:
    """Amounts of one product as texts in baht, or as whole satang."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.paid = product.engine is not Engine.SPREADSHEET and product.disbursed_on is not None
        self.table = product.engine is Engine.TEXTBOOK
        self.suffix = "_satang" if product.in_satang else ""

    def amount(self, amount: int | None) -> str | int | None:
        """One amount: satang as they are; baht with two decimals, or as many as are counted."""
        if amount is None or self.product.in_satang:
            return amount
        scale = self.product.scale
        if scale == UNROUNDED_SCALE:
            unit = 10 ** (scale - MOST_DECIMALS)
            return _decimal(round_ratio(amount, unit, Mode.HALF_EVEN), MOST_DECIMALS)
        return _decimal(amount, scale)

    def amounts(self, named: dict[str, int | None]) -> dict[str, str | int | None]:
        """Amounts under their names in this product's unit."""
        return {name + self.suffix: self.amount(amount) for name, amount in named.items()}

    def row(self, row: Row) -> dict[str, Any]:
        """One row; what has no meaning for the case is null."""
        period = row.period
        days = None if self.product.disbursed_on is None else period.days
        return {
            "n": row.n,
            "due_date": _day(period.due),
            "days": days,
            **self.amounts(_owed(row) | {"balance": row.balance}),
            **self.amounts({"extra_principal": row.extra_principal if self.table else None}),
            **self.amounts(self._paid([row])),
            "paid_date": _day(row.paid_on),
        }

    def totals(self, schedule: Schedule) -> dict[str, Any]:
        """The sums of the rows' amounts."""
        sums: dict[str, int | None] = {
            part.value: sum(row.owed[part] for row in schedule.rows) for part in PARTS
        }
        sums["total"] = sum(row.total for row in schedule.rows)
        return self.amounts(sums | self._paid(list(schedule.rows)))

    def transaction(self, done: Transaction) -> dict[str, Any]:
        """One repayment and its split."""
        split: dict[str, int | None] = {part.value: done.split[part] for part in PARTS}
        amounts = {"amount": done.amount, **split, "balance": done.balance}
        return {
            "date": done.on.isoformat(),
            **self.amounts(amounts | {"overpaid": done.overpaid}),
        }

    def _paid(self, rows: list[Row]) -> dict[str, int | None]:
        """What was paid to some rows and what is outstanding; null where nothing can be paid."""
        sums: dict[str, int | None] = {
            "paid": sum(row.paid_total for row in rows),
            "paid_in_advance": sum(row.in_advance for row in rows),
            "paid_late": sum(row.late for row in rows),
            "outstanding": sum(row.outstanding for row in rows),
        }
        return sums if self.paid else dict.fromkeys(sums)


def _owed(row: Row) -> dict[str, int | None]:
    owed: dict[str, int | None] = {part.value: row.owed[part] for part in PARTS}
    return owed | {"total": row.total}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _decimal(amount: int, places: int) -> str:
    """A whole number of the smallest unit as a decimal text, at least two places."""
    whole, part = divmod(abs(amount), 10**places)
    digits = f"{part:0{places}d}".rstrip("0").ljust(2, "0") if places > 2 else f"{part:02d}"
    return f"{'-' if amount < 0 else ''}{whole}.{digits}"
