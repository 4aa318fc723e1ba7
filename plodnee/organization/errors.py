"""What this package refuses."""

from plodnee.errors import Refusal


class NotAllowed(Refusal):
    """No post of this person allows the action at that place on that day."""

    code = "organization.not_allowed"
    message_th = "ตำแหน่งของท่านไม่มีสิทธิทำรายการนี้ในพื้นที่นี้ หากจำเป็นให้ติดต่อสำนักงานพัฒนาชุมชนอำเภอ"
    message_en = (
        "Your post does not allow this in that area. If you need it, ask the district office."
    )


class UnknownArea(Refusal):
    """The code is not that of an area, or lies in an area that does not exist."""

    code = "organization.unknown_area"
    message_th = "ไม่พบพื้นที่รหัส {area_code} ตรวจรหัสหมู่บ้าน 8 หลักหรือรหัสตำบล 6 หลักอีกครั้ง"
    message_en = (
        "There is no area {area_code}. Check the village (8 digits) or subdistrict code (6)."
    )


class UnknownCentre(Refusal):
    """There is no centre with this code."""

    code = "organization.unknown_centre"
    message_th = "ไม่พบศูนย์รหัส {centre_code} ให้นำเข้าทะเบียนของศูนย์ก่อน"
    message_en = "There is no centre {centre_code}. Import its register first."


class PostNotPossible(Refusal):
    """The role is not held at this level of area."""

    code = "organization.post_not_possible"
    message_th = "ตำแหน่ง {role} ตั้งที่พื้นที่รหัส {area_code} ไม่ได้"
    message_en = "The post {role} cannot be held at area {area_code}."
