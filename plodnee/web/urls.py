"""The addresses of the pages. None holds a name, an id or what somebody searched for."""

from django.urls import path, register_converter

from plodnee.web.access import PlaceCode
from plodnee.web.accounts.views import account, account_email
from plodnee.web.ageing import views as ageing
from plodnee.web.allocation import files as allocation_files
from plodnee.web.allocation import views as allocation
from plodnee.web.baselines import views as baselines
from plodnee.web.books.addresses import addresses_of_books
from plodnee.web.cases import inbox
from plodnee.web.cases import views as cases
from plodnee.web.cases import writing as case_writing
from plodnee.web.centres import views as centres
from plodnee.web.committees import files as committee_files
from plodnee.web.committees import orders
from plodnee.web.committees import views as committees
from plodnee.web.confirmations import slip_page
from plodnee.web.confirmations import views as confirmations
from plodnee.web.contracts.addresses import addresses_of_contracts
from plodnee.web.documents import views as documents
from plodnee.web.documents import whole_pack
from plodnee.web.fieldwork.addresses import addresses_of_fieldwork
from plodnee.web.following import deeds as following_deeds
from plodnee.web.following import files as following_files
from plodnee.web.following import views as following
from plodnee.web.home.views import home
from plodnee.web.households import views as households
from plodnee.web.identities import views as identities
from plodnee.web.jobs import views as jobs
from plodnee.web.layouts import views as layouts
from plodnee.web.lessons.addresses import addresses_of_lessons
from plodnee.web.letters.addresses import addresses_of_letters
from plodnee.web.lists import saved
from plodnee.web.lists import views as lists
from plodnee.web.meetings import files as meeting_files
from plodnee.web.meetings import views as meetings
from plodnee.web.meetings import writing as minutes
from plodnee.web.openrosa.addresses import addresses_of_openrosa
from plodnee.web.outcomes import views as outcomes
from plodnee.web.personal import logs
from plodnee.web.personal import retention as kept_long_enough
from plodnee.web.personal import views as personal
from plodnee.web.record import evidence
from plodnee.web.record import views as record
from plodnee.web.registers import views as registers
from plodnee.web.results import views as results
from plodnee.web.rounds.addresses import addresses_of_rounds
from plodnee.web.rules import deeds as rule_deeds
from plodnee.web.rules import files as rule_files
from plodnee.web.rules import views as rules
from plodnee.web.visit_day.addresses import addresses_of_visit_days
from plodnee.web.workspace import views as workspace
from plodnee.web.years.addresses import addresses_of_years

register_converter(PlaceCode, "code")
CENTRE = "centres/<code:centre_code>/"
ALLOCATION = f"{CENTRE}allocation/"
KEPT = "<uuid:allocation_id>"
WORKSPACE = f"{CENTRE}households/<uuid:household_id>/workspace/"
RECORD = f"{CENTRE}households/<uuid:household_id>/record/"
EVIDENCE = f"{RECORD}evidence/<uuid:evidence_id>/"
DISTRICT = "areas/<code:area_code>/"
XLSX, CSV = {"ending": ".xlsx"}, {"ending": ".csv"}
PDF, DOCX = {"ending": ".pdf"}, {"ending": ".docx"}
HOUSEHOLD = f"{CENTRE}households/<uuid:household_id>/"
PERSON = f"{HOUSEHOLD}persons/<uuid:person_id>/"
SLIP = f"{CENTRE}balances/<uuid:slip_id>/"
COMMITTEE = f"{CENTRE}committee/"
ORDER = f"{COMMITTEE}orders/<uuid:order_id>/"
MEETING = f"{CENTRE}meetings/<uuid:meeting_id>/"
RULES = f"{CENTRE}rules/"
VERSION = f"{RULES}<uuid:version_id>/"
FOLLOWING = f"{CENTRE}following/"
FOLLOWED = f"{FOLLOWING}<uuid:household_id>/"

urlpatterns = [
    path("", home, name="home"),
    path("account/", account, name="account"),
    path("account/email/", account_email, name="account_email"),
    path("areas/", centres.areas, name="areas"),
    path("areas/<code:area_code>/", centres.area, name="area"),
    path("centres/", centres.centres, name="centres"),
    path(CENTRE, centres.centre, name="centre"),
    path(f"{CENTRE}plan/", centres.plan, name="plan"),
    path(f"{CENTRE}results/", results.results, name="results"),
    path(f"{CENTRE}results.xlsx", results.results_file, name="results_file"),
    path(f"{CENTRE}results.csv", results.results_text, name="results_text"),
    path(f"{CENTRE}jobs/<uuid:job_id>/", jobs.job, name="job"),
    path(ALLOCATION, allocation.allocation, name="allocation"),
    path(f"{ALLOCATION}try/", allocation.allocation_try, name="allocation_try"),
    path(f"{ALLOCATION}keep/", allocation.allocation_keep, name="allocation_keep"),
    path(f"{ALLOCATION}{KEPT}/", allocation.allocation_kept, name="allocation_kept"),
    path(f"{ALLOCATION}{KEPT}.xlsx", allocation_files.allocation_file, name="allocation_file"),
    path(f"{ALLOCATION}{KEPT}.csv", allocation_files.allocation_text, name="allocation_text"),
    path(
        f"{ALLOCATION}{KEPT}/withdraw/", allocation.allocation_withdraw, name="allocation_withdraw"
    ),
    path(f"{CENTRE}jobs/<uuid:job_id>/cancel/", jobs.job_cancel, name="job_cancel"),
    path(f"{CENTRE}households/", households.households, name="households"),
    path(f"{CENTRE}households/<uuid:household_id>/", households.household, name="household"),
    path(
        f"{CENTRE}households/<uuid:household_id>/plan.pdf", documents.plan_sheet, name="plan_sheet"
    ),
    path(WORKSPACE, workspace.workspace, name="workspace"),
    path(f"{WORKSPACE}try/", workspace.workspace_try, name="workspace_try"),
    path(f"{WORKSPACE}pin/", workspace.workspace_pin, name="workspace_pin"),
    path(f"{WORKSPACE}offer.pdf", documents.offer_sheet, name="offer_sheet"),
    path(f"{WORKSPACE}unpin/", workspace.workspace_unpin, name="workspace_unpin"),
    path(f"{HOUSEHOLD}persons/", personal.persons, name="persons"),
    path(f"{HOUSEHOLD}house/", personal.reveal_house, name="reveal_house"),
    path(f"{HOUSEHOLD}accesses/", logs.accesses, name="accesses"),
    path(f"{PERSON}reveal/", personal.reveal, name="reveal"),
    path(f"{PERSON}consent/", personal.consent, name="consent"),
    path(f"{PERSON}request/", personal.ask, name="subject_request"),
    path(f"{PERSON}answer/", personal.answer, name="answer_request"),
    path(f"{PERSON}export/", personal.subject_export, name="subject_export"),
    path(f"{PERSON}hold/", personal.hold, name="legal_hold"),
    path("opened-ids/", logs.opened_ids, name="opened_ids"),
    path("retention/", kept_long_enough.retention, name="retention"),
    path("processing/", logs.record_of_processing, name="processing"),
    path(f"{CENTRE}identities/", identities.identities, name="identities"),
    path(f"{CENTRE}identities/decide/", identities.decide_identity, name="decide_identity"),
    path(f"{CENTRE}identities/join/", identities.join_like, name="join_like"),
    path(
        f"{CENTRE}identities/<uuid:decision_id>/undo/",
        identities.undo_identity,
        name="undo_identity",
    ),
    path(f"{CENTRE}balances/", confirmations.balances, name="balances"),
    path(f"{CENTRE}balances/issue/", confirmations.issue, name="issue_slips"),
    path(f"{CENTRE}balances/slips.pdf", confirmations.slips_file, name="slips_file"),
    path(SLIP, confirmations.slip, name="slip"),
    path(f"{SLIP}slip.pdf", confirmations.slip_file, name="slip_file"),
    path(f"{SLIP}answer/", slip_page.answer, name="record_answer"),
    path(f"{SLIP}settle/", slip_page.settle, name="settle_dispute"),
    path(f"{SLIP}undo/", slip_page.undo, name="undo_answer"),
    path(f"{CENTRE}baselines/", baselines.baselines, name="baselines"),
    path(f"{CENTRE}baselines/freeze/", baselines.freeze, name="freeze_baselines"),
    path(f"{CENTRE}baselines/<uuid:household_id>/", baselines.baseline, name="baseline"),
    path(
        f"{CENTRE}baselines/<uuid:household_id>/restate/",
        baselines.restate,
        name="restate_baseline",
    ),
    path("waiting/", inbox.waiting, name="waiting"),
    path(f"{CENTRE}cases/", cases.cases, name="cases"),
    path(f"{CENTRE}cases.csv", cases.cases_text, name="cases_text"),
    path(f"{HOUSEHOLD}case/", cases.case, name="case"),
    path(f"{HOUSEHOLD}case/open/", cases.case_open, name="case_open"),
    path(f"{HOUSEHOLD}case/step/", case_writing.case_step, name="case_step"),
    path(COMMITTEE, committees.committee, name="committee"),
    path(f"{COMMITTEE}members/new/", committees.member_new, name="member_new"),
    path(f"{COMMITTEE}members/<uuid:member_id>/off/", committees.member_off, name="member_off"),
    path(f"{COMMITTEE}orders/new/", orders.order_new, name="order_new"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}sign/", orders.order_sign, name="order_sign"),
    path(f"{ORDER}discard/", orders.order_discard, name="order_discard"),
    path(f"{ORDER}order.pdf", committee_files.order_paper, PDF, name="order_pdf"),
    path(f"{ORDER}order.docx", committee_files.order_paper, DOCX, name="order_docx"),
    path(f"{MEETING}notice.pdf", meeting_files.notice, PDF, name="notice_pdf"),
    path(f"{MEETING}notice.docx", meeting_files.notice, DOCX, name="notice_docx"),
    path(f"{MEETING}minutes.pdf", meeting_files.minutes, PDF, name="minutes_pdf"),
    path(f"{MEETING}minutes.docx", meeting_files.minutes, DOCX, name="minutes_docx"),
    path(f"{CENTRE}meetings/", meetings.meetings, name="meetings"),
    path(f"{CENTRE}meetings/new/", meetings.meeting_new, name="meeting_new"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}write/", minutes.write, name="meeting_write"),
    path(f"{MEETING}close/", meetings.close, name="meeting_close"),
    *addresses_of_contracts(CENTRE, HOUSEHOLD),
    path(f"{CENTRE}outcomes/", outcomes.outcome_list, name="outcomes"),
    path(f"{CENTRE}outcomes.csv", outcomes.outcome_text, name="outcomes_text"),
    path(RULES, rules.rules, name="rules"),
    path(f"{RULES}draft/", rule_deeds.draft, name="rules_draft"),
    path(VERSION, rules.version, name="rules_version"),
    path(f"{VERSION}edit/", rule_deeds.edit, name="rules_edit"),
    path(f"{VERSION}trial/", rules.trial, name="rules_trial"),
    path(f"{VERSION}trial.csv", rule_files.trial_text, name="rules_trial_text"),
    path(f"{VERSION}try/", rule_deeds.try_out, name="rules_try"),
    path(f"{VERSION}propose/", rule_deeds.propose, name="rules_propose"),
    path(f"{VERSION}force/", rule_deeds.force, name="rules_force"),
    path(f"{VERSION}withdraw/", rule_deeds.withdraw, name="rules_withdraw"),
    path(FOLLOWING, following.following, name="following"),
    path(f"{FOLLOWING}notices/", following.following_notices, name="following_notices"),
    path(f"{FOLLOWING}visits/", following.following_visits, name="following_visits"),
    path(f"{FOLLOWING}claims/", following.following_claims, name="following_claims"),
    path(f"{FOLLOWING}replan/", following.following_replan, name="following_replan"),
    path(FOLLOWED, following.following_home, name="following_home"),
    path(f"{FOLLOWED}write/", following_deeds.following_write, name="following_write"),
    path(f"{FOLLOWED}letter.pdf", following_files.guarantor_letter, PDF, name="letter_pdf"),
    path(f"{FOLLOWED}letter.docx", following_files.guarantor_letter, DOCX, name="letter_docx"),
    path(f"{FOLLOWED}visit/", following_deeds.following_visit, name="following_visit"),
    path(f"{CENTRE}ageing/", ageing.ageing, name="ageing"),
    path(f"{CENTRE}ageing.csv", ageing.ageing_text, name="ageing_text"),
    path(f"{CENTRE}ageing.xlsx", ageing.ageing_file, name="ageing_file"),
    *addresses_of_books(CENTRE),
    *addresses_of_fieldwork(CENTRE),
    *addresses_of_openrosa(),
    *addresses_of_visit_days(CENTRE),
    *addresses_of_lessons(),
    *addresses_of_years(CENTRE),
    path(f"{CENTRE}documents/deck.pptx", documents.deck_file, name="deck"),
    path(f"{CENTRE}documents/pack/", whole_pack.pack_page, name="pack_page"),
    path(f"{CENTRE}documents/pack/make/", whole_pack.pack_make, name="pack_make"),
    path(
        f"{CENTRE}documents/pack/<uuid:job_id>/cancel/", whole_pack.pack_cancel, name="pack_cancel"
    ),
    path(f"{CENTRE}documents/pack.zip", whole_pack.pack_file, name="pack"),
    path(f"{CENTRE}documents/<slug:name>.xlsx", documents.register_file, name="register_file"),
    *addresses_of_rounds(),
    *addresses_of_letters(),
    path("lists/", lists.lists, name="lists"),
    path("lists/views/", saved.keep_view, name="keep_view"),
    path("lists/views/<int:view_id>/drop/", saved.drop_view, name="drop_view"),
    path(f"{CENTRE}lists/<slug:name>/", lists.register_list, name="centre_list"),
    path(f"{CENTRE}lists/<slug:name>.xlsx", lists.register_file, XLSX, name="centre_list_xlsx"),
    path(f"{CENTRE}lists/<slug:name>.csv", lists.register_file, CSV, name="centre_list_csv"),
    path(f"{CENTRE}lists/<slug:name>.pdf", lists.register_print, name="centre_list_pdf"),
    path(f"{DISTRICT}lists/<slug:name>/", lists.register_list, name="district_list"),
    path(f"{DISTRICT}lists/<slug:name>.xlsx", lists.register_file, XLSX, name="district_list_xlsx"),
    path(f"{DISTRICT}lists/<slug:name>.csv", lists.register_file, CSV, name="district_list_csv"),
    path(f"{DISTRICT}lists/<slug:name>.pdf", lists.register_print, name="district_list_pdf"),
    path(f"{CENTRE}record/", record.record_centre, name="record_centre"),
    path(
        f"{CENTRE}record/<slug:subject>/<slug:key>/",
        record.enter_in_centre,
        name="enter_in_centre",
    ),
    path(RECORD, record.record, name="record"),
    path(f"{RECORD}evidence/", evidence.attach, name="attach_evidence"),
    path(EVIDENCE, evidence.look, name="look_at_evidence"),
    path(f"{EVIDENCE}withdraw/", evidence.withdraw, name="withdraw_evidence"),
    path(f"{RECORD}entries/<uuid:entry_id>/undo/", record.undo_last, name="undo_entry"),
    path(
        f"{RECORD}<slug:subject>/<slug:key>/",
        record.enter_in_household,
        name="enter_in_household",
    ),
    path("registers/", registers.upload, name="upload"),
    path("registers/template.xlsx", registers.template, name="template"),
    path("registers/layouts/<uuid:waiting_id>/", layouts.layout, name="layout"),
    path(
        "registers/layouts/<uuid:waiting_id>/columns/",
        layouts.layout_columns,
        name="layout_columns",
    ),
    path(
        "registers/layouts/<uuid:waiting_id>/give-up/",
        layouts.layout_give_up,
        name="layout_give_up",
    ),
    path("registers/<uuid:import_id>/", registers.preview, name="import"),
    path("registers/<uuid:import_id>/confirm/", registers.confirm, name="confirm"),
    path("registers/<uuid:import_id>/discard/", registers.discard, name="discard"),
    path("registers/<uuid:import_id>/undo/", registers.undo, name="undo_import"),
    path("registers/<uuid:import_id>/problems.csv", registers.problems_csv, name="problems_csv"),
    path("registers/<uuid:import_id>/refused.xlsx", registers.refused_xlsx, name="refused_xlsx"),
    path("registers/<uuid:import_id>/report.xlsx", registers.report_xlsx, name="report_xlsx"),
]
