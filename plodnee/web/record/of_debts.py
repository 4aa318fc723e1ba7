"""Debts, their balances, guarantors and collateral as subjects of a record."""

from dataclasses import fields
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.engine.money import format_baht
from plodnee.registers import stated
from plodnee.registers.entries import present
from plodnee.registers.entries.creditors import creditor_states
from plodnee.registers.entries.debts import (
    Balance,
    CollateralSaid,
    DebtTerms,
    GuarantorSaid,
    describe_debt,
    enter_debt,
    state_balance,
    state_collateral,
    state_consent,
    state_guarantors,
)
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.present import Member
from plodnee.registers.lender_consent import ConsentLetter, letter_in
from plodnee.registers.models import (
    Debt,
    DebtState,
    Guarantor,
    Household,
    MemberGroup,
    OutsideCreditor,
)
from plodnee.web.record import words
from plodnee.web.record.fields import percent_as_typed, without_ids
from plodnee.web.record.forms import BalanceForm, ConsentForm, DebtForm
from plodnee.web.record.of_households import group_choices
from plodnee.web.record.row_forms import CollateralRow, GuarantorRow
from plodnee.web.record.subject import Here, ListSubject, Subject
from plodnee.web.templatetags.wording import creditor_kind

TERMS = tuple(field.name for field in fields(DebtTerms))
MOST_DIGITS = 19
BALANCE = tuple(field.name for field in fields(Balance))


def creditor_choices(here: Here) -> words.Choices:
    """Every creditor of the centre: its groups, then those outside it; who left is none."""
    names = creditor_states(here.centre, here.day)
    outside = OutsideCreditor.objects.filter(centre=here.centre).order_by("kind", "name")
    return [
        *((f"group-{key}", name) for key, name in group_choices(here, standing=True)),
        *(
            (f"outside-{one.pk}", f"{without_ids(_called(one, names))} ({creditor_kind(one.kind)})")
            for one in outside
            if one.pk not in names or names[one.pk].standing == "present"
        ),
    ]


def _called(creditor: OutsideCreditor, states: Any) -> str:
    state = states.get(creditor.pk)
    return state.name if state else creditor.name


class OfDebt(Subject):
    """Something of one debt of the household."""

    @cached_property
    def state(self) -> DebtState:
        """The debt as the register reports it; 404 where it does not."""
        found = present.debt_state(self.here.debt(), self.here.day)
        if found is None:
            raise Http404
        return found


class DebtSubject(OfDebt):
    """A debt with its terms."""

    form_class = DebtForm

    @property
    def title(self) -> Any:
        """Whether a debt is added or put right."""
        return gettext("เพิ่มหนี้") if self.here.is_new else gettext("แก้รายการหนี้")

    @cached_property
    def members(self) -> list[Member]:
        """Who may owe it."""
        return present.members(self.here.home, self.here.day)

    def initial(self) -> dict[str, Any]:
        """The debt as it is."""
        if self.here.is_new:
            return {}
        state = self.state
        kept = {name: getattr(state, name) for name in TERMS}
        return {
            **kept,
            "months": stated.months(state.months) or None,
            "rate": percent_as_typed(state.rate_bp, state.rate_unit),
            "borrower": str(state.borrower_id),
        }

    def shape(self, form: Any) -> None:
        """Whom to choose from; the creditor of a debt that is there stays."""
        form.fields["borrower"].choices = [
            (str(one.name.pk), without_ids(str(stated.name_facts(one.name))))
            for one in self.members
        ]
        if self.here.is_new:
            form.fields["creditor"].choices = [words.TO_CHOOSE, *creditor_choices(self.here)]
            del form.fields["standing"]
            same = self._same(form) if form.is_bound else None
            if same is not None:
                self.also_shown.add(same.debt.household_id)
                form.fields["another"].error_messages["required"] = _there_already(same)
                return
        else:
            del form.fields["creditor"]
        del form.fields["another"]

    def _same(self, form: Any) -> DebtState | None:
        """A debt of the register that the one sent may be: same creditor, and contract number.

        Without a number it is one of this household without a number and of the same sum.
        """
        number, sum_ = (_read(form, name) for name in ("contract_number", "principal_satang"))
        side, _dash, key = str(form.data.get("creditor", "")).partition("-")
        column = {"group": "group_id", "outside": "outside_creditor_id"}.get(side)
        if column is None or not (key.isascii() and key.isdigit() and len(key) < MOST_DIGITS):
            return None
        owed = Debt.objects.filter(household__centre=self.here.centre, **{column: int(key)})
        if number:
            owed = owed.filter(states__contract_number=number)
        else:
            owed = owed.filter(household=self.here.home, states__principal_satang=sum_)
        keys = set(owed.values_list("pk", flat=True)) if number or sum_ else set()
        found = present.states_of_debts(self.here.centre, keys, self.here.today) if keys else {}
        here = (state for state in found.values() if state.contract_number == (number or ""))
        same = [one for one in here if number or one.principal_satang == sum_]
        return max(same, key=stated.owed_satang, default=None)  # what is closed is told last

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The debt, entered or described anew."""
        said["months"] = said["months"] or ()
        terms = DebtTerms(**{name: said[name] for name in TERMS if name in said})
        borrower = next(one.name for one in self.members if str(one.name.pk) == said["borrower"])
        if not self.here.is_new:
            return describe_debt(entry=entry, debt=self.state.debt, borrower=borrower, terms=terms)
        side, _dash, key = said["creditor"].partition("-")
        kind = MemberGroup if side == "group" else OutsideCreditor
        creditor = kind.objects.get(pk=key, centre=self.here.centre)
        return enter_debt(
            entry=entry,
            household=self.here.home,
            creditor=creditor,
            borrower=borrower,
            terms=terms,
        )


def _read(form: Any, name: str) -> Any:
    """What was typed into a field, as it is read; None where it cannot be."""
    try:
        return form.fields[name].clean(form.data.get(name, ""))
    except ValidationError:
        return None


def _there_already(state: DebtState) -> str:
    told = gettext(
        "ทะเบียนมีหนี้นี้อยู่แล้ว: ครัวเรือน %(code)s ยอด %(owed)s บาท ถ้าเป็นหนี้อีกก้อนจริง ทำเครื่องหมายที่ช่องนี้"
        "แล้วกดบันทึก ถ้าเป็นก้อนเดิม ให้แก้ที่รายการนั้นแทน"
    )
    code = without_ids(state.debt.household.code)
    return told % {"code": code, "owed": format_baht(stated.owed_satang(state))}


class BalanceSubject(OfDebt):
    """What is owed of a debt on a day."""

    title = _("บันทึกยอดหนี้")
    form_class = BalanceForm
    is_whole = True

    def shape(self, form: Any) -> None:
        """A balance is not overdue from before it was lent."""
        form.lent_on = self.state.borrowed_on

    def is_news(self) -> bool:
        """The same balance is news where nothing was said of that very day."""
        return self.state.batch.as_of != self.here.day

    def initial(self) -> dict[str, Any]:
        """The balance as it is."""
        return {name: getattr(self.state, name) for name in BALANCE}

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The balance of the day."""
        return state_balance(entry=entry, debt=self.state.debt, balance=Balance(**said))


class ConsentSubject(OfDebt):
    """A formal lender's written consent to be paid off early."""

    title = _("หนังสือยินยอมของเจ้าหนี้")
    note = _(
        "หนี้ของเจ้าหนี้ในระบบนอกศูนย์ฯ รวมเป็นสัญญาเดียวได้เมื่อเจ้าหนี้ยินยอมเป็นหนังสือให้ชำระก่อนกำหนด "
        "บันทึกเลขที่และวันที่ของหนังสือที่นี่ แล้วแนบภาพหนังสือไว้ที่หลักฐานของหนี้ก้อนนี้"
    )
    form_class = ConsentForm

    @cached_property
    def state(self) -> DebtState:
        """The debt as the register reports it; 404 where its lender is not a formal one."""
        found = super().state
        if stated.creditor_key(found)[0] != "formal":
            raise Http404
        return found

    def initial(self) -> dict[str, Any]:
        """The letter that the register names."""
        letter = letter_in(self.state.note)
        if letter is None:
            return {"consent": "given"}
        return {"consent": "given", "number": letter.number, "signed_on": letter.signed_on}

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The consent of the letter, or that it was taken back."""
        given = said["consent"] == "given"
        letter = ConsentLetter(said["number"], said["signed_on"]) if given else None
        return state_consent(entry=entry, debt=self.state.debt, letter=letter)


class GuarantorsSubject(ListSubject, OfDebt):
    """Who answers for a debt."""

    title = _("ผู้ค้ำประกัน")
    row_form = GuarantorRow

    @cached_property
    def standing(self) -> list[Guarantor]:
        """Who answers for it now."""
        return present.guarantors(self.state.debt, self.here.day)

    @property
    def note(self) -> Any:
        """What the workbook said, while nobody has been entered."""
        written = "" if self.standing else self.state.guarantors
        return (
            gettext("ในทะเบียนเขียนไว้ว่า: %(names)s") % {"names": without_ids(written)}
            if written
            else ""
        )

    def rows_now(self) -> list[dict[str, Any]]:
        """The guarantors as they are; ids are never sent to the page."""
        return [
            {
                "known": one.name_id,
                "name": stated.name_facts(one.name),
                "household": one.household.code if one.household else "",
                "limit_satang": one.limit_satang,
                "signed_on": one.signed_on,
            }
            for one in self.standing
        ]

    def check_rows(self, rows: Any) -> None:
        """A household that is named is one of the centre."""
        codes = set(
            Household.objects.filter(centre=self.here.centre).values_list("code", flat=True)
        )
        for row in rows.forms:
            code = row.cleaned_data.get("household") if row.cleaned_data else ""
            if code and code not in codes:
                row.add_error("household", gettext("ไม่มีครัวเรือนรหัสนี้ในศูนย์ฯ"))

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The guarantors, stated whole."""
        homes = {home.code: home for home in Household.objects.filter(centre=self.here.centre)}
        known = {one.name_id: one.name for one in self.standing}
        found = [
            GuarantorSaid(
                name=row["name"],
                known=None if row["national_id"] else known.get(row["known"]),
                national_id=row["national_id"],
                household=homes.get(row["household"]),
                limit_satang=row["limit_satang"],
                signed_on=row["signed_on"],
            )
            for row in rows
        ]
        return state_guarantors(entry=entry, debt=self.state.debt, said=found)


class CollateralSubject(ListSubject, OfDebt):
    """What secures a debt."""

    title = _("หลักประกัน")
    row_form = CollateralRow

    def rows_now(self) -> list[dict[str, Any]]:
        """What secures it now."""
        return [
            {
                "kind": one.kind,
                "description": one.description,
                "document": one.document,
                "value_satang": one.value_satang,
            }
            for one in present.collateral(self.state.debt, self.here.day)
        ]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """What secures it, stated whole."""
        found = [
            CollateralSaid(**{name: value for name, value in row.items() if name != "DELETE"})
            for row in rows
        ]
        return state_collateral(entry=entry, debt=self.state.debt, said=found)
