"""What the page of a centre's record shows as of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.entries.creditors import creditor_states
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import (
    FundRule,
    ImportBatch,
    MemberGroupState,
    OutsideCreditor,
    OutsideCreditorState,
    Standing,
)
from plodnee.registers.selectors import statement
from plodnee.web.record.fields import without_ids
from plodnee.web.record.sheet import entries_of, shown

RECENT = 20


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A member group, the version of its rules in force, and all versions."""

    state: MemberGroupState
    rule: FundRule | None
    versions: list[FundRule]

    @property
    def entered_again(self) -> set[int]:
        """The versions instead of which another of the same day was entered later."""
        last = {one.effective_from: one.pk for one in reversed(self.versions)}
        return {one.pk for one in self.versions} - set(last.values())


@dataclass(frozen=True, slots=True)
class ShownCreditor:
    """An outside creditor under its name of the day."""

    creditor: OutsideCreditor
    name: str
    state: OutsideCreditorState | None


def centre_sheet(centre: Centre, as_of: date) -> dict[str, Any]:
    """The centre's groups, outside creditors and latest entries, for its page."""
    try:
        groups = stated.group_states(statement(centre, as_of))
    except NoRegister:
        groups = {}
    here = {key: state for key, state in groups.items() if state.standing == Standing.PRESENT}
    rules = stated.fund_rules(here, as_of)
    shown(rules.values())
    versions = shown(
        FundRule.objects.filter(group__in=list(here)).order_by("-effective_from", "-pk")
    )
    entries = centre.imports.filter(scope=ImportBatch.Scope.ENTRY).select_related("decided_by")
    return {
        "groups": [
            ShownGroup(state, rules.get(key), [one for one in versions if one.group_id == key])
            for key, state in here.items()
        ],
        "creditors": _creditors(centre, as_of),
        "entries": entries_of(shown(entries.order_by("-sequence")[:RECENT]), {}),
    }


def _creditors(centre: Centre, as_of: date) -> list[ShownCreditor]:
    states = creditor_states(centre, as_of)
    found = []
    for creditor in OutsideCreditor.objects.filter(centre=centre).order_by("kind", "name"):
        state = states.get(creditor.pk)
        if state is None or state.standing == Standing.PRESENT:
            name = without_ids(state.name if state else creditor.name)
            found.append(ShownCreditor(creditor, name, state))
    return found
