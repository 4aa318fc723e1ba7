"""Cells that hold a day or months."""

from datetime import date, timedelta
from decimal import Decimal

from plodnee.engine.thai_dates import (
    SERIAL_EPOCH_1900,
    DateFault,
    MonthFault,
    common_date,
    date_of_serial,
    parse_date,
    parse_months,
)
from plodnee.engine.thai_text import compact
from plodnee.registers.workbook.layout import Column
from plodnee.registers.workbook.outcome import Outcome, figures, number, unwieldy, written
from plodnee.registers.workbook.sheet_rows import Raw


def day(raw: Raw, _column: Column, epoch: date) -> Outcome:
    """A day of the common era, from a date cell, the serial of a day, or words."""
    if raw.kind == "number":
        return _stored_date(raw, epoch)
    if raw.kind == "iso_date":
        found = parse_date(raw.text[:10], serial_epoch=epoch)
    else:
        text = written(raw)
        if isinstance(text, Outcome):
            return text
        found = parse_date(text, serial_epoch=epoch)
    if isinstance(found, DateFault):
        return Outcome(refused=found.value)
    same = found.isoformat() == raw.text[:10]
    return Outcome(found) if same else Outcome(found, "", "date_text", found.isoformat())


def _stored_date(raw: Raw, epoch: date) -> Outcome:
    if unwieldy(raw) or raw.flavour == "percent":
        return Outcome(refused=DateFault.NOT_A_DATE.value)
    serial = Decimal(raw.text)
    whole = int(serial)
    if raw.flavour != "date":
        found = (
            DateFault.NOT_A_DATE if whole != serial else date_of_serial(whole, serial_epoch=epoch)
        )
        if isinstance(found, DateFault):
            return Outcome(refused=found.value)
        return Outcome(found, "", "date_serial", found.isoformat())
    shown = day_shown(whole, epoch)
    read = common_date(shown.year, shown.month, shown.day) if shown else DateFault.NO_SUCH_DAY
    if isinstance(read, DateFault):
        return Outcome(refused=read.value)
    repair = "date_buddhist" if read != shown else "date_time_dropped" if whole != serial else ""
    return Outcome(read, repair=repair, after=read.isoformat() if repair else "")


def day_shown(serial: int, epoch: date) -> date | None:
    """The day that a date cell shows; the calendar from 1900 counts a 29 February 1900."""
    if epoch == SERIAL_EPOCH_1900 and serial <= 60:
        return date(1899, 12, 31) + timedelta(serial) if 0 < serial < 60 else None
    last = (date.max - epoch).days
    return epoch + timedelta(serial) if 0 <= serial <= last else None


def months(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """Months 1–12 in ascending order. A date cell is none: it may have been typed as a range."""
    if raw.kind == "number":
        plain = raw.flavour == "plain" and not unwieldy(raw)
        text = figures(number(raw)) if plain else ""
        found = parse_months(text)
        repair = ""
    else:
        words = written(raw)
        if isinstance(words, Outcome):
            return words
        text = compact(words) if compact(words) == "ทุกเดือน" else words
        found = parse_months(text)
        repair = "text_cleaned" if text != raw.text else ""
    if isinstance(found, MonthFault):
        return Outcome(refused=found.value)
    return Outcome(found, repair=repair, after=text if repair else "")
