"""What is refused by the days of rules."""

from plodnee.errors import Refusal


class NoRuleYet(Refusal, ValueError):
    """A day before the first version of a family of rules."""

    code = "policy.no_rule_yet"
    message_th = "วันที่ {on} อยู่ก่อนกฎเกณฑ์ที่ระบบรู้จัก ({family}) ตรวจวัน เดือน และปี พ.ศ. อีกครั้ง"
    message_en = (
        "The day {on} lies before the first rules that are known here ({family}). Check day, month "
        "and year."
    )
