"""R1: whatever is posted, sent twice, reversed or refused, the books hold after every step."""

from datetime import timedelta
from uuid import UUID

import pytest
from books import ACCOUNTS, CASH, CLAIM, DAY, FUND, a_draft, balances, open_centre_books
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from plodnee.errors import Refusal
from plodnee.ledger.drafts import EntryDraft, Posting, mirrored
from plodnee.ledger.models import Entry
from plodnee.ledger.selectors import trial_balance
from plodnee.ledger.services import post, reverse
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR

CODES = [code for code, *_ in ACCOUNTS]
LINES = st.lists(
    st.builds(Posting, st.sampled_from(CODES), st.sampled_from(CODES), st.integers(-2, 500)),
    min_size=1, max_size=3,
)  # fmt: skip
IDS = st.integers(1, 30)
POSTS = st.tuples(st.just("post"), IDS, LINES)
REVERSALS = st.tuples(st.just("reverse"), IDS, st.integers(1, 12))
STEPS_A_RUN = 50
STEPS = st.lists(POSTS | REVERSALS, min_size=STEPS_A_RUN, max_size=STEPS_A_RUN)
STANDING = (
    "SELECT code, debits_satang, credits_satang,"
    " (SELECT count(*) FROM ledger_entry), (SELECT count(*) FROM ledger_seal)"
    " FROM ledger_account WHERE centre_id = %s"
)
# Each part is a test of its own, so that they run beside one another.
RUNS_A_PART = 100
PARTS = [pytest.param(part, RUNS_A_PART, id=f"part {part}") for part in range(1, 6)]
PARTS += [
    pytest.param(part, 10 * RUNS_A_PART, id=f"long part {part}", marks=pytest.mark.prove)
    for part in range(1, 21)
]


class Model:
    """The books in a dictionary: which entries stand, and what they come to."""

    def __init__(self) -> None:
        self.entries: dict[UUID, EntryDraft] = {}
        self.reversed: set[UUID] = set()

    def lines(self) -> list[Posting]:
        return [line for draft in self.entries.values() for line in draft.postings]

    def allows(self, draft: EntryDraft) -> bool:
        if draft.id in self.entries:
            return self.entries[draft.id].fingerprint == draft.fingerprint
        if any(line.debit == line.credit or line.amount_satang < 1 for line in draft.postings):
            return False
        sums = self.balances()
        for line in draft.postings:
            sums[line.debit] += sign(line.debit) * line.amount_satang
            sums[line.credit] -= sign(line.credit) * line.amount_satang
            if any(sums[code] < 0 for code in (CASH, CLAIM, FUND)):
                return False
        return True

    def balances(self) -> dict[str, int]:
        sums = dict.fromkeys(CODES, 0)
        for line in self.lines():
            sums[line.debit] += sign(line.debit) * line.amount_satang
            sums[line.credit] -= sign(line.credit) * line.amount_satang
        return sums


def sign(code: str) -> int:
    return 1 if code in (CASH, CLAIM) else -1


def step(model: Model, centre, kind: str, first: int, second) -> None:
    if kind == "forgotten":  # posted, and kept from the model
        lines = (Posting(CLAIM, FUND, 1),)
        post(a_draft(centre, Entry.Kind.TRANSFER, lines), actor=OPERATOR)
        return
    if kind == "post":
        draft = a_draft(centre, Entry.Kind.TRANSFER, tuple(second), entry_id=UUID(int=first))
        allowed = model.allows(draft)
        attempt = lambda: post(draft, actor=OPERATOR)  # noqa: E731
    else:
        ids = {"entry_id": UUID(int=first), "reversal_id": UUID(int=100 + second)}
        draft = drafted_reversal(model, centre, **ids)
        allowed = draft is not None and model.allows(draft)
        attempt = lambda: reverse(  # noqa: E731
            **ids, centre=centre, business_date=DAY, actor=OPERATOR
        )
    try:
        with transaction.atomic():
            attempt()
        done = True
    except Refusal:
        done = False
    assert done == allowed
    if allowed and draft is not None:
        model.entries.setdefault(draft.id, draft)
        if draft.reverses:
            model.reversed.add(draft.reverses)


def drafted_reversal(model: Model, centre, entry_id: UUID, reversal_id: UUID) -> EntryDraft | None:
    entry = model.entries.get(entry_id)
    if entry is None:
        return None
    draft = EntryDraft(
        reversal_id, centre.code, Entry.Kind.REVERSAL, DAY, mirrored(entry.postings),
        reverses=entry_id,
    )  # fmt: skip
    again = model.entries.get(reversal_id)
    if again is not None:
        return draft
    return None if entry_id in model.reversed or entry.reverses else draft


def as_they_stand(centre) -> tuple[dict[str, int], int, int]:
    """Balances on each account's own side, entries and seals, asked in one question a step."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [centre.pk])
        rows = cursor.fetchall()
    sums = {code: sign(code) * (debits - credits_) for code, debits, credits_, *_ in rows}
    return sums, rows[0][3], rows[0][4]


def walk(steps, centre) -> None:
    """One history, taken step by step in the books and in the model, and then taken back."""
    with transaction.atomic():
        model = Model()
        for kind, first, second in steps:
            step(model, centre, kind, first, second)
            count = len(model.entries)
            assert as_they_stand(centre) == (model.balances(), count, count)
        assert balances(centre) == model.balances()
        rows = trial_balance(centre, through=DAY + timedelta(1))
        assert sum(row.debits_satang for row in rows) == sum(row.credits_satang for row in rows)
        assert verify_ledger().sound
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("part", "runs"), PARTS)
def test_the_books_are_those_of_the_model_after_every_history(part, runs):
    told = settings(
        max_examples=runs, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    centre = open_centre_books()
    told(seed(2562 * part)(given(steps=STEPS)(lambda steps: walk(steps, centre))))()
    print(f"R1: {runs} histories hold after every step")


@pytest.mark.django_db
def test_books_that_differ_from_the_model_are_found_out():
    """The walk sees one line too many: the same history, begun in books that hold it already."""
    with pytest.raises(AssertionError):
        walk([("post", 1, [Posting(CLAIM, FUND, 5)]), ("forgotten", 1, 1)], open_centre_books())
