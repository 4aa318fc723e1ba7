"""The allocation's pages: what is tried is answered at once, kept, compared, withdrawn, printed."""

import csv
import io

import openpyxl
import pytest
from build import TODAY, an_import, an_officer
from capital_village import GROUPS, VILLAGE, a_capital_village
from django.urls import reverse
from world import OWN, logged_in

from plodnee.audit.models import AuditEvent
from plodnee.casework.models import CapitalAllocation
from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def client():
    return logged_in(an_officer("district_officer", "3101"))


@pytest.fixture
def run():
    centre = an_import(a_capital_village()).centre
    return plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)


def address(name, *keys):
    return reverse(name, args=[OWN, *keys])


def form(baht=40_000, **facts):
    sent = {"objective": "debt_free_households", "within": "60", "targets_first": "on"}
    sent |= {f"capital-0-{year}": str(baht if year == 0 else 0) for year in range(3)}
    sent |= {f"floor-{place}": "0" for place in range(len(GROUPS))}
    return sent | {"version": "0"} | facts


def text(reply):
    return reply.content.decode()


def test_the_page_begins_with_what_the_register_leaves_free(client, run):
    reply = client.get(address("allocation"))
    head = reply.context["told"].head
    assert head.new_money_satang == GROUPS[0].capital_satang - 3 * 300_000
    assert head.freed == 4
    assert "พิสูจน์แล้ว" in text(reply)
    assert head.freed_by_capital == 4


def test_a_slider_is_answered_with_the_part_that_changes(client, run):
    much = client.post(address("allocation_try"), form(100_000), **HTMX)
    little = client.post(address("allocation_try"), form(15_000), **HTMX)
    assert much.context["told"].head.freed > little.context["told"].head.freed
    assert "<html" not in text(much)
    assert 'hx-swap-oob="true"' in text(much)


def test_without_a_script_the_page_remembers_what_is_tried(client, run):
    reply = client.post(address("allocation_try"), form(15_000, objective="interest_saved"))
    assert reply.status_code == 302
    page = client.get(reply.url)
    assert page.context["told"].settings.objective == "interest_saved"
    assert 'name="capital-0-0" value="15000"' in text(page)
    client.post(address("allocation_try"), {"reset": "1"})
    assert 'value="15000"' not in text(client.get(address("allocation")))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capital-0-0", "-1"),
        ("capital-0-0", "มาก"),
        ("capital-0-0", "1.234"),
        ("capital-0-1", ""),
        ("capital-0-0", "1" + "0" * 20),
        ("within", "0"),
        ("within", "999"),
        ("floor-1", "7"),
        ("floor-1", "-1"),
        ("floor-2", "1"),
        ("objective", "most_votes"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(client, run, field, value):
    sent = form(**{field: value})
    reply = client.post(address("allocation_try"), sent)
    assert reply.status_code == 422
    assert set(reply.context["form"].errors) == {field}
    assert reply.context["told"] is None
    part = client.post(address("allocation_try"), sent, **HTMX)
    assert f'href="#{field}"' in text(part)
    assert "Ensure" not in text(part)
    assert client.post(address("allocation_keep"), sent).status_code == 422
    assert not CapitalAllocation.objects.exists()


def test_a_floor_that_the_capital_does_not_reach_says_how_many_it_reaches(client, run):
    sent = form(15_000, **{f"floor-{VILLAGE}": "3"})
    reply = client.post(address("allocation_try"), sent, **HTMX)
    (error,) = reply.context["form"].errors[f"floor-{VILLAGE}"]
    assert "1" in error
    assert "ยังไม่มีคำตอบ" in text(reply)
    assert client.post(address("allocation_keep"), sent).status_code == 409


def kept(client, version=0, baht=40_000):
    reply = client.post(address("allocation_keep"), form(baht, version=str(version)))
    assert reply.status_code == 302
    return CapitalAllocation.objects.order_by("-sequence").first()


def test_what_is_kept_is_kept_once_however_often_it_is_sent(client, run):
    kept(client)
    assert client.post(address("allocation_keep"), form()).status_code == 409
    assert client.post(address("allocation_keep"), form(version="1")).status_code == 409
    assert CapitalAllocation.objects.count() == 1


def test_kept_ones_stand_beside_what_is_tried(client, run):
    first, second = kept(client), kept(client, 1, 80_000)
    sent = form(15_000) | {"compare": [str(first.pk), str(second.pk)]}
    reply = client.post(address("allocation_try"), sent, **HTMX)
    rows = {row.label: [value for value, _best in row.cells] for row in reply.context["comparison"]}
    assert rows["เงินทุนใหม่ที่ตั้งไว้ (บาท)"] == [1_500_000, 4_000_000, 8_000_000]
    freed = rows["ครัวเรือนที่ปลดหนี้ได้"]
    assert freed == sorted(freed)


def test_a_withdrawn_one_is_undone_once_and_stays_to_be_read(client, run):
    step = kept(client)
    withdraw = address("allocation_withdraw", step.pk)
    assert client.post(withdraw, {"version": "0"}).status_code == 409
    assert client.post(withdraw, {"version": "1"}).status_code == 302
    assert client.post(withdraw, {"version": "2"}).status_code == 409
    page = client.get(address("allocation_kept", step.pk))
    assert "เพิกถอนแล้วเมื่อ" in text(page)
    history = client.get(address("allocation")).context["steps"]
    assert [(one.number, one.kept) for one in history] == [(1, False), (1, True)]
    undoing = CapitalAllocation.objects.get(deed="withdrawn")
    assert client.get(address("allocation_kept", undoing.pk)).status_code == 404


def test_a_kept_one_is_printed_and_taken_away_as_text(client, run):
    step = kept(client, baht=100_000)
    page = client.get(address("allocation_kept", step.pk))
    assert "data-print" in text(page)
    served = page.context["told"].served
    content = client.get(address("allocation_text", step.pk)).content.decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(content))
    assert [row[0] for row in rows] == [one.home.household.code for one in served]
    content = client.get(address("allocation_file", step.pk)).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    codes = [row[1].value for row in sheet.iter_rows(min_row=5, max_row=4 + len(served))]
    assert codes == [row[0] for row in rows]
    drawn = [row[6].value for row in sheet.iter_rows(min_row=5, max_row=4 + len(served))]
    assert sum(drawn) * 100 == page.context["told"].head.drawn_satang
    assert AuditEvent.objects.filter(action="documents.taken").count() == 2


def test_an_auditor_reads_what_is_kept_and_tries_nothing(client, run):
    step = kept(client)
    auditor = logged_in(an_officer("auditor", "31"))
    page = auditor.get(address("allocation"))
    assert "เก็บแผนจัดสรรนี้" not in text(page)
    assert "data-slider" not in text(page)
    assert auditor.get(address("allocation_kept", step.pk)).status_code == 200
    assert auditor.get(address("allocation_text", step.pk)).status_code == 404
    assert auditor.post(address("allocation_try"), form()).status_code == 404


def test_a_kept_one_of_an_earlier_analysis_says_so(client, run):
    step = kept(client)
    later = a_capital_village(5)
    centre = an_import(later, on=TODAY).centre
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY, horizon_months=48)
    assert "คิดจากผลวิเคราะห์ก่อนหน้า" in text(client.get(address("allocation_kept", step.pk)))
    assert client.get(address("allocation")).context["kept"][0].outdated


def test_the_pages_speak_english(client, run):
    step = kept(client)
    client.cookies["django_language"] = "en"
    assert "Allocate capital" in text(client.get(address("allocation")))
    assert "Proven" in text(client.get(address("allocation")))
    assert "Print this allocation" in text(client.get(address("allocation_kept", step.pk)))
