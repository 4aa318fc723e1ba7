"""What the commands themselves refuse."""

from plodnee.errors import Refusal


class DatabaseNotReady(Refusal):
    """The database is not migrated, does not answer, or does not guard its history."""

    code = "commands.database_not_ready"
    message_th = "ฐานข้อมูลยังไม่พร้อม: {problems} ให้สั่ง plodnee migrate ก่อน"
    message_en = "The database is not ready: {problems}. Run `plodnee migrate` first."


class DatabaseMissing(Refusal):
    """There is no database where this installation would have it; none was made."""

    code = "commands.database_missing"
    message_th = (
        "ไม่พบฐานข้อมูลที่ {place} ตรวจ PLODNEE_DATA_DIR หรือ DATABASE_URL "
        "หรือสั่ง plodnee migrate หากยังไม่เคยติดตั้ง"
    )
    message_en = (
        "There is no database at {place}. Check PLODNEE_DATA_DIR or DATABASE_URL, or run "
        "`plodnee migrate` if nothing was set up yet."
    )


class HoldsRealData(Refusal):
    """Made-up data never enter a database in which somebody works."""

    code = "commands.holds_real_data"
    message_th = "ฐานข้อมูลนี้มีข้อมูลจริง ({found}) จึงไม่เพิ่มข้อมูลสมมติ ให้ใช้ฐานข้อมูลใหม่"
    message_en = "This database holds real data ({found}); made-up data need one of their own."


class ScaleNotOffered(Refusal):
    """The country's scale is written as files by another way, which is not there yet."""

    code = "commands.scale_not_offered"
    message_th = "ยังสร้างข้อมูลสมมติขนาดทั้งประเทศไม่ได้ ให้ใช้ demo หรือจำนวนครัวเรือน"
    message_en = (
        "Data of the whole country are not offered yet; use demo or a number of households."
    )


class AddressTaken(Refusal):
    """The site cannot listen where it was asked to."""

    code = "commands.address_taken"
    message_th = (
        "เปิดเว็บไซต์ที่ {address} ไม่ได้ ({reason}) "
        "ให้หยุดโปรแกรมที่ใช้อยู่ หรือเลือกที่อื่น เช่น make run BIND=127.0.0.1:8001"
    )
    message_en = (
        "The site cannot listen on {address} ({reason}). "
        "Stop what uses it, or choose another: make run BIND=127.0.0.1:8001"
    )


class InstallationNotUsable(Refusal):
    """The data directory or a setting of the installation does not let anything start."""

    code = "commands.installation_not_usable"
    message_th = "เริ่มระบบไม่ได้: {reason}"
    message_en = "The system cannot start: {reason}"


class StreamClosed(Refusal):
    """A command that reads and writes lines was started without the one or the other."""

    code = "commands.stream_closed"
    message_th = "ไม่มีช่องทางรับหรือส่งข้อมูล ({stream}) ให้ต่อเข้าแฟ้มหรือคำสั่งอื่น"
    message_en = "There is no {stream} to work with; join it to a file or another command."


class AnswerNotWritten(Refusal):
    """The place to which answers go takes no more."""

    code = "commands.answer_not_written"
    message_th = "เขียนคำตอบไม่ได้: {reason}"
    message_en = "The answers cannot be written: {reason}"
