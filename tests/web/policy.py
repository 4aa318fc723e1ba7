"""Who may open which address: one row of `policy.csv` an address, stated apart from the product.

`place` says what the address names: nothing, a centre (or what belongs to one), or an area. `who`
lists the roles, or says everyone or logged_in. `GET` and `POST` are what those are answered, empty
where the method is refused to all; to look at a deed leads to the page with its form.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from world import NOT_LOGGED_IN, POSTS, WITHOUT_POST

REFUSED, NOT_FOUND, LOG_IN, TO_ITS_FORM = 405, 404, 302, 302
# A committee acts for its own centre; every other post reaches all that lies in its area.
ONLY_ITS_OWN = {"centre_committee"}
# A device asks for the heads of the place that it sends to; there is nothing to read.
HEADS_ALONE = {"openrosa_submission"}
# Nobody fills in a form of these on a page of ours.
WITHOUT_FORM = {"set_language", *HEADS_ALONE}


@dataclass(frozen=True)
class Row:
    """One address of the table."""

    name: str
    place: str
    who: frozenset[str]
    answers: dict[str, frozenset[int]]

    def expected(self, visitor: str, method: str, place: str) -> frozenset[int]:
        """The statuses that are right for a visitor at a place (a code, empty for none)."""
        if method not in self.answers:
            looks = method in ("GET", "HEAD") and self.is_deed
            return frozenset({TO_ITS_FORM if looks else REFUSED})
        if self.allows(visitor, place):
            return self.answers[method]
        return frozenset({LOG_IN if visitor in NOT_LOGGED_IN else NOT_FOUND})

    @property
    def is_deed(self) -> bool:
        """Whether it takes what is sent alone: to look at it leads to the page with its form."""
        return set(self.answers) == {"POST"} and self.name not in WITHOUT_FORM

    def allows(self, visitor: str, place: str) -> bool:
        """Whether the table lets the visitor in."""
        if "everyone" in self.who:
            return True
        if "logged_in" in self.who:
            return visitor not in NOT_LOGGED_IN
        if visitor in NOT_LOGGED_IN or visitor in WITHOUT_POST:
            return False
        role, held_at = POSTS[visitor]
        if role not in self.who:
            return False
        if not self.place:
            return True
        return place == held_at if role in ONLY_ITS_OWN else place.startswith(held_at)


def policy_table() -> dict[str, Row]:
    """The table by the name of the address."""
    text = Path(__file__).with_name("policy.csv").read_text("utf-8")
    rows = {}
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        answers = {method: _statuses(row[method]) for method in ("GET", "POST") if row[method]}
        if "GET" in answers:
            answers["HEAD"] = answers["GET"]
        if row["name"] in HEADS_ALONE:
            answers["HEAD"] = answers["POST"]
        rows[row["name"]] = Row(row["name"], row["place"], frozenset(row["who"].split()), answers)
    return rows


def _statuses(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split()))
