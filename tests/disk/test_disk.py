"""Output is written whole or not at all, and nothing that a build did not write is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from callsheet import disk
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.file import File

OLD = [File(path="a.txt", text="old a"), File(path="sub/b.txt", text="old b")]
NEW = [File(path="a.txt", text="new a"), File(path="c.txt", text="new c")]


def content(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): p.read_text()
        for p in root.rglob("*")
        if p.is_file() and p.name != disk.LISTING
    }


def code(error: pytest.ExceptionInfo[CallsheetError]) -> str:
    return error.value.diagnostics[0].code


def test_writes_says_what_changed_and_then_nothing(tmp_path: Path) -> None:
    root = tmp_path / "out"
    disk.write(OLD, root)
    changes = {(change.what, change.path) for change in disk.write(NEW, root)}
    assert changes == {
        ("changed", "a.txt"),
        ("added", "c.txt"),
        ("removed", "sub/b.txt"),
        ("changed", disk.LISTING),
    }
    assert content(root) == {"a.txt": "new a", "c.txt": "new c"}
    assert disk.compare(NEW, root) == ()
    assert disk.write(NEW, root) == ()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_git_is_told_to_leave_caches_alone_and_nothing_else(tmp_path: Path) -> None:
    disk.write_text(tmp_path / disk.CACHE / "pages" / "a.md", "kept")
    disk.write_text(tmp_path / "specs" / "a.yaml", "ours")
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob(".gitignore")] == [
        ".callsheet/.gitignore"
    ]
    (tmp_path / disk.CACHE / ".gitignore").write_text("pages/\n")
    disk.write_text(tmp_path / disk.CACHE / "b.md", "kept")
    assert (tmp_path / disk.CACHE / ".gitignore").read_text() == "pages/\n", "which somebody decided"


def test_the_listing_is_what_sha256sum_reads(tmp_path: Path) -> None:
    disk.write(OLD, tmp_path / "out")
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", disk.LISTING],
        cwd=tmp_path / "out",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


def test_a_file_of_the_user_is_never_lost(tmp_path: Path) -> None:
    root = tmp_path / "out"
    disk.write(OLD, root)
    (root / "notes.txt").write_text("mine")
    with pytest.raises(CallsheetError) as error:
        disk.write(NEW, root)
    assert code(error) == "CD108"
    assert content(root) == {"a.txt": "old a", "sub/b.txt": "old b", "notes.txt": "mine"}


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years")
    with pytest.raises(CallsheetError):
        disk.write(NEW, tmp_path / "home")
    assert content(tmp_path / "home") == {"thesis.txt": "years"}


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(CallsheetError) as error:
        disk.write(NEW, tmp_path / "out")
    assert code(error) == "CD107"


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a\\..\\x"])
def test_nothing_is_written_outside_the_folder(path: str, tmp_path: Path) -> None:
    with pytest.raises(CallsheetError) as error:
        disk.write([File(path=path, text="")], tmp_path / "out")
    assert code(error) == "CD106"
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_path_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CallsheetError) as error:
        disk.write([*OLD, OLD[0]], tmp_path / "out")
    assert code(error) == "CD105"


def test_without_an_exchange_call_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_exchange", lambda *_: False)
    disk.write(OLD, tmp_path / "out")
    disk.write(NEW, tmp_path / "out")
    assert content(tmp_path / "out") == {"a.txt": "new a", "c.txt": "new c"}


def test_a_failure_in_the_middle_leaves_the_old_output_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "out"
    disk.write(OLD, root)
    original = disk._write_new

    def fails(path: Path, data: bytes) -> None:
        if path.name == "c.txt":
            raise OSError(28, "No space left on device")
        original(path, data)

    monkeypatch.setattr(disk, "_write_new", fails)
    with pytest.raises(CallsheetError, match="No space"):
        disk.write(NEW, root)
    assert content(root) == {"a.txt": "old a", "sub/b.txt": "old b"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_killed_at_any_moment_the_output_is_the_old_or_the_new(tmp_path: Path) -> None:
    """A process rewrites the folder for ever between two versions; it is killed at random moments."""
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from callsheet import disk
        from callsheet.layers.file import File
        for n in range(10**9):
            disk.write([File(path=f"f{i}.txt", text=str(n % 2) * 2000) for i in range(40)], Path(sys.argv[1]))
            print(n, flush=True)
    """)
    root = tmp_path / "out"
    for attempt in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(root)], stdout=subprocess.PIPE, env={**os.environ}
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = content(root)
        assert len(found) == 40
        assert len(set(found.values())) == 1


def test_one_file_is_replaced_atomically_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")
    path.chmod(0o640)
    disk.write_text(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["x.yaml"]


def test_what_cannot_be_written_is_said_of_the_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for write in (disk.write, lambda _, path: disk.write_text(path, "x")):
        with pytest.raises(CallsheetError) as error:
            write(OLD, tmp_path / "file" / "out")
        assert code(error) == "CD110"
        assert str(tmp_path / "file" / "out") in str(error.value)


def test_pipes_and_dead_links_in_the_folder_count_as_changed(tmp_path: Path) -> None:
    disk.write(OLD, tmp_path / "out")
    (tmp_path / "out" / "a.txt").unlink()
    (tmp_path / "out" / "a.txt").symlink_to("nowhere")
    (tmp_path / "out" / "sub" / "b.txt").unlink()
    os.mkfifo(tmp_path / "out" / "sub" / "b.txt")
    assert [change.path for change in disk.compare(OLD, tmp_path / "out")] == ["a.txt", "sub/b.txt"]
    disk.write(OLD, tmp_path / "out")
    assert content(tmp_path / "out") == {"a.txt": "old a", "sub/b.txt": "old b"}


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none", tmp_path, tmp_path / "pipe"):
        with pytest.raises(CallsheetError) as error:
            disk.read_bytes(path)
        assert code(error) == "CD101"


def test_specs_that_cannot_be_exchanged_are_told_and_stay(tmp_path: Path) -> None:
    """The folder beside them, where the new ones would be made, cannot be."""
    specs = tmp_path / "specs"
    specs.mkdir()
    read = {"a.yaml": "a", "b.yaml": "b"}
    for name, text in read.items():
        (specs / name).write_text(text)
    (tmp_path / disk.CACHE).write_text("a file in the way")
    with pytest.raises(CallsheetError) as caught:
        disk.update({"a.yaml": "new", "b.yaml": "new"}, specs, read=read)
    assert caught.value.diagnostics[0].code == "CD110"
    assert {path.name: path.read_text() for path in specs.iterdir()} == read
