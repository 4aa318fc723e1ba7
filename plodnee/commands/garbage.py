"""When a process that answers pages searches for garbage: so that no page waits for it."""

import gc

# A page's own garbage is found while it is young, as often as ever by its size; the whole process
# is searched once in some thousands of pages, not once in sixty, for a tenth of a second.
YOUNG, MIDDLE, WHOLE = 20_000, 20, 100


def search_seldom() -> None:
    """What is loaded by now is never searched again, and what comes later seldom as a whole."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, WHOLE)
