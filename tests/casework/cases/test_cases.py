"""A household's case goes step by step to its contract, and no step is left out or taken twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from build import NOON, TODAY, a_book, a_book_of, a_household, an_import
from case_desk import (
    GUARANTEED,
    a_desk,
    a_hand,
    agreed,
    agreement,
    analysed,
    approved,
    balances_confirmed,
    classified,
    everybody_answered,
    lacking,
    negotiating,
    offered,
    opened,
    pinned,
    proposed,
    seen,
    state,
)
from committee_village import UNTIL, a_meeting, a_vote, closed, resolved, roll
from lending_village import GROUPS, a_village

from plodnee.audit.models import AuditEvent
from plodnee.audit.selectors import chain_problems
from plodnee.casework.cases import errors, services
from plodnee.casework.cases.put import put_on
from plodnee.casework.cases.selectors import (
    case_state,
    cases_of,
    cases_of_household,
    open_case_of,
)
from plodnee.casework.cases.states import BEFORE_CONTRACT, MOVES, Deed, State
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.workspace.selectors import menu_version, pinned_line, pins_in_force
from plodnee.casework.workspace.services import unpin_line
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers.import_undoing import undo_import
from plodnee.registers.models import Household, UnconfirmedAdmission

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return a_desk()


def hand(desk, on=TODAY):
    return a_hand(desk.secretary, on)


def codes_refused(deed):
    with pytest.raises(errors.CaseIncomplete) as refused:
        deed()
    for one in refused.value.missing:
        assert one.message("th") in refused.value.message("th")
        assert one.way("en") in refused.value.message("en")
    return [one.code for one in refused.value.missing]


def test_a_case_goes_from_survey_to_a_contract_and_to_free_of_debt(desk):
    case = agreed(desk)
    found = agreement(case)
    assert found.complete
    assert (found.case, found.household, found.pin.household) == (
        case,
        desk.household,
        desk.household,
    )
    services.mark_contracted(case, contract_number="1/2562", by=hand(desk))
    services.mark_followed_up(case, by=hand(desk))
    services.mark_reduced(case, by=hand(desk))
    services.mark_followed_up(case, by=hand(desk))
    assert state(case) == State.REDUCED
    services.mark_redefaulted(case, by=hand(desk))
    services.mark_followed_up(case, by=hand(desk))
    services.mark_cleared(case, by=hand(desk))
    steps = case_state(case).steps
    assert [step.sequence for step in steps] == list(range(1, len(steps) + 1))
    assert case_state(case).contract_number == "1/2562"
    assert {step.done_by for step in steps} == {desk.secretary}
    events = AuditEvent.objects.filter(action__startswith="cases.")
    assert list(events.order_by("pk").values_list("action", flat=True)) == [
        f"cases.{step.deed}" for step in steps
    ]
    assert chain_problems() == []


def test_what_was_agreed_says_who_owes_what_to_whom_on_which_terms(desk):
    case = agreed(desk)
    found = agreement(case)
    assert {one.creditor.name for one in found.answers} <= {"กลุ่มออมทรัพย์", "กองทุนหมู่บ้าน"}
    line = found.line
    for one in found.answers:
        assert one.accepted
        assert (one.resolution_number, one.resolution_on, one.in_writing) == ("4/2562", TODAY, True)
        assert one.debts
        assert {terms.debt for terms in one.terms} == set(one.debts)
    joined = [t for one in found.answers for t in one.terms if t.action == "consolidate"]
    assert sum(terms.balance_satang for terms in joined) == line.option.contract.principal
    assert {terms.rate_bp for terms in joined} == {line.option.contract.rate_bp}
    assert [(one.name, one.consented, one.most_satang) for one in found.guarantors] == [
        ("นายค้ำ มั่นคง", True, 1_500_000),
        ("นางค้ำ ยืนยง", True, 1_500_000),
    ]
    assert found.spouse.consented
    assert found.spouse.name == "นางคู่ สมมุติ"
    assert found.resolution.outcome == "approved"


def test_a_household_has_one_open_case_and_a_new_one_once_it_ended(desk):
    first = opened(desk)
    with pytest.raises(errors.CaseAlreadyOpen):
        opened(desk)
    services.withdraw_case(case=first, reason="ย้ายงาน", seen=1, by=hand(desk))
    second = opened(desk)
    assert (first.number, second.number) == (1, 2)
    assert open_case_of(desk.household) == second
    assert cases_of_household(desk.household) == [second, first]
    assert [(one.number, one.state) for one in cases_of(desk.centre)] == [
        (2, "survey"),
        (1, "withdrawn"),
    ]


def test_balances_are_confirmed_by_both_sides_or_let_in_with_a_reason(desk):
    case = opened(desk)
    assert codes_refused(lambda: services.confirm_case(case=case, seen=1, by=hand(desk))) == [
        "balances"
    ]
    services.confirm_case(case=case, seen=1, by=hand(desk), reason="กลุ่มรับรองด้วยวาจาแล้ว")
    assert UnconfirmedAdmission.objects.count() == len(GUARANTEED)
    assert state(case) == State.CONFIRMED


def test_a_household_without_a_debt_has_nothing_to_confirm(desk):
    home = Household.objects.get(code="002")
    case = opened(desk, home)
    assert codes_refused(
        lambda: services.confirm_case(case=case, seen=1, by=hand(desk), reason="ผิด")
    ) == ["register"]


def test_the_class_comes_from_the_latest_analysis_by_the_rules_in_force(desk):
    case = opened(desk)
    balances_confirmed(desk)
    services.confirm_case(case=case, seen=1, by=hand(desk))
    assert codes_refused(lambda: services.classify_case(case=case, seen=2, by=hand(desk))) == [
        "analysis"
    ]
    run = analysed(desk)
    step = services.classify_case(case=case, seen=2, by=hand(desk))
    assert (step.run, step.debtor_class) == (
        run,
        run.household_plans.get(household=desk.household).debtor_class,
    )


@pytest.mark.parametrize("principal", [1_000_000, GUARANTEED[0].principal_satang])
def test_a_register_that_changed_since_the_analysis_gives_no_class(desk, principal):
    """Also where the same is owed: it is another day's balance, and other days overdue."""
    case = opened(desk)
    balances_confirmed(desk)
    services.confirm_case(case=case, seen=1, by=hand(desk))
    analysed(desk)
    less(desk, principal)
    assert codes_refused(lambda: services.classify_case(case=case, seen=2, by=hand(desk))) == [
        "analysis_old"
    ]


def less(desk, principal=1_000_000):
    """A later register in which less is owed, or just as much."""
    debts = (replace(GUARANTEED[0], principal_satang=principal), GUARANTEED[1])
    book = a_village(groups=GROUPS, debts=debts)
    an_import(
        replace(book, centre=replace(book.centre, as_of=TODAY + timedelta(days=1))),
        on=TODAY + timedelta(days=1),
    )


def test_a_menu_is_proposed_only_with_a_line_a_committee_in_office_and_its_resolution(desk):
    case = classified(desk)

    def propose(resolution, on=TODAY):
        return services.propose_menu(case=case, resolution_id=resolution, seen=3, by=hand(desk, on))

    assert codes_refused(lambda: propose(case.pk)) == ["menu", "resolution"]
    pin = pinned(desk)
    found = approved(desk)
    assert codes_refused(lambda: propose(case.pk)) == ["resolution"]
    after = UNTIL + timedelta(days=1)
    assert "order" in codes_refused(lambda: propose(found.pk, after))
    step = propose(found.pk)
    assert (step.resolution, step.menu_version, pin.sequence) == (found, 1, 1)


@pytest.mark.parametrize("later", ["refused", "deferred"])
def test_what_was_approved_and_then_refused_is_not_approved_but_a_deferral_changes_nothing(
    desk, later
):
    case = classified(desk)
    pinned(desk)
    found = approved(desk)
    approved(desk, later)

    def propose():
        return services.propose_menu(case=case, resolution_id=found.pk, seen=3, by=hand(desk))

    if later == "refused":
        assert codes_refused(propose) == ["resolution"]
    else:
        assert propose().state == State.PROPOSED


def test_a_menu_that_changed_after_the_meeting_needs_another_resolution(desk):
    case = classified(desk)
    pinned(desk)
    before = approved(desk, held_on=TODAY - timedelta(days=3))
    assert codes_refused(
        lambda: services.propose_menu(case=case, resolution_id=before.pk, seen=3, by=hand(desk))
    ) == ["resolution"]


def test_an_item_put_before_a_line_was_pinned_approves_nothing_that_came_after(desk):
    case = classified(desk)
    about = ("พิจารณาครัวเรือน", Subject.of_household(desk.household))
    early = a_meeting(desk.centre, desk.secretary, about)
    line = pinned_line(pinned(desk, at=NOON + timedelta(minutes=1)))
    item = early.items.get()
    assert (put_on([item])[item.pk].lines, put_on([item])[item.pk].changed) == ((), True)
    roll(early, desk.secretary, *desk.members)
    before = resolved(early, desk.secretary, a_vote("approved", 4, 0, 0))
    closed(early, desk.chair)

    def propose(resolution):
        return services.propose_menu(case=case, resolution_id=resolution, seen=3, by=hand(desk))

    assert codes_refused(lambda: propose(before.pk)) == ["resolution"]
    found = approved(desk, at=NOON + timedelta(minutes=2))
    later = put_on([item, found.item])[found.item.pk]
    assert (later.changed, put_on([item])[item.pk].lines) == (False, ())
    (put,) = later.lines
    offer = line.option.contract
    terms = (offer.rate_bp, offer.instalment, offer.last)
    assert (put.rate_bp, put.instalment_satang, put.last_satang) == terms
    assert put.joined == sum(one.action == "consolidate" for one in line.option.choices)
    assert TODAY < put.first_due_on <= put.last_due_on
    assert propose(found.pk).resolution == found


def test_an_approval_serves_one_case(desk):
    case = proposed(desk)
    found = case_state(case).proposed.resolution
    services.withdraw_case(case=case, reason="ขอพัก", seen=4, by=hand(desk))
    again = opened(desk)
    services.confirm_case(case=again, seen=1, by=hand(desk))
    services.classify_case(case=again, seen=2, by=hand(desk))
    assert codes_refused(
        lambda: services.propose_menu(case=again, resolution_id=found.pk, seen=3, by=hand(desk))
    ) == ["resolution"]


def test_a_household_chooses_only_what_the_committee_saw(desk):
    case = proposed(desk)
    (pin,) = pins_in_force(desk.household)
    later = pinned(desk)

    def choose(key):
        return services.choose_line(case=case, pin_id=key, seen=4, by=hand(desk))

    with pytest.raises(errors.LineNotProposed):
        choose(later.pk)
    unpin_line(
        pin=pin, seen_version=menu_version(desk.household), actor=desk.secretary, on=TODAY, at=NOON
    )
    with pytest.raises(errors.LineNotProposed):
        choose(pin.pk)


def test_a_contract_is_marked_only_on_figures_that_still_hold(desk):
    case = agreed(desk)
    less(desk)
    tomorrow = hand(desk, TODAY + timedelta(days=1))
    codes = codes_refused(
        lambda: services.mark_contracted(case, contract_number="1/2562", by=tomorrow)
    )
    assert codes == ["balances", "figures"]


def test_a_contract_that_was_cancelled_is_negotiated_again_and_answers_stand(desk):
    case = agreed(desk)
    services.mark_contracted(case, contract_number="1/2562", by=hand(desk))
    services.reopen_after_cancelled(case, reason="เลขที่สัญญาผิด", by=hand(desk))
    assert (state(case), lacking(case)) == (State.NEGOTIATING, [])
    services.agree_case(case=case, seen=seen(case), by=hand(desk))
    services.mark_contracted(case, contract_number="2/2562", by=hand(desk))
    assert case_state(case).contract_number == "2/2562"


def test_every_deed_that_is_not_in_the_table_is_refused_where_the_case_stands(desk):
    from plodnee.casework.cases.selectors import CaseState
    from plodnee.casework.cases.taking import require_move
    from plodnee.casework.models import CaseStep

    case = opened(desk)
    for where in State:
        steps = () if where == State.NONE else (CaseStep(case=case, sequence=1, state=where),)
        found = CaseState(case, steps, None, None, None)
        for deed in Deed:
            if deed in MOVES[where]:
                require_move(found, deed)
            else:
                refusal = errors.CaseOutOfOrder if found.is_open else errors.CaseEnded
                with pytest.raises(refusal):
                    require_move(found, deed)


def test_steps_out_of_order_are_refused_with_the_reason(desk):
    case = opened(desk)
    for deed in (
        lambda: services.classify_case(case=case, seen=1, by=hand(desk)),
        lambda: services.agree_case(case=case, seen=1, by=hand(desk)),
        lambda: services.mark_contracted(case, contract_number="1", by=hand(desk)),
        lambda: offered(case, desk, creditors=["g1"]),
    ):
        with pytest.raises(errors.CaseOutOfOrder) as refused:
            deed()
        assert "สำรวจ" in refused.value.message("th")
    services.end_case(case=case, deed=Deed.MOVED, reason="ย้ายไปต่างจังหวัด", seen=1, by=hand(desk))
    with pytest.raises(errors.CaseEnded):
        services.confirm_case(case=case, seen=2, by=hand(desk))


def test_whoever_has_not_seen_the_last_step_takes_none(desk):
    case = opened(desk)
    balances_confirmed(desk)
    services.confirm_case(case=case, seen=1, by=hand(desk))
    with pytest.raises(errors.CaseChanged):
        services.confirm_case(case=case, seen=1, by=hand(desk))
    assert seen(case) == 2


def test_only_who_works_on_cases_of_the_centre_takes_a_step(desk):
    from build import an_officer

    case = opened(desk)
    for role, at in (
        ("auditor", desk.centre.pk),
        ("centre_committee", "31011806"),
        ("province", "31"),
    ):
        with pytest.raises(NotAllowed):
            services.withdraw_case(case=case, reason="ผิด", seen=1, by=a_hand(an_officer(role, at)))
    with pytest.raises(errors.CaseReasonMissing):
        services.withdraw_case(case=case, reason="  ", seen=1, by=a_hand(desk.district))


def test_balances_that_changed_take_a_case_back_to_where_they_count(desk):
    case = everybody_answered(negotiating(desk), desk)
    for again in (services.confirm_case, services.classify_case):
        with pytest.raises(errors.AnswersLapse):
            again(case=case, seen=seen(case), by=hand(desk))
    services.confirm_case(case=case, seen=seen(case), by=hand(desk), anew=True)
    assert state(case) == State.CONFIRMED
    found = case_state(case)
    assert (found.run, found.proposed, found.pin) == (None, None, None)
    assert lacking(case) == ["line"]


def test_the_operator_may_work_and_every_state_before_a_contract_may_be_left():
    assert all(Deed.WITHDRAWN in MOVES[where] for where in BEFORE_CONTRACT)
    desk = a_desk()
    case = services.open_case(household=desk.household, by=a_hand(OPERATOR))
    assert case_state(case).steps[0].done_by is None
    late = {"actor": OPERATOR, "on": TODAY + timedelta(days=1)}
    book = a_book_of(late["on"], a_book(households=(a_household("077"),), debts=(), cash=()))
    undo_import(an_import(book, on=late["on"], choice="add"), reason="ผิดศูนย์", **late)
    with pytest.raises(errors.NotInRegister):
        services.open_case(household=Household.objects.get(code="077"), by=a_hand(OPERATOR))
