"""The settings of an allocation as a person types them: baht and households, one field each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.capital.ground import CapitalGround
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import LARGEST_SATANG
from plodnee.engine.capital import Objective

OBJECTIVES = (
    ("debt_free_households", gettext_lazy("ครัวเรือนปลดหนี้ได้มากที่สุด")),
    ("interest_saved", gettext_lazy("ประหยัดดอกเบี้ยรวมมากที่สุด")),
)
LARGEST_BAHT = Decimal(LARGEST_SATANG) / 100


def capital_name(fund: int, period: int) -> str:
    """The name of the field for a fund's new money in a period."""
    return f"capital-{fund}-{period}"


def floor_name(group: int) -> str:
    """The name of the field for a group's floor."""
    return f"floor-{group}"


class CapitalForm(forms.Form):
    """Every setting of an allocation; what cannot be meant is refused at its field."""

    objective = forms.ChoiceField(label=gettext_lazy("มุ่งให้"), choices=OBJECTIVES)
    within = forms.IntegerField(label=gettext_lazy("นับว่าปลดหนี้ เมื่อหมดหนี้ภายใน"), min_value=1)
    targets_first = forms.BooleanField(label=gettext_lazy("ครัวเรือนเป้าหมายก่อน"), required=False)

    def __init__(self, data: Any, *, ground: CapitalGround) -> None:
        super().__init__(data, auto_id="%s")
        self._ground = ground
        self.fields["within"] = forms.IntegerField(
            label=self.fields["within"].label, min_value=1, max_value=ground.horizon_months
        )
        for fund, group in enumerate(ground.funds):
            for period in range(ground.rules.periods):
                label = _("เงินทุนใหม่ของ %(fund)s ปีที่ %(year)s") % {
                    "fund": group.name,
                    "year": period + 1,
                }
                self.fields[capital_name(fund, period)] = forms.DecimalField(
                    label=label,
                    decimal_places=2,
                    min_value=0,
                    max_value=LARGEST_BAHT,
                    error_messages={"max_decimal_places": _("เศษสตางค์ได้ไม่เกินสองตำแหน่ง เช่น 100.25")},
                )
        for place, group in enumerate(ground.groups):
            reachable = ground.reachable(place)
            self.fields[floor_name(place)] = forms.IntegerField(
                label=_("ขั้นต่ำของ %(group)s") % {"group": group.name},
                min_value=0,
                max_value=reachable,
                error_messages={
                    "max_value": _("มีเพียง %(count)s ครัวเรือนที่ค้างกลุ่มนี้และใช้เงินทุนได้")
                    % {"count": reachable}
                },
            )

    def settings(self) -> CapitalSettings | None:
        """What was sent, in whole satang; None if a field was refused."""
        if not self.is_valid():
            return None
        sent, ground = self.cleaned_data, self._ground
        return CapitalSettings(
            objective=cast(Objective, sent["objective"]),
            within_months=sent["within"],
            targets_first=sent["targets_first"],
            capital_satang=tuple(
                tuple(
                    int(sent[capital_name(fund, period)] * 100)
                    for period in range(ground.rules.periods)
                )
                for fund in range(len(ground.funds))
            ),
            floors=tuple(sent[floor_name(place)] for place in range(len(ground.groups))),
        )

    def refuse_floors(self, reachable: Mapping[int, int]) -> None:
        """Say at each group's floor how many households the capital set reaches."""
        for place, count in reachable.items():
            words = _("เงินทุนที่ตั้งไว้ช่วยครัวเรือนที่ค้างกลุ่มนี้ได้มากที่สุด %(count)s") % {"count": count}
            self.add_error(floor_name(place), words)


def as_sent(settings: CapitalSettings) -> dict[str, Any]:
    """The settings as the form would have sent them."""
    sent: dict[str, Any] = {
        "objective": settings.objective,
        "within": settings.within_months,
        "targets_first": settings.targets_first,
    }
    for fund, row in enumerate(settings.capital_satang):
        for period, satang in enumerate(row):
            sent[capital_name(fund, period)] = _baht(satang)
    for place, floor in enumerate(settings.floors):
        sent[floor_name(place)] = floor
    return sent


def _baht(satang: int) -> str:
    return f"{satang // 100}" if satang % 100 == 0 else f"{satang // 100}.{satang % 100:02d}"
