"""A person erased is nowhere named any more; what was owed and paid stands as it stood."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from build import (
    TODAY,
    a_book,
    a_book_of,
    a_debt,
    a_household,
    a_picture,
    a_reading,
    an_import,
    an_officer,
)
from django.apps import apps
from django.db import connection

from plodnee.audit.selectors import chain_problems
from plodnee.audit.subjects import open_column, seal_column
from plodnee.casework.models import ContactName, GuarantorNotice, HouseholdPlan
from plodnee.casework.selectors import centre_analysis
from plodnee.casework.services import plan_centre
from plodnee.engine.national_id import make_up
from plodnee.ledger import chart
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.models import Entry as BookEntry
from plodnee.ledger.services import open_books, post
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.privacy.erasure import GONE, erase_subject
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.gone import pattern_of
from plodnee.privacy.lending import lenders_named
from plodnee.privacy.models import Erasure
from plodnee.privacy.services import lift_holds, set_hold
from plodnee.registers.book import Note, PersonName
from plodnee.registers.debts_now import parts_by_debt
from plodnee.registers.entries.evidence import attach_evidence
from plodnee.registers.models import (
    DebtState,
    Evidence,
    Household,
    ImportBatch,
    NationalId,
    OutsideCreditor,
    Person,
    PersonKey,
    WrittenName,
)
from plodnee.registers.selectors import register_book, report_of
from plodnee.registers.services import confirm_import, discard_import, stage_reading

pytestmark = pytest.mark.django_db
NAME = PersonName("นาย", "ลับสุด ปกปิด")
NUMBER = make_up(5)
CANARIES = (NUMBER, NAME.full, "ซอยลับ", "โน้ตลับ")
HOME = a_household("001", head=NAME, national_id=NUMBER, house_number="9 ซอยลับ")
CLOSED = a_debt(
    borrower=NAME, national_id=NUMBER, principal_satang=0, contract_principal_satang=777_700,
    note="โน้ตลับ",
)  # fmt: skip
OTHER = a_debt(
    3, household_code="002", borrower=PersonName("", "อีก บ้าน"), principal_satang=0,
    guarantors="ลับสุด  ปกปิด, คนที่สอง",
)  # fmt: skip
BOOK = a_book(
    households=(HOME, a_household("002", head=PersonName("", "อีก บ้าน"))), debts=(CLOSED, OTHER)
)


@pytest.fixture
def centre():
    note = Note("ลูกหนี้", "B2", "person_alike", f"ชื่อ {NAME.full} ซ้ำ")
    batch = stage_reading(a_reading(BOOK, notes=(note,)), actor=OPERATOR, on=TODAY)
    batch = confirm_import(batch, actor=OPERATOR, on=TODAY)
    plan_centre(centre=batch.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    return batch.centre


@pytest.fixture
def person(centre):
    return Household.objects.get(code="001").states.get().head.person


def erase(person, **more):
    given = {"ground": "request", "actor": OPERATOR, "on": TODAY}
    return erase_subject(person, **(given | more))


def everything():
    """Every value of every row of every table, what facts escape written out."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            rows += map(repr, cursor.fetchall())
    return re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), "\n".join(rows))


def test_nothing_names_the_person_any_more_and_no_figure_changes(centre, person):
    figures = parts_by_debt(centre), DebtState.objects.values_list("contract_principal_satang")
    before = [figures[0], list(figures[1])]
    assert NAME.full in everything()
    erasure = erase(person)
    assert erasure.rows >= 4
    kept = everything()
    for canary in CANARIES:
        assert canary not in kept, canary
    assert [parts_by_debt(centre), list(figures[1].all())] == before
    assert chain_problems() == []


def test_a_private_lender_is_named_no_more_in_register_and_books_once_nothing_is_owed():
    lent = a_debt(
        7, household_code="002", borrower=PersonName("", "อีก บ้าน"), creditor=f"นาย{NAME.full}",
        creditor_kind="informal", principal_satang=100_000, rate_bp=1_200,
    )  # fmt: skip
    centre = an_import(replace(BOOK, debts=(*BOOK.debts, lent))).centre
    person = Household.objects.get(code="001").states.get().head.person
    plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    worked_out = everything_of_plans(centre)
    assert f'"นาย{NAME.full}"' in worked_out
    with pytest.raises(ErasureNotPossible, match="as a lender"):
        erase(person)
    paid = replace(lent, principal_satang=0)
    an_import(a_book_of(date(2019, 5, 1), replace(BOOK, debts=(*BOOK.debts, paid))))
    lender = centre.outside_creditors.get()
    open_books(centre=centre, opened_on=TODAY, actor=OPERATOR)
    account = chart.payoff(lender, lender.name).open_at(centre)
    to_pay = Posting(chart.cash().open_at(centre), account, 500)
    paid_out = Posting(account, chart.cash().open_at(centre), 500)
    posted(centre, to_pay)
    with pytest.raises(ErasureNotPossible, match="as a lender"):
        erase(person)
    posted(centre, paid_out)
    erase(person)
    assert NAME.full not in everything()
    emptied = worked_out.replace(f"นาย{NAME.full}", f"{GONE} {lender.pk}")
    assert everything_of_plans(centre) == emptied  # no figure changed
    assert centre_analysis(centre).households[1].debts[-1].creditor_name == f"{GONE} {lender.pk}"
    assert centre.accounts.get(code=account).name == f"รอรับชำระหนี้แทน: {GONE} {lender.pk}"
    assert verify_ledger().sound
    assert chain_problems() == []


def test_a_lender_whose_name_only_begins_like_it_is_somebody_else(centre, person):
    lenders = [
        OutsideCreditor.objects.create(centre=centre, kind="informal", name=f"นาย{NAME.full}{more}")
        for more in ("งาม", "")
    ]
    assert lenders_named(centre.code, pattern_of([person.pk])) == {lenders[1].pk}


def everything_of_plans(centre):
    plans = HouseholdPlan.objects.filter(run__centre=centre).order_by("pk").values()
    said = [*centre.plan_runs.values_list("totals", flat=True), *plans]
    return json.dumps(said, ensure_ascii=False, default=str)


def posted(centre, line):
    draft = EntryDraft(uuid4(), centre.code, BookEntry.Kind.SETTLEMENT, TODAY, (line,), "1")
    return post(draft, actor=OPERATOR)


def test_the_key_the_id_and_its_index_are_destroyed(person):
    erase(person)
    assert not NationalId.objects.filter(person=person).exists()
    assert not PersonKey.objects.filter(person=person).exists()
    assert WrittenName.objects.get(person=person).full == GONE


def test_what_was_worked_out_and_read_before_says_it_no_more(centre, person):
    assert centre_analysis(centre).households[0].household.head == NAME
    erase(person)
    analysis = centre_analysis(centre)
    assert analysis.households[0].household.head == PersonName("", GONE)
    assert analysis.households[0].household.national_id is None
    assert register_book(centre).debts[1].guarantors == f"{GONE}, คนที่สอง"


def test_a_report_that_quoted_the_name_is_cleaned_and_still_reads(centre, person):
    erase(person)
    report = report_of(centre.imports.get())
    assert report.notes[0].message == f"ชื่อ {GONE} ซ้ำ"


def test_the_rows_that_were_refused_are_dropped_with_whoever_stands_in_them(centre, person):
    batch = centre.imports.get()
    ImportBatch.objects.filter(pk=batch.pk).update(sealed_correction="sealed rows")
    erase(person)
    assert ImportBatch.objects.get(pk=batch.pk).sealed_correction == ""


@pytest.mark.django_db(transaction=True)
def test_scans_are_destroyed_with_whoever_stands_on_them(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    centre = an_import(BOOK).centre
    home = centre.households.get(code="001")
    scan = attach_evidence(
        a_picture(), household=home, debt=None, kind="photo", description="บัตร",
        actor=OPERATOR, on=TODAY,
    )  # fmt: skip
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    for person in {state.head.person for state in home.states.all()}:
        erase(person)
    for name in DebtState.objects.filter(debt__household=home).values("borrower__person"):
        erase(Person.objects.get(pk=name["borrower__person"]))
    assert not file.exists()
    assert Evidence.objects.get(pk=scan.pk).description == ""


def test_erasing_again_changes_nothing(person):
    first = erase(person)
    assert erase(person) == first
    assert Erasure.objects.count() == 1


def test_somebody_who_still_owes_or_is_held_or_waits_is_not_erased(centre, person):
    owing = a_book_of(date(2019, 5, 1), replace(BOOK, debts=(replace(CLOSED, principal_satang=5),)))
    waiting = stage_reading(a_reading(owing), actor=OPERATOR, on=TODAY)
    with pytest.raises(ErasureNotPossible, match="waits"):
        erase(person)
    discard_import(waiting, actor=OPERATOR, on=TODAY)
    set_hold(person, reason="มีคดี", actor=OPERATOR, on=TODAY)
    with pytest.raises(ErasureNotPossible, match="hold"):
        erase(person)
    lift_holds(person, reason="คดีจบ", actor=OPERATOR, on=TODAY)
    an_import(owing)
    with pytest.raises(ErasureNotPossible, match="open"):
        erase(person)
    assert not Erasure.objects.exists()


def test_whom_an_open_debt_names_as_a_guarantor_is_kept_until_it_is_paid(centre, person):
    owing = replace(OTHER, principal_satang=700_000)
    an_import(a_book_of(date(2019, 5, 1), replace(BOOK, debts=(CLOSED, owing))))
    with pytest.raises(ErasureNotPossible, match=r"guarantor of this name .* households 002,"):
        erase(person)
    longer = replace(owing, guarantors=f"{NAME.full}ยิ่ง, คนที่สอง")
    an_import(a_book_of(date(2019, 6, 1), replace(BOOK, debts=(CLOSED, longer))))
    assert erase(person).rows


def test_whoever_was_told_of_anothers_debt_or_named_for_it_is_named_there_no_more(centre, person):
    other, at = Household.objects.get(code="002"), datetime.combine(TODAY, time(), UTC)
    named = ContactName(household=other, relation="other", named_on=TODAY, done_at=at)
    told = GuarantorNotice(
        debt=other.debts.get(), defaulted_on=TODAY, sent_on=TODAY, channel="by_hand", done_at=at
    )
    for row, column in (named, "sealed_name"), (told, "sealed_guarantor"):
        seal_column(row, column, f"นาย{NAME.full}")
        row.save(force_insert=True)
    erase(person)
    for row, column in (named, "sealed_name"), (told, "sealed_guarantor"):
        row.refresh_from_db()
        assert open_column(row, column) == f"นาย{GONE}"


def test_a_committee_does_not_erase(person):
    with pytest.raises(NotAllowed):
        erase(person, actor=an_officer("centre_committee", "31011805"))


def test_whoever_lives_on_in_the_household_keeps_the_house(centre):
    wife = PersonName("นาง", "ยังอยู่ ต่อไป")
    debts = (*BOOK.debts, a_debt(5, borrower=wife, principal_satang=0))
    an_import(a_book_of(date(2019, 6, 1), replace(BOOK, debts=debts)))
    erase(Household.objects.get(code="001").states.first().head.person)
    kept = register_book(centre)
    assert kept.households[0].house_number == "9 ซอยลับ"
    assert {debt.borrower.full for debt in kept.debts} == {GONE, "อีก บ้าน", wife.full}


def test_an_import_that_names_the_person_later_enters_somebody_new(centre, person):
    erase(person)
    an_import(a_book_of(date(2019, 6, 1), BOOK))
    assert NationalId.objects.count() == 2
    assert not NationalId.objects.filter(person=person).exists()
