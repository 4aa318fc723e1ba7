"""What is compiled: parts have no entry for Python, and code that was kept is never outdated."""

import ast
import importlib.util
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from made_up import village_household

from plodnee.engine import planner
from plodnee.engine.planner import problem_from_json, solve_menu, warm_up

ROOT = Path(__file__).parents[3]
PLANNER = Path(planner.__file__).parent
WITHOUT_ENTRY = {"part", "lean", "inlined"}
COMPILED = WITHOUT_ENTRY | {"kernel", "njit"}
CALLERS = sorted(
    path for part in ("plodnee", "tests", "benchmarks") for path in ROOT.glob(f"{part}/**/*.py")
)


def decorators(function: ast.FunctionDef) -> set[str]:
    named = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return {one.id if isinstance(one, ast.Name) else getattr(one, "attr", "") for one in named}


def parts_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    return {one.name for one in functions if decorators(one) & WITHOUT_ENTRY}


PARTS = {f"plodnee.engine.planner.{path.stem}": parts_of(path) for path in PLANNER.glob("*.py")}


def known_parts(tree: ast.Module, path: Path) -> set[str]:
    """The names by which a module knows parts: its own, and those that it imports."""
    known = parts_of(path) if path.parent == PLANNER else set()
    modules = {}
    for one in ast.walk(tree):
        if isinstance(one, ast.ImportFrom):
            for name in one.names:
                if name.name in PARTS.get(one.module or "", ()):
                    known.add(name.asname or name.name)
                modules[name.asname or name.name] = f"{one.module}.{name.name}"
    return known | {f"{name}.{part}" for name, at in modules.items() for part in PARTS.get(at, ())}


def called_from_python(source: str, path: Path) -> list[str]:
    tree = ast.parse(source)
    known = known_parts(tree, path)
    found = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        for one in ast.iter_child_nodes(waiting.pop()):
            if isinstance(one, ast.FunctionDef) and decorators(one) & COMPILED:
                continue
            if isinstance(one, ast.Call) and ast.unparse(one.func) in known:
                found.append(f"{path.name}:{one.lineno} {ast.unparse(one.func)}")
            waiting.append(one)
    return found


def test_no_part_is_called_from_python():
    found = [called_from_python(path.read_text("utf-8"), path) for path in CALLERS]
    assert [one for many in found for one in many] == []


@pytest.mark.parametrize(
    "source",
    [
        "from plodnee.engine.planner.interest import repay\nrepay(1)",
        "from plodnee.engine.planner import interest as rules\ndef f():\n    rules.repay(1)",
    ],
)
def test_a_call_from_python_is_seen(source):
    assert len(called_from_python(source, Path("caller.py"))) == 1


def test_a_call_from_a_kernel_is_none():
    source = "from plodnee.engine.planner.interest import repay\n@kernel\ndef f():\n    repay(1)"
    assert called_from_python(source, Path("caller.py")) == []


def compiled_so_far():
    """How many kinds of arguments each kernel of the menu is compiled for."""
    found = {}
    for path in PLANNER.glob("*.py"):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and "kernel" in decorators(one):
                function = getattr(import_module(f"{planner.__name__}.{path.stem}"), one.name)
                found[one.name] = len(function.signatures)
    return found


def test_after_warming_up_no_menu_waits_for_the_compiler():
    warm_up()
    before = compiled_so_far()
    seldom = {"instalment_needed"}  # asked by schedules, and soon compiled
    assert {name for name, kinds in before.items() if kinds == 0} <= seldom
    menus = [
        solve_menu(problem_from_json(village_household(seed)), ceiling_bp=1500) for seed in range(8)
    ]
    assert {bool(menu.options) for menu in menus} == {True, False}
    assert compiled_so_far() == before


def folder_of(package):
    spec = importlib.util.spec_from_file_location("compiling_again", package / "compiling.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._FOLDER.name


def test_compiled_code_is_kept_apart_for_every_change_of_a_kernel(tmp_path):
    copy = tmp_path / "planner"
    shutil.copytree(PLANNER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = folder_of(copy)
    for name in ("reasons", "writing"):
        (copy / f"{name}.py").write_text("# no kernel\n")
    assert folder_of(copy) == before
    for path in copy.glob("*.py"):
        if parts_of(path):
            original = path.read_text("utf-8")
            path.write_text(original + "# changed\n")
            assert folder_of(copy) != before, path.name
            path.write_text(original)
    assert folder_of(copy) == before
