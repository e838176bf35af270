"""One line of help for commands of other packages, read from their source: importing them would slow ``--help``."""

from __future__ import annotations

import ast
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path


def summary(point: EntryPoint) -> str:
    """The first sentence of the command's docstring; the package's name where there is none to read."""
    package, *inside = point.module.split(".")
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, *inside)
        for source in (path.with_suffix(".py"), path / "__init__.py"):
            if source.is_file() and (told := _docstring(source, point.attr)):
                return told.splitlines()[0].split(". ")[0].rstrip(".") + "."
    return f"Brought by {package}."


def _docstring(source: Path, name: str) -> str:
    try:
        tree = ast.parse(source.read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return ""
    named = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return next((ast.get_docstring(node) or "" for node in named), "")
