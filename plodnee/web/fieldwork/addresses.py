"""The addresses of the field."""

from django.urls import URLPattern, path

from plodnee.web.fieldwork import views

FORM = "field/forms/<slug:form_code>"


def addresses_of_fieldwork(centre: str) -> list[URLPattern]:
    """The forms to take away."""
    return [
        path("field/", views.field, name="field"),
        path(f"{FORM}.xlsx", views.form_workbook, name="field_workbook"),
        path(f"{FORM}.xml", views.form_device, name="field_xform"),
    ]
