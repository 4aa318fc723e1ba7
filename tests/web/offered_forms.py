"""The forms that pages offer, and a walk through them that fills each nearly right.

A request comes from a page: its fields, its choices and its keys are right but for a few, and what
was sent before it stands, so that later requests meet what earlier ones left.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

from asking import FORM, path_at
from garbage import GARBAGE, NEARLY
from policy import policy_table
from world import World

TABLE = policy_table()
KNOWN = frozenset({200, 201, 302, 400, 401, 403, 404, 405, 409, 413, 422, 429})
WRITERS = ("district", "committee", "province", "department")
OTHERS = ("auditor of the district", "committee elsewhere", "no post", "anonymous")
BODIES = ("application/json", "multipart/form-data; boundary=x", "text/xml", "text/plain")
# What only draws a file of what others test: little to go wrong, and long.
DRAWN = ("pdf", "docx", "xlsx", "csv", "pack", "deck", "file", "sheet", "text")


@dataclass
class Offered:
    """A form: where it goes, and for each field the values that the page offers."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects every form of a page."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Offered] = []
        self._open = False
        self._chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").upper()
            self.forms.append(Offered(given.get("action") or self.path, method))
            self._open = True
        elif self._open and tag in ("input", "textarea", "button") and given.get("name"):
            self._values(given["name"]).append(given.get("value", ""))
        elif self._open and tag == "select" and given.get("name"):
            self._chosen = given["name"]
            self._values(self._chosen)
        elif self._open and tag == "option" and self._chosen:
            self._values(self._chosen).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select":
            self._chosen = ""

    def _values(self, name: str) -> list[str]:
        return self.forms[-1].fields.setdefault(name, [])


def forms_of(page: str, path: str) -> list[Offered]:
    """The forms of a page that stands at this path."""
    reader = _Reader(path)
    reader.feed(page)
    return reader.forms


def pages() -> list[str]:
    """The addresses that answer with a page."""
    return [
        row.name
        for row in TABLE.values()
        if "GET" in row.answers and not row.name.endswith(DRAWN) and "logout" not in row.name
    ]


def filled(form: Offered, chance: random.Random) -> list[tuple[str, str]]:
    """The form as somebody sends it: mostly what it offers, one field in three gone wrong."""
    wrong, sent = [*GARBAGE.values(), *NEARLY.values()], []
    for name, offered in form.fields.items():
        luck = chance.random()
        if luck < 0.1:
            continue
        value = chance.choice(offered or ["1"])
        sent.append((name, chance.choice(wrong) if luck > 0.7 else value))
        if luck > 0.97:
            sent.append((name, chance.choice(wrong)))
    return sent


def encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs
    )


def steps(world: World, chance: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """One request after another: method, path, body, kind of body."""
    names = pages()
    while True:
        path = path_at(chance.choice(names), world)
        visitor = chance.choice(WRITERS)
        yield visitor, "GET", path, ""
        reply = world.clients[visitor].get(path)
        if reply.streaming or not reply.headers["Content-Type"].startswith("text/html"):
            continue
        offered = [
            form
            for form in forms_of(reply.content.decode(), path)
            if not urlsplit(form.action).netloc
        ]
        for form in chance.sample(offered, min(3, len(offered))):
            if form.action.rstrip("/").endswith(("logout", *DRAWN)):
                continue
            who = visitor if chance.random() < 0.85 else chance.choice(OTHERS)
            yield who, form.method, form.action, encoded(filled(form, chance))


def answered(world: World, request: tuple[str, str, str, str], chance: random.Random) -> int:
    visitor, method, path, body = request
    client = world.clients[visitor]
    if method == "GET":
        joined = "&" if "?" in path else "?"
        return client.get(f"{path}{joined}{body}" if body else path).status_code
    kind = FORM if chance.random() < 0.95 else chance.choice(BODIES)
    return client.generic("POST", path, body, content_type=kind).status_code
