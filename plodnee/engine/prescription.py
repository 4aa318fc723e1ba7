"""When a claim prescribes, what restarts its years, and when someone should act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plodnee import policy
from plodnee.engine.thai_dates import add_months

ClaimKind = Literal[
    "general", "judgment_or_compromise", "instalment_principal", "interest_arrears", "estate"
]
RestartKind = Literal[
    "written_acknowledgement", "part_payment", "interest_payment", "security", "court_action"
]
Standing = Literal["running", "alert", "lapsed"]
# What revives a lapsed claim must be in writing or by security; a payment alone does not.
REVIVES: frozenset[RestartKind] = frozenset({"written_acknowledgement", "security"})


@dataclass(frozen=True, slots=True)
class Restart:
    """An act that ends the running period; the years begin again on the day after it.

    An action in court lasts from `on` to `ended_on`, from which the years begin; while the end is
    not known they are counted from `on`. One that was dismissed or withdrawn is no act.
    """

    on: date
    kind: RestartKind
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """The last day on which a claim may be enforced, and the acts that moved it there.

    `revived_on` is the day on which a lapsed claim was acknowledged: it then binds the debtor,
    but not a guarantor of before.
    """

    last_day: date
    restarted_by: tuple[Restart, ...]
    revived_on: date | None = None


def years_of(kind: ClaimKind, on: date) -> int:
    """The years after which a claim of this kind prescribes.

    Source: policy/prescription.toml (CCC 193/30, 193/32, 193/33).
    """
    return int(policy.in_force("prescription", on).values[f"{kind}_years"])


def last_day_of_years(event: date, years: int) -> date:
    """The last day of a period of years that an event begins.

    Ensures: the day of the event does not count; the period ends on the day before the day that
             answers to its first, or on the month's last day where there is none.
    Source:  CCC 193/3, 193/5. A last day on a holiday is not moved (193/8): alerts err early.
    """
    first = event + timedelta(days=1)
    answer = add_months(first, 12 * years)
    return answer if answer.day < first.day else answer - timedelta(days=1)


def prescription(
    kind: ClaimKind, enforceable_from: date, acts: Iterable[Restart] = ()
) -> Prescription:
    """When a claim prescribes that could be enforced from its due date on.

    Ensures: an act before the last day restarts the whole period; a written acknowledgement or
             security after it starts the shorter period of a revived claim; other acts do not.
    Source:  CCC 193/12, 193/14, 193/15, 193/17, 193/28, 193/35; policy/prescription.toml.
    """
    last = last_day_of_years(enforceable_from, years_of(kind, enforceable_from))
    counted: list[Restart] = []
    revived: date | None = None
    for act in sorted(acts, key=lambda act: act.on):
        if act.on < enforceable_from:
            continue
        if act.on > last and act.kind not in REVIVES:
            continue
        if act.on > last:
            revived = act.on
        ended = max(act.on, act.ended_on or act.on)
        last = max(last, last_day_of_years(ended, _years_now(kind, ended, revived)))
        counted.append(act)
    return Prescription(last, tuple(counted), revived)


def claim_against_estate(known_on: date) -> Prescription:
    """Until when a creditor who knows since a day that the debtor died may claim; acts move it not.

    Ensures: whatever is left of the claim's own years, it ends no later than this.
    Source:  CCC 1754; policy/estate.toml.
    """
    years = int(policy.in_force("estate", known_on).values["claim_years"])
    return Prescription(last_day_of_years(known_on, years), ())


def standing(found: Prescription, as_of: date) -> tuple[Standing, int]:
    """Whether a claim is running, near its end or lapsed, and the days left (negative if lapsed).

    Source: policy/prescription_alerts.toml. A debtor is told that a claim has lapsed before being
            asked to acknowledge it (CCC 193/10, 193/24, 193/28).
    """
    left = (found.last_day - as_of).days
    if left < 0:
        return "lapsed", left
    first_alert = alert_days(found, as_of)[0]
    return ("alert" if as_of >= first_alert else "running"), left


def alert_days(found: Prescription, as_of: date) -> tuple[date, ...]:
    """The days on which an officer is told, first and again.

    Source: policy/prescription_alerts.toml.
    """
    months = policy.in_force("prescription_alerts", as_of).values["alert_months"]
    return tuple(add_months(found.last_day, -count) for count in months)


def _years_now(kind: ClaimKind, on: date, revived: date | None) -> int:
    if revived is None:
        return years_of(kind, on)
    return int(policy.in_force("prescription", on).values["acknowledged_after_lapse_years"])
