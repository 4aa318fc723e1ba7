"""Read-only SQL views for accountants and reporting tools: `ledger_leg` and `ledger_balance`.

Source: docs/reference/formats.md, "Operating commands".
"""

from django.db import DEFAULT_DB_ALIAS, connections, transaction

# By name, in the order in which they are created.
VIEWS = {
    "ledger_leg": """
        SELECT t.entry_id, t.line, e.business_date, e.centre_id AS centre_code,
               a.code AS account_code, t.amount_satang AS debit_satang, 0 AS credit_satang
          FROM ledger_transfer t
          JOIN ledger_entry e ON e.id = t.entry_id
          JOIN ledger_account a ON a.id = t.debit_id
        UNION ALL
        SELECT t.entry_id, t.line, e.business_date, e.centre_id, a.code, 0, t.amount_satang
          FROM ledger_transfer t
          JOIN ledger_entry e ON e.id = t.entry_id
          JOIN ledger_account a ON a.id = t.credit_id
    """,
    "ledger_balance": """
        SELECT centre_code, account_code, sum(debit_satang) AS debit_satang,
               sum(credit_satang) AS credit_satang
          FROM ledger_leg GROUP BY centre_code, account_code
    """,
}
NEEDED = "ledger_transfer"


def create_views(using: str = DEFAULT_DB_ALIAS) -> None:
    """Every view, as it is now; nothing where the ledger's tables do not exist yet."""
    connection = connections[using]
    if NEEDED not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using):
        drop_views(using)
        with connection.cursor() as cursor:
            for name, query in VIEWS.items():
                cursor.execute(f"CREATE VIEW {name} AS {query}")


def drop_views(using: str = DEFAULT_DB_ALIAS) -> None:
    """No view, so that the tables below may be altered."""
    with connections[using].cursor() as cursor:
        for name in reversed(VIEWS):
            cursor.execute(f"DROP VIEW IF EXISTS {name}")
