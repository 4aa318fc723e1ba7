"""The guards of history stand after every migration, and a missing or changed one is noticed."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from plodnee.audit.guards import guard_problems, install_guards, remove_guards
from plodnee.audit.models import GuardFingerprint

pytestmark = pytest.mark.django_db


def test_after_a_migration_every_guard_stands():
    assert guard_problems() == []


def test_history_is_what_is_said_and_never_who_is_spoken_of():
    guarded = {m.__name__ for m in apps.get_models() if getattr(m, "is_history", False)}
    assert guarded == {
        "AuditEvent", "CentreStatement", "MemberGroupState", "HouseholdState", "CashItem",
        "DebtState", "PlanRun", "HouseholdPlan", "Entry", "Transfer", "Seal", "PeriodClosing",
        "MenuPin", "CapitalAllocation",
        "WholeList", "PersonState", "LandHolding", "Saving", "Guarantor", "Collateral", "FundRule",
        "Evidence", "EvidenceWithdrawal", "OutsideCreditorState",
        "Edit", "UnconfirmedAdmission", "Baseline", "BaselineDebt", "AccessEvent",
        "ProcessingPurpose", "ConsentRecord", "SubjectRequest", "RequestAnswer", "LegalHold",
        "Erasure", "IdentityDecision",
        "CommitteeMember", "GroupRepresented", "CommitteeDeparture", "AppointmentOrder",
        "OrderLine", "OrderSigning", "OrderDiscard",
        "Meeting", "MeetingStep", "Attendance", "AgendaItem", "ItemDropped", "ItemNote",
        "Interest", "Resolution", "Recusal", "IssuedDocument", "RuleVersion", "RuleStep",
        "Case", "CaseStep", "CreditorOffer", "CreditorReply", "SpouseReply", "GuarantorReply",
        "Contract", "Part", "Tranche", "SourceDebt", "ContractStep", "ContractGuarantor",
        "AmendmentProposal",
        "TrancheDebt", "DebtSuccession", "EntryNote",
        "Contact", "ContactName", "ContactNameEnd", "ContactWithdrawal", "RefusedContact",
        "GuarantorNotice", "GuarantorNoticeReceipt", "HouseholdVisit", "VisitReport",
        "PrescriptionAct",
        "CollectionSheet", "SheetFinish", "Repayment", "RepaymentShare", "Adjustment",
        "AdjustmentShare", "AdjustmentPosting",
        "Round", "RoundVersion", "RoundProvince", "Topic", "Indicator", "Selection",
        "SelectionWithdrawal", "ProgrammeVersion", "ProgrammeSlot", "VisitPerson",
        "OfficeStatement", "Letter", "LetterTask", "TaskAnswer", "LetterReceipt", "IssuedLetter",
        "AnswerFile", "AnswerFileWithdrawal",
        "Assignment", "AssignmentEnd", "Device", "DeviceEnd", "Draft", "DraftFile", "DraftStep",
        "FieldNote", "NoteVersion", "NoteFile", "NoteFileWithdrawal", "NoteCoding", "LessonCode",
        "LessonCodeVersion", "FollowUp", "FollowUpVersion", "FollowUpClosing", "IssuedReport",
        "YearRecord", "PlannedNeed", "NeedVersion", "ChangeNotice", "NoticeSending",
    }  # fmt: skip


def test_a_missing_guard_is_named():
    on_table = " ON audit_auditevent" if connection.vendor == "postgresql" else ""
    _execute(f"DROP TRIGGER guard_audit_auditevent_delete{on_table}")
    (problem,) = guard_problems()
    assert "guard_audit_auditevent_delete" in problem


def test_a_guard_made_toothless_is_noticed():
    if connection.vendor == "postgresql":
        _execute("ALTER TABLE audit_auditevent DISABLE TRIGGER guard_audit_auditevent_delete")
    else:
        _execute("DROP TRIGGER guard_audit_auditevent_delete")
        _execute(
            "CREATE TRIGGER guard_audit_auditevent_delete BEFORE DELETE ON audit_auditevent "
            "WHEN 0 BEGIN SELECT RAISE(ABORT, 'never'); END"
        )
    assert guard_problems() == ["guards differ from those installed: somebody changed the database"]


def test_a_fingerprint_without_the_key_is_noticed():
    GuardFingerprint.objects.update(mac="0" * 64)
    assert guard_problems() != []


def test_guards_that_were_never_installed_are_noticed():
    GuardFingerprint.objects.all().delete()
    assert "plodnee migrate" in guard_problems()[0]


def test_installing_again_changes_nothing():
    before = GuardFingerprint.objects.get().fingerprint
    remove_guards()
    assert "guards are missing" in guard_problems()[0]
    install_guards()
    assert GuardFingerprint.objects.get().fingerprint == before
    assert guard_problems() == []


def test_a_migration_run_brings_back_what_was_lost():
    remove_guards()
    call_command("migrate", verbosity=0)
    assert guard_problems() == []


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
