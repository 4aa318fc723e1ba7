"""The addresses of visits on the day, below those of a centre, and of what follows from them."""

from django.urls import URLPattern, path

from plodnee.web.visit_day import deeds, files, follow_ups, views


def addresses_of_visit_days(centre: str) -> list[URLPattern]:
    """The addresses below the given one of a centre, and the list of follow-ups."""
    day = f"{centre}visit-days/<uuid:selection_id>/"
    note = f"{centre}notes/<uuid:note_id>/"
    file = f"{centre}note-files/<uuid:file_id>/"
    return [
        path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
        path(f"{centre}visit-days/", views.visit_days, name="visit_days"),
        path(day, views.visit_day, name="visit_day"),
        path(f"{day}write/", deeds.visit_write, name="visit_write"),
        path(note, views.note, name="note"),
        path(f"{note}write/", deeds.note_write, name="note_write"),
        path(file, files.note_file, name="note_file"),
        path(f"{file}withdraw/", files.note_file_withdraw, name="note_file_withdraw"),
    ]
