"""A large centre's workbook to all its files: wall and peak memory of `plodnee plan`.

500 households, 1,500 debts, 50 target households with a sheet each; goals 45 s and 1 GB. What the
command reads, plans and draws has no ready-made peer; its paper has. In the same run openpyxl
writes the four registers again in full mode, each cell with its style, and LibreOffice prints the
target households' sheets from the same HTML in one call (once each; we look for the largest
letters with which a sheet still fits its page, which takes two or three layouts).
"""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import openpyxl

from plodnee import policy
from plodnee.casework.plan.analysis import analyse
from plodnee.documents.builders import (
    debt_analysis,
    debtor_register,
    household_register,
    plans_book,
)
from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet import PlanSheets
from plodnee.documents.facts import PackFacts, pack_facts
from plodnee.registers.book import RegisterBook
from plodnee.registers.demonstration.village import village_book
from plodnee.registers.workbook.writing import write_register

HOUSEHOLDS, DEBTS, TARGETS, SEED = 500, 1_500, 50, 2562
GOAL_SECONDS, GOAL_MEGABYTES = 45.0, 1024.0
HORIZON_MONTHS = 60
REGISTERS = (debtor_register, household_register, debt_analysis, plans_book)
STYLE = ("font", "fill", "border", "alignment", "number_format")


def large_register() -> RegisterBook:
    """A village like บ้านสว่าง with so many households, their first 1,500 debts and 50 targets."""
    version = policy.versions("demonstration")[-1].values
    figures = {**version, "indebted_share": 1.0}
    centre = {**version["centres"][0], "households": HOUSEHOLDS}
    book = village_book(centre, figures, SEED)
    debts = [debt for debt in book.debts if not debt.closed][:DEBTS]
    indebted = {debt.household_code for debt in debts}
    chosen = [home.code for home in book.households if home.code in indebted][:TARGETS]
    homes = tuple(replace(home, is_target=home.code in chosen) for home in book.households)
    assert (len(homes), len(debts), len(chosen)) == (HOUSEHOLDS, DEBTS, TARGETS)
    return replace(book, households=homes, debts=tuple(debts))


def plan(workbook: Path, out: Path) -> tuple[float, float]:
    """Seconds and megabytes of one run of the command, as a person starts it."""
    script = (
        "import resource, sys; from plodnee.commands import main; code = main();"
        "print(max(resource.getrusage(who).ru_maxrss"
        " for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)), file=sys.stderr);"
        "sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "plan", str(workbook), "--out", str(out)]
    start = perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return perf_counter() - start, int(done.stderr.split()[-1]) / 1024


def copied_by_openpyxl(files: list[Path], folder: Path) -> float:
    """Seconds in which openpyxl writes the same registers anew; reading them is not counted."""
    seconds = 0.0
    for file in files:
        source = openpyxl.load_workbook(file)
        start = perf_counter()
        styles: dict[int, dict[str, object]] = {}
        book = openpyxl.Workbook()
        book.remove(book.active)
        for sheet in source:
            new = book.create_sheet(sheet.title)
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                made = new.cell(cell.row, cell.column)
                if not isinstance(cell, openpyxl.cell.MergedCell):
                    made.value = cell.value
                if cell.style_id not in styles:
                    styles[cell.style_id] = {part: copy(getattr(cell, part)) for part in STYLE}
                for part, value in styles[cell.style_id].items():
                    setattr(made, part, value)
        book.save(folder / file.name)
        seconds += perf_counter() - start
    return seconds


def printed_by_libreoffice(pages: list[str], folder: Path) -> float:
    """Seconds in which LibreOffice prints the same HTML, all of it in one call."""
    names = [folder / f"{number}.html" for number in range(len(pages))]
    for name, page in zip(names, pages, strict=True):
        name.write_text(page, "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export"]
    start = perf_counter()
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, names)], check=True, capture_output=True
    )
    seconds = perf_counter() - start
    assert len(list(folder.glob("*.pdf"))) == len(pages)
    return seconds


def timed(work: Callable[[], object]) -> float:
    """Seconds of a piece of work."""
    start = perf_counter()
    work()
    return perf_counter() - start


def sheets(facts: PackFacts) -> tuple[float, list[str]]:
    """Seconds in which we print all targets' sheets, and the HTML of each as last laid out."""
    laid_out: dict[int, str] = {}
    places = [i for i, home in enumerate(facts.households) if home.household.is_target]

    class Watched(Typesetter):
        def pages(self, page: str):  # type: ignore[no-untyped-def]
            laid_out[place] = page
            return super().pages(page)

    printer = PlanSheets(facts)
    printer._typesetter.__class__ = Watched
    start = perf_counter()
    for place in places:
        printer.build(place)
    return perf_counter() - start, list(laid_out.values())


def main() -> None:
    """Print the command's wall and memory, and its paper beside the peers'."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = large_register()
        workbook, out = folder / "register.xlsx", folder / "out"
        write_register(book, workbook)
        # Before the clock runs: the first planning of an installation compiles the planner.
        analysis = analyse(book, as_of=book.centre.as_of, horizon_months=HORIZON_MONTHS)
        seconds, megabytes = plan(workbook, out)
        print(f"{HOUSEHOLDS} households, {DEBTS} debts, {TARGETS} sheets; {os.cpu_count()} cores")
        print(f"  plodnee plan, all files   {seconds:6.1f} s   (goal {GOAL_SECONDS:.0f} s)")
        print(f"  peak memory               {megabytes:6.0f} MB  (goal {GOAL_MEGABYTES:.0f} MB)")
        gc.freeze()  # as the command does
        for line in beside_peers(pack_facts(analysis, language="th"), out, folder):
            print(line)
        if seconds > GOAL_SECONDS or megabytes > GOAL_MEGABYTES:
            sys.exit("the goal is missed")


def beside_peers(facts: PackFacts, out: Path, folder: Path) -> Iterator[str]:
    """One line a kind of paper: our seconds, the peer's, and how many times as long it takes."""
    ours = timed(lambda: [module.build(facts) for module in REGISTERS])
    files = sorted(out.glob("*.xlsx"))
    peer = copied_by_openpyxl(files, folder)
    times = f"{peer / ours:.1f} x"
    yield f"  four registers            {ours:6.1f} s   openpyxl {peer:.1f} s ({times})"
    ours, pages = sheets(facts)
    peer = printed_by_libreoffice(pages, folder)
    times = f"{peer / ours:.1f} x"
    printed = f"  {len(pages)} plan sheets            {ours:6.1f} s"
    yield f"{printed}   LibreOffice {peer:.1f} s ({times})"


if __name__ == "__main__":
    main()
