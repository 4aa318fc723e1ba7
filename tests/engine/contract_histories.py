"""Random contracts and what happened to them, for both forms of the rules."""

from datetime import date, timedelta

from hypothesis import strategies as st

from plodnee.engine.appropriation import order_in_force
from plodnee.engine.calendar import DAY_COUNTS, day_of_month
from plodnee.engine.contract_history import (
    METHODS,
    Amendment,
    Charge,
    Payment,
    Payoff,
    RepaymentTerms,
    Reversal,
    owed_on_payoff,
    schedule_of,
)
from plodnee.errors import Refusal

FIRST_DAY = date(2012, 1, 1)
STARTS = st.dates(FIRST_DAY, date(2024, 12, 31))
SEASONS = st.sampled_from([(1,), (3,), (6,), (12,), (3, 9), (4, 8), (1, 2, 9), (7,)])
ORDER = order_in_force(date(2019, 3, 16))
ORDERS = st.sampled_from(
    [
        ORDER,
        ("penalty", "costs", "principal", "interest"),
        ("interest", "principal", "costs", "penalty"),
        ("principal", "interest", "penalty", "costs"),
    ]
)


@st.composite
def plain_terms(draw):
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
        instalment_multiple_satang=draw(st.sampled_from([1, 100, 1_000, 10_000])),
        **draw(graces(count)),
    )


def graces(count):
    """Mostly none."""
    some = st.fixed_dictionaries(
        {
            "grace_on_principal": st.integers(0, count - 1),
            "grace_on_interest": st.integers(0, count - 1),
            "interest_free": st.integers(0, count),
        }
    )
    return st.one_of(st.just({}), st.just({}), some)


def terms():
    """The terms of a contract."""
    return plain_terms()


RATES = st.one_of(st.none(), st.sampled_from([0, 300, 1500]))
NONE_OR = {name: st.one_of(st.just(0), most) for name, most in [
    ("extra_instalments", st.integers(0, 4)),
    ("grace_on_principal", st.integers(0, 3)),
    ("grace_on_interest", st.integers(0, 3)),
]}  # fmt: skip


@st.composite
def amendments(draw, agreed, most=3):
    """Amendments that can be, each with one or several changes, and which of them are undone."""
    stood, undone, on = [], [], agreed.start_on
    for n in range(draw(st.integers(0, most))):
        on += timedelta(draw(st.integers(0, 400)))
        row = draw(st.sampled_from(schedule_of(agreed, _in_turn(stood))))
        begins = row.due_on + timedelta(draw(st.integers(-40, 40)))
        changes = {name: draw(value) for name, value in NONE_OR.items()}
        changes["rate_bp"] = draw(RATES)
        if draw(st.booleans()):
            changes["due_on"] = row.due_on + timedelta(draw(st.integers(-20, 90)))
        if draw(st.booleans()):
            changes["pause"] = (begins, begins + timedelta(draw(st.integers(0, 200))))
        if agreed.method == "level" and draw(st.booleans()):
            changes["instalment_satang"] = draw(st.integers(1, 2 * agreed.principal_satang))
        try:
            amendment = Amendment(f"A{n}", on, begins, **changes)
            schedule_of(agreed, _in_turn([*stood, amendment]))
        except (Refusal, ValueError):
            continue
        (undone if draw(st.integers(0, 4)) == 0 else stood).append(amendment)
    return stood, undone


def _in_turn(stood):
    return sorted(stood, key=lambda each: (each.from_on, each.agreed_on, each.id))


@st.composite
def histories(draw):
    """Terms and events, the events in no order; now and then something is reversed."""
    agreed = draw(terms())
    days = st.integers(0, 2500).map(lambda n: agreed.start_on + timedelta(days=n))
    amounts = st.integers(1, 1 + 2 * agreed.principal_satang // agreed.instalments)
    paid = draw(st.lists(st.tuples(days, amounts), max_size=8))
    charged = draw(
        st.lists(st.tuples(days, amounts, st.sampled_from(["costs", "penalty"])), max_size=3)
    )
    stood, undone = draw(st.one_of(st.just(([], [])), amendments(agreed)))
    events = [Payment(str(n), on, amount) for n, (on, amount) in enumerate(paid)]
    events += [Charge(*charge, id=f"C{n}") for n, charge in enumerate(charged)]
    events += [Reversal(event.id) for event in list(events) if draw(st.integers(0, 5)) == 0]
    events += [*stood, *undone, *(Reversal(amendment.id) for amendment in undone)]
    if draw(st.integers(0, 3)) == 0:
        events += draw(payoffs(agreed, events, stood))
    return agreed, draw(st.permutations(events))


@st.composite
def payoffs(draw, agreed, events, stood):
    """A payoff that settles all, after the last amendment; none where nothing is owed."""
    first = max([agreed.start_on, *(amendment.agreed_on for amendment in stood)])
    on = first + timedelta(draw(st.integers(0, 900)))
    owed = owed_on_payoff(agreed, events, on, order=ORDER).total
    return [Payoff("ended", on, owed + draw(st.integers(0, 100)))] if owed else []
