"""Random contracts and what happened to them, for both forms of the rules."""

from datetime import date, timedelta

from hypothesis import strategies as st

from plodnee.engine.calendar import DAY_COUNTS, day_of_month
from plodnee.engine.contract_history import METHODS, Charge, Payment, RepaymentTerms, Reversal

FIRST_DAY = date(2012, 1, 1)
STARTS = st.dates(FIRST_DAY, date(2024, 12, 31))
SEASONS = st.sampled_from([(1,), (3,), (6,), (12,), (3, 9), (4, 8), (1, 2, 9), (7,)])


@st.composite
def terms(draw):
    """Terms of every method, day count and calendar; some instalments do not cover interest."""
    unit = draw(st.sampled_from(["month", "month", "month", "day"]))
    start = draw(STARTS)
    principal = draw(st.integers(1, 10**8))
    count = draw(st.integers(1, 30))
    first = start + timedelta(days=draw(st.integers(1, 500)))
    due_day = None
    if unit == "month" and draw(st.booleans()):
        due_day = draw(st.integers(28, 31))
        first = max(day_of_month(first, due_day), day_of_month(start + timedelta(31), due_day))
    return RepaymentTerms(
        principal_satang=principal,
        rate_bp=draw(st.sampled_from([0, 1, 600, 1200, 1500, 36_000])),
        start_on=start,
        first_due_on=first,
        instalments=count,
        instalment_satang=max(1, principal * draw(st.integers(1, 300)) // (100 * count)),
        method=draw(st.sampled_from(METHODS)),
        day_count=draw(st.sampled_from(DAY_COUNTS if unit == "month" else DAY_COUNTS[1:])),
        unit=unit,
        gaps=draw(SEASONS),
        due_day=due_day,
    )


@st.composite
def histories(draw):
    """Terms and events, the events in no order; now and then a payment is reversed."""
    agreed = draw(terms())
    days = st.integers(0, 2500).map(lambda n: agreed.start_on + timedelta(days=n))
    amounts = st.integers(1, 1 + 2 * agreed.principal_satang // agreed.instalments)
    paid = draw(st.lists(st.tuples(days, amounts), max_size=8))
    charged = draw(
        st.lists(st.tuples(days, amounts, st.sampled_from(["costs", "penalty"])), max_size=3)
    )
    events = [Payment(str(n), on, amount) for n, (on, amount) in enumerate(paid)]
    events += [Charge(*charge) for charge in charged]
    events += [Reversal(str(n)) for n in range(len(paid)) if draw(st.integers(0, 5)) == 0]
    return agreed, draw(st.permutations(events))
