"""Keys change while people work: what one key sealed the other still opens, and nothing is lost."""

import os
import random
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build import a_book, a_debt, a_household, an_import, an_officer

from plodnee.audit.guards import guard_problems
from plodnee.audit.keys import current_version
from plodnee.audit.selectors import chain_problems
from plodnee.audit.subjects import open_column
from plodnee.config.accounts import SealedSecondFactor
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.privacy.rotation import left_to_rotate, rotate
from plodnee.registers.edits import steps_of, take_step
from plodnee.registers.ids import open_id, person_with_id
from plodnee.registers.models import Household, NationalId, PersonKey
from plodnee.registers.selectors import register_book

ROWS, KILLS = 10_000, 20
BOOK = a_book(debts=(a_debt(national_id=make_up(9)),))


@pytest.fixture
def newer_key(settings):
    """Call it to give the installation another master key, which seals from then on."""

    def add():
        version = str(len(settings.MASTER_KEYS) + 1)
        settings.MASTER_KEYS = {**settings.MASTER_KEYS, version: secrets.token_bytes(32)}
        return version

    return add


@pytest.mark.django_db
def test_everything_is_sealed_again_under_the_new_key_and_says_the_same(newer_key):
    batch = an_import(BOOK)
    home = Household.objects.get()
    take_step(home, seen_version=1, before={}, after={"code": "1"}, actor=OPERATOR, reason="เหตุ")
    before = register_book(batch.centre)
    newer_key()
    assert left_to_rotate() > 0
    rows = sum(bit.rows for bit in rotate(rows_a_bit=2))
    assert (rows, left_to_rotate()) == (rows, 0)
    assert rows >= 8
    assert register_book(batch.centre) == before
    assert steps_of([home])[0].reason == "เหตุ"
    assert list(rotate()) == []
    assert guard_problems() == []
    assert chain_problems() == []


@pytest.mark.django_db
def test_between_two_keys_a_person_is_found_and_entered_only_once(newer_key):
    number = make_up(1)
    batch = an_import(BOOK)
    person = person_with_id(batch.centre_id, number)
    newer_key()
    assert person_with_id(batch.centre_id, number) == person
    an_import(a_book(households=(a_household("002", national_id=number),), debts=()))
    assert NationalId.objects.count() == 2
    list(rotate())
    assert person_with_id(batch.centre_id, number) == person
    kept = NationalId.objects.get(person=person)
    assert (open_id(kept), kept.index_version) == (number, current_version())


@pytest.mark.django_db
def test_an_id_from_before_persons_had_keys_gets_one(newer_key):
    from plodnee.audit.sealing import seal
    from plodnee.registers.places import id_place

    an_import(BOOK)
    kept = NationalId.objects.first()
    number = open_id(kept)
    PersonKey.objects.filter(pk=kept.pk).delete()
    NationalId.objects.filter(pk=kept.pk).update(sealed=seal(number, place=id_place(kept.pk)))
    assert open_id(NationalId.objects.get(pk=kept.pk)) == number
    list(rotate())
    again = NationalId.objects.get(pk=kept.pk)
    assert again.sealed.startswith("v1|own|")
    assert open_id(again) == number


@pytest.mark.django_db
def test_the_second_factor_opens_after_the_change(newer_key):
    from allauth.mfa.models import Authenticator

    from plodnee.commands.second_factors import rotate_second_factors

    adapter = SealedSecondFactor()
    data = {"secret": adapter.encrypt("GEHEIM"), "codes": [adapter.encrypt("1"), "plain"], "n": 1}
    one = Authenticator.objects.create(user=an_officer(), type="totp", data=data)
    version = newer_key()
    assert rotate_second_factors() == 1
    one.refresh_from_db()
    assert one.data["secret"].startswith(f"v1|{version}|")
    assert adapter.decrypt(one.data["secret"]) == "GEHEIM"
    assert adapter.decrypt(one.data["codes"][0]) == "1"
    assert (one.data["codes"][1], one.data["n"]) == ("plain", 1)
    assert rotate_second_factors() == 0


@pytest.mark.django_db
def test_a_sealed_column_moved_to_another_row_does_not_open(newer_key):
    from cryptography.exceptions import InvalidTag

    an_import(BOOK)
    one, other = PersonKey.objects.all()[:2]
    one.sealed = other.sealed
    with pytest.raises(InvalidTag):
        open_column(one, "sealed")


FILL = f"""
from plodnee.commands.environment import start_django
start_django()
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.services import open_centre
from plodnee.registers.ids import enter_id
from plodnee.registers.models import NationalId, Person, PersonKey
centre = open_centre(code="31011805", name="c", actor=OPERATOR)
people = Person.objects.bulk_create([Person(centre=centre) for _ in range({ROWS})], batch_size=500)
rows = [enter_id(person, make_up(n)) for n, person in enumerate(people)]
PersonKey.objects.bulk_create([own for own, _ in rows], batch_size=500)
NationalId.objects.bulk_create([kept for _, kept in rows], batch_size=500)
"""
READ = """
from plodnee.commands.environment import start_django
start_django()
from plodnee.engine.national_id import is_valid
from plodnee.privacy.rotation import left_to_rotate
from plodnee.registers.ids import open_id
from plodnee.registers.models import NationalId
rows = NationalId.objects.select_related("person__own_key")
print(sum(is_valid(open_id(row)) for row in rows), left_to_rotate())
"""


def test_ten_thousand_rows_rotate_though_the_run_is_killed_twenty_times(migrated):
    """After every killing each row still opens; at the end all are under the new key."""
    environment = migrated.environment | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [
        sys.executable,
        "-c",
        "from plodnee.commands import main; import sys; sys.exit(main(%r))",
    ]

    def start(*words):
        return subprocess.Popen(
            [*words], env=environment, stdout=subprocess.PIPE, text=True,
            cwd=os.fspath(migrated.directory),
        )  # fmt: skip

    def plodnee(*arguments):
        return start(*command[:2], command[2] % list(arguments))

    def said(process):
        answer = process.communicate()[0]
        assert process.returncode == 0
        return answer.split()

    said(start(sys.executable, "-c", FILL))
    said(plodnee("rotate-keys", "--new-key", "--json"))
    chance, killed = random.Random(25), 0
    for _ in range(KILLS):
        run = plodnee("rotate-keys", "--json")
        time.sleep(chance.uniform(1.2, 3.5))
        killed += run.poll() is None
        run.kill()
        run.communicate()
        if killed % 7 == 1:
            readable, _left = said(start(sys.executable, "-c", READ))
            assert int(readable) == ROWS
    said(plodnee("rotate-keys", "--json"))
    assert said(start(sys.executable, "-c", READ)) == [str(ROWS), "0"]
