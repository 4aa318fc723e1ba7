"""The menu offered to a household is made step by step, and no step is lost or forgotten."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
from build import CENTRE_CODE, TODAY, a_household, an_import, an_officer
from django.db import IntegrityError, OperationalError, connection, transaction
from lending_village import a_village, several_debts

from plodnee.audit.models import AuditEvent
from plodnee.audit.selectors import chain_problems
from plodnee.casework.models import MenuPin
from plodnee.casework.plan.menus import menu_by_rules
from plodnee.casework.services import plan_centre
from plodnee.casework.workspace import errors
from plodnee.casework.workspace.lines import plan_key
from plodnee.casework.workspace.selectors import (
    PinCount,
    ground_of,
    menu_steps,
    menu_version,
    pinned_lines,
    pins_by_household,
)
from plodnee.casework.workspace.services import MOST_LINES, pin_line, unpin_line
from plodnee.casework.workspace.settings import problem_under, usual_settings
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.privacy.errors import PurposeStopped
from plodnee.privacy.services import give_consent, load_purposes, withdraw_consent
from plodnee.registers.models import Household

NOON = datetime(2019, 3, 16, 5, 0, tzinfo=UTC)


@pytest.fixture
def run(db):
    return plan_centre(centre=an_import(a_village()).centre, as_of=TODAY, actor=OPERATOR, on=TODAY)


@pytest.fixture
def household(run):
    return Household.objects.get(centre=run.centre)


def lines_of(run, household, settings=None):
    """The settings and the keys of all lines of the menu under them."""
    ground = ground_of(run, household)
    settings = settings or usual_settings(ground.problem)
    menu = menu_by_rules(problem_under(ground.problem, settings), ground.rules)
    return settings, list(dict.fromkeys(plan_key(option) for option in menu.options))


def pinned(run, household, seen_version, **facts):
    settings, keys = lines_of(run, household, facts.pop("settings", None))
    known = {"settings": settings, "plan_key": keys[0], "actor": OPERATOR}
    return pin_line(
        household=household,
        run=run,
        seen_version=seen_version,
        on=TODAY,
        at=NOON,
        **(known | facts),
    )


def test_a_pinned_line_is_kept_with_who_when_and_under_which_settings(run, household):
    officer = an_officer("centre_committee", CENTRE_CODE)
    settings = replace(
        lines_of(run, household)[0], rate_bp=900, income_satang=150_000, income_from_month=4
    )
    pin = pinned(run, household, 0, settings=settings, actor=officer)
    (line,) = pinned_lines(household)
    assert (line.pin.done_by, line.pin.done_at, line.settings) == (officer, NOON, settings)
    ground = ground_of(run, household)
    assert line.problem == problem_under(ground.problem, settings)
    assert line.option == menu_by_rules(line.problem, ground.rules).options[0]
    event = AuditEvent.objects.get(action="casework.line_pinned")
    assert (event.chain, event.subject_key, event.details["sequence"]) == (
        CENTRE_CODE, str(pin.pk), 1,
    )  # fmt: skip


def test_a_pin_holds_no_lender_s_name(run, household):
    assert "นายทุน" not in str(pinned(run, household, 0).line)


def test_unpinning_undoes_a_pin_and_history_keeps_both(run, household):
    pin = pinned(run, household, 0)
    unpin_line(pin=pin, seen_version=1, actor=OPERATOR, on=TODAY, at=NOON)
    assert pinned_lines(household) == []
    assert [step.deed for step in menu_steps(household)] == ["unpinned", "pinned"]
    assert pinned(run, household, 2).sequence == 3
    assert pins_by_household(run) == {household.pk: PinCount(1, 0)}
    assert chain_problems() == []


def test_whoever_has_not_seen_the_last_step_changes_nothing(run, household):
    pin = pinned(run, household, 0)
    other = lines_of(run, household)[1][1]
    with pytest.raises(errors.MenuChanged):
        pinned(run, household, 0, plan_key=other)
    with pytest.raises(errors.MenuChanged):
        unpin_line(pin=pin, seen_version=0, actor=OPERATOR, on=TODAY, at=NOON)
    assert menu_version(household) == 1


def test_one_contract_is_not_offered_once_somebody_withdrew_the_consent_it_rests_on(run, household):
    load_purposes()
    head = household.states.get().head.person
    said = {"purpose_code": "share_debts", "channel": "paper", "said_on": TODAY}
    said |= {"actor": OPERATOR, "on": TODAY}
    settings, keys = lines_of(run, household)
    ground = ground_of(run, household)
    menu = menu_by_rules(problem_under(ground.problem, settings), ground.rules)
    joined = {plan_key(one) for one in menu.options if one.contract is not None}
    assert joined
    give_consent(head, **said)
    withdraw_consent(head, **said)
    for key in joined:
        with pytest.raises(PurposeStopped):
            pinned(run, household, 0, plan_key=key)
    others = [key for key in keys if key not in joined]
    for number, key in enumerate(others):
        assert pinned(run, household, number, plan_key=key).plan_key == key
    give_consent(head, **said)
    assert pinned(run, household, len(others), plan_key=joined.pop())


def test_the_same_line_is_not_pinned_twice(run, household):
    pinned(run, household, 0)
    with pytest.raises(errors.AlreadyPinned):
        pinned(run, household, 1)


def test_a_menu_holds_only_so_many_lines(run, household):
    usual, _ = lines_of(run, household)
    rates = range(700, 1500, 25)
    tried = [lines_of(run, household, replace(usual, rate_bp=rate)) for rate in rates]
    for version in range(MOST_LINES):
        settings, keys = tried[version]
        pinned(run, household, version, settings=settings, plan_key=keys[0])
    settings, keys = tried[MOST_LINES]
    with pytest.raises(errors.MenuFull):
        pinned(run, household, MOST_LINES, settings=settings, plan_key=keys[0])


def test_a_change_for_another_household_leaves_pins_standing_and_one_of_its_own_does_not(db):
    """Full of what stands, a menu takes no more; what is outdated neither stands nor fills it."""
    homes = (a_household(), a_household("002"))
    village = a_village(households=homes)
    centre = an_import(village).centre
    first = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    household = Household.objects.get(code="001")
    keys = lines_of(first, household)[1][:MOST_LINES]
    for version, key in enumerate(keys):
        pinned(first, household, version, plan_key=key)
    owing = (*village.debts, *several_debts("002", first_row=30))
    an_import(replace(village, debts=owing))
    second = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    assert second.pk != first.pk
    assert pins_by_household(second) == {household.pk: PinCount(MOST_LINES, 0)}
    with pytest.raises(errors.AlreadyPinned):
        pinned(second, household, MOST_LINES, plan_key=keys[0])
    richer = replace(homes[0], cash_satang=9_000_000)
    an_import(replace(village, debts=owing, households=(richer, homes[1])))
    third = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    assert pins_by_household(third) == {household.pk: PinCount(0, MOST_LINES)}
    pinned(third, household, MOST_LINES)
    assert pins_by_household(third) == {household.pk: PinCount(1, MOST_LINES)}


def test_a_line_that_the_settings_do_not_give_is_refused(run, household):
    with pytest.raises(errors.LineNotOnMenu):
        pinned(run, household, 0, plan_key="0" * 16)


@pytest.mark.parametrize(
    "change", [{"rate_bp": 1600}, {"rate_bp": 500}, {"joining": ("D4",)}, {"reserve_satang": -1}]
)
def test_settings_beyond_law_or_fund_are_refused(run, household, change):
    settings = replace(lines_of(run, household)[0], **change)
    with pytest.raises(errors.BeyondLimits):
        pinned(run, household, 0, settings=settings, plan_key="0" * 16)


def test_an_undone_pin_is_not_undone_again(run, household):
    pin = pinned(run, household, 0)
    unpin_line(pin=pin, seen_version=1, actor=OPERATOR, on=TODAY, at=NOON)
    with pytest.raises(errors.NotPinned):
        unpin_line(pin=pin, seen_version=2, actor=OPERATOR, on=TODAY, at=NOON)


@pytest.mark.django_db
def test_a_household_that_owes_nothing_has_no_menu_to_make():
    book = a_village(households=(a_household(), a_household("002")))
    run = plan_centre(centre=an_import(book).centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    with pytest.raises(errors.NothingOwed):
        ground_of(run, Household.objects.get(code="002"))


@pytest.mark.parametrize(
    ("role", "at"), [("province", "31"), ("auditor", "31"), ("centre_committee", "31011806")]
)
def test_only_the_centre_and_its_district_make_menus(run, household, role, at):
    officer = an_officer(role, at)
    with pytest.raises(NotAllowed):
        pinned(run, household, 0, actor=officer)
    pin = pinned(run, household, 0)
    with pytest.raises(NotAllowed):
        unpin_line(pin=pin, seen_version=1, actor=officer, on=TODAY, at=NOON)


def test_the_database_itself_keeps_every_step_and_its_number(run, household):
    pin = pinned(run, household, 0)
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
        MenuPin.objects.update(done_at=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(IntegrityError), transaction.atomic():
        MenuPin.objects.create(
            household=household, sequence=1, deed="unpinned", undoes=pin, run=run, plan_key="x",
            done_at=NOON,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_who_saw_the_same_menu_only_one_takes_the_next_step():
    run = plan_centre(centre=an_import(a_village()).centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    household = Household.objects.get()
    keys = lines_of(run, household)[1][:2]
    outcomes = []

    def step(key):
        try:
            pinned(run, household, 0, plan_key=key)
            outcomes.append("pinned")
        except (errors.MenuChanged, OperationalError):  # SQLite in memory may not wait its turn
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=step, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["pinned", "refused"]
    assert menu_version(household) == 1
