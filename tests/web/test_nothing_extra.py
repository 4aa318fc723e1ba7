"""A form changes what it shows and nothing else, whatever fields are sent along."""

import pytest
from asking import (
    NEW_ENTRY,
    OF_A_CALL,
    OF_A_CONTRACT,
    OF_A_LETTER,
    OF_A_MEETING,
    OF_A_NOTE,
    OF_A_NOTE_FILE,
    OF_A_PERSON,
    OF_A_ROUND,
    OF_A_VISIT,
    OF_AN_OFFICE,
    OF_AN_ORDER,
    OF_RULES,
    OF_YEARS,
    ROUND_IN_AREA,
)
from build import (
    NOON,
    PASSWORD,
    TODAY,
    a_job,
    a_picture,
    a_reading,
    an_allocation,
    an_officer,
    jobs_done,
)
from capital_village import a_capital_village
from committee_village import a_list, a_meeting, drafted
from contract_desk import bare_contract
from django.apps import apps
from django.core import serializers
from django.urls import reverse
from field_village import a_visit_form, sender
from policy import policy_table
from rules_desk import a_hand
from visit_village import NEED, a_hand_of, a_note, a_visit
from visit_world import ROUND
from world import OWN, a_waiting_workbook, logged_in

from plodnee.casework.models import PlanRun
from plodnee.casework.rules.services import Hand, draft_rules
from plodnee.fieldwork.assigning import assign
from plodnee.fieldwork.receiving import receive
from plodnee.ledger.bookkeeping import opening_id, start_books
from plodnee.ledger.collecting import open_sheet
from plodnee.ledger.plain_entries import Place
from plodnee.lessons.notes.files import add_file
from plodnee.lessons.years.services import put_need
from plodnee.organization.access import OPERATOR
from plodnee.registers.confirmation.services import issue_slips
from plodnee.registers.entries.evidence import attach_evidence
from plodnee.registers.models import Evidence, Household, Person
from plodnee.registers.sameness.services import decide
from plodnee.registers.services import stage_reading

pytestmark = pytest.mark.django_db
TABLE = policy_table()
SENT_TO = [row.name for row in TABLE.values() if "POST" in row.answers]
ENTERED = {"registers.ImportBatch", "registers.HouseholdLine", "registers.DebtLine", "audit"}
# Address -> the models in which sending it may add or change rows.
MAY_CHANGE: dict[str, set[str]] = {
    "confirm": {"registers", "casework", "organization.Centre", "organization.Area", "audit"},
    "discard": {"registers.ImportBatch", "audit"},
    "enter_in_centre": {"registers.MemberGroup", "registers.MemberGroupState", *ENTERED},
    "enter_in_household": {"registers", "audit"},
    "attach_evidence": set(),
    "withdraw_evidence": {"registers.EvidenceWithdrawal", "audit"},
    "account_change_password": set(),
    "account_email": set(),
    "contract_new": set(),
    "contract_pay_off": set(),
    "contract_settle": set(),
    "contract_propose": set(),
    "contract_waive": set(),
    "contract_fee": set(),
    "contract_late": set(),
    "contract_adjust": set(),
    "contract_withdraw": set(),
    "contract_sign": set(),
    "contract_issue": set(),
    "contract_issue_amendment": set(),
    "keep_view": {"registers.SavedView"},
    "plan": {"casework.Job", "audit"},
    "allocation_keep": {"casework.CapitalAllocation", "audit"},
    "allocation_withdraw": {"casework.CapitalAllocation", "audit"},
    "job_cancel": {"casework.Job", "audit"},
    "pack_make": {"casework.Job", "audit"},
    "pack_cancel": {"casework.Job", "audit"},
    "sheet_finish": {"ledger.SheetFinish", "audit"},
    "legal_hold": {"privacy.LegalHold", "audit"},
    "issue_slips": {"registers.BalanceSlip", "audit"},
    "join_like": {"registers.IdentityDecision", "audit"},
    "undo_identity": {"registers.IdentityDecision", "audit"},
    "order_discard": {"registers.OrderDiscard", "audit"},
    "member_off": {"registers.CommitteeDeparture", "audit"},
    "freeze_baselines": {"registers.Baseline", "registers.BaselineDebt", "audit"},
    "layout": {"registers.WaitingWorkbook"},
    "layout_columns": set(),
    "layout_give_up": {"registers.WaitingWorkbook", "audit"},
    "following_replan": {"casework.Job", "audit"},
    "following_write": {"audit"},  # a district has no such address, and that it asked is kept
    "workspace_pin": {"casework.MenuPin", "audit"},
    "case_open": {"casework.Case", "casework.CaseStep", "audit"},
    "lessons": set(),
    "year_keep": set(),
    "need_put": set(),
    "need_drop": {"lessons.NeedVersion", "audit"},
    "lesson_codes": set(),
    "visit_write": set(),
    "note_write": set(),
    "note_file_withdraw": {"lessons.NoteFileWithdrawal", "audit"},
    "workspace_unpin": {"casework.MenuPin", "audit"},
    "assignment_end": {"fieldwork.AssignmentEnd", "audit"},
}
# What a district may not do of rounds and letters: that it asked is kept.
OF_OTHER_OFFICES = (
    "round_new", "round_change", "centre_choose", "choice_change", "programme_set",
    "office_head", "letter_write", "letter_preview",
)  # fmt: skip
MAY_CHANGE |= {name: {"audit"} for name in OF_OTHER_OFFICES}
# A page that shows persons, also one that says what is wrong with a form, is in the access log.
OF_THE_ACCESS_LOG = {"audit.AccessEvent", "audit.ChainHead"}
OF_A_SLIP = ("record_answer", "settle_dispute", "undo_answer")
OF_A_LIST: dict[str, list[object]] = {
    "centre_list": [OWN, "debtors"],
    "district_list": ["3101", "debtors"],
}
OF_THE_CENTRE = (
    "plan", "pack_make", "households", "results", "allocation_try", "allocation_keep", "join_like",
    "decide_identity", "issue_slips", "freeze_baselines",
    "member_new", "order_new", "meetings", "meeting_new", "rules_draft", "cases",
    "books_open", "books_close", "contracts", "following_replan",
    "assignments",
)  # fmt: skip
AT_A_HOUSEHOLD = {"enter_in_household": ("person", "new")}
OF_THE_BROWSER = "sessions.Session"


@pytest.fixture(autouse=True)
def more_fields_than_a_browser_sends(settings):
    """The whole of what could be sent is sent at once; the limit would refuse it unread."""
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000


def every_column() -> dict[str, str]:
    """A value for every column of every model, in each of the forms in which it might be taken."""
    columns = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    columns |= {f"{name}_id" for name in columns}
    return dict.fromkeys(columns - {"password", "login", "language", "next"}, "1") | {
        "is_superuser": "on", "is_staff": "on", "is_active": "on", "role": "department",
        "area_code": "", "status": "confirmed", "held_until": "",
    }  # fmt: skip


def evidence_of(household: Household) -> Evidence:
    """A scan attached to the household."""
    return attach_evidence(
        a_picture(), household=household, debt=None, kind="photo", description="",
        actor=OPERATOR, on=TODAY,
    )  # fmt: skip


def everything() -> dict[str, dict[object, str]]:
    """Every row of every table, as text by key."""
    kept: dict[str, dict[object, str]] = {}
    for model in apps.get_models():
        if model._meta.label != OF_THE_BROWSER:
            rows = model._default_manager.all()
            kept[model._meta.label] = {
                row.pk: serializers.serialize("json", [row]) for row in rows.iterator()
            }
    return kept


AT_AN_IMPORT = ("confirm", "discard", "undo_import", "refused_xlsx")


@pytest.mark.parametrize("name", SENT_TO)
def test_columns_that_a_form_does_not_list_do_not_change(name):
    client = logged_in(an_officer("district_officer", "3101"))
    book = a_capital_village() if name.startswith(("allocation", "contract")) else None
    waiting = stage_reading(a_reading(book), actor=OPERATOR, on=TODAY)
    named = {"drop_view": [0], **{of: [waiting.pk] for of in AT_AN_IMPORT}}
    args = (named | {"device_revoke": [NEW_ENTRY]}).get(name, [])
    args = [ROUND] if name in OF_A_ROUND else args
    if name.startswith("layout"):
        args = [a_waiting_workbook(OWN).pk]
    if TABLE[name].place and not args:
        client.post(reverse("confirm", args=[waiting.pk]))
        jobs_done()
        args = at_the_centre(name)
    before = everything()
    reply = client.post(reverse(name, args=args), every_column())
    assert reply.status_code < 500
    after = everything()
    changed = {label for label in before if before[label] != after[label]}
    allowed = MAY_CHANGE.get(name, set())
    changed -= OF_THE_ACCESS_LOG
    assert {label for label in changed if not {label, label.partition(".")[0]} & allowed} == set()


def at_the_centre(name: str) -> list[object]:
    """What an address of a form at a centre with one household names."""
    if name in OF_THE_CENTRE:
        return [OWN]
    if name == "enter_in_centre":
        return [OWN, "group", "new"]
    if name == "allocation_withdraw":
        return [OWN, an_allocation(PlanRun.objects.get()).pk]
    if name == "enter_entry":
        return [OWN, "expense", NEW_ENTRY]
    if name in OF_A_CALL:
        return [OWN, ROUND]
    if name in ROUND_IN_AREA:
        return ["3101", ROUND]
    if name in (*OF_A_LETTER, *OF_AN_OFFICE):
        more = [ROUND] if name in OF_A_LETTER else []
        more += [1] if name == "task_answer" else []
        more += [ROUND] if name == "answer_file_withdraw" else []
        return ["3101", *more]
    household = Household.objects.order_by("code")[0]
    if name in OF_YEARS:
        return [OWN, 2562]
    if name == "need_drop":
        by, key = a_hand_of(OPERATOR, TODAY), NEW_ENTRY
        put_need(key=key, centre=household.centre, year_be=2563, said=NEED, by=by)
        return [OWN, key]
    if name in (*OF_A_VISIT, *OF_A_NOTE, *OF_A_NOTE_FILE):
        return of_a_visit(name, household.centre)
    if name == "sheet_open":
        return [OWN, NEW_ENTRY]
    if name in ("sheet_take", "sheet_finish"):
        said = {"sheet_id": NEW_ENTRY, "collected_on": TODAY, "place": Place.CASH}
        open_sheet(centre=household.centre, **said, by=Hand(OPERATOR, TODAY, NOON))
        return [OWN, NEW_ENTRY, *([NEW_ENTRY] if name == "sheet_take" else [])]
    if name == "entry_reverse":
        said = {"opened_on": TODAY, "money_satang": {Place.CASH: 1}, "today": TODAY}
        start_books(centre=household.centre, **said, actor=OPERATOR)
        return [OWN, opening_id(household.centre)]
    if name in ("job_cancel", "pack_cancel"):
        return [OWN, a_job(household.centre, "plan" if name == "job_cancel" else "pack").pk]
    if name in OF_A_PERSON:
        return [OWN, household.pk, household.states.get().head.person_id]
    if name in OF_A_SLIP:
        centre = household.centre
        return [OWN, issue_slips(centre=centre, actor=OPERATOR, on=TODAY)[0].pk]
    if name in (*OF_AN_ORDER, *OF_A_MEETING, "member_off"):
        return of_a_committee(name, household.centre)
    if name in OF_RULES:
        version = draft_rules(centre=household.centre, kind="criteria", by=a_hand(OPERATOR))
        return [OWN, version.pk]
    if name in OF_A_CONTRACT:
        return [OWN, bare_contract(PlanRun.objects.get(), household).pk]
    if name in OF_A_LIST:
        return OF_A_LIST[name]
    if name == "undo_identity":
        one, other = Person.objects.order_by("pk")
        given = {"kind": "person", "verdict": "different", "reason": "คนละคน"}
        ends = {"kept": one.pk, "joined": other.pk}
        decision = decide(centre=household.centre, **given, **ends, actor=OPERATOR, on=TODAY)
        return [OWN, decision.pk]
    if name == "field_fill":
        return [OWN, "plodnee_focus_group"]
    if name == "field_fill_home":
        return [OWN, "plodnee_household_visit", household.pk]
    if name in ("assignment_end", "draft_decide"):
        return [OWN, of_the_field(name, household)]
    if name == "undo_entry":
        return [OWN, household.pk, household.centre.imports.get().pk]
    if name == "withdraw_evidence":
        return [OWN, household.pk, evidence_of(household).pk]
    return [OWN, household.pk, *AT_A_HOUSEHOLD.get(name, ())]


def of_the_field(name: str, household: Household) -> object:
    """A household that was assigned, or what its worker sent."""
    worker = an_officer("centre_committee", OWN, "worker")
    if name == "draft_decide":
        return receive(a_visit_form(household), {}, sender(worker)).draft.pk
    given = {"centre": household.centre, "households": [household], "worker": worker}
    return assign(**given, actor=OPERATOR, on=TODAY)[0].pk


def of_a_visit(name: str, centre: object) -> list[object]:
    """A visit, a note of it or a picture."""
    visit = a_visit(centre, TODAY)
    if name in OF_A_VISIT:
        return [OWN, visit.pk]
    if name in OF_A_NOTE:
        return [OWN, a_note(visit, TODAY).pk]
    by = a_hand_of(OPERATOR, TODAY)
    return [OWN, add_file(a_picture(), selection=visit, note=None, description="", by=by).pk]


def of_a_committee(name: str, centre: object) -> list[object]:
    """An order, a member or a meeting that others have made."""
    members = a_list(centre, OPERATOR)
    if name == "member_off":
        return [OWN, members[0].pk]
    made = (
        drafted(centre, OPERATOR, members) if name in OF_AN_ORDER else a_meeting(centre, OPERATOR)
    )
    return [OWN, made.pk]


def test_an_officer_who_changes_a_password_becomes_nothing_more():
    officer = an_officer("district_officer", "3101")
    client = logged_in(officer)
    form = every_column() | {
        "oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one",
    }  # fmt: skip
    assert client.post(reverse("account_change_password"), form).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("another long one")
    assert not officer.is_superuser
    assert not officer.is_staff
    assert officer.posts.get().role == "district_officer"


def test_who_logs_in_with_more_than_a_name_and_a_password_is_nobody_else():
    officer = an_officer("district_officer", "3101")
    client = logged_in(an_officer())
    client.logout()
    said = every_column() | {"login": officer.username, "password": PASSWORD}
    assert client.post(reverse("account_login"), said).status_code == 302
    officer.refresh_from_db()
    assert not officer.is_superuser
    assert str(client.session["_auth_user_id"]) == str(officer.pk)
