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
    message_th = (
        "ไม่พบพื้นที่รหัส {area_code} ตรวจรหัสอีกครั้ง (หมู่บ้าน 8 หลัก ตำบล 6 หลัก อำเภอ 4 หลัก จังหวัด 2 หลัก)"
    )
    message_en = (
        "There is no area {area_code}. Check the code (village 8 digits, subdistrict 6, "
        "district 4, province 2)."
    )


class UnknownCentre(Refusal):
    """There is no centre with this code."""

    code = "organization.unknown_centre"
    message_th = "ไม่พบศูนย์รหัส {centre_code} ให้นำเข้าทะเบียนของศูนย์ก่อน"
    message_en = "There is no centre {centre_code}. Import its register first."


class PostNotPossible(Refusal):
    """The role is not held at this level of area."""

    code = "organization.post_not_possible"
    message_th = (
        "ตำแหน่ง {role} ตั้งที่พื้นที่รหัส {area_code} ไม่ได้ "
        "รหัสพื้นที่ของตำแหน่งนี้มี {digits} หลัก (0 คือไม่ใส่รหัส) ตรวจรหัสอีกครั้ง"
    )
    message_en = (
        "The post {role} cannot be held at area {area_code}. The area of this post has {digits} "
        "digits (0: none is given). Check the code."
    )


class UsernameTaken(Refusal):
    """Somebody logs in by that name already, large and small letters alike."""

    code = "organization.username_taken"
    message_th = (
        "มีผู้ใช้ชื่อ {username} อยู่แล้ว เลือกชื่อผู้ใช้อื่นให้คนใหม่ "
        "หรือสั่ง plodnee officer password {username} หากผู้นั้นลืมรหัสผ่าน"
    )
    message_en = (
        "Somebody logs in as {username} already. Choose another name for a new person, or run "
        "`plodnee officer password {username}` if that person forgot the password."
    )


class UsernameImpossible(Refusal):
    """A name to log in by that nobody could type, or an officer without a name of their own."""

    code = "organization.username_impossible"
    message_th = (
        "ชื่อผู้ใช้มีได้เฉพาะตัวอักษร ตัวเลข และ @ . + - _ เช่น chair-31011805 และต้องบอกชื่อจริงของผู้นั้นด้วย"
    )
    message_en = (
        "A name to log in by has letters, digits and @ . + - _ only, such as chair-31011805, and "
        "the person's own name is needed too."
    )


class OfficerEnded(Refusal):
    """Somebody who may not log in any more gets no new password."""

    code = "organization.officer_ended"
    message_th = (
        "{username} ถูกยุติการเข้าระบบแล้ว รหัสผ่านใหม่จึงใช้ไม่ได้ "
        "หากยังปฏิบัติหน้าที่ ให้สั่ง plodnee officer add ด้วยชื่อผู้ใช้ใหม่"
    )
    message_en = (
        "{username} may not log in any more, so a new password opens nothing. If they still hold "
        "a post, run `plodnee officer add` with another name to log in by."
    )


class UnknownOfficer(Refusal):
    """Nobody logs in by that name."""

    code = "organization.unknown_officer"
    message_th = "ไม่มีผู้ใช้ชื่อ {username} สั่ง plodnee officer list เพื่อดูชื่อผู้ใช้ทั้งหมด"
    message_en = "Nobody logs in as {username}. `plodnee officer list` names everybody who may."
