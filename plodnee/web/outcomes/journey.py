"""A household's journey: the picture on its page, with what happened on the way."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from plodnee.contracts.models import ContractStep
from plodnee.contracts.states import Deed
from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import latest_baselines
from plodnee.registers.debt_over_time import OwedOverTime, owed_over_time
from plodnee.registers.models import Household
from plodnee.web.access import today
from plodnee.web.charts.journey import Event, journey_picture
from plodnee.web.contracts.wording import DEEDS

# Deeds of contracts that are told on the way.
TOLD = (Deed.SIGNED, Deed.AMENDED, Deed.SETTLED, Deed.REOPENED, Deed.CANCELLED)


def journey_context(centre: Centre, household: Household) -> dict[str, Any]:
    """What the household owed from day to day, its start, its contract, and each change."""
    on = today()
    over_time = owed_over_time(household.pk, on)
    owed = over_time.sums
    events = sorted(_events(centre, household, over_time, on), key=lambda event: event.on)
    # A day on which only something happened stands in the table as it does in the picture.
    rows = {event.on: event.owed_satang for event in events} | dict(owed)
    return {
        "journey": journey_picture(owed, events, on) if owed else None,
        "journey_rows": [(day, rows[day], _names(events, day)) for day in sorted(rows)],
    }


def _events(
    centre: Centre, household: Household, over_time: OwedOverTime, on: date
) -> Iterator[Event]:
    owed = over_time.sums
    for baseline in latest_baselines(centre, households=[household.pk]):
        yield Event(baseline.as_of, _("ยอดหนี้ตั้งต้น"), baseline.owed_satang)
    steps = ContractStep.objects.filter(
        contract__household=household, deed__in=TOLD, counts_from__lte=on
    ).order_by("counts_from", "pk")
    for step in steps:
        yield Event(step.counts_from, str(DEEDS[Deed(step.deed)]), _owed_on(owed, step.counts_from))
    for day in over_time.unstated:
        yield Event(day, _("มีหนี้ไม่ปรากฏในทะเบียน"), _owed_on(owed, day))
    if over_time.cleared_on is not None:
        yield Event(over_time.cleared_on, _("ปลดหนี้"), 0)


def _owed_on(owed: Sequence[tuple[date, int]], day: date) -> int:
    return next((satang for since, satang in reversed(owed) if since <= day), 0)


def _names(events: Sequence[Event], day: date) -> list[str]:
    return [event.label for event in events if event.on == day]
