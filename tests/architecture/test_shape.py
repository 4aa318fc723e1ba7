"""The shape of the tree, where an import check alone is blind."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from tree import PACKAGE, functions, imported, layer_depth, sources

LONGEST_FUNCTION = 40
LONGEST_MODULE = 400
HOMELESS = {"utils", "helpers", "managers", "signals", "common", "misc"}
EDGE = ("plodnee/web/", "plodnee/api/", "plodnee/config/", "plodnee/commands/")
EDGE_MODULES = {
    "django.http",
    "django.forms",
    "django.urls",
    "django.shortcuts",
    "django.views",
}
CLOCKS = {"today", "now", "utcnow", "localdate", "localtime"}


def test_every_package_has_a_place_in_the_layer_list():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= set(layer_depth())


def test_foreign_keys_point_down():
    """A relation named by a string is a dependency that no import shows."""
    depth = layer_depth()
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        for here, there in [(model._meta.app_label, field.related_model._meta.app_label)]
        if here in depth and there in depth and depth[there] < depth[here]
    ]
    assert upward == []


def test_only_the_edge_speaks_http():
    rows = [
        f"{path}: {name}"
        for path, tree in sources("plodnee")
        if not path.startswith(EDGE)
        for name in imported(tree)
        if any(name == edge or name.startswith(edge + ".") for edge in EDGE_MODULES)
    ]
    assert rows == []


def test_only_the_edge_asks_for_today():
    """Every calculation is told its date, so that any figure can be reproduced."""
    rows = [
        f"{path}:{node.lineno}"
        for path, tree in sources("plodnee")
        if not path.startswith(EDGE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and not _is_clock_of_the_record(path)
    ]
    assert rows == []


def test_a_contract_moves_only_through_its_books():
    """Above the books nobody signs, amends, ends or restates one past what they know of it."""
    deeds = {
        "plodnee.contracts.signing.sign_contract",
        *(
            f"plodnee.contracts.ending.{deed}_contract"
            for deed in ("amend", "settle", "reopen", "cancel")
        ),
        "plodnee.contracts.registering.register_balances",
    }
    rows = [
        f"{path}: {name}"
        for path, tree in sources("plodnee")
        if not path.startswith(("plodnee/contracts/", "plodnee/ledger/"))
        for name in imported(tree) & deeds
    ]
    assert rows == []


def _is_clock_of_the_record(path: str) -> bool:
    """The audit trail stamps the moment of recording itself; nothing is calculated from it."""
    return path == "plodnee/audit/services.py"


HOW_TO_MIGRATE = "plodnee.audit.migrating"  # says how tables are laid, not which


def test_migrations_import_nothing_of_ours_and_say_their_purpose():
    rows = []
    for path, tree in sources("plodnee"):
        if "/migrations/" not in path or path.endswith("__init__.py"):
            continue
        ours = {name for name in imported(tree) if name.startswith("plodnee")}
        rows += [f"{path}: {name}" for name in ours if not name.startswith(HOW_TO_MIGRATE)]
        rows += [path] if "_auto_" in path else []
    assert rows == []


@pytest.mark.parametrize("folder", ["plodnee", "tools", "benchmarks"])
def test_a_function_fits_a_screen(folder):
    rows = [
        f"{path}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"
        for path, tree in sources(folder)
        if "/migrations/" not in path
        for node in functions(tree)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert rows == []


@pytest.mark.parametrize("folder", ["plodnee", "tests", "tools", "benchmarks"])
def test_a_module_stays_short(folder):
    rows = [
        f"{path} {tree.body[-1].end_lineno}"
        for path, tree in sources(folder)
        if "/migrations/" not in path and tree.body
        if tree.body[-1].end_lineno > LONGEST_MODULE
    ]
    assert rows == []


def test_no_module_is_named_for_having_no_home():
    rows = [path for path, _ in sources("plodnee") if HOMELESS & set(_words(path))]
    assert rows == []


def _words(path: str) -> list[str]:
    return path.removesuffix(".py").split("/")


def test_every_public_thing_says_what_you_get():
    rows = []
    for path, tree in sources("plodnee"):
        if "/migrations/" in path:
            continue
        if not ast.get_docstring(tree) and tree.body:
            rows.append(path)
        rows += [
            f"{path}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert rows == []


def test_no_two_modules_of_tests_share_a_name():
    names = Counter(Path(path).name for path, _ in sources("tests"))
    assert [name for name, times in names.items() if times > 1 and name != "conftest.py"] == []
