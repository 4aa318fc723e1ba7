"""Reading the events of a line, in the order of entry."""

from collections import Counter
from datetime import date

from plodnee.engine.schedule.fields import Amounts, Fields, percent
from plodnee.engine.schedule.refusals import BadTerms, unsupported
from plodnee.engine.schedule.terms import (
    MOST_EVENTS,
    MOST_INSTALMENTS,
    Charge,
    CloseOfBusiness,
    Event,
    ExtraPrincipal,
    Part,
    Pause,
    Product,
    Repayment,
    Reschedule,
    Reversal,
)

TYPES = (
    "disbursement",
    "repayment",
    "payoff",
    "reverse_repayment",
    "charge",
    "reschedule",
    "interest_pause",
    "extra_principal",
    "close_of_business",
)


def read_events(
    values: object, product: Product, amounts: Amounts
) -> tuple[tuple[Event, ...], date | None]:
    """The events of a line, and the business date on which the disbursement was keyed in.

    Raises: BadTerms for an event that cannot be read or that nothing stands for;
            UnsupportedTerms for more than the one disbursement of the principal.
    """
    if values is None:
        values = []
    if not isinstance(values, list):
        raise BadTerms("events", "ต้องเป็นรายการ", "must be a list")
    if len(values) > MOST_EVENTS:
        raise BadTerms("events", f"ต้องไม่เกิน {MOST_EVENTS}", f"must be at most {MOST_EVENTS}")
    events: list[Event] = []
    opened_on: date | None = None
    for number, value in enumerate(values):
        fields = Fields(value, f"events[{number}]")
        kind = fields.choice("type", TYPES)
        if product.disbursed_on is None and kind != "extra_principal":
            raise fields.refuse("type", "เงื่อนไขนี้ไม่มีวันที่จ่ายเงิน", "the product has no disbursed_on")
        if kind == "disbursement":
            if opened_on is not None:
                raise unsupported(fields.name("type"), "second disbursement")
            opened_on = _disbursement(fields, product, amounts)
        else:
            events.append(_event(kind, fields, amounts))
            _after_disbursement(fields, product)
        fields.finish()
    _reversals_stand(events)
    return tuple(events), opened_on


def _disbursement(fields: Fields, product: Product, amounts: Amounts) -> date:
    on, amount = fields.day("date"), amounts.read(fields, "amount")
    if on is None:
        raise fields.missing("date")
    if amount is None:
        raise fields.missing(amounts.key("amount"))
    if (on, amount) != (product.disbursed_on, product.principal):
        raise unsupported(fields.path, "disbursement that is not the product's principal and day")
    return fields.day("entered_on") or on


def _event(kind: str, fields: Fields, amounts: Amounts) -> Event:
    match kind:
        case "repayment" | "payoff":
            on = _day(fields, "date")
            amount = amounts.positive(fields, "amount")
            return Repayment(on, amount, fields.day("entered_on") or on, kind == "payoff")
        case "reverse_repayment":
            on = _day(fields, "date")
            nth = fields.whole("nth_on_date", 1, 10**6, default=1)
            return Reversal(on, nth, fields.day("entered_on") or on)
        case "charge":
            part = Part.FEES if fields.choice("kind", ["fee", "penalty"]) == "fee" else Part.PENALTY
            due = _day(fields, "due_date")
            amount = amounts.positive(fields, "amount")
            return Charge(part, due, amount, fields.day("entered_on"))
        case "reschedule":
            return _reschedule(fields)
        case "interest_pause":
            first, last = _day(fields, "from_date"), _day(fields, "to_date")
            if last < first:
                raise fields.refuse(
                    "to_date",
                    "ต้องไม่ก่อน from_date",
                    "must not be before from_date",
                    first.isoformat(),
                )
            return Pause(first, last, fields.day("entered_on"))
        case "extra_principal":
            after = fields.whole("after_instalment", 1, MOST_INSTALMENTS)
            effect = fields.choice("effect", _EFFECTS)
            return ExtraPrincipal(after, amounts.positive(fields, "amount"), effect == _EFFECTS[0])
        case _:
            return CloseOfBusiness(_day(fields, "business_date"))


_EFFECTS = ("reduce_number_of_instalments", "reduce_instalment_amount")


def _reschedule(fields: Fields) -> Reschedule:
    start = _day(fields, "from_date")
    submitted = fields.day("submitted_on")
    request = Reschedule(
        start=start,
        entered_on=fields.day("entered_on") or submitted,
        due=fields.day("adjusted_due_date"),
        extra_instalments=fields.whole("extra_instalments", 0, MOST_INSTALMENTS, default=0),
        rate=percent(fields, "new_rate_percent_per_year"),
        grace_on_principal=fields.whole("grace_on_principal", 0, MOST_INSTALMENTS, default=0),
        grace_on_interest=fields.whole("grace_on_interest", 0, MOST_INSTALMENTS, default=0),
    )
    graces = request.grace_on_principal + request.grace_on_interest
    if not (request.due or request.extra_instalments or graces) and request.rate is None:
        raise BadTerms(fields.path, "ไม่มีอะไรเปลี่ยน", "changes nothing")
    return request


def _day(fields: Fields, key: str) -> date:
    day = fields.day(key)
    if day is None:
        raise fields.missing(key)
    return day


def _after_disbursement(fields: Fields, product: Product) -> None:
    """Nothing, if every day of an event is on or after the disbursement."""
    start = product.disbursed_on
    for key in ("date", "due_date", "from_date", "adjusted_due_date", "business_date"):
        day = fields.day(key) if key in fields.values else None
        if start is not None and day is not None and day < start:
            raise fields.refuse(
                key, "ก่อนวันที่จ่ายเงินกู้", "is before the disbursement", start.isoformat()
            )


def _reversals_stand(events: list[Event]) -> None:
    """Nothing, if every reversal names a repayment entered before it."""
    entered: Counter[date] = Counter()
    for event in events:
        if isinstance(event, Repayment):
            entered[event.on] += 1
        elif isinstance(event, Reversal) and entered[event.on] < event.nth:
            raise BadTerms(
                "events",
                f"ไม่มีการชำระครั้งที่ {event.nth} ของวันที่ {event.on}",
                f"there is no repayment {event.nth} of {event.on} to reverse",
            )
