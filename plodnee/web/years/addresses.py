"""The addresses of years and needs, below that of a centre."""

from django.urls import URLPattern, path

from plodnee.web.years import files, views


def addresses_of_years(centre: str) -> list[URLPattern]:
    """The addresses below the given one of a centre."""
    plan = f"{centre}years/plan"
    return [
        path(f"{centre}years/", views.years, name="years"),
        path(f"{centre}years.xlsx", files.years_file, name="years_xlsx"),
        path(f"{plan}.pdf", files.planning_paper, {"ending": ".pdf"}, name="planning_pdf"),
        path(f"{plan}.docx", files.planning_paper, {"ending": ".docx"}, name="planning_docx"),
        path(f"{centre}years/<int:year_be>/", views.year_keep, name="year_keep"),
        path(f"{centre}years/<int:year_be>/needs/", views.need_put, name="need_put"),
        path(f"{centre}needs/<uuid:need_id>/drop/", views.need_drop, name="need_drop"),
    ]
