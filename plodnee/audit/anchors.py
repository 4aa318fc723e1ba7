"""Ends of chains, signed and kept elsewhere: what a trail that was made anew cannot deny.

Whoever owns the database and has the key can write a chain anew from any event on, or cut its end;
the chain alone then looks whole. A line of anchors says where it stood on a day. What happened
after the last anchor it cannot say, so it is written every night.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from plodnee.audit.keys import current_version, purpose_key
from plodnee.audit.models import ChainHead
from plodnee.audit.selectors import book_of

PURPOSE = "anchors"


@dataclass(frozen=True, slots=True)
class Anchor:
    """That a chain ended, at a moment, with this event; signed by the installation."""

    chain: str
    sequence: int
    mac: str
    anchored_at: str
    key_version: str
    signature: str = ""

    @property
    def expected_signature(self) -> str:
        """What this installation would sign.

        Raises: KeyError if it does not have the anchor's key.
        """
        fields = {name: value for name, value in asdict(self).items() if name != "signature"}
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
        key = purpose_key(PURPOSE, self.key_version)
        return hmac.digest(key, text.encode("utf-8"), "sha256").hex()

    @property
    def line(self) -> str:
        """The anchor as one line of a file."""
        return json.dumps(asdict(self), sort_keys=True)


def new_anchors(lines: Iterable[str], at: datetime) -> list[Anchor]:
    """Anchors of the chains that have grown since the file with these lines was written."""
    known: dict[str, int] = {}
    for line in lines:
        anchor = _read(line)
        if anchor is not None:
            known[anchor.chain] = max(anchor.sequence, known.get(anchor.chain, 0))
    return [
        _signed(head, at)
        for head in ChainHead.objects.order_by("chain")
        if head.sequence > known.get(head.chain, 0)
    ]


def anchor_problems(lines: Iterable[str]) -> list[str]:
    """Where the trail is not what these anchors say it was; a foreign anchor is one of them."""
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            problems += (f"anchors/{number}: {fault}" for fault in _faults(line))
    return problems


def _faults(line: str) -> Iterator[str]:
    anchor = _read(line)
    if anchor is None:
        yield "is not an anchor"
        return
    if not _is_ours(anchor):
        yield "was not signed by this installation"
        return
    place = f"{anchor.chain}/{anchor.sequence}"
    model = book_of(anchor.chain)
    event = model._default_manager.filter(
        chain=anchor.chain.removeprefix(model.book), sequence=anchor.sequence
    ).first()
    if event is None:
        yield f"{place} is gone; it was there at {anchor.anchored_at}"
    elif event.mac != anchor.mac:
        yield f"{place} is another event than at {anchor.anchored_at}"


def _signed(head: ChainHead, at: datetime) -> Anchor:
    moment = at.isoformat(timespec="seconds")
    bare = Anchor(head.chain, head.sequence, head.mac, moment, current_version())
    return Anchor(**asdict(bare) | {"signature": bare.expected_signature})


def _is_ours(anchor: Anchor) -> bool:
    try:
        expected = anchor.expected_signature
    except KeyError:
        return False
    return hmac.compare_digest(expected.encode(), anchor.signature.encode())


def _read(line: str) -> Anchor | None:
    """The anchor of a line; None if it is none, whatever else it may be."""
    try:
        fields = json.loads(line)
        anchor = Anchor(**fields)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (anchor.chain, anchor.mac, anchor.anchored_at, anchor.key_version, anchor.signature)
    well = all(isinstance(text, str) for text in texts) and type(anchor.sequence) is int
    return anchor if well else None
