"""Why a register cannot be analysed."""

from plodnee.errors import Refusal


class HouseholdNotPlanned(Refusal):
    """The planner gives up on one household: its sums or its choices are more than can be proven.

    Nothing is planned by halves: the household is named, so that its debts can be looked at.
    """

    code = "plan.household_not_planned"
    message_th = "วางแผนครัวเรือน {household} ไม่ได้ ({field}): {reason}"
    message_en = "Household {household} cannot be planned ({field}): {reason_en}."


class NoRulesOnDate(Refusal):
    """The analysis is asked for a day before the rules that it needs were in force."""

    code = "plan.no_rules_on_date"
    message_th = "วันที่ {on} อยู่ก่อนวันที่กฎเกณฑ์ที่ใช้วิเคราะห์มีผลบังคับ โปรดตรวจวันที่ของข้อมูล"
    message_en = "{on} is before the analysis's rules were in force; check the register's date."
