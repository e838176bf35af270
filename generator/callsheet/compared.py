"""What ``diff`` compares: specs, packages and pages, from folders, files and git revisions."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from callsheet import disk, drift, pipeline
from callsheet.layers.change import Change
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.layers.model import Provider
from callsheet.remembered import Memory, key

_PAGES = frozenset({".md", ".mdx", ".txt", ".html", ".htm", ".json", ".yaml", ".yml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two things to compare: specs, providers of a generated package, or a page."""

    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    """Specs by path, not loaded before somebody asks."""
    built: Mapping[str, str] = field(default_factory=dict)
    """Manifests of a generated package by path."""
    page: Page | None = None
    releases: str = ""
    """Text of the list of releases beside the specs."""
    version: str = ""
    """Of a generated package."""

    def specs(self) -> tuple[pipeline.Specs, ...]:
        return pipeline.load(self.texts)

    def providers(self) -> tuple[Provider, ...]:
        manifests = tuple(drift.read_manifest(text, at) for at, text in self.built.items())
        return manifests or pipeline.resolved(self.specs())

    def contents(self) -> tuple[str, ...]:
        """All that ``providers`` are made of."""
        return (*chain(*sorted(self.texts.items())), "", *chain(*sorted(self.built.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """Files by POSIX path, from a folder or from a revision."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    only: str = ""
    """The one file that is meant, where it is not all of them."""


def open_side(name: str, here: Path) -> Side:
    """``name`` is a folder, a file, ``REV`` or ``REV:path``. Raises CallsheetError CL305 for anything else."""
    path = Path(name)
    if path.is_dir():
        return _side(name, _Tree(files=_folder(path)))
    if path.is_file():
        return _side(name, _Tree(files=_folder(path.parent, deep=False), only=path.name))
    return _side(name, _revision(name, here))


def compare(old: Side, new: Side, memory: Memory) -> tuple[Change, ...]:
    """Pages with pages, providers with providers; of one model, only that model. What is the same is remembered."""
    if (old.page is None) != (new.page is None):
        raise _problem(
            "CL306", f"{old.name}, {new.name}", "a page cannot be compared with specs", "pull does that"
        )
    if old.page is not None and new.page is not None:
        return pipeline.page_changes(old.page, new.page)
    if old.texts and old.texts == new.texts:
        return ()
    of = key(*old.contents(), "", *new.contents())
    if memory.recall("same", of):
        return ()
    changes = drift.compare_providers(old.providers(), new.providers())
    if not changes:
        memory.keep("same", of, True)
    return changes


def _side(name: str, tree: _Tree) -> Side:
    if tree.only:
        return _one_file(name, tree)
    specs = _below(tree.files, "specs") or (tree.files if _has_specs(tree.files) else {})
    manifests = _manifests(tree.files)
    if specs and _has_specs(specs):
        releases = specs.get("releases.json", b"").decode("utf-8", "replace")
        return Side(name=name, texts=_texts(specs), releases=releases)
    if pipeline.PROVIDER_FILE in tree.files:
        return Side(
            name=name,
            texts=_texts({f"{_provider_of(tree.files)}/{path}": data for path, data in tree.files.items()}),
        )
    if manifests:
        return Side(name=name, built=manifests, version=_version(tree.files, manifests))
    raise _problem(
        "CL305", name, "neither specs nor a generated package stand there", "name a folder with specs/"
    )


def _one_file(name: str, tree: _Tree) -> Side:
    if tree.only not in tree.files:
        raise _problem(
            "CL305",
            name,
            "its name ends as that of no spec, manifest or page",
            f"such as {', '.join(sorted(_PAGES))}",
        )
    data, path = tree.files[tree.only], PurePosixPath(tree.only)
    if path.suffix == ".json" and b'"callsheet_manifest"' in data:
        return Side(name=name, built={name: data.decode("utf-8", "replace")})
    beside = {each: text for each, text in tree.files.items() if PurePosixPath(each).parent == path.parent}
    folder = {PurePosixPath(each).name: text for each, text in beside.items()}
    if path.suffix == ".yaml" and pipeline.PROVIDER_FILE in folder:
        kept = {each: folder[each] for each in (pipeline.PROVIDER_FILE, path.name)}
        return Side(
            name=name, texts=_texts({f"{_provider_of(folder)}/{each}": text for each, text in kept.items()})
        )
    if path.suffix in _PAGES:
        near = {
            each: text
            for each, text in folder.items()
            if each != path.name and each.endswith((".json", ".yaml"))
        }
        return Side(
            name=name, page=Page(name=path.name, data=data, siblings=near if b"openapi" in data else {})
        )
    raise _problem(
        "CL305", name, "neither a spec, nor a page, nor a manifest", "a spec stands beside its provider.yaml"
    )


def _has_specs(files: Iterable[str]) -> bool:
    return any(PurePosixPath(path).name == pipeline.PROVIDER_FILE and path.count("/") == 1 for path in files)


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    prefix = f"{folder}/"
    return {path.removeprefix(prefix): data for path, data in files.items() if path.startswith(prefix)}


def _manifests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Of a build's folder, of the folder around it, or of ``manifest/`` itself."""
    every = {
        path: data
        for path, data in files.items()
        if path.endswith(".json") and b'"callsheet_manifest"' in data[:200]
    }
    return {path: data.decode("utf-8", "replace") for path, data in sorted(every.items())}


def _version(files: Mapping[str, bytes], manifests: Iterable[str]) -> str:
    """That the package around the manifests says of itself."""
    folders = {str(PurePosixPath(path).parent.parent / "pyproject.toml") for path in manifests}
    text = next((files[each].decode("utf-8", "replace") for each in folders if each in files), "")
    found = re.search(r'^version = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def _provider_of(files: Mapping[str, bytes]) -> str:
    """The id that provider.yaml gives: its folder's name, wherever the folder was copied to."""
    for line in files[pipeline.PROVIDER_FILE].decode("utf-8", "replace").splitlines():
        if line.startswith("provider:"):
            return line.partition(":")[2].partition("#")[0].strip().strip("\"'") or "provider"
    return "provider"


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Specs as the pipeline loads them."""
    kept = {path: data for path, data in files.items() if path.endswith(".yaml") and path.count("/") == 1}
    return {f"specs/{path}": data.decode("utf-8", "surrogateescape") for path, data in kept.items()}


def _folder(folder: Path, *, deep: bool = True) -> dict[str, bytes]:
    """Specs, manifests and pages; nothing of the rest of a repository."""
    patterns = ("*/*.yaml", "*.yaml", "specs/*/*.yaml", "specs/releases.json", "releases.json", "manifest/*.json",
                "generated/manifest/*.json", "*.json", "pyproject.toml", "generated/pyproject.toml")  # fmt: skip
    paths = {path for pattern in patterns for path in folder.glob(pattern)} if deep else set(folder.iterdir())
    files = sorted(path for path in paths if path.is_file() and path.suffix in {*_PAGES, ".toml"})
    return {path.relative_to(folder).as_posix(): disk.read_bytes(path) for path in files}


def _revision(name: str, here: Path) -> _Tree:
    revision, _, path = name.partition(":")
    git = shutil.which("git")
    if git is None or not revision or revision.startswith("-"):
        raise _problem(
            "CL305", name, "there is no such file or folder", "or git is not there to look for a revision"
        )
    path = path.strip("/")
    listed = _git(
        git, here, name, "ls-tree", "-r", "-z", "--full-tree", "--name-only", f"{revision}^{{commit}}"
    )
    every = [each for each in listed.decode("utf-8", "surrogateescape").split("\0") if each]
    is_file = path in every
    root = path.rpartition("/")[0] if is_file else path or ""
    inside = [each for each in every if not root or each.startswith(f"{root}/")]
    wanted = [each for each in inside if _is_wanted(each.removeprefix(f"{root}/" if root else ""))]
    found = {each: _git(git, here, name, "show", f"{revision}:{each}") for each in wanted}
    files = {each.removeprefix(f"{root}/" if root else ""): data for each, data in found.items()}
    if is_file and PurePosixPath(path).name not in files:
        files[PurePosixPath(path).name] = _git(git, here, name, "show", f"{revision}:{path}")
    return _Tree(files=files, only=PurePosixPath(path).name if is_file else "")


def _is_wanted(path: str) -> bool:
    parts = PurePosixPath(path).parts
    if path in ("pyproject.toml", "generated/pyproject.toml"):
        return True
    if path.endswith(".yaml"):
        return len(parts) <= 3 and (len(parts) < 3 or parts[0] == "specs")
    return path.endswith(".json") and (
        len(parts) == 1 or parts[-2] == "manifest" or parts == ("specs", "releases.json")
    )


def _git(git: str, here: Path, name: str, *words: str) -> bytes:
    done = subprocess.run([git, *words], cwd=here, capture_output=True, check=False)  # noqa: S603  words are ours, no shell
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _problem(
            "CL305", name, f"neither a path nor a revision: {said[-1] if said else 'git fails'}", ""
        )
    return done.stdout


def _problem(code: str, where: str, message: str, hint: str) -> CallsheetError:
    return CallsheetError(
        Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
    )
