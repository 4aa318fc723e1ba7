"""A made-up household on its way through a case: each helper takes it one stage further."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from build import NOON, TODAY, a_centre, a_debt, a_household, an_import
from committee_village import (
    a_list,
    a_meeting,
    a_vote,
    closed,
    drafted,
    officers,
    resolved,
    roll,
    signed,
)
from lending_village import GROUPS, a_village

ANSWER_BY = TODAY + timedelta(days=30)
GUARANTEED = (
    a_debt(
        2,
        creditor="OM",
        principal_satang=2_000_000,
        rate_bp=1200,
        due_on=date(2021, 12, 31),
        months=(12,),
        guarantors="นายค้ำ มั่นคง, นางค้ำ ยืนยง",
    ),
    a_debt(
        3,
        creditor="VF",
        principal_satang=3_000_000,
        rate_bp=1200,
        due_on=date(2021, 12, 31),
        months=(12,),
    ),
)


@dataclass
class Desk:
    """A centre whose committee is in office, and one household that owes to two of its funds."""

    centre: Any
    secretary: Any
    chair: Any
    district: Any
    members: list[Any]
    household: Any
    run: Any = None
    case: Any = None  # in which everybody agreed


def a_hand(actor: Any, on: date = TODAY) -> Any:
    """Somebody who acts on a day."""
    from plodnee.casework.rules.services import Hand

    return Hand(actor, on, NOON)


def a_desk(**parts: Any) -> Desk:
    """The centre with its register and its committee; nothing of the case yet."""
    from plodnee.registers.models import Household

    centre = a_centre()
    known = {
        "groups": GROUPS,
        "debts": GUARANTEED,
        "households": (a_household(), a_household("002")),
    }
    an_import(a_village(**(known | parts)))
    people = officers(centre)
    members = a_list(centre, people[0])
    signed(drafted(centre, people[0], members), people[2])
    home = Household.objects.get(centre=centre, code="001")
    return Desk(centre, *people[:3], members, home)


def balances_confirmed(desk: Desk) -> None:
    """Slips for every debt of the centre, agreed to by both sides."""
    from plodnee.registers.confirmation.services import GivenAnswer, issue_slips, record_answer

    for slip in issue_slips(centre=desk.centre, actor=desk.secretary, on=TODAY):
        for version, side in enumerate(("creditor", "debtor"), start=1):
            record_answer(
                slip,
                seen_version=version,
                side=side,
                given=GivenAnswer("agrees", TODAY),
                actor=desk.secretary,
                on=TODAY,
            )


def analysed(desk: Desk) -> Any:
    """The centre's analysis."""
    from plodnee.casework.services import plan_centre

    desk.run = plan_centre(centre=desk.centre, as_of=TODAY, actor=desk.secretary, on=TODAY)
    return desk.run


def pinned(desk: Desk, household: Any = None, at: Any = NOON) -> Any:
    """A line with one contract for the debts that may join it, pinned into the menu."""
    from plodnee.casework.plan.menus import menu_by_rules
    from plodnee.casework.workspace.lines import plan_key
    from plodnee.casework.workspace.selectors import ground_of, menu_version, pins_in_force
    from plodnee.casework.workspace.services import pin_line
    from plodnee.casework.workspace.settings import problem_under, usual_settings

    home = household or desk.household
    ground = ground_of(desk.run, home)
    settings = usual_settings(ground.problem)
    menu = menu_by_rules(problem_under(ground.problem, settings), ground.rules)
    held = {pin.plan_key for pin in pins_in_force(home)}
    with_contract = [one for one in menu.options if one.contract and plan_key(one) not in held]
    others = [one for one in menu.options if plan_key(one) not in held]
    return pin_line(
        household=home,
        run=desk.run,
        settings=settings,
        plan_key=plan_key((with_contract or others)[0]),
        seen_version=menu_version(home),
        actor=desk.secretary,
        on=TODAY,
        at=at,
    )


def approved(desk: Desk, outcome: str = "approved", held_on: date = TODAY, at: Any = NOON) -> Any:
    """The committee's resolution about the household, in closed minutes."""
    from plodnee.casework.meetings.subjects import Subject

    about = ("พิจารณาครัวเรือน", Subject.of_household(desk.household))
    meeting = a_meeting(desk.centre, desk.secretary, about, held_on=held_on, at=at)
    roll(meeting, desk.secretary, *desk.members)
    votes = {"approved": (4, 0, 0), "refused": (0, 4, 0), "deferred": (4, 0, 0)}[outcome]
    found = resolved(meeting, desk.secretary, a_vote(outcome, *votes))
    closed(meeting, desk.chair)
    return found


def seen(case: Any) -> int:
    """The number of the case's last step."""
    from plodnee.casework.cases.selectors import case_state

    return case_state(case).version


def state(case: Any) -> str:
    """Where the case stands."""
    from plodnee.casework.cases.selectors import case_state

    return str(case_state(case).state)


def opened(desk: Desk, household: Any = None, on: date = TODAY) -> Any:
    """An open case at the survey."""
    from plodnee.casework.cases.services import open_case

    return open_case(household=household or desk.household, by=a_hand(desk.secretary, on))


def classified(desk: Desk) -> Any:
    """A case whose balances are confirmed and whose household has its class."""
    from plodnee.casework.cases.services import classify_case, confirm_case

    case = opened(desk)
    balances_confirmed(desk)
    confirm_case(case=case, seen=seen(case), by=a_hand(desk.secretary))
    analysed(desk)
    classify_case(case=case, seen=seen(case), by=a_hand(desk.secretary))
    return case


def proposed(desk: Desk) -> Any:
    """A case whose menu is before the household."""
    from plodnee.casework.cases.services import propose_menu

    case = classified(desk)
    pinned(desk)
    found = approved(desk)
    propose_menu(case=case, resolution_id=found.pk, seen=seen(case), by=a_hand(desk.secretary))
    return case


def negotiating(desk: Desk) -> Any:
    """A case whose household chose its line."""
    from plodnee.casework.cases.services import choose_line
    from plodnee.casework.workspace.selectors import pins_in_force

    case = proposed(desk)
    (pin,) = pins_in_force(desk.household)
    choose_line(case=case, pin_id=pin.pk, seen=seen(case), by=a_hand(desk.secretary))
    return case


def agreement(case: Any, on: date = TODAY) -> Any:
    """What was agreed so far."""
    from plodnee.casework.cases.selectors import agreement_of

    return agreement_of(case, on=on)


def lacking(case: Any, on: date = TODAY) -> list[str]:
    """The codes of what a contract still lacks."""
    return [one.code for one in agreement(case, on).missing]


def offered(case: Any, desk: Desk, **facts: Any) -> Any:
    """Offers to every creditor whom the line asks."""
    from plodnee.casework.cases.answering import send_offers

    known: dict[str, Any] = {
        "creditors": [one.creditor.key for one in agreement(case).answers],
        "sent_on": TODAY,
        "means": "letter",
        "answer_by": ANSWER_BY,
        "seen": seen(case),
        "by": a_hand(desk.secretary),
    }
    return send_offers(case=case, **(known | facts))


def answered(case: Any, desk: Desk, creditor: str, **facts: Any) -> Any:
    """A creditor's answer: accepted in writing by its own committee's resolution, unless said."""
    from plodnee.casework.cases.answering import CreditorSays, record_creditor

    on = facts.pop("by_on", TODAY)
    known: dict[str, Any] = {
        "answer": "accepted",
        "on": TODAY,
        "resolution_number": "4/2562",
        "resolution_on": TODAY,
        "in_writing": True,
    }
    return record_creditor(
        case=case,
        creditor=creditor,
        says=CreditorSays(**(known | facts)),
        seen=seen(case),
        by=a_hand(desk.secretary, on),
    )


def spouse(case: Any, desk: Desk, **facts: Any) -> Any:
    """The spouse's consent in writing, unless said otherwise."""
    from plodnee.casework.cases.answering import SpouseSays, record_spouse

    known: dict[str, Any] = {
        "answer": "consented", "on": TODAY, "name": "นางคู่ สมมุติ", "in_writing": True
    }  # fmt: skip
    return record_spouse(
        case=case, says=SpouseSays(**(known | facts)), seen=seen(case), by=a_hand(desk.secretary)
    )


def guarantor(case: Any, desk: Desk, one: Any, **facts: Any) -> Any:
    """A guarantor's fresh consent in writing, unless said otherwise."""
    from plodnee.casework.cases.answering import GuarantorSays, record_guarantor

    known: dict[str, Any] = {
        "answer": "consented",
        "on": TODAY,
        "most_satang": 1_500_000,
        "until": date(2022, 12, 31),
        "in_writing": True,
    }
    if facts.get("answer", "consented") != "consented":
        known |= {"most_satang": None, "until": None, "reason": "ตกลงกับกลุ่มแล้ว"}
    return record_guarantor(
        case=case,
        debt_id=one.debt_id,
        guarantor=one.key,
        says=GuarantorSays(**(known | facts)),
        seen=seen(case),
        by=a_hand(desk.secretary),
    )


def everybody_answered(case: Any, desk: Desk) -> Any:
    """Every creditor accepted, the spouse and every guarantor consented."""
    offered(case, desk)
    for one in agreement(case).answers:
        answered(case, desk, one.creditor.key)
    spouse(case, desk)
    for one in agreement(case).guarantors:
        guarantor(case, desk, one)
    return case


def agreed_unconfirmed(desk: Desk) -> Any:
    """A case in which everybody agreed; no balance is confirmed: the chair let all of them in."""
    from plodnee.casework.cases import services
    from plodnee.casework.workspace.selectors import pins_in_force

    case, by = opened(desk), a_hand(desk.secretary)
    reason = "กลุ่มรับรองด้วยวาจาแล้ว"
    services.confirm_case(case=case, seen=seen(case), by=a_hand(desk.chair), reason=reason)
    analysed(desk)
    services.classify_case(case=case, seen=seen(case), by=by)
    pinned(desk)
    found = approved(desk)
    services.propose_menu(case=case, resolution_id=found.pk, seen=seen(case), by=by)
    (pin,) = pins_in_force(desk.household)
    services.choose_line(case=case, pin_id=pin.pk, seen=seen(case), by=by)
    services.agree_case(case=everybody_answered(case, desk), seen=seen(case), by=by)
    desk.case = case
    return case


def agreed(desk: Desk) -> Any:
    """A case in which everybody agreed: a contract may be signed. The desk keeps it."""
    from plodnee.casework.cases.services import agree_case

    if desk.case is None:
        case = everybody_answered(negotiating(desk), desk)
        agree_case(case=case, seen=seen(case), by=a_hand(desk.secretary))
        desk.case = case
    return desk.case
