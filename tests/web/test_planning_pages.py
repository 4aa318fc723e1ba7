"""Planning a whole centre: how far it has come, its table of results, and what is taken away."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from build import (
    NOON,
    TODAY,
    a_book,
    a_debt,
    a_household,
    a_job,
    an_import,
    an_officer,
    jobs_done,
)
from django.urls import reverse
from django.utils import timezone
from world import OWN, logged_in

from plodnee.audit.models import AuditEvent
from plodnee.casework.jobs.services import ask_for_plan, take_job
from plodnee.casework.models import Job
from plodnee.casework.plan import menus
from plodnee.organization.access import OPERATOR
from plodnee.registers.book import CashItem, PersonName
from plodnee.registers.models import Household
from plodnee.web.csv_files import csv_file

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
RICH, POOR = "001", "002"


@pytest.fixture
def client():
    return logged_in(an_officer("district_officer", "3101"))


def a_village():
    """One household that can pay, one that cannot, one that owes nothing."""
    poor = a_household(POOR, head=PersonName("นาง", "=ขัดสน สอง"), is_target=True)
    lender = {"creditor": "นายทุน", "creditor_kind": "informal", "household_code": POOR}
    lender |= {"rate_bp": 3600}
    book = a_book(
        households=(a_household(RICH, cash_satang=9_000_000), poor, a_household("003")),
        debts=(a_debt(2), a_debt(3, **lender, principal_satang=90_000_000)),
    )
    little = CashItem(POOR, "income", "รับจ้าง", 100_000, (1,))
    return replace(book, cash=(*book.cash, little, CashItem(POOR, "expense", "ไม่มี", 0, (1,))))


@pytest.fixture
def centre():
    return an_import(a_village()).centre


@pytest.fixture
def planned(centre):
    ask_for_plan(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY, at=NOON)
    assert jobs_done() == 1
    return centre


def page(client, name, **said):
    return client.get(reverse(name, args=[OWN]), said)


def text(reply):
    return reply.content.decode()


def test_planning_leads_to_its_progress_and_then_to_the_results(client, centre):
    reply = client.post(reverse("plan", args=[OWN]))
    job = Job.objects.get()
    assert reply.url == reverse("job", args=[OWN, job.pk])
    assert "รอเริ่มงาน" in text(client.get(reply.url))
    assert reply.url in text(page(client, "centre"))
    jobs_done()
    assert client.get(reply.url).url == reverse("results", args=[OWN])
    told = client.get(reply.url, **HTMX)
    assert told["HX-Redirect"] == reverse("results", args=[OWN])


def test_reloading_the_page_of_a_job_tells_how_far_it_is(client, centre):
    job = a_job(centre)
    take_job("a/1", at=timezone.now(), seconds=60)
    Job.objects.update(done=1, total=3)
    for _ in range(2):
        assert 'max="3" value="1"' in text(client.get(reverse("job", args=[OWN, job.pk])))


def test_a_job_that_nobody_takes_up_or_holds_any_more_says_so(client, centre):
    job = a_job(centre)
    address = reverse("job", args=[OWN, job.pk])
    assert "plodnee work" in text(client.get(address))
    take_job("a/1", at=timezone.now() - timedelta(hours=1), seconds=60)
    assert "งานหยุดกลางทาง" in text(client.get(address))


def test_cancelling_says_that_nothing_was_changed_and_offers_to_begin_anew(client, centre):
    job = a_job(centre)
    reply = client.post(reverse("job_cancel", args=[OWN, job.pk]), follow=True)
    assert "ยกเลิกงานแล้ว" in text(reply)
    assert reverse("plan", args=[OWN]) in text(reply)
    told = client.get(reverse("job", args=[OWN, job.pk]), **HTMX)
    assert told["HX-Refresh"] == "true"


def test_a_job_that_failed_tells_why_in_the_language_of_the_reader(client, centre):
    job = a_job(centre)
    Job.objects.update(arguments={"as_of": "no day"})
    with pytest.raises(ValueError, match="no day"):
        jobs_done()
    address = reverse("job", args=[OWN, job.pk])
    assert "โปรแกรมขัดข้อง" in text(client.get(address))
    client.cookies["django_language"] = "en"
    assert "fault of the program" in text(client.get(address))


def household_page(client, code):
    home = Household.objects.get(code=code)
    return text(client.get(reverse("household", args=[OWN, home.pk])))


def test_an_unlawful_rate_is_marked_and_what_is_missing_is_said_of_its_own_month(client, planned):
    poor = household_page(client, POOR)
    assert "เกินเพดานตามกฎหมาย" in poor
    assert "เดือนที่หนักที่สุดของช่วงแผนยังขาดอย่างน้อย" in poor
    assert "เกินเพดานตามกฎหมาย" not in household_page(client, RICH)
    desk = reverse("workspace", args=[OWN, Household.objects.get(code=POOR).pk])
    assert "เกินเพดานตามกฎหมาย" in text(client.get(desk))


def test_a_household_whose_cash_nobody_recorded_is_said_to_be_not_planned(client):
    centre = an_import(replace(a_village(), cash=())).centre
    ask_for_plan(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY, at=NOON)
    jobs_done()
    told = household_page(client, RICH)
    for words in ("ยังวางแผนไม่ได้", "ยังไม่มีใครบันทึกรายรับและรายจ่าย", "ยังไม่บันทึก"):
        assert words in told
    assert "เงินสดของครัวเรือนตลอดปี" not in told
    desk = reverse("workspace", args=[OWN, Household.objects.get(code=RICH).pk])
    assert "ยังไม่มีใครบันทึกรายรับและรายจ่าย" in text(client.get(desk))
    assert "ยังไม่มีใครบันทึกรายรับและรายจ่าย" in text(page(client, "results"))


def codes(reply):
    return [one.row.facts.household.code for one in reply.context["page"]]


def test_the_table_holds_every_household_that_owes(client, planned):
    assert codes(page(client, "results")) == [RICH, POOR]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"plan": "fits"}, [RICH]),
        ({"plan": "none"}, [POOR]),
        ({"plan": "today"}, [RICH]),
        ({"plan": "helped"}, []),
        ({"kind": "target"}, [POOR]),
        ({"creditor": "0"}, [POOR]),
        ({"pinned": "yes"}, []),
        ({"pinned": "no"}, [RICH, POOR]),
        ({"saved": "0"}, [RICH]),
        ({"saved": "1000000"}, []),
        ({"saved": "๑,๐๐๐,๐๐๐"}, []),
        ({"saved": "-50"}, [RICH]),
        ({"sort": "owed"}, [POOR, RICH]),
        ({"sort": "missing"}, [POOR, RICH]),
        ({"sort": "largest"}, [RICH, POOR]),
        ({"goal": "smallest_instalment"}, [RICH, POOR]),
        ({"plan": "nonsense", "goal": "nonsense", "saved": "x"}, [RICH, POOR]),
    ],
)
def test_a_filter_narrows_and_an_order_orders(client, planned, said, expected):
    assert codes(page(client, "results", **said)) == expected


@pytest.mark.parametrize("typed", ["1e3", "0.001", "99999999999", "1,0"])
def test_an_amount_that_cannot_be_read_is_told_at_its_field(client, planned, typed):
    reply = client.post(reverse("results", args=[OWN]), {"saved": typed}, follow=True)
    assert codes(reply) == [RICH, POOR]
    assert 'aria-describedby="id_saved_error"' in text(reply)
    assert 'id="id_saved_error"' in text(reply)
    assert "จึงยังไม่ได้กรองด้วยจำนวนนี้" in text(reply)


def test_a_household_that_is_not_proven_in_time_stands_beside_the_others_with_its_way_out(
    client, centre, monkeypatch
):
    proven = menus.solve_menu

    def bounded(problem, **said):
        return proven(problem, **said | ({"most_steps": 0} if problem.id == POOR else {}))

    monkeypatch.setattr(menus, "solve_menu", bounded)
    ask_for_plan(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY, at=NOON)
    assert jobs_done() == 1
    assert Job.objects.get().refusal_code == ""
    for said, expected in (
        ({}, [RICH, POOR]), ({"plan": "unplanned"}, [POOR]), ({"plan": "none"}, []),
    ):  # fmt: skip
        assert codes(page(client, "results", **said)) == expected
    assert codes_listed(page(client, "households", plan="unplanned")) == [POOR]
    content = page(client, "results_text", plan="unplanned").content.decode("utf-8-sig")
    assert "ยังวางแผนไม่ได้" in content
    home = Household.objects.get(code=POOR)
    for name, place in (("results", []), ("household", [home.pk]), ("workspace", [home.pk])):
        told = text(client.get(reverse(name, args=[OWN, *place])))
        assert "ยังวางแผนไม่ได้" in told
        assert "ลดจำนวนหนี้ที่รวม" in told
        assert "ไม่มีเงื่อนไขใดจบ" not in told


def codes_listed(reply):
    return [row.facts.household.code for row in reply.context["page"]]


def test_the_class_narrows_too(client, planned):
    found = [one.row.facts.debtor_class for one in page(client, "results").context["page"]]
    for letter in set(found):
        shown = page(client, "results", debtor_class=letter).context["page"]
        assert len(list(shown)) == found.count(letter)


def test_a_goal_shows_that_goals_line(client, planned):
    lines = {
        goal: page(client, "results", goal=goal).context["page"][0].line.goal
        for goal in ("least_interest", "soonest_debt_free", "least_concession")
    }
    assert all(goal == shown for goal, shown in lines.items())


def test_a_search_by_name_is_in_no_address_and_survives_paging(client, planned):
    reply = client.post(reverse("results", args=[OWN]), {"q": "ขัดสน", "sort": "owed"})
    assert reply.url == reverse("results", args=[OWN]) + "?goal=least_interest&sort=owed" or (
        reply.url == reverse("results", args=[OWN]) + "?sort=owed"
    )
    assert codes(client.get(reply.url)) == [POOR]
    client.get(reverse("results", args=[OWN]), {"clear": "1"})
    assert codes(page(client, "results")) == [RICH, POOR]


def test_nothing_found_is_said_with_a_way_out(client, planned):
    reply = page(client, "results", saved="1000000")
    assert "ไม่พบครัวเรือน" in text(reply)
    assert "?clear=1" in text(reply)


def test_every_row_is_shown_for_printing(client, planned):
    reply = page(client, "results", every="1")
    assert "data-print" in text(reply)
    assert reply.context["page"].paginator.num_pages == 1


def test_before_planning_there_is_a_word_for_it(client, centre):
    reply = page(client, "results")
    assert reply.status_code == 409
    assert "ยังไม่ได้วิเคราะห์" in text(reply)


def test_the_files_hold_the_rows_of_the_page_and_no_formula(client, planned):
    content = page(client, "results_text", sort="owed").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(content))
    assert [row[0] for row in rows] == [POOR, RICH]
    assert rows[0][1] == "นาง=ขัดสน สอง"
    assert all(len(row) == len(head) for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    book = openpyxl.load_workbook(
        io.BytesIO(page(client, "results_file", sort="owed", goal="smallest_instalment").content)
    )
    cells = [cell for row in book.active.iter_rows(min_row=5) for cell in row]
    assert [cell.value for cell in cells if cell.value in (RICH, POOR)] == [POOR, RICH]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert all(formula.startswith("=SUBTOTAL") for formula in formulas)
    taken = AuditEvent.objects.filter(action="documents.taken").count()
    assert taken == 2


def test_an_amount_below_zero_stays_a_number_in_a_file():
    told = csv_file(["x"], [["-233.70"], ["-1+1"], ["=1"], ["+66"]]).decode("utf-8-sig")
    assert [row for (row,) in csv.reader(io.StringIO(told))][1:] == [
        "-233.70",
        "'-1+1",
        "'=1",
        "'+66",
    ]


def test_an_empty_table_is_taken_away_without_rows(client, planned):
    content = page(client, "results_text", saved="1000000").content.decode("utf-8-sig")
    assert len(content.splitlines()) == 1
    assert page(client, "results_file", saved="1000000").status_code == 200
