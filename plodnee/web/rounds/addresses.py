"""The addresses of rounds, and of a round in an area."""

from django.urls import URLPattern, path

from plodnee.web.rounds import area, choosing, files, keeping, people, programme, views, visit

ROUND = "rounds/<uuid:round_id>/"
AT_CENTRE = "rounds/centres/<code:centre_code>/<uuid:round_id>/"
IN_AREA = "rounds/areas/<code:area_code>/<uuid:round_id>/"


def addresses_of_rounds() -> list[URLPattern]:
    """Every address of rounds."""
    return [
        path("rounds/", views.rounds, name="rounds"),
        path("rounds/new/", keeping.round_new, name="round_new"),
        path(ROUND, views.round_page, name="round"),
        path(f"{ROUND}change/", keeping.round_change, name="round_change"),
        path(f"{ROUND}calendar/", views.calendar, name="round_calendar"),
        path(f"{ROUND}round.pdf", files.round_file, name="round_pdf"),
        path(AT_CENTRE, visit.visit, name="visit"),
        path(f"{AT_CENTRE}people/", people.visit_people, name="visit_people"),
        path(IN_AREA, area.round_area, name="round_area"),
        path(f"{IN_AREA}choose/", choosing.centre_choose, name="centre_choose"),
        path(f"{IN_AREA}choices/change/", choosing.choice_change, name="choice_change"),
        path(f"{IN_AREA}programme/", programme.programme_set, name="programme_set"),
        path(f"{IN_AREA}programme.pdf", files.programme_file, name="programme_pdf"),
    ]
