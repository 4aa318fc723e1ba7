"""The order in which a deed holds rows, noted while tests run.

The table of docs/explanation/ledger.md is the one order. On SQLite, which takes no row locks, the
same code asks for them in the same order, so either database shows a deed that goes against it.
"""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.transaction import Atomic

TESTS = Path(__file__).parent
TABLE = TESTS.parent / "docs" / "explanation" / "ledger.md"
_ROW = re.compile(r"^\| (\d+) \| ([`\w, ]+) \|", re.MULTILINE)
# A row that is inserted holds its place among unique ones; others are inserted under a lock.
INSERTED = ("Book", "ChainHead")
UNDER = {"Account": "Book"}  # rows of the one are only ever held by whoever holds the other
OF_THE_INSTALLATION = {"GuardFingerprint"}


def order_of_locks() -> list[str]:
    """The names of the models whose rows are held, the first to be held first."""
    rows = _ROW.findall(TABLE.read_text("utf-8"))
    return [name for _rank, names in rows for name in re.findall(r"`(\w+)`", names)]


class Deed(threading.local):
    """The transaction that a thread has open, as far as it is the code's own and no test's."""

    def __init__(self, order: list[str], found: list[str]) -> None:
        self.order, self.found = order, found  # of all threads
        self.depth = 0
        self.own: list[bool] = []
        self.held: list[str] = []

    def told(self) -> list[str]:
        """What went against the order since this was asked last."""
        told = list(dict.fromkeys(self.found))
        self.found.clear()
        return told

    def hold(self, name: str, *, asked: bool) -> None:
        """Note that rows of a model are held from now on; only a lock that is asked for must."""
        if not self.depth or name in self.held or name in OF_THE_INSTALLATION:
            return
        if name in UNDER:
            if UNDER[name] not in self.held:
                self.found.append(f"{name} is held without {UNDER[name]}")
            return
        if name not in self.order:
            if asked:
                self.found.append(f"{name} is not in the table of locks")
            return
        late = [one for one in self.held if self.order.index(one) > self.order.index(name)]
        if late:
            self.found.append(f"{name} is held after {', '.join(late)}")
        self.held.append(name)


def _of_a_test() -> bool:
    """Whether a test opened the transaction around what it asks for."""
    return Path(sys._getframe(2).f_code.co_filename).is_relative_to(TESTS)


@contextmanager
def locks_watched() -> Iterator[Deed]:
    """What goes against the order of locks, noted in `found` as it happens."""
    deed = Deed(order_of_locks(), [])
    enter, leave = Atomic.__enter__, Atomic.__exit__
    read, change, insert = (
        one.execute_sql for one in (SQLCompiler, SQLUpdateCompiler, SQLInsertCompiler)
    )

    def entered(block: Atomic) -> None:
        own = not (block._from_testcase or _of_a_test())
        deed.own.append(own)
        deed.depth += own
        enter(block)

    def left(block: Atomic, *given: Any) -> None:
        deed.depth -= deed.own.pop()
        if not deed.depth:
            deed.held.clear()
        leave(block, *given)

    def asked(compiler: SQLCompiler, *given: Any, **named: Any) -> Any:
        if compiler.query.select_for_update:
            deed.hold(compiler.query.model.__name__, asked=True)
        return read(compiler, *given, **named)

    def changed(compiler: SQLUpdateCompiler, *given: Any, **named: Any) -> Any:
        deed.hold(compiler.query.model.__name__, asked=False)
        return change(compiler, *given, **named)

    def inserted(compiler: SQLInsertCompiler, *given: Any, **named: Any) -> Any:
        name = compiler.query.model.__name__
        if name in INSERTED or name in UNDER:
            deed.hold(name, asked=False)
        elif deed.depth and name in deed.order:  # nobody else knows of the row yet
            deed.held.append(name)
        return insert(compiler, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Atomic, "__enter__", entered)
        patch.setattr(Atomic, "__exit__", left)
        patch.setattr(SQLCompiler, "execute_sql", asked)
        patch.setattr(SQLUpdateCompiler, "execute_sql", changed)
        patch.setattr(SQLInsertCompiler, "execute_sql", inserted)
        yield deed
