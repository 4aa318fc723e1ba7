"""Two or three lines side by side: what differs, and what each creditor gives up."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plodnee.web.households.menu import Card
from plodnee.web.templatetags.wording import baht, baht_short, count, duration, rate
from plodnee.web.workspace.lines import Line

LOWER, HIGHER = "lower", "higher"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its words, how it differs from the first line's, whether none is better."""

    words: str
    difference: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing compared; `alike` where all lines say the same."""

    label: str
    cells: tuple[Cell, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines in their columns: figures first, then the creditors, then the debts."""

    titles: tuple[str, ...]
    figures: tuple[Row, ...]
    creditors: tuple[Row, ...]
    debts: tuple[Row, ...]


def comparison(lines: Sequence[Line], assumed: Sequence[str]) -> Comparison:
    """The table of the lines; `assumed` says for each under which settings it stands."""
    cards = [line.card for line in lines]
    rows = [_worded(_("ค่าที่ตั้งไว้"), list(assumed))] if any(assumed) else []
    rows.append(_worded(_("สัญญาเดียว"), [_contract(card) for card in cards]))
    rows += _figures(cards)
    if any(card.bad_years_held for card in cards):
        held = [card.option.bad_year.holds if _tested(card) else 0 for card in cards]  # type: ignore[union-attr]
        words = [card.bad_years_held or "–" for card in cards]
        rows.append(_numbered(_("ปีที่รายได้แย่ ยังจ่ายไหว"), held, HIGHER, count, words))
    return Comparison(
        titles=tuple(" · ".join(card.titles) for card in cards),
        figures=tuple(rows),
        creditors=tuple(_creditors(cards)),
        debts=tuple(_debts(cards)),
    )


def _tested(card: Card) -> bool:
    return bool(card.option and card.option.bad_year)


def _figures(cards: Sequence[Card]) -> list[Row]:
    months = [card.figures.debt_free_month for card in cards]
    free = [f"{card.debt_free} ({card.debt_free_after})" for card in cards]
    return [
        _money(_("ดอกเบี้ยทั้งหมด"), [card.figures.total_interest for card in cards]),
        _money(_("ประหยัดดอกเบี้ยจากเดิม"), [card.saved_satang for card in cards], HIGHER),
        _numbered(_("ปลดหนี้"), months, LOWER, duration, free),
        _money(_("เดือนที่จ่ายหนักที่สุด"), [card.figures.largest_month_paid for card in cards]),
        _money(_("เงินสดต่ำสุด"), [card.figures.lowest_cash for card in cards], HIGHER),
        _money(_("เจ้าหนี้ยอมลดให้รวม"), [card.conceded_satang for card in cards]),
    ]


def _creditors(cards: Sequence[Card]) -> list[Row]:
    given = [Counter[str]() for _card in cards]
    for card, amounts in zip(cards, given, strict=True):
        for name, satang in card.concessions:
            amounts[name] += satang
    names = dict.fromkeys(name for amounts in given for name in amounts)
    giving = [name for name in names if any(amounts[name] for amounts in given)]
    rows = [_money(name, [amounts[name] for amounts in given]) for name in giving]
    if len(giving) < len(names):
        others = _("เจ้าหนี้รายอื่น") if giving else _("เจ้าหนี้ทุกราย")
        rows.append(_money(others, [0] * len(cards)))
    return rows


def _debts(cards: Sequence[Card]) -> list[Row]:
    """What is done with each debt; a line that rests on another register may know others."""
    rows = []
    for place in range(max(len(card.lines) for card in cards)):
        told = [card.lines[place] if place < len(card.lines) else None for card in cards]
        first = next(line for line in told if line)
        part = " " + _("ดอกเบี้ยและค่าปรับค้าง") if first.is_arrears else ""
        label = f"{first.creditor}{part} {baht_short(first.balance)}"
        rows.append(_worded(label, [line.words if line else "–" for line in told]))
    return rows


def _contract(card: Card) -> str:
    offer = card.contract
    if offer is None:
        return _("ไม่มี")
    return _("%(amount)s บาท × %(count)s งวด %(pattern)s ดอกเบี้ย %(rate)s") % {
        "amount": baht_short(offer.instalment),
        "count": offer.instalments,
        "pattern": card.pattern,
        "rate": rate(offer.rate_bp),
    }


def _worded(label: str, words: Sequence[str]) -> Row:
    shown = [text or _("ตามทะเบียน") for text in words]
    return Row(label, tuple(Cell(text) for text in shown), len(set(shown)) == 1)


def _money(label: str, satang: Sequence[int], better: str = LOWER) -> Row:
    return _numbered(label, satang, better, baht, [baht(amount) for amount in satang])


def _numbered(
    label: str,
    values: Sequence[int],
    better: str,
    told: Callable[[int], str],
    words: Sequence[str],
) -> Row:
    alike = len(set(values)) == 1
    best = min(values) if better == LOWER else max(values)
    cells = tuple(
        Cell(text, _difference(value - values[0], told), best=value == best and not alike)
        for value, text in zip(values, words, strict=True)
    )
    return Row(label, cells, alike)


def _difference(amount: int, told: Callable[[int], str]) -> str:
    if amount == 0:
        return ""
    return ("+" if amount > 0 else "−") + told(abs(amount))
