"""Which codes there are for a centre's notes: those of the policy and of the offices above it."""

from dataclasses import dataclass
from datetime import date

from plodnee.lessons.models import Kind, LessonCode, LessonCodeVersion
from plodnee.organization.models import Area
from plodnee.policy.reader import in_force

FAMILY = "lesson_codes"


@dataclass(frozen=True, slots=True)
class CodeNow:
    """A code as it is called now; `office_code` is None for one of the policy."""

    key: str
    kind: str
    name: str
    office_code: str | None = None
    in_use: bool = True
    number: int = 0


def policy_codes(on: date) -> list[CodeNow]:
    """The codes that every office has. Source: policy/lesson_codes.toml."""
    values = in_force(FAMILY, on).values
    return [CodeNow(key, kind, name) for kind in Kind.values for key, name in values[kind]]


def office_codes(offices: set[str] | None = None) -> list[CodeNow]:
    """The codes that offices added, as they are called now; of these offices, or of all."""
    rows = LessonCode.objects.prefetch_related("versions")
    if offices is not None:
        rows = rows.filter(office_code__in=offices)
    return [_now(row) for row in rows]


def codes_for(centre_code: str, on: date) -> list[CodeNow]:
    """The codes in use for a centre's notes: of the policy, department, province and district."""
    offices = {centre_code[:digits] for digits in (0, Area.Level.PROVINCE, Area.Level.DISTRICT)}
    own = [code for code in office_codes(offices) if code.in_use]
    order = {kind: place for place, kind in enumerate(Kind.values)}
    return sorted([*policy_codes(on), *own], key=lambda code: order[code.kind])


def code_names(on: date) -> dict[str, str]:
    """What every code is called now, also those no longer in use."""
    return {code.key: code.name for code in [*policy_codes(on), *office_codes()]}


def _now(row: LessonCode) -> CodeNow:
    latest: LessonCodeVersion = max(row.versions.all(), key=lambda version: version.number)
    return CodeNow(
        str(row.pk), row.kind, latest.name, row.office_code, latest.in_use, latest.number
    )
