"""Which version of a centre's rules is in force on a day, and what it says.

Meetings ask this of their quorum, so nothing here asks meetings.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from plodnee.casework.models import RuleStep, RuleVersion
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.plan.menu_policy import MenuPolicy
from plodnee.casework.rules.states import Deed, Kind
from plodnee.engine.classification import Criteria
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import Quorum

Rules = Criteria | MenuPolicy | Quorum
SHAPES: Mapping[str, type[Criteria] | type[MenuPolicy] | type[Quorum]] = {
    Kind.CRITERIA: Criteria,
    Kind.MENU_POLICY: MenuPolicy,
    Kind.QUORUM: Quorum,
}


def version_in_force(centre: Centre, kind: str, on: date) -> RuleVersion | None:
    """The version in force on a day; None while the programme's default holds."""
    return versions_in_force([centre], kind, {centre.code: on}).get(centre.code)


def versions_in_force(
    centres: Iterable[Centre], kind: str, days: Mapping[str, date]
) -> dict[str, RuleVersion]:
    """The version in force at each centre on its day, by centre code; none for the default.

    Of versions whose day has come the latest day counts; of one day the later number.
    """
    rows = _approvals().filter(version__centre__in=list(centres), version__kind=kind)
    rows = rows.order_by("effective_from", "version__number")
    found: dict[str, RuleVersion] = {}
    for step in rows:
        code = step.version.centre_id
        assert step.effective_from is not None
        if code in days and step.effective_from <= days[code]:
            found[code] = step.version
    return found


def _approvals() -> QuerySet[RuleStep]:
    withdrawn = RuleStep.objects.filter(version=OuterRef("version"), deed=Deed.WITHDRAWN)
    approved = RuleStep.objects.filter(~Exists(withdrawn), deed=Deed.APPROVED)
    return approved.select_related("version")


def written_rules(keys: Iterable[object]) -> dict[object, object]:
    """What these versions say, as plain facts; the last writing counts."""
    rows = RuleStep.objects.filter(version__in=list(keys), rules__isnull=False)
    return dict(rows.order_by("sequence").values_list("version", "rules"))


def rules_of(version: RuleVersion) -> Rules:
    """What a version says."""
    return from_plain(SHAPES[version.kind], written_rules([version.pk])[version.pk])


def quorum_at(centre: Centre, on: date) -> Quorum | None:
    """What the committee set of its quorum for a day; None while the programme's default holds."""
    version = version_in_force(centre, Kind.QUORUM, on)
    rules = rules_of(version) if version else None
    assert rules is None or isinstance(rules, Quorum)
    return rules
