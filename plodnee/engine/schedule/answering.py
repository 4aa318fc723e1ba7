"""One line of terms in, its schedule or its refusal out."""

from typing import Any

from plodnee.engine.schedule.answers import answer
from plodnee.engine.schedule.cumulative import fixed_schedule
from plodnee.engine.schedule.progressive import progressive_schedule
from plodnee.engine.schedule.reading import read_terms
from plodnee.engine.schedule.recalculated_rows import recalculated_schedule
from plodnee.engine.schedule.refusals import BadTerms
from plodnee.engine.schedule.rows import Schedule
from plodnee.engine.schedule.spreadsheet import spreadsheet_schedule
from plodnee.engine.schedule.support import check_support, level_balance
from plodnee.engine.schedule.terms import Engine, Terms


def schedule(terms: Terms) -> Schedule:
    """The rows in force and the repayments that stand, after all events of some terms.

    Units:   amounts in the schedule's smallest unit (see `terms`).
    Ensures: the principals of the rows (and extra principals) sum to the loan's principal.
    Raises:  BadTerms for what cannot be, UnsupportedTerms for conventions that are not computed.
    """
    check_support(terms)
    product = terms.product
    try:
        if product.engine is Engine.SPREADSHEET:
            return spreadsheet_schedule(terms)
        if product.engine is Engine.PROGRESSIVE and level_balance(product):
            return progressive_schedule(terms)
        if product.recalculation is not None and level_balance(product):
            return recalculated_schedule(terms)
        return fixed_schedule(terms)
    except OverflowError as error:
        raise BadTerms(
            "product.number_of_instalments",
            "วันครบกำหนดเกินปฏิทิน",
            "the due dates pass the end of the calendar",
        ) from error


def answer_terms(values: object) -> dict[str, Any]:
    """The answer to one line of terms: rows, totals and transactions, as the format writes them.

    Raises: BadTerms, UnsupportedTerms.
    """
    terms = read_terms(values)
    return answer(terms.product, schedule(terms))
