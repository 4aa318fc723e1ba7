"""What whole registers come to, kept beside their lines: as exact as a count and a sum of them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet, Sum

from plodnee.organization.models import Area, Centre
from plodnee.registers.models import DebtLine, HouseholdLine, LineTotal

Changes = defaultdict[date, list[int]]  # day -> lines that begin less those that end, their debt


def keep_totals(centre: Centre, *, since: date) -> None:
    """The totals of a centre's lines true from a day on; for the transaction that changes lines."""
    totals = LineTotal.objects.filter(centre=centre, valid_until__gt=since)
    totals.filter(valid_from__gte=since).delete()
    totals.update(valid_until=since)
    fresh = [total for model in (HouseholdLine, DebtLine) for total in _fresh(model, centre, since)]
    LineTotal.objects.bulk_create(fresh)


def centres_without_totals() -> list[Centre]:
    """Centres whose lines came before totals did."""
    lined, counted = HouseholdLine.objects.values("centre"), LineTotal.objects.values("centre")
    return list(Centre.objects.filter(pk__in=lined).exclude(pk__in=counted))


def total_of(
    model: type[HouseholdLine] | type[DebtLine], place: Centre | Area, on: date
) -> tuple[int, int]:
    """How many lines a centre or a district has on a day, and what they owe together."""
    found = LineTotal.objects.filter(
        of_debts=model is DebtLine, valid_from__lte=on, valid_until__gt=on
    )
    total = _at(found, place).aggregate(found=Sum("found"), owed=Sum("owed_satang"))
    return total["found"] or 0, total["owed"] or 0


def owing_kinds(place: Centre | Area, on: date) -> list[tuple[str, str]]:
    """To which kinds of creditor and types of fund something is owed on a day."""
    owing = LineTotal.objects.filter(
        of_debts=True, valid_from__lte=on, valid_until__gt=on, owed_satang__gt=0
    )
    return list(_at(owing, place).values_list("creditor_kind", "fund_kind").distinct())


def _at(totals: QuerySet[LineTotal], place: Centre | Area) -> QuerySet[LineTotal]:
    if isinstance(place, Centre):
        return totals.filter(centre=place)
    return totals.filter(district_code=place.code)


def _fresh(
    model: type[HouseholdLine] | type[DebtLine], centre: Centre, since: date
) -> Iterator[LineTotal]:
    """The totals of a centre from a day on; of debts by kind of creditor and type of fund."""
    told_by = ("creditor_kind", "fund_kind") if model is DebtLine else ()
    lines = model._default_manager.filter(centre=centre, valid_until__gt=since)
    changes: defaultdict[tuple[str, ...], Changes] = defaultdict(lambda: defaultdict(_nothing))
    read = lines.values_list("valid_from", "valid_until", "owed_satang", *told_by)
    for begins, ends, owed, *kinds in read:
        for day, sign in ((max(begins, since), 1), (ends, -1)):
            change = changes[tuple(kinds)][day]
            change[0] += sign
            change[1] += sign * owed
    for kinds, on_days in changes.items():
        for total in _spans(on_days):
            total.centre, total.district_code = centre, centre.code[: Area.Level.DISTRICT]
            total.of_debts = model is DebtLine
            total.creditor_kind, total.fund_kind = kinds or ("", "")
            yield total


def _nothing() -> list[int]:
    return [0, 0]


def _spans(changes: Changes) -> Iterator[LineTotal]:
    """Another total on each day on which a line begins or ends, while there are lines."""
    days = sorted(changes)
    found = owed_satang = 0
    for day, until in pairwise(days):
        found, owed_satang = found + changes[day][0], owed_satang + changes[day][1]
        if found:
            yield LineTotal(valid_from=day, valid_until=until, found=found, owed_satang=owed_satang)
