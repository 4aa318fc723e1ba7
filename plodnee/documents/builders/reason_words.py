"""In plain words: why a line is on the menu, why others lost, what becomes of guarantees."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.names import goal_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.planner.model import Menu, Option
from plodnee.engine.planner.reasons import (
    GOAL_FIGURES,
    Difference,
    Figure,
    Guarantee,
    Reason,
    Trade,
    guarantee_after,
    reason_for,
    trade,
)

_GOAL_OF = {figure: goal for goal, figure in GOAL_FIGURES.items()}
_LESS: dict[Figure, tuple[str, str]] = {
    "interest": ("ดอกเบี้ยน้อยกว่า {} บาท", "{} baht less interest"),
    "free_month": ("หมดหนี้เร็วกว่า {}", "debt-free {} sooner"),
    "largest": ("เดือนที่หนักที่สุดเบากว่า {} บาท", "{} baht less in the heaviest month"),
    "given_up": ("เจ้าหนี้เสียน้อยกว่า {} บาท", "creditors give up {} baht less"),
}
_MORE: dict[Figure, tuple[str, str]] = {
    "interest": ("ดอกเบี้ยมากกว่า {} บาท", "{} baht more interest"),
    "free_month": ("หมดหนี้ช้ากว่า {}", "debt-free {} later"),
    "largest": ("เดือนที่หนักที่สุดหนักกว่า {} บาท", "{} baht more in the heaviest month"),
    "given_up": ("เจ้าหนี้เสียมากกว่า {} บาท", "creditors give up {} baht more"),
}
_GUARANTEES: dict[Guarantee, tuple[str, str]] = {
    "needs_consent": (
        "ผู้ค้ำประกัน {} สัญญาต้องยินยอมใหม่เป็นหนังสือ ถ้าไม่ยินยอมย่อมหลุดพ้น (ป.พ.พ. มาตรา 700)",
        "Debts whose guarantors must agree anew in writing, or are freed (CCC 700): {}",
    ),
    "ends": (
        "ผู้ค้ำประกัน {} สัญญาพ้นไปพร้อมหนี้เดิม (มาตรา 698) สัญญาเดียวต้องทำค้ำประกันใหม่ "
        "ระบุวงเงินและเวลา (มาตรา 681)",
        "Debts whose guarantors are freed with them (CCC 698), so that the one contract needs a "
        "new guarantee that states its amount and period (CCC 681): {}",
    ),
    "stays": (
        "ผู้ค้ำประกัน {} สัญญาค้ำต่อเหมือนเดิม",
        "Debts whose guarantors stand as before: {}",
    ),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells reasons in one language; how figures and spans of months are written is the page's."""

    voice: Voice
    baht: Callable[[int], str]
    months: Callable[[int], str]
    digits: Callable[[str], str] = str

    def why(self, household: HouseholdAnalysis, option: Option) -> str:
        """Why the line stands on the household's menu."""
        assert household.menu is not None
        return self._reason(reason_for(household.menu, option))

    def why_not(self, option: Option, chosen: Option) -> str:
        """Why the line was not chosen: what it costs beside the chosen one, and what it gains."""
        told = trade(option, chosen)
        if not told.costs:
            return self._pick("ตัวเลขไม่แพ้ทางที่เลือก", "no worse than the chosen one in any figure")
        lost = self._list(told.costs, _MORE)
        if not told.gains:
            return lost
        gained = self._list(told.gains, _LESS)
        return lost + self._pick(f" แม้{gained}", f", though {gained}")

    def guarantees(self, household: HouseholdAnalysis, option: Option) -> list[str]:
        """What the line does to the guarantees of the household's debts; none without any."""
        told = Counter(_guarantees(household, option))
        return [
            self.digits(self._pick(*words).format(told[kind]))
            for kind, words in _GUARANTEES.items()
            if told[kind]
        ]

    def _reason(self, reason: Reason) -> str:
        if reason.lowest:
            best = " · ".join(goal_name(self.voice, _GOAL_OF[figure]) for figure in reason.lowest)
            return self._pick(
                f"{best} ไม่มีแผนที่เงินพอแผนใดทำได้ดีกว่า", f"{best}: no plan that fits does better"
            )
        return self._traded(reason.trade)

    def _traded(self, told: Trade) -> str:
        if not told.gains:
            return self._pick("ไม่มีแผนใดดีกว่าทุกด้าน", "No plan beats it in everything")
        gained, lost = self._list(told.gains, _LESS), self._list(told.costs, _MORE)
        return self._pick(
            f"ไม่มีแผนใดดีกว่าทุกด้าน เทียบกับทางที่ดอกเบี้ยน้อยที่สุด: {gained} แต่{lost}",
            f"No plan beats it in everything; against the least interest: {gained}, but {lost}",
        )

    def _list(self, differences: Sequence[Difference], words: dict[Figure, tuple[str, str]]) -> str:
        return " · ".join(self._difference(one, words[one.figure]) for one in differences)

    def _difference(self, one: Difference, words: tuple[str, str]) -> str:
        told = self.months(one.amount) if one.figure == "free_month" else self.baht(one.amount)
        return self._pick(*words).format(told)

    def _pick(self, thai: str, english: str) -> str:
        return thai if self.voice.thai else english


def on_paper(voice: Voice) -> Teller:
    """Who tells reasons on a document, in its digits."""

    def months(count: int) -> str:
        return voice(f"{count} เดือน", f"{count} month{'s' * (count > 1)}")

    return Teller(voice, voice.baht, months, voice.digits)


def why_others_lost(teller: Teller, menu: Menu, chosen: Option) -> list[tuple[str, str]]:
    """For each goal that another line than the chosen one meets: its name, and why that lost."""
    same = (chosen.choices, chosen.contract)
    return [
        (goal_name(teller.voice, line.goal), teller.why_not(line, chosen))
        for line in menu.options
        if line.goal != "pareto" and (line.choices, line.contract) != same
    ]


def _guarantees(household: HouseholdAnalysis, option: Option) -> list[Guarantee]:
    """What becomes of each guaranteed debt; its arrears follow its principal."""
    assert household.problem is not None
    choices = {
        debt.id: choice
        for debt, choice in zip(household.problem.debts, option.choices, strict=True)
    }
    return [
        guarantee_after(choices[one.part_ids[0]])
        for one in household.debts
        if one.debt.guarantors.strip()
    ]
