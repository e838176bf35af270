"""The simulation: no violation in a run of it, and every seeded bug is caught by it."""

from __future__ import annotations

import dataclasses
import shutil
import time
from pathlib import Path

import lifecycle
import pytest

from callsheet.runtime import read
from callsheet.runtime.effects import Sleep, Tell
from callsheet.runtime.flows import download, recover, submit, wait
from callsheet.runtime.job_state import IntentEntry


def test_no_invariant_is_broken(transports, tmp_path):
    lives = sum(
        lifecycle.twice(seed, transports, tmp_path if seed % 3 == 0 else None) for seed in range(1500)
    )
    assert lives == 3000


@pytest.mark.parametrize("seed", [7, 18980], ids=["plain", "packed by the server"])
def test_the_same_seed_gives_the_same_trace_an_hour_later(seed, transports, tmp_path, monkeypatch):
    one = lifecycle.live(seed, transports, asynchronous=False, folder=_emptied(tmp_path / "life"))
    later = time.time() + 3600
    monkeypatch.setattr("time.time", lambda: later)
    other = lifecycle.live(seed, transports, asynchronous=False, folder=_emptied(tmp_path / "life"))
    assert one.world.trace == other.world.trace
    assert one.world.trace


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def resend_what_was_lost(patch):
    judged = submit.judge

    def judge(*args):
        outcome = judged(*args)
        return outcome if isinstance(outcome, tuple) else dataclasses.replace(outcome, again=True)

    patch.setattr(submit, "judge", judge)


def mint_a_key_each_time(patch):
    patch.setattr(submit, "send", _rekeyed(submit.send, iter(range(10**9))))


def _rekeyed(sent, numbers):
    def send(request, seconds):
        keyed = {
            name: f"{value}{next(numbers)}" if name == "Idempotency-Key" else value
            for name, value in request.headers.items()
        }
        return sent(dataclasses.replace(request, headers=keyed), seconds)

    return send


def record_only_afterwards(patch):
    """The intent goes into the ledger with the answer."""
    recorded = submit.Record
    patch.setattr(submit, "Record", lambda entry: Tell(None) if _is_first(entry) else recorded(entry))


def _is_first(entry):
    return isinstance(entry, IntentEntry) and entry.state == "sending"


def take_silence_for_refusal(patch):
    judged = submit.judge

    def judge(*args):
        outcome = judged(*args)
        return outcome if isinstance(outcome, tuple) else dataclasses.replace(outcome, outcome="refused")

    patch.setattr(submit, "judge", judge)


def recover_without_a_key(patch):
    patch.setattr(recover, "recover", lambda context, intent, _: recover._again(context, intent))
    patch.setattr(lifecycle, "recover", recover.recover)


def take_an_unknown_word_for_success(patch):
    patch.setattr(read, "means_of", lambda transport, status: transport.statuses.get(status, "succeeded"))


def compare_words_without_case(patch):
    def means_of(transport, status):
        return {word.lower(): means for word, means in transport.statuses.items()}.get(
            status.lower(), "unknown"
        )

    patch.setattr(read, "means_of", means_of)


def overlook_cancelled(patch):
    found = read.means_of
    patch.setattr(read, "means_of", lambda t, s: "unknown" if found(t, s) == "cancelled" else found(t, s))


def give_no_grace(patch):
    patch.setattr(wait, "_fresh", lambda *_: False)


def overhear_retry_after(patch):
    patch.setattr("callsheet.runtime.causes.retry_after", lambda *_: None)


def poll_without_waiting(patch):
    patch.setattr(wait, "jittered", lambda *_: 0.01)


def hurry_by_jitter(patch):
    patch.setattr(wait, "jittered", lambda seconds, _, drawn: seconds * drawn * 0.2)


def save_unverified(patch):
    patch.setattr(download, "_verified", lambda *_: "done")


def glue_any_part(patch):
    patch.setattr(download, "expected", _gluing(download.expected))


def _gluing(expected):
    def glue(head, part, fresh):
        if head.status == 206 and part.mark is not None:
            return download.Piece(total=None)
        return expected(head, part, fresh)

    return glue


def forget_the_job_in_errors(patch):
    patch.setattr(wait.Context, "facts", lambda self, **_: submit.Facts(provider=self.transport.title))


def sleep_longer_when_awaited(patch):
    driven = lifecycle.adrive

    async def adrive(flow, perform):
        async def slower(effect):
            return await perform(Sleep(effect.seconds + 0.001) if isinstance(effect, Sleep) else effect)

        return await driven(flow, slower)

    patch.setattr(lifecycle, "adrive", adrive)


BUGS = [
    resend_what_was_lost, mint_a_key_each_time, record_only_afterwards, take_silence_for_refusal, recover_without_a_key,
    take_an_unknown_word_for_success, compare_words_without_case, overlook_cancelled, give_no_grace, overhear_retry_after,
    poll_without_waiting, hurry_by_jitter, save_unverified, glue_any_part, forget_the_job_in_errors,
    sleep_longer_when_awaited,
]  # fmt: skip


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_seeded_bug_is_caught(bug, transports, tmp_path, monkeypatch):
    bug(monkeypatch)
    with pytest.raises(lifecycle.BrokenError):
        _many(transports, tmp_path)


def _many(transports, folder):
    for seed in range(3000):
        lifecycle.twice(seed, transports, folder)
