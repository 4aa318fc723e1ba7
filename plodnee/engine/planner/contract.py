"""The one contract: the largest instalment that a household's cash and the limits bear.

With in-place payments fixed, everything about the contract follows from its instalment. A larger
instalment never costs more interest, never ends later and never gives creditors more. Among the
instalments that end with the m-th payment, cash sets an upper limit by the months before that
payment and a lower one by the months after it. So the largest instalment of each m decides.
Source: docs/reference/formats.md, "The one contract".
"""

from typing import NamedTuple

from plodnee.engine.planner.compiling import BAHT, HUGE, Flags, Satang, lean
from plodnee.engine.planner.interest import gap_interest, repay, share_half_up, smallest_instalment


class Slack(NamedTuple):
    """What the months leave to the contract.

    What is paid by a month stays paid, so the n-th payment and those before it must fit the least
    room from its month on.
    """

    after: Satang  # (C,) the least room from each month that limits cash to the end
    turn: Satang  # (N,) the first such month at or after the n-th due month (n from 0)
    load: Satang  # (P,) other payments of each month that can be the largest
    peak_turn: Satang  # (N,) the n-th due month's place among those; -1 where it is none
    largest: int  # the most that may be paid in a month; HUGE if any may


@lean
def _in_month(slack: Slack, n: int) -> int:
    """What may still be paid in the n-th due month."""
    if slack.largest >= HUGE or slack.peak_turn[n] < 0:
        return HUGE
    left: int = slack.largest - slack.load[slack.peak_turn[n]]
    return left


@lean
def largest_instalment(
    principal: int, rate_bp: int, due: Satang, count: int, slack: Slack, top: int, most: int
) -> tuple[int, int, int, int]:
    """The largest instalment that fits, its payments, interest and last payment; 0 if none.

    Shapes:  `due`, first `count` usable; `top` bounds the instalment, `most` the interest.
    Ensures: no instalment that fits costs less interest or ends earlier than this one.
    """
    if slack.after[0] < 0:
        return 0, 0, 0, 0
    bound, known, least_total, m = top, 0, principal, 1
    while m <= count:
        while known < m - 1:
            known += 1
            room = slack.after[slack.turn[known - 1]]
            bound = min(bound, room // known, _in_month(slack, known - 1))
        bound -= bound % BAHT
        if bound < BAHT:
            return 0, 0, 0, 0
        after = slack.after[slack.turn[m - 1]]
        if after < least_total:
            m += 1
            continue
        if bound < (principal + m - 1) // m:
            m = max(m + 1, (principal + bound - 1) // bound)
            continue
        found = _ending_with(principal, rate_bp, due, count, bound, m)
        instalment, paid_off, interest, last = found
        if instalment == 0:
            return 0, 0, 0, 0
        if paid_off > m:
            m = paid_off
            continue
        if interest > most:
            return 0, 0, 0, 0
        if principal + interest <= after and last <= _in_month(slack, m - 1):
            return instalment, paid_off, interest, last
        least_total = principal + interest
        m += 1
    return 0, 0, 0, 0


@lean
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


@lean
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


@lean
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
