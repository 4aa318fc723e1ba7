"""How much waits for an officer: the number beside the link that stands on every page."""

from datetime import date
from time import monotonic

from plodnee.audit.selectors import mark_of_trail
from plodnee.casework.cases.waiting import count_waiting
from plodnee.casework.meetings.selectors import meetings_to_write
from plodnee.casework.rules.selectors import versions_to_force
from plodnee.casework.rules.services import makers_of
from plodnee.ledger.waiting import count_in_books
from plodnee.lessons.notes.selectors import follow_ups_waiting
from plodnee.organization.access import centres_within, may, posts_in_force
from plodnee.organization.models import Officer
from plodnee.privacy.waiting import unanswered
from plodnee.registers.committees.offices import count_ending
from plodnee.registers.committees.selectors import drafts_waiting
from plodnee.visits.letters.selectors import tasks_waiting
from plodnee.web.home.money_steps import notice_steps

WORK, ANSWERS = "cases.work", "requests.answer"
SECONDS_KEPT, OFFICERS_KEPT = 60, 500

# What was counted last for an officer: by which day and mark of the trail, when, and the number.
_kept: dict[int, tuple[tuple[date, tuple[int, str]], float, int]] = {}


def number_waiting(officer: Officer, on: date) -> int:
    """As `how_many_wait`, counted anew when a deed was recorded in the officer's areas.

    Every deed that makes something wait, or ends it, is recorded with it; the number is counted
    anew after a minute all the same.
    """
    codes = {post.area_code for post in posts_in_force(officer, on)}
    known_by, now = (on, mark_of_trail(codes)), monotonic()
    kept = _kept.get(officer.pk)
    if kept is not None and kept[0] == known_by and now - kept[1] < SECONDS_KEPT:
        return kept[2]
    number = how_many_wait(officer, on)
    if len(_kept) >= OFFICERS_KEPT:
        _kept.clear()
    _kept[officer.pk] = (known_by, now, number)
    return number


def how_many_wait(officer: Officer, on: date) -> int:
    """How many rows the page of what waits has: cases, meetings, rules, books, notices, letters,
    and what persons asked for.
    """
    centres = centres_within(officer, on, WORK)  # asked within each question: it may be a country
    drafts = sum(
        order.drafted_by_id != officer.pk
        and may(officer, "committee.sign", at=order.centre_id, on=on)
        for order in drafts_waiting(centres)
    )
    rules = sum(
        officer.pk not in makers_of(found)
        and may(officer, "rules.approve", at=found.version.centre_id, on=on)
        for found in versions_to_force(centres)
    )
    minutes = meetings_to_write(centres, on).count()
    follow_ups = follow_ups_waiting(officer, on).count()
    asked = tasks_waiting(officer, on).count()
    of_persons = unanswered(centres_within(officer, on, ANSWERS)).count()
    of_committees = count_ending(centres, on) + drafts + minutes
    in_books = count_in_books(centres) + len(notice_steps(officer, on))
    others = of_committees + rules + follow_ups + asked + of_persons
    return count_waiting(centres) + in_books + others
