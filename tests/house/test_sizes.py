"""Files hold one kind of thing, functions fit in the eye. Exceptions are named, each with its reason."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    [*ROOT.glob("generator/callsheet/**/*.py"), *ROOT.glob("conformance/callsheet_conformance/**/*.py")]
)

TESTS = sorted(ROOT.glob("tests/**/*.py"))

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 120

EXCEPTIONS: dict[str, str] = {}
"""Path to the reason why it may be longer."""


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions() -> list[tuple[str, int]]:
    """Every function and its length in lines, nested functions counted with their outer one too."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                found.append(
                    (
                        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
                        (node.end_lineno or start) - start + 1,
                    )
                )
    return found


def test_no_file_is_long() -> None:
    every = [*SOURCES, *TESTS]
    assert TESTS
    long = {str(p.relative_to(ROOT)): lines_of(p) for p in every if lines_of(p) > LONGEST_FILE}
    assert {path: n for path, n in long.items() if path not in EXCEPTIONS} == {}


def test_files_are_small_as_a_rule() -> None:
    sizes = sorted(lines_of(path) for path in SOURCES)
    assert statistics.median(sizes) <= 110
    assert sizes[int(len(sizes) * 0.95)] <= 250


def test_no_function_is_long() -> None:
    assert {name: n for name, n in functions() if n > LONGEST_FUNCTION} == {}


def test_functions_are_small_as_a_rule() -> None:
    sizes = sorted(n for _, n in functions())
    assert statistics.median(sizes) <= 12
    assert sizes[int(len(sizes) * 0.95)] <= 40


def test_no_template_is_long() -> None:
    templates = [*ROOT.glob("generator/callsheet/**/*.jinja"), *ROOT.glob("generator/callsheet/**/*.j2")]
    assert templates
    assert {str(p.relative_to(ROOT)): lines_of(p) for p in templates if lines_of(p) > LONGEST_TEMPLATE} == {}


def test_exceptions_are_still_needed() -> None:
    assert {
        path for path in EXCEPTIONS if not (ROOT / path).exists() or lines_of(ROOT / path) <= LONGEST_FILE
    } == set()
