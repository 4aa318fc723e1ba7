"""What the engine refuses by law, each with the smallest change that would be lawful."""

from plodnee.errors import Refusal


class RateAboveCeiling(Refusal):
    """The interest agreed, counted on the declining balance, is above the law's ceiling."""

    code = "interest.rate_above_ceiling"
    message_th = (
        "อัตราดอกเบี้ยร้อยละ {stated} ต่อปี คิดแบบลดต้นลดดอกเท่ากับร้อยละ {declining} ต่อปี "
        "เกินเพดานตามกฎหมายร้อยละ {ceiling} ต่อปี อัตราสูงสุดที่ใช้ได้คือร้อยละ {highest} ต่อปี"
    )
    message_en = (
        "The rate of {stated} % a year is {declining} % a year on the declining balance, above the "
        "law's ceiling of {ceiling} %. The highest rate that may be agreed is {highest} % a year."
    )
