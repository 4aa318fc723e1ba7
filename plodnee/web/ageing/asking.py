"""What is asked of the ageing page: the day, and which debts behind which sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from plodnee.casework.plan.ageing import AgedDebt, Ageing
from plodnee.casework.rules.selectors import ageing_of
from plodnee.engine.classification import CLASS_NAMES
from plodnee.organization.models import Centre
from plodnee.registers.errors import NoRegister
from plodnee.registers.selectors import days_of_data
from plodnee.web.access import today
from plodnee.web.fields import DayField
from plodnee.web.left_out import tell_unknown
from plodnee.web.thai_fields import written_day


class AgeingForm(forms.Form):
    """The day up to which days overdue are counted."""

    as_of = DayField(label=gettext_lazy("นับวันค้างชำระถึงวันที่"))


@dataclass(frozen=True, slots=True)
class Asked:
    """The ageing that was asked for (None: no register of that day), and what narrows its debts."""

    form: AgeingForm
    ageing: Ageing | None
    fund: str = ""
    letter: str = ""

    @property
    def rows(self) -> Sequence[AgedDebt]:
        """The debts behind the sum that was chosen; all of them where none was."""
        return [
            one
            for one in (self.ageing.debts if self.ageing else ())
            if self.fund in ("", one.fund) and self.letter in ("", one.classified.debtor_class)
        ]

    @property
    def day(self) -> str:
        """The day for an address."""
        return urlencode({"as_of": self.ageing.as_of.isoformat()}) if self.ageing else ""

    @property
    def query(self) -> str:
        """Everything that was asked for, for an address."""
        said = {"fund": self.fund, "class": self.letter}
        return "&".join([self.day, urlencode({key: said[key] for key in said if said[key]})]).strip(
            "&"
        )


def asked_for(request: HttpRequest, centre: Centre) -> Asked:
    """What the address asks; without a day the last one of which the register says anything."""
    latest = days_of_data([centre], today()).get(centre.code)
    usual = written_day(latest) if latest else ""
    form = AgeingForm({"as_of": request.GET.get("as_of", usual)})
    if not form.is_valid():
        return Asked(form, None)
    found = _ageing(centre, form.cleaned_data["as_of"])
    funds = {line.code for line in found.funds} if found else set()
    fund, letter = request.GET.get("fund", ""), request.GET.get("class", "")
    tell_unknown(request, "fund", gettext("เจ้าหนี้"), funds)
    tell_unknown(request, "class", gettext("ประเภทลูกหนี้"), CLASS_NAMES)
    return Asked(
        form,
        found,
        fund if fund in funds else "",
        letter if letter in CLASS_NAMES else "",
    )


def _ageing(centre: Centre, day: date) -> Ageing | None:
    try:
        return ageing_of(centre, day)
    except NoRegister:
        return None
