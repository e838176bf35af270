"""Runs emitted code straight from memory, so that a spec can be tried without a build."""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from callsheet.layers.file import File

_numbers = itertools.count()


@contextmanager
def package(files: Iterable[File], name: str) -> Iterator[Package]:
    """The emitted package ``name`` among the files, importable inside the block and nowhere else.

    It is imported under a name of its own, so that an installed package of the same name is neither used nor hidden.
    """
    finder = Package(files, name, alias=f"_callsheet_live_{next(_numbers)}")
    sys.meta_path.insert(0, finder)
    try:
        yield finder
    finally:
        sys.meta_path.remove(finder)
        for loaded in [module for module in sys.modules if module.split(".", 1)[0] == finder.alias]:
            del sys.modules[loaded]


class Package(MetaPathFinder, Loader):
    """Finds and executes the modules of one package that is on no disk."""

    def __init__(self, files: Iterable[File], name: str, *, alias: str) -> None:
        self.alias = alias
        prefix = f"{name}/"
        self._sources = {
            f"{alias}/{file.path.removeprefix(prefix)}": file.text
            for file in files
            if file.path.startswith(prefix) and file.path.endswith(".py")
        }

    def module(self, path: str) -> ModuleType:
        """Import ``gmicloud.validators`` and give the module."""
        return importlib.import_module(f"{self.alias}.{path}")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the import system asks for a module; None for all that are not of this package."""
        del path, target
        base = fullname.replace(".", "/")
        for source, is_package in ((f"{base}/__init__.py", True), (f"{base}.py", False)):
            if source in self._sources:
                spec = importlib.util.spec_from_loader(fullname, self, origin=source, is_package=is_package)
                assert spec is not None
                spec.has_location = False
                return spec
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Compile and run a module's text."""
        spec = module.__spec__
        assert spec is not None
        assert spec.origin is not None
        code: CodeType = compile(self._sources[spec.origin], f"<{spec.origin}>", "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102  our own emitters' text, never a page's
