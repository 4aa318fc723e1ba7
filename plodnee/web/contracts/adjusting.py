"""Pages on which something is let go or charged on a contract, and a contract put to a meeting."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plodnee import policy
from plodnee.casework.meetings.selectors import approvals_standing, meetings_open, version_of
from plodnee.casework.meetings.services import Writer, add_item, hold_open
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import AgendaItem, Meeting, Resolution
from plodnee.casework.rules.services import Hand
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.states import ACTIVE
from plodnee.engine.appropriation import Parts
from plodnee.engine.money import format_baht
from plodnee.ledger.adjusting import (
    ask_fee,
    ask_waiver,
    charge_lateness,
    highest_fee,
    lateness_of,
    overtaken_by,
    post_adjustment,
    subject_of,
)
from plodnee.ledger.chart import Names
from plodnee.ledger.errors import OwnAdjustment
from plodnee.ledger.models import Adjustment
from plodnee.ledger.owed import owed_by_tranche
from plodnee.ledger.positions import contract_position
from plodnee.organization.models import Centre
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.books.wording import refusal_words
from plodnee.web.contracts.adjusting_forms import (
    FeeForm,
    LateForm,
    PostingForm,
    WaiverForm,
)
from plodnee.web.contracts.forming import form_page, posted, to_contract
from plodnee.web.contracts.page import hand
from plodnee.web.contracts.resolved import overtaken_words
from plodnee.web.contracts.views import contract_at
from plodnee.web.contracts.wording import adjustment_words
from plodnee.web.templatetags.wording import baht, be_date, english
from plodnee.web.trying import done

LONGEST_TITLE = 200
_IN_ENGLISH = re.compile(r" \((?=[A-Za-z])")


@allowed("books.post", FORM)
def contract_waive(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """What funds let go, written down and put on a meeting's agenda."""
    found, meetings = _found(centre, contract_id), meetings_open(centre)
    form = WaiverForm(
        posted(request), owed=_owed(found, centre), meetings=meetings, initial={"key": uuid4()}
    )

    def written() -> None:
        said, shares, by = form.cleaned_data, form.shares(), hand(request)
        with transaction.atomic():
            hold_open(form.chosen())
            made = ask_waiver(
                key=said["key"],
                contract=found.contract,
                shares=shares,
                reason=said["reason"],
                by=by,
            )
            put_on_agenda(form.chosen(), _title(made), subject_of(made), by)

    if done(form, written):
        messages.success(
            request, _("เขียนรายการและเพิ่มในวาระการประชุมแล้ว มีผลเมื่อที่ประชุมเห็นชอบและผู้อื่นบันทึก")
        )
        return to_contract(found.contract)
    opens = found.state == ACTIVE and bool(meetings)
    need, page = needs_meeting(found, meetings), _("ขอให้กองทุนยกหนี้ให้")
    return form_page(request, found, form, page, opens, need=need, calls=bool(need))


@allowed("books.post", FORM)
def contract_fee(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """A fee for collecting, written down and put on a meeting's agenda."""
    found, meetings = _found(centre, contract_id), meetings_open(centre)
    most = highest_fee(contract_position(found, today())) if found.state == ACTIVE else 0
    form = FeeForm(posted(request), meetings=meetings, initial={"key": uuid4()})

    def written() -> None:
        said, by = form.cleaned_data, hand(request)
        with transaction.atomic():
            hold_open(form.chosen())
            made = ask_fee(
                key=said["key"],
                contract=found.contract,
                amount_satang=said["amount"],
                reason=said["reason"],
                by=by,
            )
            put_on_agenda(form.chosen(), _title(made), subject_of(made), by)

    if done(form, written):
        messages.success(
            request, _("เขียนรายการและเพิ่มในวาระการประชุมแล้ว มีผลเมื่อที่ประชุมเห็นชอบและผู้อื่นบันทึก")
        )
        return to_contract(found.contract)
    words = [_("วันนี้เรียกค่าทวงถามหนี้ได้ไม่เกิน %(most)s บาท") % {"most": format_baht(most)}]
    words += _law_of_fees(today())
    opens = bool(most and meetings)
    need = needs_meeting(found, meetings) if most else _no_fee(found)
    calls, page = bool(most and not meetings), _("เรียกค่าทวงถามหนี้")
    return form_page(request, found, form, page, opens, need=need, calls=calls, notes=words)


@allowed("books.post", FORM)
def contract_late(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """Default interest by the law on what is overdue, looked at and then charged."""
    found, on = _found(centre, contract_id), today()
    form = LateForm(posted(request), initial={"through": on, "looked_at": on})
    if form.is_valid() and form.cleaned_data["through"] <= on:
        on = form.cleaned_data["through"]
        form.refuse_unseen()
    active = found.state == ACTIVE
    shares = lateness_of(contract_position(found, on)) if active else {}
    if done(
        form,
        lambda: charge_lateness(
            contract=found.contract, through=form.cleaned_data["through"], by=hand(request)
        ),
    ):
        messages.success(request, _("คิดดอกเบี้ยผิดนัดและลงบัญชีแล้ว"))
        return to_contract(found.contract)
    said = {"day": be_date(on), "sum": baht(sum(parts.total for parts in shares.values()))}
    words = [
        _("ดอกเบี้ยผิดนัดที่ยังไม่ได้คิดถึงวันที่ %(day)s เป็นเงิน %(sum)s บาท") % said,
        _("คิดจากเงินต้นของงวดที่ค้างเท่านั้น ไม่คิดจากดอกเบี้ย และไม่คิดกับส่วนที่ไม่มีดอกเบี้ย"),
    ]
    need = "" if shares or not active or form.is_bound else _("ไม่มีดอกเบี้ยผิดนัดที่ยังไม่ได้คิด")
    page = _("คิดดอกเบี้ยผิดนัด")
    return form_page(request, found, form, page, bool(shares), notes=words, need=need)


@allowed("books.post", FORM)
def contract_adjust(request: HttpRequest, centre: Centre, contract_id: UUID) -> HttpResponse:
    """What the committee resolved, in the books, by somebody else than who wrote it down."""
    found, sent = _found(centre, contract_id), request.method == "POST"
    resolved = _resolved(found, posted_too=sent)
    barred = _barred(request, resolved)
    opened = [row for row in resolved if row[0].pk not in barred]
    form = PostingForm(
        posted(request), resolved=resolved if sent else opened, initial={"on": today()}
    )

    def entered() -> None:
        adjustment, resolution = form.chosen()
        on = form.cleaned_data["on"]
        post_adjustment(adjustment=adjustment, resolution_id=resolution, on=on, by=hand(request))

    if done(form, entered):
        messages.success(request, _("ลงบัญชีตามมติแล้ว"))
        return to_contract(found.contract)
    active, notes = found.state == ACTIVE, [words for words, _late in barred.values()]
    need = " ".join(notes)
    if not resolved:
        need = _("ยังไม่มีรายการที่ที่ประชุมเห็นชอบ ต้องเขียนรายการ เสนอที่ประชุม และรับรองรายงานก่อน")
    opens = active and bool(opened)
    late = any(late for _words, late in barred.values())
    more = {"notes": notes} if opens else {"need": need if active else "", "corrects": late}
    return form_page(request, found, form, _("ลงบัญชีตามมติ"), opens, **more)


def _found(centre: Centre, contract_id: UUID) -> ContractState:
    return contract_state(contract_at(centre, contract_id))


def needs_meeting(found: ContractState, meetings: list[Meeting]) -> str:
    """What stands in the way of asking the committee; empty where nothing does."""
    return (
        ""
        if meetings or found.state != ACTIVE
        else _("ยังไม่มีการประชุมที่ลงมติเรื่องนี้ได้ นัดประชุมในวันที่คำสั่งแต่งตั้งคณะกรรมการมีผลก่อน")
    )


def _no_fee(found: ContractState) -> str:
    if found.state != ACTIVE:
        return ""
    return _("วันนี้เรียกค่าทวงถามหนี้ไม่ได้ เพราะไม่มีงวดที่ค้าง ค้างไม่ถึงจำนวนตามกฎหมาย หรือเรียกของรอบนี้ครบแล้ว")


def _law_of_fees(on: date) -> Iterator[str]:
    """What the law allows for a round of collecting on the day, and where that is written."""
    version = policy.in_force("collection_fees", on)
    said = {name: baht(satang) for name, satang in version.values.items()}
    if version.values["more_overdue_satang"]:
        yield (
            _(
                "รอบหนึ่งเรียกได้ไม่เกิน %(one_overdue_satang)s บาทเมื่อค้าง 1 งวด "
                "และไม่เกิน %(more_overdue_satang)s บาทเมื่อค้างมากกว่า 1 งวด "
                "เรียกไม่ได้เมื่อยอดค้างไม่เกิน %(arrears_above_satang)s บาท "
                "รอบหนึ่งนับจากวันครบกำหนดของงวดหนึ่งถึงงวดถัดไป"
            )
            % said
        )
    unread = "" if version.verified else f" ({_('ยังไม่ได้ตรวจกับต้นฉบับ')})"
    # A source is named in Thai, then in English in brackets: a Thai page has the Thai alone.
    source = version.source if english() else _IN_ENGLISH.split(version.source)[0]
    yield _("ที่มา: %(source)s") % {"source": source} + unread


def _owed(found: ContractState, centre: Centre) -> list[tuple[int, str, Parts]]:
    """What each fund is owed today in each part, with the fund's name."""
    if found.state != ACTIVE:
        return []
    owed, names = owed_by_tranche(contract_position(found, today())), Names.of(centre)
    several = len(found.parts) > 1
    return [
        (
            tranche.pk,
            _place(names.group(tranche.group), one.part.position, several),
            owed[tranche.pk],
        )
        for one in found.parts
        for tranche in one.tranches
    ]


def _place(name: str, part: int, several: bool) -> str:
    return _("%(name)s ส่วนที่ %(part)d") % {"name": name, "part": part} if several else name


def _title(adjustment: Adjustment) -> str:
    words = adjustment_words(adjustment)
    number = _("สัญญาเลขที่ %(n)s") % {"n": adjustment.contract.number}
    return f"{words} · {number}"[:LONGEST_TITLE]


def put_on_agenda(meeting: Meeting, title: str, subject: Subject, by: Hand) -> None:
    """The item on the agenda, once however often it is sent."""
    about = {"subject_kind": subject.kind, "subject_key": subject.key}
    if AgendaItem.objects.filter(meeting=meeting, dropped__isnull=True, **about).exists():
        return
    writer = Writer(by.actor, by.on, by.at, version_of(meeting))
    add_item(meeting=meeting, title=title, subject=subject, by=writer)


def _resolved(
    found: ContractState, *, posted_too: bool
) -> list[tuple[Adjustment, Resolution, str]]:
    """What waits for its posting, with the resolution that approved just that.

    With what is posted already, where the same form may come again.
    """
    waiting = found.contract.adjustments.exclude(kind=Adjustment.Kind.LATE)
    if not posted_too:
        waiting = waiting.filter(posting__isnull=True)
    rows = []
    for one in waiting.select_related("contract__household").prefetch_related("shares"):
        for resolution in approvals_standing(subject_of(one))[:1]:
            day = be_date(resolution.item.meeting.held_on)
            rows.append((one, resolution, f"{adjustment_words(one)} · {day}"))
    return rows


def _barred(
    request: HttpRequest, resolved: list[tuple[Adjustment, Resolution, str]]
) -> dict[UUID, tuple[str, bool]]:
    """Why whoever asks cannot post some of it, and who can or what to do, by its id.

    With whether nobody can any more.
    """
    barred, own = {}, officer_of(request).audit_key
    for one, _resolution, words in resolved:
        refusal = None if hasattr(one, "posting") else overtaken_by(one, today())
        if refusal is not None:
            barred[one.pk] = f"{words}: {overtaken_words(refusal)}", True
        elif one.made_by_key == own:
            barred[one.pk] = f"{words}: {refusal_words(OwnAdjustment())}", False
    return barred
