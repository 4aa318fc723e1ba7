"""The addresses of OpenRosa; a device is told the part before `formList`."""

from django.urls import URLPattern, path

from plodnee.web.openrosa import views

FORM = "openrosa/forms/<slug:form_code>"


def addresses_of_openrosa() -> list[URLPattern]:
    """What ODK Collect and KoboCollect ask for."""
    return [
        path("openrosa/formList", views.form_list, name="openrosa_forms"),
        path(f"{FORM}/form.xml", views.form_xml, name="openrosa_form"),
        path(f"{FORM}/manifest.xml", views.manifest, name="openrosa_manifest"),
        path(f"{FORM}/<slug:list_name>.csv", views.media_list, name="openrosa_list"),
        path("openrosa/submission", views.submission, name="openrosa_submission"),
    ]
