"""What this package refuses."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from plodnee.errors import Refusal


class RegisterRefused(Refusal):
    """The workbook cannot be taken at all; `details["reading"]` says why, cell by cell."""

    code = "registers.register_refused"
    message_th = "ระบบไม่รับสมุดงานนี้: {reason_th}"
    message_en = "The workbook is refused: {reason_en}"


class NotYourCentre(Refusal):
    """The register is of a centre for which this person may not import."""

    code = "registers.not_your_centre"
    message_th = "ทะเบียนนี้เป็นของศูนย์รหัส {centre_code} ซึ่งอยู่นอกพื้นที่ที่ท่านนำเข้าได้ ตรวจรหัสพื้นที่ในแผ่นงาน ศูนย์"
    message_en = (
        "This register is of centre {centre_code}, for which you may not import. "
        "Check the area code on sheet ศูนย์."
    )


class TextTooLong(Refusal):
    """A code or a name is longer than any that exists."""

    code = "registers.text_too_long"
    message_th = (
        "รหัสหรือชื่อ “{value}…” ยาวเกินไป (รหัสได้ไม่เกิน {longest_code} ตัวอักษร ชื่อไม่เกิน {longest_name})"
    )
    message_en = (
        "The code or name “{value}…” is too long "
        "(at most {longest_code} characters for a code, {longest_name} for a name)."
    )


class NoRegister(Refusal):
    """The centre has no register of that day or before."""

    code = "registers.no_register"
    message_th = "ศูนย์ {centre_code} ยังไม่มีทะเบียน ณ วันที่ {as_of} หรือก่อนหน้า"
    message_en = "Centre {centre_code} has no register of {as_of} or before."


class ListChanged(Refusal):
    """The register was changed while a list of it was being written out."""

    code = "registers.list_changed"
    message_th = "มีการแก้ไขทะเบียนระหว่างจัดทำไฟล์ ไฟล์จึงไม่ครบ ระบบไม่ส่งไฟล์ที่ไม่ครบ โปรดสั่งใหม่อีกครั้ง"
    message_en = (
        "The register changed while the file was being written. An incomplete file is never sent: "
        "please ask for it again."
    )


class SearchForgotten(Refusal):
    """The words of a search are not kept any more; without them the list would be another one."""

    code = "registers.search_forgotten"
    message_th = (
        "ระบบไม่ได้เก็บคำค้นของรายการนี้ไว้แล้ว (ออกจากระบบไป หรือค้นหาอย่างอื่นไปหลายครั้ง) โปรดค้นหาใหม่อีกครั้ง"
    )
    message_en = (
        "The words of this search are no longer kept (you logged out, or searched for much else "
        "since). Please search again."
    )


class ListNotAnswered(Refusal):
    """A file of a list was asked for with a day, filter or paper that there is not."""

    code = "registers.list_not_answered"
    message_th = (
        "ไม่ได้จัดทำไฟล์นี้ เพราะที่อยู่ของไฟล์ขอสิ่งที่ไม่มี ({asked}) กลับไปที่รายการ เลือกใหม่ แล้วสั่งไฟล์จากหน้านั้น"
    )
    message_en = (
        "The file was not made: its address asks for what there is not ({asked}). Go back to the "
        "list, choose again and take the file from there."
    )


class ChangedMeanwhile(Refusal):
    """Somebody changed the same thing after it was shown; `yours` and `theirs` are both there."""

    code = "registers.changed_meanwhile"
    message_th = (
        "รายการนี้ {made_by} แก้ไขไปแล้วหลังจากที่ท่านเปิดดู (ท่านเห็นฉบับที่ {seen_version} ปัจจุบันเป็นฉบับที่ "
        "{version}) ระบบไม่เขียนทับ เปิดฉบับปัจจุบันแล้วแก้ไขใหม่หากยังจำเป็น"
    )
    message_en = (
        "{made_by} changed this after you opened it (you saw version {seen_version}, it is now "
        "version {version}). Nothing was overwritten: open it as it stands and change it again "
        "if that is still needed."
    )

    @property
    def yours(self) -> Mapping[str, Any]:
        """What the refused editor sent."""
        return cast(Mapping[str, Any], self.details["yours"])

    @property
    def theirs(self) -> Mapping[str, Any]:
        """What stands now."""
        return cast(Mapping[str, Any], self.details["theirs"])


class EntryRefused(Refusal):
    """Something entered by hand cannot be taken; `field` is the field of the form that says so."""

    code = "registers.entry_refused"
    field: ClassVar[str] = ""
    message_th = "ระบบไม่รับข้อมูลที่กรอก"
    message_en = "What was entered cannot be taken."


class ReasonMissing(EntryRefused):
    """A correction and its undoing say why."""

    code = "registers.reason_missing"
    field = "reason"
    message_th = "โปรดระบุเหตุผลเป็นถ้อยคำ รายการนี้ต้องมีเหตุผลกำกับไว้ในประวัติ"
    message_en = "Give a reason in words: the history keeps one for this."


class NothingToUndo(Refusal):
    """There is no step, or the last one cannot be taken back."""

    code = "registers.nothing_to_undo"
    message_th = "ไม่มีขั้นตอนล่าสุดที่ย้อนกลับได้ หากข้อมูลผิดให้แก้ไขพร้อมเหตุผลแทน"
    message_en = "There is no last step that can be undone. Correct it with a reason instead."


class BaselineFrozen(Refusal):
    """The household's starting debt stands; it can only be stated again, with a reason."""

    code = "registers.baseline_frozen"
    message_th = "ยอดหนี้ตั้งต้นของครัวเรือน {household_code} บันทึกไว้แล้วและแก้ไขไม่ได้"
    message_en = "The starting debt of household {household_code} is frozen and cannot be changed."


class NotATarget(Refusal):
    """Only a target household has a starting debt."""

    code = "registers.not_a_target"
    message_th = "ครัวเรือน {household_code} ไม่ใช่ครัวเรือนเป้าหมายในทะเบียนของวันที่ {as_of}"
    message_en = "Household {household_code} is no target household in the register of {as_of}."


class LayoutIncomplete(Refusal):
    """The plan for a workbook of another layout leaves something open, or fills it twice."""

    code = "registers.layout_incomplete"
    message_th = "แผ่นงาน «{sheet}» ช่อง «{column}»: {reason_th}"
    message_en = "Sheet “{sheet}”, “{column}”: {reason_en}"
    REASONS: ClassVar[dict[str, dict[str, str]]] = {
        "missing": {
            "reason_th": "ยังไม่ได้บอกว่าอยู่คอลัมน์ใดหรือใช้ค่าใด",
            "reason_en": "say which column holds it, or what holds for all rows.",
        },
        "twice": {
            "reason_th": "มีสองคอลัมน์ เลือกเพียงคอลัมน์เดียว",
            "reason_en": "two columns would fill it; choose one.",
        },
    }


class LayoutNotOpen(Refusal):
    """The workbook was arranged or given up before."""

    code = "registers.layout_not_open"
    message_th = "สมุดงานนี้จัดผังหรือยกเลิกไปแล้ว ส่งไฟล์ใหม่อีกครั้ง"
    message_en = "This workbook was arranged or given up before. Send the file again."


class EntryOvertaken(EntryRefused):
    """More was said of the same thing after the form was opened; `seen` is what stands now."""

    code = "registers.entry_overtaken"
    message_th = (
        "{made_by} บันทึกเรื่องเดียวกันนี้หลังจากที่ท่านเปิดหน้านี้ ระบบไม่เขียนทับ ค่าที่ท่านกรอกยังอยู่ในแบบ "
        "ดูค่าปัจจุบันที่แสดงไว้ใต้ช่องแล้วกดบันทึกอีกครั้งหากยังต้องการ"
    )
    message_en = (
        "{made_by} entered something about this after you opened the page. Nothing was "
        "overwritten and what you typed is still here: compare it with what stands now, and save "
        "again if you still want to."
    )

    @property
    def seen(self) -> int:
        """The number of what stands now, for whoever sends the form again."""
        return cast(int, self.details["seen"])


class EntryInFuture(EntryRefused):
    """An entry cannot count from a day to come."""

    code = "registers.entry_in_future"
    field = "as_of"
    message_th = "วันที่มีผลอยู่ในอนาคต ใส่วันนี้หรือวันก่อนหน้า"
    message_en = "The day lies in the future. Give today or a day before."


class EntryTooEarly(EntryRefused):
    """An entry cannot count from a day before any fund was."""

    code = "registers.entry_too_early"
    field = "as_of"
    message_th = "วันที่มีผลเก่าเกินไป ก่อนมีกลุ่มออมทรัพย์และกองทุน ({first}) ตรวจปี พ.ศ."
    message_en = "The day lies before any savings group or fund was ({first}); check the year."


class IdOrReason(EntryRefused):
    """A person has a national id or a stated reason for having none."""

    code = "registers.id_or_reason"
    field = "without_id"
    message_th = "ใส่เลขประจำตัวประชาชน 13 หลัก หรือเลือกเหตุที่ไม่มีเลข"
    message_en = "Give the national id of 13 digits, or choose why there is none."


class IdAndReason(EntryRefused):
    """A person who has a national id needs no reason for having none."""

    code = "registers.id_and_reason"
    field = "without_id"
    message_th = "มีเลขประจำตัวประชาชนแล้ว จึงไม่ต้องเลือกเหตุที่ไม่มีเลข เลือก ไม่ระบุ หรือลบเลขออก"
    message_en = "With a national id there is no reason for having none: give one of the two."


class IdOfAnother(EntryRefused):
    """The national id belongs to another person of the centre's register."""

    code = "registers.id_of_another"
    field = "national_id"
    message_th = (
        "เลขนี้เป็นของบุคคลอื่นในทะเบียนของศูนย์ฯ แล้ว ตรวจกับบัตรอีกครั้ง "
        "ถ้าเป็นคนเดียวกันแต่ชื่อเปลี่ยนไป ให้แก้ชื่อที่รายการเดิมของบุคคลนั้น"
    )
    message_en = (
        "Another person of this register has this id. Check the card again; if it is the same "
        "person under another name, put the name right where the person stands."
    )


class PersonElsewhere(EntryRefused):
    """The person belongs to another household already."""

    code = "registers.person_elsewhere"
    field = "national_id"
    message_th = "ผู้มีเลขนี้อยู่ในครัวเรือน {household} แล้ว บันทึกย้ายออกจากครัวเรือนนั้นก่อน"
    message_en = (
        "Whoever has this id belongs to household {household}. Record the move out of it first."
    )


class HeadStays(EntryRefused):
    """The head of a household cannot leave it before another one is named."""

    code = "registers.head_stays"
    field = "standing"
    message_th = "เป็นหัวหน้าครัวเรือนอยู่ เปลี่ยนหัวหน้าครัวเรือนก่อน"
    message_en = "This is the head of the household. Name another head first."


class HouseholdCodeTaken(EntryRefused):
    """Another household of the centre has the code."""

    code = "registers.household_code_taken"
    field = "code"
    message_th = "ในทะเบียนมีครัวเรือนรหัส {household} แล้ว"
    message_en = "The register has a household with code {household} already."


class HouseholdOwes(EntryRefused):
    """A household with open debts cannot leave the register."""

    code = "registers.household_owes"
    field = "standing"
    message_th = "ครัวเรือนนี้ยังมีหนี้ค้าง ปิดหรือแก้รายการหนี้ก่อน"
    message_en = "This household still owes. Close or correct its debts first."


class HouseholdNotThere(EntryRefused):
    """The register of the day does not have the household."""

    code = "registers.household_not_there"
    field = "as_of"
    message_th = "ทะเบียน ณ วันที่นี้ยังไม่มีครัวเรือนนี้ ใส่วันที่หลังจากนั้น"
    message_en = "The register of that day lacks this household. Give a later day."


class DebtNotThere(EntryRefused):
    """The register of the day does not have the debt."""

    code = "registers.debt_not_there"
    field = "as_of"
    message_th = "ทะเบียน ณ วันที่นี้ยังไม่มีหนี้รายการนี้ ใส่วันที่หลังจากนั้น"
    message_en = "The register of that day lacks this debt. Give a later day."


class DebtUnderContract(EntryRefused):
    """What is owed on a debt that a contract closed or opened is what the contract's books say."""

    code = "registers.debt_under_contract"
    field = "principal_satang"
    message_th = (
        "ยอด เงื่อนไข และผู้ค้ำประกันของหนี้นี้เป็นไปตามสัญญาเลขที่ {number} รับชำระ ปรับ หรือแก้ไขที่หน้าสัญญา "
        "หากเป็นหนี้รายใหม่ให้บันทึกเป็นหนี้ใหม่"
    )
    message_en = (
        "Balance, terms and guarantors of this debt follow contract {number}. Enter payments, "
        "adjustments and amendments on its page; enter a new loan as a debt of its own."
    )


class GroupCodeTaken(EntryRefused):
    """Another member group has the code."""

    code = "registers.group_code_taken"
    field = "code"
    message_th = "มีกลุ่มสมาชิกรหัส {code} แล้ว"
    message_en = "There is a member group with code {code} already."


class GroupCodeUnclear(EntryRefused):
    """A member group's code has signs that no code has."""

    code = "registers.group_code_unclear"
    field = "code"
    message_th = "รหัสกลุ่มใช้ได้เฉพาะตัวอักษร ตัวเลข และเครื่องหมาย - _ . / เช่น VF-01 หรือ กทบ-1"
    message_en = "A group's code has letters, digits and the signs - _ . / only, such as VF-01."


class RuleDayUnlikely(EntryRefused):
    """A version of a fund's rules from before any fund was, or from years to come."""

    code = "registers.rule_day_unlikely"
    field = "effective_from"
    message_th = "วันเริ่มใช้ของระเบียบต้องอยู่ระหว่าง {first} ถึง {last} ตรวจปี พ.ศ."
    message_en = "A version of the rules begins between {first} and {last}; check the year."


class CreditorNameTaken(EntryRefused):
    """Another outside creditor of the kind is or was called so."""

    code = "registers.creditor_name_taken"
    field = "name"
    message_th = "มีเจ้าหนี้ชื่อนี้ในประเภทเดียวกันแล้ว"
    message_en = "A creditor of this kind has this name already."


class StillOwedTo(EntryRefused):
    """A creditor to whom the register has debts cannot leave it."""

    code = "registers.still_owed_to"
    field = "standing"
    message_th = "ในทะเบียนยังมีหนี้ของเจ้าหนี้รายนี้ จึงนำออกไม่ได้"
    message_en = "The register has debts to this creditor, so it cannot leave."


class EvidenceWithdrawn(EntryRefused):
    """The file was withdrawn before, for another reason."""

    code = "registers.evidence_withdrawn"
    message_th = "นำไฟล์นี้ออกไปแล้วเมื่อ {on} ด้วยเหตุผลอื่น เหตุผลนั้นยังคงอยู่ในประวัติ ไม่ต้องนำออกอีก"
    message_en = (
        "This file was withdrawn on {on} for another reason, which stays. Nothing is left to do."
    )


class EvidenceRefused(EntryRefused):
    """A file is no picture or PDF that can be kept as evidence."""

    code = "registers.evidence_refused"
    field = "file"
    message_th = "ระบบไม่รับไฟล์นี้: {reason_th}"
    message_en = "This file is refused: {reason_en}"
