"""Stamp duty on the loan, the guarantee and the duplicate, and what lateness costs."""

from datetime import date
from typing import Any

from plodnee import policy

LOAN = "stamp_duty"
COPIES = "stamp_duty_on_copies"


def duty_on_loan(principal_satang: int, on: date, *, lender_type: str = "") -> int:
    """The duty on a loan of money, in satang.

    Units:   satang; `lender_type` is the code of the lending fund's type.
    Ensures: one baht per 2,000 baht or a part of it, at most 10,000 baht; 0 for a cooperative.
    Raises:  ValueError if the principal is negative.
    Source:  policy/stamp_duty.toml.
    """
    if principal_satang < 0:
        raise ValueError(f"a loan of {principal_satang} satang")
    values = policy.in_force(LOAN, on).values
    if lender_type in values["exempt_fund_types"]:
        return 0
    steps = -(-principal_satang // values["loan_step_satang"])
    return int(min(values["loan_most_satang"], steps * values["loan_duty_per_step_satang"]))


def duty_on_guarantee(guaranteed_satang: int | None, on: date) -> int:
    """The duty on a guarantee, in satang; None guarantees without a limit.

    Raises: ValueError if the amount is negative.
    Source: policy/stamp_duty_on_copies.toml, to be confirmed.
    """
    if guaranteed_satang is not None and guaranteed_satang < 0:
        raise ValueError(f"a guarantee of {guaranteed_satang} satang")
    values = _copies(on)
    limits, duties = values["guarantee_up_to_satang"], values["guarantee_duty_satang"]
    for limit, duty in zip(limits, duties, strict=False):
        if guaranteed_satang is not None and guaranteed_satang <= limit:
            return int(duty)
    return int(duties[-1])


def duty_on_duplicate(original_duty_satang: int, on: date) -> int:
    """The duty on a duplicate of a dutiable instrument, in satang.

    Ensures: no duty where the original bears none.
    Source:  policy/stamp_duty_on_copies.toml, to be confirmed.
    """
    values = _copies(on)
    if original_duty_satang == 0:
        return 0
    small, large = values["duplicate_duty_satang"]
    return int(small if original_duty_satang <= values["duplicate_up_to_satang"] else large)


def late_surcharge(duty_satang: int, signed_on: date, stamped_on: date) -> int:
    """What lateness adds to the duty, in satang: nothing, twice or five times the duty.

    Raises: ValueError if it was stamped before it was signed.
    Source: Revenue Code s. 113; policy/stamp_duty_on_copies.toml, to be confirmed.
    """
    days = (stamped_on - signed_on).days
    if days < 0:
        raise ValueError(f"stamped on {stamped_on}, before it was signed on {signed_on}")
    values = _copies(signed_on)
    steps = zip(values["late_after_days"], values["late_times"], strict=True)
    return duty_satang * max((times for after, times in steps if days > after), default=0)


def _copies(on: date) -> Any:
    return policy.in_force(COPIES, on).values
