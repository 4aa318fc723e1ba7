"""A process that answers pages is not searched for garbage as a whole while one is made."""

import gc

import pytest

from plodnee.commands.garbage import search_seldom


@pytest.fixture
def as_before():
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    gc.freeze()  # as `conftest` leaves it: what was collected is not searched again


def test_what_is_loaded_is_left_alone_and_what_comes_is_searched_while_it_is_young(as_before):
    loaded = [[] for _ in range(1_000)]
    search_seldom()
    assert not any(one is loaded for one in gc.get_objects())
    whole = gc.get_stats()[2]["collections"]
    for _ in range(100_000):  # a cycle each, as pages leave them behind
        cycle: list[object] = []
        cycle.append(cycle)
    assert gc.get_stats()[2]["collections"] == whole
    assert len(gc.get_objects()) < 60_000  # they were found, though
