"""The page of mutation testing says what the tool counted, each module above the goal."""

from tools import mutation


def test_every_module_was_measured_and_meets_the_goal() -> None:
    found = mutation.read_page()
    assert set(found) == set(mutation.MODULES)
    for name, measured in found.items():
        assert 100 * measured.noticed >= mutation.GOAL * measured.mutants > 0, name


def test_the_page_is_the_one_that_its_counts_make() -> None:
    assert mutation.PAGE.read_text("utf-8") == mutation.page(mutation.read_page())


def test_every_module_named_for_mutation_stands_with_its_tests() -> None:
    engine, tests = mutation.ROOT / "plodnee" / "engine", mutation.ROOT / "tests" / "engine"
    for module, names in mutation.MODULES.items():
        assert (engine / f"{module}.py").is_file()
        assert all((tests / name).is_dir() or (tests / f"{name}.py").is_file() for name in names)
