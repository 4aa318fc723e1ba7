"""A form that is sent twice has the effect of one, whichever way a second sending comes about."""

import re
from collections import Counter
from datetime import date

import pytest
from asking import (
    OF_A_CALL,
    OF_A_CASE,
    OF_A_CONTRACT,
    OF_A_HOUSE,
    OF_A_LETTER,
    OF_A_MEETING,
    OF_A_NOTE,
    OF_A_NOTE_FILE,
    OF_A_PERSON,
    OF_A_ROUND,
    OF_A_VISIT,
    OF_AN_OFFICE,
    OF_AN_ORDER,
    OF_BALANCES,
    OF_BOOKS,
    OF_COMMITTEES,
    OF_FOLLOWING,
    OF_IDENTITIES,
    OF_RULES,
    OF_YEARS,
    ROUND_IN_AREA,
)
from build import (
    PASSWORD,
    TODAY,
    a_book,
    a_book_of,
    a_debt,
    a_household,
    a_job,
    a_reading,
    an_import,
    an_officer,
    jobs_done,
)
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from foreign_making import sheets, workbook
from policy import policy_table
from world import OWN, logged_in

from plodnee.audit.access import reveal_reason
from plodnee.audit.models import AccessEvent, AuditEvent
from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR
from plodnee.registers.book import PersonName
from plodnee.registers.models import ImportBatch, SavedView, WaitingWorkbook
from plodnee.registers.services import stage_reading
from plodnee.registers.workbook.writing import write_register

pytestmark = pytest.mark.django_db
SENT_TO = {row.name for row in policy_table().values() if "POST" in row.answers}
NEW = "another long one"
CENTRE_SAID = {
    "centre-name": "ศูนย์สมมุติ", "centre-area_code": OWN, "centre-as_of": "30 ก.ย. 2561",
    "0-all-rate_bp": "6", "0-all-rate_unit": "ต่อปี",
}  # fmt: skip
# What a browser keeps of itself, not what is known of anybody.
OF_THE_BROWSER = {"sessions.Session"}


@pytest.fixture
def officer():
    return an_officer("district_officer", "3101")


@pytest.fixture
def client(officer):
    return logged_in(officer)


@pytest.fixture
def batch():
    return stage_reading(a_reading(), actor=OPERATOR, on=TODAY)


def everything() -> Counter[str]:
    """How many rows every table has."""
    return Counter(
        {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    )


def effect_of(post) -> dict[str, int]:
    before = everything()
    assert post().status_code < 400
    grown = everything()
    grown.subtract(before)
    return {name: count for name, count in grown.items() if count and name not in OF_THE_BROWSER}


def test_confirming_twice_imports_and_plans_once(client, batch):
    path = reverse("confirm", args=[batch.pk])
    first = effect_of(lambda: client.post(path))
    assert (first["registers.DebtState"], first["casework.Job"]) == (1, 1)
    assert effect_of(lambda: client.post(path)) == {}
    assert jobs_done() == 1
    assert effect_of(lambda: client.post(path)) == {}
    assert everything()["casework.PlanRun"] == 1


def test_a_later_workbook_that_lacks_debts_is_confirmed_only_with_a_choice(client):
    an_import(a_book(debts=(a_debt(), a_debt(3, contract_number="9/2560"))))
    late = stage_reading(a_reading(a_book_of(date(2019, 3, 17))), actor=OPERATOR, on=TODAY)
    page, path = reverse("import", args=[late.pk]), reverse("confirm", args=[late.pk])
    assert "หนี้ 1 ก้อน" in client.get(page).content.decode()
    assert client.post(path, {"choice": "both"}).status_code == 422
    assert ImportBatch.objects.get(pk=late.pk).status == "preview"
    assert client.post(path, {"choice": "add"}).status_code == 302
    assert ImportBatch.objects.get(pk=late.pk).scope == "supplement"
    assert 'name="choice"' not in client.get(page).content.decode()
    undo, why = reverse("undo_import", args=[late.pk]), {"reason": "เลือกผิด"}
    assert client.post(undo, {"reason": " "}).status_code == 422
    first = effect_of(lambda: client.post(undo, why))
    assert (first["registers.ImportBatch"], first["audit.AuditEvent"]) == (1, 1)
    assert effect_of(lambda: client.post(undo, why)) == {}
    assert "เลือกผิด" in client.get(page).content.decode()


def test_what_a_workbook_tells_otherwise_is_shown_with_both_values_and_ticked(client):
    an_import()
    homes = (a_household(head=PersonName("นาง", "อื่น ไกล"), national_id=None),)
    other = a_book(households=homes, debts=(a_debt(principal_satang=1),))
    late = stage_reading(a_reading(other), actor=OPERATOR, on=TODAY)
    page, path = reverse("import", args=[late.pk]), reverse("confirm", args=[late.pk])
    text = client.get(page).content.decode()
    assert "1 รหัสครัวเรือนในไฟล์มีหัวหน้าครัวเรือนเป็นคนละคน" in text
    for kind in ("หัวหน้าครัวเรือนเป็นคนอื่น", "บอกต่างจากทะเบียน"):
        assert kind in text
    assert "ต่างกัน 2 แห่ง" in text
    assert "«20,000.00» แต่ในไฟล์คือ «0.01»" in text
    assert client.post(path, {"otherwise": "on"}).status_code == 422
    seals = re.findall(r'name="otherwise" value="(\w+)"', text)
    assert len(seals) == 3  # whose head is another, of households, of debts
    assert "อีก 1 แห่ง" in client.post(path, {"otherwise": seals[:2]}).content.decode()
    assert client.post(path, {"otherwise": seals}).status_code == 302
    assert "«20,000.00» แต่ในไฟล์คือ «0.01»" in client.get(page).content.decode()


def test_refused_rows_are_handed_out_for_a_reason_that_stands_with_the_ids_opened(client):
    batch = stage_reading(a_reading(), actor=OPERATOR, on=TODAY, correction=b"PK: rows")
    path = reverse("refused_xlsx", args=[batch.pk])
    assert client.get(path).url == reverse("import", args=[batch.pk])
    assert client.post(path, {"reason": " "}).status_code == 422
    assert not AccessEvent.objects.filter(is_revealed=True).exists()
    assert client.post(path, {"reason": "แก้แถวที่ไม่รับ"}).content == b"PK: rows"
    event = AccessEvent.objects.get(is_revealed=True)
    assert (event.action, reveal_reason(event)) == ("refused_xlsx", "แก้แถวที่ไม่รับ")
    assert "แก้แถวที่ไม่รับ" in client.get(reverse("opened_ids")).content.decode()


def test_discarding_twice_is_discarding(client, batch):
    path = reverse("discard", args=[batch.pk])
    assert effect_of(lambda: client.post(path)) == {"audit.AuditEvent": 1}
    assert effect_of(lambda: client.post(path)) == {}


def test_what_was_confirmed_is_not_discarded_and_what_was_discarded_not_confirmed(client, batch):
    other = stage_reading(a_reading(a_book(cash=())), actor=OPERATOR, on=TODAY)
    client.post(reverse("confirm", args=[batch.pk]))
    client.post(reverse("discard", args=[other.pk]))
    before = everything()
    refused = {
        client.post(reverse("discard", args=[batch.pk])).status_code,
        client.post(reverse("confirm", args=[other.pk])).status_code,
    }
    assert refused == {409}
    assert everything() == before
    statuses = set(ImportBatch.objects.values_list("status", flat=True))
    assert statuses == {"confirmed", "discarded"}


def test_the_same_workbook_sent_twice_waits_once(client, tmp_path):
    path = tmp_path / "register.xlsx"
    write_register(a_book(), path)

    def send():
        with path.open("rb") as workbook:
            return client.post(reverse("upload"), {"workbook": workbook})

    first = effect_of(send)
    assert (first["registers.ImportBatch"], first["audit.AuditEvent"]) == (1, 1)
    assert effect_of(send) == {}


def test_a_workbook_of_another_layout_is_arranged_once_and_given_up_once(client):
    content = workbook(sheets())

    def send():
        sent = SimpleUploadedFile("debts.xlsx", content)
        return client.post(reverse("upload"), {"workbook": sent})

    assert effect_of(send) == {"registers.WaitingWorkbook": 1, "audit.AuditEvent": 1}
    args = [WaitingWorkbook.objects.get().pk]
    said = {"part-0": "fund", "part-1": "fund"}
    for _ in range(2):
        assert effect_of(lambda: client.post(reverse("layout", args=args), said)) == {}
    form = {**answers(client.get(reverse("layout_columns", args=args))), **CENTRE_SAID}
    columns = reverse("layout_columns", args=args)
    first = effect_of(lambda: client.post(columns, form))
    assert first["registers.ImportBatch"] == 1
    client.post(columns, form)
    assert ImportBatch.objects.filter(status="preview").count() == 1
    give_up = reverse("layout_give_up", args=args)
    effect_of(lambda: client.post(give_up))
    assert effect_of(lambda: client.post(give_up)) == {}
    assert not ImportBatch.objects.filter(status="preview").exists()


def answers(page) -> dict[str, str]:
    """What the form of a page holds before anybody changes it."""
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form}


def test_planning_twice_gives_one_analysis(client):
    an_import()
    path = reverse("plan", args=[OWN])
    first = effect_of(lambda: client.post(path))
    assert first == {"casework.Job": 1, "audit.AuditEvent": 1}
    assert effect_of(lambda: client.post(path)) == {}
    assert jobs_done() == 1
    assert effect_of(lambda: client.post(path)) == {}
    assert (everything()["casework.PlanRun"], everything()["casework.HouseholdPlan"]) == (1, 1)


def test_cancelling_twice_is_cancelling_once(client):
    job = a_job(an_import().centre)
    path = reverse("job_cancel", args=[OWN, job.pk])
    assert effect_of(lambda: client.post(path)) == {"audit.AuditEvent": 1}
    assert effect_of(lambda: client.post(path)) == {}
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_a_pack_is_asked_for_once_and_given_up_once(client):
    run = plan_centre(centre=an_import().centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    make = reverse("pack_make", args=[OWN])
    assert effect_of(lambda: client.post(make)) == {"casework.Job": 1, "audit.AuditEvent": 1}
    assert effect_of(lambda: client.post(make)) == {}
    cancel = reverse("pack_cancel", args=[OWN, run.centre.jobs.get().pk])
    assert effect_of(lambda: client.post(cancel)) == {"audit.AuditEvent": 1}
    assert effect_of(lambda: client.post(cancel)) == {}


def test_a_search_sent_twice_is_remembered_once_and_changes_nothing_else(client, batch):
    client.post(reverse("confirm", args=[batch.pk]))
    jobs_done()
    for path in (reverse(name, args=[OWN]) for name in ("households", "results")):
        for _ in range(2):
            assert effect_of(lambda path=path: client.post(path, {"q": "สมมุติ"})) == {}
        assert "สมมุติ" in client.get(path).content.decode()


def test_a_view_kept_or_dropped_twice_is_kept_or_dropped_once(client):
    form = {"name": "เป้าหมาย", "register": "debtors", "query": "target=yes", "next": "/lists/"}
    keep = reverse("keep_view")
    assert effect_of(lambda: client.post(keep, form)) == {"registers.SavedView": 1}
    assert effect_of(lambda: client.post(keep, form)) == {}
    drop = reverse("drop_view", args=[SavedView.objects.get().pk])
    assert client.post(drop).status_code == 302
    assert client.post(drop).status_code == 404


def test_a_list_searched_twice_remembers_one_search(client, batch):
    client.post(reverse("confirm", args=[batch.pk]))
    for path in (
        reverse("centre_list", args=[OWN, "debtors"]),
        reverse("district_list", args=["3101", "households"]),
    ):
        for _ in range(2):
            assert effect_of(lambda path=path: client.post(path, {"q": "สมมุติ"})) == {}
        addresses = {client.post(path, {"q": "สมมุติ"}).url for _ in range(2)}
        assert len(addresses) == 1
        assert 'value="สมมุติ"' in client.get(addresses.pop()).content.decode()


def test_a_password_changes_once(client, officer):
    form = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }
    for _ in range(2):
        client.post(reverse("account_change_password"), form)
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_logging_out_or_changing_the_language_twice_is_harmless(client):
    for name, form in (("set_language", {"language": "en"}), ("account_logout", {})):
        for _ in range(2):
            assert client.post(reverse(name), form).status_code == 302
    assert client.get(reverse("home")).status_code == 302


def test_no_form_of_ours_is_left_out_here():
    """Forms that are walked in tests of their own are named here."""
    of_second_factor = {name for name in SENT_TO if name.startswith(("mfa_", "account_"))}
    of_workspace = {"workspace_try", "workspace_pin", "workspace_unpin"}
    of_workspace |= {"allocation_try", "allocation_keep", "allocation_withdraw"}
    of_persons = {*OF_A_PERSON, *OF_A_HOUSE, *OF_IDENTITIES}
    of_record = {"enter_in_centre", "enter_in_household", "attach_evidence", "withdraw_evidence"}
    of_record |= {"undo_entry"}
    of_committees = {*OF_COMMITTEES, *OF_AN_ORDER, *OF_A_MEETING}
    elsewhere = {*of_second_factor, *of_workspace, *of_record, *OF_BALANCES, *of_persons}
    elsewhere |= {"cases", *OF_A_CASE}
    elsewhere |= {*of_committees, "rules_draft", *OF_RULES, *OF_BOOKS}
    elsewhere |= {"contracts", "contract_new", *OF_A_CONTRACT}
    elsewhere |= {"following_replan", *OF_FOLLOWING}
    elsewhere |= {"device_new", "device_revoke", "assignments", "assignment_end", "draft_decide"}
    elsewhere |= {"openrosa_submission", "field_fill", "field_fill_home"}
    elsewhere |= {
        "lessons",
        "lesson_codes",
        "need_drop",
        *OF_YEARS,
        *OF_A_VISIT,
        *OF_A_NOTE,
        *OF_A_NOTE_FILE,
    }
    elsewhere |= {*OF_A_LETTER, *OF_AN_OFFICE}
    elsewhere |= {"round_new", *OF_A_ROUND, *OF_A_CALL, *ROUND_IN_AREA}
    assert SENT_TO - elsewhere == {
        "set_language", "plan", "results", "job_cancel", "households", "upload", "confirm",
        "discard", "undo_import", "refused_xlsx", "centre_list", "district_list", "keep_view",
        "drop_view",
        "layout", "layout_columns", "layout_give_up", "pack_make", "pack_cancel",
    }  # fmt: skip


def test_every_deed_leaves_one_trace(client, batch):
    for _ in range(3):
        client.post(reverse("confirm", args=[batch.pk]))
    jobs_done()
    done = Counter(AuditEvent.objects.values_list("action", flat=True))
    assert (done["registers.imported"], done["casework.planned"]) == (1, 1)
