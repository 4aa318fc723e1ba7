"""An allocation of capital as a workbook: who is served, by which fund, when, with what plan."""

from collections.abc import Sequence

from plodnee.casework.capital.ground import NO_FUND, CapitalGround, Offer
from plodnee.documents.builders.household_register import tick
from plodnee.documents.builders.names import month_of_plan, pattern_name
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts


def build(facts: PackFacts, ground: CapitalGround, served: Sequence[Offer]) -> bytes:
    """The workbook of the households served, in the order given."""
    voice = Voice(facts.language)
    rows = (_row(voice, facts, ground, n, offer) for n, offer in enumerate(served, start=1))
    return register(voice, facts, [sheet(voice, facts, "allocation", rows)])


def _row(voice: Voice, facts: PackFacts, ground: CapitalGround, number: int, offer: Offer) -> Row:
    home, as_of = facts.households[offer.place].household, facts.analysis.as_of
    fund = "" if offer.fund == NO_FUND else ground.funds[offer.fund].name
    return {
        "number": number,
        "household": home.code,
        "head": str(home.head),
        "target": tick(voice, home.is_target),
        "begins": month_of_plan(as_of, offer.period * ground.rules.period_months + 1),
        "fund": fund,
        "draw": offer.draw_satang,
        "saved": offer.saved_satang,
        "debt_free": month_of_plan(as_of, offer.free_month),
        **_contract(voice, offer),
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
