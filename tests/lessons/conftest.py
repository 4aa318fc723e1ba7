"""A centre chosen to be visited, and the day."""

from datetime import date

import pytest
from build import CENTRE_CODE, a_centre
from visit_village import a_hand_of, a_visit


@pytest.fixture
def day():
    return date(2019, 3, 27)


@pytest.fixture
def by(day):
    from plodnee.organization.access import OPERATOR

    return a_hand_of(OPERATOR, day)


@pytest.fixture
def centre(db):
    return a_centre(CENTRE_CODE, "ศูนย์สมมุติ")


@pytest.fixture
def visit(centre, day):
    return a_visit(centre, day)
