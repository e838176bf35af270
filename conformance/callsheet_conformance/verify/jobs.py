"""A job from its creation to its end, step by step."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.faults.plan import HEADER as FAULT_HEADER
from callsheet_conformance.targets.target import Session, Target
from callsheet_conformance.verdict import Check, Evidence, Outcome, Result, State, Verdict
from callsheet_conformance.verify.evidence import Inquiry
from callsheet_conformance.wire.client import Reply

KEY = "callsheet-conformance-1"
STRANGE = "00000000-0000-4000-8000-00000000dead"
"""An id that no gateway has given."""
OPENING = ("authentication", "permission")
ACCOUNT = ("authentication", "credit")
"""Causes that say nothing about what was asked."""


def states(check: Check, subject: Subject, target: Target) -> Result:
    """Words of the vocabulary only, in its order, up to a success with a result."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    seen = list(_life(session, check, subject))
    if not seen[0].accepted:
        return _refused(check, seen[0])
    if session.ended is not None:
        session.ended[subject.name] = (seen[0].id, seen[-1])
    if seen[-1].means == "pending":
        return _untestable(check, f"the job is still {seen[-1].word!r} after {session.seconds:.0f} seconds")
    known = [status.word for status in session.wire.transport.statuses]
    words = [reply.word for reply in seen]
    strange = [word for word in words if word not in known]
    means = [reply.means for reply in seen]
    if strange:
        return _told(check, Verdict.UNDOCUMENTED, f"status {strange[0]!r} is documented nowhere", words)
    if means[-1] != "succeeded" or not seen[-1].urls:
        return _told(check, Verdict.NOT_ENFORCED, f"ended as {words[-1]!r} without a result", words)
    pending = [known.index(r.word) for r in seen[1:] if r.means == "pending"]
    if pending != sorted(pending):
        return _told(check, Verdict.NOT_ENFORCED, f"goes back: {' → '.join(words)}", words)
    return _told(check, Verdict.ENFORCED, " → ".join(dict.fromkeys(words)), words)


def terminal(check: Check, subject: Subject, target: Target) -> Result:
    """Polled again, later, an ended job is the same."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    job, ended = _ended(session, check, subject)
    if not job or ended.means == "pending":
        return _untestable(check, f"no job has ended: {ended.status} {ended.message or ended.word}")
    later = []
    for _ in range(2):
        session.pause(session.step * 2)
        polled = session.wire.poll(job)
        if polled.says_nothing:
            return _untestable(check, _answered(polled))
        later.append(polled.word)
    if any(word != ended.word for word in later):
        return _told(
            check, Verdict.NOT_ENFORCED, f"{ended.word!r} became {later[-1]!r}", [ended.word, *later]
        )
    return _told(check, Verdict.ENFORCED, f"stays {ended.word!r}", [ended.word, *later])


def failure(check: Check, subject: Subject, target: Target) -> Result:
    """Only where a job can be made to fail on demand, as emulated ones can."""
    session = target.session(subject, check.name)
    if session is None or not session.can_fail:
        return _untestable(check, "a job cannot be made to fail on demand here")
    last = list(_life(session, check, subject, {FAULT_HEADER: "job-fails"}))[-1]
    if last.means == "unknown":
        return _told(check, Verdict.UNDOCUMENTED, f"status {last.word!r} is documented nowhere", [last.word])
    if last.means != "failed":
        return _told(check, Verdict.NOT_ENFORCED, f"ended as {last.word!r}", [last.word])
    if not last.message and session.wire.transport.poll.answer.message:
        return _told(check, Verdict.NOT_ENFORCED, "no reason is given where one is documented", [last.word])
    return _told(check, Verdict.ENFORCED, last.word, [last.word])


def expiry(check: Check, subject: Subject, target: Target) -> Result:
    """After the documented life of an address a poll still tells one."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    lives = session.wire.transport.result.url_seconds
    if session.ended is not None:
        return _untestable(check, f"waiting {lives or 'an unknown number of'} seconds is not worth it")
    job, _ = _ended(session, check, subject)
    session.pause(float(lives or session.seconds))
    again = session.wire.poll(job)
    if again.says_nothing:
        return _untestable(check, _answered(again))
    if not again.urls:
        return _told(check, Verdict.NOT_ENFORCED, "no address is told any more", [again.word])
    return _told(check, Verdict.ENFORCED, "", [again.word])


def unknown_id(check: Check, subject: Subject, target: Target) -> Result:
    """Refused, in the error envelope."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    reply = session.wire.poll(STRANGE)
    if reply.says_nothing:
        reply = session.wire.poll(STRANGE)  # what stays is no hiccup
    return _refusal(check, session, reply, ("not_found", "validation", "permission"))


def unsigned(check: Check, subject: Subject, target: Target) -> Result:
    """Refused for the missing credentials, in the error envelope."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    bare = session.wire.unsigned()
    return _refusal(check, session, bare.submit(subject.model, check.requests["valid"]), OPENING)


def malformed(check: Check, subject: Subject, target: Target) -> Result:
    """Refused as not valid, in the error envelope."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    reply = session.wire.submit_raw(subject.model, b'["not", "an", "object"]')
    return _refusal(check, session, reply, ("validation",))


def cancel(check: Check, subject: Subject, target: Target) -> Result:
    """Cancelled while it waits; where the gateway refuses to, that is what the transport lets expect of some jobs."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    made = session.wire.submit(subject.model, check.requests["valid"])
    if not made.accepted:
        return _refused(check, made)
    asked = session.wire.cancel(made.id)
    if not asked.accepted:
        return _untestable(check, f"this kind of job is not cancelled: {asked.status} {asked.message}")
    after = session.wire.poll(made.id)
    if after.says_nothing:
        return _untestable(check, _answered(after))
    if after.means != "cancelled":
        return _told(check, Verdict.NOT_ENFORCED, f"is {after.word!r} after it was cancelled", [after.word])
    return _told(check, Verdict.ENFORCED, after.word, [made.word, after.word])


def idempotency(check: Check, subject: Subject, target: Target) -> Result:
    """The same key and body give the same job; another body with that key is refused."""
    session = target.session(subject, check.name)
    if session is None:
        return _untestable(check)
    request = check.requests["valid"]
    # a day's key: a run that is made again buys nothing, and its recording is asked for in the same words
    key = KEY if session.ended is None else f"{KEY}-{target.today(subject)}"
    first, again = (session.wire.submit(subject.model, request, key=key) for _ in range(2))
    if not first.accepted:
        return _refused(check, first)
    if again.says_nothing:
        return _untestable(check, _answered(again))
    if not again.accepted:
        return _told(check, Verdict.NOT_ENFORCED, f"the second is {_answered(again)}", [first.word])
    if first.id != again.id:
        return _told(check, Verdict.NOT_ENFORCED, "two jobs were made, and both are charged", [first.word])
    return _told(check, Verdict.ENFORCED, "one job", [first.word])


def ids(check: Check, subject: Subject, target: Target) -> Result:
    """Two requests are two jobs; both are asked for other checks as well."""
    inquiry = Inquiry(check, subject, target)
    if target.session(subject, "") is None:
        return _untestable(check)
    jobs = [inquiry.ask(role).outcome.job for role in check.requests]
    if not all(jobs):
        return inquiry.conclude(Verdict.NOT_TESTABLE, "two jobs are needed, and were not made")
    if len(set(jobs)) < len(jobs):
        return inquiry.conclude(Verdict.NOT_ENFORCED, f"two requests were given one job, {jobs[0]}")
    return inquiry.conclude(Verdict.ENFORCED)


def _life(
    session: Session, check: Check, subject: Subject, headers: dict[str, str] | None = None
) -> Iterator[Reply]:
    """The create's answer, then polls in even steps until the job has ended or time is up."""
    made = session.wire.submit(subject.model, check.requests["valid"], headers=headers)
    yield made
    last, waited = made, 0.0
    while made.id and last.goes_on and waited < session.seconds:
        session.pause(session.step)
        waited += session.step
        try:
            polled = session.wire.poll(made.id)
        except httpx.HTTPError:
            continue
        if polled.says_nothing:
            continue
        last = polled
        yield last


def _ended(session: Session, check: Check, subject: Subject) -> tuple[str, Reply]:
    """The job's id, which polls need not repeat, and the last poll; where jobs cost money, of one made before."""
    if session.ended is not None and subject.name in session.ended:
        return session.ended[subject.name]
    seen = list(_life(session, check, subject))
    return seen[0].id, seen[-1]


def _refusal(check: Check, session: Session, reply: Reply, causes: tuple[str, ...]) -> Result:
    """By what the provider's list of errors names: where it has none for ``causes[0]``, or no message, none is missed."""
    errors = session.wire.transport.errors
    if reply.accepted:
        return _told(check, Verdict.NOT_ENFORCED, f"accepted with {reply.status}", [])
    if reply.is_passing or (reply.cause in ACCOUNT and reply.cause not in causes):
        return _untestable(check, _answered(reply))
    if reply.cause == "unknown" and all(row.cause != causes[0] for row in errors.causes):
        return _untestable(check, f"refused {reply.status}; no status is documented for {causes[0]}")
    if reply.cause not in causes or not reply.readable or (errors.message and not reply.message):
        reason = f"{reply.status} means {reply.cause}, and the envelope tells {reply.message!r}"
        return _told(check, Verdict.UNDOCUMENTED, reason, [])
    return _told(check, Verdict.ENFORCED, _answered(reply).removeprefix("refused "), [])


def _refused(check: Check, reply: Reply) -> Result:
    """A create that should have been taken: the gateway's doing, or that of an account that may not."""
    reason = _answered(reply)
    if reply.cause in ("validation", "moderation"):
        return _told(check, Verdict.UNDOCUMENTED, f"a valid request is {reason}", [])
    return _untestable(check, reason)


def _answered(reply: Reply) -> str:
    return f"refused {reply.status}: {reply.message or reply.cause}"


def _told(check: Check, verdict: Verdict, reason: str, words: list[str]) -> Result:
    state: State = "succeeded" if verdict is Verdict.ENFORCED else "failed"
    outcome = Outcome(state=state, message=reason, words=tuple(words))
    evidence = Evidence(role="valid", request=check.requests["valid"], outcome=outcome)
    return Result(check=check, verdict=verdict, reason=reason, evidence=(evidence,))


def _untestable(check: Check, reason: str = "no gateway was asked") -> Result:
    return Result(check=check, verdict=Verdict.NOT_TESTABLE, reason=reason)
