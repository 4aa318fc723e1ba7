"""Logs that name no person: whatever reaches them, ids and the values of rows are struck out."""

import logging
import re
from typing import Any

STRUCK = "[…]"
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){8,}")
_ROW_VALUES = re.compile(r"^(DETAIL|CONTEXT): .*$", re.MULTILINE)  # PostgreSQL quotes the row


class DiscreetFormatter(logging.Formatter):
    """Formats a record, its traceback included, without national ids, telephones or row values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to write."""
        return without_personal_data(super().format(record))


def without_personal_data(text: str) -> str:
    """The text with every long number and every quoted database row struck out."""
    return _LONG_NUMBER.sub(STRUCK, _ROW_VALUES.sub(rf"\1: {STRUCK}", text))


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, through the formatter above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "discreet": {
                "()": DiscreetFormatter,
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": ["stderr"], "level": level, "propagate": False}},
    }
