"""The pack of a centre: deck, registers and plan sheets, one file after the other."""

from collections.abc import Callable, Iterator

from plodnee.documents.builders import (
    debt_analysis,
    debtor_register,
    deck,
    household_register,
    plans_book,
)  # fmt: skip
from plodnee.documents.builders.plan_sheet import PlanSheets
from plodnee.documents.facts import PackFacts

_FILES: tuple[tuple[str, Callable[[PackFacts], bytes]], ...] = (
    ("deck.pptx", deck.build),
    ("debtor-register.xlsx", debtor_register.build),
    ("household-register.xlsx", household_register.build),
    ("debt-analysis.xlsx", debt_analysis.build),
    ("plans.xlsx", plans_book.build),
)


def pack_names(facts: PackFacts) -> tuple[str, ...]:
    """The relative names of the pack's files, in the order in which they are built."""
    return (*(name for name, _ in _FILES), *(name for name, _ in _sheets(facts)))


def build_pack(
    facts: PackFacts, *, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Each file of the pack as (relative name, bytes), one at a time.

    The names are those of `plodnee plan`; a target household's sheet is `plans/CODE.pdf`.
    `progress` is told after each file how many are done, and of how many.
    """
    total = len(pack_names(facts))
    for done, file in enumerate(_files(facts), start=1):
        if progress:
            progress(done, total)
        yield file


def _files(facts: PackFacts) -> Iterator[tuple[str, bytes]]:
    for name, build in _FILES:
        yield name, build(facts)
    sheets = PlanSheets(facts)
    for name, index in _sheets(facts):
        yield name, sheets.build(index)


def _sheets(facts: PackFacts) -> Iterator[tuple[str, int]]:
    """The file name and the place in the register of each target household."""
    for index, (household, name) in enumerate(zip(facts.households, facts.file_names, strict=True)):
        if household.household.is_target:
            yield f"plans/{name}.pdf", index
