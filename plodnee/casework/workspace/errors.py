"""What is refused in the making of a household's menu."""

from plodnee.errors import Refusal


class MenuChanged(Refusal):
    """Somebody pinned or unpinned a line since this person last saw the menu."""

    code = "casework.menu_changed"
    message_th = "มีผู้แก้เมนูที่จะเสนอของครัวเรือนนี้ก่อนท่าน ให้เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงทำรายการอีกครั้ง"
    message_en = (
        "Somebody changed this household's menu before you. Open the page again, see what changed, "
        "and then decide."
    )


class LineNotOnMenu(Refusal):
    """With these settings the menu has no such line."""

    code = "casework.line_not_on_menu"
    message_th = "ด้วยค่าที่ตั้งไว้นี้ เมนูไม่มีทางเลือกดังกล่าว ให้คำนวณใหม่แล้วเลือกอีกครั้ง"
    message_en = "With these settings the menu has no such line. Work it out anew and choose again."


class BeyondLimits(Refusal):
    """A setting lies beyond what law, fund or programme allow."""

    code = "casework.beyond_limits"
    message_th = "ค่าที่ตั้งไว้เกินขอบเขตของกฎหมายหรือระเบียบกลุ่ม ให้คำนวณใหม่แล้วเลือกอีกครั้ง"
    message_en = (
        "A setting lies beyond what the law or a fund's rules allow. Work it out anew and choose "
        "again."
    )


class AlreadyPinned(Refusal):
    """The line is in the menu already."""

    code = "casework.already_pinned"
    message_th = "ทางเลือกนี้อยู่ในเมนูที่จะเสนอแล้ว"
    message_en = "This line is in the menu already."


class MenuFull(Refusal):
    """A household can weigh only so many lines, and the sheet has room for no more."""

    code = "casework.menu_full"
    message_th = "เมนูที่จะเสนอมีได้ไม่เกิน {most} ทาง ให้เอาทางที่ไม่เสนอแล้วออกก่อน"
    message_en = "A menu holds at most {most} lines. Take one out that is no longer offered."


class NotPinned(Refusal):
    """The line is no longer in the menu, or never was in this household's."""

    code = "casework.not_pinned"
    message_th = "ทางเลือกนี้ไม่ได้อยู่ในเมนูที่จะเสนอของครัวเรือนนี้"
    message_en = "This line is not in this household's menu."


class NothingOwed(Refusal):
    """The household owes nothing, so that there is nothing to offer."""

    code = "casework.nothing_owed"
    message_th = "ครัวเรือน {household_code} ไม่มีหนี้คงค้างในทะเบียนที่วิเคราะห์ไว้"
    message_en = "Household {household_code} owes nothing in the register that was analysed."


class NothingToOffer(Refusal):
    """No line is pinned that rests on the centre's latest analysis."""

    code = "casework.nothing_to_offer"
    message_th = "ยังไม่มีทางเลือกที่ตรึงไว้จากผลวิเคราะห์ล่าสุด ให้ตรึงทางเลือกที่คณะกรรมการเห็นชอบก่อนพิมพ์"
    message_en = (
        "No line from the latest analysis is pinned. Pin what the committee agrees to before "
        "printing."
    )
