"""The peer of the books: a plain table of debits and credits without anything that guards it.

It is filled with the very lines of the ledger, in the same database, beside them.
"""

import time
from datetime import date

from django.db import connection, transaction

COLUMNS = "(entry_key, business_date, account_id, debit_satang, credit_satang)"


def plain_table() -> None:
    """The table with a debit and a credit row for each line of the ledger, and an index."""
    entries = "ledger_transfer t JOIN ledger_entry e ON e.id = t.entry_id"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE plain_leg (entry_key text, business_date date, account_id integer,"
            " debit_satang bigint, credit_satang bigint)"
        )
        for account, debit, credit in (
            ("debit_id", "amount_satang", "0"),
            ("credit_id", "0", "amount_satang"),
        ):
            cursor.execute(
                f"INSERT INTO plain_leg {COLUMNS} SELECT CAST(e.id AS text), e.business_date,"
                f" t.{account}, {debit}, {credit} FROM {entries} WHERE e.centre_id = '31011806'"
            )
        cursor.execute("CREATE INDEX plain_leg_day ON plain_leg (business_date, account_id)")
        cursor.execute("ANALYZE")


def plain_balance(through: date) -> tuple[tuple[int, int], float]:
    """Debits and credits of every account up to a day, added up; and the seconds it took.

    An account whose sides differ counts by the difference, as in a trial balance.
    """
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_id, SUM(debit_satang), SUM(credit_satang) FROM plain_leg"
            " WHERE business_date <= %s GROUP BY account_id",
            [through],
        )
        rows = cursor.fetchall()
    took = time.monotonic() - started
    return (sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows)), took


def plain_posting(seconds: int, a_second: int) -> list[float]:
    """How many ms after it was due each entry of two rows was committed; the shortest first."""
    times, start = [], time.monotonic() + 0.5
    for number in range(seconds * a_second):
        due = start + number / a_second
        time.sleep(max(0.0, due - time.monotonic()))
        with transaction.atomic(), connection.cursor() as cursor:
            for debit, credit in ((1, 0), (0, 1)):
                row = [f"posted {number}", date(2019, 3, 16), debit + 1, debit, credit]
                cursor.execute(f"INSERT INTO plain_leg {COLUMNS} VALUES (%s, %s, %s, %s, %s)", row)
        times.append(1000 * (time.monotonic() - due))
    return sorted(times)
