"""The addresses of the field."""

from django.urls import URLPattern, path

from plodnee.web.fieldwork import assignments, devices, draft_list, drafts, filling, views

FORM = "field/forms/<slug:form_code>"


def addresses_of_fieldwork(centre: str) -> list[URLPattern]:
    """The forms to take away, one's devices, and what came back for a centre."""
    here = f"{centre}field/"
    draft = f"{here}<uuid:draft_id>/"
    return [
        path("field/", views.field, name="field"),
        path("field/devices/", devices.device_new, name="device_new"),
        path("field/devices/<uuid:device_id>/revoke/", devices.device_revoke, name="device_revoke"),
        path(here, draft_list.drafts, name="drafts"),
        path(f"{here}drafts.xlsx", draft_list.drafts_file, {"ending": ".xlsx"}, name="drafts_xlsx"),
        path(f"{here}drafts.csv", draft_list.drafts_file, {"ending": ".csv"}, name="drafts_csv"),
        path(f"{here}assignments/", assignments.assignments, name="assignments"),
        path(
            f"{here}assignments/<uuid:assignment_id>/end/",
            assignments.assignment_end,
            name="assignment_end",
        ),
        path(f"{here}choose/<slug:form_code>/", filling.field_choose, name="field_choose"),
        path(f"{here}fill/<slug:form_code>/", filling.field_fill, name="field_fill"),
        path(
            f"{here}fill/<slug:form_code>/<uuid:household_id>/",
            filling.field_fill_home,
            name="field_fill_home",
        ),
        path(draft, drafts.draft, name="draft"),
        path(f"{draft}decide/", drafts.draft_decide, name="draft_decide"),
        path(f"{draft}files/<uuid:file_id>/", drafts.draft_file, name="draft_file"),
        path(f"{FORM}.xlsx", views.form_workbook, name="field_workbook"),
        path(f"{FORM}.xml", views.form_device, name="field_xform"),
    ]
