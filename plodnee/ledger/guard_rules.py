"""What the database itself holds whenever a row of the ledger is added, on both databases."""

from plodnee.audit.guards import GuardRule, refusing

_SEALED = "EXISTS (SELECT 1 FROM ledger_seal s WHERE s.entry_id = NEW.entry_id)"
_ELSEWHERE = """EXISTS (
    SELECT 1 FROM ledger_account a, ledger_entry e
    WHERE a.id IN (NEW.debit_id, NEW.credit_id) AND e.id = NEW.entry_id
      AND a.centre_id <> e.centre_id)"""
_INCOMPLETE = """NEW.lines <> (
        SELECT count(*) FROM ledger_transfer t WHERE t.entry_id = NEW.entry_id)
    OR NEW.total_satang <> (
        SELECT coalesce(sum(t.amount_satang), 0) FROM ledger_transfer t
        WHERE t.entry_id = NEW.entry_id)"""
_CLOSED = """EXISTS (
    SELECT 1 FROM ledger_periodclosing p
    WHERE p.centre_id = NEW.centre_id AND p.closed_through >= NEW.business_date)"""
_COUNT = """
UPDATE ledger_account SET debits_satang = debits_satang + NEW.amount_satang
 WHERE id = NEW.debit_id;
UPDATE ledger_account SET credits_satang = credits_satang + NEW.amount_satang
 WHERE id = NEW.credit_id;
"""
_MONTH = {
    "sqlite": """(SELECT 12 * CAST(strftime('%Y', e.business_date) AS INTEGER)
        + CAST(strftime('%m', e.business_date) AS INTEGER) - 1
        FROM ledger_entry e WHERE e.id = NEW.entry_id)""",
    "postgresql": """(SELECT 12 * extract(year FROM e.business_date)::int
        + extract(month FROM e.business_date)::int - 1
        FROM ledger_entry e WHERE e.id = NEW.entry_id)""",
}
_MONTHLY = """
INSERT INTO ledger_accountmonth (account_id, month, debits_satang, credits_satang)
 VALUES (NEW.debit_id, {month}, NEW.amount_satang, 0)
 ON CONFLICT (account_id, month) DO UPDATE
 SET debits_satang = ledger_accountmonth.debits_satang + NEW.amount_satang;
INSERT INTO ledger_accountmonth (account_id, month, debits_satang, credits_satang)
 VALUES (NEW.credit_id, {month}, 0, NEW.amount_satang)
 ON CONFLICT (account_id, month) DO UPDATE
 SET credits_satang = ledger_accountmonth.credits_satang + NEW.amount_satang;
"""
_WHOLE = (
    "SELECT RAISE(ABORT, 'an amount is whole satang') WHERE typeof(NEW.amount_satang) <> 'integer';"
)

ENTRY_RULES = (refusing("closed", _CLOSED, "the period is closed"),)
TRANSFER_RULES = (
    refusing("sealed", _SEALED, "the entry is sealed"),
    refusing("elsewhere", _ELSEWHERE, "an account of another centre"),
    GuardRule("whole", "BEFORE", _WHOLE, "NULL;"),
    GuardRule("count", "AFTER", _COUNT, _COUNT),
    GuardRule(
        "month",
        "AFTER",
        _MONTHLY.format(month=_MONTH["sqlite"]),
        _MONTHLY.format(month=_MONTH["postgresql"]),
    ),
)
SEAL_RULES = (refusing("complete", _INCOMPLETE, "the seal does not match its entry"),)
NOTE_RULES = (refusing("sealed", _SEALED, "the entry is sealed"),)
