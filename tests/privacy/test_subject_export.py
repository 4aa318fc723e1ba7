"""A person's export holds every row that speaks of them and no word about anybody else."""

import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from build import CENTRE_CODE, TODAY, a_book, a_book_of, a_debt, a_household, an_import, an_officer

from plodnee.audit.access import record_access
from plodnee.audit.models import AuditEvent
from plodnee.audit.subjects import models_about_subjects
from plodnee.casework.services import plan_centre
from plodnee.documents.builders.subject_export import build_json, build_pdf, build_workbook
from plodnee.documents.subjects import subject_facts
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.privacy.export import export_subject, subject_data
from plodnee.privacy.services import give_consent, load_purposes, receive_request
from plodnee.registers.baseline.services import freeze_baselines
from plodnee.registers.book import PersonName
from plodnee.registers.confirmation.services import issue_slips
from plodnee.registers.models import Debt, Household, Person

pytestmark = pytest.mark.django_db
WIFE = PersonName("นาง", "ภรรยา ดีงาม")
NOW = date(2026, 3, 16)
NUMBER, WIFES_NUMBER = make_up(1), make_up(77)
BOOK = a_book(
    households=(a_household(is_target=True), a_household("002", head=PersonName("", "อื่น ไกล"))),
    debts=(
        a_debt(national_id=NUMBER, note="บันทึกของเขา"),
        a_debt(3, borrower=WIFE, national_id=WIFES_NUMBER, note="บันทึกของเธอ", guarantors="คนค้ำ"),
        a_debt(4, household_code="002", borrower=PersonName("", "อื่น ไกล"), note="ของคนอื่น"),
    ),
)


@pytest.fixture
def person():
    load_purposes()
    centre = an_import(BOOK).centre
    an_import(a_book_of(date(2019, 6, 1), BOOK))
    issue_slips(centre=centre, actor=OPERATOR, on=TODAY)
    freeze_baselines(centre=centre, actor=OPERATOR, on=TODAY)
    head = Household.objects.get(code="001").states.first().head.person
    said = {"actor": OPERATOR, "on": NOW}
    give_consent(head, purpose_code="share_debts", channel="paper", said_on=NOW, **said)
    receive_request(head, kind="export", received_on=NOW, **said)
    record_access(OPERATOR, "household", chain=CENTRE_CODE, households=[head.household_id or
                  Household.objects.get(code="001").pk])  # fmt: skip
    return head


def test_every_table_that_holds_something_of_the_person_is_in_it(person):
    data = subject_data(person, NOW)
    counts = {label: len(rows) for label, rows in data.tables.items()}
    assert counts == {
        "privacy.ConsentRecord": 1, "privacy.SubjectRequest": 1, "registers.BalanceSlip": 1,
        "registers.Baseline": 1, "registers.BaselineDebt": 1, "registers.CashItem": 4,
        "registers.Debt": 1, "registers.DebtState": 2, "registers.Household": 1,
        "registers.HouseholdState": 2, "registers.NationalId": 1, "registers.Person": 1,
        "registers.WrittenName": 1,
    }  # fmt: skip
    assert [look["screen"] for look in data.looks] == ["household"]
    assert {deed["action"] for deed in data.deeds} == {
        "privacy.consent_given", "privacy.request_received",
    }  # fmt: skip


def test_planted_rows_in_every_exported_table_are_all_found(person):
    """What a table holds of this household, counted apart by its own path: all but her debt."""
    home = Household.objects.get(code="001")
    hers = Debt.objects.filter(states__borrower__full=WIFE.full).distinct().get().pk
    data = subject_data(person, NOW)
    for model, rule in models_about_subjects():
        if rule.is_exported and rule.household:
            rows = model._default_manager.filter(**{rule.household: home.pk})
            his = [row for row in rows if getattr(row, "debt_id", row.pk) != hers]
            assert len(his) == len(data.tables.get(model._meta.label, ())), model._meta.label
    assert str(hers) not in build_json(subject_facts(data)).decode()


def test_the_copy_names_the_creditor_and_no_debt_of_somebody_else(person):
    (debt,) = subject_data(person, NOW).tables["registers.Debt"]
    assert debt["creditor"] == "กองทุนหมู่บ้าน"
    wife = Person.objects.filter(names__full=WIFE.full).get()
    (hers,) = subject_data(wife, NOW).tables["registers.Debt"]
    assert hers["id"] != debt["id"]


def test_an_analysis_of_the_household_tells_nothing_of_another_members_debt(person):
    plan_centre(centre=person.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    rows = subject_data(person, NOW).tables["casework.HouseholdPlan"]
    assert all(row["debtor_class"] for row in rows)
    for row in rows:
        assert row.keys().isdisjoint({"problem", "menu", "figures", "reason", "reason_en"})


def test_a_debt_of_the_same_name_without_an_id_is_told_as_it_may_be_the_persons(person):
    unnamed = a_debt(9, creditor="นายทุน", creditor_kind="informal")
    an_import(a_book_of(date(2019, 7, 1), replace(BOOK, debts=(*BOOK.debts, unnamed))))
    assert len(subject_data(person, NOW).tables["registers.Debt"]) == 2


def test_sealed_values_are_open_and_of_others_nothing_is_told(person):
    text = build_json(subject_facts(subject_data(person, NOW))).decode()
    assert NUMBER in text
    assert "12/3" in text
    assert "บันทึกของเขา" in text
    for word in (WIFES_NUMBER, "บันทึกของเธอ", "คนค้ำ", WIFE.full, "ของคนอื่น", "อื่น ไกล"):
        assert word not in text


def test_the_three_files_say_the_same(person):
    facts = subject_facts(subject_data(person, NOW))
    plain = json.loads(build_json(facts))
    assert plain["person"] == str(person.pk)
    book = build_workbook(facts, language="th")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        cells = "".join(archive.read(name).decode() for name in archive.namelist() if "xml" in name)
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(facts.tables) + 2
    pages = pypdfium2.PdfDocument(build_pdf(facts, language="th"))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for said in (cells, text):
        assert NUMBER in said
        assert "ซื้อ" not in said
        assert "001" in said
    assert "เลขประจ" in text


def test_the_pages_of_a_copy_say_months_requests_and_page_of_pages_in_words(person):
    for language, said in (
        ("th", ("หน้า ๑ จาก", "ขอสำเนาข้อมูล", "เดือน ธ.ค.")),
        ("en", ("Page 1 of", "a copy of the data", "months Dec")),
    ):
        pages = pypdfium2.PdfDocument(
            build_pdf(subject_facts(subject_data(person, NOW)), language=language)
        )
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        plain = unicodedata.normalize("NFKC", text)
        for words in said:
            assert unicodedata.normalize("NFKC", words) in plain


def test_an_export_leaves_a_trace_and_is_not_for_everybody(person):
    with pytest.raises(NotAllowed):
        export_subject(person, actor=an_officer("centre_committee", CENTRE_CODE), on=NOW)
    export_subject(person, actor=an_officer("district_officer", "3101"), on=NOW)
    event = AuditEvent.objects.get(action="privacy.exported")
    assert event.subject_key == str(person.pk)
    assert Person.objects.count() >= 3
