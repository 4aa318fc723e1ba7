"""What stays on one line of a paper: days, counts, numbers and the words that they belong to."""

import re

from plodnee.engine.thai_dates import month_name

_NUMBER = "[๐-๙0-9]+(?:[.,][๐-๙0-9]+)*"
_SPAN = f"{_NUMBER}(?: - {_NUMBER})?"
_MONTHS = "|".join(month_name(month) for month in range(1, 13))
_BEFORE = r"จำนวน|พ\.ศ\.|หมู่ที่|หมู่|ชั้น|ข้อ|ปี|ประเด็นที่|กิจกรรมย่อยที่|เอกสาร|ร้อยละ|เวลา|มาตรา|ฉบับที่|ทีมที่"
_COUNTED = r"คน|ครัวเรือน|สัญญา|ฉบับ|บาท|จังหวัด|แห่ง|นาที|เขตตรวจ|ข้อ|กลุ่ม|วัน|ปี|เดือน|งวด|ราย|ชุด|แผ่น|น\."
UNPARTED = (
    f"{_NUMBER}(?:/{_NUMBER})+"
    f"|(?:{_NUMBER} - )?{_NUMBER} (?:{_MONTHS})(?: {_NUMBER})?"
    f"|[๐0] {_NUMBER} {_NUMBER}"  # a telephone
    f"|(?:{_BEFORE}) {_SPAN}(?: (?:{_COUNTED}))?"
    f"|{_SPAN} (?:{_COUNTED})"
)
WORDS = "คำแนะนำ|คณะกรรมการ|คณะติดตาม|กลุ่มเป้าหมาย|กลุ่มงาน|ที่ทำการ|ครัวเรือน"
_UNPARTED = re.compile(UNPARTED)
_NO_BREAK = "\N{NO-BREAK SPACE}"


def without_breaks(text: str) -> str:
    """The text with blanks that no line ends at inside days, counts and numbers."""
    return _UNPARTED.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)
