"""A committee moves a slider: the server's time for the answer, for households of 1 to 8 debts.

The peers in the same run: HiGHS asked a smaller question than the menu answers (one goal of four,
without the one contract; no page drawn), as a multiple of the menu's time; the whole page drawn
anew, as a site without a part to swap would; and the centre's households planned anew, as a tool
that only knows whole runs would. Processor time is given beside the clock's, because a shared
machine stretches the clock.
"""

import os
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

import highspy

MOVES = 40
GOAL_MS = 100.0


def started(folder: str) -> None:
    """An installation of its own with a made-up centre in it."""
    os.environ |= {
        "PLODNEE_DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/plodnee.sqlite3",
        "DJANGO_SETTINGS_MODULE": "plodnee.config.settings",
        "PLODNEE_HTTPS": "off",
        "PLODNEE_HASHED_STATIC": "off",
    }
    Path(folder, "static").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def planned() -> Any:
    """The run of a made-up centre, and somebody of its committee."""
    from datetime import date
    from hashlib import sha256

    from plodnee.casework.services import plan_centre
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.models import Officer, Post
    from plodnee.organization.services import load_areas
    from plodnee.registers.book import Reading
    from plodnee.registers.demonstration import demo_books
    from plodnee.registers.services import confirm_import, stage_reading

    load_areas()
    book = demo_books(2562)[0]
    on = book.centre.as_of
    reading = Reading(book, sha256=sha256(b"made up").hexdigest())
    batch = confirm_import(stage_reading(reading, actor=OPERATOR, on=on), actor=OPERATOR, on=on)
    run = plan_centre(centre=batch.centre, as_of=on, actor=OPERATOR, on=on)
    officer = Officer.objects.create_user("committee", password="only for this run")
    since = date(2019, 1, 1)
    place = run.centre_id
    Post.objects.create(officer=officer, role="centre_committee", area_code=place, held_from=since)
    return run, officer


def by_debts(run: Any) -> dict[int, Any]:
    """For each number of debts the plan of the household with the longest menu."""
    found: dict[int, tuple[int, Any]] = {}
    for plan in run.household_plans.exclude(menu=None).select_related("household"):
        debts, lines = len(plan.figures["debts"]), len(plan.menu["options"])
        if lines > found.get(debts, (-1, None))[0]:
            found[debts] = (lines, plan)
    return {debts: plan for debts, (_, plan) in sorted(found.items())}


def settings_in(page: str) -> dict[str, Any]:
    """What the form of the page would send."""
    sent: dict[str, Any] = dict(
        re.findall(r'type="number"[^>]* name="(\w+)" value="([^"]*)"', page)
    )
    sent["joining"] = re.findall(r'name="joining" value="([^"]+)" checked', page)
    sent["patterns"] = re.findall(r'name="patterns" value="([^"]+)" checked', page)
    return sent | {
        "version": "0",
        "income_from": "1",
        "compare": ["least_interest", "smallest_instalment"],
    }


class Taken(NamedTuple):
    """Milliseconds of many moves: by the clock, and of the processor."""

    clock: list[float]
    processor: list[float]


def milliseconds(work: Callable[[int], Any]) -> Taken:
    """The time of each of many moves, the first left out."""
    taken = Taken([], [])
    for move in range(MOVES + 1):
        began, used = time.perf_counter(), time.process_time()
        work(move)
        taken.clock.append(1000 * (time.perf_counter() - began))
        taken.processor.append(1000 * (time.process_time() - used))
    return Taken(taken.clock[1:], taken.processor[1:])


def by_highs(problem: Any) -> None:
    """The least interest in place as a mixed-integer programme, from entries laid out already."""
    from plodnee.engine.planner.entries import lay_out, own_terms
    from plodnee.engine.planner.menu import most_entries, pack

    terms = pack(problem, 1500)
    book = lay_out(terms, own_terms(terms)[0], most_entries(problem, 1500))
    solver = highspy.Highs()
    solver.silent()
    take = [solver.addBinary() for _ in book.interest]
    for debt in range(len(book.balance)):
        picks = take[book.start[debt] : book.start[debt + 1]]
        if picks:
            solver.addConstr(sum(picks[1:], picks[0]) == 1)
    for month, room in enumerate(book.room.tolist()):
        paid = [(one, book.total[n, month]) for n, one in enumerate(take) if book.total[n, month]]
        if paid:
            solver.addConstr(sum(float(amount) / 1e5 * one for one, amount in paid) <= room / 1e5)
    solver.minimize(sum(float(book.interest[n]) / 1e5 * one for n, one in enumerate(take)))


def measured(client: Any, run: Any, key: Any) -> tuple[Taken, Taken]:
    """The moves of one household: a part of the page, and the whole page."""
    address = f"/centres/{run.centre_id}/households/{key}/workspace/"
    sent = settings_in(client.get(address).content.decode())
    assert "rate" in sent, "the form has changed"

    def part(move: int) -> None:
        moved = sent | {"rate": f"{9 + move % 20 / 4:.2f}", "income": f"{100 * move}"}
        reply = client.post(f"{address}try/", moved, HTTP_HX_REQUEST="true")
        assert reply.status_code == 200, reply.status_code

    def whole(move: int) -> None:
        assert client.get(address).status_code == 200

    return milliseconds(part), milliseconds(whole)


def told(debts: int, part: Taken, menu: Taken, highs: Taken, peers: dict[str, Taken]) -> str:
    """One line of the answer."""
    alone = median(menu.processor)
    clock, processor = median(part.clock), median(part.processor)
    slow = quantiles(part.processor, n=20)[-1]
    goal = f"goal {GOAL_MS:.0f} ms: {'met' if slow < GOAL_MS else 'not met'}"
    ratios = (f"{name} {median(peer.processor) / processor:.1f} x" for name, peer in peers.items())
    return (
        f"{debts} debts: a move takes {clock:.0f} ms, of the processor {processor:.0f} "
        f"(19 of 20 within {slow:.0f}; {goal}), of which the menu {alone:.1f}; "
        f"HiGHS {median(highs.processor) / alone:.0f} x the menu; {', '.join(ratios)}"
    )


def main() -> None:
    """Measure and print a line for each number of debts."""
    with tempfile.TemporaryDirectory(prefix="plodnee-bench-") as folder:
        started(folder)
        from django.conf import settings
        from django.test import Client

        from plodnee.casework.plan.analysis import analyse
        from plodnee.casework.selectors import analysis_of
        from plodnee.engine.planner import solve_menu

        settings.ALLOWED_HOSTS = ["testserver"]
        run, officer = planned()
        client = Client()
        client.force_login(officer)
        analysis = analysis_of(run.pk)
        problems = {home.household.code: home.problem for home in analysis.households}
        anew = milliseconds(
            lambda _move: analyse(analysis.book, as_of=run.as_of, horizon_months=60)
        )
        for debts, plan in by_debts(run).items():
            part, whole = measured(client, run, plan.household_id)
            problem = problems[plan.household.code]
            highs = milliseconds(lambda _move, asked=problem: by_highs(asked))
            menu = milliseconds(lambda _move, asked=problem: solve_menu(asked, ceiling_bp=1500))
            peers = {"whole page": whole, "whole centre": anew}
            print(told(debts, part, menu, highs, peers))


if __name__ == "__main__":
    main()
