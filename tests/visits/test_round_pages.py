"""The department opens and changes a round; a province chooses centres and sets the programme."""

from uuid import UUID

import pytest
from build import an_officer
from django.test import Client
from django.urls import reverse

from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Area
from plodnee.visits.models import ProgrammeVersion, Round, Selection
from plodnee.visits.rounds.plain import ProgrammeSaid, SlotSaid
from plodnee.visits.rounds.selectors import current_programme, current_version
from plodnee.visits.rounds.services import Hand, choose_centre, set_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return browser(an_officer("department", ""))


@pytest.fixture
def province():
    return browser(an_officer("province", "31"))


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def form_of(client, path) -> dict:
    """What the form at an address sends as it stands."""
    form = client.get(path).context["form"]
    heads = [form.head, *form.slots] if hasattr(form, "slots") else [form]
    sent = {}
    for one in heads:
        for field in one:
            value = field.field.prepare_value(field.value()) if field.value() is not None else ""
            sent[field.html_name] = value
    return sent


def test_the_department_opens_a_round_from_the_usual_topics_once(department, provinces):
    path = reverse("round_new") + "?year=2570"
    sent = form_of(department, path) | {"budget_satang": "1,120,000", "provinces": ["31", "30"]}
    assert "1.11 การเป็นศูนย์จัดการกองทุนชุมชนต้นแบบ" in sent["topics"]
    for _ in range(2):
        assert department.post(path, sent).status_code == 302
    made = Round.objects.get()
    version = current_version(made)
    assert (made.fiscal_year_be, version.number, version.budget_satang) == (2570, 1, 112_000_000)
    assert version.topics.filter(number=1, item__gt=0).count() == 11
    assert set(version.topics.filter(item=0).values_list("number", flat=True)) == {1, 2, 3, 5}
    assert version.indicators.count() == 6


def test_a_round_is_changed_with_a_reason_and_the_page_says_what_changed(department, bare_round):
    path = reverse("round_change", args=[bare_round.pk])
    sent = form_of(department, path)
    sent["topics"] += "\n6 ประเด็นใหม่ของปีนี้ | ถามทุกศูนย์"
    assert department.post(path, sent | {"reason": ""}).status_code == 422
    for name, typed in {
        "topics": "1.3 ข้อที่ไม่มีประเด็น", "steps": "- ขั้นย่อยก่อนขั้น", "team": "ทีม ก\nทีม  ก",
    }.items():  # fmt: skip
        refused = department.post(path, sent | {"reason": "ก", name: typed})
        assert list(refused.context["form"].errors) == [name]
    assert department.post(path, sent | {"reason": "กรมฯ เพิ่มประเด็น"}).status_code == 302
    assert department.post(path, sent | {"reason": "กรมฯ เพิ่มประเด็น"}).status_code == 422
    assert current_version(bare_round).number == 2
    page = department.get(reverse("round", args=[bare_round.pk])).content.decode()
    assert "กรมฯ เพิ่มประเด็น" in page
    assert "<ins>ประเด็นใหม่ของปีนี้ ถามทุกศูนย์</ins>" in page
    first = department.get(reverse("round", args=[bare_round.pk]) + "?version=1")
    assert "ประเด็นที่ 6" not in first.content.decode()


def test_a_line_without_a_number_is_named_in_the_form(department, provinces):
    path = reverse("round_new")
    sent = form_of(department, path) | {"topics": "ไม่มีเลข", "provinces": ["31"]}
    answer = department.post(path, sent)
    assert answer.status_code == 422
    assert "อ่านบรรทัดนี้ไม่ได้: ไม่มีเลข" in answer.content.decode()


def test_a_province_chooses_with_a_reason_and_changes_with_a_reason(province, bare_round, centres):
    area = reverse("round_area", args=["31", bare_round.pk])
    page = province.get(area).content.decode()
    assert "ผ่าน" in page
    standing = Selection.objects.filter(round=bare_round).order_by("centre_id").first()
    change = reverse("choice_change", args=["31", bare_round.pk])
    sent = {"selection": standing.pk, "centre": "", "reason": "ถนนขาด"}
    assert province.post(change, sent | {"reason": ""}).status_code == 422
    for _ in range(2):
        assert province.post(change, sent).status_code == 302
    assert "ถนนขาด" in province.get(area).content.decode()
    choose = reverse("centre_choose", args=["31", bare_round.pk])
    sent = {"centre": standing.centre_id, "reason": "ถนนซ่อมแล้ว"}
    for _ in range(2):
        assert province.post(choose, sent).status_code == 302
    assert Selection.objects.filter(round=bare_round, withdrawal__isnull=True).count() == 2


def test_the_programme_is_set_again_as_it_stands_but_for_what_was_typed(province, bare_round):
    path = reverse("programme_set", args=["31", bare_round.pk])
    sent = form_of(province, path)
    sent["0-starts_at"], sent["reason"] = "๑๐.๓๐", "คณะมาถึงช้า"
    assert province.post(path, sent | {"team": "ทีมที่ไม่มีในรอบ"}).status_code == 422
    for status in (302, 422):
        assert province.post(path, sent).status_code == status
    before, now = ProgrammeVersion.objects.filter(round=bare_round).order_by("number")
    assert now.slots.count() == before.slots.count()
    page = province.get(reverse("round_area", args=["31", bare_round.pk])).content.decode()
    assert "คณะมาถึงช้า" in page
    assert "<ins>10.30" in page


def test_a_first_day_that_is_none_is_said_and_the_programme_begins_as_before(province, bare_round):
    path = reverse("programme_set", args=["31", bare_round.pk])
    shown = province.get(path + "?first=31/02/2562").content.decode()
    assert "วันแรก: ไม่มีวันนี้ในปฏิทิน ตรวจวันและเดือนอีกครั้ง จึงใช้วันแรกเดิม" in shown


def test_one_team_at_two_places_is_marked_on_the_calendar(department, bare_round, settled_on):
    from build import a_centre

    other = a_centre("30010101", "ศูนย์โคราช")
    by = Hand(OPERATOR, settled_on)
    choose_centre(round_=bare_round, centre=other, reason="พร้อม", by=by)
    slot = current_programme(bare_round, "31").slots.exclude(centre=None).first()
    said = ProgrammeSaid(
        slot.version.team,
        "โคราช",
        (SlotSaid(slot.held_on, slot.starts_at, None, "ลงพื้นที่โคราช", "", "30010101"),),
    )
    korat = Area.objects.get(pk="30")
    set_programme(round_=bare_round, province=korat, said=said, seen_number=0, by=by)
    path = reverse("round_calendar", args=[bare_round.pk])
    assert department.get(path).content.decode().count("ชนกัน") == 2
    seen = browser(an_officer("province", "31")).get(path).content.decode()
    assert "ชนกัน" in seen
    assert "ศูนย์โคราช" not in seen
    assert "ลงพื้นที่โคราช" not in seen


def test_a_village_sees_its_own_visit_and_no_other(bare_round):
    own = browser(an_officer("centre_committee", "31011805"))
    page = own.get(reverse("round_area", args=["31011805", bare_round.pk])).content.decode()
    assert "บ้านสว่าง" in page
    assert "บ้านอารัง" not in page
    elsewhere = reverse("round_area", args=["31210302", bare_round.pk])
    assert own.get(elsewhere).status_code == 404


def test_a_round_of_other_provinces_is_not_there(department, bare_round):
    stranger = browser(an_officer("province", "10"))
    for name in ("round", "round_calendar", "round_pdf"):
        assert stranger.get(reverse(name, args=[bare_round.pk])).status_code == 404
    assert "ยังไม่มีรอบติดตาม" in stranger.get(reverse("rounds")).content.decode()
    assert department.get(reverse("round", args=[UUID(int=1)])).status_code == 404


def test_papers_of_the_round_and_of_the_programme_are_pdf(province, bare_round):
    for path in (
        reverse("round_pdf", args=[bare_round.pk]),
        reverse("programme_pdf", args=["31", bare_round.pk]),
    ):
        assert province.get(path).content.startswith(b"%PDF")
