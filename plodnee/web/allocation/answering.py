"""The answer to a form; a refusal that belongs to a field is said at the field."""

from django.utils.translation import get_language

from plodnee.casework.capital.errors import FloorsOutOfReach, NoAnswerInTime
from plodnee.casework.capital.ground import CapitalGround
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer, allocate_capital
from plodnee.web.allocation.forms import CapitalForm


def answer_for(
    form: CapitalForm, ground: CapitalGround, settings: CapitalSettings
) -> CapitalAnswer | None:
    """The answer; where there is none, why stands at the fields that ask for too much."""
    try:
        return allocate_capital(ground, settings)
    except FloorsOutOfReach as refusal:
        by_group = refusal.details["by_group"]
        assert isinstance(by_group, dict)
        form.refuse_floors(by_group)
    except NoAnswerInTime as refusal:
        form.add_error(None, refusal.message(get_language() or "th"))
    return None
