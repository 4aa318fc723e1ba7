"""Fields that read what people type in Thai: a day of the Buddhist era, and say what is wrong."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.thai_dates import DateFault, parse_date, slashed_date
from plodnee.web.templatetags.wording import english

FAULTS = {
    DateFault.NOT_A_DATE: gettext_lazy("อ่านเป็นวันที่ไม่ได้ พิมพ์เช่น 16/03/2562 หรือ 16 มี.ค. 2562"),
    DateFault.TWO_DIGIT_YEAR: gettext_lazy("ใส่ปีให้ครบสี่หลัก เช่น 2562"),
    DateFault.YEAR_OUT_OF_RANGE: gettext_lazy("ปีไม่อยู่ในช่วงที่เป็นไปได้ ตรวจปี พ.ศ. อีกครั้ง"),
    DateFault.NO_SUCH_DAY: gettext_lazy("ไม่มีวันนี้ในปฏิทิน ตรวจวันและเดือนอีกครั้ง"),
}


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
