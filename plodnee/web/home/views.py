"""The home page."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plodnee.organization.access import (
    area_codes_for,
    centres_within,
    may,
    posts_in_force,
    rows_within,
)
from plodnee.organization.models import Officer
from plodnee.web.access import logged_in, officer_of, today
from plodnee.web.centres.areas import area_table
from plodnee.web.figures import area_figures
from plodnee.web.home.committee_steps import committee_steps, task_step, urgent_steps, waiting_step
from plodnee.web.home.steps import centre_states, watching_steps, working_steps

CENTRES_SHOWN = 30


@logged_in()
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, by the posts that the person holds today."""
    officer, on = officer_of(request), today()
    posts = posts_in_force(officer, on)
    context: dict[str, Any] = {"posts": posts}
    importing = area_codes_for(officer, "registers.import", on)
    if importing:
        states = centre_states(
            list(centres_within(officer, on, "registers.import")[:CENTRES_SHOWN])
        )
        context |= {
            "states": states,
            "steps": working_steps(
                states,
                rows_within(officer, "registers.import", on, "centre_code"),
                first=[
                    *waiting_step(officer, on),
                    *urgent_steps([state.centre for state in states], officer, on),
                ],
                last=committee_steps([state.centre for state in states], on),
            ),
            "figures": area_figures(len(states), [s.totals for s in states if s.totals]),
        }
    watched = [
        code for code in area_codes_for(officer, "areas.browse", on) if code not in importing
    ]
    if watched:
        context["watched"] = [_watched(officer, code, on) for code in watched]
    return render(request, "home/home.html", context)


def _watched(officer: Officer, code: str, on: date) -> dict[str, Any]:
    table = area_table(officer, code, on)
    reads = may(officer, "households.view", at=code, on=on)
    decks = may(officer, "documents.deck", at=code, on=on)
    steps = watching_steps(table, decks=decks, households=reads)
    steps = [*task_step(officer, on), *steps]
    return {"code": code, "table": table, "steps": steps, "reads_households": reads}
