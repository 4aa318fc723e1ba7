"""What stands in place of a name that was erased, and how a person's names are found in texts."""

import re
from collections.abc import Collection
from uuid import UUID

from plodnee.registers.models import WrittenName

GONE = "(ลบข้อมูลแล้ว)"
SHORTEST_NAME = 4


def pattern_of(entries: Collection[UUID]) -> re.Pattern[str] | None:
    """Every way in which these entries' names were written, as a pattern; None without one.

    Words may have any blanks between; a name too short to tell apart from a word is left out.
    """
    names = WrittenName.objects.filter(person__in=entries).values_list("full", flat=True)
    written = {name for name in names if len(name) >= SHORTEST_NAME}
    patterns = [r"\s*".join(map(re.escape, name.split())) for name in sorted(written)]
    return re.compile("|".join(patterns)) if patterns else None
