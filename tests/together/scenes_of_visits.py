"""Scenes of devices, drafts, visits, notes, years, rounds and letters."""

import base64
import re
from typing import Any

from scenes_of_centres import NAMES
from scenes_of_registers import at
from stage import (
    DEPARTMENT,
    DISTRICT,
    PROVINCE,
    Sent,
    Stage,
    client_of,
    filled,
    new_key,
    scene,
)

PROVINCE_CODE, DISTRICT_CODE = "31", "3101"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


def by(sent: Sent, who: str) -> Sent:
    """Sent by officers of another office, or all by one."""
    sent.who = who
    return sent


def in_area(name: str, area: str, *keys: Any) -> str:
    """An address at an office or an area."""
    from django.urls import reverse

    return reverse(name, args=[area, *keys])


@scene("device_new")
def device_new(stage: Stage) -> Sent:
    from django.urls import reverse

    sent = stage.same(reverse("device_new"), key=new_key(), label="มือถือ")
    return by(sent, f"{DISTRICT}0")


@scene("device_revoke")
def device_revoke(stage: Stage) -> Sent:
    from django.urls import reverse

    from plodnee.fieldwork.models import Device

    sent = stage.same(reverse("device_revoke", args=[Device.objects.get().pk]))
    return by(sent, f"{DISTRICT}0")


@scene("openrosa_submission")
def openrosa_submission(stage: Stage) -> Sent:
    from django.urls import reverse
    from field_village import a_device, a_visit_form

    from plodnee.organization.models import Officer
    from plodnee.registers.models import Household

    worker = Officer.objects.get(username=f"worker-{stage.here.code}")
    _device, secret = a_device(worker)
    home = Household.objects.get(pk=stage.here.households[3])
    sent = stage.same(reverse("openrosa_submission"))
    sent.file = ("xml_submission_file", "form.xml", a_visit_form(home).hex())
    known = base64.b64encode(f"{worker.username}:{secret}".encode()).decode()
    sent.heads = {"Authorization": f"Basic {known}", "X-OpenRosa-Version": "1.0"}
    return sent


@scene("draft_decide")
def draft_decide(stage: Stage) -> Sent:
    path = at(stage, "draft", stage.here.draft)
    page = client_of(f"{DISTRICT}0").get(path).content.decode()
    found = re.findall(r'name="(deed|step|seen)" value="(\w*)"', page)
    return stage.same(at(stage, "draft_decide", stage.here.draft), **dict(found[:3]))


@scene("draft_decide:turned down")
def draft_returned(stage: Stage) -> Sent:
    from plodnee.fieldwork.models import Draft

    other = Draft.objects.exclude(pk=stage.here.draft).get()
    path = at(stage, "draft_decide", other.pk)
    known = {"deed": "returned", "step": "0"}
    return stage.each(path, lambda number: known | {"reason": f"ถามใหม่ {number}"})


@scene("field_fill")
def field_fill(stage: Stage) -> Sent:
    path = at(stage, "field_fill", "plodnee_focus_group")
    page = client_of(f"{DISTRICT}0").get(path).content.decode()
    hidden = {name: text for name, text in HIDDEN.findall(page) if name != "csrfmiddlewaretoken"}
    said = {
        "day": "16 มี.ค. 2562", "said-0-topic": "1.6", "said-0-speaker": "household",
        "said-0-note_kind": "problem", "said-0-words": "ดอกเบี้ยสูง",
    }  # fmt: skip
    return by(stage.same(path, **hidden | said), f"{DISTRICT}0")


@scene("field_fill_home")
def field_fill_home(stage: Stage) -> Sent:
    path = at(stage, "field_fill_home", "plodnee_household_visit", stage.here.households[3])
    worker = f"worker-{stage.here.code}"
    page = client_of(worker).get(path).content.decode()
    hidden = {name: text for name, text in HIDDEN.findall(page) if name != "csrfmiddlewaretoken"}
    said = {"day": "16 มี.ค. 2562", "visit_purpose": "plan", "outcome": "not_home"}
    return by(stage.same(path, **hidden | said), worker)


@scene("assignment_end")
def assignment_end(stage: Stage) -> Sent:
    return stage.same(at(stage, "assignment_end", stage.here.assignment))


@scene("assignments")
def assignments(stage: Stage) -> Sent:
    from plodnee.organization.models import Officer

    worker = Officer.objects.get(username=f"worker-{stage.here.code}")
    return stage.same(
        at(stage, "assignments"), worker=worker.pk, households=[stage.here.households[5]]
    )


@scene("visit_write")
def visit_write(stage: Stage) -> Sent:
    said = {"key": new_key(), "sort": "note", "topic": "1.3", "speaker": "model"}
    said |= {"text": "นัดจ่ายวันขายข้าว", "tags": "เจรจา"}
    fields = {f"note-{name}": value for name, value in said.items()}
    path = at(stage, "visit_write", stage.here.visit)
    return by(stage.same(path, deed="note", **fields), f"{DISTRICT}0")


@scene("note_write")
def note_write(stage: Stage) -> Sent:
    known = {"topic": "1.3", "speaker": "model", "tags": "", "seen": 1, "reason": "ฟังผิด"}

    def said(number: int) -> dict[str, Any]:
        mine = known | {"key": new_key(), "text": f"นัดจ่ายวันขาย{NAMES[number]}"}
        return {"deed": "correct"} | {f"correct-{name}": value for name, value in mine.items()}

    return stage.each(at(stage, "note_write", stage.here.note), said)


@scene("note_write:follow")
def note_follow(stage: Stage) -> Sent:
    said = {"key": new_key(), "what": "ทำหนังสือนัด", "owner": "district_officer"}
    said |= {"due_on": "2019-04-16"}
    fields = {f"follow-{name}": value for name, value in said.items()}
    path = at(stage, "note_write", stage.here.note)
    return by(stage.same(path, deed="follow", about="", **fields), f"{DISTRICT}0")


@scene("note_file_withdraw")
def note_file_withdraw(stage: Stage) -> Sent:
    path = at(stage, "note_file_withdraw", stage.here.note_file)
    return stage.same(path, reason="ผิดวัน")


@scene("lessons")
def lessons(stage: Stage) -> Sent:
    from django.urls import reverse

    return stage.same(reverse("lessons"), q="ดอกเบี้ย")


@scene("lesson_codes")
def lesson_codes(stage: Stage) -> Sent:
    from django.urls import reverse

    known = {"add-key": new_key(), "add-office": DISTRICT_CODE, "add-kind": "problem"}
    sent = stage.same(reverse("lesson_codes"), **known, **{"add-name": "ภัยแล้ง"})
    return by(sent, f"{DISTRICT}0")


@scene("lesson_codes:renamed")
def lesson_code_renamed(stage: Stage) -> Sent:
    from django.urls import reverse

    from plodnee.lessons.models import LessonCode

    code = LessonCode.objects.filter(office_code=DISTRICT_CODE).get()
    return stage.each(
        reverse("lesson_codes"), lambda n: {"about": code.pk, "seen": 1, "name": f"ภัยแล้ง {n}"}
    )


@scene("year_keep")
def year_keep(stage: Stage) -> Sent:
    known = {"seen": 0, "source": "รายงานประจำปี", "occupation_groups": "12"}
    path = at(stage, "year_keep", 2562)
    return stage.each(path, lambda number: known | {"freed": str(number + 1)})


@scene("need_put")
def need_put(stage: Stage) -> Sent:
    from build import TODAY

    from plodnee.lessons.years.selectors import evidence_of_needs
    from plodnee.organization.models import Centre

    (basis, *_) = evidence_of_needs(Centre.objects.get(pk=stage.here.code), 2562, TODAY)
    said = {"need-key": new_key(), "need-what": "วัสดุอาชีพ", "need-amount": "40,000"}
    said |= {"need-basis": basis.key}
    return by(stage.same(at(stage, "need_put", 2562), **said), f"{DISTRICT}0")


@scene("need_drop")
def need_drop(stage: Stage) -> Sent:
    return stage.same(at(stage, "need_drop", stage.here.need))


@scene("round_new")
def round_new(stage: Stage) -> Sent:
    from django.urls import reverse

    path = reverse("round_new") + "?year=2570"
    said = filled(path, f"{DEPARTMENT}0") | {"budget_satang": "1,120,000", "provinces": ["31"]}
    return by(stage.same(path, **said), DEPARTMENT)


@scene("round_change")
def round_change(stage: Stage) -> Sent:
    from django.urls import reverse
    from visit_world import ROUND

    path = reverse("round_change", args=[ROUND])
    known = filled(path, f"{DEPARTMENT}0")

    def said(number: int) -> dict[str, Any]:
        topics = f"{known['topics']}\n6 ประเด็นใหม่ {number} | ถามทุกศูนย์"
        return known | {"topics": topics, "reason": f"เพิ่มประเด็น {number}"}

    return by(stage.each(path, said), DEPARTMENT)


def _in_round(name: str) -> str:
    from visit_world import ROUND

    return in_area(name, PROVINCE_CODE, ROUND)


@scene("choice_change")
def choice_change(stage: Stage) -> Sent:
    from visit_world import ROUND

    from plodnee.visits.models import Selection

    standing = Selection.objects.get(round=ROUND, centre=stage.here.code)
    said = {"selection": standing.pk, "centre": "", "reason": "ถนนขาด"}
    return by(stage.same(_in_round("choice_change"), **said), PROVINCE)


@scene("centre_choose")
def centre_choose(stage: Stage) -> Sent:
    said = {"centre": stage.here.code, "reason": "ถนนซ่อมแล้ว"}
    return by(stage.same(_in_round("centre_choose"), **said), PROVINCE)


@scene("programme_set")
def programme_set(stage: Stage) -> Sent:
    path = _in_round("programme_set")
    known = filled(path, f"{PROVINCE}0")

    def said(number: int) -> dict[str, Any]:
        return known | {"0-starts_at": f"10.{number + 10}", "reason": f"คณะมาถึงช้า {number}"}

    return by(stage.each(path, said), PROVINCE)


@scene("visit_people")
def visit_people(stage: Stage) -> Sent:
    from visit_world import ROUND

    home = stage.here.households[5]
    known = {f"{home}-key": home, f"{home}-seen": 0, "more-whole": "True"}
    path = at(stage, "visit_people", ROUND)
    return stage.same(path, **known, **{f"{home}-standing": "coming"})


@scene("office_head")
def office_head(stage: Stage) -> Sent:
    from plodnee.policy.reader import versions

    path = in_area("office_head", PROVINCE_CODE)
    known = versions("demonstration_round")[-1].values["office"]
    return by(stage.each(path, lambda n: known | {"signer_name": f"นาย{NAMES[n]}"}), PROVINCE)


@scene("letter_preview")
def letter_preview(stage: Stage) -> Sent:
    key = stage.kept["new letter"] = new_key()
    path = in_area("letter_write", PROVINCE_CODE, key)
    said = filled(path, f"{PROVINCE}0") | {
        "kind": "order", "subject": "แต่งตั้งคณะทำงาน", "opening": "เพื่อให้การทำงานเรียบร้อย",
        "dated_on": "16/03/2562",
    }  # fmt: skip
    stage.kept["letter"] = said
    return by(stage.same(in_area("letter_preview", PROVINCE_CODE, key), **said), PROVINCE)


@scene("letter_write")
def letter_write(stage: Stage) -> Sent:
    path = in_area("letter_write", PROVINCE_CODE, stage.kept["new letter"])
    return by(stage.same(path, **stage.kept["letter"] | {"sure": "on"}), PROVINCE)


@scene("letter_record")
def letter_record(stage: Stage) -> Sent:
    said = {"sender": "เทศบาลตำบล", "their_number": "บร 51001/12", "dated_on": "16/03/2562"}
    return stage.same(in_area("letter_record", DISTRICT_CODE), **said, subject="ขอใช้ห้องประชุม")


def _letter(name: str, *keys: Any) -> str:
    from visit_world import letter_key

    return in_area(name, DISTRICT_CODE, letter_key(DISTRICT_CODE), *keys)


@scene("letter_receive")
def letter_receive(stage: Stage) -> Sent:
    return stage.same(_letter("letter_receive"))


@scene("task_answer")
def task_answer(stage: Stage) -> Sent:
    known = {"outcome": "done", "seen": "1"}
    return stage.each(_letter("task_answer", 1), lambda n: known | {"note": f"ทำสไลด์แล้ว {n}"})


@scene("answer_file_withdraw")
def answer_file_withdraw(stage: Stage) -> Sent:
    from visit_world import file_key

    path = _letter("answer_file_withdraw", file_key(DISTRICT_CODE))
    return stage.same(path, reason="แนบผิดฉบับ")


@scene("office_letters")
def office_letters(stage: Stage) -> Sent:
    return stage.same(in_area("office_letters", DISTRICT_CODE), q="ห้องประชุม")
