"""The only module that touches files: reads specs and pages, and writes output whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.file import File

LISTING = "FILES.sha256"
"""Every file of an output folder with its SHA-256, as ``sha256sum --check`` reads it."""

CACHE = ".callsheet"
"""The ignored folder beside the specs: pages, what is remembered, what is being written."""

LARGEST = 32 * 1024 * 1024
_IGNORED = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "build"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one path of an output folder differs from what was generated."""

    path: str
    what: Literal["added", "changed", "removed"]


def read_bytes(path: Path) -> bytes:
    """Read a regular file of at most 32 MiB; anything else is a CallsheetError that says what."""
    try:
        if not path.is_file():
            raise CallsheetError(
                _problem(
                    "CD101", path, "there is no such file" if not path.exists() else "not a regular file"
                )
            )
        if path.stat().st_size > LARGEST:
            raise CallsheetError(_problem("CD102", path, f"larger than {LARGEST} bytes"))
        return path.read_bytes()
    except OSError as error:
        raise CallsheetError(_problem("CD103", path, f"cannot be read: {error.strerror}")) from error


def read_specs(folder: Path) -> dict[str, str]:
    """All ``<provider>/<name>.yaml`` below a specs folder: path relative to its parent, POSIX, to text."""
    if not folder.is_dir():
        raise CallsheetError(_problem("CD104", folder, "there is no such folder", "name one with --specs"))
    paths = sorted(folder.glob("*/*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    return {f"specs/{path.relative_to(folder).as_posix()}": _text(path) for path in paths}


def read_releases(folder: Path) -> str:
    """The text of the list of releases of the generated package; an empty list where there is none yet."""
    path = folder / "releases.json"
    return _text(path) if path.is_file() else "[]"


def compare(files: Iterable[File], root: Path) -> tuple[Change, ...]:
    """What would change if these files were the whole of ``root``."""
    wanted = {file.path: file.text.encode() for file in with_listing(files)}
    there = {path: _content(root / path) for path in _existing(root)}
    changes = [Change(path=path, what="added") for path in wanted.keys() - there.keys()]
    changes += [Change(path=path, what="removed") for path in there.keys() - wanted.keys()]
    changes += [
        Change(path=path, what="changed")
        for path in wanted.keys() & there.keys()
        if wanted[path] != there[path]
    ]
    return tuple(sorted(changes, key=lambda change: change.path))


def holds(root: Path, listing: str) -> bool:
    """Whether ``root`` holds exactly the files that a listing names, each with its digest, and the listing itself."""
    wanted = {**_digests(listing), LISTING: hashlib.sha256(listing.encode()).hexdigest()}
    return set(_existing(root)) == wanted.keys() and all(
        (data := _content(root / path)) is not None and hashlib.sha256(data).hexdigest() == digest
        for path, digest in wanted.items()
    )


def written(root: Path) -> dict[str, bool]:
    """What a build wrote into a folder and still stands there, by path: whether it is as it was written."""
    listing = root / LISTING
    known = _digests(_text(listing)) if listing.is_file() else {}
    there = {path: _content(root / path) for path in known}
    return {
        path: hashlib.sha256(data).hexdigest() == known[path]
        for path, data in there.items()
        if data is not None
    }


def write(files: Iterable[File], root: Path) -> tuple[Change, ...]:
    """Make ``root`` hold exactly these files, in one step, and say what changed.

    The new tree is built beside the old one and exchanged with it, so a crash leaves the old or the new one, never a
    mixture. A folder that holds files which no build wrote is left alone with an error.
    """
    listed = with_listing(files)
    with _writing(root):
        changes = compare(listed, root)
        if changes:
            _refuse_foreign(root)
            _exchange_for(listed, root)
    return changes


def _exchange_for(files: Iterable[File], root: Path) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    try:
        for file in files:
            _write_new(stage / "new" / file.path, file.text.encode())
        _put_in_place(stage / "new", root)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Replace one file atomically; a crash leaves the old text or the new."""
    with _writing(path):
        _replace(path, text)


def make_folder(path: Path) -> None:
    """With its parents; in a new ``.callsheet``, git is told to leave it alone."""
    path.mkdir(parents=True, exist_ok=True)
    for kept in (each for each in (path, *path.parents) if each.name == CACHE):
        if not (kept / ".gitignore").exists():
            (kept / ".gitignore").write_text("*\n")


def _replace(path: Path, text: str) -> None:
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def update(texts: Mapping[str, str], root: Path, *, read: Mapping[str, str]) -> None:
    """Put some texts into a folder, all in one step; whatever else stands in it stays.

    ``texts`` are by POSIX path below ``root``; ``read`` has what they were made from, and somebody who wrote there
    meanwhile is never overwritten: CD111. A crash leaves all old texts or all new ones.
    """
    changed = {path: text for path, text in texts.items() if read.get(path) != text}
    if not changed:
        return
    if root.is_symlink():
        raise CallsheetError(_problem("CD107", root, "is a symbolic link", "name the folder itself"))
    if len(changed) == 1:
        ((path, text),) = changed.items()
        _refuse_raced(root, read, [path])
        write_text(root / path, text)
        return
    with _writing(root):
        _exchange_changed(changed, root, read)


def _exchange_changed(changed: Mapping[str, str], root: Path, read: Mapping[str, str]) -> None:
    beside = root.parent / CACHE
    make_folder(beside)
    stage = Path(tempfile.mkdtemp(prefix=f"{root.name}-", dir=beside))
    try:
        shutil.copytree(root, stage / "new", symlinks=True)
        for path, text in changed.items():
            write_text(stage / "new" / path, text)
        _refuse_raced(root, read, changed)
        _put_in_place(stage / "new", root)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _refuse_raced(root: Path, read: Mapping[str, str], paths: Iterable[str]) -> None:
    for path in paths:
        now = _text(root / path) if (root / path).exists() else None
        if now != read.get(path):
            hint = "nothing was written; run it again"
            raise CallsheetError(
                _problem("CD111", root / path, "was changed by somebody else meanwhile", hint)
            )


def with_listing(files: Iterable[File]) -> tuple[File, ...]:
    """The files in order of path, and the listing of them all; two files of one path are an error."""
    by_path: dict[str, File] = {}
    for file in files:
        if file.path in by_path and file.path != LISTING:
            raise CallsheetError(_problem("CD105", Path(file.path), "two files are generated for one path"))
        if file.path.startswith("/") or ".." in file.path.split("/") or "\\" in file.path:
            raise CallsheetError(_problem("CD106", Path(file.path), "outside the output folder"))
        by_path[file.path] = file
    by_path.pop(LISTING, None)
    ordered = [by_path[path] for path in sorted(by_path)]
    lines = (f"{hashlib.sha256(file.text.encode()).hexdigest()}  {file.path}\n" for file in ordered)
    return (*ordered, File(path=LISTING, text="".join(lines)))


def _existing(root: Path) -> list[str]:
    """Relative POSIX paths of what stands in the folder, caches and installed metadata aside."""
    found = []
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in _IGNORED and not name.endswith(".egg-info")]
        found += [(Path(folder) / name).relative_to(root).as_posix() for name in files]
    return found


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _refuse_foreign(root: Path) -> None:
    if root.is_symlink():
        raise CallsheetError(_problem("CD107", root, "is a symbolic link", "name the folder itself"))
    listing = root / LISTING
    known = _digests(listing.read_text()) if listing.is_file() else {}
    foreign = sorted(path for path in _existing(root) if path != LISTING and path not in known)
    if foreign:
        hint = "move it away, or generate into an empty folder"
        raise CallsheetError(
            *(_problem("CD108", root / path, "was not written by a build", hint) for path in foreign[:20])
        )


def _digests(listing: str) -> dict[str, str]:
    """By path."""
    rows = (line.split("  ", 1) for line in listing.splitlines() if "  " in line)
    return {path: digest for digest, path in rows}


def _write_new(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)


def _put_in_place(new: Path, root: Path) -> None:
    """Exchange the two folders in one system call where there is one, else by two renames."""
    if not root.exists():
        new.rename(root)
    elif not _exchange(new, root):
        aside = new.with_name("old")
        root.rename(aside)
        new.rename(root)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically (Linux renameat2, macOS renamex_np); False where the system cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            at_cwd, exchange = -100, 2
            return bool(libc.renameat2(at_cwd, paths[0], at_cwd, paths[1], exchange) == 0)
        swap = 2
        return bool(libc.renamex_np(paths[0], paths[1], swap) == 0)
    except AttributeError:
        return False


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What the operating system refuses, said of the path that was asked for."""
    try:
        yield
    except OSError as error:
        raise CallsheetError(
            _problem("CD110", path, f"cannot be written: {error.strerror or error}")
        ) from error


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CallsheetError(_problem("CD109", path, f"not UTF-8 at byte {error.start}")) from error


def _problem(code: str, path: Path, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, where=str(path), message=message, hint=hint)
