"""What a person should do next, read from the state of the centres in their care."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.plan.model import CentreTotals
from plodnee.casework.selectors import latest_totals, standing_runs
from plodnee.organization.models import Centre
from plodnee.registers.models import ImportBatch
from plodnee.registers.selectors import registers_in_use
from plodnee.web.centres.areas import AreaTable

MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: for which centre (empty: no certain one), why, and its link."""

    title: str
    place: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class CentreState:
    """A centre as the home page sees it: its analysis, and whether a newer register waits."""

    centre: Centre
    totals: CentreTotals | None
    has_register: bool
    outdated: bool


def centre_states(centres: Sequence[Centre]) -> list[CentreState]:
    """The state of each centre, in the order given, asked for all of them at once."""
    totals = latest_totals(list(centres))
    registers = registers_in_use(centres)
    planned = dict(
        standing_runs()
        .filter(centre__in=centres)
        .order_by("as_of", "sequence")
        .values_list("centre_id", "register_id")
    )
    return [
        CentreState(
            centre=centre,
            totals=totals.get(centre.code),
            has_register=centre.code in registers,
            outdated=registers.get(centre.code) != planned.get(centre.code),
        )
        for centre in centres
    ]


def working_steps(
    states: Sequence[CentreState],
    sent: Q,
    *,
    first: Sequence[Step] = (),
    last: Sequence[Step] = (),
) -> list[Step]:
    """What an officer or a committee does next: what waits first, then what to decide.

    `sent` are the imports that the person may decide; `first` and `last` are the steps of other
    pages that are more and less urgent than all of these.
    """
    steps = [*first, *_waiting(sent), *_to_analyse(states), *_to_decide(states), *last]
    if not states and not steps:
        steps.append(
            Step(
                _("ส่งทะเบียนแรกของศูนย์ฯ"),
                "",
                _("ดาวน์โหลดแบบฟอร์มเปล่า กรอก แล้วส่งเข้าระบบ ระบบจะตรวจให้ก่อนบันทึก"),
                reverse("upload"),
            )
        )
    return steps[:MOST_STEPS]


def watching_steps(table: AreaTable, *, decks: bool, households: bool) -> list[Step]:
    """What those who watch over an area look at next."""
    if not table.rows:
        return [_no_centre_yet()]
    steps = []
    if table.most_in_need:
        centre, totals = table.most_in_need
        figures = {"count": totals.without, "all": totals.households_with_debt}
        steps.append(
            Step(
                _("ดูศูนย์ฯ ที่มีครัวเรือนรอทางช่วยมากที่สุด"),
                centre.name,
                _("%(count)s จาก %(all)s ครัวเรือนที่มีหนี้ ยังไม่มีทางเลือกที่จ่ายไหว") % figures,
                reverse("centre", args=[centre.code]),
            )
        )
    waiting = table.total.centres - table.total.analysed if table.total else 0
    if waiting:
        steps.append(
            Step(
                _("ติดตาม %(count)s ศูนย์ฯ ที่ยังไม่มีผลวิเคราะห์") % {"count": waiting},
                "",
                _("ศูนย์ฯ หรืออำเภอต้องนำเข้าทะเบียนก่อน จึงจะมีเมนูทางเลือกและตัวเลขของพื้นที่"),
                reverse("centres"),
            )
        )
    return [*steps, *_of_the_visit(decks=decks, households=households)]


def _no_centre_yet() -> Step:
    return Step(
        _("ดูพื้นที่ที่ยังไม่มีศูนย์ฯ ในระบบ"),
        "",
        _("ศูนย์ฯ จะปรากฏเมื่ออำเภอนำเข้าทะเบียนแรก"),
        reverse("areas"),
    )


def _of_the_visit(*, decks: bool, households: bool) -> Iterator[Step]:
    if households:
        yield Step(
            _("ตรวจรายครัวเรือน"),
            "",
            _("เลือกศูนย์ฯ แล้วเปิดรายชื่อครัวเรือน เทียบหนี้ทุกก้อนกับสัญญาและใบเสร็จของจริง"),
            reverse("centres"),
        )
    if decks:
        yield Step(
            _("เตรียมลงพื้นที่ติดตาม"),
            "",
            _("เลือกศูนย์ฯ แล้วดาวน์โหลดสไลด์ที่ศูนย์ฯ จะนำเสนอ"),
            reverse("centres"),
        )


def _waiting(sent: Q) -> Iterator[Step]:
    waiting = ImportBatch.objects.filter(sent, status=ImportBatch.Status.PREVIEW)
    for batch in waiting.defer("sealed_book", "sealed_report").order_by("uploaded_on", "id"):
        refused = batch.counts["rows_refused"]
        yield Step(
            _("ตรวจและยืนยันทะเบียนที่ส่งไว้"),
            batch.centre_name,
            _("ยังไม่บันทึก มี %(rows)s แถวที่อ่านไม่ได้") % {"rows": refused}
            if refused
            else _("อ่านได้ครบทุกแถวแล้ว แต่ยังไม่บันทึก"),
            reverse("import", args=[batch.pk]),
        )


def _to_analyse(states: Sequence[CentreState]) -> Iterator[Step]:
    for state in states:
        if state.has_register and state.outdated:
            yield Step(
                _("จัดทำเมนูทางเลือกใหม่"),
                state.centre.name,
                _("ทะเบียนล่าสุดยังไม่ได้นำไปวิเคราะห์"),
                reverse("centre", args=[state.centre.code]),
            )
        if not state.has_register:
            yield Step(
                _("ส่งทะเบียนของศูนย์ฯ"),
                state.centre.name,
                _("ศูนย์ฯ นี้ยังไม่มีทะเบียนในระบบ"),
                reverse("upload"),
            )


def _to_decide(states: Sequence[CentreState]) -> Iterator[Step]:
    for state in states:
        if state.totals is None:
            continue
        address = reverse("households", args=[state.centre.code])
        if state.totals.without:
            yield Step(
                _("หาทางช่วย %(count)s ครัวเรือนที่ยังไม่มีทางเลือก") % {"count": state.totals.without},
                state.centre.name,
                _("แต่ละครัวเรือนบอกไว้แล้วว่าขาดเดือนใด และช่วยอย่างน้อยเท่าใดจึงจะพอ"),
                f"{address}?plan=none&sort=owed",
            )
        yield Step(
            _("ประชุมพิจารณาครัวเรือนเป้าหมาย"),
            state.centre.name,
            _("เปิดเมนูทางเลือกทีละครัวเรือน เทียบค่างวด ดอกเบี้ย และวันปลดหนี้"),
            f"{address}?kind=target",
        )
        yield Step(
            _("เตรียมเอกสารรับการติดตาม"),
            state.centre.name,
            _("สไลด์ ทะเบียนลูกหนี้ ทะเบียนครัวเรือน และแผน พร้อมพิมพ์"),
            f"{reverse('centre', args=[state.centre.code])}#documents",
        )
