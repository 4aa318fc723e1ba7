"""What a centre reached in each year, side by side, and what its next needs can rest on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet, Sum

from plodnee.casework.cases.states import Deed
from plodnee.casework.models import CaseStep
from plodnee.contracts.models import ContractStep
from plodnee.engine.thai_dates import fiscal_year_span
from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.models import (
    Kind,
    NeedVersion,
    NoteLine,
    OpenFollowUp,
    PlannedNeed,
    YearRecord,
)
from plodnee.organization.models import Centre
from plodnee.policy.reader import in_force
from plodnee.registers.models import HouseholdLine
from plodnee.visits.rounds.defaults import FAMILY

# What the system works out itself where it knows the year, and what is only ever reported.
WORKED_OUT = ("contracts", "debt_satang", "freed", "model_households")
REPORTED = ("occupation_groups", "returned_satang", "beneficiaries")
INDEBTED = "indebted"
OF_HOUSEHOLDS = frozenset({"contracts", "freed", "model_households", "beneficiaries"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a year; `is_reported` where somebody entered it. None: nobody knows."""

    value: int | None
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class YearOfCentre:
    """A fiscal year of a centre: its figures by name, and the record they were reported in.

    `indebted` is how many households the debt that was worked out is of; 0 where it was not.
    `register_on` is the day on which the register behind it last changed; `counted_until` the day
    it was worked out for where the year is not over.
    """

    year_be: int
    figures: dict[str, Figure]
    record: YearRecord | None
    indebted: int = 0
    register_on: date | None = None
    counted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a need can rest on: its key, what kind it is, its words, how often."""

    key: str
    kind: str
    name: str
    count: int


def years_beside(year_be: int) -> list[int]:
    """A year and those before it that are studied together. Source: policy/visit_rounds.toml."""
    studied = int(in_force(FAMILY, fiscal_year_span(max(year_be, 2562))[1]).values["years_studied"])
    return list(range(year_be - studied, year_be + 1))


def years_of(centre: Centre, years: list[int], on: date) -> list[YearOfCentre]:
    """The years of a centre, each as far as it went by a day."""
    return [_year(centre, year, on) for year in years]


def latest_record(centre: Centre, year_be: int) -> YearRecord | None:
    """What was last reported of a year; None where nobody did."""
    found = YearRecord.objects.filter(centre=centre, fiscal_year_be=year_be)
    return found.order_by("-number").first()


def _year(centre: Centre, year: int, on: date) -> YearOfCentre:
    record = latest_record(centre, year)
    known = _worked_out(centre, year, on)
    figures = {}
    for name in (*WORKED_OUT, *REPORTED):
        said = getattr(record, name) if record else None
        own = known.get(name)
        figures[name] = Figure(own) if own is not None else Figure(said, said is not None)
    if not known:
        return YearOfCentre(year, figures, record)
    _first, last = fiscal_year_span(year)
    register_on = _standing(centre, min(last, on)).aggregate(day=Max("valid_from"))["day"]
    running = on if on < last else None
    return YearOfCentre(year, figures, record, known[INDEBTED], register_on, running)


def _standing(centre: Centre, on: date) -> QuerySet[HouseholdLine, HouseholdLine]:
    """The lines of the register that stood on a day."""
    return HouseholdLine.objects.filter(centre=centre, valid_from__lte=on, valid_until__gt=on)


def _worked_out(centre: Centre, year: int, on: date) -> dict[str, int]:
    """What the system knows of a year: nothing unless there is a register of its last day."""
    first, last = fiscal_year_span(year)
    until = min(last, on)
    lines = _standing(centre, until)
    if first > on or not lines.exists():
        return {}
    signed = ContractStep.objects.filter(
        contract__household__centre=centre,
        deed=ContractStep.Deed.SIGNED,
        counts_from__range=(first, until),
    )
    cleared = CaseStep.objects.filter(
        case__household__centre=centre, deed=Deed.CLEARED, done_on__range=(first, until)
    )
    return {
        "contracts": signed.values("contract").distinct().count(),
        "freed": cleared.values("case__household").distinct().count(),
        "debt_satang": lines.aggregate(owed=Sum("owed_satang"))["owed"] or 0,
        "model_households": lines.filter(is_model=True).count(),
        INDEBTED: lines.filter(owed_satang__gt=0).count(),
    }


def needs_of(centre: Centre, year_be: int) -> list[NeedVersion]:
    """What the centre needs for a year as it stands now, those dropped left out."""
    needs = PlannedNeed.objects.filter(centre=centre, fiscal_year_be=year_be)
    latest = needs.annotate(last=Max("versions__number")).values_list("pk", "last")
    found = [
        NeedVersion.objects.select_related("need").get(need=key, number=number)
        for key, number in latest
    ]
    kept = [one for one in found if not one.is_dropped]
    return sorted(kept, key=lambda one: (-one.amount_satang, one.what))


def evidence_of_needs(centre: Centre, year_be: int, on: date) -> list[Evidence]:
    """What was noted and is open by the end of a year: each can carry a need of the next.

    Problems and suggestions by code, follow-ups that are open, and years that were reported.
    """
    names, found = code_names(on), []
    lines = NoteLine.objects.filter(centre=centre, fiscal_year_be=year_be)
    for kind, code, count in _coded(lines):
        found.append(Evidence(f"{kind}:{code}", kind, names.get(code, ""), count))
    waiting = OpenFollowUp.objects.filter(centre=centre).count()
    if waiting:
        found.append(Evidence("follow_ups", "follow_ups", "", waiting))
    record = latest_record(centre, year_be)
    if record is not None:
        found.append(Evidence("record", "record", record.source, 1))
    return found


def _coded(lines: QuerySet[NoteLine, NoteLine]) -> list[tuple[str, str, int]]:
    told = lines.filter(kind__in=(Kind.PROBLEM, Kind.SUGGESTION)).order_by()
    rows = told.values_list("kind", "code").annotate(many=Count("pk"))
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))
