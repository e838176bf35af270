"""What generated code uses by name, no model and no parameter may be called."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from callsheet.resolve import names, reserved
from callsheet.runtime.async_client import AsyncClient
from callsheet.runtime.sync_client import Client

PACKAGE = Path(__file__).parents[2] / "generated" / "video_gateways"
MODULES = sorted(p for p in PACKAGE.glob("*/*.py") if p.parent.name != "_runtime" and p.name != "__init__.py")


def test_members_of_clients() -> None:
    members = {name for client in (Client, AsyncClient) for name in dir(client) if not name.startswith("_")}
    assert {name for name in members if not reserved.is_member(name)} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_classes_that_modules_import(path: Path) -> None:
    imports = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    used = {alias.asname or alias.name for node in imports for alias in node.names}
    own = {"__init__.py", "errors.py"}
    classes = (
        {name for name in used if re.fullmatch(r"[A-Z][A-Za-z0-9]*", name)} if path.name not in own else set()
    )
    assert {name for name in classes if not reserved.is_class(name)} == set()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name == "client.py"], ids=lambda path: path.parent.name
)
def test_arguments_beside_the_parameters(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    methods = [
        node
        for outer in ast.walk(tree)
        if isinstance(outer, ast.ClassDef)
        for node in outer.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    shared = set.intersection(*({arg.arg for arg in (*m.args.args, *m.args.kwonlyargs)} for m in methods))
    ours = {"self", "validate", "extra_headers", "extra_body"}
    assert ours <= shared
    assert all(reserved.is_argument(name) for name in ours)
    assert all(names.argument(name) != name for name in ours)
