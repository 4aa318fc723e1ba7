"""What is refused in the allocation of capital."""

from plodnee.errors import Refusal


class CapitalBeyondLimits(Refusal):
    """An amount, a floor or a time that cannot be meant."""

    code = "casework.capital_beyond_limits"
    message_th = "เงินทุน จำนวนครัวเรือนขั้นต่ำ หรือกำหนดเวลาอยู่นอกขอบเขตที่เป็นไปได้ ให้แก้แล้วคำนวณใหม่"
    message_en = (
        "An amount of capital, a floor or a time lies beyond what is possible. Put it right and "
        "work it out anew."
    )


class FloorsOutOfReach(Refusal):
    """The capital cannot serve as many households of these groups as their floors ask."""

    code = "casework.floors_out_of_reach"
    message_th = "เงินทุนที่ตั้งไว้ไม่พอให้ได้ครัวเรือนขั้นต่ำของ {groups} ให้เพิ่มเงินทุนหรือลดขั้นต่ำ"
    message_en = (
        "The capital does not reach the floors of {groups}. Add capital or lower the floors."
    )


class NoAnswerInTime(Refusal):
    """No allocation was found in the time that a page may take."""

    code = "casework.no_answer_in_time"
    message_th = "คำนวณไม่เสร็จในเวลาที่กำหนด ให้ลดขั้นต่ำของกลุ่มแล้วลองอีกครั้ง"
    message_en = "No answer was found in time. Lower the floors and try again."


class AllocationsChanged(Refusal):
    """Somebody kept or withdrew an allocation since this person last saw the page."""

    code = "casework.allocations_changed"
    message_th = "มีผู้เก็บหรือเพิกถอนแผนจัดสรรก่อนท่าน ให้เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงทำรายการอีกครั้ง"
    message_en = (
        "Somebody kept or withdrew an allocation before you. Open the page again, see what "
        "changed, and then decide."
    )


class AllocationAlreadyKept(Refusal):
    """An allocation with these settings is kept already."""

    code = "casework.allocation_already_kept"
    message_th = "แผนจัดสรรตามค่าที่ตั้งนี้เก็บไว้แล้ว"
    message_en = "An allocation with these settings is kept already."


class AllocationsFull(Refusal):
    """A committee can weigh only so many allocations."""

    code = "casework.allocations_full"
    message_th = "เก็บแผนจัดสรรได้ไม่เกิน {most} แผน ให้เพิกถอนแผนที่ไม่ใช้แล้วก่อน"
    message_en = "At most {most} allocations are kept. Withdraw one that is no longer used."


class AllocationNotKept(Refusal):
    """The allocation was withdrawn already."""

    code = "casework.allocation_not_kept"
    message_th = "แผนจัดสรรนี้เพิกถอนไปแล้ว"
    message_en = "This allocation was withdrawn already."


class NoRefinancingFund(Refusal):
    """No member group's rules let its money pay other debts."""

    code = "casework.no_refinancing_fund"
    message_th = "ไม่มีกลุ่มสมาชิกใดที่ระเบียบให้นำเงินทุนไปชำระหนี้อื่นได้ จึงไม่มีเงินทุนให้จัดสรร"
    message_en = (
        "No member group's rules let its money pay other debts; there is no capital to allocate."
    )
