"""When a debtor may be reminded: hours of the day, holidays, once a day, and by whom."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plodnee import policy
from plodnee.engine.thai_dates import long_date
from plodnee.engine.working_days import holiday_name, is_working_day


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a contact is allowed, why not, and the next moment at which one is."""

    allowed: bool
    code: str
    reason: str
    reason_en: str
    next_allowed: datetime


def contact_hours(day: date) -> tuple[time, time]:
    """From when to when a debtor may be contacted on a day; the end itself is too late.

    Source: Debt Collection Act B.E. 2558 s. 9; policy/debt_collection.toml.
    """
    values = policy.in_force("debt_collection", day).values
    hours = values["working_day_hours" if is_working_day(day) else "holiday_hours"]
    return time(hours[0]), time(hours[1])


def may_contact(
    at: datetime, *, contacts_that_day: int = 0, by_state_official: bool = False
) -> Ruling:
    """Whether a debtor may be contacted at a moment, in Thai local time.

    Ensures: state officials never, whatever the hour; others within the hours of the day and not
             more often than the notification allows; `next_allowed` is never before `at`.
    Source:  Debt Collection Act B.E. 2558 ss. 9, 14; policy/debt_collection.toml.
    """
    if by_state_official:
        return Ruling(
            False,
            "state_official",
            "เจ้าหน้าที่ของรัฐทวงถามหนี้ที่มิใช่ของตนไม่ได้ (มาตรา 14)",
            "A state official may not collect debts that are not their own (s. 14)",
            at,
        )
    opens, closes = contact_hours(at.date())
    most = policy.in_force("debt_collection", at.date()).values["most_contacts_a_day"]
    if most and contacts_that_day >= most:
        return _contacted_enough(at, most)
    if opens <= at.time() < closes:
        return Ruling(True, "allowed", "ติดต่อได้", "Contact is allowed", at)
    return _outside_hours(at, opens, closes)


def _contacted_enough(at: datetime, most: int) -> Ruling:
    return Ruling(
        False,
        "contacted_enough",
        f"วันนี้ติดต่อครบ {most} ครั้งแล้ว",
        f"Contacted {most} time(s) today already",
        _opening(at.date() + timedelta(days=1), at),
    )


def _outside_hours(at: datetime, opens: time, closes: time) -> Ruling:
    day = at.date() if at.time() < opens else at.date() + timedelta(days=1)
    name = holiday_name(at.date())
    note_th = f" เพราะเป็น{name}" if name else ""
    span_th = f"{opens:%H.%M}–{closes:%H.%M} น."
    return Ruling(
        False,
        "outside_hours",
        f"{long_date(at.date(), thai_digits=False)} ติดต่อได้เฉพาะ {span_th}{note_th}",
        f"On {at.date().isoformat()} contact is allowed only {opens:%H:%M}–{closes:%H:%M}",
        _opening(day, at),
    )


def _opening(day: date, at: datetime) -> datetime:
    return datetime.combine(day, contact_hours(day)[0], tzinfo=at.tzinfo)
