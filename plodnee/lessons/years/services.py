"""Yearly records entered and entered anew; needs put down and dropped."""

from dataclasses import fields
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.engine.thai_text import clean_text
from plodnee.lessons.errors import NeedUnclear, NoteChanged, WhyMissing, YearUnclear
from plodnee.lessons.models import (
    LONGEST_NEED,
    LONGEST_SOURCE,
    NeedVersion,
    PlannedNeed,
    YearRecord,
)
from plodnee.lessons.years.plain import NeedSaid, YearSaid
from plodnee.lessons.years.selectors import latest_record
from plodnee.organization.access import known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.holding import hold_centre
from plodnee.visits.rounds.services import Hand

KEEP = "years.keep"
EARLIEST_YEAR = 2544  # the first village funds


@transaction.atomic
def keep_year(
    *,
    centre: Centre,
    year_be: int,
    said: YearSaid,
    source: str,
    seen_number: int,
    by: Hand,
    reason: str = "",
) -> YearRecord:
    """What is reported of the year from now on; earlier versions stay.

    Raises: NotAllowed, YearUnclear, NoteChanged, WhyMissing.
    """
    require(by.actor, KEEP, at=centre, on=by.on)
    hold_centre(centre.pk)
    told = {field.name: getattr(said, field.name) for field in fields(YearSaid)}
    words = clean_text(source)
    latest = latest_record(centre, year_be)
    number = latest.number if latest else 0
    if latest and {name: getattr(latest, name) for name in told} == told and latest.source == words:
        return latest
    if number != seen_number:
        raise NoteChanged()
    _check_year(year_be, told, words, by)
    why = reason_line(reason) if number else ""
    if number and not why:
        raise WhyMissing()
    made = YearRecord.objects.create(
        centre=centre,
        fiscal_year_be=year_be,
        number=number + 1,
        source=words,
        reason=why,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
        **told,
    )
    record(known(by.actor), "lessons.year_kept", made, year=year_be, version=made.number)
    return made


def _check_year(year_be: int, told: dict[str, int | None], source: str, by: Hand) -> None:
    unsaid = all(value is None for value in told.values())
    begun = EARLIEST_YEAR <= year_be <= fiscal_year_be(by.on)
    if not source or len(source) > LONGEST_SOURCE or unsaid or not begun:
        raise YearUnclear()


@transaction.atomic
def put_need(*, key: UUID, centre: Centre, year_be: int, said: NeedSaid, by: Hand) -> PlannedNeed:
    """A need of the centre for a year, with the evidence it rests on.

    Raises: NotAllowed, NeedUnclear.
    """
    require(by.actor, KEEP, at=centre, on=by.on)
    hold_centre(centre.pk)
    standing = PlannedNeed.objects.filter(pk=key, centre=centre).first()
    if standing is not None:
        return standing
    what, words = clean_text(said.what), clean_text(said.basis_words)
    if not what or len(what) > LONGEST_NEED or not words or said.amount_satang < 0:
        raise NeedUnclear()
    made = PlannedNeed.objects.create(pk=key, centre=centre, fiscal_year_be=year_be)
    NeedVersion.objects.create(
        need=made,
        number=1,
        what=what,
        amount_satang=said.amount_satang,
        basis=said.basis,
        basis_words=words,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "lessons.need_put", made, year=year_be, basis=said.basis)
    return made


@transaction.atomic
def drop_need(*, need: PlannedNeed, by: Hand) -> NeedVersion:
    """The need, asked for no more; that it was stays.

    Raises: NotAllowed.
    """
    require(by.actor, KEEP, at=need.centre_id, on=by.on)
    locked = PlannedNeed.objects.select_for_update(no_key=True).get(pk=need.pk)
    latest = locked.versions.order_by("-number")[:1].get()
    if latest.is_dropped:
        return latest
    made = NeedVersion.objects.create(
        need=locked,
        number=latest.number + 1,
        what=latest.what,
        amount_satang=latest.amount_satang,
        basis=latest.basis,
        basis_words=latest.basis_words,
        is_dropped=True,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "lessons.need_dropped", locked)
    return made
