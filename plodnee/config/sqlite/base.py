"""A connection to SQLite that asks for its turn to write often enough to get it.

SQLite asks again every tenth of a second, and whoever has just written asks at once: where several
write without pause, one waits out its patience although the turn was free many times meanwhile.
"""

import sqlite3
from time import monotonic, sleep

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SECONDS_BETWEEN_ASKING = 0.005


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how a transaction begins."""

    def _start_transaction_under_autocommit(self) -> None:
        """The turn to write, as soon as it is free.

        Raises: OperationalError after the patience that settings give.
        """
        patience: float = self.settings_dict["OPTIONS"]["timeout"]
        given_up_at = monotonic() + patience
        self._let_sqlite_wait(0)
        try:
            while not self._has_begun(is_last=monotonic() > given_up_at):
                sleep(SECONDS_BETWEEN_ASKING)
        finally:
            self._let_sqlite_wait(patience)

    def _has_begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except OperationalError as fault:
            if is_last or getattr(fault.__cause__, "sqlite_errorcode", 0) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _let_sqlite_wait(self, seconds: float) -> None:
        """How long a statement waits for other connections before it fails."""
        self.connection.execute(f"PRAGMA busy_timeout={round(1_000 * seconds)}").close()
