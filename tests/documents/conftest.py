import io
from typing import Any

import openpyxl
import pytest
from hamlet import AS_OF, hamlet
from pptx import Presentation

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.model import CentreAnalysis
from plodnee.documents.facts import PackFacts, pack_facts
from plodnee.documents.pack import build_pack


@pytest.fixture(scope="session")
def analysis() -> CentreAnalysis:
    return analyse(hamlet(), as_of=AS_OF, horizon_months=60)


@pytest.fixture(scope="session")
def facts(analysis: CentreAnalysis) -> PackFacts:
    return pack_facts(analysis)


@pytest.fixture(scope="session")
def pack(facts: PackFacts) -> dict[str, bytes]:
    return dict(build_pack(facts))


@pytest.fixture(scope="session")
def english_pack(analysis: CentreAnalysis) -> dict[str, bytes]:
    return dict(build_pack(pack_facts(analysis, language="en")))


@pytest.fixture(scope="session")
def deck(pack: dict[str, bytes]) -> Any:
    return Presentation(io.BytesIO(pack["deck.pptx"]))


@pytest.fixture(scope="session")
def books(pack: dict[str, bytes]) -> dict[str, Any]:
    """The registers with the figures that their formulas hold."""
    return {
        name: openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for name, content in pack.items()
        if name.endswith(".xlsx")
    }
