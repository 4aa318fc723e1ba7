"""What is refused about meetings, their minutes and resolutions."""

from plodnee.errors import Refusal


class MeetingUnclear(Refusal):
    """The call lacks a place or a day that can be meant, or an item lacks a title or a subject."""

    code = "casework.meeting_unclear"
    message_th = "ข้อมูลการประชุมยังไม่ครบ: ต้องมีวัน เวลา สถานที่ และระเบียบวาระทุกข้อต้องมีชื่อเรื่อง"
    message_en = (
        "The meeting is incomplete: it needs a day, a time and a place, and every item a title."
    )


class MeetingCalledAlready(Refusal):
    """The page called a meeting already, and now says something else about it."""

    code = "casework.meeting_called_already"
    message_th = (
        "หน้านี้นัดประชุมครั้งที่ {number}/{year_be} ไว้แล้ว เพิ่มหรือถอนวาระที่หน้าการประชุมนั้น "
        "หากเป็นการประชุมอีกครั้งหนึ่ง ให้เปิดหน้านัดประชุมใหม่"
    )
    message_en = (
        "This page called meeting {number}/{year_be} already. Add or drop items on that meeting's "
        "page; for another meeting open the page of the call anew."
    )


class CommitteeNotInOffice(Refusal):
    """No order is in force on the day of the meeting, so nothing can be resolved."""

    code = "casework.committee_not_in_office"
    message_th = (
        "วันประชุมนี้ไม่มีคำสั่งแต่งตั้งคณะกรรมการที่มีผล จึงลงมติไม่ได้ ให้ร่างคำสั่งแต่งตั้งใหม่ที่หน้าคณะกรรมการ "
        "แล้วให้อำเภอบันทึกการลงนามก่อน"
    )
    message_en = (
        "No appointment order is in force on the day of this meeting, so nothing can be resolved. "
        "Draft a new order on the committee's page and have the district record its signing."
    )


class MeetingChanged(Refusal):
    """Somebody wrote into the minutes since this person last saw the page."""

    code = "casework.meeting_changed"
    message_th = "มีผู้บันทึกการประชุมนี้ก่อนท่าน ให้เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงบันทึกอีกครั้ง"
    message_en = (
        "Somebody wrote into these minutes before you. Open the page again, see what changed, and "
        "write again."
    )


class MeetingEnded(Refusal):
    """The minutes are closed, or the meeting was cancelled; nothing is written any more."""

    code = "casework.meeting_ended"
    message_th = (
        "รายงานการประชุมนี้รับรองหรือยกเลิกไปแล้ว แก้ไขไม่ได้ หากต้องแก้ไขให้เสนอเป็นวาระในการประชุมครั้งต่อไป"
    )
    message_en = (
        "These minutes are closed, or the meeting was cancelled, and nothing is changed. Put a "
        "correction on the agenda of a later meeting."
    )


class MeetingAhead(Refusal):
    """Minutes are written on the day of the meeting or later."""

    code = "casework.meeting_ahead"
    message_th = "ยังไม่ถึงวันประชุม ({day}) บันทึกการประชุมได้ตั้งแต่วันประชุมเป็นต้นไป"
    message_en = "The meeting is on {day}; minutes are written from that day on."


class NotASeat(Refusal):
    """Somebody is named who is not on the committee on the day of the meeting."""

    code = "casework.not_a_seat"
    message_th = "มีชื่อผู้ที่ไม่ได้เป็นกรรมการในวันประชุมนี้ ให้เปิดหน้าใหม่แล้วบันทึกอีกครั้ง"
    message_en = (
        "Somebody is named who was not on the committee on that day. Open the page again and "
        "write again."
    )


class ItemSettled(Refusal):
    """The item was taken off the agenda, or was resolved and cannot be taken off."""

    code = "casework.item_settled"
    message_th = "วาระนี้ถอนออกแล้ว หรือลงมติแล้วจึงถอนไม่ได้"
    message_en = "This item was taken off the agenda, or was resolved and cannot be taken off."


class ReasonMissing(Refusal):
    """The deed needs a reason or a wording."""

    code = "casework.meeting_words_missing"
    message_th = "ต้องเขียนเหตุผลหรือข้อความมติด้วย"
    message_en = "Write the reason, or the words of the resolution."


class NoQuorum(Refusal):
    """Too few members are present who may vote on this item."""

    code = "casework.no_quorum"
    message_th = (
        "ไม่ครบองค์ประชุมสำหรับวาระนี้: มา {present} จาก {members} คนที่ออกเสียงได้ ต้องมีอย่างน้อย {quorum} คน "
        "ให้ตรวจการลงชื่อผู้มาประชุม หรือเลื่อนไปประชุมครั้งอื่น"
    )
    message_en = (
        "No quorum for this item: {present} of {members} who may vote are present and {quorum} "
        "are needed. Check the attendance, or take the item to another meeting."
    )


class VotesDoNotAddUp(Refusal):
    """The votes are not those of everybody present who may vote."""

    code = "casework.votes_do_not_add_up"
    message_th = (
        "คะแนนรวม {votes} ไม่เท่ากับผู้มาประชุมที่ออกเสียงได้ {present} คน ผู้ไม่ออกเสียงให้นับเป็นงดออกเสียง"
    )
    message_en = (
        "The votes come to {votes}, but {present} who may vote are present. Count those who did "
        "not vote as abstaining."
    )


class OutcomeAgainstVotes(Refusal):
    """The outcome is not what the votes say."""

    code = "casework.outcome_against_votes"
    message_th = (
        "มติไม่ตรงกับคะแนน: เห็นชอบ {votes_for} ไม่เห็นชอบ {votes_against} "
        "ถ้าคะแนนเท่ากันให้ประธานที่มาประชุมออกเสียงชี้ขาด"
    )
    message_en = (
        "The outcome is not what the votes say: {votes_for} for, {votes_against} against. When "
        "they are equal, the chair who is present decides."
    )


class MinutesUnfinished(Refusal):
    """The minutes lack the attendance, or an item has neither text nor resolution."""

    code = "casework.minutes_unfinished"
    message_th = "รายงานการประชุมยังไม่ครบ: {missing}"
    message_en = "The minutes are not finished: {missing_en}"


class SameWriter(Refusal):
    """Whoever wrote in the minutes may not close them."""

    code = "casework.minutes_same_writer"
    message_th = "ผู้จดรายงานการประชุมรับรองรายงานเองไม่ได้ ให้ผู้มีสิทธิคนอื่นตรวจและรับรอง"
    message_en = (
        "Whoever wrote in the minutes does not close them. Another who may close them reads and "
        "closes them."
    )


class ResolutionNeeded(Refusal):
    """No approving resolution about this stands, in minutes that are closed."""

    code = "casework.resolution_needed"
    message_th = (
        "ยังไม่มีมติเห็นชอบของคณะกรรมการในเรื่องนี้ที่รับรองรายงานการประชุมแล้ว "
        "ให้เสนอเป็นวาระ ลงมติ และรับรองรายงานก่อน"
    )
    message_en = (
        "No approving resolution of the committee on this stands in closed minutes. Put it on an "
        "agenda, resolve it and have the minutes closed first."
    )
