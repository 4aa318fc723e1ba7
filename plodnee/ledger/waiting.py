"""What waits in the books: resolved and not recorded, owed to creditors, sheets not finished.

With them drafts that stand no more on what was agreed.

Each question is asked of all centres of somebody at once: its answer stands on every page.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from plodnee.casework.meetings.selectors import approved_among
from plodnee.contracts.ending import SUBJECT as AMENDMENT
from plodnee.contracts.models import AmendmentProposal, Contract, ContractStep, SourceDebt
from plodnee.contracts.selectors import drafts_unfounded
from plodnee.contracts.states import Deed
from plodnee.ledger.adjusting import SUBJECT as ADJUSTMENT
from plodnee.ledger.amending import overtaken_on
from plodnee.ledger.chart import creditor_of_debt
from plodnee.ledger.models import Account, Adjustment, CollectionSheet
from plodnee.ledger.paying_off import payoff_entries
from plodnee.organization.models import Centre
from plodnee.registers.models import MemberGroup, OutsideCreditor

Centres = Collection[Centre] | QuerySet[Centre, Centre]
Creditor = MemberGroup | OutsideCreditor


@dataclass(frozen=True, slots=True)
class PayoffDue:
    """What a lead fund has still to pay a creditor for the debts that a contract took over."""

    contract: Contract
    creditor: Creditor
    owed_satang: int


def adjustments_to_post(centres: Centres) -> list[Adjustment]:
    """What committees resolved to let go or to charge and nobody posted yet, the earliest first.

    What can be posted no more waits too: for the committee, which corrects what it resolved.
    """
    rows = Adjustment.objects.filter(
        centre__in=centres, posting__isnull=True, contract__in_force__isnull=False
    ).exclude(kind=Adjustment.Kind.LATE)
    found = list(rows.select_related("contract__centre").prefetch_related("shares"))
    approved = approved_among(ADJUSTMENT, [one.pk for one in found])
    return sorted((one for one in found if one.pk in approved), key=lambda one: one.made_at)


def amendments_to_record(centres: Centres) -> list[AmendmentProposal]:
    """What committees resolved to amend and nobody recorded yet, the earliest first.

    What an entry of a later day overtook waits for nobody: it has to be proposed anew.
    """
    rows = AmendmentProposal.objects.filter(
        contract__centre__in=centres, contract__in_force__isnull=False
    )
    found = list(rows.select_related("contract__centre"))
    steps = ContractStep.objects.filter(deed=Deed.AMENDED, contract__proposals__in=found)
    changes = steps.values_list("amendment", flat=True).distinct()
    recorded = {str((change or {}).get("proposal", "")) for change in changes}
    open_ = [one for one in found if str(one.pk) not in recorded]
    approved = approved_among(AMENDMENT, [one.pk for one in open_])
    waiting = [one for one in open_ if one.pk in approved and overtaken_on(one) is None]
    return sorted(waiting, key=lambda one: one.proposed_at)


def payoffs_to_make(centres: Centres) -> list[PayoffDue]:
    """What lead funds have still to pay, by contract and creditor, the earliest contract first."""
    owed = Counter[tuple[Contract, Creditor]]()
    for source in _taken_over(centres):
        key = (source.tranche.part.contract, creditor_of_debt(source.debt))
        owed[key] += source.total_satang
    entries = payoff_entries(owed)
    found = [PayoffDue(*key, owed[key]) for key in owed if entries[key][1] is None]
    return sorted(found, key=lambda one: (one.contract.year_be, one.contract.sequence))


def sheets_to_finish(centres: Centres) -> QuerySet[CollectionSheet]:
    """Collection sheets that are still open, the earliest first."""
    rows = CollectionSheet.objects.filter(centre__in=centres, finish__isnull=True)
    return rows.select_related("centre").order_by("collected_on", "made_at")


def count_in_books(centres: Centres) -> int:
    """How many of all these wait."""
    listed = (adjustments_to_post, amendments_to_record, payoffs_to_make)
    kept = sheets_to_finish(centres).count() + drafts_unfounded(centres).count()
    return sum(len(question(centres)) for question in listed) + kept


def _taken_over(centres: Centres) -> QuerySet[SourceDebt]:
    """What signed contracts took over from other creditors, where somebody is still to be paid."""
    owing = Account.objects.filter(
        centre=OuterRef("centre"),
        code__startswith="payoff:",
        credits_satang__gt=F("debits_satang"),
    )
    signed = Contract.objects.filter(
        Exists(owing), centre__in=centres, lead__isnull=False, steps__deed=Deed.SIGNED
    ).exclude(steps__deed=Deed.CANCELLED)
    rows = SourceDebt.objects.filter(tranche__part__contract__in=signed.values("pk"))
    rows = rows.exclude(debt__group=F("tranche__group"))
    return rows.select_related(
        "tranche__part__contract__centre", "debt__group", "debt__outside_creditor"
    )
