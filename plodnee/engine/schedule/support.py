"""Which conventions go together: what is known by name and not computed is refused, not guessed."""

from collections.abc import Iterator
from datetime import timedelta

from plodnee.engine.schedule.refusals import BadTerms, UnsupportedTerms, unsupported
from plodnee.engine.schedule.terms import (
    MOST_ROWS_TIMES_EVENTS,
    MOST_ROWS_TIMES_REQUESTS,
    MOST_SHEET_INSTALMENTS,
    Amortization,
    Engine,
    ExtraPrincipal,
    Pause,
    PrepayStrategy,
    Product,
    Reschedule,
    Terms,
)
from plodnee.engine.schedule.year_fraction import ByDays

RECALCULATED = {
    Engine.CUMULATIVE: (PrepayStrategy.REDUCE_INSTALMENT, PrepayStrategy.REDUCE_NUMBER),
    Engine.PROGRESSIVE: (PrepayStrategy.ADJUST_LAST,),
}


def check_support(terms: Terms) -> None:
    """Nothing, if the terms can be computed together.

    Raises: UnsupportedTerms for the first pair of conventions that is not computed; BadTerms where
            a term lacks the dates that it counts from.
    """
    _check_dates(terms.product)
    _check_size(terms)
    for refusal in _refusals(terms):
        raise refusal


def level_balance(product: Product) -> bool:
    """Whether level instalments repay a declining balance."""
    return product.amortization is Amortization.EQUAL_INSTALMENT and not product.flat


def _refusals(terms: Terms) -> Iterator[UnsupportedTerms]:
    product = terms.product
    yield from _of_product(product)
    if product.engine is Engine.SPREADSHEET:
        yield from _of_spreadsheet(terms)
    if product.recalculation is not None:
        yield from _of_recalculation(terms)
    for number, event in enumerate(terms.events):
        name = f"events[{number}]"
        if isinstance(event, ExtraPrincipal) and product.engine is not Engine.TEXTBOOK:
            yield unsupported(name, f"extra_principal + {product.engine}")
        runs = product.engine is Engine.PROGRESSIVE and level_balance(product)
        if isinstance(event, Pause) and not runs:
            yield unsupported(name, "interest_pause + this product")
        if isinstance(event, Reschedule) and event.rate is not None and product.flat:
            yield unsupported(name, "flat + new_rate_percent_per_year")


def _of_product(product: Product) -> Iterator[UnsupportedTerms]:
    sheet = product.engine is Engine.SPREADSHEET
    fee = product.sheet_fee
    if not sheet and (fee.amount or fee.part):
        yield unsupported("product.fee", f"fee + {product.engine}")
    if not sheet and product.sheet_rounding is not None:
        yield unsupported("product.rounding.currency_decimals", product.engine)
    if not sheet and product.grace_on_all:
        yield unsupported("product.grace_on_all_instalments", product.engine)
    if product.fixed_instalment is not None and not level_balance(product):
        yield unsupported("product.fixed_instalment_amount", product.amortization)
    if product.flat and product.amortization is Amortization.BULLET:
        yield unsupported("product.amortization", "flat + bullet")


def _of_spreadsheet(terms: Terms) -> Iterator[UnsupportedTerms]:
    product = terms.product
    if terms.events:
        yield unsupported("events", "spreadsheet + events")
    if product.grace_on_interest or product.interest_free:
        yield unsupported("product.grace_on_interest", "spreadsheet + grace on interest")
    if product.fixed_instalment is not None or product.late_penalty is not None:
        yield unsupported("product", "spreadsheet + fixed instalment or late penalty")
    if product.amortization is Amortization.BULLET:
        yield unsupported("product.amortization", "spreadsheet + bullet")
    if product.sheet_rounding is None and product.rounding.step != 1:
        yield unsupported("product.rounding", "spreadsheet + decimals")


def _of_recalculation(terms: Terms) -> Iterator[UnsupportedTerms]:
    """What interest by the day of payment does not go with; a flat interest it leaves alone."""
    product = terms.product
    if product.flat or product.recalculation is None:
        return
    if product.engine not in RECALCULATED or not level_balance(product):
        yield unsupported(
            "product.interest_recalculation", f"{product.engine} + {product.amortization}"
        )
    elif product.recalculation.strategy not in RECALCULATED[product.engine]:
        yield unsupported("product.recalculation.prepay_strategy", product.recalculation.strategy)
    elif product.engine is Engine.CUMULATIVE:
        graces = product.grace_on_principal + product.grace_on_interest + product.interest_free
        if graces or any(isinstance(event, Reschedule) for event in terms.events):
            yield unsupported("product.interest_recalculation", "cumulative + grace or reschedule")
        if product.recalculation.whole_periods or not product.daily:
            yield unsupported("product.recalculation.rest", "cumulative + whole periods")


def _check_size(terms: Terms) -> None:
    """Nothing, if the terms can be worked out while the other lines wait."""
    rows = terms.product.instalments
    if terms.product.engine is Engine.SPREADSHEET and rows > MOST_SHEET_INSTALMENTS:
        raise BadTerms(
            "product.number_of_instalments",
            f"ในแบบตารางคำนวณต้องไม่เกิน {MOST_SHEET_INSTALMENTS}",
            f"must be at most {MOST_SHEET_INSTALMENTS} in a spreadsheet",
        )
    anew = sum(isinstance(event, Reschedule | Pause | ExtraPrincipal) for event in terms.events)
    requests = [event for event in terms.events if isinstance(event, Reschedule)]
    rows += sum(e.extra_instalments + e.grace_on_principal for e in requests)
    if rows * anew > MOST_ROWS_TIMES_REQUESTS or rows * len(terms.events) > MOST_ROWS_TIMES_EVENTS:
        raise BadTerms(
            "events",
            f"มากเกินไปสำหรับ {rows} งวด",
            f"are too many for {rows} instalments",
        )


def _check_dates(product: Product) -> None:
    """Nothing, if a count of days has days to count."""
    if product.disbursed_on is None and isinstance(product.year_fraction, ByDays):
        raise BadTerms(
            "product.disbursed_on",
            "การนับวันต้องมีวันที่จ่ายเงินกู้",
            "is required: this year_fraction counts days",
        )
    if product.disbursed_on is None and product.engine is Engine.PROGRESSIVE:
        raise BadTerms(
            "product.disbursed_on",
            "ตารางที่คิดตามวันที่เกิดรายการต้องมีวันที่จ่ายเงินกู้",
            "is required: a progressive schedule runs from day to day",
        )
    first, opened = product.first_due_on, product.disbursed_on
    if first is not None and opened is not None and first <= opened:
        raise BadTerms(
            "product.first_due_date",
            "ต้องหลังวันที่จ่ายเงินกู้",
            "must be after the disbursement",
            (opened + timedelta(days=1)).isoformat(),
        )
