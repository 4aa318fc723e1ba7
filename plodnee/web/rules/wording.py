"""Criteria, menu policies and quorums in plain sentences, and how a version stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import RuleStep, RuleVersion
from plodnee.casework.plan.menu_policy import MenuPolicy
from plodnee.casework.rules.in_force import Rules
from plodnee.casework.rules.selectors import VersionState
from plodnee.casework.rules.states import Deed, Kind, State
from plodnee.documents.builders import names
from plodnee.documents.builders.voice import Voice
from plodnee.engine.class_spans import spans_of
from plodnee.engine.classification import CLASS_NAMES, Criteria
from plodnee.registers.committees.rules import Quorum
from plodnee.web.templatetags.wording import (
    baht_short,
    be_date,
    class_name,
    english,
    rate_a_month,
    rate_a_year,
)

KINDS: Mapping[str, Promise] = {
    Kind.CRITERIA: gettext_lazy("เกณฑ์จัดประเภทลูกหนี้"),
    Kind.MENU_POLICY: gettext_lazy("นโยบายเมนูทางเลือก"),
    Kind.QUORUM: gettext_lazy("องค์ประชุม"),
}
DEEDS: Mapping[str, Promise] = {
    Deed.DRAFTED: gettext_lazy("เริ่มร่าง"),
    Deed.EDITED: gettext_lazy("แก้ไขร่าง"),
    Deed.TRIED: gettext_lazy("ทดลองใช้"),
    Deed.APPROVED: gettext_lazy("ให้มีผลตามมติ"),
    Deed.WITHDRAWN: gettext_lazy("เพิกถอน"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the rules; `before` is what holds instead, empty where it is the same."""

    label: str
    says: str
    before: str = ""
    letter: str = ""


def rule_lines(rules: Rules, before: Rules | None = None) -> list[Line]:
    """The rules, a sentence a line, each beside what it would replace."""
    told = _told(rules)
    other = _told(before) if before is not None else told
    return [
        Line(label, says, "" if held == says else held, letter)
        for (letter, label, says), (_, _, held) in zip(told, other, strict=True)
    ]


def _told(rules: Rules) -> list[tuple[str, str, str]]:
    if isinstance(rules, Quorum):
        share = {"share": f"{rules.quorum_bp / 100:g}"}
        says = (
            _("ไม่น้อยกว่าร้อยละ %(share)s ของกรรมการที่ออกเสียงได้ ไม่นับที่ปรึกษาและผู้มีส่วนได้เสียในวาระนั้น")
            % share
        )
        return [("", _("ต้องมาประชุม"), says)]
    return _criteria(rules) if isinstance(rules, Criteria) else _menus(rules)


def _criteria(rules: Criteria) -> list[tuple[str, str, str]]:
    spans = spans_of(rules)
    first = _("ไม่ค้างชำระ") if spans.a_to == 0 else _days(0, spans.a_to)
    from_register = _("ตามสถานะในทะเบียน ไม่ว่าค้างชำระกี่วัน")
    says = {
        "A": first,
        "B": _days(spans.b_from, spans.b_to),
        "C": _days(spans.c_from, spans.c_to),
        "D": _("ค้างชำระตั้งแต่ %(days)s วันขึ้นไป") % {"days": f"{spans.d_from:,}"},
        "E": _("อยู่ระหว่างดำเนินคดีหรือบังคับคดี %(source)s") % {"source": from_register},
        "R": _("ปรับโครงสร้างหนี้แล้ว %(source)s") % {"source": from_register},
    }
    return [(letter, class_name(letter), says[letter]) for letter in CLASS_NAMES]


def _days(first: int, last: int) -> str:
    if first == 0:
        return _("ไม่ค้างชำระ หรือค้างชำระไม่เกิน %(last)s วัน") % {"last": f"{last:,}"}
    if first == last:
        return _("ค้างชำระ %(first)s วัน") % {"first": f"{first:,}"}
    return _("ค้างชำระ %(first)s ถึง %(last)s วัน") % {"first": f"{first:,}", "last": f"{last:,}"}


def _menus(rules: MenuPolicy) -> list[tuple[str, str, str]]:
    voice = Voice("en" if english() else "th")
    rate = rules.contract_rate_bp
    reserve = rules.least_reserve_satang
    rows = [
        (
            _("ดอกเบี้ยของสัญญาเดียว"),
            f"{rate_a_year(rate)} ({rate_a_month(rate)})" if rate else _("ไม่คิดดอกเบี้ย"),
        ),
        (
            _("จำนวนงวดของสัญญาเดียว"),
            _("ไม่เกิน %(count)s งวด") % {"count": f"{rules.most_instalments:,}"},
        ),
        (
            _("ลดดอกเบี้ยหนี้เดิม"),
            _("เสนอลดทีละ %(rate)s") % {"rate": rate_a_year(rules.rate_step_bp)},
        ),
        (
            _("ยืดเวลาหนี้เดิม"),
            _steps(rules.extension_step_months, rules.longest_extension_months),
        ),
        (_("พักชำระหนี้เดิม"), _steps(rules.grace_step_months, rules.longest_grace_months)),
        (
            _("เงินสำรองที่ครัวเรือนต้องเหลือ"),
            _("อย่างน้อย %(amount)s บาท") % {"amount": baht_short(reserve)}
            if reserve
            else _("ไม่กำหนดขั้นต่ำ"),
        ),
        (_("กำหนดชำระที่เสนอ"), ", ".join(names.pattern_name(voice, p) for p in rules.patterns)),
        (
            _("แบบแผนที่เสนอ"),
            ", ".join(names.goal_name(voice, goal) for goal in rules.goals),  # type: ignore[arg-type]
        ),
    ]
    return [("", label, says) for label, says in rows]


def _steps(step: int, most: int) -> str:
    if not most:
        return _("ไม่เสนอ")
    return _("เสนอทีละ %(step)s เดือน ไม่เกิน %(most)s เดือน") % {"step": step, "most": most}


def version_name(version: RuleVersion) -> str:
    """`เกณฑ์จัดประเภทลูกหนี้ ฉบับที่ 2`."""
    return _("%(kind)s ฉบับที่ %(number)d") % {
        "kind": KINDS[version.kind],
        "number": version.number,
    }


def state_words(found: VersionState, on: date, holding: RuleVersion | None) -> str:
    """How the version stands on a day; `holding` is the one in force."""
    if found.state == State.APPROVED:
        day = {"day": be_date(found.force_day)}
        if found.force_day > on:
            return _("เห็นชอบแล้ว จะมีผลวันที่ %(day)s") % day
        if holding is not None and holding.pk == found.version.pk:
            return _("มีผลตั้งแต่วันที่ %(day)s") % day
        return _("เคยมีผลตั้งแต่วันที่ %(day)s มีฉบับใหม่ใช้แทนแล้ว") % day
    words: Mapping[State, str] = {
        State.DRAFT: _("ร่าง"),
        State.IN_TRIAL: _("ร่าง ทดลองใช้แล้ว"),
        State.WITHDRAWN: _("เพิกถอนแล้ว"),
    }
    return words[found.state]


def step_words(step: RuleStep) -> str:
    """What one step did, with what came of a trial and from which day an approval holds."""
    words = str(DEEDS[step.deed])
    if step.tried:
        said = {
            "words": words,
            "day": be_date(date.fromisoformat(step.tried["as_of"])),
            "moved": f"{step.tried['moved']:,}",
            "all": f"{step.tried['households']:,}",
        }
        return _("%(words)s กับทะเบียนวันที่ %(day)s: เปลี่ยนประเภท %(moved)s จาก %(all)s ครัวเรือน") % said
    if step.effective_from:
        return _("%(words)s ตั้งแต่วันที่ %(day)s") % {
            "words": words,
            "day": be_date(step.effective_from),
        }
    return words


def item_title(version: RuleVersion) -> str:
    """What an item about a version is called on an agenda: always Thai, as minutes are."""
    thai = {
        Kind.CRITERIA: "เกณฑ์จัดประเภทลูกหนี้",
        Kind.MENU_POLICY: "นโยบายเมนูทางเลือก",
        Kind.QUORUM: "องค์ประชุม",
    }
    return f"พิจารณา{thai[Kind(version.kind)]}ของศูนย์ฯ ฉบับที่ {version.number}"
