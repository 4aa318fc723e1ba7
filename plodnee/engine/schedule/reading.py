"""Reading one line of terms."""

from plodnee.engine.schedule.fields import Fields
from plodnee.engine.schedule.reading_events import read_events
from plodnee.engine.schedule.reading_product import read_product
from plodnee.engine.schedule.terms import Terms


def read_terms(values: object) -> Terms:
    """The terms of one line, every one of them known and possible.

    Units:  amounts in the schedule's smallest unit (see `terms`).
    Raises: BadTerms, UnsupportedTerms.
    """
    line = Fields(values, "")
    line.get("id")
    product = line.child("product")
    if product is None:
        raise line.missing("product")
    read = read_product(product)
    events, opened_on = read_events(line.get("events"), read.product, read.amounts)
    as_of = line.day("as_of")
    line.finish()
    return Terms(read.product, events, as_of, opened_on)
