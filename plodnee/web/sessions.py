"""Sessions in the database, for keys of the kind that we give."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A session whose key has letters and digits alone; any other cookie counts as none.

    A cookie may hold what a database refuses even to look for.
    """

    def __init__(self, session_key: str | None = None) -> None:
        ours = session_key is not None and session_key.isascii() and session_key.isalnum()
        super().__init__(session_key if ours else None)
