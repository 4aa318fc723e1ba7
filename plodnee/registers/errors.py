"""What this package refuses."""

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


class ImportNotOpen(Refusal):
    """The import was discarded; its file can be sent again."""

    code = "registers.import_not_open"
    message_th = "รายการนำเข้านี้ถูกยกเลิกแล้ว ส่งสมุดงานเข้ามาใหม่ได้"
    message_en = "This import was discarded. The workbook can be sent again."


class ImportNotDiscardable(Refusal):
    """The import was confirmed; what it said is history."""

    code = "registers.import_not_discardable"
    message_th = "รายการนำเข้านี้ยืนยันแล้ว จึงยกเลิกไม่ได้ ส่งทะเบียนฉบับแก้ไขของวันเดียวกันแทน"
    message_en = (
        "This import was confirmed and cannot be discarded. "
        "Send a corrected register of the same day instead."
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
