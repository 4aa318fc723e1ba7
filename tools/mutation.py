"""Changes the arithmetic one operator at a time and counts how many changes a test notices.

`.venv/bin/python tools/mutation.py [MODULE …]` copies the engine and the tests that count for a
module to a scratch folder, runs mutmut there, writes the module's row in docs/reference/mutation.md
and prints the changes that went unnoticed. Without modules named, all of them in turn (`make
mutation`).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "mutation.md"
CASES = "test_worked_cases"
CONTRACT = ("test_contract_history", "test_amended_contract", "test_workable_terms", CASES)
SCHEDULE = ("schedule",)
# Each module of the arithmetic with the tests, files or a folder, that must notice its changes.
MODULES: dict[str, tuple[str, ...]] = {
    "money": ("test_money",),
    "baht_text": ("test_baht_text",),
    "thai_dates": ("test_thai_dates", "test_calendar", CASES),
    "calendar": ("test_calendar", "test_amended_contract"),
    "allocation": ("test_allocation",),
    "appropriation": ("test_appropriation", CASES),
    "interest_law": ("test_interest_law", CASES),
    "overdue": ("test_contract_history",),
    "prescription": ("test_prescription", CASES),
    "guarantee": ("test_guarantee", CASES),
    "stamp_duty": ("test_stamp_duty", CASES),
    "collection_hours": ("test_collection_hours", CASES),
    "classification": ("test_classification", CASES),
    "contract_history/terms": CONTRACT,
    "contract_history/events": CONTRACT,
    "contract_history/rows": CONTRACT,
    "contract_history/plan": CONTRACT,
    "contract_history/ledger": CONTRACT,
    "contract_history/position": CONTRACT,
    "contract_history/workable": ("test_workable_terms", CASES),
    "contract_history/claims": ("test_claims", CASES),
    "schedule/rounding": SCHEDULE,
    "schedule/instalment": SCHEDULE,
    "schedule/due_dates": SCHEDULE,
    "schedule/year_fraction": SCHEDULE,
    "schedule/steps": SCHEDULE,
    "schedule/fixed_rows": SCHEDULE,
    "schedule/fixed_payments": SCHEDULE,
    "schedule/allocation": SCHEDULE,
    "schedule/charges": SCHEDULE,
    "schedule/rows": SCHEDULE,
    "schedule/timeline": SCHEDULE,
    "schedule/cumulative": SCHEDULE,
    "schedule/recalculated_rows": SCHEDULE,
    "schedule/running_interest": SCHEDULE,
    "schedule/running_model": SCHEDULE,
    "schedule/running_claims": SCHEDULE,
    "schedule/progressive": SCHEDULE,
    "schedule/spreadsheet": SCHEDULE,
    "schedule/seasonal": SCHEDULE,
}
GOAL = 90.0  # per cent noticed
NOTICED = ("killed", "timeout", "caught by type check", "segfault")
# Mutants are tried in forks of one process: what it worked out before is forgotten in each.
CONFTEST = """
import sys
from hypothesis import HealthCheck, settings
settings.register_profile(
    "mutation", deadline=None, max_examples=60, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")

def pytest_sessionstart():
    ours = [module for name, module in sys.modules.items() if name.startswith(("plodnee", "tools"))]
    for remembers in [value for module in ours for value in vars(module).values()]:
        if hasattr(remembers, "cache_clear"):
            remembers.cache_clear()
"""
HEAD = """# Mutation testing

**สรุป** เปลี่ยนเครื่องหมาย ตัวเลข หรือคำในโปรแกรมคำนวณทีละแห่ง แล้วดูว่าชุดทดสอบจับได้หรือไม่ เป้าหมายจับได้อย่างน้อยร้อยละ 90 ทุกโมดูล

`make mutation` changes the engine's arithmetic, one operator, number or word at a time, with
[mutmut](https://mutmut.readthedocs.io), and runs the tests of `tests/engine` on each change, properties with a fixed seed. A change
that no test notices is a survivor; `.venv/bin/python tools/mutation.py MODULE` prints those of one module and writes its row. The goal is
90 % noticed in every module. Compiled kernels are not changed this way: a property test holds them equal to `contract_history`, which is.

| module | mutants | noticed | survived | share noticed | measured |
|---|---|---|---|---|---|
"""
ROW = re.compile(r"^\| `([\w/]+)` \| (\d+) \| (\d+) \| \d+ \| [\d.]+ % \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Measured:
    """How many changes of a module were tried and noticed, and when with what."""

    mutants: int
    noticed: int
    when: str

    def row(self, name: str) -> str:
        """The module's row of the page."""
        share = 100 * self.noticed / max(1, self.mutants)
        survived = self.mutants - self.noticed
        return f"| {name} | {self.mutants} | {self.noticed} | {survived} | {share:.1f} % | {self.when} |"


def read_page() -> dict[str, Measured]:
    """What the page says of each module."""
    text = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    return {
        name: Measured(int(mutants), int(noticed), when)
        for name, mutants, noticed, when in ROW.findall(text)
    }


def page(found: dict[str, Measured]) -> str:
    """The page, with the modules in their order and their sum."""
    known = {name: found[name] for name in MODULES if name in found}
    rows = [measured.row(f"`{name}`") for name, measured in known.items()]
    mutants = sum(measured.mutants for measured in known.values())
    noticed = sum(measured.noticed for measured in known.values())
    return HEAD + "\n".join([*rows, Measured(mutants, noticed, "").row("**all**")]) + "\n"


def prepare(folder: Path, module: str) -> None:
    """A scratch copy of the engine, the tests that count, and mutmut's settings."""
    shutil.copytree(
        ROOT / "plodnee", folder / "plodnee", ignore=shutil.ignore_patterns("*.nb?", "__pycache__")
    )
    tests = folder / "tests" / "engine"
    tests.mkdir(parents=True)
    for name in MODULES[module]:
        if (ROOT / "tests" / "engine" / name).is_dir():
            shutil.copytree(ROOT / "tests" / "engine" / name, tests / name)
            (tests / name / "test_conventions_page.py").unlink(missing_ok=True)
        else:
            shutil.copy(ROOT / "tests" / "engine" / f"{name}.py", tests)
    shutil.copy(ROOT / "tests" / "engine" / "contract_histories.py", tests)
    for extra in ("tests/cases", "docs/rules", "tools"):
        shutil.copytree(ROOT / extra, folder / extra, ignore=shutil.ignore_patterns("__pycache__"))
    (tests / "conftest.py").write_text(CONFTEST)
    (folder / "setup.cfg").write_text(
        f"[mutmut]\nsource_paths=plodnee\nonly_mutate=\n    plodnee/engine/{module}.py\n"
        "also_copy=\n    docs\n    tests\n    tools\npytest_add_cli_args=\n    -q\n    -x\n"
        "    -p\n    no:cacheprovider\ntimeout_multiplier=4\npytest_add_cli_args_test_selection=\n    tests/engine\n"
        "[tool:pytest]\naddopts=-p no:django -p no:xdist -p no:randomly\npythonpath=.\n"
    )


def mutmut(folder: Path, *arguments: str) -> str:
    """What a command of mutmut prints. Raises: SystemExit with all of it where it fails."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, env=_environment()
    )
    if done.returncode:
        raise SystemExit(done.stdout[-4000:] + done.stderr[-4000:])
    return done.stdout


def _environment() -> dict[str, str]:
    """This process's own, without the path that would find the product that is not changed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def counted(results: str) -> tuple[Counter[str], list[str]]:
    """Verdicts, and the mutants that no test noticed."""
    verdicts: Counter[str] = Counter()
    survivors = []
    for found in re.finditer(r"^\s*(plodnee\.engine\.\S+): (.+)$", results, re.MULTILINE):
        mutant, verdict = found.groups()
        verdicts[verdict] += 1
        if verdict not in NOTICED:
            survivors.append(mutant)
    return verdicts, survivors


def measure(module: str) -> Measured:
    """One module's counts; its survivors are printed."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name)
        prepare(folder, module)
        mutmut(folder, "run", "--max-children", "2")
        verdicts, survivors = counted(mutmut(folder, "results", "--all", "true"))
        for mutant in survivors:
            print(mutmut(folder, "show", mutant))
    noticed = sum(verdicts[verdict] for verdict in NOTICED)
    when = f"{datetime.now(UTC).date().isoformat()}, mutmut {version('mutmut')}"
    return Measured(verdicts.total(), noticed, when)


def main(arguments: list[str]) -> int:
    """Measures modules in turn, each row written as it comes; 1 if one misses the goal."""
    missed = 0
    for module in arguments or MODULES:
        measured = measure(module)
        PAGE.write_text(page(read_page() | {module: measured}), "utf-8")
        print(measured.row(module), flush=True)
        missed |= 100 * measured.noticed < GOAL * measured.mutants
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
