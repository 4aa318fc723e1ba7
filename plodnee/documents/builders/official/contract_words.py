"""What the papers of a contract say alike: sums, persons, tables of old debts, who signs."""

from collections.abc import Iterable, Sequence
from datetime import date

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import LARGE_PT, Block, Lines, Paper, Signatures, Space, Table
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.contracts import Borrower, OldDebt, PaperHead
from plodnee.engine.baht_text import baht_text
from plodnee.engine.money import format_baht

VOICE = Voice("th")
WORDS = Wording(VOICE, "contract_papers")
NOTHING = "–"
DEBT_WIDTHS = (6, 26, 15, 14, 13, 11, 15)


def told(key: str, **values: str | int) -> str:
    """A sentence of the contract's papers with its blanks filled, in official digits."""
    return official_digits(WORDS(key, **values))


def figures(satang: int) -> str:
    """An amount as tables write it, always with its satang."""
    return format_baht(satang, thai_digits=True)


def money(satang: int) -> str:
    """An amount in figures and in words."""
    return WORDS("shared.money", figures=VOICE.baht(satang), words=baht_text(satang))


def balances_day(debts: Sequence[OldDebt]) -> str:
    """The day on which the balances were stated; the first and the last where they differ."""
    days = [debt.stated_on for debt in debts]
    first, last = VOICE.day(min(days)), VOICE.day(max(days))
    return first if first == last else WORDS("shared.days", first=first, last=last)


def day_or_blank(day: date | None) -> str:
    """A day in full, or room to write it."""
    return VOICE.day(day) if day else "." * 30


def rate(rate_bp: int, key: str = "shared.rate") -> str:
    """A yearly rate as a table writes it (or the sentence of a key), or that there is none."""
    if rate_bp == 0:
        return WORDS("shared.free_of_interest")
    return WORDS(key, rate=VOICE.percent(rate_bp))


def identity(national_id: str) -> Lines:
    """Room for a national id, beside it as the register knows it, and for an address, by hand."""
    known = WORDS("shared.known_id", id=national_id) if national_id else ""
    return Lines((told("shared.national_id", known=known).strip(), WORDS("shared.address")))


def household(borrower: Borrower) -> str:
    """The borrower's household by its code."""
    return told("shared.household", code=borrower.household_code)


def heading(head: PaperHead, *titles: str) -> tuple[Block, ...]:
    """The titles with the paper's number, where it is made, and room for the day."""
    return (
        Lines(tuple(map(official_digits, titles)), "centre", bold=True, points=LARGE_PT),
        Lines((told("shared.number", number=head.number),), "centre", bold=True),
        Space(2),
        Lines((told("shared.made_at", centre=head.centre), official_digits(head.place)), "right"),
        Lines((WORDS("shared.day_blank"),), "right"),
    )


def paper_of(head: PaperHead, title: str, blocks: Iterable[Block], *, is_draft: bool) -> Paper:
    """The paper with its marks and its foot."""
    marks = [WORDS("mark.draft")] if is_draft else []
    marks += [WORDS("mark.made_up")] if head.is_made_up else []
    day = VOICE.day(head.made_on)
    foot = told("shared.foot", title=title, number=head.number, day=day)
    named = official_digits(f"{title} {head.number}")
    return Paper(named, head.made_on, tuple(blocks), " · ".join(marks), foot)


def debts_table(debts: Iterable[OldDebt]) -> Table:
    """Old debts by creditor and component, with their total."""
    listed = tuple(debts)
    keys = (
        "item", "creditor", "debt_number", "principal", "interest_arrears", "penalty", "sum",
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            VOICE.count(number),
            official_digits(debt.creditor),
            official_digits(debt.contract_number) or NOTHING,
            figures(debt.principal_satang),
            figures(debt.interest_satang),
            figures(debt.penalty_satang),
            figures(debt.total_satang),
        )
        for number, debt in enumerate(listed, start=1)
    ]
    sums = (
        sum(debt.principal_satang for debt in listed),
        sum(debt.interest_satang for debt in listed),
        sum(debt.penalty_satang for debt in listed),
        sum(debt.total_satang for debt in listed),
    )
    rows.append(("", WORDS("column.total"), "", *map(figures, sums)))
    return Table(columns(*keys), tuple(rows), DEBT_WIDTHS, frozenset(range(3, 7)), has_total=True)


def columns(*keys: str) -> tuple[str, ...]:
    """The heads of a table's columns."""
    return tuple(WORDS(f"column.{key}") for key in keys)


def signatures(*people: tuple[str, str]) -> Signatures:
    """Who signs, by name (empty: room for it) and in which quality, and two witnesses.

    A quality of two lines has its second, a name, on a line of its own: names are not parted.
    """
    blank, witness = WORDS("shared.name_blank"), WORDS("shared.witness")
    named = [
        (
            told("shared.signed_by", name=name) if name else blank,
            *official_digits(quality).split("\n"),
        )
        for name, quality in people
    ]
    return Signatures((*named, (blank, witness), (blank, witness)))


class Clauses:
    """Clauses numbered as they are added."""

    def __init__(self) -> None:
        self.count = 0

    def lead(self, title: str) -> str:
        """The number and title of the next clause."""
        self.count += 1
        return WORDS("shared.clause", number=self.count, title=title)
