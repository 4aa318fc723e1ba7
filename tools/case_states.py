"""The page of states and moves of a household's case, drawn from the one table of them."""

from collections.abc import Iterable

from plodnee.casework.cases.names import DEEDS, STATES
from plodnee.casework.cases.states import ENDED, MOVES, State

_HEAD = """# The case of a household: states and moves

Drawn from `plodnee/casework/cases/states.py`; the database refuses every other move.

```mermaid
stateDiagram-v2"""


def cases_page() -> str:
    """The diagram, then every state with what may be done in it."""
    return "\n".join([_HEAD, *_diagram(), "```", "", *_table()]) + "\n"


def _diagram() -> Iterable[str]:
    for state, (thai, english) in STATES.items():
        if state != State.NONE:
            yield f'    state "{thai} / {english}" as {state}'
    for state, moves in MOVES.items():
        arrows: dict[State, list[str]] = {}
        for deed, after in moves.items():
            arrows.setdefault(after, []).append(deed)
        for after, deeds in arrows.items():
            begin = "[*]" if state == State.NONE else str(state)
            yield f"    {begin} --> {after}: {', '.join(deeds)}"
    for state in STATES:
        if state in ENDED:
            yield f"    {state} --> [*]"


def _table() -> Iterable[str]:
    yield "| state | Thai | English | what may be done, and where it leads |"
    yield "|---|---|---|---|"
    for state, (thai, english) in STATES.items():
        moves = ", ".join(
            f"{DEEDS[deed][1]} (`{deed}` → `{after}`)" for deed, after in MOVES[state].items()
        )
        yield f"| `{state}` | {thai} | {english} | {moves or 'nothing: the case is over'} |"
