"""The one contract: the largest instalment that a household's cash and the limits bear.

With in-place payments fixed, everything about the contract follows from its instalment. A larger
instalment never costs more interest, never ends later and never gives creditors more. Among the
instalments that end with the m-th payment, cash sets an upper limit by the months before that
payment and a lower one by the months after it. So the largest instalment of each m decides.
Source: docs/reference/formats.md, "The one contract".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import BAHT, HUGE, Flags, Satang, kernel
from plodnee.engine.planner.interest import gap_interest, repay, share_half_up, smallest_instalment


class Slack(NamedTuple):
    """What the months leave to the contract, by its n-th due month (n from 0)."""

    before: int  # least room before the first due month
    between: Satang  # (N,) least room from this due month to the next
    after: Satang  # (N,) least room from this due month to the end
    in_month: Satang  # (N,) what may still be paid in this month


@kernel
def slack_of(
    room: Satang, load: Satang, due: Satang, count: int, largest: int, watch_load: bool
) -> Slack:
    """The slack that room and the month's other payments leave; `count` due months are usable."""
    months = room.size
    between = np.empty(count, np.int64)
    after = np.empty(count, np.int64)
    in_month = np.full(count, HUGE, np.int64)
    end = months
    least_after = HUGE
    for n in range(count - 1, -1, -1):
        least = HUGE
        for t in range(due[n] - 1, end):
            least = min(least, room[t])
        end = due[n] - 1
        least_after = min(least_after, least)
        between[n] = least
        after[n] = least_after
        if watch_load:
            in_month[n] = largest - load[end]
    before = HUGE
    for t in range(end):
        before = min(before, room[t])
    return Slack(before, between, after, in_month)


@kernel
def largest_instalment(
    principal: int, rate_bp: int, due: Satang, count: int, slack: Slack, top: int, most: int
) -> tuple[int, int, int, int]:
    """The largest instalment that fits, its payments, interest and last payment; 0 if none.

    Shapes:  `due`, first `count` usable; `top` bounds the instalment, `most` the interest.
    Ensures: no instalment that fits costs less interest or ends earlier than this one.
    """
    if slack.before < 0:
        return 0, 0, 0, 0
    bound, known, least_total, m = top, 0, principal, 1
    while m <= count:
        while known < m - 1:
            known += 1
            bound = min(bound, slack.between[known - 1] // known, slack.in_month[known - 1])
        bound -= bound % BAHT
        if bound < BAHT:
            return 0, 0, 0, 0
        if slack.after[m - 1] < least_total:
            m += 1
            continue
        if bound < (principal + m - 1) // m:
            m = max(m + 1, (principal + bound - 1) // bound)
            continue
        instalment, paid_off, interest, last = _ending_with(
            principal, rate_bp, due, count, bound, m
        )
        if instalment == 0:
            return 0, 0, 0, 0
        if paid_off > m:
            m = paid_off
            continue
        if interest > most:
            return 0, 0, 0, 0
        if principal + interest <= slack.after[m - 1] and last <= slack.in_month[m - 1]:
            return instalment, paid_off, interest, last
        least_total = principal + interest
        m += 1
    return 0, 0, 0, 0


@kernel
def _ending_with(
    principal: int, rate_bp: int, due: Satang, count: int, bound: int, m: int
) -> tuple[int, int, int, int]:
    """The largest instalment up to `bound` that needs m payments or more; 0 if none does."""
    instalment = bound
    paid_off, interest, last = repay(principal, instalment, rate_bp, due, count)
    if paid_off < m:
        instalment = smallest_instalment(principal, rate_bp, due, m - 1) - BAHT
        if instalment < BAHT:
            return 0, 0, 0, 0
        paid_off, interest, last = repay(principal, instalment, rate_bp, due, count)
    if paid_off == 1:  # every larger instalment is the same plan
        instalment = (last + BAHT - 1) // BAHT * BAHT
    return instalment, paid_off, interest, last


@kernel
def given_up_in_contract(
    joined: Flags, balance: Satang, own_interest: Satang, principal: int, interest: int
) -> int:
    """What the creditors of the joined debts give up, each debt's part rounded by itself."""
    given_up = 0
    for d in range(balance.size):
        if joined[d]:
            part = share_half_up(interest, balance[d], principal)
            given_up += max(0, own_interest[d] - part)
    return given_up


@kernel
def top_instalment(
    joined: Flags,
    balance: Satang,
    own_interest: Satang,
    principal: int,
    rate_bp: int,
    due: Satang,
    count: int,
    most_given_up: int,
) -> int:
    """The largest instalment with which the creditors give up at most so much; HUGE if any does.

    Ensures: 0 where even the smallest instalment, 1 baht, gives up more.
    """
    once = gap_interest(principal, rate_bp * due[0])
    if given_up_in_contract(joined, balance, own_interest, principal, once) <= most_given_up:
        return HUGE
    low = 0
    high = (principal + once + BAHT - 1) // BAHT * BAHT
    while high - low > BAHT:
        middle = (low + high) // (2 * BAHT) * BAHT
        _, interest, _ = repay(principal, middle, rate_bp, due, count)
        given_up = given_up_in_contract(joined, balance, own_interest, principal, interest)
        if given_up <= most_given_up:
            low = middle
        else:
            high = middle
    return low
