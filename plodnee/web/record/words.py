"""What a record calls roles, kinds and reasons; the choices of its forms."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from plodnee.registers.workbook.layout import FUND_TYPES
from plodnee.web.templatetags.wording import fund_name

Choices = list[tuple[str, Any]]
TO_CHOOSE = ("", _("– เลือก –"))  # stands first where no choice is likelier than others
ROLES: Choices = [
    ("head", _("หัวหน้าครัวเรือน")),
    ("spouse", _("คู่สมรส")),
    ("child", _("บุตร")),
    ("parent", _("บิดามารดา")),
    ("sibling", _("พี่น้อง")),
    ("grandchild", _("หลาน")),
    ("relative", _("ญาติ")),
    ("other", _("อื่น ๆ")),
]
WITHOUT_ID: Choices = [
    ("child", _("เด็กที่ยังไม่มีเลข")),
    ("no_nationality", _("ยังไม่มีสัญชาติหรือรอพิสูจน์")),
    ("not_shown", _("ยังไม่ได้แสดงบัตร")),
    ("declined", _("ไม่ประสงค์ให้เลข")),
    ("lost", _("บัตรหายหรืออ่านไม่ได้")),
]
STANDINGS: Choices = [
    ("present", _("อยู่ในทะเบียน")),
    ("gone", _("ออกจากทะเบียนตั้งแต่วันที่มีผล")),
    ("mistaken", _("บันทึกผิด ไม่ควรมีรายการนี้")),
]
CONSENTS: Choices = [
    ("given", _("เจ้าหนี้ยินยอมเป็นหนังสือให้ชำระก่อนกำหนด")),
    ("withdrawn", _("เจ้าหนี้ถอนความยินยอม")),
]
TENURES: Choices = [
    ("owned", _("เป็นเจ้าของ")),
    ("allotted", _("ได้รับจัดสรร เช่น ส.ป.ก.")),
    ("rented", _("เช่า")),
    ("borrowed", _("ใช้โดยไม่เสียค่าเช่า")),
]
SAVINGS: Choices = [
    ("pledged", _("เงินสัจจะ")),
    ("shares", _("หุ้น")),
    ("deposit", _("เงินฝาก")),
    ("cash", _("เงินสด")),
    ("other", _("อื่น ๆ")),
]
CASH_KINDS: Choices = [("income", _("รายรับ")), ("expense", _("รายจ่าย"))]
SOURCES: Choices = [
    ("crops", _("พืชผล")),
    ("livestock", _("สัตว์เลี้ยง")),
    ("wages", _("ค่าจ้าง")),
    ("trade", _("ค้าขาย")),
    ("remittance", _("เงินส่งจากญาติ")),
    ("welfare", _("สวัสดิการ")),
    ("food", _("อาหาร")),
    ("house", _("บ้านและสาธารณูปโภค")),
    ("education", _("การศึกษา")),
    ("health", _("สุขภาพ")),
    ("farming", _("ต้นทุนการเกษตร")),
    ("social", _("งานสังคม")),
    ("vices", _("สุรา หวย การพนัน")),
    ("other", _("อื่น ๆ")),
]
COLLATERAL: Choices = [
    ("land", _("ที่ดิน")),
    ("building", _("สิ่งปลูกสร้าง")),
    ("vehicle", _("รถหรือเครื่องจักร")),
    ("savings", _("เงินฝากหรือหุ้น")),
    ("produce", _("ผลผลิต")),
    ("other", _("อื่น ๆ")),
]
EVIDENCE: Choices = [
    ("contract", _("สัญญา")),
    ("receipt", _("ใบเสร็จ")),
    ("balance", _("หนังสือยืนยันยอด")),
    ("land", _("เอกสารสิทธิที่ดิน")),
    ("photo", _("ภาพถ่าย")),
    ("other", _("อื่น ๆ")),
]
CREDITOR_KINDS: Choices = [("formal", _("ในระบบ")), ("informal", _("นอกระบบ"))]
SORTS: Choices = [
    ("baac", _("ธ.ก.ส.")),
    ("gsb", _("ธนาคารออมสิน")),
    ("ghb", _("ธ.อ.ส.")),
    ("bank", _("ธนาคารอื่น")),
    ("coop", _("สหกรณ์")),
    ("leasing", _("ลีสซิ่งหรือเช่าซื้อ")),
    ("card", _("บัตรหรือสินเชื่อบุคคล")),
    ("state_fund", _("กองทุนของรัฐ")),
    ("shop", _("ร้านค้า")),
    ("lender", _("ผู้ให้กู้นอกระบบ")),
    ("relative", _("ญาติหรือเพื่อนบ้าน")),
    ("other", _("อื่น ๆ")),
]
UNITS: Choices = [("year", _("ต่อปี")), ("month", _("ต่อเดือน"))]
METHODS: Choices = [("declining", _("ลดต้นลดดอก")), ("flat", _("คงที่"))]
PERIODS: Choices = [
    ("monthly", _("รายเดือน")),
    ("yearly", _("รายปี")),
    ("after_harvest", _("หลังเก็บเกี่ยว")),
]
STATUSES: Choices = [
    ("normal", _("ปกติ")),
    ("legal", _("ดำเนินคดี")),
    ("restructured", _("ปรับโครงสร้างแล้ว")),
]
DEEDS: Choices = [
    ("household", _("ครัวเรือน")),
    ("person", _("บุคคล")),
    ("cash", _("รายรับรายจ่าย")),
    ("land", _("ที่ดิน")),
    ("savings", _("เงินออม")),
    ("debt", _("หนี้")),
    ("balance", _("ยอดหนี้")),
    ("guarantors", _("ผู้ค้ำประกัน")),
    ("collateral", _("หลักประกัน")),
    ("group", _("กลุ่มสมาชิก")),
    ("fund_rule", _("ระเบียบกองทุน")),
    ("creditor", _("เจ้าหนี้นอกศูนย์ฯ")),
    ("import", _("ย้อนการนำเข้า")),
]
NAMES: Mapping[str, Mapping[str, Any]] = {
    name: dict(choices)
    for name, choices in {
        "role": ROLES, "without_id": WITHOUT_ID, "standing": STANDINGS, "tenure": TENURES,
        "saving": SAVINGS, "cash": CASH_KINDS, "source": SOURCES, "collateral": COLLATERAL,
        "evidence": EVIDENCE, "sort": SORTS, "method": METHODS, "period": PERIODS,
        "status": STATUSES, "deed": DEEDS, "creditor_kind": CREDITOR_KINDS,
    }.items()
}  # fmt: skip


def fund_kinds() -> Choices:
    """The types of member group, in the order of the workbook's list."""
    return [(code, fund_name(code)) for code, _abbreviation, _names in FUND_TYPES]
