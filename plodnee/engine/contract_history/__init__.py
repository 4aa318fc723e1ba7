"""One contract and what happened to it, readable: its rows, what each payment paid, its standing.

`terms` is what was signed, `events` what happened since; `plan` says how amendments and a payoff
change the rows, `rows` works them out, `ledger` applies payments, `position` says what stands on a
day. The same rules over many loans at once are `plodnee.engine.portfolio`; a test holds both equal.
"""

from plodnee.engine.contract_history.claims import RowClaim, claims_of
from plodnee.engine.contract_history.events import (
    Amendment,
    Charge,
    Event,
    Payment,
    Payoff,
    Reversal,
    Waiver,
    standing_events,
)
from plodnee.engine.contract_history.ledger import Applied, RowPosition, RowShare, Waived
from plodnee.engine.contract_history.plan import plan_of, schedule_of, smallest_instalment
from plodnee.engine.contract_history.position import (
    Position,
    overdue_principal,
    owed_on_payoff,
    position_of,
)
from plodnee.engine.contract_history.rows import Row
from plodnee.engine.contract_history.terms import METHODS, Method, RepaymentTerms
from plodnee.engine.contract_history.workable import (
    opinion_on_terms,
    workable_amendment,
    workable_terms,
)

__all__ = [
    "METHODS",
    "Amendment",
    "Applied",
    "Charge",
    "Event",
    "Method",
    "Payment",
    "Payoff",
    "Position",
    "RepaymentTerms",
    "Reversal",
    "Row",
    "RowClaim",
    "RowPosition",
    "RowShare",
    "Waived",
    "Waiver",
    "claims_of",
    "opinion_on_terms",
    "overdue_principal",
    "owed_on_payoff",
    "plan_of",
    "position_of",
    "schedule_of",
    "smallest_instalment",
    "standing_events",
    "workable_amendment",
    "workable_terms",
]
