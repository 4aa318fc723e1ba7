"""A made-up visit for tests: a round with the usual topics, a centre chosen in it, a note of it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from plodnee.lessons.years.plain import NeedSaid

NAME = "รอบสมมุติ"
NEED = NeedSaid("อบรมบัญชีครัวเรือน", 1_500_000, "follow_ups", "งานติดตามที่ยังค้าง 1 งาน")


def a_visit(centre: Any, on: date, year: int = 2562) -> Any:
    """The centre chosen to be visited in the made-up round of a year."""
    from dataclasses import replace

    from plodnee.organization.access import OPERATOR
    from plodnee.organization.models import Area
    from plodnee.visits.models import Round, Selection
    from plodnee.visits.rounds.defaults import usual_round
    from plodnee.visits.rounds.services import Hand, open_round

    province = centre.code[: Area.Level.PROVINCE]
    by, name = Hand(OPERATOR, on), f"{NAME} {province}"
    found = Round.objects.filter(fiscal_year_be=year, name=name).first()
    said = replace(
        usual_round(2562, (province,)), starts_on=on, ends_on=on.replace(month=12, day=31)
    )
    round_ = found or open_round(fiscal_year_be=year, name=name, said=said, by=by)
    return Selection.objects.create(
        round=round_, centre=centre, reason="สมมุติ", rank=1, ranked=1, met=[], chosen_on=on
    )


def a_hand_of(actor: Any, on: date) -> Any:
    """Whoever acts on a day."""
    from plodnee.visits.rounds.services import Hand

    return Hand(actor, on)


def note_said(text: str = "ครัวเรือนต้องการเจรจาดอกเบี้ย", **said: Any) -> Any:
    """A note about the first item of the first topic."""
    from plodnee.lessons.notes.plain import NoteSaid

    return NoteSaid(**({"topic": 1, "item": 1, "speaker": "committee", "text": text} | said))


def a_note(
    selection: Any, on: date, *, key: UUID | None = None, sort: str = "note", **said: Any
) -> Any:
    """A note of the visit, kept by the operator."""
    from plodnee.lessons.notes.services import keep_note
    from plodnee.organization.access import OPERATOR

    return keep_note(
        key=key or uuid4(),
        selection=selection,
        sort=sort,
        said=note_said(**said),
        by=a_hand_of(OPERATOR, on),
    )
