"""What stands in place of a name that was erased, and how a person's names are found in texts."""

import re
from collections.abc import Collection
from uuid import UUID

from plodnee.registers.book import ERASED_NAME
from plodnee.registers.models import WrittenName

GONE = ERASED_NAME
SHORTEST_NAME = 4
LETTER = r"[\w\u0e00-\u0e7f]"  # marks above and below a Thai letter among them


def pattern_of(entries: Collection[UUID]) -> re.Pattern[str] | None:
    """Every way in which these entries' names were written, as a pattern; None without one.

    Words may have any blanks between; a name too short to tell apart from a word is left out.
    """
    names = WrittenName.objects.filter(person__in=entries).values_list("full", flat=True)
    written = {name for name in names if len(name) >= SHORTEST_NAME}
    return re.compile(_any_of(written)) if written else None


def whole_names(names: Collection[str]) -> re.Pattern[str]:
    """These names where they stand by themselves; one that only begins like them is another."""
    return re.compile(f"(?<!{LETTER})(?:{_any_of(names)})(?!{LETTER})")


def _any_of(names: Collection[str]) -> str:
    """The longest name first; the words of one may have any blanks between."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(r"\s*".join(map(re.escape, name.split())) for name in longest_first)
