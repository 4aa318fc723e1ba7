"""The page of conventions says what the engine does, and knows every tag of the cases."""

from tools.conventions import NAMES, TRAITS
from tools.make_reference import PAGES, ROOT
from tools.oracle_cases import cases


def test_the_page_counts_what_is_reproduced_today() -> None:
    page = ROOT / "docs" / "reference" / "conventions.md"
    assert page.read_text("utf-8") == PAGES["conventions.md"](), "run `make docs`"


def test_every_convention_of_the_cases_has_a_name() -> None:
    assert {tag for case in cases() for tag in case["conventions"]} <= set(NAMES)
    plain = {tag for case in cases() for tag in case["traits"] if not tag.startswith("every-")}
    assert plain <= set(TRAITS)
