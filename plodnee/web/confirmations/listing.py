"""The list of a centre's debts by how far each balance is confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.registers.confirmation.standing import STANDINGS, DebtConfirmation
from plodnee.web.confirmations.wording import STANDING_NAMES

ANY = ("", _("ทั้งหมด"))


class ListForm(forms.Form):
    """Which debts; whatever is not among the choices counts as not asked."""

    standing = forms.ChoiceField(label=_("สถานะ"), required=False)
    creditor = forms.ChoiceField(label=_("เจ้าหนี้"), required=False)

    def __init__(self, data: Any, *, creditors: list[tuple[str, str]]) -> None:
        super().__init__(data)
        names = [(standing, STANDING_NAMES[standing]) for standing in STANDINGS]
        self.fields["standing"].choices = [ANY, *names]  # type: ignore[attr-defined]
        self.fields["creditor"].choices = [ANY, *creditors]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and can be answered."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


def creditor_key(one: DebtConfirmation) -> str:
    """A creditor by key: a lender's name never stands in an address."""
    debt = one.stated.debt
    return f"g{debt.group_id}" if debt.group_id else f"o{debt.outside_creditor_id}"


def creditor_choices(rows: list[DebtConfirmation]) -> list[tuple[str, str]]:
    """The creditors of these debts by key and name, groups first."""
    names = {creditor_key(one): one.stated.creditor for one in rows}
    return sorted(names.items(), key=lambda pair: (pair[0][0], pair[1]))


def narrowed(rows: list[DebtConfirmation], asked: dict[str, str]) -> list[DebtConfirmation]:
    """The debts that fit what was asked; closed ones are not asked about."""
    standing, creditor = asked.get("standing"), asked.get("creditor")
    return [
        one
        for one in rows
        if one.stated.owed_satang
        and (not standing or one.standing == standing)
        and (not creditor or creditor_key(one) == creditor)
    ]
