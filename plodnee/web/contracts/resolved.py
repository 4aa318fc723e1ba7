"""What is let go or charged on a contract: where each stands, and why one can be posted no more."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plodnee.casework.meetings.selectors import approved_among
from plodnee.contracts.selectors import ContractState
from plodnee.contracts.states import ACTIVE
from plodnee.errors import Refusal
from plodnee.ledger.adjusting import SUBJECT, overtaken_by
from plodnee.ledger.models import Adjustment, Entry
from plodnee.web.access import today
from plodnee.web.books.wording import refusal_words
from plodnee.web.contracts.wording import adjustment_words


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """What is let go or charged, in words; its entry where it is in the books.

    `against` says why it will not come into them, and what to do; empty where it may.
    """

    words: str
    adjustment: Adjustment
    entry: Entry | None
    approved: bool
    against: str


def adjustment_views(found: ContractState) -> list[AdjustmentView]:
    """All that was written to be let go or charged on a contract, the last first."""
    rows = found.contract.adjustments.select_related("posting__entry__reversed_by", "contract")
    listed = list(rows.prefetch_related("shares").order_by("-made_at"))
    open_ = [one.pk for one in listed if not hasattr(one, "posting")]
    approved = approved_among(SUBJECT, open_) if open_ else set()
    return [_view(found, one, approved=one.pk in approved) for one in listed]


def _view(found: ContractState, one: Adjustment, *, approved: bool) -> AdjustmentView:
    posting, against = getattr(one, "posting", None), ""
    if posting is None and found.state != ACTIVE:
        against = _("สัญญานี้สิ้นสุดแล้ว จึงไม่ลงบัญชีอีก")
    elif approved and (refusal := overtaken_by(one, today())):
        against = overtaken_words(refusal)
    entry = posting.entry if posting else None
    return AdjustmentView(adjustment_words(one), one, entry, approved, against)


def overtaken_words(refusal: Refusal) -> str:
    """Why what was resolved can be posted no more, and the way out."""
    way_out = _("มตินี้ลงบัญชีไม่ได้แล้ว ให้ที่ประชุมแก้ไขมติ ถ้ายังต้องการให้เขียนรายการใหม่ตามยอดวันนี้")
    return f"{refusal_words(refusal)} {way_out}"
