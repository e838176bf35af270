"""Part files: one writer each, nothing left of nothing, and never a second name of what is in its place."""

from __future__ import annotations

import errno
import fcntl
import os
import threading

import pytest
from films import FILM

from callsheet.runtime.errors import Facts, NotSaved
from callsheet.runtime.part import Mark, Part

MARK = Mark(job_id="j", index=0, etag='"1"', total=len(FILM))


def opened(target, *, overwrite=False):
    part = Part(target, Facts(), overwrite=overwrite)
    part.open("j", 0)
    return part


def written(target, **options):
    part = opened(target, **options)
    part.begin(MARK)
    part.write(FILM)
    return part


def test_one_at_a_time(tmp_path):
    """A second writer would go on in the finished file, once the first has put it in its place."""
    target = tmp_path / "film.mp4"
    first = written(target)
    with pytest.raises(NotSaved, match="being saved by another"):
        opened(target)
    assert first.finish() == target
    assert target.read_bytes() == FILM
    with pytest.raises(NotSaved, match="there already"):
        opened(target)
    again = opened(target, overwrite=True)
    again.close()
    assert target.read_bytes() == FILM
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_many_at_once_leave_one_whole_file(tmp_path):
    target, told = tmp_path / "film.mp4", []

    def save():
        try:
            written(target, overwrite=True).finish()
        except NotSaved as error:
            told.append(str(error))

    threads = [threading.Thread(target=save) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_bytes() == FILM
    assert len(told) < 16
    assert all("another process or thread" in each for each in told)
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_process_that_ended_just_when_the_file_was_in_its_place(tmp_path):
    """Its part file is by another name the finished one, which nothing may write to."""
    target = tmp_path / "film.mp4"
    part = written(target)
    os.link(part._path, target)
    part._file.close()
    again = opened(target, overwrite=True)
    assert again.size == 0
    again.begin(Mark(job_id="j", index=0))
    again.close()
    assert target.read_bytes() == FILM


def test_of_nothing_nothing_is_left(tmp_path):
    part = opened(tmp_path / "film.mp4")
    part.begin(MARK)
    part.close()
    assert not [*tmp_path.iterdir()]


def test_what_has_arrived_is_left(tmp_path):
    part = written(tmp_path / "film.mp4")
    part.close()
    again = opened(tmp_path / "film.mp4")
    assert (again.size, again.mark) == (len(FILM), MARK)
    again.close()


def test_it_is_ours_until_it_is_in_its_place(tmp_path, monkeypatch):
    target, link, told = tmp_path / "film.mp4", os.link, []

    def at_this_moment(here, there):
        with pytest.raises(NotSaved) as caught:
            opened(target)
        told.append(str(caught.value))
        link(here, there)

    monkeypatch.setattr(os, "link", at_this_moment)
    written(target).finish()
    assert "another process or thread" in told[0]
    assert target.read_bytes() == FILM


def test_a_file_system_that_knows_no_locks(tmp_path, monkeypatch):
    def none(_, __):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", none)
    assert written(tmp_path / "film.mp4").finish().read_bytes() == FILM


def test_a_file_system_that_numbers_files_anew_at_each_look(tmp_path, monkeypatch):
    monkeypatch.setattr(os.path, "samestat", lambda _, __: False)
    assert written(tmp_path / "film.mp4").finish().read_bytes() == FILM


def test_a_fork_keeps_nobody_from_going_on(tmp_path):
    """A process that was forked in the middle has the same file open, for as long as it lives."""
    target = tmp_path / "film.mp4"
    part = written(target)
    inherited = os.dup(part._file.fileno())
    part.close()
    try:
        again = opened(target)
        assert again.size == len(FILM)
        again.close()
    finally:
        os.close(inherited)
