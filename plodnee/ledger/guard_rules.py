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
_WHOLE = (
    "SELECT RAISE(ABORT, 'an amount is whole satang') WHERE typeof(NEW.amount_satang) <> 'integer';"
)

ENTRY_RULES = (refusing("closed", _CLOSED, "the period is closed"),)
TRANSFER_RULES = (
    refusing("sealed", _SEALED, "the entry is sealed"),
    refusing("elsewhere", _ELSEWHERE, "an account of another centre"),
    GuardRule("whole", "BEFORE", _WHOLE, "NULL;"),
    GuardRule("count", "AFTER", _COUNT, _COUNT),
)
SEAL_RULES = (refusing("complete", _INCOMPLETE, "the seal does not match its entry"),)
NOTE_RULES = (refusing("sealed", _SEALED, "the entry is sealed"),)
