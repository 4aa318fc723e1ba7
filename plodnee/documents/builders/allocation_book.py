"""An allocation of capital as a workbook: who is served with what plan, who is not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plodnee.casework.capital.ground import NO_FUND, CapitalGround, Offer
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer
from plodnee.documents.builders.allocation_words import given_words, not_given_words
from plodnee.documents.builders.household_register import tick
from plodnee.documents.builders.names import month_of_plan, pattern_name
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts


@dataclass(frozen=True, slots=True)
class AllocationBook:
    """An allocation of the centre of the facts, as it is told in a workbook."""

    facts: PackFacts
    ground: CapitalGround
    settings: CapitalSettings
    answer: CapitalAnswer

    def content(self, served: Sequence[Offer]) -> bytes:
        """The workbook: the households served, in the order given, and those who are not."""
        voice = Voice(self.facts.language)
        rows = (self._given(voice, number, offer) for number, offer in enumerate(served, start=1))
        sheets = [
            sheet(voice, self.facts, "allocation", rows),
            sheet(voice, self.facts, "not_allocated", self._others(voice)),
        ]
        return register(voice, self.facts, sheets)

    def _given(self, voice: Voice, number: int, offer: Offer) -> Row:
        as_of, ground = self.facts.analysis.as_of, self.ground
        return {
            **self._household(voice, number, offer.place),
            "begins": month_of_plan(as_of, offer.period * ground.rules.period_months + 1),
            "fund": "" if offer.fund == NO_FUND else ground.funds[offer.fund].name,
            "draw": offer.draw_satang,
            "saved": offer.saved_satang,
            "debt_free": month_of_plan(as_of, offer.free_month),
            "why": given_words(voice, ground, self.settings, offer, as_of),
            **_contract(voice, offer),
        }

    def _others(self, voice: Voice) -> Iterator[Row]:
        """Everybody who owes and is not served."""
        taken = {offer.place for offer in self.answer.served}
        homes = enumerate(self.facts.households)
        owing = [place for place, home in homes if home.menu and place not in taken]
        as_of = self.facts.analysis.as_of
        for number, place in enumerate(owing, start=1):
            why = not_given_words(voice, self.ground, self.settings, self.answer, place, as_of)
            yield {**self._household(voice, number, place), "why": why}

    def _household(self, voice: Voice, number: int, place: int) -> Row:
        home = self.facts.households[place].household
        return {
            "number": number,
            "household": home.code,
            "head": str(home.head),
            "target": tick(voice, home.is_target),
        }


def _contract(voice: Voice, offer: Offer) -> Row:
    contract = offer.option.contract
    if contract is None:
        return {}
    return {
        "principal": contract.principal,
        "rate": contract.rate_bp,
        "pattern": pattern_name(voice, contract.pattern),
        "instalment": contract.instalment,
        "instalments": contract.instalments,
    }
