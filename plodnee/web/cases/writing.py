"""What is sent from a case's page, one deed at a time, with the version that was seen.

Where it cannot be taken, the page comes back with the form as it was sent and the reason at it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.cases import services
from plodnee.casework.cases.answering import (
    record_creditor,
    record_guarantor,
    record_spouse,
    send_offers,
)
from plodnee.casework.cases.errors import CaseChanged, UnknownCase
from plodnee.casework.cases.lacking import lacks_of_creditor
from plodnee.casework.cases.selectors import agreement_of, case_state
from plodnee.casework.cases.states import Deed
from plodnee.casework.models import Case
from plodnee.errors import Refusal
from plodnee.ledger.case_marks import record_redefault, record_reduction
from plodnee.organization.models import Centre
from plodnee.registers.confirmation.errors import DebtsNotConfirmed
from plodnee.registers.entries.evidence import evidence_of
from plodnee.web.access import DEED, allowed, today
from plodnee.web.cases.forms import (
    ENDING_DEEDS,
    CreditorForm,
    EndForm,
    GuarantorForm,
    LineForm,
    MarkForm,
    OfferForm,
    ReasonForm,
    SpouseForm,
)
from plodnee.web.cases.hand import hand_of, version_seen
from plodnee.web.cases.page import spouses_of
from plodnee.web.cases.views import case_asked_for, household_at, shown
from plodnee.web.cases.wording import language

UNPROCESSABLE, CONFLICT = 422, 409
AT_THE_FORM = "casework.", "registers."


@allowed("cases.work", DEED)
def case_step(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """One step of the latest case of a household."""
    home = household_at(centre, household_id)
    found = case_asked_for(request, home)
    if found is None:
        raise UnknownCase()
    sender = Sender(request, centre, found)
    deeds: dict[str, Callable[[], HttpResponse]] = {
        "confirmed": sender.confirm,
        "classified": sender.classify,
        "proposed": sender.propose,
        "chosen": sender.choose,
        "agreed": sender.agree,
        "offered": sender.offer,
        "answered": sender.creditor,
        "spouse": sender.spouse,
        "guarantor": sender.guarantor,
        "ended": sender.end,
        "followed_up": sender.follow,
        "reduced": sender.reduce,
        "redefaulted": sender.redefault,
    }
    deed = deeds.get(request.POST.get("deed", ""))
    return deed() if deed else shown(request, centre, found, {}, UNPROCESSABLE)


class Sender:
    """One request to take a step: its forms read, the step taken, the page answered."""

    def __init__(self, request: HttpRequest, centre: Centre, case: Case) -> None:
        self.request, self.centre, self.case = request, centre, case
        self.on = today()
        self.common: dict[str, Any] = {
            "case": case,
            "seen": version_seen(request),
            "by": hand_of(request),
        }

    def confirm(self) -> HttpResponse:
        """The balances confirmed, or let in with a reason."""
        form = ReasonForm(self.request.POST)
        return self._taken(
            form,
            "confirmed",
            lambda: services.confirm_case(
                **self.common, reason=form.cleaned_data["reason"], anew=self._knows_what_lapses()
            ),
        )

    def classify(self) -> HttpResponse:
        """The class taken from the latest analysis."""
        return self._plain(
            "classified",
            lambda: services.classify_case(**self.common, anew=self._knows_what_lapses()),
        )

    def propose(self) -> HttpResponse:
        """The menu put before the household by the resolution that the page named."""
        key = _uuid(self.request.POST.get("resolution", "")) or UUID(int=0)
        return self._plain(
            "proposed", lambda: services.propose_menu(**self.common, resolution_id=key)
        )

    def choose(self) -> HttpResponse:
        """The line that the household accepts."""
        form = LineForm(self.request.POST)
        return self._taken(
            form, "chosen", lambda: services.choose_line(**self.common, pin_id=form.key())
        )

    def agree(self) -> HttpResponse:
        """Everybody agreed."""
        return self._plain("agreed", lambda: services.agree_case(**self.common))

    def offer(self) -> HttpResponse:
        """Offers sent to the creditors that were ticked."""
        form = OfferForm(self.request.POST, asked=self._agreement().answers, on=self.on)
        return self._taken(form, "offer", lambda: send_offers(**self.common, **form.cleaned_data))

    def creditor(self) -> HttpResponse:
        """What a creditor answered."""
        key = self.request.POST.get("creditor", "")
        asked = {one.creditor.key: one for one in self._agreement().answers}.get(key)
        if asked is None:
            return self._unclear()
        form = CreditorForm(self.request.POST, asked=asked, files=self._files(), on=self.on)

        def done() -> object:
            reply = record_creditor(**self.common, creditor=key, says=form.says())
            for lack in lacks_of_creditor(replace(asked, reply=reply), self.on):
                if lack.code == "counter_above":
                    said = f"{lack.message(language())} {lack.way(language())}"
                    messages.warning(self.request, said)
            return reply

        return self._taken(form, f"creditor-{key}", done, "creditors")

    def spouse(self) -> HttpResponse:
        """What the spouse answered."""
        persons = spouses_of(case_state(self.case), self.on)
        form = SpouseForm(self.request.POST, persons=persons, files=self._files(), on=self.on)
        return self._taken(
            form, "spouse", lambda: record_spouse(**self.common, says=form.says()), "spouse"
        )

    def guarantor(self) -> HttpResponse:
        """What a guarantor of a debt answered."""
        debt = _uuid(self.request.POST.get("debt", ""))
        key = self.request.POST.get("guarantor", "")
        rows = {(one.debt_id, one.key): one for one in self._agreement().guarantors}
        asked = rows.get((debt, key)) if debt else None
        if asked is None:
            return self._unclear()
        form = GuarantorForm(self.request.POST, asked=asked, files=self._files(), on=self.on)
        return self._taken(
            form,
            f"guarantor-{asked.debt_id.hex}-{key}",
            lambda: record_guarantor(
                **self.common, debt_id=asked.debt_id, guarantor=key, says=form.says()
            ),
            "guarantors",
        )

    def end(self) -> HttpResponse:
        """The case over: the household withdrew, died, or moved."""
        form = EndForm(self.request.POST, deeds=ENDING_DEEDS)

        def done() -> object:
            deed, reason = Deed(form.cleaned_data["how"]), form.cleaned_data["reason"]
            if deed == Deed.WITHDRAWN:
                return services.withdraw_case(**self.common, reason=reason)
            return services.end_case(**self.common, deed=deed, reason=reason)

        return self._taken(form, "end", done)

    def follow(self) -> HttpResponse:
        """The household followed up after its contract, with what was seen."""
        form = MarkForm(self.request.POST, deed=Deed.FOLLOWED_UP)
        return self._taken(
            form,
            "followed_up",
            lambda: services.mark_followed_up(**self.common, reason=form.cleaned_data["reason"]),
            "marks",
        )

    def reduce(self) -> HttpResponse:
        """The debt less than at the frozen start."""
        form = MarkForm(self.request.POST, deed=Deed.REDUCED)
        return self._taken(form, "reduced", lambda: record_reduction(**self.common), "marks")

    def redefault(self) -> HttpResponse:
        """The contract in default again."""
        form = MarkForm(self.request.POST, deed=Deed.REDEFAULTED)
        return self._taken(
            form,
            "redefaulted",
            lambda: record_redefault(**self.common, reason=form.cleaned_data["reason"]),
            "marks",
        )

    def _knows_what_lapses(self) -> bool:
        """Whether it was ticked that everybody's answers will count no more."""
        return bool(self.request.POST.get("loses"))

    def _agreement(self) -> Any:
        return agreement_of(self.case, on=self.on)

    def _files(self) -> list[Any]:
        return list(evidence_of(self.case.household, self.on))

    def _unclear(self) -> HttpResponse:
        return shown(self.request, self.centre, self.case, {}, UNPROCESSABLE)

    def _plain(self, name: str, done: Callable[[], object]) -> HttpResponse:
        return self._taken(ReasonForm(self.request.POST), name, done)

    def _taken(
        self, form: Any, name: str, done: Callable[[], object], place: str = "step"
    ) -> HttpResponse:
        """The page after the step; where it was refused, the page with the reason at its form."""
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                done()
            except Refusal as refusal:
                if not refusal.code.startswith(AT_THE_FORM):
                    raise
                form.add_error(None, refusal.message(language()))
                changed = isinstance(refusal, CaseChanged | DebtsNotConfirmed)
                status = CONFLICT if changed else UNPROCESSABLE
            else:
                messages.success(self.request, _("บันทึกแล้ว"))
                home = self.case.household_id
                address = reverse("case", args=[self.centre.code, home])
                return redirect(f"{address}#{place}")
        return shown(self.request, self.centre, self.case, {name: form}, status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
