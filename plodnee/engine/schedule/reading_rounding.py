"""Reading the rounding of a product: of its tables, and of the spreadsheets with three steps."""

from dataclasses import dataclass

from plodnee.engine.schedule.fields import Amounts, Fields
from plodnee.engine.schedule.refusals import BadTerms, unsupported
from plodnee.engine.schedule.rounding import Mode, Rounding
from plodnee.engine.schedule.terms import UNROUNDED_SCALE, SheetRounding

MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class RoundingTerms:
    """The rounding of a line, and the unit its amounts are counted in."""

    amounts: Amounts
    rounding: Rounding
    sheet: SheetRounding | None = None


def read_rounding(product: Fields, *, in_satang: bool) -> RoundingTerms:
    """How a product's amounts are counted and rounded."""
    given = product.child("rounding")
    if given is None:
        return _not_stated(product, in_satang=in_satang)
    if "currency_decimals" in given.values:
        return _of_a_spreadsheet(given, in_satang=in_satang)
    least = 2 if given.given("multiple") else None  # a multiple needs no decimals beside it
    decimals = given.whole("decimals", 0, MOST_DECIMALS, default=least)
    mode = Mode(given.choice("mode", [*Mode], default=None))
    amounts = _counted_in(given, decimals, in_satang=in_satang)
    step = amounts.multiple(given, "multiple") or 10 ** (amounts.scale - decimals)
    multiple = _instalment_multiple(product, given, amounts)
    given.finish()
    return RoundingTerms(amounts, Rounding(mode, step, multiple or step))


def _not_stated(product: Fields, *, in_satang: bool) -> RoundingTerms:
    """No rounding at all; in satang, which are whole, half up to the satang."""
    if in_satang:
        amounts = Amounts(scale=2, in_satang=True)
        multiple = amounts.multiple(product, "instalment_multiple_of")
        return RoundingTerms(amounts, Rounding(Mode.HALF_UP, 1, multiple or 1))
    amounts = Amounts(scale=UNROUNDED_SCALE, in_satang=False)
    multiple = amounts.multiple(product, "instalment_multiple_of")
    return RoundingTerms(amounts, Rounding(Mode.HALF_EVEN, 1, multiple or 1))


def _counted_in(given: Fields, decimals: int, *, in_satang: bool) -> Amounts:
    if in_satang and decimals > 2:
        raise given.refuse("decimals", "สตางค์ไม่มีเศษ", "satang have no parts: at most 2")
    return Amounts(scale=max(2, decimals), in_satang=in_satang)


def _instalment_multiple(product: Fields, given: Fields, amounts: Amounts) -> int | None:
    """The multiple of the instalment, which may stand in the product, in its rounding, or both."""
    outer = amounts.multiple(product, "instalment_multiple_of")
    inner = amounts.multiple(given, "instalment_multiple_of")
    if outer and inner and outer != inner:
        raise BadTerms(
            product.name("instalment_multiple_of"),
            "ระบุไว้สองค่าไม่ตรงกัน",
            "is given twice with different values",
        )
    return outer or inner


def _of_a_spreadsheet(given: Fields, *, in_satang: bool) -> RoundingTerms:
    decimals = given.whole("currency_decimals", 0, MOST_DECIMALS)
    amounts = _counted_in(given, decimals, in_satang=in_satang)
    mode = Mode(given.choice("currency_mode", [*Mode]))
    multiples = [amounts.multiple(given, f"{what}_multiple") for what in ("instalment", "final")]
    if multiples[0] is None or multiples[1] is None:
        raise unsupported(given.path, "instalment_multiple/final_multiple = null")
    sheet = SheetRounding(
        instalment_multiple=multiples[0],
        instalment_mode=Mode(given.choice("instalment_mode", [*Mode])),
        final_multiple=multiples[1],
        final_mode=Mode(given.choice("final_mode", [*Mode])),
    )
    given.finish()
    step = 10 ** (amounts.scale - decimals)
    return RoundingTerms(amounts, Rounding(mode, step, step), sheet)
