"""The cases of a demonstration: households of a made-up centre at different places on the way.

All of it goes through the services that a committee uses, on made-up days before today. Where the
register is too small, there are fewer cases; a centre that has a case gets no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from plodnee.casework.cases import answering, services
from plodnee.casework.cases.answering import Counter, CreditorSays, GuarantorSays, SpouseSays
from plodnee.casework.cases.selectors import agreement_of, case_state
from plodnee.casework.cases.states import State
from plodnee.casework.meetings.resolving import Vote, write_item
from plodnee.casework.meetings.selectors import meeting_state, version_of
from plodnee.casework.meetings.services import Writer, call_meeting, close_minutes, take_roll
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Case, PlanRun, Resolution
from plodnee.casework.plan.menus import menu_by_rules
from plodnee.casework.rules.services import Hand
from plodnee.casework.selectors import analysis_of, latest_run
from plodnee.casework.workspace.lines import plan_key
from plodnee.casework.workspace.selectors import ground_of, menu_version, pins_in_force
from plodnee.casework.workspace.services import pin_line
from plodnee.casework.workspace.settings import usual_settings
from plodnee.commands.demo_committee import Desk, desk_of
from plodnee.organization.models import Centre
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.confirmation.services import GivenAnswer, issue_slips, record_answer
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.models import Household

# Where the cases stand, one household each; the last household of the register comes first.
STAGES = (
    "agreed", "countered", "agreed", "unanswered", "proposed", "classified", "confirmed", "survey",
    "withdrawn",
)  # fmt: skip
IN_COMMITTEE = ("agreed", "countered", "unanswered", "proposed")
FIRST_DAY, MEETING_DAY, OFFER_DAY, ANSWER_DAY = 16, 12, 9, 3  # days before today
AT_NINE = time(2, 0, tzinfo=UTC)
MOST_DEBTS = 4
SPOUSE = "คู่สมรส สมมุติ"


@dataclass
class Work:
    """The desk at work: its centre's analysis, today, and the cases so far with their stage."""

    desk: Desk
    run: PlanRun
    today: date
    cases: list[tuple[str, Case]] = field(default_factory=list)

    def hand(self, days_before: int) -> Hand:
        """The secretary, so many days before today."""
        on = self.today - timedelta(days=days_before)
        return Hand(self.desk.secretary, on, datetime.combine(on, AT_NINE))

    def by(self, case: Case, days_before: int) -> dict[str, Any]:
        """The case, the version as it is, and the hand that takes the next step."""
        seen = case_state(case).version
        return {"case": case, "seen": seen, "by": self.hand(days_before)}


def demonstration_cases(codes: Sequence[str], *, today: date) -> None:
    """Cases for each centre that has a committee in office, an analysis, and no case yet."""
    for code in codes:
        centre = Centre.objects.filter(pk=code, is_demonstration=True).first()
        if centre is None or Case.objects.filter(household__centre=centre).exists():
            continue
        desk = desk_of(centre)
        meeting_day = today - timedelta(days=MEETING_DAY)
        run = latest_run(centre)
        begun = run.as_of <= today - timedelta(days=FIRST_DAY)
        if desk is not None and begun and committee_of(centre, meeting_day).in_office:
            _work(Work(desk, run, today))


def _work(work: Work) -> None:
    for stage, home in zip(STAGES, _homes(work.run), strict=False):
        case = services.open_case(household=home, by=work.hand(FIRST_DAY))
        work.cases.append((stage, case))
        if stage == "withdrawn":
            services.withdraw_case(**work.by(case, ANSWER_DAY), reason="ขายที่ดินชำระหนี้เองแล้ว")
        elif stage != "survey":
            _confirm(work, case)
            if stage != "confirmed":
                services.classify_case(**work.by(case, FIRST_DAY - 1))
    considered = [case for stage, case in work.cases if stage in IN_COMMITTEE]
    for case in considered:
        _pin(work, case.household)
    for case, resolution in zip(considered, _resolved(work, considered), strict=True):
        services.propose_menu(**work.by(case, MEETING_DAY), resolution_id=resolution.pk)
    for stage, case in work.cases:
        if stage in ("agreed", "countered", "unanswered"):
            _negotiate(work, stage, case)


def _homes(run: PlanRun) -> list[Household]:
    """The last households with one contract on their menu, few debts, and no joining to decide."""
    keys = list(run.household_plans.order_by("position").values_list("household", flat=True))
    found = []
    for key, home in reversed(list(zip(keys, analysis_of(run.pk).households, strict=True))):
        joined = home.menu and any(option.contract for option in home.menu.options)
        if joined and len(home.debts) <= MOST_DEBTS:
            found.append(key)
    homes = Household.objects.select_related("centre").in_bulk(found[: len(STAGES)])
    return [homes[key] for key in found[: len(STAGES)]]


def _confirm(work: Work, case: Case) -> None:
    """Both sides of every debt agree to what the register says."""
    centre, hand = work.desk.centre, work.hand(FIRST_DAY)
    debts = stated_debts(centre, households={case.household_id})
    for slip in issue_slips(centre=centre, actor=hand.actor, on=hand.on, debts=set(debts)):
        for version, side in ((1, "creditor"), (2, "debtor")):
            record_answer(
                slip,
                seen_version=version,
                side=side,  # type: ignore[arg-type]
                given=GivenAnswer("agrees", hand.on),
                actor=hand.actor,
                on=hand.on,
            )
    services.confirm_case(**work.by(case, FIRST_DAY - 1))


def _pin(work: Work, home: Household) -> None:
    """The first line with one contract, under the usual settings."""
    ground, hand = ground_of(work.run, home), work.hand(FIRST_DAY - 2)
    menu = menu_by_rules(ground.problem, ground.rules)
    line = next(option for option in menu.options if option.contract)
    pin_line(
        household=home,
        run=work.run,
        settings=usual_settings(ground.problem),
        plan_key=plan_key(line),
        seen_version=menu_version(home),
        actor=hand.actor,
        on=hand.on,
        at=hand.at,
    )


def _resolved(work: Work, considered: list[Case]) -> list[Resolution]:
    """The committee's approvals of these households' menus, in minutes closed by the district."""
    if not considered:
        return []
    hand = work.hand(MEETING_DAY)
    meeting = call_meeting(
        centre=work.desk.centre,
        held_on=hand.on,
        starts_at=time(13, 0),
        place="ศาลากลางหมู่บ้าน",
        agenda=[
            (f"พิจารณาเมนูทางเลือกของครัวเรือนรหัส {case.household.code}",
             Subject.of_household(case.household))
            for case in considered
        ],
        actor=hand.actor,
        on=hand.on - timedelta(days=1),
        at=hand.at,
    )  # fmt: skip
    seats = {seat.member.pk: ("present", "") for seat in meeting_state(meeting).seats}
    take_roll(meeting=meeting, states=seats, by=_writer(work, hand, version_of(meeting)))
    for one in meeting_state(meeting).items:
        votes = len(one.ballot.present)
        vote = Vote("approved", votes, 0, 0, "เห็นชอบให้เสนอเมนูนี้แก่ครัวเรือนและเจรจากับเจ้าหนี้")
        write_item(
            meeting=meeting,
            item_id=one.item.pk,
            text="ที่ประชุมดูเมนูทางเลือกและความสามารถชำระของครัวเรือนแล้ว",
            vote=vote,
            by=_writer(work, hand, version_of(meeting)),
        )
    closer = Hand(work.desk.district, hand.on, hand.at)
    close_minutes(meeting=meeting, by=_writer(work, closer, version_of(meeting)))
    found = {one.item.household_id: one.resolution for one in meeting_state(meeting).items}
    return [resolution for case in considered if (resolution := found[case.household_id])]


def _writer(work: Work, hand: Hand, seen: int) -> Writer:
    assert work.today >= hand.on
    return Writer(hand.actor, hand.on, hand.at, seen)


def _negotiate(work: Work, stage: str, case: Case) -> None:
    (pin,) = pins_in_force(case.household)
    services.choose_line(**work.by(case, OFFER_DAY + 1), pin_id=pin.pk)
    sent_on = work.today - timedelta(days=OFFER_DAY)
    asked = agreement_of(case, on=sent_on).answers
    if asked:
        answering.send_offers(
            **work.by(case, OFFER_DAY),
            creditors=[one.creditor.key for one in asked],
            sent_on=sent_on,
            means="letter",
            answer_by=work.today - timedelta(days=1 if stage == "unanswered" else -21),
        )
    if stage == "unanswered":
        return
    for place, one in enumerate(asked):
        countered = stage == "countered" and place == 0
        _answer(work, case, one.creditor.key, countered=countered)
    if stage == "agreed":
        _consents(work, case)


def _answer(work: Work, case: Case, key: str, *, countered: bool) -> None:
    on = work.today - timedelta(days=ANSWER_DAY)
    says = CreditorSays("accepted", on, resolution_number="3", resolution_on=on, in_writing=True)
    if countered:
        says = CreditorSays("counter", on, reason="ขอให้ผ่อนสั้นลง", counter=Counter(months=24))
    answering.record_creditor(**work.by(case, ANSWER_DAY), creditor=key, says=says)


def _consents(work: Work, case: Case) -> None:
    """The spouse consents; of the guarantors the first is discharged, the others consent anew."""
    on = work.today - timedelta(days=ANSWER_DAY)
    spouse = SpouseSays("consented", on, name=SPOUSE, in_writing=True)
    answering.record_spouse(**work.by(case, ANSWER_DAY), says=spouse)
    for place, one in enumerate(agreement_of(case, on=on).guarantors):
        consents = GuarantorSays(
            "consented", on, most_satang=20_000_00, until=on.replace(year=on.year + 5, day=1),
            in_writing=True,
        )  # fmt: skip
        freed = GuarantorSays("discharged", on, reason="กลุ่มตกลงให้พ้นภาระค้ำประกัน")
        answering.record_guarantor(
            **work.by(case, ANSWER_DAY),
            debt_id=one.debt_id,
            guarantor=one.key,
            says=consents if place else freed,
        )
    services.agree_case(**work.by(case, ANSWER_DAY - 1))
    assert case_state(case).state == State.AGREED
