"""The field of a demonstration: a worker with assigned households, and two drafts that wait."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from plodnee.fieldwork.assigning import assign, assignments_at
from plodnee.fieldwork.definitions import SURVEY, VISIT
from plodnee.fieldwork.definitions.survey import NEW
from plodnee.fieldwork.receiving import Sender, receive
from plodnee.fieldwork.writing import filled_xml
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre, Officer, Post
from plodnee.organization.roles import CENTRE_COMMITTEE
from plodnee.registers.entries.present import debt_states, household_state
from plodnee.registers.entries.words import last_word
from plodnee.registers.models import Household

ASSIGNED = 4
MADE_UP = UUID("5f0c62c3-9f5a-4c1c-8f0a-256200000000")
AT_TEN = time(3, 0, tzinfo=UTC)


def demonstration_field(codes: Sequence[str], *, today: date) -> None:
    """Each centre whose households nobody was given gets a worker, a survey and a visit."""
    for code in codes:
        centre = Centre.objects.filter(pk=code, is_demonstration=True).first()
        worker = _worker(code)
        if centre is None or worker is None or assignments_at(centre).exists():
            continue
        homes = list(Household.objects.filter(centre=centre).order_by("code")[:ASSIGNED])
        known = [home for home in homes if household_state(home, today) is not None]
        assign(centre=centre, households=known, worker=worker, actor=OPERATOR, on=today)
        sender = Sender(worker, None, today, datetime.combine(today, AT_TEN))
        for home, form in zip(known, (_survey, _visit), strict=False):
            receive(form(home, today), {}, sender)


def _worker(code: str) -> Officer | None:
    posts = Post.objects.filter(role=CENTRE_COMMITTEE.code, area_code=code, held_until=None)
    post = posts.select_related("officer").order_by("officer__username").first()
    return post.officer if post else None


def _survey(home: Household, today: date) -> bytes:
    """A survey that found one balance lower, and a debt that the register lacks."""
    answers = {
        "household": str(home.pk),
        "seen": str(last_word(home.centre, home)),
        "day": today.isoformat(),
        "members": "5",
        "workers": "2",
        "main_occupation": "ทำนา",
        "asks_cash": "no",
        "note": "ขายข้าวแล้วบางส่วน",
    }
    debts = [
        {"debt": str(state.debt_id), "principal": str(state.principal_satang * 9 // 1000)}
        for state in debt_states(home, today)[:1]
    ]
    shop = {
        "debt": NEW,
        "creditor_kind": "informal",
        "creditor_name": "ร้านค้าในหมู่บ้าน (สมมุติ)",
        "rate": "2",
        "rate_unit": "month",
        "principal": "3500",
        "purpose": "ซื้อปุ๋ย",
    }
    return filled_xml(SURVEY, uuid5(MADE_UP, str(home.pk)), answers, {"debt_item": [*debts, shop]})


def _visit(home: Household, today: date) -> bytes:
    answers = {
        "household": str(home.pk),
        "day": today.isoformat(),
        "visit_purpose": "plan",
        "outcome": "met",
        "spoke_of_debt": "no",
        "note": "เริ่มเลี้ยงไก่ไข่ ขายได้สัปดาห์ละสองครั้ง",
    }
    return filled_xml(VISIT, uuid5(MADE_UP, str(home.pk)), answers, {})
