"""The life of jobs as a state machine: any order of creating, waiting, asking and cancelling keeps its promises.

``run_state_machine_as_test(machine(subject, target))`` explores it.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.targets.target import Session, Target

ENDS = ("succeeded", "failed", "cancelled")


class Jobs(RuleBasedStateMachine):
    """Subclasses say which gateway: see ``machine``."""

    subject: Subject
    target: Target
    jobs: Any = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        found = self.target.session(self.subject, "lifecycle")
        assert found is not None, "only gateways have jobs"
        self.session: Session = found
        self.words: dict[str, list[str]] = {}
        self.keys: dict[str, str] = {}

    @rule(target=jobs, request=st.integers(0, 3))
    def create(self, request: int) -> str:
        made = self.session.wire.submit(self.subject.model, self.subject.valid[request])
        assert made.accepted, f"a valid request is refused: {made.message}"
        assert made.id, "a job has an id"
        assert made.id not in self.words, "every create makes a job of its own"
        self.words[made.id] = [made.means]
        return made.id

    @precondition(lambda self: self.session.wire.transport.idempotency is not None)
    @rule(key=st.sampled_from(["a", "b"]))
    def create_again(self, key: str) -> None:
        """One key, one job."""
        name = f"{key}-{id(self)}"
        made = self.session.wire.submit(self.subject.model, self.subject.valid[0], key=name)
        assert self.keys.setdefault(key, made.id) == made.id, "the key made a second job"

    @rule(seconds=st.integers(1, 90))
    def wait(self, seconds: int) -> None:
        self.session.pause(float(seconds))

    @rule(job=jobs)
    def poll(self, job: str) -> None:
        seen = self.session.wire.poll(job)
        assert seen.accepted, "a job that was made can be asked for"
        assert seen.means != "unknown", f"status {seen.word!r} is documented nowhere"
        self.words[job].append(seen.means)
        assert seen.means != "succeeded" or seen.urls, "a success has a result"

    @precondition(lambda self: self.session.wire.transport.cancel is not None)
    @rule(job=jobs)
    def cancel(self, job: str) -> None:
        """May be refused; an accepted one never undoes a success that was told."""
        self.session.wire.cancel(job)

    @invariant()
    def what_has_ended_stays_ended(self) -> None:
        for means in self.words.values():
            ended = [each for each in means if each in ENDS]
            assert len(set(ended)) <= 1, f"an ended job changed: {means}"
            if ended:
                assert means[means.index(ended[0]) :] == ended, f"an ended job went on: {means}"


def machine(subject: Subject, target: Target) -> type[Jobs]:
    """The machine of one gateway."""
    return type("JobsOf" + subject.provider["class_name"], (Jobs,), {"subject": subject, "target": target})
