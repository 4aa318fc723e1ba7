"""Why a register cannot be analysed."""

from plodnee.errors import Refusal


class NoRulesOnDate(Refusal):
    """The analysis is asked for a day before the rules that it needs were in force."""

    code = "plan.no_rules_on_date"
    message_th = "วันที่ {on} อยู่ก่อนวันที่กฎเกณฑ์ที่ใช้วิเคราะห์มีผลบังคับ โปรดตรวจวันที่ของข้อมูล"
    message_en = "{on} is before the analysis's rules were in force; check the register's date."
