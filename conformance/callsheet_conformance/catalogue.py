"""What was emitted, as the suite reads it: manifests and cases of all providers in one folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from callsheet_conformance.error import DataError
from callsheet_conformance.manifest import Data, Manifest, ManifestError, parse_json
from callsheet_conformance.plain_json import canonical

VARIABLE: Final = "CALLSHEET_GENERATED"
"""Environment variable that names the folder."""
CASES_VERSION: Final = 2
EMBEDDED: Final = Path(__file__).parent / "_data"
"""Where an installed suite carries the data it was released with."""


@dataclass(frozen=True)
class Subject:
    """One model of one gateway, with its cases: what checks are about."""

    provider: Data
    """The provider's manifest."""
    model: Data
    formats: dict[str, str]
    cases: tuple[Data, ...]
    impossible: tuple[Data, ...]
    """Rules and limits that no request breaks alone, each with what excludes it."""

    @property
    def name(self) -> str:
        """``gmicloud/luma-ray-3-2-generate``."""
        return f"{self.provider['id']}/{self.model['slug']}"

    @cached_property
    def valid(self) -> tuple[Data, ...]:
        """Requests that are valid and break no warning either, the shortest first."""
        plain = [
            case["request"] for case in self.cases if case["verdict"] == "accepted" and "warns" not in case
        ]
        twins = [case["twin"]["request"] for case in self.cases if "twin" in case]
        once = {canonical(request): request for request in (*plain, *twins)}
        return tuple(sorted(once.values(), key=lambda request: (len(str(request)), len(request))))

    def parameters(self) -> Iterator[Data]:
        """All parameters, parents first."""
        yield from walk(self.model["parameters"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """``Catalogue.open()`` finds the folder; ``Catalogue.open("generated")`` takes this one."""

    root: Path
    subjects: tuple[Subject, ...]

    @classmethod
    def open(cls, root: str | Path | None = None, providers: Sequence[str] = ()) -> Catalogue:
        """Of all providers, or of these. Raises DataError."""
        folder = locate(root)
        names = sorted(path.stem for path in (folder / "manifest").glob("*.json"))
        missing = [name for name in providers if name not in names]
        if missing or not names:
            what = ", ".join(missing) or "anything"
            raise DataError(f"no manifest of {what} below {folder}; there are: {', '.join(names) or 'none'}")
        chosen = [name for name in names if not providers or name in providers]
        return cls(root=folder, subjects=tuple(each for name in chosen for each in _subjects(folder, name)))

    def select(self, text: str) -> tuple[Subject, ...]:
        """Subjects whose name has this text in it; all for no text. Raises DataError where none has."""
        found = tuple(each for each in self.subjects if text in each.name)
        if not found:
            names = ", ".join(each.name for each in self.subjects)
            raise DataError(f"no model is called {text!r}; there are: {names}")
        return found

    def providers(self) -> tuple[Data, ...]:
        """Manifests, each once, in order."""
        return tuple({each.provider["id"]: each.provider for each in self.subjects}.values())


def locate(root: str | Path | None = None) -> Path:
    """The folder with ``manifest/`` and ``cases/``: as told, by environment, at or above here, or embedded."""
    told = root or os.environ.get(VARIABLE)
    if told:
        if not (Path(told) / "manifest").is_dir():
            raise DataError(f"{told} has no manifest/ in it: run `callsheet build --out {told}`")
        return Path(told)
    here, package = Path.cwd(), Path(__file__).resolve()
    above = [folder / "generated" for folder in (here, *here.parents)]
    for folder in (*above, EMBEDDED, package.parents[2] / "generated"):
        if (folder / "manifest").is_dir() and (folder / "cases").is_dir():
            return folder
    raise DataError(f"nothing generated was found; run `callsheet build`, or set {VARIABLE}")


def walk(parameters: Sequence[Data]) -> Iterator[Data]:
    """Parameters with their members and items, parents first."""
    for parameter in parameters:
        yield parameter
        yield from walk(parameter.get("members", ()))
        yield from walk([parameter["item"]] if "item" in parameter else ())


def _subjects(folder: Path, name: str) -> Iterator[Subject]:
    try:
        manifest = Manifest.parse((folder / "manifest" / f"{name}.json").read_text("utf-8"))
    except (ManifestError, OSError, ValueError) as problem:
        raise DataError(f"{folder}/manifest/{name}.json: {problem}") from None
    for model in manifest.models():
        if model.get("operation", "generate") != "generate":
            continue
        data = _cases(folder / "cases" / name / f"{model['slug']}.json", model)
        yield Subject(
            provider=manifest.provider,
            model=model,
            formats=dict(manifest.formats),
            cases=tuple(data["cases"]),
            impossible=tuple(data["impossible"]),
        )


def _cases(path: Path, model: Data) -> Any:
    try:
        data = parse_json(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise DataError(f"{path}: {problem}; run `callsheet build` again") from None
    if data.get("callsheet_cases") != CASES_VERSION or data.get("digest") != model.get("digest"):
        raise DataError(f"{path} belongs to another version of the model; run `callsheet build` again")
    return data
