"""The steps of a household's case on its way to a contract, and what layers above mark on it.

Every step asks its gate (`lacking.py`) and says what is missing and the way out.
"""

from uuid import UUID

from django.db import transaction

from plodnee.casework.cases.errors import (
    AnswersLapse,
    CaseAlreadyOpen,
    LineNotProposed,
    NotInRegister,
)
from plodnee.casework.cases.lacking import (
    balances_of,
    lacks_to_classify,
    lacks_to_confirm,
    lacks_to_propose,
    plan_of,
)
from plodnee.casework.cases.selectors import (
    CaseState,
    agreement_of,
    approval_for,
    next_case_number,
    open_case_of,
)
from plodnee.casework.cases.states import ANSWERED_STATES, Deed, State
from plodnee.casework.cases.taking import WORK, held, reason_in, refuse_lacks, take
from plodnee.casework.models import Case, CaseStep
from plodnee.casework.rules.services import Hand
from plodnee.casework.workspace.selectors import menu_version, pins_in_force, stands_in
from plodnee.casework.workspace.services import SHARING
from plodnee.organization.access import require
from plodnee.privacy.selectors import refuse_stopped
from plodnee.registers.confirmation.services import admit_debts
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import kept_household
from plodnee.registers.selectors import statement
from plodnee.registers.stated import household_states


@transaction.atomic
def open_case(*, household: Household, by: Hand) -> Case:
    """A new case of the household, at the survey; households that were joined have one together.

    Raises: NotAllowed, CaseAlreadyOpen, NotInRegister, PurposeStopped where somebody of the
            household wants its debts shown to no other group.
    """
    require(by.actor, WORK, at=household.centre_id, on=by.on)
    home = kept_household(household)
    Household.objects.select_for_update(no_key=True).get(pk=home.pk)
    there = open_case_of(home)
    if there is not None:
        raise CaseAlreadyOpen(household_code=home.code, number=there.number)
    if not _is_registered(home):
        raise NotInRegister(household_code=home.code)
    refuse_stopped(home, SHARING)
    case = Case.objects.create(household=home, number=next_case_number(home), opened_on=by.on)
    take(held(case, Deed.OPENED, by, seen=0), Deed.OPENED, by)
    return case


def _is_registered(home: Household) -> bool:
    try:
        return home.pk in household_states(statement(home.centre), [home.pk], with_ids=False)
    except NoRegister:
        return False


@transaction.atomic
def confirm_case(
    *, case: Case, seen: int, by: Hand, reason: str = "", anew: bool = False
) -> CaseStep:
    """That the balances are confirmed; with a reason, those that are not are let in and noted.

    `anew` says that it is known that all that was answered since lapses.

    Raises: NotAllowed (also where the reason comes from one who may not override), CaseChanged,
            CaseOutOfOrder, CaseEnded, AnswersLapse, CaseIncomplete.
    """
    found = held(case, Deed.CONFIRMED, by, seen=seen)
    _refuse_lapse(found, known_to_lapse=anew)
    lacks = list(lacks_to_confirm(case.household))
    if reason and [one.code for one in lacks] == ["balances"]:
        debts = [one.stated.debt.pk for one in balances_of(case.household)]
        admit_debts(debts=debts, actor=by.actor, on=by.on, reason=reason_in(reason))
        lacks = []
    refuse_lacks(lacks)
    return take(found, Deed.CONFIRMED, by, reason=reason)


@transaction.atomic
def classify_case(*, case: Case, seen: int, by: Hand, anew: bool = False) -> CaseStep:
    """The household's class, as the centre's latest analysis and the rules in force say.

    `anew` as of `confirm_case`.
    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, AnswersLapse, CaseIncomplete.
    """
    found = held(case, Deed.CLASSIFIED, by, seen=seen)
    _refuse_lapse(found, known_to_lapse=anew)
    refuse_lacks(lacks_to_classify(case.household))
    plan = plan_of(case.household)
    return take(found, Deed.CLASSIFIED, by, run=plan.run, debtor_class=plan.debtor_class)


@transaction.atomic
def propose_menu(*, case: Case, resolution_id: UUID, seen: int, by: Hand) -> CaseStep:
    """That the pinned menu is put before the household, by the committee's resolution about it.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, CaseIncomplete.
    """
    found = held(case, Deed.PROPOSED, by, seen=seen)
    approval = approval_for(case)
    if approval is not None and approval.pk != resolution_id:
        approval = None
    refuse_lacks(lacks_to_propose(case.household, found.run, approval, by.on))
    version = menu_version(case.household)
    return take(found, Deed.PROPOSED, by, resolution=approval, menu_version=version)


@transaction.atomic
def choose_line(*, case: Case, pin_id: UUID, seen: int, by: Hand) -> CaseStep:
    """The line of the proposed menu that the household accepts; earlier offers count no more.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, LineNotProposed.
    """
    found = held(case, Deed.CHOSEN, by, seen=seen)
    assert found.proposed is not None  # the table of moves
    last = found.proposed.menu_version or 0
    pins = {pin.pk: pin for pin in pins_in_force(case.household) if pin.sequence <= last}
    pin = pins.get(pin_id)
    if pin is None or found.run is None or not stands_in(pin, found.run):
        raise LineNotProposed()
    return take(found, Deed.CHOSEN, by, pin=pin)


@transaction.atomic
def agree_case(*, case: Case, seen: int, by: Hand) -> CaseStep:
    """That everybody agreed: every creditor, the spouse, every guarantor or their discharge.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, CaseIncomplete.
    """
    found = held(case, Deed.AGREED, by, seen=seen)
    refuse_lacks(agreement_of(case, on=by.on).missing)
    return take(found, Deed.AGREED, by)


@transaction.atomic
def withdraw_case(*, case: Case, reason: str, seen: int, by: Hand) -> CaseStep:
    """That the household does not go on; before a contract only.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, CaseReasonMissing.
    """
    found = held(case, Deed.WITHDRAWN, by, seen=seen)
    return take(found, Deed.WITHDRAWN, by, reason=reason_in(reason))


@transaction.atomic
def end_case(*, case: Case, deed: Deed, reason: str, seen: int, by: Hand) -> CaseStep:
    """That the borrower died, or the household moved away.

    Raises: NotAllowed, CaseChanged, CaseOutOfOrder, CaseEnded, CaseReasonMissing.
    """
    assert deed in (Deed.DECEASED, Deed.MOVED)
    found = held(case, deed, by, seen=seen)
    return take(found, deed, by, reason=reason_in(reason))


@transaction.atomic
def mark_contracted(case: Case, *, contract_number: str, by: Hand) -> CaseStep:
    """That the contract was signed on everything that was agreed, by the layer that signs it.

    Raises: CaseOutOfOrder, CaseEnded, CaseIncomplete.
    """
    found = held(case, Deed.CONTRACTED, by, seen=None)
    refuse_lacks(agreement_of(case, on=by.on).missing)
    return take(found, Deed.CONTRACTED, by, contract_number=contract_number)


@transaction.atomic
def mark_followed_up(
    case: Case, *, by: Hand, reason: str = "", seen: int | None = None
) -> CaseStep:
    """That the household was visited or paid as agreed.

    Raises: CaseOutOfOrder, CaseEnded; of who acts on a page also NotAllowed, CaseChanged.
    """
    return _marked(case, Deed.FOLLOWED_UP, by, reason, seen)


@transaction.atomic
def mark_first_followed(case: Case, *, by: Hand) -> CaseStep | None:
    """The case followed up from its contract's first payment or visit on; None where it is so."""
    last = case.steps.order_by("-sequence").values_list("state", flat=True).first()
    return mark_followed_up(case, by=by) if last == State.CONTRACTED else None


@transaction.atomic
def mark_reduced(case: Case, *, by: Hand, reason: str = "", seen: int | None = None) -> CaseStep:
    """That the debt is less than at the frozen start.

    Raises: CaseOutOfOrder, CaseEnded; of who acts on a page also NotAllowed, CaseChanged.
    """
    return _marked(case, Deed.REDUCED, by, reason, seen)


@transaction.atomic
def mark_redefaulted(
    case: Case, *, by: Hand, reason: str = "", seen: int | None = None
) -> CaseStep:
    """That the household defaulted on the contract.

    Raises: CaseOutOfOrder, CaseEnded; of who acts on a page also NotAllowed, CaseChanged.
    """
    return _marked(case, Deed.REDEFAULTED, by, reason, seen)


@transaction.atomic
def mark_cleared(case: Case, *, by: Hand, reason: str = "") -> CaseStep | None:
    """That nothing is owed any more; the case ends. None where it ended before its contract did.

    Raises: CaseOutOfOrder.
    """
    return None if _is_gone(case) else _marked(case, Deed.CLEARED, by, reason)


@transaction.atomic
def reopen_after_cancelled(case: Case, *, reason: str, by: Hand) -> CaseStep | None:
    """That the contract was cancelled: the case is negotiated again; answers given still stand.

    None where the case ended before its contract did: whoever goes on opens a new one.
    Raises: CaseOutOfOrder, CaseReasonMissing.
    """
    return None if _is_gone(case) else _marked(case, Deed.REOPENED, by, reason_in(reason))


@transaction.atomic
def mark_owed_again(case: Case, *, reason: str, by: Hand) -> CaseStep | None:
    """That what had cleared the debt was taken back in the books: its contract is in force again.

    None where the case ended before its contract did.
    Raises: CaseOutOfOrder, CaseReasonMissing.
    """
    return None if _is_gone(case) else _marked(case, Deed.REOPENED, by, reason_in(reason))


def _refuse_lapse(found: CaseState, *, known_to_lapse: bool) -> None:
    """Nothing, if no answers would lapse, or that is known. Raises: AnswersLapse."""
    if found.state in ANSWERED_STATES and not known_to_lapse:
        raise AnswersLapse()


def _is_gone(case: Case) -> bool:
    """Whether the borrower died or moved away: their contract goes on without the case."""
    return case.steps.filter(state__in=(State.DECEASED, State.MOVED)).exists()


def _marked(case: Case, deed: Deed, by: Hand, reason: str, seen: int | None = None) -> CaseStep:
    return take(held(case, deed, by, seen=seen), deed, by, reason=reason)
