"""Reading the order in which payments settle what is owed."""

from plodnee.engine.schedule.fields import Fields
from plodnee.engine.schedule.refusals import BadTerms, unsupported
from plodnee.engine.schedule.terms import Ahead, Order, Part

_WORDS = {
    "penalty": Part.PENALTY,
    "penalties": Part.PENALTY,
    "fee": Part.FEES,
    "fees": Part.FEES,
    "interest": Part.INTEREST,
    "principal": Part.PRINCIPAL,
}
USUAL = (Part.PENALTY, Part.FEES, Part.INTEREST, Part.PRINCIPAL)
ADVANCED = "advanced_payment_allocation"
STRATEGIES = (
    "due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest",
    "due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee",
    "overdue_due_fee_interest_principal",
    "penalties_fees_interest_principal_order",
    "principal_interest_penalties_fees_order",
    "interest_principal_penalties_fees_order",
)
_GROUPS = ("past_due", "due", "in_advance")


def read_order(product: Fields) -> Order:
    """The order of payments of a product; penalty, fee, interest, principal where none is named."""
    strategy = product.choice("payment_strategy", [ADVANCED, *STRATEGIES], default="")
    processing = product.choice("payment_processing", ["horizontal", "vertical"], "horizontal")
    vertical = processing == "vertical"
    allocation = product.child("payment_allocation")
    if allocation is not None:
        if strategy not in ("", ADVANCED):
            raise unsupported(product.name("payment_strategy"), f"{strategy} + payment_allocation")
        return _of_allocation(allocation, by_part=vertical)
    if strategy in ("", ADVANCED):
        return Order(USUAL, USUAL, USUAL, by_part=vertical, ahead_by_part=vertical)
    return _of_name(strategy, by_part=vertical)


def _of_name(strategy: str, *, by_part: bool) -> Order:
    """The order that a strategy's name spells; a part that it leaves out comes first."""
    now, _, ahead = strategy.partition("_in_advance_")
    due = _parts(now)
    in_advance = _parts(ahead) if ahead else due
    overdue_first = strategy.startswith("overdue_due_")
    return Order(due, due, in_advance, by_part=by_part or overdue_first, ahead_by_part=by_part)


def _parts(name: str) -> tuple[Part, ...]:
    named = tuple(_WORDS[word] for word in name.split("_") if word in _WORDS)
    return tuple(part for part in USUAL if part not in named) + named


def _of_allocation(allocation: Fields, *, by_part: bool) -> Order:
    """The twelve steps of an allocation, as three orders of four parts."""
    steps = allocation.get("order")
    if not isinstance(steps, list) or len(steps) != 12:
        raise _not_twelve(allocation)
    groups: dict[str, list[Part]] = {group: [] for group in _GROUPS}
    for step in steps:
        group, part = _step(allocation, step)
        groups[group].append(part)
    if any(len(set(parts)) != 4 for parts in groups.values()):
        raise _not_twelve(allocation)
    in_turn = [_step(allocation, step)[0] for step in steps]
    if in_turn != sorted(in_turn, key=_GROUPS.index):
        raise unsupported(allocation.name("order"), "order that mixes past due, due and in advance")
    ahead = Ahead(allocation.choice("future_instalments", [*Ahead], default=Ahead.NEXT))
    allocation.finish()
    past_due, due, in_advance = (tuple(groups[group]) for group in _GROUPS)
    return Order(past_due, due, in_advance, ahead, by_part, by_part)


def _step(allocation: Fields, step: object) -> tuple[str, Part]:
    for group in _GROUPS:
        if isinstance(step, str) and step.startswith(f"{group}_"):
            part = _WORDS.get(step.removeprefix(f"{group}_"))
            if part is not None:
                return group, part
    raise _not_twelve(allocation)


def _not_twelve(allocation: Fields) -> BadTerms:
    return allocation.refuse(
        "order",
        "ต้องเป็นสิบสองขั้น ครบทุกส่วนของหนี้เกินกำหนด ถึงกำหนด และล่วงหน้า",
        "must be twelve steps, every part past due, due and in advance once",
    )
