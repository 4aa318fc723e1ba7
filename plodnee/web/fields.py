"""Form fields that read amounts and days as people write them, by the rules of the workbook."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from plodnee.engine.thai_dates import BE_OFFSET, SERIAL_EPOCH_1900, parse_date, short_date
from plodnee.registers.workbook.amounts import money
from plodnee.registers.workbook.layout import DEBTS
from plodnee.registers.workbook.sheet_rows import Raw
from plodnee.web.templatetags.wording import baht_short, english

LONGEST = 60
# Of any day typed into a form: the oldest loans, the longest contracts.
EARLIEST_YEAR, LATEST_YEAR = 1980, 2099


class BahtField(forms.CharField):
    """An amount in baht, `1,500.25` or in Thai digits; its value is whole satang, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**{"max_length": LONGEST} | options)

    def clean(self, value: Any) -> Any:
        """The amount in satang."""
        text = super().clean(value)
        if not text:
            return None
        outcome = money(Raw("text", text), DEBTS.columns[0], SERIAL_EPOCH_1900)
        if outcome.refused:
            raise ValidationError(_("พิมพ์จำนวนเงินเป็นบาท เช่น 1,500 หรือ 1,500.25"), code="not_money")
        return outcome.value

    def prepare_value(self, value: Any) -> Any:
        """An amount in satang as baht; what was typed stays as it was typed."""
        return baht_short(value) if isinstance(value, int) else value


class PaidField(BahtField):
    """An amount that somebody pays or asks for: above nothing."""

    def clean(self, value: Any) -> Any:
        """The amount in satang, above 0."""
        amount = super().clean(value)
        if amount == 0:
            raise ValidationError(_("พิมพ์จำนวนเงินที่มากกว่า 0 บาท"), code="nothing")
        return amount


class DayField(forms.CharField):
    """A day, `16 มี.ค. 2562`, `16/3/2562` or `2019-03-16`; its value is a date, or None.

    Other years than those of anything that is recorded are slips of the hand, and asked about.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST} | options)

    def clean(self, value: Any) -> Any:
        """The day."""
        text = super().clean(value)
        if not text:
            return None
        day = parse_date(text)
        if not isinstance(day, date):
            raise ValidationError(
                _("พิมพ์วันที่ให้ครบทั้งปี พ.ศ. เช่น 16 มี.ค. 2562 หรือ 16/3/2562"), code="not_a_day"
            )
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValidationError(
                _("ปีนี้ไม่น่าถูกต้อง (รับ พ.ศ. %(first)s-%(last)s) ตรวจปี พ.ศ. อีกครั้ง"),
                code="year_unlikely",
                params={"first": EARLIEST_YEAR + BE_OFFSET, "last": LATEST_YEAR + BE_OFFSET},
            )
        return day

    def prepare_value(self, value: Any) -> Any:
        """A date as it may be typed again; what was typed stays as it was typed."""
        if not isinstance(value, date):
            return value
        return value.isoformat() if english() else short_date(value)


class LongSelect(forms.Select):
    """A choice among hundreds, such as the centres of a district, written without a file each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select element with its options, as Django's own writes it."""
        chosen, taken = set(self.format_value(value)), SafeString(" selected")
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            format_html_join(
                "",
                '<option value="{}"{}>{}</option>',
                ((key, taken if str(key) in chosen else "", said) for key, said in self.choices),
            ),
        )
