"""The longest texts that carry an index, and the highest rate that a row may state."""

LONGEST_CODE = 100
LONGEST_NAME = 300
RATE_LIMIT_BP = 36_000  # 360 % a year, as the workbook's reader
