"""What a new round starts from: the words, topics and indicators of the policy in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plodnee.engine.thai_dates import BE_OFFSET, fiscal_year_span, long_date
from plodnee.policy.reader import in_force
from plodnee.visits.rounds.plain import IndicatorSaid, RoundSaid, TopicSaid

FAMILY = "visit_rounds"


def usual_round(fiscal_year_be: int, province_codes: tuple[str, ...] = ()) -> RoundSaid:
    """A round of a fiscal year as it is usual, with its topics; budget and targets are not set.

    Source:  policy/visit_rounds.toml.
    """
    first, last = fiscal_year_span(fiscal_year_be)
    values = in_force(FAMILY, last).values
    years = _years(values, fiscal_year_be)
    return RoundSaid(
        **{
            name: str(values[name]).strip().format_map(years)
            for name in ("project", "activity", "sub_activity", "purpose", "objectives")
        },
        target_groups=values["target_groups"],
        steps=values["steps"].strip().format_map(years),
        expected=values["expected"],
        team="",
        starts_on=first,
        ends_on=last,
        budget_satang=0,
        members_asked=values["members_asked"],
        models_asked=values["models_asked"],
        province_codes=province_codes,
        topics=tuple(_topics(values, years)),
        indicators=tuple(IndicatorSaid(name, unit) for name, unit in values["indicators"]),
    )


def usual_name(fiscal_year_be: int) -> str:
    """How a round is usually called."""
    _first, last = fiscal_year_span(fiscal_year_be)
    return str(in_force(FAMILY, last).values["name"])


def talk_minutes(on: date) -> int:
    """How many minutes each presentation has."""
    return int(in_force(FAMILY, on).values["talk_minutes"])


def most_asked(on: date) -> int:
    """How many people of one kind a round may ask for at most."""
    return int(in_force(FAMILY, on).values["most_asked"])


def _years(values: Mapping[str, Any], year: int) -> dict[str, str]:
    def until(name: str) -> str:
        month, day = values[name]
        return long_date(date(year - BE_OFFSET, month, day), thai_digits=False)

    return {
        "year": str(year),
        "next_year": str(year + 1),
        "last_year": str(year - 1),
        "first_year": str(year - values["years_studied"]),
        "minutes": str(values["talk_minutes"]),
        "district_by": until("district_by"),
        "province_by": until("province_by"),
    }


def _topics(values: Mapping[str, Any], years: Mapping[str, str]) -> list[TopicSaid]:
    said = []
    for topic in values["topics"]:
        detail = topic.get("detail", "").format_map(years)
        said.append(TopicSaid(topic["number"], 0, topic["title"].format_map(years), detail))
        said += [
            TopicSaid(topic["number"], item, title.format_map(years), more.format_map(years))
            for item, (title, more) in enumerate(topic.get("items", ()), start=1)
        ]
    return said
