"""A centre's own criteria: drafted, tried, proposed, resolved and put in force page by page."""

from datetime import timedelta

import pytest
from build import TODAY, a_book, a_debt, a_household, an_import
from committee_desk import a_minute, at, page, step, with_roll
from django.urls import reverse
from django.utils import timezone

from plodnee.audit.models import AccessEvent, AuditEvent
from plodnee.casework.meetings.selectors import version_of
from plodnee.casework.models import RuleStep, RuleVersion
from plodnee.casework.rules.in_force import quorum_at, version_in_force
from plodnee.casework.rules.selectors import criteria_at, version_state
from plodnee.engine.classification import Criteria
from plodnee.registers.committees.rules import Quorum

pytestmark = pytest.mark.django_db
STRICT = {"a_to": 0, "b_from": 1, "b_to": 30, "c_from": 31, "c_to": "๑๘๐", "d_from": 181}
DAY = TODAY.isoformat()


@pytest.fixture
def centre():
    """A household overdue for two months, and one that owes and is not overdue."""
    late = a_debt(overdue_since=TODAY - timedelta(days=60))
    other = a_debt(3, household_code="002")
    book = a_book(households=(a_household("001"), a_household("002")), debts=(late, other))
    return an_import(book).centre


def drafted_by(client, kind="criteria"):
    assert client.post(at("rules_draft"), {"kind": kind}).status_code == 302
    return RuleVersion.objects.get(kind=kind)


def seen(version):
    return version_state(version).seen


def edited(client, version, **said):
    known = {"seen": seen(version)} | STRICT
    return client.post(at("rules_edit", version.pk), known | said)


def tried_by(client):
    version = drafted_by(client)
    assert edited(client, version).status_code == 302
    said = {"seen": seen(version), "as_of": DAY}
    assert client.post(at("rules_try", version.pk), said).status_code == 302
    return version


def resolved(centre, secretary, chair, district, version, outcome="approved"):
    """The version proposed to a meeting of today, resolved, its minutes closed by the chair."""
    meeting, _ = with_roll(centre, secretary, district)
    said = {"seen": seen(version), "meeting": meeting.pk}
    assert secretary.post(at("rules_propose", version.pk), said).status_code == 302
    for item in meeting.items.order_by("position"):
        votes = {"votes_for": 2} if outcome == "approved" else {"votes_for": 0, "votes_against": 2}
        step(secretary, meeting, "minute", **a_minute(item, outcome=outcome, **votes))
    close = {"version": version_of(meeting), "sure": "on"}
    assert chair.post(at("meeting_close", meeting.pk), close).status_code == 302
    return meeting


def test_until_the_committee_sets_its_own_the_defaults_are_said_in_sentences(secretary):
    words = page(secretary.get(at("rules")))
    assert "ศูนย์ฯ ยังไม่ได้กำหนดเอง" in words
    assert "ค้างชำระ 91 ถึง 365 วัน" in words
    assert "6% ต่อปี (เดือนละ 0.5%)" in words
    assert "ยังไม่มีฉบับของศูนย์ฯ" in words


def test_criteria_go_from_draft_to_force_by_a_resolution_and_another_person(
    centre, secretary, chair, district
):
    version = tried_by(secretary)
    assert "ขั้นต่อไป: เสนอเข้าวาระการประชุม" in page(secretary.get(at("rules_version", version.pk)))
    meeting = resolved(centre, secretary, chair, district, version)
    told = page(secretary.get(at("meeting", meeting.pk)))
    assert at("rules_version", version.pk) in told
    assert "ท่านเป็นผู้ร่าง" in page(secretary.get(at("rules_version", version.pk)))
    resolution = meeting.items.order_by("position").last().resolutions.get()
    said = {
        "seen": seen(version), "resolution": resolution.pk, "sure": "on",
        "effective_from": timezone.localdate().isoformat(),
    }  # fmt: skip
    force = at("rules_force", version.pk)
    assert secretary.post(force, said).status_code == 409
    assert "ให้มีผลตามมติ" in page(chair.get(reverse("home")))
    assert "เห็นชอบตามเสนอ" in page(chair.get(force))
    early = said | {"effective_from": "2020-01-01"}
    assert "ย้อนหลังก่อนวันประชุม" in page(chair.post(force, early))
    for _ in range(2):
        assert chair.post(force, said).status_code == 302
    assert RuleStep.objects.filter(deed="approved").count() == 1
    assert version_in_force(centre, "criteria", timezone.localdate()) == version
    words = page(secretary.get(at("rules")))
    assert "มีผลตั้งแต่วันที่" in words
    assert at("meeting", meeting.pk) in words
    assert "ค้างชำระ 31 ถึง 180 วัน" in words
    assert secretary.get(at("rules_withdraw", version.pk)).status_code == 200
    gone = {"seen": seen(version), "sure": "on"}
    assert secretary.post(at("rules_withdraw", version.pk), gone).status_code == 409


def test_a_meeting_is_told_that_a_version_was_written_anew_after_it_was_proposed(
    centre, secretary, district
):
    version = tried_by(secretary)
    meeting, _ = with_roll(centre, secretary, district)
    said = {"seen": seen(version), "meeting": meeting.pk}
    assert secretary.post(at("rules_propose", version.pk), said).status_code == 302
    assert edited(secretary, version).status_code == 302  # nothing was changed
    assert "มีผลไม่ได้" not in page(secretary.get(at("meeting", meeting.pk)))
    assert edited(secretary, version, b_to="40", c_from="41").status_code == 302
    assert "ฉบับปัจจุบันมีผลไม่ได้ ให้ถอนวาระนี้" in page(secretary.get(at("meeting", meeting.pk)))


def test_a_quorum_is_set_as_the_other_rules_are_without_a_trial(centre, secretary, chair, district):
    version = drafted_by(secretary, "quorum")
    edit = at("rules_edit", version.pk)
    low = secretary.post(edit, {"seen": 1, "quorum_bp": "40"})
    assert (low.status_code, "ใส่ได้ตั้งแต่ร้อยละ 50 ถึง 100" in page(low)) == (422, True)
    assert secretary.post(edit, {"seen": 1, "quorum_bp": "66.67"}).status_code == 302
    shown = page(secretary.get(at("rules_version", version.pk)))
    assert "ไม่น้อยกว่าร้อยละ 66.67" in shown
    assert "ดูว่าใครจะเปลี่ยนประเภท" not in shown
    meeting = resolved(centre, secretary, chair, district, version)
    resolution = meeting.items.order_by("position").last().resolutions.get()
    day = timezone.localdate()
    said = {"seen": seen(version), "resolution": resolution.pk, "sure": "on"}
    force = at("rules_force", version.pk)
    early = page(chair.post(force, said | {"effective_from": day.isoformat()}))
    assert "องค์ประชุมใหม่มีผลได้ตั้งแต่" in early
    later = said | {"effective_from": (day + timedelta(days=1)).isoformat()}
    assert chair.post(force, later).status_code == 302
    assert "ร้อยละ 50" in page(secretary.get(at("rules")))
    assert quorum_at(centre, day + timedelta(days=1)) == Quorum(6_667)


def test_a_meeting_that_refuses_leaves_nothing_to_put_in_force(centre, secretary, chair, district):
    version = tried_by(secretary)
    resolved(centre, secretary, chair, district, version, outcome="refused")
    assert "ยังไม่มีมติเห็นชอบ" in page(chair.get(at("rules_force", version.pk)))
    assert chair.post(at("rules_force", version.pk), {"sure": "on"}).status_code == 422
    assert version_in_force(centre, "criteria", timezone.localdate()) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"c_from": 61}, "มีช่องว่าง: ค้าง 31–60 วัน ไม่อยู่ในชั้นใด"),
        ({"c_from": 20}, "ซ้อนกัน: ค้าง 20–30 วัน"),
        ({"b_to": 0}, "ก่อนวันเริ่ม"),
        ({"d_from": 99999, "c_to": 99998}, "ใส่จำนวนวันตั้งแต่ 0 ถึง 3,650"),
        ({"a_to": "ไม่เกินเดือน"}, "govuk-error-message"),
    ],
)
def test_days_in_no_class_or_in_two_are_told_at_their_field(secretary, said, told):
    version = drafted_by(secretary)
    reply = edited(secretary, version, **said)
    assert reply.status_code == 422
    assert told in page(reply)
    assert seen(version) == 1


def test_who_edits_late_gets_the_form_back_as_it_was_typed(secretary, chair):
    version = drafted_by(secretary)
    assert edited(secretary, version).status_code == 302
    late = edited(chair, version, seen=1, b_to=44, c_from=45)
    assert late.status_code == 409
    assert 'value="44"' in page(late)
    assert version_state(version).rules == Criteria(1, 31, 181)


def test_a_draft_and_an_edit_sent_twice_are_one_each(secretary):
    version = drafted_by(secretary)
    again = secretary.post(at("rules_draft"), {"kind": "criteria"})
    assert again.url == at("rules_version", version.pk)
    for _ in range(2):
        assert edited(secretary, version, seen=1).status_code == 302
    assert (RuleVersion.objects.count(), seen(version)) == (1, 2)
    assert secretary.post(at("rules_draft"), {"kind": "anything"}).url == at("rules")


def test_a_trial_says_who_changes_and_why_and_changes_nothing(centre, secretary):
    version = drafted_by(secretary)
    edited(secretary, version)
    reply = secretary.get(at("rules_trial", version.pk))
    words = page(reply)
    assert "เปลี่ยนประเภท 1 จาก 2 ครัวเรือน" in words
    assert "ค้างชำระ 60 วัน (เกณฑ์ 1–90 วัน)" in words
    assert "ค้างชำระ 60 วัน (เกณฑ์ 31–180 วัน)" in words
    assert seen(version) == 2
    text = secretary.get(at("rules_trial_text", version.pk)).content.decode("utf-8-sig")
    assert '"001"' in text
    assert '"002"' not in text
    assert "B เฝ้าระวัง" in text
    shown = AccessEvent.objects.filter(action="rules_trial").latest("sequence")
    assert shown.shown == 1
    taken = AuditEvent.objects.filter(action="documents.taken").latest("pk")
    assert taken.details["file"] == "rules-trial.csv"


@pytest.mark.parametrize("day", ["2001-01-01", "31/2/2562", "2999-01-01"])
def test_a_day_without_a_register_or_no_day_at_all_is_said_and_tries_nothing(secretary, day):
    version = drafted_by(secretary)
    assert "ไม่มีทะเบียนของวันนี้" in page(secretary.get(at("rules_trial", version.pk) + f"?as_of={day}"))
    assert secretary.get(at("rules_trial_text", version.pk) + f"?as_of={day}").status_code == 404
    said = {"seen": 1, "as_of": day}
    assert secretary.post(at("rules_try", version.pk), said).status_code in (409, 422)
    assert seen(version) == 1


def test_a_menu_policy_is_typed_in_per_cent_months_and_baht(centre, secretary):
    version = drafted_by(secretary, "menu_policy")
    said = {
        "seen": 1, "contract_rate_bp": "4.5", "most_instalments": 48, "rate_step_bp": 1,
        "extension_step_months": 6, "longest_extension_months": 24, "grace_step_months": 6,
        "longest_grace_months": 0, "least_reserve_satang": "๑,๕๐๐",
        "patterns": ["monthly"], "goals": ["least_interest", "smallest_instalment"],
    }  # fmt: skip
    edit = at("rules_edit", version.pk)
    above = page(secretary.post(edit, said | {"contract_rate_bp": "16"}))
    assert "ใส่ได้ตั้งแต่ 0 ถึง 15" in above
    bare = secretary.post(edit, said | {"goals": []})
    assert (bare.status_code, "เลือกอย่างน้อยหนึ่งข้อ" in page(bare)) == (422, True)
    assert secretary.post(edit, said).status_code == 302
    rules = version_state(version).rules
    assert (rules.contract_rate_bp, rules.least_reserve_satang) == (450, 150_000)
    words = page(secretary.get(at("rules_version", version.pk)))
    assert "4.5% ต่อปี" in words
    assert "อย่างน้อย 1,500 บาท" in words
    assert secretary.get(at("rules_trial", version.pk)).status_code == 404


def test_a_withdrawn_draft_is_confirmed_stays_and_makes_room(secretary):
    version = drafted_by(secretary)
    path = at("rules_withdraw", version.pk)
    assert secretary.post(path, {"seen": 1}).status_code == 422
    for _ in range(2):
        assert secretary.post(path, {"seen": 1, "sure": "on"}).status_code == 302
    assert "เพิกถอนแล้ว" in page(secretary.get(at("rules")))
    assert "แก้ไขไม่ได้" in page(secretary.get(at("rules_edit", version.pk)))
    assert edited(secretary, version).status_code == 409
    secretary.post(at("rules_draft"), {"kind": "criteria"})
    assert RuleVersion.objects.count() == 2


def test_a_proposal_needs_a_meeting_and_a_trial(centre, secretary, district):
    version = drafted_by(secretary)
    nowhere = secretary.post(at("rules_propose", version.pk), {"seen": 1})
    assert nowhere.status_code == 422
    meeting, _ = with_roll(centre, secretary, district)
    untried = {"seen": 1, "meeting": meeting.pk}
    assert secretary.post(at("rules_propose", version.pk), untried).status_code == 409


def test_the_pages_are_in_english_too(secretary):
    version = tried_by(secretary)
    secretary.post(reverse("set_language"), {"language": "en"})
    words = page(secretary.get(at("rules")))
    assert "31 to 180 days overdue" in page(secretary.get(at("rules_version", version.pk)))
    assert "The programme" in words
    assert "1 of 2 households" in page(secretary.get(at("rules_trial", version.pk)))


def test_ageing_by_any_day_drills_from_a_fund_to_its_households(centre, secretary):
    words = page(secretary.get(at("ageing")))
    assert "กองทุนหมู่บ้าน" in words
    assert "&class=B#debts" in words or "&amp;class=B#debts" in words
    narrowed = page(secretary.get(at("ageing") + f"?as_of={DAY}&fund=VF-1&class=B"))
    assert "1 ก้อน รวม 20,000 บาท" in narrowed
    assert "ค้างชำระ 60 วัน" in narrowed
    later = page(secretary.get(at("ageing") + "?as_of=2020-06-01"))
    assert "การชำระหลังวันของทะเบียนยังไม่อยู่ในตัวเลขนี้" in later
    assert "ค้างชำระ 503 วัน" in later
    assert "วันนี้ยังมาไม่ถึง" in page(secretary.get(at("ageing") + "?as_of=2090-01-01"))
    assert criteria_at(centre, TODAY) == Criteria(1, 91, 366)


@pytest.mark.parametrize("day", ["2001-01-01", "เมื่อวาน", ""])
def test_ageing_without_a_register_says_what_to_do(secretary, day):
    assert "ไม่มีทะเบียนของวันนี้" in page(secretary.get(at("ageing") + f"?as_of={day}"))
    assert secretary.get(at("ageing_text") + f"?as_of={day}").status_code == 404


def test_the_debts_of_an_ageing_are_taken_away_as_they_are_narrowed(secretary):
    text = secretary.get(at("ageing_text") + f"?as_of={DAY}&class=B").content.decode("utf-8-sig")
    assert text.count("\n") == 2
    assert '"60"' in text
    reply = secretary.get(at("ageing_file") + f"?as_of={DAY}")
    from io import BytesIO

    from openpyxl import load_workbook

    sums, debts = load_workbook(BytesIO(reply.content)).worksheets
    owed = [row[-1].value for row in sums.iter_rows(min_row=5, max_row=5)]
    assert owed == [40_000]
    assert [row[6].value for row in debts.iter_rows(min_row=5, max_row=6)] == [60, 0]


def test_an_auditor_reads_rules_and_trials_and_takes_nothing(centre, secretary):
    from build import an_officer
    from world import logged_in

    version = tried_by(secretary)
    auditor = logged_in(an_officer("auditor", "31"))
    for path in (at("rules"), at("rules_version", version.pk), at("rules_trial", version.pk)):
        assert auditor.get(path).status_code == 200
        assert "บันทึกผลการทดลองนี้" not in page(auditor.get(path))
    assert auditor.get(at("rules_trial_text", version.pk)).status_code == 404
    assert auditor.get(at("rules_edit", version.pk)).status_code == 404
