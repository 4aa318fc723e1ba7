"""Scenes of one household's contracts: each deed is done by all at once, the next goes on."""

from datetime import date
from typing import Any

from scenes_of_centres import DAY, at_desk
from stage import COMMITTEE, Sent, Stage, filled, new_key, scene

LATER = date(2021, 12, 15)  # while the committee is in office


def by_committee(sent: Sent) -> Sent:
    """Sent by the committee's officers, none of whom drafted or wrote anything."""
    sent.who = COMMITTEE
    return sent


def _contract(stage: Stage) -> Any:
    from plodnee.contracts.models import Contract

    return Contract.objects.filter(centre=stage.desk.centre).order_by("sequence").last()


def _at(stage: Stage, name: str) -> str:
    return at_desk(stage, name, _contract(stage).pk)


def _seen(stage: Stage) -> int:
    from contract_desk import contract_seen

    return contract_seen(_contract(stage))


def _redrafted(stage: Stage, shape: str = "umbrella", lead: Any = None) -> Any:
    from contract_desk import a_wish, drafted_contract

    return drafted_contract(stage.desk, a_wish(shape, lead))


@scene("contract_new")
def contract_new(stage: Stage) -> Sent:
    path = at_desk(stage, "contract_new", stage.desk.household.pk)
    return stage.same(path, shape="umbrella", due_day="5")


@scene("contract_withdraw")
def contract_withdraw(stage: Stage) -> Sent:
    return stage.same(_at(stage, "contract_withdraw"), seen=1, reason="พิมพ์ผิด", sure="on")


@scene("contract_cancel")
def contract_cancel(stage: Stage) -> Sent:
    from contract_desk import signed_contract

    signed_contract(_redrafted(stage), stage.desk)
    path = _at(stage, "contract_cancel")
    return stage.each(path, lambda n: {"seen": 2, "reason": f"ลงนามผิดคน {n}", "sure": "on"})


@scene("contract_issue")
def contract_issue(stage: Stage) -> Sent:
    from case_desk import a_hand, seen

    from plodnee.casework.cases.services import agree_case
    from plodnee.registers.models import MemberGroup

    case = stage.desk.case
    agree_case(case=case, seen=seen(case), by=a_hand(stage.desk.secretary))
    lead = MemberGroup.objects.get(centre=stage.desk.centre, code="OM")
    _redrafted(stage, "refinance", lead)
    return stage.same(_at(stage, "contract_issue"))


@scene("contract_sign")
def contract_sign(stage: Stage) -> Sent:
    path = _at(stage, "contract_sign")
    return by_committee(stage.same(path, signed_on=DAY, sure="on", seen=1))


@scene("contract_pay_off")
def contract_pay_off(stage: Stage) -> Sent:
    from plodnee.registers.models import MemberGroup

    other = MemberGroup.objects.get(centre=stage.desk.centre, code="VF")
    said = {"seen": _seen(stage), "creditor": f"g{other.pk}", "paid_on": DAY}
    path = _at(stage, "contract_pay_off")
    return stage.each(path, lambda number: said | {"receipt": f"ก-{number}"})


@scene("contract_account")
def contract_account(stage: Stage) -> Sent:
    return stage.same(_at(stage, "contract_account"))


@scene("sheet_open")
def sheet_open(stage: Stage) -> Sent:
    stage.kept["sheet"] = new_key()
    path = at_desk(stage, "sheet_open", stage.kept["sheet"])
    return stage.same(path, collected_on=DAY, place="cash")


@scene("sheet_take")
def sheet_take(stage: Stage) -> Sent:
    from plodnee.ledger.collecting import row_id
    from plodnee.ledger.models import CollectionSheet

    sheet = CollectionSheet.objects.get(pk=stage.kept["sheet"])
    entry = row_id(sheet, _contract(stage))
    path = at_desk(stage, "sheet_take", sheet.pk, _contract(stage).pk)
    return stage.each(path, lambda number: {"entry": entry, "amount": str(100 + number)})


@scene("sheet_finish")
def sheet_finish(stage: Stage) -> Sent:
    return stage.same(at_desk(stage, "sheet_finish", stage.kept["sheet"]))


@scene("contract_propose")
def contract_propose(stage: Stage) -> Sent:
    from committee_village import a_meeting

    meeting = stage.kept["amending"] = a_meeting(stage.desk.centre, stage.desk.secretary)
    said = {"key": new_key(), "meeting": meeting.pk, "part": "1", "from_on": "17/03/2562"}
    said |= {"extra_instalments": "2", "reason": "น้ำท่วม"}
    return stage.same(_at(stage, "contract_propose"), **said)


def _resolved(stage: Stage, meeting: Any) -> None:
    from committee_village import a_vote, closed, resolved, roll

    desk = stage.desk
    roll(meeting, desk.secretary, *desk.members)
    for item in meeting.items.order_by("position"):
        resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0), position=item.position)
    closed(meeting, desk.chair)


@scene("contract_issue_amendment")
def contract_issue_amendment(stage: Stage) -> Sent:
    _resolved(stage, stage.kept["amending"])
    proposal = _contract(stage).proposals.get()
    return stage.same(_at(stage, "contract_issue_amendment"), proposal=proposal.pk)


@scene("contract_amend")
def contract_amend(stage: Stage) -> Sent:
    proposal = _contract(stage).proposals.get()
    said = {"seen": _seen(stage), "proposal": proposal.pk, "sure": "on"}
    for number in (1, 2):
        said |= {f"guarantor_{number}": "consented", f"guarantor_{number}_on": "16/03/2562"}
    return by_committee(stage.same(_at(stage, "contract_amend"), **said))


@scene("contract_waive")
def contract_waive(stage: Stage) -> Sent:
    from committee_village import a_meeting

    meeting = stage.kept["waiving"] = a_meeting(stage.desk.centre, stage.desk.secretary)
    path = _at(stage, "contract_waive")
    known = filled(path)
    field = next(name for name in known if name.startswith("principal-"))
    said = {"meeting": meeting.pk, "reason": "น้ำท่วม", "key": new_key(), field: "150.25"}
    return stage.same(path, **said)


@scene("contract_adjust")
def contract_adjust(stage: Stage) -> Sent:
    _resolved(stage, stage.kept["waiving"])
    waiver = _contract(stage).adjustments.get()
    path = _at(stage, "contract_adjust")
    return by_committee(stage.same(path, adjustment=waiver.pk, on=DAY, sure="on"))


@scene("contract_late", on=LATER)
def contract_late(stage: Stage) -> Sent:
    path = _at(stage, "contract_late")
    day = filled(path)["looked_at"]
    return stage.same(path, through=day, looked_at=day, sure="on")


@scene("contract_fee", on=LATER)
def contract_fee(stage: Stage) -> Sent:
    from committee_village import a_meeting

    meeting = a_meeting(stage.desk.centre, stage.desk.secretary, held_on=LATER)
    said = {"meeting": meeting.pk, "reason": "ออกติดตาม", "amount": "50", "key": new_key()}
    return stage.same(_at(stage, "contract_fee"), **said)


@scene("contract_settle", on=LATER)
def contract_settle(stage: Stage) -> Sent:
    path = _at(stage, "contract_settle")
    known = filled(path)
    said = {name: known[name] for name in ("amount", "place", "entry")}
    return stage.same(path, **said, received_on=known.get("received_on", ""), sure="on")
