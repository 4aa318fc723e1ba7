"""What was kept long enough goes, once, with a trace; what is held or owed stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from build import (
    a_book,
    a_book_of,
    a_debt,
    a_kept_pack,
    a_picture,
    a_reading,
    an_import,
    an_officer,
)
from foreign_making import sheets, workbook

from plodnee.audit.models import AuditEvent
from plodnee.casework.services import plan_centre
from plodnee.documents.models import Pack
from plodnee.organization.access import OPERATOR
from plodnee.privacy.models import Erasure, RetentionRun
from plodnee.privacy.nightly import run_tonight
from plodnee.privacy.retention import apply_retention, due_items, foreseen
from plodnee.privacy.services import set_hold
from plodnee.registers.book import Note, PersonName
from plodnee.registers.entries.evidence import attach_evidence, withdraw_evidence
from plodnee.registers.evidence_files import is_kept
from plodnee.registers.layouts import receive_workbook
from plodnee.registers.models import (
    FOREVER,
    Debt,
    DebtLine,
    DebtState,
    DebtSuccession,
    Evidence,
    Household,
    HouseholdState,
    ImportBatch,
    Person,
)
from plodnee.registers.sameness.services import decide
from plodnee.registers.selectors import report_of
from plodnee.registers.services import confirm_import, discard_import, stage_reading

pytestmark = pytest.mark.django_db
NOW = date(2026, 1, 1)
FORGOTTEN = "person_without_debt"
NOTE = Note("ลูกหนี้", "B2", "alike", "คล้ายกัน")


def kinds(on=NOW):
    return [due.kind for due in due_items(on)]


def apply(on=NOW):
    return apply_retention(actor=OPERATOR, on=on)


def staged(on, book=None):
    return stage_reading(a_reading(book, notes=(NOTE,)), actor=OPERATOR, on=on)


def test_a_preview_that_nobody_decides_about_is_discarded_and_its_report_dropped():
    batch = staged(NOW - timedelta(days=31))
    assert kinds(NOW - timedelta(days=1)) == []
    assert kinds() == ["undecided_import"]
    apply()
    batch.refresh_from_db()
    assert (batch.status, batch.sealed_book, batch.sealed_report) == ("discarded", "", "")
    assert kinds() == []


def test_a_workbook_of_another_layout_that_nobody_arranges_is_given_up():
    officer = an_officer("centre_committee", "31011805")
    waiting = receive_workbook(workbook(sheets()), actor=officer, on=NOW - timedelta(days=31))
    assert kinds(NOW - timedelta(days=1)) == []
    assert kinds() == ["waiting_workbook"]
    apply()
    waiting.refresh_from_db()
    assert (waiting.sealed_content, waiting.decided_on) == ("", NOW)
    assert kinds() == []


@pytest.fixture
def withdrawn(settings, tmp_path):
    """A picture of somebody's house that was attached by mistake and withdrawn."""
    settings.MEDIA_ROOT = tmp_path
    an_import()
    home, day = Household.objects.get(), NOW - timedelta(days=91)
    scan = attach_evidence(
        a_picture(), household=home, debt=None, kind="photo", description="", actor=OPERATOR, on=day
    )
    return withdraw_evidence(scan, reason="คนละบ้าน", actor=OPERATOR, on=day)


def test_a_file_attached_by_mistake_leaves_the_disk_and_what_it_was_stays(
    withdrawn, django_capture_on_commit_callbacks
):
    kind = "withdrawn_evidence"
    assert kind not in kinds(NOW - timedelta(days=1))
    assert kind in kinds()
    with django_capture_on_commit_callbacks(execute=True):
        apply()
    assert not is_kept(withdrawn.stored_as)
    assert kind not in kinds()
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawal.reason == "คนละบ้าน"
    (event,) = AuditEvent.objects.filter(action="privacy.evidence_removed")
    assert event.details == {
        "kind": kind,
        "since": withdrawn.withdrawal.withdrawn_on.isoformat(),
        "sha256": withdrawn.sha256,
    }


def test_a_hold_on_anybody_of_the_house_keeps_a_withdrawn_file(
    withdrawn, django_capture_on_commit_callbacks
):
    head = HouseholdState.objects.get().head.person
    set_hold(head, reason="คดี", actor=OPERATOR, on=NOW)
    assert [one.due.kind for one in foreseen(NOW)[1]] == ["withdrawn_evidence"]
    with django_capture_on_commit_callbacks(execute=True):
        _dropped, kept = apply()
    assert [one.reason_en for one in kept] == ["a legal hold keeps the data"]
    assert is_kept(withdrawn.stored_as)


def settled(settings, tmp_path, *, until):
    """A scan of a debt that registers say to be owed until a day, attached when it was lent."""
    settings.MEDIA_ROOT = tmp_path
    an_import(a_book_of(date(2010, 1, 1)))
    home, debt = Household.objects.get(), Debt.objects.get()
    scan = attach_evidence(
        a_picture(), household=home, debt=debt, kind="contract", description="", actor=OPERATOR,
        on=date(2010, 1, 1),
    )  # fmt: skip
    an_import(a_book_of(until, a_book(debts=(a_debt(principal_satang=0),))))
    return scan


def test_a_scan_of_a_debt_leaves_the_disk_ten_years_after_nobody_owed_it(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    scan, kind = settled(settings, tmp_path, until=date(2015, 12, 31)), "settled_evidence"
    assert kind not in kinds(NOW - timedelta(days=1))
    assert kind in kinds()
    assert kind not in [due.kind for due in due_items(NOW, "32")]
    with django_capture_on_commit_callbacks(execute=True):
        dropped, _kept = apply()
    assert [(one.key, one.since) for one in dropped if one.kind == kind] == [
        (str(scan.pk), date(2015, 12, 31))
    ]
    assert not is_kept(scan.stored_as)
    assert kind not in kinds()
    assert Evidence.objects.get() == scan
    (event,) = AuditEvent.objects.filter(action="privacy.evidence_removed")
    assert event.details["sha256"] == scan.sha256


def test_a_scan_stays_while_its_debt_is_owed_carried_on_or_held(settings, tmp_path):
    kind = "settled_evidence"
    scan = settled(settings, tmp_path, until=date(2015, 12, 31))
    assert kind in kinds()
    debt = Debt.objects.get()
    later = Debt.objects.create(
        household=debt.household, group=debt.group, outside_creditor=debt.outside_creditor
    )
    DebtSuccession.objects.create(debt=later, earlier=debt)
    line = DebtLine.objects.filter(debt=debt).first()
    line.pk, line.debt, line.owed_satang, line.valid_until = None, later, 100, FOREVER
    line.save()
    assert kind not in kinds()
    line.delete()
    head = HouseholdState.objects.order_by("pk").first().head.person
    set_hold(head, reason="คดี", actor=OPERATOR, on=NOW)
    assert kind in [one.due.kind for one in foreseen(NOW)[1]]
    an_import(a_book_of(date(2025, 1, 1)))  # owed again: a register said so
    assert kind not in kinds()
    assert is_kept(scan.stored_as)


def test_a_pack_that_was_made_goes_after_a_week_by_the_clock_of_the_office():
    centre, day = an_import().centre, date(2019, 3, 16)
    run = plan_centre(centre=centre, as_of=day, actor=OPERATOR, on=day)
    a_kept_pack(run, made_at=datetime(2025, 12, 24, 17, tzinfo=UTC))  # midnight of the 25th
    assert "pack" not in kinds()
    later = NOW + timedelta(days=1)
    assert "pack" not in [due.kind for due in due_items(later, "32")]
    assert "pack" in kinds(later)
    apply(later)
    assert not Pack.objects.exists()
    event = AuditEvent.objects.get(action="privacy.pack_dropped")
    assert (event.chain, event.details["since"]) == (centre.code, "2025-12-25")


def test_a_night_is_run_once_and_begun_anew_where_it_was_cut_short():
    staged(NOW - timedelta(days=31))
    early = datetime(2026, 1, 1, 1, 59, tzinfo=UTC)
    assert run_tonight(lambda: early) is None
    at_two = early + timedelta(minutes=1)
    run = run_tonight(lambda: at_two)
    assert (run.on, run.attempt, run.dropped, run.kept) == (NOW, 1, 1, 0)
    assert run_tonight(lambda: at_two + timedelta(hours=20)) is None
    (event,) = AuditEvent.objects.filter(action="privacy.retention_ran")
    assert event.details == {"dropped": 1, "kept": 0}
    next_night = at_two + timedelta(days=1)
    cut = RetentionRun.objects.create(on=next_night.date(), attempt=1, started_at=next_night)
    assert run_tonight(lambda: next_night + timedelta(minutes=59)) is None
    again = run_tonight(lambda: next_night + timedelta(hours=1))
    assert (again.attempt, again.dropped) == (2, 0)
    cut.refresh_from_db()
    assert cut.ended_at is None


def test_refused_rows_go_with_the_report_of_their_import():
    reading = a_reading(notes=(NOTE,))
    old = stage_reading(reading, actor=OPERATOR, on=date(2023, 12, 1), correction=b"rows")
    confirm_import(old, actor=OPERATOR, on=date(2023, 12, 31))
    old.refresh_from_db()
    assert old.sealed_correction
    apply()
    old.refresh_from_db()
    assert (old.sealed_report, old.sealed_correction) == ("", "")


def test_reports_go_after_their_time_and_the_import_stays():
    discarded = staged(NOW - timedelta(days=120))
    discard_import(discarded, actor=OPERATOR, on=NOW - timedelta(days=91))
    old = staged(date(2023, 12, 1), a_book(cash=()))
    confirm_import(old, actor=OPERATOR, on=date(2023, 12, 31))
    assert kinds() == ["discarded_report", "import_report"]
    dropped, kept = apply()
    assert (len(dropped), kept) == (2, [])
    old.refresh_from_db()
    assert report_of(old).notes == ()
    assert ImportBatch.objects.count() == 2
    assert AuditEvent.objects.filter(action="privacy.report_dropped").count() == 2


def test_a_person_no_register_speaks_of_for_ten_years_is_erased():
    an_import(a_book_of(date(2015, 12, 31), a_book(debts=(a_debt(principal_satang=0),))))
    an_import(a_book_of(date(2016, 1, 2), a_book(debts=(a_debt(principal_satang=0),))))
    assert "person_without_debt" not in kinds()
    later = date(2026, 1, 3)
    assert kinds(later).count("person_without_debt") == Person.objects.count()
    apply(later)
    assert Erasure.objects.filter(ground="retention").count() == Person.objects.count()
    assert "person_without_debt" not in kinds(later)


def test_who_is_held_is_not_due_and_who_still_owes_is_kept_with_the_reason():
    an_import(a_book_of(date(2010, 1, 1)))
    (kept,) = apply()[1][:1]
    assert "open" in kept.reason_en
    assert not Erasure.objects.exists()
    for person in Person.objects.all():
        set_hold(person, reason="มีคดี", actor=OPERATOR, on=NOW)
    assert "person_without_debt" not in kinds()


def test_what_a_run_would_do_is_foreseen_and_nothing_is_touched():
    an_import(a_book_of(date(2010, 1, 1)))
    an_import(a_book_of(date(2011, 1, 1), a_book(debts=(a_debt(principal_satang=0),))))
    staged(date(2011, 3, 1), a_book_of(date(2011, 2, 1)))
    before = AuditEvent.objects.count()
    gone, kept = foreseen(NOW)
    assert AuditEvent.objects.count() == before
    assert ImportBatch.objects.filter(status="preview").count() == 1
    assert apply() == (gone, kept)
    assert "person_without_debt" in [due.kind for due in gone]
    assert foreseen(NOW) == ([], [])


def test_what_would_stay_is_foreseen_with_its_reason():
    an_import(a_book_of(date(2010, 1, 1)))
    gone, kept = foreseen(NOW)
    assert FORGOTTEN not in [due.kind for due in gone]
    assert "open" in kept[0].reason_en


def test_somebody_under_two_entries_is_forgotten_when_neither_is_spoken_of():
    nothing_owed = a_book(
        debts=(a_debt(principal_satang=0, borrower=PersonName("นาง", "เดิม ชื่อหนึ่ง")),)
    )
    an_import(a_book_of(date(2010, 1, 1), nothing_owed))
    later = replace(nothing_owed, debts=())
    centre = an_import(a_book_of(date(2020, 1, 1), later)).centre
    head = HouseholdState.objects.first().head.person
    borrower = DebtState.objects.get().borrower.person
    assert [due.key for due in due_items(NOW) if due.kind == FORGOTTEN] == [str(borrower.pk)]
    decide(
        centre=centre, kind="person", kept=head.pk, joined=borrower.pk, verdict="same",
        reason="คนเดียวกัน", actor=OPERATOR, on=NOW,
    )  # fmt: skip
    assert FORGOTTEN not in kinds()
    assert kinds(date(2031, 1, 1)).count(FORGOTTEN) == 1


def test_a_run_that_was_killed_goes_on_where_it_was():
    class Killed(BaseException):
        pass

    def kill(done, total):
        raise Killed

    an_import(a_book_of(date(2010, 1, 1), a_book(debts=(a_debt(principal_satang=0),))))
    staged(NOW - timedelta(days=31))
    gone, kept = foreseen(NOW)
    assert len(gone) > 2
    for left in range(len(gone), 0, -1):
        assert len(foreseen(NOW)[0]) == left
        with pytest.raises(Killed):
            apply_retention(actor=OPERATOR, on=NOW, progress=kill)
    assert apply() == ([], kept)


def test_running_again_changes_nothing():
    staged(NOW - timedelta(days=31))
    apply()
    events = AuditEvent.objects.count()
    assert apply() == ([], [])
    assert AuditEvent.objects.count() == events
