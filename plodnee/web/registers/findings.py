"""Problems, repairs and notes of a workbook as one list, in the language of the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.registers.book import Reading
from plodnee.registers.told_otherwise import ANOTHER_HEAD, OTHERWISE, RECODED, TO_BE_TAKEN
from plodnee.web.templatetags.wording import be_date, said

KINDS: dict[str, Promise] = {
    "row": gettext_lazy("ไม่รับทั้งแถว"),
    "cell": gettext_lazy("ไม่รับเซลล์นี้"),
    "workbook": gettext_lazy("ไม่รับทั้งสมุดงาน"),
    ANOTHER_HEAD: gettext_lazy("หัวหน้าครัวเรือนเป็นคนอื่น"),
    RECODED: gettext_lazy("กลุ่มเดิมใต้รหัสอื่น"),
    OTHERWISE: gettext_lazy("บอกต่างจากทะเบียน"),
    "repair": gettext_lazy("อ่านได้หลังจัดรูปแบบ"),
    "note": gettext_lazy("ควรตรวจดู"),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found at a place; `kind` is a key of `KINDS`."""

    sheet: str
    cell: str
    kind: str
    message: str
    hint: str = ""

    @property
    def kind_words(self) -> Promise:
        """What it means for the import."""
        return KINDS[self.kind]


def findings(reading: Reading) -> list[Finding]:
    """Everything found, what is refused first, each kind in the order of the file."""
    problems = [
        Finding(one.sheet, one.cell or "", one.takes, said(one, "message"), said(one, "hint"))
        for one in reading.problems
    ]
    notes = [
        Finding(
            one.sheet,
            one.cell or "",
            one.code if one.code in TO_BE_TAKEN else "note",
            said(one, "message"),
        )
        for one in reading.notes
    ]
    repairs = [
        Finding(
            one.sheet,
            one.cell,
            "repair",
            _("«%(before)s» อ่านเป็น «%(after)s»")
            % {"before": one.before, "after": _as_read(one.after)},
        )
        for one in reading.repairs
        if one.before != _as_read(one.after)
    ]
    return [*problems, *notes, *repairs]


def _as_read(after: str) -> str:
    """What was read as people write it: a day by its month's name, so that its year is seen."""
    return be_date(date.fromisoformat(after)) if _DAY.fullmatch(after) else after


def sheets(rows: Iterable[Finding]) -> list[str]:
    """The sheets in which something was found, in the order of the findings."""
    return list(dict.fromkeys(row.sheet for row in rows))


def by_sheet(rows: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings of each sheet together, sheets in the order in which they come."""
    ordered = list(rows)
    places = {sheet: place for place, sheet in enumerate(sheets(ordered))}
    grouped = sorted(ordered, key=lambda row: places[row.sheet])
    return [(sheet, list(inside)) for sheet, inside in groupby(grouped, lambda row: row.sheet)]
