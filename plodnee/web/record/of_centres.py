"""Member groups, versions of their rules and outside creditors as subjects of a record."""

from dataclasses import fields
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.registers.entries.creditors import (
    CreditorSaid,
    FundRuleSaid,
    GroupSaid,
    add_fund_rule,
    creditor_states,
    describe_creditor,
    describe_group,
    enter_creditor,
    enter_group,
    group_state,
)
from plodnee.registers.entries.entering import Entry
from plodnee.registers.models import FundRule, MemberGroup, MemberGroupState, OutsideCreditor
from plodnee.web.record.centre_forms import CreditorForm, FundRuleForm, GroupForm
from plodnee.web.record.fields import percent_of_year
from plodnee.web.record.subject import Subject

GROUP = tuple(field.name for field in fields(GroupSaid))
RULE = tuple(field.name for field in fields(FundRuleSaid))


class GroupSubject(Subject):
    """A member group."""

    form_class = GroupForm

    @property
    def title(self) -> Any:
        """Whether a group is added or put right."""
        return gettext("เพิ่มกลุ่มสมาชิก") if self.here.is_new else gettext("แก้ข้อมูลกลุ่มสมาชิก")

    @cached_property
    def group(self) -> MemberGroup:
        """The group that the address names; 404 if the centre has none such."""
        found = MemberGroup.objects.filter(centre=self.here.centre, pk=self.here.number()).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def state(self) -> MemberGroupState:
        """The group as the register describes it."""
        found = group_state(self.group, self.here.day)
        if found is None:
            raise Http404
        return found

    def initial(self) -> dict[str, Any]:
        """The group as it is."""
        if self.here.is_new:
            return {}
        kept = {name: getattr(self.state, name) for name in GROUP}
        rate = kept["min_rate_bp"]
        kept["min_rate_bp"] = None if rate is None else percent_of_year(rate)
        return kept

    def shape(self, form: Any) -> None:
        """The code of a group that is there stays."""
        del form.fields["standing" if self.here.is_new else "code"]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The group, entered or described anew."""
        facts = GroupSaid(**{name: said[name] for name in GROUP if name in said})
        if self.here.is_new:
            return enter_group(entry=entry, code=said["code"], said=facts)
        return describe_group(entry=entry, group=self.group, said=facts)


class RuleSubject(GroupSubject):
    """A new version of a group's rules; it begins with what the last version says."""

    title = _("ระเบียบกองทุนฉบับใหม่")
    note = _(
        "ฉบับเดิมยังอยู่และใช้กับวันของตน ช่องที่ระเบียบไม่ได้กล่าวถึง ให้เว้นว่าง "
        "ฉบับที่บันทึกผิด ให้บันทึกใหม่ด้วยวันเริ่มใช้เดิม ฉบับที่บันทึกภายหลังใช้แทน"
    )
    form_class = FundRuleForm  # type: ignore[assignment]
    in_time = False

    def initial(self) -> dict[str, Any]:
        """The last version's rules, for what stays the same."""
        assert self.state is not None
        last = FundRule.objects.filter(group=self.group).order_by("effective_from", "pk").last()
        if last is None:
            return {}
        left_out = {"effective_from", "effective_until", "source", "verified"}
        kept = {name: getattr(last, name) for name in RULE if name not in left_out}
        for name in ("rate_bp", "min_rate_bp"):
            kept[name] = None if kept[name] is None else percent_of_year(kept[name])
        return kept

    def shape(self, form: Any) -> None:
        """Nothing is left out."""

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The version, added."""
        facts = FundRuleSaid(**{name: said[name] for name in RULE})
        return add_fund_rule(entry=entry, group=self.group, said=facts)


class CreditorSubject(Subject):
    """A creditor outside the centre."""

    form_class = CreditorForm
    note = _("แก้ชื่อแล้ว สมุดงานที่ยังใช้ชื่อเดิมก็จะเข้าที่เจ้าหนี้รายเดียวกัน")

    @property
    def title(self) -> Any:
        """Whether a creditor is added or put right."""
        return gettext("เพิ่มเจ้าหนี้นอกศูนย์ฯ") if self.here.is_new else gettext("แก้ข้อมูลเจ้าหนี้")

    @cached_property
    def creditor(self) -> OutsideCreditor:
        """The creditor that the address names; 404 if the centre has none such."""
        own = OutsideCreditor.objects.filter(centre=self.here.centre, pk=self.here.number())
        found = own.first()
        if found is None:
            raise Http404
        return found

    def initial(self) -> dict[str, Any]:
        """The creditor as it is."""
        if self.here.is_new:
            return {}
        state = creditor_states(self.here.centre, self.here.day).get(self.creditor.pk)
        if state is None:
            return {"name": self.creditor.name, "sort": "other"}
        return {"name": state.name, "sort": state.sort, "standing": state.standing}

    def shape(self, form: Any) -> None:
        """The kind of a creditor that is there stays."""
        del form.fields["standing" if self.here.is_new else "kind"]

    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """The creditor, entered or described anew."""
        kind = said.pop("kind", "")
        if self.here.is_new:
            return enter_creditor(entry=entry, kind=kind, said=CreditorSaid(**said))
        return describe_creditor(entry=entry, creditor=self.creditor, said=CreditorSaid(**said))
