"""Scenes of plans, books, committees, meetings, rules, cases and following up."""

import re
from typing import Any

from scenes_of_registers import NEW_CENTRE, at, new_at, new_centre
from stage import COMMITTEE, DISTRICT, LATE_DAY, Sent, Stage, client_of, new_key, scene

DAY = "2019-03-16"
NAMES = ("ก", "ข", "ค", "ง", "จ", "ฉ", "ช", "ซ", "ฌ", "ญ", "ด", "ต", "ถ", "ท", "ธ", "น")


def operator() -> Any:
    """Whoever made what others go on with."""
    from plodnee.organization.access import OPERATOR

    return OPERATOR


def at_desk(stage: Stage, name: str, *keys: Any) -> str:
    """An address at the centre of the household whose case is agreed."""
    from django.urls import reverse

    return reverse(name, args=[stage.desk.centre.code, *keys])


def offered(path: str, action: str, name: str = f"{DISTRICT}0") -> dict[str, Any]:
    """What the form of a page that goes to an action offers; of radio buttons the first."""
    from offered_forms import forms_of

    page = client_of(name).get(path).content.decode()
    (form, *_) = [one for one in forms_of(page, path) if one.action == action]
    several = ("joining", "patterns")
    return {
        name: values if name in several else values[0]
        for name, values in form.fields.items()
        if values and name not in ("csrfmiddlewaretoken", "reset")
    }


@scene("job_cancel")
def job_cancel(stage: Stage) -> Sent:
    return stage.same(at(stage, "job_cancel", stage.here.job))


@scene("plan")
def plan(stage: Stage) -> Sent:
    return stage.same(at(stage, "plan"))


@scene("following_replan")
def following_replan(stage: Stage) -> Sent:
    from case_desk import a_hand

    from plodnee.casework.jobs.services import cancel_job
    from plodnee.casework.models import Job

    for job in Job.objects.filter(centre=stage.here.code, kind="plan", state="waiting"):
        cancel_job(job=job, actor=operator(), on=a_hand(None).on, at=a_hand(None).at)
    return stage.same(at(stage, "following_replan"))


@scene("pack_cancel")
def pack_cancel(stage: Stage) -> Sent:
    return stage.same(at(stage, "pack_cancel", stage.here.pack_job))


@scene("pack_make")
def pack_make(stage: Stage) -> Sent:
    return stage.same(at(stage, "pack_make"))


def _capital(baht: int, version: int) -> dict[str, Any]:
    sent = {"objective": "debt_free_households", "within": "60", "targets_first": "on"}
    sent |= {f"capital-0-{year}": str(baht if year == 0 else 0) for year in range(3)}
    return sent | {"floor-0": "0", "version": version}


def _allocations(stage: Stage) -> int:
    from plodnee.casework.capital.selectors import allocations_version
    from plodnee.organization.models import Centre

    return allocations_version(Centre.objects.get(pk=stage.here.code))


@scene("allocation_try")
def allocation_try(stage: Stage) -> Sent:
    return stage.same(at(stage, "allocation_try"), **_capital(15_000, 1))


@scene("allocation_keep")
def allocation_keep(stage: Stage) -> Sent:
    version = _allocations(stage)
    path = at(stage, "allocation_keep")
    return stage.each(path, lambda number: _capital(15_000 + 100 * number, version))


@scene("allocation_withdraw")
def allocation_withdraw(stage: Stage) -> Sent:
    path = at(stage, "allocation_withdraw", stage.here.allocation)
    return stage.same(path, version=_allocations(stage))


@scene("workspace_try")
def workspace_try(stage: Stage) -> Sent:
    home = stage.here.households[3]
    path = at(stage, "workspace_try", home)
    return stage.same(path, **offered(at(stage, "workspace", home), path))


@scene("workspace_pin")
def workspace_pin(stage: Stage) -> Sent:
    for home in stage.here.households:
        trying = at(stage, "workspace_try", home)
        settings = offered(at(stage, "workspace", home), trying)
        tried = client_of(f"{DISTRICT}0").post(trying, settings, HTTP_HX_REQUEST="true")
        line = re.search(r'name="line" value="(\w+)"', tried.content.decode())
        if line:
            break
    assert line, tried.content.decode()[:600]
    stage.kept["pinned"] = home
    return stage.same(at(stage, "workspace_pin", home), **settings | {"line": line[1]})


@scene("workspace_unpin")
def workspace_unpin(stage: Stage) -> Sent:
    from plodnee.casework.models import MenuPin

    home = stage.kept["pinned"]
    pin = MenuPin.objects.filter(household=home).latest("sequence")
    return stage.same(at(stage, "workspace_unpin", home), pin=pin.pk, version=pin.sequence)


@scene("books_open")
def books_open(stage: Stage) -> Sent:
    return stage.same(new_at("books_open"), opened_on="2019-03-01", cash="5,000", bank="0")


@scene("enter_entry")
def enter_entry(stage: Stage) -> Sent:
    stage.kept["entry"] = new_key()
    said = {"amount": "1", "business_date": DAY, "purpose": "travel", "place": "cash"}
    return stage.same(new_at("enter_entry", "expense", stage.kept["entry"]), **said)


@scene("enter_entry:each its own")
def enter_entries(stage: Stage) -> Sent:
    said = {"business_date": DAY, "purpose": "travel", "place": "cash"}
    path = new_at("enter_entry", "expense", new_key())
    return stage.each(path, lambda number: said | {"amount": str(number + 1)})


@scene("entry_reverse")
def entry_reverse(stage: Stage) -> Sent:
    from case_desk import a_hand

    from plodnee.ledger.bookkeeping import enter
    from plodnee.ledger.plain_entries import Deed, PlainEntry

    key, day = new_key(), a_hand(None).on
    entry = PlainEntry(id=key, deed=Deed.CASH_TO_BANK, amount_satang=100, business_date=day)
    enter(entry, centre=new_centre(), actor=operator(), today=day)
    said = {"business_date": DAY, "reason": "พิมพ์ผิด", "sure": "on"}
    return stage.same(new_at("entry_reverse", key), **said)


@scene("books_close")
def books_close(stage: Stage) -> Sent:
    said = {"through": "2019-03-15", "cash": "5,000", "bank": "0", "sure": "on"}
    return stage.same(new_at("books_close"), **said)


@scene("member_new")
def member_new(stage: Stage) -> Sent:
    said = {"post": "member", "sits_as": "leader", "sits_as_words": "กำนัน"}
    path = at(stage, "member_new")
    return stage.each(path, lambda number: said | {"name": f"นาย{NAMES[number]} ใจงาม"})


@scene("member_new:of one name")
def member_of_one_name(stage: Stage) -> Sent:
    said = {"name": "นายซ้ำ ใจงาม", "post": "member", "sits_as": "leader", "sits_as_words": "กำนัน"}
    return stage.same(at(stage, "member_new"), **said)


@scene("member_off")
def member_off(stage: Stage) -> Sent:
    from committee_village import listed

    from plodnee.organization.models import Centre

    made = listed(Centre.objects.get(pk=stage.here.code), operator(), "นายลาออก ใจดี")
    return stage.same(at(stage, "member_off", made.pk), reason="พิมพ์ผิด")


@scene("order_discard")
def order_discard(stage: Stage) -> Sent:
    return stage.same(at(stage, "order_discard", stage.here.order), reason="ร่างผิด")


@scene("order_new")
def order_new(stage: Stage) -> Sent:
    from committee_village import a_list

    from plodnee.registers.committees.selectors import orders_version

    a_list(new_centre(), operator())
    known = {
        "version": orders_version(new_centre()), "valid_from": DAY,
        "valid_until": "2021-03-15", "signer_position": "นายอำเภอเมือง", "grounds": "ตามมติที่ประชุม",
    }  # fmt: skip
    path = new_at("order_new")
    return stage.each(path, lambda number: known | {"signer_name": f"นาย{NAMES[number]} อำเภอ"})


@scene("order_sign")
def order_sign(stage: Stage) -> Sent:
    from plodnee.registers.models import AppointmentOrder

    path = new_at("order_sign", AppointmentOrder.objects.get(centre=NEW_CENTRE).pk)
    return stage.each(path, lambda n: {"number": f"12{n}/2562", "signed_on": DAY, "sure": "on"})


@scene("meeting_new")
def meeting_new(stage: Stage) -> Sent:
    known = {"held_on": DAY, "starts_at": "13.00", "place": "ศาลา", "households": ""}
    return stage.each(at(stage, "meeting_new"), lambda n: known | {"agenda": f"เรื่องแจ้ง {n}"})


def _meeting(stage: Stage) -> Any:
    from committee_village import a_meeting

    return a_meeting(stage.desk.centre, operator())


@scene("meeting_write")
def meeting_write(stage: Stage) -> Sent:
    from plodnee.casework.meetings.selectors import version_of

    meeting = stage.kept["meeting"] = _meeting(stage)
    known = {"version": version_of(meeting), "deed": "item", "kind": "general"}
    path = at_desk(stage, "meeting_write", meeting.pk)
    return stage.each(path, lambda number: known | {"title": f"เรื่องที่เพิ่ม {number}"})


@scene("meeting_close")
def meeting_close(stage: Stage) -> Sent:
    from committee_village import a_vote, resolved, roll

    from plodnee.casework.meetings.selectors import version_of

    meeting = _meeting(stage)
    roll(meeting, operator(), *stage.desk.members)
    resolved(meeting, operator(), a_vote("approved", 4, 0, 0))
    path = at_desk(stage, "meeting_close", meeting.pk)
    return stage.same(path, version=version_of(meeting), sure="on")


@scene("rules_draft")
def rules_draft(stage: Stage) -> Sent:
    return stage.same(at_desk(stage, "rules_draft"), kind="criteria")


def _criteria(stage: Stage) -> Any:
    from plodnee.casework.models import RuleVersion

    return RuleVersion.objects.get(centre=stage.desk.centre, kind="criteria")


def _seen(stage: Stage) -> int:
    from plodnee.casework.rules.selectors import version_state

    return version_state(_criteria(stage)).seen


@scene("rules_edit")
def rules_edit(stage: Stage) -> Sent:
    known = {"seen": _seen(stage), "a_to": 0, "b_from": 1, "b_to": 30, "c_from": 31}
    path = at_desk(stage, "rules_edit", _criteria(stage).pk)
    return stage.each(path, lambda n: known | {"c_to": 180 + n, "d_from": 181 + n})


@scene("rules_try")
def rules_try(stage: Stage) -> Sent:
    path = at_desk(stage, "rules_try", _criteria(stage).pk)
    return stage.same(path, seen=_seen(stage), as_of=DAY)


@scene("rules_propose")
def rules_propose(stage: Stage) -> Sent:
    meeting = stage.kept["about rules"] = _meeting(stage)
    path = at_desk(stage, "rules_propose", _criteria(stage).pk)
    return stage.same(path, seen=_seen(stage), meeting=meeting.pk)


@scene("rules_force")
def rules_force(stage: Stage) -> Sent:
    from committee_village import a_vote, closed, resolved, roll

    desk, meeting = stage.desk, stage.kept["about rules"]
    roll(meeting, desk.secretary, *desk.members)
    for position in (1, 2):
        found = resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0), position=position)
    closed(meeting, desk.chair)
    said = {"seen": _seen(stage), "resolution": found.pk, "sure": "on", "effective_from": DAY}
    sent = stage.same(at_desk(stage, "rules_force", _criteria(stage).pk), **said)
    sent.who = COMMITTEE
    return sent


@scene("rules_withdraw")
def rules_withdraw(stage: Stage) -> Sent:
    return stage.same(at(stage, "rules_withdraw", stage.here.rules), seen=1, sure="on")


@scene("case_open")
def case_open(stage: Stage) -> Sent:
    return stage.same(at(stage, "case_open", stage.here.households[3]))


@scene("case_step")
def case_step(stage: Stage) -> Sent:
    known = {"deed": "ended", "version": 1, "how": "moved"}
    path = at(stage, "case_step", stage.here.households[0])
    return stage.each(path, lambda number: known | {"reason": f"ย้ายไป {number}"})


def _following(stage: Stage, name: str) -> str:
    return at_desk(stage, name, stage.desk.household.pk)


def _name(key: str) -> dict[str, Any]:
    said = {"key": key, "name": "นางญาติ ใจดี", "relation": "spouse", "phone": "0810000000"}
    fields = {f"name-{name}": value for name, value in said.items()}
    return {"deed": "name", "about": "", "name-asked": "on", **fields}


@scene("following_write")
def following_write(stage: Stage) -> Sent:
    sent = stage.same(_following(stage, "following_write"), **_name(new_key()))
    sent.who = COMMITTEE
    return sent


@scene("following_write:contact", on=LATE_DAY)
def following_contact(stage: Stage) -> Sent:
    known = {"on": "2026-03-16", "time": "10.00", "channel": "call", "who": "", "outcome": "spoke"}

    def said(number: int) -> dict[str, Any]:
        fields = {f"contact-{name}": value for name, value in known.items()}
        mine = {"contact-key": new_key(), "contact-note": f"ผู้โทร {number}"}
        return {"deed": "contact", "about": "", **fields, **mine}

    sent = stage.each(_following(stage, "following_write"), said)
    sent.who = COMMITTEE
    return sent


@scene("following_visit")
def following_visit(stage: Stage) -> Sent:
    said = {"visit-key": new_key(), "visit-planned_on": DAY, "visit-purpose": "income"}
    return stage.same(_following(stage, "following_visit"), deed="visit", about="", **said)
