"""Whole satang, divided once and last, and shown as baht only at the edge."""

from plodnee.engine.thai_text import to_thai_digits

SATANG_PER_BAHT = 100
BP_PER_WHOLE = 10_000
MONTHS_PER_YEAR = 12


def divide_half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest whole number, halves up.

    Ensures: within half a unit of the exact quotient.
    Raises:  ValueError if the numerator is negative or the denominator not positive.
    """
    if numerator < 0 or denominator <= 0:
        raise ValueError(f"cannot round {numerator}/{denominator} half up")
    return (2 * numerator + denominator) // (2 * denominator)


def interest_for_months(balance_satang: int, rate_bp: int, months: int) -> int:
    """The interest of one gap of whole months.

    Units:   satang; basis points a year; calendar months.
    Ensures: rounded half up, once.
    Raises:  ValueError if any of them is negative.
    Source:  docs/reference/formats.md, "Interest": the villages' "1 % a month".
    """
    if min(balance_satang, rate_bp, months) < 0:
        raise ValueError(f"no interest on {balance_satang} at {rate_bp} for {months} months")
    return divide_half_up(balance_satang * rate_bp * months, MONTHS_PER_YEAR * BP_PER_WHOLE)


def up_to_whole_baht(satang: int) -> int:
    """The amount rounded up to whole baht, still in satang."""
    return -(-satang // SATANG_PER_BAHT) * SATANG_PER_BAHT


def format_baht(satang: int, *, thai_digits: bool = False, always_satang: bool = True) -> str:
    """The amount in baht as figures, `1,234.50`.

    `always_satang=False` leaves `.00` out of whole baht.
    """
    baht, rest = divmod(abs(satang), SATANG_PER_BAHT)
    sign = "-" if satang < 0 else ""
    figures = f"{sign}{baht:,}" + (f".{rest:02d}" if rest or always_satang else "")
    return to_thai_digits(figures) if thai_digits else figures


def format_percent(rate_bp: int, *, thai_digits: bool = False) -> str:
    """A rate in per cent without idle zeros, `12` or `7.25`; the sign and the unit are yours."""
    whole, rest = divmod(abs(rate_bp), 100)
    figures = ("-" if rate_bp < 0 else "") + f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return to_thai_digits(figures) if thai_digits else figures
