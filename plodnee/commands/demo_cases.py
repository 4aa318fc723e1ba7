"""The cases of a demonstration: households of a made-up centre at different places on the way.

All of it goes through the services that a committee uses, on made-up days before today. Where the
register is too small, there are fewer cases; a centre that has a case gets no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from plodnee.casework.cases import answering, services
from plodnee.casework.cases.answering import Counter, CreditorSays, GuarantorSays, SpouseSays
from plodnee.casework.cases.selectors import agreement_of, case_state
from plodnee.casework.cases.states import State
from plodnee.casework.meetings.resolving import Vote, write_item
from plodnee.casework.meetings.selectors import meeting_state, version_of
from plodnee.casework.meetings.services import Writer, call_meeting, close_minutes, take_roll
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Case, Meeting, PlanRun, Resolution
from plodnee.casework.plan.menus import menu_by_rules
from plodnee.casework.rules.services import Hand
from plodnee.casework.selectors import analysis_of, latest_run
from plodnee.casework.workspace.lines import plan_key
from plodnee.casework.workspace.selectors import ground_of, menu_version, pins_in_force
from plodnee.casework.workspace.services import pin_line
from plodnee.casework.workspace.settings import usual_settings
from plodnee.commands.demo_committee import Desk, desk_of
from plodnee.engine.planner.model import Option
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import committee_rules
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.confirmation.services import GivenAnswer, issue_slips, record_answer
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.models import Household

# Where the cases of today stand, one household each; the last household of the register comes
# first. None is agreed: the first due date of a line of the register's year has long passed.
STAGES = (
    "countered", "unanswered", "proposed", "classified", "confirmed", "survey", "withdrawn",
)  # fmt: skip
IN_COMMITTEE = ("agreed", "countered", "unanswered", "proposed")
FIRST_DAY, MEETING_DAY, OFFER_DAY, ANSWER_DAY = 16, 12, 9, 3  # days before today
AT_NINE = time(2, 0, tzinfo=UTC)
MOST_DEBTS = 4
SPOUSE = "คู่สมรส สมมุติ"
GUARANTEED_YEARS = 12  # still bound on the day on which a demonstration is looked at


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
    """Cases for each centre that has a committee in office, an analysis, and no such case yet."""
    for code in codes:
        centre = Centre.objects.filter(pk=code, is_demonstration=True).first()
        if centre is None or _on_the_way(centre).exists():
            continue
        desk = desk_of(centre)
        meeting_day = today - timedelta(days=MEETING_DAY)
        run = latest_run(centre)
        begun = run.as_of <= today - timedelta(days=FIRST_DAY)
        if desk is not None and begun and committee_of(centre, meeting_day).in_office:
            free = (home for home, _line in homes_with_contract(run) if not home.cases.exists())
            take_cases(Work(desk, run, today), STAGES, list(islice(free, len(STAGES))))


def _on_the_way(centre: Centre) -> QuerySet[Case]:
    """Cases of the centre without a contract: those with one are of the years before."""
    return Case.objects.filter(household__centre=centre, household__contracts__isnull=True)


def take_cases(work: Work, stages: Sequence[str], homes: Sequence[Household]) -> None:
    """One case for each household, as far on its way as its stage says."""
    for stage, home in zip(stages, homes, strict=False):
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


def homes_with_contract(run: PlanRun) -> list[tuple[Household, Option]]:
    """Households with one contract on their menu and few debts, and that line; the last first."""
    keys = list(run.household_plans.order_by("position").values_list("household", flat=True))
    lines = {}
    for key, home in reversed(list(zip(keys, analysis_of(run.pk).households, strict=True))):
        joined = [option for option in home.menu.options if option.contract] if home.menu else []
        if joined and len(home.debts) <= MOST_DEBTS:
            lines[key] = joined[0]
    homes = Household.objects.select_related("centre").in_bulk(list(lines))
    return [(homes[key], line) for key, line in lines.items()]


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
    agenda = [
        (f"พิจารณาเมนูทางเลือกของครัวเรือนรหัส {case.household.code}",
         Subject.of_household(case.household))
        for case in considered
    ]  # fmt: skip
    said = "ที่ประชุมดูเมนูทางเลือกและความสามารถชำระของครัวเรือนแล้ว"
    wording = "เห็นชอบให้เสนอเมนูนี้แก่ครัวเรือนและเจรจากับเจ้าหนี้"
    return approved(work.desk, work.hand(MEETING_DAY), agenda, said, wording)


def approved(
    desk: Desk, hand: Hand, agenda: Sequence[tuple[str, Subject]], said: str, wording: str
) -> list[Resolution]:
    """The approvals of a meeting that everybody came to, one for each item of its agenda."""
    if not agenda:
        return []
    meeting = call_meeting(
        centre=desk.centre,
        held_on=hand.on,
        starts_at=time(13, 0),
        place="ศาลากลางหมู่บ้าน",
        agenda=agenda,
        actor=hand.actor,
        on=hand.on - timedelta(days=committee_rules(hand.on).notice_days + 1),
        at=hand.at,
    )
    seats = {seat.member.pk: ("present", "") for seat in meeting_state(meeting).seats}
    take_roll(meeting=meeting, states=seats, by=_writer(hand, meeting))
    for one in meeting_state(meeting).items:
        vote = Vote("approved", len(one.ballot.present), 0, 0, wording)
        by = _writer(hand, meeting)
        write_item(meeting=meeting, item_id=one.item.pk, text=said, vote=vote, by=by)
    closer = Hand(desk.district, hand.on, hand.at)
    close_minutes(meeting=meeting, by=_writer(closer, meeting))
    rows = (one.resolution for one in meeting_state(meeting).items)
    return [resolution for resolution in rows if resolution]


def _writer(hand: Hand, meeting: Meeting) -> Writer:
    return Writer(hand.actor, hand.on, hand.at, version_of(meeting))


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
    until = on.replace(year=on.year + GUARANTEED_YEARS, day=1)
    agreed = agreement_of(case, on=on)
    most = min(20_000_00, agreed.owed_satang)
    for place, one in enumerate(agreed.guarantors):
        consents = GuarantorSays("consented", on, most_satang=most, until=until, in_writing=True)
        freed = GuarantorSays("discharged", on, reason="กลุ่มตกลงให้พ้นภาระค้ำประกัน")
        answering.record_guarantor(
            **work.by(case, ANSWER_DAY),
            debt_id=one.debt_id,
            guarantor=one.key,
            says=consents if place else freed,
        )
    services.agree_case(**work.by(case, ANSWER_DAY - 1))
    assert case_state(case).state == State.AGREED
