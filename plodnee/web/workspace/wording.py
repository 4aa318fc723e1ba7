"""Where a setting stops, and what the settings are, in plain words."""

from django.utils.translation import gettext as _

from plodnee.casework.workspace.limits import End, KeptOut
from plodnee.casework.workspace.settings import Settings
from plodnee.web.templatetags.wording import baht_short, plan_month, rate


def why(end: End) -> str:
    """By whose rule a setting stops at this end."""
    reasons = {
        "law_ceiling": _("เพดานดอกเบี้ยตามกฎหมาย (ป.พ.พ. มาตรา 654)"),
        "fund_lowest_rate": _("ดอกเบี้ยต่ำสุดตามระเบียบของ %(names)s"),
        "programme_rate": _("ไม่มีกลุ่มที่รวมหนี้ระบุดอกเบี้ยต่ำสุดไว้ จึงใช้ค่ากำหนดของแผนงาน"),
        "one_instalment": _("สัญญามีอย่างน้อยหนึ่งงวด"),
        "programme_instalments": _("ค่ากำหนดของแผนงานสำหรับสัญญาใหม่"),
        "horizon": _("แผนมองไปข้างหน้าได้เท่านี้"),
        "no_less_than_nothing": _("ต่ำกว่าศูนย์ไม่ได้"),
        "year_of_expense": _("เท่ารายจ่ายทั้งปีตามทะเบียน"),
        "income_of_register": _("เท่ารายรับเฉลี่ยต่อเดือนตามทะเบียน"),
        "twice_what_is_missing": _("สองเท่าของรายได้ที่ยังขาด"),
        "widest_tried": _("ช่วงที่หน้านี้ให้ลอง ถ้ามากกว่านี้ให้แก้ทะเบียนก่อน"),
    }
    return reasons[end.stop] % {"names": " · ".join(end.names)}


def why_kept_out(kept_out: KeptOut) -> str:
    """Why a debt may not join the one contract."""
    reasons = {
        "interest_free_fund": _("เงิน กข.คจ. ไม่มีดอกเบี้ย ระเบียบไม่ให้รวมหรือใช้ชำระหนี้อื่น"),
        "fund_does_not_join": _("ระเบียบของกลุ่มไม่ให้รวมหนี้"),
        "formal_lender": _(
            "เจ้าหนี้ในระบบ รวมไม่ได้หากไม่มีหนังสือยินยอมของเจ้าหนี้ "
            "ถ้ามีแล้ว ให้บันทึกหนังสือยินยอมของเจ้าหนี้ที่หนี้ก้อนนี้ในทะเบียนของครัวเรือน"
        ),
        "no_refinancing_fund": _("ไม่มีกลุ่มใดในศูนย์ฯ ที่ใช้เงินชำระหนี้อื่นได้"),
        "arrears": _("เหลือแต่ดอกเบี้ยหรือค่าปรับค้าง ซึ่งห้ามคิดดอกเบี้ยซ้อน"),
    }
    return reasons[kept_out]


def settings_words(settings: Settings, as_of: object, usual: Settings) -> list[str]:
    """What differs from the usual settings, one short phrase each; empty where nothing does."""
    told = []
    if settings.rate_bp != usual.rate_bp:
        told.append(_("ดอกเบี้ย %(rate)s ต่อปี") % {"rate": rate(settings.rate_bp)})
    if settings.most_instalments != usual.most_instalments:
        told.append(_("ไม่เกิน %(count)s งวด") % {"count": settings.most_instalments})
    if settings.joining != usual.joining:
        told.append(_("รวมหนี้ได้ %(count)s ก้อน") % {"count": len(settings.joining)})
    if settings.patterns != usual.patterns:
        told.append(_("งวดชำระ %(count)s แบบ") % {"count": len(settings.patterns)})
    if settings.reserve_satang != usual.reserve_satang:
        told.append(_("เงินสำรอง %(amount)s บาท") % {"amount": baht_short(settings.reserve_satang)})
    if settings.income_satang:
        told.append(
            _("รายได้เสริมเดือนละ %(amount)s บาท ตั้งแต่ %(month)s")
            % {
                "amount": baht_short(settings.income_satang),
                "month": plan_month(as_of, settings.income_from_month),  # type: ignore[arg-type]
            }
        )
    return told
