"""What is refused about committees and their orders."""

from plodnee.errors import Refusal


class MemberUnclear(Refusal):
    """A member lacks a name, a post of the policy, or those on whose behalf they sit."""

    code = "registers.committee_member_unclear"
    message_th = (
        "ยังขาดข้อมูลกรรมการ: ต้องมีชื่อ ตำแหน่งตามที่กำหนด และผู้แทนของกลุ่มใด หรือเป็นผู้นำหรือผู้ทรงคุณวุฒิด้านใด"
    )
    message_en = (
        "A member needs a name, a post that exists, and either the member groups represented or "
        "words for which leader or expert this is."
    )


class MemberAlreadyListed(Refusal):
    """The same person is on the list already."""

    code = "registers.committee_member_already_listed"
    message_th = "{name} อยู่ในรายชื่อคณะกรรมการแล้ว หากเปลี่ยนตำแหน่งให้นำชื่อเดิมออกก่อน"
    message_en = "{name} is on the list already. To change the post, take the old entry off first."


class MemberOffTheList(Refusal):
    """The member has left or was struck off before."""

    code = "registers.committee_member_off_the_list"
    message_th = "กรรมการรายนี้พ้นจากรายชื่อไปแล้ว"
    message_en = "This member is off the list already."


class MemberAppointed(Refusal):
    """Somebody who was appointed cannot be struck off as a mistake, only leave."""

    code = "registers.committee_member_appointed"
    message_th = "กรรมการรายนี้มีชื่อในคำสั่งที่ลงนามแล้ว ให้บันทึกว่าพ้นจากตำแหน่ง พร้อมวันที่และเหตุผล"
    message_en = (
        "A signed order names this member. Record that they left, with the day and the reason."
    )


class MemberNotAppointed(Refusal):
    """Somebody whom no signed order names cannot leave office."""

    code = "registers.committee_member_not_appointed"
    message_th = "ยังไม่มีคำสั่งที่ลงนามแต่งตั้งกรรมการรายนี้ ให้นำชื่อออกจากรายชื่อแทน"
    message_en = "No signed order names this member. Take the name off the list instead."


class ReasonMissing(Refusal):
    """The deed needs a reason in words."""

    code = "registers.committee_reason_missing"
    message_th = "ต้องบอกเหตุผลด้วย"
    message_en = "Say the reason."


class DayAhead(Refusal):
    """A day that has not come cannot be recorded as past."""

    code = "registers.committee_day_ahead"
    message_th = "วันที่ {day} ยังมาไม่ถึง บันทึกได้เมื่อเกิดขึ้นแล้วเท่านั้น"
    message_en = "{day} has not come yet. Only what has happened is recorded."


class PostsNotFilled(Refusal):
    """The order would leave a post empty that a committee needs."""

    code = "registers.committee_posts_not_filled"
    message_th = "คำสั่งนี้ยังไม่มี {posts} ให้เพิ่มในรายชื่อก่อนร่างคำสั่ง"
    message_en = "The order names nobody as {posts_en}. Add them to the list before drafting."


class PostsOverfilled(Refusal):
    """More members hold a post than it allows."""

    code = "registers.committee_posts_overfilled"
    message_th = "ตำแหน่ง {posts} มีผู้ดำรงตำแหน่งเกินที่กำหนด ให้แก้รายชื่อก่อนร่างคำสั่ง"
    message_en = "Too many hold the post of {posts_en}. Put the list right before drafting."


class GroupsUnrepresented(Refusal):
    """Some member group has no representative, and no reason was given."""

    code = "registers.committee_groups_unrepresented"
    message_th = "กลุ่มสมาชิกที่ยังไม่มีผู้แทน: {groups} ให้เพิ่มผู้แทน หรือเขียนเหตุผลที่ยังไม่มีไว้ในร่างคำสั่ง"
    message_en = (
        "Member groups without a representative: {groups}. Add one for each, or write in the "
        "draft why there is none yet."
    )


class OrderUnclear(Refusal):
    """The order lacks members, a signer, or days that can be meant."""

    code = "registers.order_unclear"
    message_th = "ร่างคำสั่งยังไม่ครบ: ต้องมีรายชื่อ ผู้ลงนามกับตำแหน่ง และวันเริ่มมีผลไม่หลังวันสิ้นสุด"
    message_en = (
        "The draft is incomplete: it needs members, a signer with a position, and must begin "
        "before it ends."
    )


class OrderTooLong(Refusal):
    """An appointment lasts no longer than a committee's term."""

    code = "registers.order_too_long"
    message_th = "คำสั่งแต่งตั้งมีผลได้ไม่เกิน {months} เดือน คือไม่เกินวันที่ {last} แก้วันสิ้นสุด"
    message_en = "An appointment lasts at most {months} months, until {last}. Change its end."


class OrderNotAmendable(Refusal):
    """Only a signed order that still stands is supplemented or revoked."""

    code = "registers.order_not_amendable"
    message_th = "แต่งตั้งเพิ่มเติมหรือยกเลิกได้เฉพาะคำสั่งที่ลงนามแล้วและยังมีผล ให้ร่างคำสั่งแต่งตั้งใหม่แทน"
    message_en = (
        "Only a signed order that is still in force is supplemented or revoked. Draft a new "
        "appointment instead."
    )


class OrdersChanged(Refusal):
    """Somebody drafted an order since this person last saw the page."""

    code = "registers.orders_changed"
    message_th = "มีผู้ร่างคำสั่งก่อนท่าน ให้เปิดหน้าใหม่ ดูร่างที่มีอยู่ แล้วจึงทำรายการอีกครั้ง"
    message_en = (
        "Somebody drafted an order before you. Open the page again, see that draft, then decide."
    )


class OrderNotDraft(Refusal):
    """The order is signed or discarded; it is not edited any more."""

    code = "registers.order_not_draft"
    message_th = "คำสั่งนี้ลงนามหรือยกเลิกร่างไปแล้ว แก้ไขไม่ได้ ให้ออกคำสั่งใหม่เพื่อแก้ไข เพิ่มเติม หรือยกเลิก"
    message_en = (
        "The order is signed, or its draft discarded, and is not edited. A later order replaces, "
        "supplements or revokes it."
    )


class SameMaker(Refusal):
    """Whoever drafted the order may not record that it was signed."""

    code = "registers.order_same_maker"
    message_th = "ผู้ร่างคำสั่งบันทึกการลงนามเองไม่ได้ ให้เจ้าหน้าที่อำเภอคนอื่นเป็นผู้บันทึก"
    message_en = (
        "Whoever drafted the order cannot record its signing. Another officer of the district "
        "records it."
    )


class OrderNumberUnclear(Refusal):
    """An order's number is none: it stands within a year."""

    code = "registers.order_number_unclear"
    message_th = "พิมพ์เลขที่คำสั่งพร้อมปี พ.ศ. เช่น 123/2562"
    message_en = "Write the order's number with its Buddhist year, such as 123/2562."


class OrderNumberTaken(Refusal):
    """Another order of the district has this number."""

    code = "registers.order_number_taken"
    message_th = "เลขที่คำสั่ง {number} ใช้กับคำสั่งอื่นของอำเภอนี้แล้ว ตรวจเลขที่ในทะเบียนคำสั่งของอำเภอ"
    message_en = (
        "The number {number} belongs to another order of this district. Check the district's "
        "register of orders."
    )
