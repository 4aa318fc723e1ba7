"""R6: the power goes at any moment; what was acknowledged is there and the books balance."""

from pathlib import Path

import pytest
from installations import DATABASE_FILE, copy_of
from power_loss import images, problems, traced
from templates import migrated_template

from tools.serving import ROOT

FILES = (DATABASE_FILE, f"{DATABASE_FILE}-journal")
ENTRIES = 60
# Each part is a test of its own, so that they run beside one another.
SIZES = [pytest.param(100, 0, id="a hundred images")]
SIZES += [
    pytest.param(1_000, part, id=f"a thousand images, part {part}", marks=pytest.mark.prove)
    for part in range(1, 21)
]
POSTING = f"""
import os, sys
from plodnee.config import databases
databases.SQLITE_PRAGMAS = tuple(
    pragma.replace("synchronous=FULL", "synchronous=%s") for pragma in databases.SQLITE_PRAGMAS
)
from plodnee.commands.environment import start_django
start_django()
from uuid import UUID
from books import a_contract, a_repayment, open_centre_books
from plodnee.ledger.services import post
from plodnee.organization.access import OPERATOR
centre = open_centre_books()
drafts = [a_contract(centre, 10**9, entry_id=UUID(int=1))]
drafts += [a_repayment(centre, 100 + n, n, entry_id=UUID(int=1 + n)) for n in range(1, {ENTRIES})]
for draft in drafts:
    post(draft, actor=OPERATOR)
    os.write(1, draft.id.hex.encode() + b"\\n")
"""


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory):
    """A migrated installation on SQLite whose database is copied for each run."""
    with copy_of(migrated_template("sqlite"), tmp_path_factory.mktemp("power"), "sqlite") as made:
        yield made


def replayed(emptied, tmp_path: Path, level: str, count: int, part: int = 0) -> list[list[str]]:
    """What is wrong in each image of a posting process that the power took down."""
    before = {name: (emptied.directory / name).read_bytes() for name in FILES}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    path = f"{ROOT}:{ROOT / 'tests'}:{ROOT / 'tests' / 'ledger'}"
    url = f"sqlite:///{tmp_path / DATABASE_FILE}"
    environment = {**emptied.environment, "PYTHONPATH": path, "DATABASE_URL": url}
    steps = traced(POSTING % level, environment, tmp_path, FILES)
    assert sum(step.deed == "said" for step in steps) == ENTRIES
    image = tmp_path / "image"
    image.mkdir()
    return [
        problems(files, said, image)
        for said, files in images(steps, before, count=count, seed=count + part)
    ]


@pytest.mark.parametrize(("count", "part"), SIZES)
def test_no_image_of_a_power_loss_lacks_an_entry_or_is_unbalanced(emptied, tmp_path, count, part):
    found = replayed(emptied, tmp_path, "FULL", count, part)
    assert len(found) == count
    assert [one for one in found if one] == []
    print(f"R6: {count} images of a power loss: 0 lack an entry or are unbalanced")


def test_a_database_that_does_not_wait_for_the_disk_is_found_out(emptied, tmp_path):
    """Unsynced, many images are corrupt or lack what was acknowledged: the replay sees it."""
    found = replayed(emptied, tmp_path, "OFF", 40)
    assert sum(bool(one) for one in found) > 20
