"""The round of a demonstration: two centres chosen, their programme, letters to their districts.

What the circular of 16 March 2562 says is as it says it. Made up are the centres, the reasons, the
budget and 24 of the 28 provinces, and that the circular is sent from here.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plodnee.documents.letter_issuing import issue_letter
from plodnee.documents.letters import usual_slots, visit_letter
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Area, Centre
from plodnee.policy.reader import versions
from plodnee.visits.letters.plain import AboutVisit, OfficeSaid
from plodnee.visits.letters.services import state_office
from plodnee.visits.models import Round
from plodnee.visits.people import (
    Key,
    households_invitable,
    members_invitable,
    record_people,
)
from plodnee.visits.rounds.defaults import usual_name, usual_round
from plodnee.visits.rounds.plain import ProgrammeSaid, RoundSaid, SlotSaid
from plodnee.visits.rounds.selectors import chosen_in, current_programme, current_version
from plodnee.visits.rounds.services import (
    Hand,
    choose_centre,
    open_round,
    set_programme,
)

MODEL_CENTRES = (1, 11)  # the item that tells of model centres


def demonstration_round(codes: Sequence[str]) -> Round | None:
    """The round of the demonstration with its letters, made once; none without centres in it."""
    values = versions("demonstration_round")[-1].values
    year = values["fiscal_year"]
    found = Round.objects.filter(fiscal_year_be=year, is_demonstration=True).first()
    taking_part = [code for code in codes if code[: Area.Level.PROVINCE] in values["provinces"]]
    known = Centre.objects.filter(pk__in=taking_part, is_demonstration=True)
    centres = list(known.order_by("code"))
    if found is not None or not centres:
        return found
    by = Hand(OPERATOR, values["opened_on"])
    made = open_round(
        fiscal_year_be=year,
        name=usual_name(year),
        said=_said(values),
        by=by,
        is_demonstration=True,
    )
    chosen = Hand(OPERATOR, values["chosen_on"])
    for centre, reason in zip(centres, values["reasons"], strict=False):
        choose_centre(round_=made, centre=centre, reason=reason, by=chosen)
    province = Area.objects.get(pk=centres[0].code[: Area.Level.PROVINCE])
    _programme(made, province, values)
    _letters(made, province, values)
    _people(made, values)
    return made


def _said(values: Any) -> RoundSaid:
    usual = usual_round(values["fiscal_year"], tuple(values["provinces"]))
    topics = tuple(
        replace(topic, detail=f"{topic.detail} {values['model_centres']}")
        if (topic.number, topic.item) == MODEL_CENTRES
        else topic
        for topic in usual.topics
    )
    return replace(
        usual,
        topics=topics,
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        budget_satang=values["budget_baht"] * 100,
        team=values["team"],
    )


def _programme(round_: Round, province: Area, values: Any) -> None:
    first = values["visits_from"]
    centres = [one.centre for one in chosen_in(round_, province.code).order_by("centre_id")]
    slots = usual_slots(centres, first)
    slots.append(SlotSaid(first, values["lodging_at"], None, values["lodging"]))
    slots.sort(key=lambda slot: (slot.held_on, slot.starts_at))
    said = ProgrammeSaid(values["team"], values["venue"], tuple(slots))
    by = Hand(OPERATOR, values["chosen_on"])
    set_programme(round_=round_, province=province, said=said, seen_number=0, by=by)


def _letters(round_: Round, province: Area, values: Any) -> None:
    """One letter to each district, the first with the number of the circular."""
    by = Hand(OPERATOR, values["letter_on"])
    state_office(office_code=province.code, said=OfficeSaid(**values["office"]), by=by)
    for place, selection in enumerate(chosen_in(round_, province.code).order_by("centre_id")):
        said = visit_letter(selection, dated_on=values["letter_on"])
        about = AboutVisit(round_, selection.centre, current_programme(round_, province.code))
        number = values["letter_number"] if place == 0 else None
        numbered = replace(said, number=number)
        issue_letter(office_code=province.code, said=numbered, by=by, about=about)


def _people(round_: Round, values: Any) -> None:
    """Committee and model households invited; all but the last of each said that they come."""
    by = Hand(OPERATOR, values["letter_on"])
    version = current_version(round_)
    for selection in chosen_in(round_, ""):
        members = [one.pk for one in members_invitable(selection, by.on)]
        homes = [one.household_id for one in households_invitable(selection)]
        asked = (members[: version.members_asked], homes[: version.models_asked])
        waiting = {key for keys in asked for key in keys[-1:]}
        said: dict[Key, str] = {
            key: "invited" if key in waiting else "coming" for keys in asked for key in keys
        }
        record_people(selection=selection, said=said, seen={}, by=by)
