"""Several browsers send a form for one version at one moment: one is taken, the rest see both."""

import re
import subprocess
import sys
import threading

import pytest
from build import CENTRE_CODE
from plain_browser import Browser

from tools.serving import ROOT, served

SLIPS, BROWSERS, ENTRIES = 25, 4, 12
SETTING_UP = f"""
import sys
sys.path.insert(0, "tests")
from plodnee.commands.environment import start_django
start_django()
from build import TODAY, a_book, a_debt, an_import, an_officer
from plodnee.organization.access import OPERATOR
from plodnee.registers.confirmation.services import issue_slips
debts = tuple(a_debt(row, contract_number=f"{{row}}/61") for row in range(2, {SLIPS} + 2))
centre = an_import(a_book(debts=debts)).centre
for number in range({BROWSERS}):
    an_officer("district_officer", "3101", username=f"editor{{number}}")
print(*[slip.pk for slip in issue_slips(centre=centre, actor=OPERATOR, on=TODAY)])
"""
COUNTING = """
from plodnee.commands.environment import start_django
start_django()
from plodnee.registers.models import BalanceSlip, Edit
slips = BalanceSlip.objects.order_by("number")
print(*[f"{slip.version}:{slip.creditor_satang}" for slip in slips], Edit.objects.count())
"""
OWED = """
from plodnee.commands.environment import start_django
start_django()
from plodnee.registers.models import Debt, DebtState
debt = Debt.objects.earliest("pk")
said = debt.states.order_by("batch__sequence").values_list("principal_satang", flat=True)
print(f"/centres/{debt.household.centre_id}/households/{debt.household_id}/record/balance/{debt.pk}/")
print(*said)
"""
SEEN = re.compile(r'name="seen" value="(\d+)"')


@pytest.fixture
def slips(migrated):
    """A served centre with a slip for each debt."""
    return run(migrated, sys.executable, "-c", SETTING_UP).split()


def run(installation, *words):
    done = subprocess.run(
        words, env=installation.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def at_once(browsers, path, said, amount):
    """What each browser is answered that says the same but for another sum."""
    answers, start = {}, threading.Barrier(len(browsers))

    def send(place, browser):
        start.wait()
        answers[place] = browser.send(path, said | {amount: 1_000 + place})

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_answers_at_one_moment_one_is_taken_and_the_others_are_shown_both(migrated, slips):
    with served(migrated.environment) as site:
        browsers = [Browser(site, f"editor{number}") for number in range(BROWSERS)]
        taken = []
        for slip in slips:
            path = f"/centres/{CENTRE_CODE}/balances/{slip}/answer/"
            said = {"version": 1, "side": "creditor", "answer": "differs"}
            said |= {"on": "2019-03-16", "note": "เห็นในสมุด"}
            answers = at_once(browsers, path, said, "satang")
            assert sorted(status for status, _ in answers.values()) == [
                302,
                *[409] * (BROWSERS - 1),
            ]
            (first,) = [place for place, (status, _) in answers.items() if status == 302]
            taken.append(first)
            for place, (status, page) in answers.items():
                if status == 409:
                    assert f"{1_000 + first:,}.00" in page
                    assert f"{1_000 + place:,}.00" in page
    stood = run(migrated, sys.executable, "-c", COUNTING).split()
    assert stood[:-1] == [f"2:{100 * (1_000 + first)}" for first in taken]
    assert stood[-1] == str(len(slips))


def test_of_entries_at_one_moment_one_is_taken_and_the_others_see_it(migrated, slips):
    path, before = run(migrated, sys.executable, "-c", OWED).splitlines()
    with served(migrated.environment) as site:
        browsers = [Browser(site, f"editor{number}") for number in range(BROWSERS)]
        taken = []
        for _ in range(ENTRIES):
            seen = SEEN.search(browsers[0].page(path)).group(1)
            said = {"as_of": "16/3/2562", "seen": seen, "status": "normal", "reason": "ใบแจ้งยอด"}
            answers = at_once(browsers, path, said, "principal_satang")
            statuses = sorted(status for status, _ in answers.values())
            assert statuses == [302, *[422] * (BROWSERS - 1)]
            (first,) = [place for place, (status, _) in answers.items() if status == 302]
            taken.append(first)
            for place, (status, page) in answers.items():
                if status == 422:
                    assert f"ขณะนี้ในทะเบียน: {1_000 + first:,}" in page
                    assert f'value="{1_000 + place}"' in page
    stood = run(migrated, sys.executable, "-c", OWED).splitlines()[1].split()
    assert stood == [before, *(str(100 * (1_000 + first)) for first in taken)]
