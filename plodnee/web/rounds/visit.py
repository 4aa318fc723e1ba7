"""One centre's visit in a round: when, whom it asks for, what it lacks, what to take along."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.selectors import run_or_none
from plodnee.organization.access import may
from plodnee.organization.models import Area, Centre
from plodnee.visits.letters.selectors import letter_number
from plodnee.visits.models import Letter, Selection
from plodnee.visits.people import quotas
from plodnee.visits.rounds.moves import visit_moves
from plodnee.visits.rounds.readiness import Item, readiness
from plodnee.visits.rounds.selectors import (
    chosen_in,
    current_programme,
    current_version,
    visit_slot,
)
from plodnee.web.access import allowed, can, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.letters.offices import Office
from plodnee.web.rounds.views import round_at, round_trail
from plodnee.web.rounds.ways import way_out
from plodnee.web.templatetags.wording import be_date

# What is needed -> its name, what a day beside it means, and the page of the way out.
ITEMS: Mapping[str, tuple[Any, Any, str, str]] = {
    "programme": (
        gettext_lazy("มีวันและเวลาในกำหนดการ"), gettext_lazy("ลงพื้นที่ %(day)s"), "programme_set",
        "visits.choose",
    ),
    "letter": (
        gettext_lazy("แจ้งอำเภอด้วยหนังสือตามกำหนดการฉบับปัจจุบัน"),
        gettext_lazy("หนังสือลงวันที่ %(day)s"), "letter_new", "letters.send",
    ),
    "tasks": (
        gettext_lazy("อำเภอตอบงานตามหนังสือครบ"), gettext_lazy("ค้างงานที่ครบกำหนด %(day)s"), "letter",
        "letters.answer",
    ),
    "order": (
        gettext_lazy("คำสั่งแต่งตั้งคณะกรรมการมีผลในวันลงพื้นที่"), gettext_lazy("มีผลถึง %(day)s"),
        "committee", "visits.invite",
    ),
    "register": (
        gettext_lazy("ทะเบียนใหม่พอสำหรับการลงพื้นที่"), gettext_lazy("ทะเบียนล่าสุด %(day)s"),
        "record_centre", "visits.invite",
    ),
    "analysis": (
        gettext_lazy("วิเคราะห์ทะเบียนล่าสุดและมีแผนแล้ว"), gettext_lazy("วิเคราะห์ ณ %(day)s"), "centre",
        "visits.invite",
    ),
    "targets": (
        gettext_lazy("กำหนดครัวเรือนเป้าหมายและหนี้ตั้งต้นแล้ว"), "", "baselines", "visits.invite",
    ),
    "models": (
        gettext_lazy("มีครัวเรือนต้นแบบครบตามจำนวนที่เชิญ"), "", "households", "visits.invite",
    ),
    "people": (gettext_lazy("เชิญผู้เข้าร่วมครบตามจำนวน"), "", "visit_people", "visits.invite"),
    "replies": (gettext_lazy("ผู้ที่เชิญตอบครบทุกคน"), "", "visit_people", "visits.invite"),
}  # fmt: skip


@allowed("rounds.view")
def visit(request: HttpRequest, centre: Centre, round_id: UUID) -> HttpResponse:
    """The visit to a centre, for everybody from its committee to the department."""
    found = round_at(request, round_id)
    selection = get_object_or_404(chosen_in(found, centre.code), centre=centre)
    programme = current_programme(found, centre.code[: Area.Level.PROVINCE])
    items = readiness(selection, today())
    context = {
        "round": found,
        "version": current_version(found),
        "centre": centre,
        "selection": selection,
        "programme": programme,
        "slot": visit_slot(programme, centre.code),
        "items": [_item(request, selection, one) for one in items],
        "quotas": quotas(selection),
        "invites": can(request, "visits.invite", centre),
        "notes": can(request, "notes.view", centre),
        "ready": sum(one.is_ready for one in items),
        "run": run_or_none(centre),
        "takes_deck": can(request, "documents.deck", centre),
        "takes_registers": can(request, "documents.registers", centre),
        "changes": visit_moves(programme, centre) if programme else [],
        "letters": _letters(request, selection),
        "made_up": found.is_demonstration,
        "trail": [
            *round_trail(found),
            Link(centre.name, reverse("centre", args=[centre.code]))
            if can(request, "centres.view", centre)
            else Link(centre.name, ""),
            Link(_("การลงพื้นที่"), "", here=True),
        ],
    }
    return render(request, "rounds/visit.html", context)


def _item(request: HttpRequest, selection: Selection, one: Item) -> dict[str, Any]:
    name, told, page, action = ITEMS[one.code]
    words = str(told) % {"day": be_date(one.day)} if told and one.day else ""
    way = "" if one.is_ready else way_out(request, selection, one.code, page, action)
    return {"name": name, "ready": one.is_ready, "words": words, "way": way}


def _letters(request: HttpRequest, selection: Selection) -> list[dict[str, Any]]:
    """The letters about the visit; those that may be read with their address."""
    sent = Letter.objects.filter(round=selection.round, centre=selection.centre)
    officer, on = officer_of(request), today()
    rows = []
    for one in sent.select_related("office").order_by("-dated_on", "-number"):
        offices = (one.office_code, one.to_code)
        office = next((o for o in offices if may(officer, "letters.view", at=o, on=on)), None)
        address = "" if office is None else Office(office).page("letter", one.pk)
        rows.append({"letter": one, "number": letter_number(one), "address": address})
    return rows
