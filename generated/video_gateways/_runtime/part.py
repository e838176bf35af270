"""A file on its way: bytes gather in a part file beside the target, which appears whole or not at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import Facts, NotSaved
from .media import SNIFFED, Wholeness, sniff, wholeness

_LOOKS = 100
"""At a part file, before it is taken though it seems to be another one each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What must be the same for a part file to be gone on with."""

    job_id: str
    index: int
    etag: str = ""
    total: int | None = None


class Part:
    """The part file of one target. All methods raise ``NotSaved`` where the disk says no."""

    def __init__(self, target: Path, facts: Facts, *, overwrite: bool) -> None:
        self.target: Path = target
        self.overwrite: bool = overwrite
        self._facts = facts
        self._path = target.with_name(f".{target.name}.part")
        self._notes = target.with_name(f".{target.name}.part.json")
        self._file: BinaryIO | None = None
        self.size: int = 0
        self.mark: Mark | None = None

    def open(self, job_id: str, index: int) -> None:
        """Go on with what an earlier try left, if it is of this very file; else begin."""
        try:
            if self.target.exists() and not self.overwrite:
                raise NotSaved(f"{self.target} is there already; pass overwrite=True", self._facts)
            self.target.parent.mkdir(parents=True, exist_ok=True)
            file = self._alone()
            self.mark = self._left_over(job_id, index)
            self.size = os.fstat(file.fileno()).st_size if self.mark else 0
            file.truncate(self.size)
            file.seek(self.size)
        except BlockingIOError:
            raise NotSaved(
                f"{self.target} is being saved by another process or thread", self._facts
            ) from None
        except OSError as error:
            raise self._not_saved(error) from None

    def _alone(self) -> BinaryIO:
        """Open it for us alone. Another that had it open would go on to write into the file that was put in place."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        looks = 0
        while self._file is None:
            looks += 1
            file = os.fdopen(os.open(self._path, flags, 0o600), "r+b")
            try:
                _lock(file)
                # some file systems number their files anew at each look; there it is saved unguarded
                if looks > _LOOKS or self._is_spare(file):
                    self._file = file
            finally:
                if self._file is None:
                    file.close()
        return self._file

    def _is_spare(self, file: BinaryIO) -> bool:
        """Whether the part file is still this one, and not by another name the finished one."""
        found = os.fstat(file.fileno())
        if found.st_nlink > 1:
            # a process ended just when it had put the file in place
            self._path.unlink()
            return False
        try:
            return os.path.samestat(found, self._path.stat())
        except FileNotFoundError:
            return False

    def _left_over(self, job_id: str, index: int) -> Mark | None:
        try:
            mark = Mark(**json.loads(self._notes.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        same = (mark.job_id, mark.index) == (job_id, index)
        return mark if same and (mark.etag or mark.total is not None) and self._path.exists() else None

    def begin(self, mark: Mark) -> None:
        """Forget what is there, and note what the coming bytes are of."""
        try:
            self._stream.seek(0)
            self._stream.truncate(0)
            self.size, self.mark = 0, mark
            notes = {"job_id": mark.job_id, "index": mark.index, "etag": mark.etag, "total": mark.total}
            self._notes.write_text(json.dumps(notes))
        except OSError as error:
            raise self._not_saved(error) from None

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self.size += len(data)
        except OSError as error:
            raise self._not_saved(error) from None

    def start(self) -> bytes:
        """The first bytes, for recognising the format."""
        self._stream.flush()
        return (
            os.pread(self._stream.fileno(), SNIFFED, 0)
            if hasattr(os, "pread")
            else self._path.read_bytes()[:SNIFFED]
        )

    def judge(self) -> tuple[str, Wholeness]:
        """The format by its first bytes, and whether the file is all there by its own structure."""
        kind = sniff(self.start())
        return kind, wholeness(self._path, kind)

    def finish(self) -> Path:
        """Make the bytes durable, then put them in place at once."""
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            if os.name == "nt":
                # which moves no open file; elsewhere it is ours until it is in place
                self.close()
            if self.overwrite:
                self._path.replace(self.target)
            else:
                _appear(self._path, self.target)
            self._notes.unlink(missing_ok=True)
            self.close()
            _sync_folder(self.target.parent)
        except FileExistsError:
            raise NotSaved(f"{self.target} is there already; pass overwrite=True", self._facts) from None
        except OSError as error:
            raise self._not_saved(error) from None
        return self.target

    def close(self) -> None:
        """Leave what a later call can go on with, and nothing else."""
        if self._file is None:
            return
        try:
            with self._file, _unlocked(self._file):
                if not self.size and os.name != "nt":
                    # while it is still ours; Windows removes no open file
                    self._path.unlink(missing_ok=True)
                    self._notes.unlink(missing_ok=True)
                self._file.flush()
        except OSError as error:
            raise self._not_saved(error) from None
        finally:
            self._file = None

    @property
    def _stream(self) -> BinaryIO:
        assert self._file is not None, "open() comes first"
        return self._file

    def _not_saved(self, error: OSError) -> NotSaved:
        return NotSaved(f"{self.target} could not be written: {error.strerror or error}", self._facts)


def own_name(provider: str, job_id: str, index: int, kind: str) -> str:
    """A file name that no answer can choose: ``gmicloud-4f1c0d2e.mp4``."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", job_id).strip("-")[:80] or "job"
    number = f"-{index + 1}" if index else ""
    return f"{provider}-{safe}{number}.{kind}"


@contextmanager
def _unlocked(file: BinaryIO) -> Iterator[None]:
    """Let go of it at the end: a process that was forked meanwhile has the same file open, and would keep its lock."""
    try:
        yield
    finally:
        _lock(file, let_go=True)


def _lock(file: BinaryIO, *, let_go: bool = False) -> None:
    """Raises ``BlockingIOError`` where somebody has it. Windows by itself moves no file that another has open."""
    try:
        import fcntl  # noqa: PLC0415  not everywhere
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_UN if let_go else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        # a file system that knows no locks; better saved than guarded
        return


def _appear(part: Path, target: Path) -> None:
    """A link fails where a rename would silently replace what has come into being meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)
    else:
        part.unlink()


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
