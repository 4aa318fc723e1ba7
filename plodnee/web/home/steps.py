"""What a person should do next, read from the state of the centres in their care."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.models import PlanRun
from plodnee.casework.plan.model import CentreTotals
from plodnee.casework.selectors import latest_totals
from plodnee.organization.models import Centre
from plodnee.registers.models import ImportBatch

MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: where, why and its link."""

    title: str
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
    registers = _latest(
        ImportBatch.objects.filter(centre__in=centres, status=ImportBatch.Status.CONFIRMED)
        .order_by("as_of", "sequence")
        .values_list("centre_id", "id")
    )
    planned = _latest(
        PlanRun.objects.filter(centre__in=centres)
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


def _latest(rows: Iterable[tuple[str, object]]) -> dict[str, object]:
    return dict(rows)


def working_steps(states: Sequence[CentreState], sent: Q) -> list[Step]:
    """What an officer or a committee does next: what waits first, then what to decide.

    `sent` are the imports that the person may decide.
    """
    steps = [*_waiting(sent), *_to_analyse(states), *_to_decide(states)]
    if not states and not steps:
        steps.append(
            Step(
                _("ส่งทะเบียนแรกของศูนย์ฯ"),
                _("กรอกแบบฟอร์มเปล่า แล้วส่งสมุดงานเข้าระบบ ระบบจะตรวจให้ก่อนบันทึก"),
                reverse("upload"),
            )
        )
    return steps[:MOST_STEPS]


def _waiting(sent: Q) -> Iterator[Step]:
    waiting = ImportBatch.objects.filter(sent, status=ImportBatch.Status.PREVIEW)
    for batch in waiting.defer("sealed_book", "sealed_report").order_by("uploaded_on", "id"):
        yield Step(
            _("ตรวจและยืนยันทะเบียน %(name)s") % {"name": batch.centre_name},
            _("สมุดงานถูกส่งแล้วแต่ยังไม่บันทึก มี %(rows)s แถวที่อ่านไม่ได้")
            % {"rows": batch.counts["rows_refused"]},
            reverse("import", args=[batch.pk]),
        )


def _to_analyse(states: Sequence[CentreState]) -> Iterator[Step]:
    for state in states:
        if state.has_register and state.outdated:
            yield Step(
                _("จัดทำเมนูทางเลือกใหม่ %(name)s") % {"name": state.centre.name},
                _("ทะเบียนล่าสุดยังไม่ได้นำไปวิเคราะห์"),
                reverse("centre", args=[state.centre.code]),
            )
        if not state.has_register:
            yield Step(
                _("ส่งทะเบียนของ %(name)s") % {"name": state.centre.name},
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
                _("หาทางช่วย %(count)s ครัวเรือนที่ยังไม่มีทางเลือก · %(name)s")
                % {"count": state.totals.without, "name": state.centre.name},
                _("แต่ละครัวเรือนบอกไว้แล้วว่าขาดเดือนใด และช่วยอย่างน้อยเท่าใดจึงจะพอ"),
                f"{address}?plan=none&sort=owed",
            )
        yield Step(
            _("ประชุมพิจารณาครัวเรือนเป้าหมาย · %(name)s") % {"name": state.centre.name},
            _("เปิดเมนูทางเลือกทีละครัวเรือน เทียบค่างวด ดอกเบี้ย และวันปลดหนี้"),
            f"{address}?kind=target",
        )
        yield Step(
            _("เตรียมเอกสารรับการติดตาม · %(name)s") % {"name": state.centre.name},
            _("สไลด์ ทะเบียนลูกหนี้ ทะเบียนครัวเรือน และแผน พร้อมพิมพ์"),
            f"{reverse('centre', args=[state.centre.code])}#documents",
        )
