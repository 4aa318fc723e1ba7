"""The trial of a centre's criteria to take away; it names persons and leaves a trace."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.casework.plan.trial import ClassChange, DebtChange
from plodnee.casework.rules.selectors import version_state
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of
from plodnee.web.csv_files import csv_file
from plodnee.web.rules.views import criteria_at_address, household_keys, trial_as_of, trial_day
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import baht_short, class_name, said
from plodnee.web.trace import shows


@allowed("documents.registers")
def trial_text(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """Every household that would stand in another class, then single debts, as CSV."""
    found = version_state(criteria_at_address(centre, version_id))
    day, _form = trial_day(request, centre, found)
    trial = trial_as_of(found.version, day) if day else None
    if trial is None:
        raise Http404
    rows: list[ClassChange | DebtChange] = [*trial.changes, *trial.debts]
    codes = [one.household.code for one in rows]
    shows(request, household_keys(centre, codes).values())
    head = [
        _("รหัสครัวเรือน"), _("หัวหน้าครัวเรือน"), _("หนี้รวม (บาท)"), _("ประเภทเดิม"), _("เหตุผลเดิม"),
        _("ประเภทใหม่"), _("เหตุผลใหม่"), _("เฉพาะหนี้กับ"),
    ]  # fmt: skip
    number = found.version.number
    record(
        officer_of(request),
        "documents.taken",
        centre,
        file="rules-trial.csv",
        version=number,
        rows=len(rows),
    )
    content = csv_file(head, [_cells(one) for one in rows])
    return file_response(content, f"{centre.code}-rules-trial-{number}.csv")


def _cells(one: ClassChange | DebtChange) -> list[str]:
    return [
        one.household.code,
        str(one.household.head),
        baht_short(one.owed_satang).replace(",", ""),
        class_name(one.before.debtor_class),
        said(one.before, "reason"),
        class_name(one.after.debtor_class),
        said(one.after, "reason"),
        one.creditor if isinstance(one, DebtChange) else "",
    ]
