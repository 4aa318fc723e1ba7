"""Scenes of workbooks, records, balances, persons and lists."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from stage import DISTRICT, LATE_DAY, Sent, Stage, filled, scene

NEW_CENTRE = "31011807"
DAY = "16/3/2562"


def at(stage: Stage, name: str, *keys: Any) -> str:
    """An address at the village of the walks."""
    from django.urls import reverse

    return reverse(name, args=[stage.here.code, *keys])


def new_at(name: str, *keys: Any) -> str:
    """An address at the centre that these scenes open."""
    from django.urls import reverse

    return reverse(name, args=[NEW_CENTRE, *keys])


def new_centre() -> Any:
    """The centre that these scenes open."""
    from plodnee.organization.models import Centre

    return Centre.objects.get(pk=NEW_CENTRE)


def new_book(day: date) -> Any:
    """The register of a centre that is not known yet."""
    from build import a_book, a_debt, a_household

    from plodnee.registers.book import CentreSheet

    homes = (a_household("001", is_target=True), a_household("002"))
    debts = (a_debt(), a_debt(3, household_code="002"))
    sheet = CentreSheet("ศูนย์ใหม่", NEW_CENTRE, day, 2562, "นายประธาน", "044000000")
    return a_book(centre=sheet, households=homes, debts=debts)


def staged(book: Any) -> Any:
    """A workbook that waits for its confirmation."""
    from build import TODAY, a_reading

    from plodnee.organization.access import OPERATOR
    from plodnee.registers.services import stage_reading

    return stage_reading(a_reading(book), actor=OPERATOR, on=TODAY)


def by_operator() -> Any:
    """The operator's hand."""
    from case_desk import a_hand

    from plodnee.organization.access import OPERATOR

    return a_hand(OPERATOR)


@scene("upload")
def upload(stage: Stage) -> Sent:
    from build import TODAY
    from django.urls import reverse

    from plodnee.registers.workbook.writing import write_register

    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        write_register(new_book(TODAY), path)
        content = path.read_bytes().hex()
    sent = stage.same(reverse("upload"))
    sent.file = ("workbook", "register.xlsx", content)
    return sent


@scene("confirm")
def confirm(stage: Stage) -> Sent:
    from django.urls import reverse

    from plodnee.registers.models import ImportBatch

    return stage.same(reverse("confirm", args=[ImportBatch.objects.get(centre_code=NEW_CENTRE).pk]))


@scene("undo_import")
def undo_import(stage: Stage) -> Sent:
    from build import TODAY, an_import
    from django.urls import reverse

    later = an_import(new_book(TODAY - timedelta(days=1)))
    return stage.same(reverse("undo_import", args=[later.pk]), reason="เลือกผิด")


@scene("refused_xlsx", on=LATE_DAY)
def refused_xlsx(stage: Stage) -> Sent:
    from django.urls import reverse

    path = reverse("refused_xlsx", args=[stage.here.waiting])
    return stage.each(path, lambda number: {"reason": f"แก้แถวที่ไม่รับ {number}"})


@scene("discard")
def discard(stage: Stage) -> Sent:
    from django.urls import reverse

    return stage.same(reverse("discard", args=[stage.here.waiting]))


def waiting_workbook() -> Any:
    """A workbook of another layout, sent by somebody of the district."""
    from build import TODAY
    from foreign_making import sheets, workbook

    from plodnee.organization.models import Officer
    from plodnee.registers.layouts import receive_workbook

    sender = Officer.objects.get(username=f"{DISTRICT}0")
    content = workbook(sheets())
    return receive_workbook(content, actor=sender, on=TODAY, filename="debts.xlsx")


@scene("layout")
def layout(stage: Stage) -> Sent:
    from django.urls import reverse

    stage.kept["layout"] = waiting_workbook().pk
    path = reverse("layout", args=[stage.kept["layout"]])
    return stage.same(path, **{"part-0": "fund", "part-1": "fund"})


@scene("layout_columns")
def layout_columns(stage: Stage) -> Sent:
    from django.urls import reverse

    path = reverse("layout_columns", args=[stage.kept["layout"]])
    said = {
        "centre-name": "ศูนย์สมมุติ", "centre-area_code": stage.here.code,
        "centre-as_of": "30 ก.ย. 2561", "0-all-rate_bp": "6", "0-all-rate_unit": "ต่อปี",
    }  # fmt: skip
    return stage.same(path, **filled(path) | said)


@scene("layout_give_up")
def layout_give_up(stage: Stage) -> Sent:
    from django.urls import reverse

    return stage.same(reverse("layout_give_up", args=[stage.here.layout]))


@scene("enter_in_centre")
def enter_in_centre(stage: Stage) -> Sent:
    path = at(stage, "enter_in_centre", "group", "new")
    known = filled(path) | {"as_of": DAY, "kind": "VILLAGE_FUND"}
    return stage.each(path, lambda n: known | {"code": f"NEW-{n}", "name": f"กลุ่มใหม่ {n}"})


@scene("enter_in_household")
def enter_in_household(stage: Stage) -> Sent:
    path = at(stage, "enter_in_household", stage.here.households[3], "household", "all")
    known = filled(path) | {"as_of": DAY, "reason": "สำรวจใหม่"}
    return stage.each(path, lambda number: known | {"members": str(number + 1)})


@scene("undo_entry")
def undo_entry(stage: Stage) -> Sent:
    from plodnee.registers.models import ImportBatch

    last = ImportBatch.objects.filter(centre=stage.here.code, deed="household").latest("sequence")
    path = at(stage, "undo_entry", stage.here.households[3], last.pk)
    return stage.same(path, reason="นับผิด")


@scene("attach_evidence")
def attach_evidence(stage: Stage) -> Sent:
    from build import a_picture

    path = at(stage, "attach_evidence", stage.here.households[3])
    sent = stage.same(path, about="household", kind="contract", description="")
    sent.file = ("file", "a.png", a_picture("new").hex())
    return sent


@scene("withdraw_evidence")
def withdraw_evidence(stage: Stage) -> Sent:
    path = at(stage, "withdraw_evidence", stage.here.households[0], stage.here.evidence)
    return stage.same(path, reason="ผิดครัวเรือน")


@scene("issue_slips")
def issue_slips(stage: Stage) -> Sent:
    return stage.same(new_at("issue_slips"))


def a_new_slip() -> Any:
    """The first slip of the centre that was opened here."""
    from plodnee.registers.models import BalanceSlip

    return BalanceSlip.objects.filter(centre=NEW_CENTRE).earliest("number")


@scene("record_answer")
def record_answer(stage: Stage) -> Sent:
    slip = a_new_slip()
    known = {"version": slip.version, "side": "creditor", "answer": "differs", "on": DAY}
    path = new_at("record_answer", slip.pk)
    return stage.each(path, lambda n: known | {"satang": f"{1_000 + n}", "note": f"สมุด {n}"})


@scene("settle_dispute")
def settle_dispute(stage: Stage) -> Sent:
    from build import TODAY

    from plodnee.organization.access import OPERATOR
    from plodnee.registers.confirmation.services import GivenAnswer, record_answer

    slip = a_new_slip()
    said = {"side": "debtor", "given": GivenAnswer("agrees", TODAY), "seen_version": slip.version}
    record_answer(slip, **said, actor=OPERATOR, on=TODAY)
    known = {"version": a_new_slip().version, "end": "agreed", "on": DAY}
    path = new_at("settle_dispute", slip.pk)
    return stage.each(path, lambda n: known | {"satang": f"{2_000 + n}", "reason": f"สมุด {n}"})


@scene("undo_answer")
def undo_answer(stage: Stage) -> Sent:
    slip = a_new_slip()
    path, version = new_at("undo_answer", slip.pk), slip.version
    return stage.each(path, lambda n: {"version": version, "reason": f"ยังไม่ครบ {n}", "on": DAY})


@scene("freeze_baselines")
def freeze_baselines(stage: Stage) -> Sent:
    from build import TODAY

    from plodnee.casework.services import plan_centre
    from plodnee.organization.access import OPERATOR

    plan_centre(centre=new_centre(), as_of=TODAY, actor=OPERATOR, on=TODAY)
    return stage.same(new_at("freeze_baselines"))


@scene("restate_baseline")
def restate_baseline(stage: Stage) -> Sent:
    from plodnee.registers.models import Baseline

    frozen = Baseline.objects.filter(household__centre=NEW_CENTRE).earliest("pk")
    path = new_at("restate_baseline", frozen.household_id)
    known = {"sequence": frozen.sequence, "as_of": "16 มี.ค. 2562"}
    return stage.each(path, lambda number: known | {"reason": f"ตกหนี้ {number}"})


@scene("decide_identity")
def decide_identity(stage: Stage) -> Sent:
    one, other = stage.here.households[3], stage.here.households[5]
    known = {"kind": "household", "first": one, "second": other, "answer": "different"}
    return stage.each(at(stage, "decide_identity"), lambda n: known | {"reason": f"ไปดูแล้ว {n}"})


@scene("undo_identity")
def undo_identity(stage: Stage) -> Sent:
    path = at(stage, "undo_identity", stage.here.decision)
    return stage.each(path, lambda number: {"reason": f"บ้านเดียวกัน {number}"})


@scene("join_like")
def join_like(stage: Stage) -> Sent:
    return stage.same(new_at("join_like"), reason="ดูทุกคู่แล้ว")


def of_person(stage: Stage, name: str) -> str:
    """An address of the head of the first household."""
    return at(stage, name, stage.here.households[0], stage.here.person)


@scene("reveal", on=LATE_DAY)
def reveal(stage: Stage) -> Sent:
    return stage.each(of_person(stage, "reveal"), lambda number: {"reason": f"ตรวจ {number}"})


@scene("reveal_house", on=LATE_DAY)
def reveal_house(stage: Stage) -> Sent:
    path = at(stage, "reveal_house", stage.here.households[0])
    return stage.each(path, lambda number: {"reason": f"เยี่ยม {number}"})


@scene("consent:withdraw")
def withdraw_consent(stage: Stage) -> Sent:
    said = {"purpose": "share_debts", "channel": "paper", "on": DAY}
    return stage.same(of_person(stage, "consent"), **said, deed="withdraw")


@scene("consent")
def consent(stage: Stage) -> Sent:
    said = {"purpose": "share_debts", "channel": "paper", "on": DAY, "witness": "นายพยาน"}
    return stage.same(of_person(stage, "consent"), **said, deed="give")


@scene("subject_request", on=LATE_DAY)
def subject_request(stage: Stage) -> Sent:
    return stage.same(of_person(stage, "subject_request"), kind="export", on="16/3/2569")


@scene("subject_export", on=LATE_DAY)
def subject_export(stage: Stage) -> Sent:
    from plodnee.privacy.models import SubjectRequest

    said = {"request_key": SubjectRequest.objects.get().pk}
    return stage.each(of_person(stage, "subject_export"), lambda _number: said)


@scene("answer_request", on=LATE_DAY)
def answer_request(stage: Stage) -> Sent:
    from plodnee.organization.access import OPERATOR
    from plodnee.privacy.services import receive_request
    from plodnee.registers.models import Person

    person = Person.objects.get(pk=stage.here.person)
    said = {"kind": "erasure", "received_on": LATE_DAY}
    asked = receive_request(person, **said, actor=OPERATOR, on=LATE_DAY)
    known = {"request_key": asked.pk, "decision": "refused"}
    path = of_person(stage, "answer_request")
    return stage.each(path, lambda n: known | {"reason": f"ยังมีสัญญาที่ต้องเก็บ {n}"})


@scene("legal_hold", on=LATE_DAY)
def legal_hold(stage: Stage) -> Sent:
    return stage.same(of_person(stage, "legal_hold"), deed="", reason="มีคดี")


@scene("keep_view")
def keep_view(stage: Stage) -> Sent:
    from django.urls import reverse

    said = {"name": "ของฉัน", "register": "debtors", "query": "kind=model", "next": "/"}
    sent = stage.same(reverse("keep_view"), **said)
    sent.who = f"{DISTRICT}0"
    return sent


@scene("drop_view")
def drop_view(stage: Stage) -> Sent:
    from django.urls import reverse

    from plodnee.registers.models import SavedView

    sent = stage.same(reverse("drop_view", args=[SavedView.objects.get().pk]), next="/")
    sent.who = f"{DISTRICT}0"
    return sent


SEARCHED = {
    "households": (), "results": (), "cases": (), "contracts": (), "meetings": (),
    "centre_list": ("debtors",),
}  # fmt: skip


def _searching(name: str, keys: tuple[str, ...]) -> Any:
    return lambda stage: stage.same(at(stage, name, *keys), q="สมมุติ")


for _name, _keys in SEARCHED.items():
    scene(_name)(_searching(_name, _keys))


@scene("district_list")
def district_list(stage: Stage) -> Sent:
    from django.urls import reverse

    return stage.same(reverse("district_list", args=["3101", "debtors"]), q="สมมุติ")


@scene("account_email")
def account_email(stage: Stage) -> Sent:
    from django.urls import reverse

    sent = stage.each(reverse("account_email"), lambda n: {"email": f"a{n}@example.org"})
    sent.who = f"{DISTRICT}0"
    return sent
