"""A kernel on even slices of a portfolio, each in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

Found = TypeVar("Found")


def in_slices(
    work: Callable[[tuple[int, int]], Found], count: int, threads: int
) -> tuple[Found, ...]:
    """What the work gave for each slice (first, end) of `count`, in their order.

    Raises: ValueError if there is no thread.
    """
    if threads < 1:
        raise ValueError(f"{threads} threads")
    edges = [count * part // threads for part in range(threads + 1)]
    spans = list(pairwise(edges))
    if threads == 1:
        return (work(spans[0]),)
    with ThreadPoolExecutor(threads) as pool:
        return tuple(pool.map(work, spans))
