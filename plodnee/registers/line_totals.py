"""What whole registers come to, kept beside their lines: as exact as a count and a sum of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet, Sum

from plodnee.organization.models import Area, Centre
from plodnee.registers.models import DebtLine, HouseholdLine, LineTotal


def keep_totals(centre: Centre, *, since: date) -> None:
    """The totals of a centre's lines true from a day on; for the transaction that changes lines."""
    totals = LineTotal.objects.filter(centre=centre, valid_until__gt=since)
    totals.filter(valid_from__gte=since).delete()
    totals.update(valid_until=since)
    fresh = [total for model in (HouseholdLine, DebtLine) for total in _spans(model, centre, since)]
    LineTotal.objects.bulk_create(fresh)


def centres_without_totals() -> list[Centre]:
    """Centres whose lines came before totals did."""
    lined, counted = HouseholdLine.objects.values("centre"), LineTotal.objects.values("centre")
    return list(Centre.objects.filter(pk__in=lined).exclude(pk__in=counted))


def total_of(
    model: type[HouseholdLine] | type[DebtLine], place: Centre | Area, on: date
) -> tuple[int, int]:
    """How many lines a centre or a district has on a day, and what they owe together."""
    found: QuerySet[LineTotal] = LineTotal.objects.filter(
        of_debts=model is DebtLine, valid_from__lte=on, valid_until__gt=on
    )
    if isinstance(place, Centre):
        found = found.filter(centre=place)
    else:
        found = found.filter(district_code=place.code)
    total = found.aggregate(found=Sum("found"), owed=Sum("owed_satang"))
    return total["found"] or 0, total["owed"] or 0


def _spans(
    model: type[HouseholdLine] | type[DebtLine], centre: Centre, since: date
) -> Iterable[LineTotal]:
    """The totals from a day on: another one on each day on which a line begins or ends."""
    changes: defaultdict[date, list[int]] = defaultdict(lambda: [0, 0])
    lines = model._default_manager.filter(centre=centre, valid_until__gt=since)
    for begins, ends, owed in lines.values_list("valid_from", "valid_until", "owed_satang"):
        for day, sign in ((max(begins, since), 1), (ends, -1)):
            changes[day][0] += sign
            changes[day][1] += sign * owed
    days = sorted(changes)
    found = owed_satang = 0
    for day, until in pairwise(days):
        found, owed_satang = found + changes[day][0], owed_satang + changes[day][1]
        if found:
            yield LineTotal(
                centre=centre,
                district_code=centre.code[: Area.Level.DISTRICT],
                of_debts=model is DebtLine,
                valid_from=day,
                valid_until=until,
                found=found,
                owed_satang=owed_satang,
            )
