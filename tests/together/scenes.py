"""Every scene, in the order in which they are played."""

import scenes_of_centres
import scenes_of_contracts
import scenes_of_registers
import scenes_of_visits
from stage import SCENES, Stage, session_of

__all__ = ["SCENES", "set_stage"]
OF_ALL = (scenes_of_registers, scenes_of_centres, scenes_of_contracts, scenes_of_visits)


def set_stage(stage: Stage) -> None:
    """The village of the walks, a household whose case is agreed, and a round with its letters."""
    from case_desk import a_desk, agreed
    from visit_world import make_letters, make_round
    from world import SIBLING, _centre

    from plodnee.organization.models import Officer

    stage.desk = a_desk()
    agreed(stage.desk)
    stage.here = _centre(SIBLING)
    make_round(SIBLING)
    make_letters(("31", "3101"))
    worker = Officer.objects.get(username=f"worker-{SIBLING}")
    stage.kept["sessions"] = {worker.username: session_of(worker)}
