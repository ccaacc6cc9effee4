"""Claims about the house: modules and functions stay short, and none is named after nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50  # lines
EMPTY_NAMES = {"utils", "helpers", "common", "core", "base", "manager"}
FOLDERS = ("ingest", "assistant", "evals")
FILES = [ROOT / "app.py", *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
MODULES = sorted(file.relative_to(ROOT) for file in FILES)


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Each function with its number of lines."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_short(module: Path) -> None:
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_function_is_short(module: Path) -> None:
    assert [name for name, lines in functions(module) if lines > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_a_name_that_says_something(module: Path) -> None:
    assert module.stem not in EMPTY_NAMES


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8")))


def test_no_two_test_files_share_a_name() -> None:
    # Two of one name in folders that are no packages stop the collection of all.
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
