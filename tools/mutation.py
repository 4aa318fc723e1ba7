"""Changes the arithmetic one operator at a time and counts how many changes a test notices.

`.venv/bin/python tools/mutation.py [MODULE …]` copies the engine and its tests to a scratch folder,
runs mutmut there, writes docs/reference/mutation.md and prints the changes that went unnoticed.
With modules named (`money calendar`) only those run, and the page is left alone.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "mutation.md"
# Each module with the tests that must notice its mutants.
MODULES = {
    "money": ("money",),
    "baht_text": ("baht_text",),
    "calendar": ("calendar",),
    "allocation": ("allocation",),
    "appropriation": ("appropriation", "worked_cases"),
    "interest_law": ("interest_law", "worked_cases"),
    "overdue": ("contract_history",),
    "contract_history": ("contract_history",),
    "prescription": ("prescription", "worked_cases"),
    "stamp_duty": ("stamp_duty", "worked_cases"),
    "classification": ("classification",),
}
NOTICED = ("killed", "timeout", "caught by type check")
CONFTEST = """
from hypothesis import HealthCheck, settings
settings.register_profile(
    "mutation", deadline=None, max_examples=40, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")
"""
HEAD = """# Mutation testing

`.venv/bin/python tools/mutation.py` changes the engine's arithmetic, one operator, number or word at
a time, with [mutmut](https://mutmut.readthedocs.io), and runs the tests of `tests/engine` on each
change, properties with 40 examples and a fixed seed. A change that no test notices is a survivor;
the command prints them. The goal is 90 % noticed in every module. Compiled kernels are not changed
this way: a property test holds them equal to `contract_history`, which is.

Measured on {day} with mutmut {version} in {seconds:,.0f} seconds on two shared cores.

| module | mutants | noticed | survived | share noticed |
|---|---|---|---|---|
"""


def prepare(folder: Path, modules: list[str]) -> None:
    """A scratch copy of the engine, the tests that count, and mutmut's settings."""
    shutil.copytree(
        ROOT / "plodnee", folder / "plodnee", ignore=shutil.ignore_patterns("*.nb?", "__pycache__")
    )
    tests = folder / "tests" / "engine"
    tests.mkdir(parents=True)
    named = sorted({f"test_{name}.py" for module in modules for name in MODULES[module]})
    for name in [*named, "contract_histories.py"]:
        shutil.copy(ROOT / "tests" / "engine" / name, tests / name)
    for extra in ("tests/cases", "docs/rules"):
        shutil.copytree(ROOT / extra, folder / extra)
    (tests / "conftest.py").write_text(CONFTEST)
    only = "".join(f"\n    plodnee/engine/{module}.py" for module in modules)
    (folder / "setup.cfg").write_text(
        f"[mutmut]\nsource_paths=plodnee\nonly_mutate={only}\n"
        "also_copy=\n    docs\n    tests\npytest_add_cli_args=\n    -q\n    -x\n"
        "    -p\n    no:cacheprovider\npytest_add_cli_args_test_selection=\n    tests/engine\n"
        "[tool:pytest]\naddopts=-p no:django -p no:xdist\n"
    )


def mutmut(folder: Path, *arguments: str) -> str:
    """What a command of mutmut prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def counted(results: str) -> tuple[dict[str, Counter[str]], list[str]]:
    """Verdicts by module, and the mutants that no test noticed."""
    verdicts: dict[str, Counter[str]] = {}
    survivors = []
    for found in re.finditer(r"^\s*(plodnee\.engine\.(\w+)\.\S+): (.+)$", results, re.MULTILINE):
        mutant, module, verdict = found.groups()
        verdicts.setdefault(module, Counter())[verdict] += 1
        if verdict not in NOTICED:
            survivors.append(mutant)
    return verdicts, survivors


def rows(verdicts: dict[str, Counter[str]]) -> str:
    """The table's rows and its sum."""
    lines, everything = [], Counter[str]()
    for module, counter in [*sorted(verdicts.items()), ("**all**", everything)]:
        total = sum(counter.values())
        noticed = sum(counter[name] for name in NOTICED)
        share = 100 * noticed / total
        lines.append(f"| {module} | {total} | {noticed} | {total - noticed} | {share:.1f} % |")
        everything.update(counter)
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Run, print the table and the survivors, and write the page for a full run."""
    modules = arguments or list(MODULES)
    begun = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        prepare(Path(name), modules)
        mutmut(Path(name), "run", "--max-children", "2")
        verdicts, survivors = counted(mutmut(Path(name), "results", "--all", "true"))
        for mutant in survivors:
            print(mutmut(Path(name), "show", mutant))
    print(rows(verdicts))
    if not arguments:
        seconds = (datetime.now(UTC) - begun).total_seconds()
        day = begun.date().isoformat()
        head = HEAD.format(day=day, version=version("mutmut"), seconds=seconds)
        PAGE.write_text(head + rows(verdicts), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
