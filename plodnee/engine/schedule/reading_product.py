"""Reading the product of a line: what was agreed, checked term by term."""

from dataclasses import dataclass, replace
from fractions import Fraction

from plodnee.engine.schedule.due_dates import Cycle, Unit
from plodnee.engine.schedule.fields import Amounts, Fields, percent
from plodnee.engine.schedule.reading_order import read_order
from plodnee.engine.schedule.reading_rounding import RoundingTerms, read_rounding
from plodnee.engine.schedule.refusals import BadTerms, unsupported
from plodnee.engine.schedule.terms import (
    MOST_INSTALMENTS,
    Amortization,
    Engine,
    LatePenalty,
    PrepayStrategy,
    Product,
    Recalculation,
    SheetFee,
)
from plodnee.engine.schedule.year_fraction import YearFraction, over_year_of, year_fraction

LONGEST_EVERY = 10_000
# What only explains: `year_fraction` and `rounding` decide.
LABELS = (
    "day_count",
    "days_in_month",
    "days_in_year_custom",
    "allow_partial_period_interest",
    "interest_recognition_on_disbursement_date",
    "currency_decimals",
    "note",
)


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product as read, and how the amounts of its line are written."""

    product: Product
    amounts: Amounts


def read_product(fields: Fields) -> ReadProduct:
    """The product of a line.

    Raises: BadTerms for an impossible term; UnsupportedTerms for a convention not computed.
    """
    _pass_over_labels(fields)
    in_satang = fields.get("principal_satang") is not None
    rounding = read_rounding(fields, in_satang=in_satang)
    product = replace(
        _agreed(fields, rounding),
        disbursed_on=fields.day("disbursed_on"),
        first_due_on=fields.day("first_due_date"),
        grace_on_principal=_grace(fields, "grace_on_principal"),
        grace_on_interest=_grace(fields, "grace_on_interest"),
        interest_free=_grace(fields, "interest_free_instalments"),
        grace_on_all=_grace(fields, "grace_on_all_instalments"),
        fixed_instalment=_fixed_instalment(fields, rounding.amounts),
        recalculation=_recalculation(fields),
        order=read_order(fields),
        late_penalty=_late_penalty(fields),
        sheet_rounding=rounding.sheet,
        sheet_fee=_fee(fields, rounding.amounts),
    )
    fields.finish()
    return ReadProduct(product, rounding.amounts)


def _agreed(fields: Fields, rounding: RoundingTerms) -> Product:
    """The product without dates, graces and agreements on payments."""
    cycle = _cycle(fields)
    rate = _rate(fields)
    amortization = fields.choice("amortization", [*Amortization], Amortization.EQUAL_INSTALMENT)
    return Product(
        engine=_engine(fields),
        scale=rounding.amounts.scale,
        in_satang=rounding.amounts.in_satang,
        principal=rounding.amounts.positive(fields, "principal"),
        rate=rate,
        flat=fields.choice("interest_method", _METHODS, _METHODS[0]) == "flat",
        amortization=Amortization(amortization),
        daily=fields.choice("interest_calculation_period", _PERIODS, _PERIODS[0]) == "daily",
        instalments=fields.whole("number_of_instalments", 1, MOST_INSTALMENTS),
        cycle=cycle,
        year_fraction=_year_fraction(fields, cycle, interest=rate > 0),
        rounding=rounding.rounding,
    )


_METHODS = ("declining_balance", "flat")
_PERIODS = ("same_as_repayment_period", "daily")


def _engine(fields: Fields) -> Engine:
    name = fields.choice("schedule_engine", [e for e in Engine if e is not Engine.TEXTBOOK], "")
    return Engine(name) if name else Engine.TEXTBOOK


def _cycle(fields: Fields) -> Cycle:
    unit = fields.text("unit")
    if unit is None:
        raise fields.missing("unit")
    if unit not in [*Unit]:
        raise fields.refuse("unit", f"ไม่รู้จักหน่วย {unit}", f"{unit} is not a known unit")
    return Cycle(fields.whole("every", 1, LONGEST_EVERY), Unit(unit))


def _grace(fields: Fields, key: str) -> int:
    return fields.whole(key, 0, MOST_INSTALMENTS, default=0)


def _fixed_instalment(fields: Fields, amounts: Amounts) -> int | None:
    """The instalment stated; 0 as a number says nothing, as an amount that it never pays off."""
    instalment = amounts.read(fields, "fixed_instalment_amount")
    return instalment if fields.given(amounts.key("fixed_instalment_amount")) else None


def _year_fraction(fields: Fields, cycle: Cycle, *, interest: bool) -> YearFraction:
    """The rule of the year fraction; without interest it decides nothing and may be left out."""
    form = fields.text("year_fraction")
    length = fields.get("days_in_year")
    if form is None:
        if interest:
            raise fields.missing("year_fraction")
        form = "every"
    if form == "actual_days/length of the year of the disbursement date":
        disbursed_on = fields.day("disbursed_on")
        if disbursed_on is None:
            raise fields.missing("disbursed_on")
        return over_year_of(disbursed_on)
    in_year = int(str(length)) if str(length) in ("360", "364", "365") else None
    rule = year_fraction(form, cycle, in_year)
    if rule is None:
        raise unsupported(fields.name("year_fraction"), form)
    return rule


def _recalculation(fields: Fields) -> Recalculation | None:
    """How the day of a payment changes interest; None where it does not."""
    on = fields.flag("interest_recalculation")
    given = fields.child("recalculation")
    if not on:
        return None
    if given is None:
        raise fields.missing("recalculation")
    given.choice("compounding", ["NONE", "none"], default="NONE")
    recalculation = Recalculation(
        whole_periods=given.choice("rest", ["daily", "same_as_repayment_period"]) != "daily",
        strategy=PrepayStrategy(given.choice("prepay_strategy", [*PrepayStrategy])),
        preclosure_to_period_end=given.choice(
            "preclosure", ["till_preclose_date", "till_rest_frequency_date"], "till_preclose_date"
        )
        == "till_rest_frequency_date",
        interest_on_past_due=given.flag("interest_on_past_due"),
    )
    given.finish()
    return recalculation


def _late_penalty(fields: Fields) -> LatePenalty | None:
    given = fields.child("late_penalty")
    if given is None:
        return None
    part = percent(given, "percent")
    if part is None:
        raise given.missing("percent")
    of = given.choice("of", ["overdue_principal", "overdue_principal_and_interest"])
    given.finish()
    return LatePenalty(part, with_interest=of == "overdue_principal_and_interest")


def _fee(fields: Fields, amounts: Amounts) -> SheetFee:
    """The fee of a spreadsheet schedule, charged with every row."""
    given = fields.child("fee")
    if given is None:
        return SheetFee()
    kinds = ("none", "value", "principal", "interest", "principal+interest")
    kind = given.choice("kind", kinds)
    amount = amounts.read(given, "value") or 0
    part = percent(given, "percent")
    given.finish()
    if kind == "none":
        return SheetFee()
    if kind == "value":
        return SheetFee(amount=amount)
    if part is None:
        raise BadTerms(given.name("percent"), "ต้องระบุ", "is required")
    return SheetFee(part=part, of_principal="principal" in kind, of_interest="interest" in kind)


def _pass_over_labels(fields: Fields) -> None:
    """Labels explain a convention and decide nothing."""
    for label in LABELS:
        fields.get(label)


def _rate(fields: Fields) -> Fraction:
    rate = percent(fields, "rate_percent_per_year")
    if rate is None:
        raise fields.missing("rate_percent_per_year")
    return rate
