"""Where a register is of: one centre, or all centres of a district."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.organization.models import Area, Centre
from plodnee.organization.selectors import centres_in
from plodnee.registers.models import DebtLine, MemberGroupState
from plodnee.registers.selectors import last_day_of_data
from plodnee.web.frame import Link, trail_to
from plodnee.web.lists.kinds import Kind
from plodnee.web.templatetags.wording import creditor_kind, fund_name, said_name


@dataclass(frozen=True)
class ListPlace:
    """A centre or a district with what the filters of its lists offer as of today."""

    place: Centre | Area
    on: date

    def __post_init__(self) -> None:
        if isinstance(self.place, Area) and self.place.level != Area.Level.DISTRICT:
            raise Http404  # persons are shown to a district and its centres

    @property
    def code(self) -> str:
        """The code of the centre or district."""
        return self.place.code

    @property
    def is_district(self) -> bool:
        """Whether the lists are over all centres of a district."""
        return isinstance(self.place, Area)

    @property
    def name(self) -> str:
        """What the place is called."""
        if isinstance(self.place, Centre):
            return self.place.name
        return _("อำเภอ%(name)s") % {"name": said_name(self.place)}

    def centres(self, codes: Collection[str] | None = None) -> list[Centre]:
        """The centres whose households the lists hold; of a page, those of the codes on it."""
        if isinstance(self.place, Centre):
            return [self.place]
        inside = self._centres()
        return list(inside if codes is None else inside.filter(code__in=codes))

    @cached_property
    def centre_names(self) -> Mapping[str, str]:
        """The names of the centres by code."""
        return dict(self._centres().values_list("code", "name"))

    @cached_property
    def latest_day(self) -> date:
        """The last day of which registers here say anything; today where they say nothing."""
        return last_day_of_data(self._centres(), self.on) or self.on

    @property
    def made_up(self) -> bool:
        """Whether somebody in the lists may be made up."""
        return self._centres().filter(is_demonstration=True).exists()

    def filters(self, kind: Kind) -> tuple[str, ...]:
        """The filters of a register here: by centre and fund over a district, else by creditor."""
        left_out = {"creditor"} if self.is_district else {"fund_kind"}
        own = tuple(name for name in kind.filters if name not in left_out)
        return ("centre", *own) if self.is_district else own

    def creditors(self) -> list[tuple[str, str]]:
        """The creditors of the centre: what the filter sends, and their names."""
        rows = self._debts().values_list(
            "group_id", "outside_creditor_id", "creditor_name", "creditor_kind"
        )
        found = sorted(set(rows.distinct()), key=lambda row: (row[0] is None, row[2]))
        return [
            (f"group-{group}", name)
            if group is not None
            else (f"outside-{outside}", f"{name} ({creditor_kind(kind)})")
            for group, outside, name, kind in found
        ]

    def fund_kinds(self) -> list[tuple[str, str]]:
        """The types of fund that the district has: asked of its few groups, not its many debts."""
        states = MemberGroupState.objects.filter(group__centre__code__startswith=self.code)
        kinds = states.order_by().values_list("kind", flat=True).distinct()
        return [(kind, fund_name(kind)) for kind in sorted(kinds)]

    def url(self, kind: Kind, ending: str = "") -> str:
        """The address of a register here, or of its file."""
        side = "district" if self.is_district else "centre"
        return reverse(f"{side}_list{ending}", args=[self.code, kind.name])

    def trail(self) -> list[Link]:
        """The links above the lists of the place."""
        if isinstance(self.place, Area):
            return [Link(_("ทะเบียน"), reverse("lists"))]
        return trail_to(self.place)

    def _centres(self) -> QuerySet[Centre]:
        one = isinstance(self.place, Centre)
        return Centre.objects.filter(code=self.code) if one else centres_in(self.code)

    def _debts(self) -> Any:
        lines = DebtLine.objects.filter(
            district_code=self.code[: Area.Level.DISTRICT],
            valid_from__lte=self.latest_day,
            valid_until__gt=self.latest_day,
        ).order_by()
        return lines if self.is_district else lines.filter(centre=self.code)
