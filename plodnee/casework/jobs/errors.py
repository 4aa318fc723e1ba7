"""What is refused of long work."""

from plodnee.errors import Refusal


class JobGivenUp(Refusal):
    """The work stopped again and again without an end; nothing of it was stored."""

    code = "casework.job_given_up"
    message_th = "งานหยุดกลางทาง {attempts} ครั้ง จึงเลิกทำ ยังไม่มีข้อมูลใดถูกเปลี่ยน ให้แจ้งผู้ดูแลระบบแล้วสั่งใหม่"
    message_en = (
        "The work stopped {attempts} times and was given up; nothing was changed. Tell the "
        "operator, then ask for it again."
    )


class JobBroke(Refusal):
    """The work met a fault of the program; nothing of it was stored."""

    code = "casework.job_broke"
    message_th = "งานหยุดเพราะโปรแกรมขัดข้อง ยังไม่มีข้อมูลใดถูกเปลี่ยน ผู้ดูแลระบบดูสาเหตุได้ในบันทึกของระบบ"
    message_en = (
        "The work met a fault of the program; nothing was changed. The operator finds the cause in "
        "the log."
    )


class HoldingLost(Exception):
    """The job was given up, or somebody else has taken it up; whoever held it stops."""


class WorkStopped(Exception):
    """The worker is asked to stop; the job waits for the next one."""
