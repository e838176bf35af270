"""Gateways' clients inside another project: what is there, what shall be, and what must not be lost."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from callsheet import disk, pipeline
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.file import File
from callsheet.layers.model import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """``Embedding(into=Path("src"), package="myapp.gateways")``: the folder ``src/myapp/gateways``."""

    into: Path
    package: str

    @property
    def root(self) -> Path:
        return self.into.joinpath(*self.package.split("."))

    def present(self) -> tuple[str, ...]:
        """The gateways that an earlier run put there, and that nobody has deleted."""
        folders = {path.split("/")[0] for path in disk.written(self.root) if path.endswith("/transport.py")}
        return tuple(sorted(each for each in folders if not each.startswith("_")))

    def files(self, providers: Sequence[Provider]) -> tuple[File, ...]:
        return pipeline.package(sorted(providers, key=lambda each: each.id))

    def changes(self, files: Sequence[File]) -> tuple[disk.Change, ...]:
        """What a run would change."""
        return disk.compare(files, self.root)

    def edited(self, files: Sequence[File]) -> tuple[str, ...]:
        """Paths of files that were edited since a run wrote them, and are not what a run would write either."""
        wanted = {file.path: file.text for file in files}
        found = (path for path, is_whole in disk.written(self.root).items() if not is_whole)
        return tuple(path for path in found if self._text(path) != wanted.get(path))

    def foreign(self) -> tuple[str, ...]:
        """Paths of files that no run wrote."""
        known = disk.written(self.root)
        return tuple(
            each.path
            for each in disk.compare((), self.root)
            if each.what == "removed" and each.path not in known
        )

    def write(self, files: Sequence[File]) -> tuple[disk.Change, ...]:
        """Raises CallsheetError for files that no run wrote (CD108), and for such as were edited since (CD112)."""
        lost = self.edited(files)
        if lost:
            raise CallsheetError(*map(self._edited, lost))
        return disk.write(files, self.root)

    def _text(self, path: str) -> str:
        return disk.read_bytes(self.root / path).decode("utf-8", "replace")

    def _edited(self, path: str) -> Diagnostic:
        return Diagnostic(
            code="CD112",
            severity=Severity.ERROR,
            where=str(self.root / path),
            message="was edited since it was written",
            hint="take the edit back, or delete the file",
        )


def unusable(package: str) -> str:
    """Why no package can be called so, or nothing."""
    first, *_ = steps = package.split(".")
    wrong = next((each for each in steps if not each.isidentifier() or keyword.iskeyword(each)), None)
    if wrong is not None:
        return f"{wrong!r} is no name of a package"
    return f"{first} is a module of Python's own" if first in sys.stdlib_module_names else ""
