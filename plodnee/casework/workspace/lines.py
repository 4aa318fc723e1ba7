"""Lines of a menu under the committee's settings, and the key by which one is found again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from plodnee.casework.plain_facts import to_plain
from plodnee.engine.planner.model import HouseholdProblem, Menu, Option

KEY_LENGTH = 16


def plan_key(option: Option) -> str:
    """A key of what the line does: the same plan has the same key, whatever goal it meets."""
    plain = to_plain([option.choices, option.contract, option.figures])
    text = json.dumps(plain, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:KEY_LENGTH]


def given_up_by(
    problem: HouseholdProblem, amounts_satang: Iterable[int]
) -> tuple[tuple[str, int], ...]:
    """What each creditor gives up, as this problem names them; amounts in its creditors' order."""
    creditors = dict.fromkeys(debt.creditor for debt in problem.debts)
    return tuple(zip(creditors, amounts_satang, strict=True))


def named_as_in(problem: HouseholdProblem, option: Option) -> Option:
    """The line with its creditors named as in this problem: the same debts, other names."""
    amounts = (satang for _creditor, satang in option.concession)
    return replace(option, concession=given_up_by(problem, amounts))


def line_of(menu: Menu, key: str) -> Option | None:
    """The first line with this key; None if the menu has no such plan."""
    return next((option for option in menu.options if plan_key(option) == key), None)
