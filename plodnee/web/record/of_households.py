"""Households, their persons, cash, land and savings as subjects of a record."""

from collections import Counter
from dataclasses import fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.engine.national_id import mask
from plodnee.registers import stated
from plodnee.registers.entries import present
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.households import (
    CashSaid,
    HouseholdSaid,
    LandSaid,
    SavingSaid,
    describe_household,
    enter_household,
    state_cash,
    state_land,
    state_savings,
)
from plodnee.registers.entries.people import PersonSaid, describe_person
from plodnee.registers.entries.present import Member
from plodnee.registers.models import HouseholdState, MemberGroup, Standing
from plodnee.web.record import words
from plodnee.web.record.fields import without_ids
from plodnee.web.record.forms import BE_OFFSET, HouseholdForm, NewHouseholdForm, PersonForm
from plodnee.web.record.row_forms import CashRow, LandRow, SavingRow
from plodnee.web.record.subject import Here, ListSubject, Subject

FACTS = tuple(field.name for field in fields(HouseholdSaid))


def group_choices(here: Here, *, standing: bool = False) -> words.Choices:
    """The member groups of the centre by their names.

    Args:   standing -- without those that left the register or should never have been in it.
    """
    groups = MemberGroup.objects.filter(centre=here.centre)
    said = [
        (group, group.states.order_by("batch__as_of", "batch__sequence").last()) for group in groups
    ]
    named = [(group, state, state.name if state else group.code) for group, state in said]
    borne = Counter(name for _group, _state, name in named)
    return [
        (str(group.pk), without_ids(f"{name} ({group.code})" if borne[name] > 1 else name))
        for group, state, name in named
        if not (standing and state and state.standing != Standing.PRESENT)
    ]


class NewHousehold(Subject):
    """A household that the register lacks."""

    title = _("เพิ่มครัวเรือน")
    form_class = NewHouseholdForm

    def shape(self, form: Any) -> None:
        """Nothing was said of it yet that could be written over."""
        del form.fields["seen"]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The household, entered; the page of it is where one goes on."""
        head = PersonSaid(
            name=said["name"],
            role="head",
            occupation=said["main_occupation"],
            national_id=said["national_id"],
            without_id=said["without_id"],
        )
        facts = HouseholdSaid(**{name: said[name] for name in FACTS if name in said})
        return enter_household(entry=entry, code=said["code"], said=facts, head=head)


class HouseholdSubject(Subject):
    """The household itself."""

    title = _("แก้ข้อมูลครัวเรือน")
    form_class = HouseholdForm

    @cached_property
    def state(self) -> HouseholdState:
        """The household as the register describes it; 404 where it does not."""
        self.here.only_list()
        found = present.household_state(self.here.home, self.here.day)
        if found is None:
            raise Http404
        return found

    @cached_property
    def members(self) -> list[Member]:
        """Who may be its head."""
        return present.members(self.here.home, self.here.day)

    def initial(self) -> dict[str, Any]:
        """The household as it is."""
        facts = stated.household_facts(self.state)
        kept = {name: getattr(facts, name) for name in FACTS if name != "standing"}
        kept["house_number"] = ""  # opened with a reason on its own page, never here
        return {**kept, "head": str(self.state.head_id), "standing": self.state.standing}

    def shape(self, form: Any) -> None:
        """The members to choose a head from; a house number that is known is not said."""
        if stated.house_number(self.state):
            form.fields["house_number"].help_text = gettext(
                "เว้นว่างเพื่อคงบ้านเลขที่เดิมไว้ พิมพ์ใหม่เฉพาะเมื่อเปลี่ยน"
            )
        form.fields["head"].choices = [
            (str(member.name.pk), without_ids(str(stated.name_facts(member.name))))
            for member in self.members
        ]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The household, described anew."""
        head = next(one.name for one in self.members if str(one.name.pk) == said["head"])
        facts = HouseholdSaid(**{name: said[name] for name in FACTS})
        if not facts.house_number:
            facts = replace(facts, house_number=stated.house_number(self.state))
        return describe_household(entry=entry, household=self.here.home, said=facts, head=head)


class PersonSubject(Subject):
    """A person of the household."""

    form_class = PersonForm

    @property
    def title(self) -> Any:
        """Whether somebody is added or put right."""
        return gettext("เพิ่มบุคคล") if self.here.is_new else gettext("แก้ข้อมูลบุคคล")

    @cached_property
    def member(self) -> Member | None:
        """Whom the address names; None for somebody new; 404 for nobody of the household."""
        if self.here.is_new:
            return None
        key = self.here.uuid()
        for member in present.members(self.here.home, self.here.day):
            if member.person.pk == key:
                return member
        raise Http404

    def initial(self) -> dict[str, Any]:
        """The person as described; the id is never sent to the page."""
        member = self.member
        if member is None:
            return {"role": "other"}
        state = member.state
        known: dict[str, Any] = {
            "name": stated.name_facts(member.name),
            "role": present.role_of(member) or "other",
        }
        if state is not None:
            known |= {
                "birth_year": state.birth_year and state.birth_year + BE_OFFSET,
                "occupation": state.occupation,
                "without_id": "" if member.has_id else state.without_id,
                "standing": state.standing,
            }
        return known

    def shape(self, form: Any) -> None:
        """The roles left to choose, and what the id is, masked, beside the field for another one.

        Who the head is, is said of the household.
        """
        heads = self.member is not None and self.member.is_head
        form.fields["role"].choices = [
            choice for choice in words.ROLES if (choice[0] == "head") == heads
        ]
        if self.member is None:
            del form.fields["standing"]
        elif self.member.has_id:
            shown = mask(stated.national_id(self.member.name))
            form.fields["national_id"].help_text = gettext(
                "เว้นว่างเพื่อคงเลข %(id)s ไว้ พิมพ์ใหม่เฉพาะเมื่อเลขเดิมผิด"
            ) % {"id": shown}

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The person, entered or described anew."""
        member = self.member
        return describe_person(
            entry=entry,
            household=self.here.home,
            said=PersonSaid(**said),
            person=member.person if member else None,
        )


class CashSubject(ListSubject):
    """The household's income and expense."""

    title = _("รายรับรายจ่าย")
    note = _("จำนวนเงินที่เข้าหรือออกในแต่ละเดือนที่ระบุ ทุกปี พิมพ์เดือนเป็น ม.ค., มี.ค.-พ.ค. หรือ ทุกเดือน")
    row_form = CashRow

    def rows_now(self) -> list[dict[str, Any]]:
        """The items as they are."""
        self.here.only_list()
        return [
            {
                "kind": item.kind,
                "source": item.source,
                "item": item.item,
                "amount_satang": item.amount_satang,
                "months": stated.months(item.months),
            }
            for item in present.cash(self.here.home, self.here.day)
        ]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The items, stated whole."""
        items = [CashSaid(**_without_mark(row)) for row in rows]
        return state_cash(entry=entry, household=self.here.home, items=items)


class LandSubject(ListSubject):
    """The household's land."""

    title = _("ที่ดิน")
    note = _("แปลงที่เป็นเจ้าของและที่ได้รับจัดสรร รวมเป็นที่ดินถือครองในทะเบียน")
    row_form = LandRow

    def rows_now(self) -> list[dict[str, Any]]:
        """The pieces as they are."""
        self.here.only_list()
        return [
            {
                "tenure": piece.tenure,
                "area_rai": Decimal(piece.area_rai),
                "document": piece.document,
                "use": piece.use,
            }
            for piece in present.land(self.here.home, self.here.day)
        ]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The pieces, stated whole."""
        pieces = [LandSaid(**_without_mark(row)) for row in rows]
        return state_land(entry=entry, household=self.here.home, pieces=pieces)


class SavingsSubject(ListSubject):
    """The household's savings."""

    title = _("เงินออม")
    note = _("ยอดที่ถอนได้ทันที รวมเป็นเงินสดและเงินฝากในทะเบียน ซึ่งแผนชำระหนี้ใช้เป็นเงินตั้งต้น")
    row_form = SavingRow

    def row_options(self) -> dict[str, Any]:
        """The groups in which one may save."""
        return {"groups": group_choices(self.here)}

    def rows_now(self) -> list[dict[str, Any]]:
        """The savings as they are."""
        self.here.only_list()
        return [
            {
                "kind": saving.kind,
                "group": str(saving.group_id or ""),
                "holder": saving.holder,
                "balance_satang": saving.balance_satang,
                "withdrawable": saving.withdrawable,
            }
            for saving in present.savings(self.here.home, self.here.day)
        ]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The savings, stated whole."""
        groups = {str(g.pk): g for g in MemberGroup.objects.filter(centre=self.here.centre)}
        sums = [
            SavingSaid(**{**_without_mark(row), "group": groups.get(row["group"])}) for row in rows
        ]
        return state_savings(entry=entry, household=self.here.home, sums=sums)


def _without_mark(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the box that takes it away."""
    return {name: value for name, value in row.items() if name != "DELETE"}
