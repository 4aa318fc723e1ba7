"""What this package refuses."""

from plodnee.errors import Refusal


class NotPlannedYet(Refusal):
    """Nothing was worked out for this centre yet."""

    code = "casework.not_planned_yet"
    message_th = "ศูนย์ {centre_code} ยังไม่ได้วิเคราะห์ลูกหนี้และจัดทำเมนูทางเลือก ให้สั่งวิเคราะห์ก่อน"
    message_en = "Centre {centre_code} has no analysis and menus yet. Have them worked out first."


class UnknownHousehold(Refusal):
    """The register that was analysed has no such household."""

    code = "casework.unknown_household"
    message_th = "ไม่พบครัวเรือน {household_code} ในทะเบียนที่วิเคราะห์ไว้"
    message_en = "There is no household {household_code} in the register that was analysed."
