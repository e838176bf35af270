"""Every fault by name. ``name`` or ``name:argument`` is how a request or a plan asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["before", "after", "job", "hook", "file"]
"""When it strikes: before the gateway acts; on its answer; in a job's life; on its webhooks; on its file.

The last three are asked for with the create and stay with the job.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    stage: Stage
    summary: str
    argument: str = ""
    """What is taken where the request gives none."""


FAULTS: dict[str, Fault] = {
    "conflict": Fault(stage="before", summary="409, nothing is done"),
    "duplicate-hook": Fault(stage="hook", summary="each webhook comes twice"),
    "empty-body": Fault(stage="after", summary="the status as it is, and no body"),
    "expired-url": Fault(stage="job", summary="result URLs are expired when handed out"),
    "file-cut": Fault(stage="file", summary="the file stops half-way, its length is announced"),
    "file-cut-silently": Fault(stage="file", summary="the file stops half-way, the connection's end ends it"),
    "file-empty": Fault(stage="file", summary="200 with no bytes"),
    "file-etag-changes": Fault(stage="file", summary="another ETag each time"),
    "file-gzip-cut": Fault(stage="file", summary="a gzip stream that stops half-way"),
    "file-html": Fault(stage="file", summary="200 with an HTML page"),
    "file-no-range": Fault(stage="file", summary="ranges are ignored: 200 with all of it"),
    "file-other": Fault(stage="file", summary="200 with a file that is no video"),
    "file-slow": Fault(
        stage="file", summary="bytes come slowly; argument: wall seconds for all", argument="5"
    ),
    "file-wrong-range": Fault(stage="file", summary="206 for another range than asked"),
    "film-shorter": Fault(stage="file", summary="a good film, half as long as asked for"),
    "film-smaller": Fault(stage="file", summary="a good film, half as wide and high as asked for"),
    "film-turned": Fault(stage="file", summary="a good film, its sides exchanged"),
    "flapping": Fault(stage="job", summary="succeeds, then is told to have failed, in turn"),
    "forged-hook": Fault(stage="hook", summary="webhooks are signed with another key"),
    "gzip-cut": Fault(stage="after", summary="the answer as a gzip stream that stops half-way"),
    "half-json": Fault(stage="after", summary="a complete answer whose JSON stops half-way"),
    "hangs": Fault(stage="job", summary="the job never ends"),
    "html": Fault(stage="after", summary="200 with an HTML page"),
    "job-fails": Fault(
        stage="job",
        summary="accepted, then fails; argument: why",
        argument="The content was refused by moderation.",
    ),
    "key-ignored": Fault(stage="before", summary="the idempotency key is not honoured"),
    "latency": Fault(stage="before", summary="argument: wall seconds before anything happens", argument="1"),
    "lost-hook": Fault(stage="hook", summary="no webhook comes"),
    "lost-response": Fault(stage="after", summary="done, then the connection is reset without an answer"),
    "missing-id": Fault(stage="after", summary="the answer without its ids"),
    "no-url": Fault(stage="job", summary="succeeds without a result"),
    "not-found-at-first": Fault(
        stage="job", summary="argument: emulated seconds of 404 after the create", argument="20"
    ),
    "not-object": Fault(stage="after", summary="the answer is a JSON array"),
    "origin-500": Fault(stage="before", summary="500 from the gateway itself, nothing is done"),
    "origin-502": Fault(stage="before", summary="502 from the gateway itself, nothing is done"),
    "origin-503": Fault(stage="before", summary="503 from the gateway itself, nothing is done"),
    "origin-504": Fault(stage="before", summary="504 from the gateway itself, nothing is done"),
    "progress-wild": Fault(stage="job", summary="progress is null, too large, and falls"),
    "proxy-502": Fault(stage="after", summary="done, then 502 with a proxy's HTML"),
    "proxy-503": Fault(stage="after", summary="done, then 503 with a proxy's HTML"),
    "proxy-504": Fault(stage="after", summary="done, then 504 with a proxy's HTML"),
    "redirect": Fault(
        stage="before", summary="307; argument: where to", argument="http://localhost:9/elsewhere"
    ),
    "regressing": Fault(stage="job", summary="half-way, the status falls back to the first one"),
    "reordered-hooks": Fault(stage="hook", summary="the last webhook comes first"),
    "request-timeout": Fault(stage="before", summary="408, nothing is done"),
    "reset": Fault(stage="before", summary="the connection is reset, nothing is done"),
    "slow-body": Fault(
        stage="after", summary="bytes come slowly; argument: wall seconds for all", argument="5"
    ),
    "status-case": Fault(stage="job", summary="status words in the other letter case"),
    "too-many": Fault(stage="before", summary="429; argument: a form of Retry-After", argument="seconds"),
    "truncated": Fault(stage="after", summary="the announced length does not come, the connection ends"),
    "unauthorized": Fault(stage="before", summary="401, though the key is good"),
    "unknown-status": Fault(
        stage="job", summary="half-way, a word that nobody documents", argument="throttled"
    ),
    "vanishes": Fault(stage="job", summary="404 once the job has ended"),
}

RETRY_AFTER: dict[str, dict[str, str]] = {
    "absent": {},
    "contradictory": {"Retry-After": "1", "X-RateLimit-Reset": "86400", "X-RateLimit-Remaining": "100"},
    "date": {"Retry-After": "{date:+2}"},
    "date-past": {"Retry-After": "{date:-3600}"},
    "date-skewed": {"Retry-After": "{date:+3602}", "Date": "{date:+3600}"},
    "duplicate": {"Retry-After": "1, 3"},
    "empty": {"Retry-After": ""},
    "epoch": {"Retry-After": "{epoch:+2}"},
    "float": {"Retry-After": "1.5"},
    "huge": {"Retry-After": "9999999999"},
    "milliseconds": {"Retry-After-Ms": "1500", "Retry-After": "2"},
    "nan": {"Retry-After": "NaN"},
    "negative": {"Retry-After": "-5"},
    "nonsense": {"Retry-After": "soon"},
    "seconds": {"Retry-After": "1"},
    "superscript": {"Retry-After": "\u00b2"},
    "zero": {"Retry-After": "0"},
}
"""Forms of Retry-After by name; ``{date:+2}`` is an HTTP date two wall seconds ahead."""
