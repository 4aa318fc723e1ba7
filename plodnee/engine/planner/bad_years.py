"""How a line of the menu holds when income fails: the same seeded futures for every line.

Source: docs/explanation/planner.md, "Bad years"; the numbers are policy/bad_years.toml.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from plodnee.engine.compiling import kernels_of
from plodnee.engine.planner.compiling import HUGE, Satang
from plodnee.engine.planner.model import BadYear, CashLine, HouseholdProblem
from plodnee.engine.planner.reading import LONGEST_HORIZON
from plodnee.policy import in_force

kernel, part = kernels_of(Path(__file__).parent)

UNSPECIFIED = "unspecified"
WHOLE = 1000  # thousandths
MONTHS_PER_YEAR = 12


class Futures(NamedTuple):
    """What each source keeps of its income: `kept` (K, months, F) in thousandths.

    Months are counted from January of the year that the plan's day lies in.
    """

    kinds: tuple[str, ...]
    kept: Satang
    one_in: int


def bad_years(problem: HouseholdProblem, paid: Satang) -> tuple[BadYear, ...]:
    """How each line holds in the futures of the policy in force on the problem's day.

    Shapes:  `paid` (L, T), all payments of each line by month.
    Units:   satang; months after `as_of`.
    Ensures: the same problem and line always get the same answer, whatever else is in the menu.
    """
    futures = futures_in_force(problem.as_of)
    cash = problem.cash
    kept_from = problem.as_of.month
    income = _income(cash, futures.kinds, kept_from)
    room = cash.opening - cash.reserve + np.cumsum(np.array(cash.net, np.int64) - paid, axis=1)
    lines, count = paid.shape[0], futures.kept.shape[2]
    low = np.empty((lines + 1, count), np.int64)
    answer = np.empty((lines, 3), np.int64)
    rank = max(1, count // futures.one_in)
    _hold(room, income, futures.kept, kept_from, low, rank, answer)
    return tuple(
        BadYear(futures=count, holds=holds, worst_month=month, worst_cash=level + cash.reserve)
        for holds, month, level in answer.tolist()
    )


@lru_cache(maxsize=8)
def futures_in_force(on: date) -> Futures:
    """The futures of the policy in force on a day.

    Raises: ValueError if no policy was in force.
    """
    version = in_force("bad_years", on)
    return _futures(version.from_)


@lru_cache(maxsize=4)
def _futures(since: date) -> Futures:
    values = in_force("bad_years", since).values
    rows: Sequence[dict[str, Any]] = values["kinds"]
    months = MONTHS_PER_YEAR + LONGEST_HORIZON
    kept = np.full((len(rows), months, values["futures"]), WHOLE, np.int64)
    for row, share in zip(rows, kept, strict=True):
        rule = np.array(
            [
                (row["from_month"] - 1) % row["every_months"],
                row["every_months"],
                row["bad_per_mille"],
                *row["lasts"],
                *row["keeps_per_mille"],
            ],
            np.int64,
        )
        _draw(values["seed"], crc32(row["kind"].encode()), rule, share)
    kept.setflags(write=False)
    return Futures(tuple(row["kind"] for row in rows), kept, values["one_in"])


def _income(cash: CashLine, kinds: Sequence[str], first_month: int) -> Satang:
    """Income of each kind in each month of the plan; what a month leaves where none is stated."""
    income = np.zeros((len(kinds), len(cash.net)), np.int64)
    if not cash.income:
        income[kinds.index(UNSPECIFIED)] = np.maximum(np.array(cash.net, np.int64), 0)
    calendar = np.arange(first_month, first_month + len(cash.net)) % MONTHS_PER_YEAR
    for source in cash.income:
        kind = source.kind if source.kind in kinds else UNSPECIFIED
        amounts = np.array(source.by_calendar_month, np.int64)[calendar]
        amounts[: source.from_month - 1] = 0
        income[kinds.index(kind)] += amounts
    return income


@part
def _uniform(seed: int, stream: int, future: int, period: int, below: int) -> int:
    """A number from 0 to `below` - 1 that depends on nothing but what is given."""
    mixed = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    for word in (stream, future, period):
        mixed ^= np.uint64(word) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return int(np.int64((mixed >> np.uint64(11)) % np.uint64(below)))


@kernel
def _draw(seed: int, stream: int, rule: Satang, kept: Satang) -> None:
    """Fill kept (months, F): spells of bad periods, one after the other, in every future."""
    start, every, bad, shortest, longest, least, most = rule
    months, futures = kept.shape
    for f in range(futures):
        ends, share = 0, WHOLE
        for month in range(months):
            period = (month - start + every) // every
            if ((month - start) % every == 0 or month == 0) and period >= ends:
                share = WHOLE
                if _uniform(seed, stream, f, 4 * period, WHOLE) < bad:
                    spell = longest - shortest + 1
                    ends = period + shortest + _uniform(seed, stream, f, 4 * period + 1, spell)
                    width = most - least + 1
                    share = least + _uniform(seed, stream, f, 4 * period + 2, width)
            kept[month, f] = share


@part
def _lost(amount: int, thousandths: int) -> int:
    """That part of an amount, rounded down; no product passes 64 bits."""
    rest = amount % WHOLE * thousandths
    return amount // WHOLE * thousandths + (rest * 274_877_907 >> 38)  # rest // 1000, in vectors


@kernel
def _hold(
    room: Satang,
    income: Satang,
    kept: Satang,
    first_month: int,
    low: Satang,
    rank: int,
    answer: Satang,
) -> None:
    """For each line: futures that hold, and the month and level that `rank` futures fall to.

    Shapes:  room (L, T) cash above the reserve without any loss; income (K, T); `low` (L + 1, F)
             is scratch; answer (L, 3).
    """
    lines, months = room.shape
    lost = low[lines]
    lost[:] = 0
    low[:lines] = HUGE
    for t in range(months):
        for source in range(income.shape[0]):
            if income[source, t] > 0:
                share = kept[source, first_month + t]
                for f in range(lost.size):
                    lost[f] += _lost(income[source, t], WHOLE - share[f])
        for line in range(lines):
            level = room[line, t]
            lowest = low[line]
            for f in range(lost.size):
                lowest[f] = min(lowest[f], level - lost[f])
    for line in range(lines):
        holds = 0
        for f in range(lost.size):
            holds += low[line, f] >= 0
            lost[f] = low[line, f]
        level = _ranked(lost, rank)
        f = _place_of(level, low[line])
        answer[line, 0] = holds
        answer[line, 1] = _month_of(room[line], income, kept[:, first_month:, f], level)
        answer[line, 2] = level


@part
def _place_of(value: int, values: Satang) -> int:
    """The first place of a value that is among the values."""
    place = 0
    while values[place] != value:
        place += 1
    return place


@part
def _ranked(values: Satang, rank: int) -> int:
    """The value that `rank` values are at or below; the values change places."""
    wanted, left, right = rank - 1, 0, values.size - 1
    while left < right:
        pivot = values[(left + right) // 2]
        i, j = left, right
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if wanted <= j:
            right = j
        elif wanted >= i:
            left = i
        else:
            break
    ranked: int = values[wanted]
    return ranked


@part
def _month_of(room: Satang, income: Satang, kept: Satang, level: int) -> int:
    """The first month in which one future's cash is at its lowest, `level`."""
    lost = 0
    for t in range(room.size):
        for source in range(income.shape[0]):
            lost += _lost(income[source, t], WHOLE - kept[source, t])
        if room[t] - lost == level:
            return t + 1
    return room.size
