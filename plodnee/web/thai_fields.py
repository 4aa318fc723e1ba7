"""Fields that read what people type in Thai: a day, whole baht; and say what is wrong."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.thai_dates import DateFault, parse_date, slashed_date
from plodnee.engine.thai_text import to_arabic_digits
from plodnee.web.templatetags.wording import english

FAULTS = {
    DateFault.NOT_A_DATE: gettext_lazy("อ่านเป็นวันที่ไม่ได้ พิมพ์เช่น 16/03/2562 หรือ 16 มี.ค. 2562"),
    DateFault.TWO_DIGIT_YEAR: gettext_lazy("ใส่ปีให้ครบสี่หลัก เช่น 2562"),
    DateFault.YEAR_OUT_OF_RANGE: gettext_lazy("ปีไม่อยู่ในช่วงที่เป็นไปได้ ตรวจปี พ.ศ. อีกครั้ง"),
    DateFault.NO_SUCH_DAY: gettext_lazy("ไม่มีวันนี้ในปฏิทิน ตรวจวันและเดือนอีกครั้ง"),
}

_WHOLE_BAHT = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)", re.ASCII)


class WholeBahtField(forms.CharField):
    """Whole baht, below 0 too, with or without commas and in the digits of either script."""

    def __init__(self, *, largest: int, **said: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **said)
        self.largest = largest

    def to_python(self, value: Any) -> Any:
        """The baht, or nothing where the field is empty."""
        text = to_arabic_digits(super().to_python(value) or "")
        if not text:
            return None
        if not _WHOLE_BAHT.fullmatch(text):
            raise ValidationError(_("อ่านเป็นจำนวนบาทไม่ได้ พิมพ์เช่น 1,000"), code="not_baht")
        digits = text.replace(",", "")
        if len(digits) > len(str(self.largest)) + 1 or abs(int(digits)) > self.largest:
            raise ValidationError(_("จำนวนเงินมากเกินไป"), code="too_much")
        return int(digits)


class DayField(forms.CharField):
    """A day, typed as registers write it; the era is never guessed."""

    def to_python(self, value: Any) -> Any:
        """The day, or nothing where the field is empty."""
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        found = parse_date(text)
        if isinstance(found, DateFault):
            raise ValidationError(str(FAULTS[found]), code=found.value)
        return found

    def prepare_value(self, value: Any) -> Any:
        """The day as it is typed."""
        return written_day(value) if isinstance(value, date) else value


def written_day(day: date) -> str:
    """A day as a field shows it and reads it back."""
    return day.isoformat() if english() else slashed_date(day)


def not_after(day: date, latest: date) -> None:
    """Nothing for a day up to the latest; the message of a field for a later one.

    Raises: ValidationError.
    """
    if day > latest:
        raise ValidationError(_("วันที่อยู่ในอนาคต"), code="in_future")
