"""Round the services the database itself keeps a case in order, and one open at a time."""

import pytest
from build import NOON, TODAY
from case_desk import a_desk, agreement, approved, classified, negotiating, offered, opened, pinned
from django.db import DatabaseError, IntegrityError, transaction

from plodnee.casework.cases.states import MOVES, Deed, State
from plodnee.casework.models import (
    Case,
    CaseStep,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    SpouseReply,
)
from plodnee.registers.models import Household, MemberGroup

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def desk():
    return a_desk()


def refused(deed):
    with pytest.raises(REFUSED), transaction.atomic():
        deed()


def a_step(case, sequence, deed, after, **facts):
    known = {"done_on": TODAY, "done_at": NOON}
    return CaseStep.objects.create(
        case=case, sequence=sequence, deed=deed, state=after, **(known | facts)
    )


def test_no_second_case_is_open_and_numbers_leave_no_gap(desk):
    first = opened(desk)
    for number in (1, 2, 3):
        refused(
            lambda n=number: Case.objects.create(
                household=desk.household, number=n, opened_on=TODAY
            )
        )
    a_step(first, 2, Deed.WITHDRAWN, State.WITHDRAWN)
    refused(lambda: Case.objects.create(household=desk.household, number=3, opened_on=TODAY))
    Case.objects.create(household=desk.household, number=2, opened_on=TODAY)
    refused(lambda: Case.objects.create(household=desk.household, number=3, opened_on=TODAY))


def test_a_step_that_the_table_does_not_hold_is_refused(desk):
    case = opened(desk)
    for deed in Deed:
        for after in State:
            if MOVES[State.SURVEY].get(deed) != after:
                refused(lambda d=deed, a=after: a_step(case, 2, d, a))
    refused(lambda: a_step(case, 3, Deed.CONFIRMED, State.CONFIRMED))
    a_step(case, 2, Deed.CONFIRMED, State.CONFIRMED)
    refused(lambda: a_step(case, 2, Deed.CONFIRMED, State.CONFIRMED))
    refused(lambda: case.steps.all().delete())
    refused(lambda: case.steps.update(state=State.CLEARED))


def test_a_menu_is_proposed_by_closed_minutes_about_this_household_alone(desk):
    case = classified(desk)
    pinned(desk)

    def propose(resolution):
        return a_step(case, 4, Deed.PROPOSED, State.PROPOSED, resolution=resolution, menu_version=1)

    refused(lambda: propose(approved(desk, "refused")))
    home, desk.household = desk.household, Household.objects.get(code="002")
    of_another = approved(desk)
    desk.household = home
    refused(lambda: propose(of_another))
    refused(lambda: a_step(case, 4, Deed.PROPOSED, State.PROPOSED))
    propose(approved(desk))


def test_what_a_step_writes_hangs_on_the_last_step_of_its_kind(desk):
    from build import a_centre

    case = negotiating(desk)
    (offer, *_) = offered(case, desk)
    step, chosen = offer.step, case.steps.get(deed=Deed.CHOSEN)
    facts = {"group": offer.group, "sent_on": TODAY, "means": "letter", "answer_by": TODAY}
    refused(lambda: CreditorOffer.objects.create(step=chosen, **facts))
    CreditorOffer.objects.create(step=step, **facts)
    far = MemberGroup.objects.create(centre=a_centre("31011901", "ศูนย์อื่น"), code="X")
    refused(lambda: CreditorOffer.objects.create(step=step, **(facts | {"group": far})))
    refused(lambda: CreditorOffer.objects.create(step=step, **(facts | {"group": None})))
    said = {"answered_on": TODAY, "step": step}
    refused(lambda: CreditorReply.objects.create(offer=offer, answer="accepted", **said))
    refused(lambda: SpouseReply.objects.create(answer="consented", **said))
    debt = agreement(case).answers[0].debts[0]
    refused(lambda: GuarantorReply.objects.create(debt=debt, answer="refused", **said))
    last = a_step(case, step.sequence + 1, Deed.GUARANTOR, State.NEGOTIATING)
    refused(
        lambda: GuarantorReply.objects.create(
            debt=debt, answer="consented", step=last, answered_on=TODAY
        )
    )
    GuarantorReply.objects.create(debt=debt, answer="refused", step=last, answered_on=TODAY)
    refused(lambda: CreditorOffer.objects.create(step=step, **facts))
