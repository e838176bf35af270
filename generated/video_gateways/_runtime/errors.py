"""Every exception of the runtime.

GatewayError
├── NotSent                      nothing went out, nothing can have been charged
│   ├── InvalidRequest           a documented rule or limit is broken
│   ├── OverBudget               dearer than the limit, or of unknown price
│   ├── Misconfigured            no credentials, an unusable address
│   ├── Unsupported              this gateway has no such operation
│   └── NotDelivered             no connection came about
├── Refused                      the gateway answered, and said no
│   ├── AuthenticationError
│   ├── CreditError
│   ├── PermissionDenied
│   ├── NotFound
│   ├── RateLimited
│   ├── RequestRejected          the gateway's own validation
│   ├── Moderated
│   ├── Conflict
│   └── ServerError
│       └── ServerTimeout
├── NoAnswer                     a call that costs nothing got no answer
├── NotUnderstood                an answer that the documentation does not know
├── OutcomeUnknown               a create whose outcome nobody can tell
├── JobError                     about an accepted job
│   ├── JobFailed
│   │   └── JobModerated
│   ├── JobCancelled
│   ├── JobGone                  the gateway knows it no more
│   ├── WaitTimeout              it still runs
│   ├── ResultMissing            it succeeded, and its files are not there
│   └── ResultDiffers            its file is saved, and not what was asked for; in differs.py
├── UploadFailed                 the gateway has not got the file
├── DownloadError
│   ├── UnsafeAddress
│   ├── DownloadIncomplete
│   ├── WrongContent
│   ├── TooLarge
│   └── NotSaved                 the disk said no
├── LedgerError
└── WebhookRejected

Messages hold no secret: credentials never reach this layer, and addresses are shown without their query.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from .job_state import Amount, Intent
    from .violation import Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known when something goes wrong."""

    provider: str = ""
    job_id: str = ""
    request_id: str = ""
    status: int | None = None
    """The HTTP status."""
    intent_id: str = ""
    at_risk: str = ""
    """What may have been charged: ``0.60 USD``."""
    advice: str = ""
    """The next safe step."""
    answer: str = field(default="", repr=False)
    """How an answer begins whose job or whose message was not found; without credentials, and in no message of ours."""


class GatewayError(Exception):
    """Root. ``facts`` has the job, the request and the next safe step; the message has them in words."""

    advice: ClassVar[str] = ""

    def __init__(self, message: str, facts: Facts | None = None) -> None:
        self.message: str = message
        self.facts: Facts = facts or Facts()
        super().__init__(_sentence(message, self.facts, self.advice))

    def __reduce__(self) -> tuple[object, ...]:
        # exceptions cross process borders, and their message is made once
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[GatewayError], args: tuple[object, ...], state: dict[str, object]) -> GatewayError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


def _sentence(message: str, facts: Facts, advice: str) -> str:
    head = f"{facts.provider}: {message}" if facts.provider else message
    details = {
        "job": facts.job_id,
        "intent": facts.intent_id,
        "request": facts.request_id,
        "HTTP": str(facts.status or ""),
        "may have been charged": facts.at_risk,
    }
    told = "; ".join(f"{name} {value}" for name, value in details.items() if value)
    what_now = facts.advice or advice
    return head + (f" [{told}]" if told else "") + (f". {what_now}" if what_now else "")


class NotSent(GatewayError):
    """Nothing went out."""


class InvalidRequest(NotSent):
    """A documented rule or limit is broken; ``violations`` say which, and how to mend it."""

    def __init__(self, violations: tuple[Violation, ...], facts: Facts | None = None) -> None:
        super().__init__("; ".join(map(str, violations)), facts)
        self.violations: tuple[Violation, ...] = violations


class OverBudget(NotSent):
    """The price is above the limit, or nobody knows it and a limit was given."""

    advice: ClassVar[str] = "Raise max_price, or ask for less"


class Misconfigured(NotSent):
    """The client cannot be set up, or not for this call."""


class Unsupported(NotSent):
    """The gateway documents no such operation."""


class NotDelivered(NotSent):
    """No connection came about, also after retries."""

    advice: ClassVar[str] = "Nothing reached the gateway; it is safe to try again"


class Refused(GatewayError):
    """The gateway answered and said no. ``created`` is False where surely no job was made."""

    created: bool | None = None


class AuthenticationError(Refused):
    advice: ClassVar[str] = "Check the API key"


class CreditError(Refused):
    advice: ClassVar[str] = "The account is out of credits; add some, then try again"


class PermissionDenied(Refused):
    advice: ClassVar[str] = "The account may not use this; check its plan and the model's name"


class NotFound(Refused):
    advice: ClassVar[str] = "Check the id or the model's name"


class RateLimited(Refused):
    """Too many requests, or too many jobs at once. ``retry_after`` is in seconds, None where nothing was said."""

    retry_after: float | None = None
    advice: ClassVar[str] = "Wait, then try again"


class RequestRejected(Refused):
    """The gateway's own validation. ``matches`` are rules of ours, advice included, that this request breaks."""

    matches: tuple[Violation, ...] = ()
    details: str = ""
    advice: ClassVar[str] = "Mend the request; the same one will be refused again"


class Moderated(Refused):
    advice: ClassVar[str] = "Change the prompt or the input; the same request will be refused again"


class Conflict(Refused):
    advice: ClassVar[str] = (
        "The idempotency key was used with another body, or its first request is still being handled"
    )


class ServerError(Refused):
    advice: ClassVar[str] = "The fault is on the gateway's side; try again later"


class ServerTimeout(ServerError):
    """The gateway gave up waiting for something."""


class NoAnswer(GatewayError):
    """A call that is free and safe to repeat got no answer, also after retries."""

    advice: ClassVar[str] = "Try again"


class NotUnderstood(GatewayError):
    """The answer is not what the documentation says."""

    advice: ClassVar[str] = (
        "The gateway, or a proxy before it, answers otherwise than documented; try again later"
    )


class OutcomeUnknown(GatewayError):
    """The create went out and its outcome is not known. It is not sent again.

    ``facts.intent_id`` finds it in the ledger; ``client.reconcile(intent_id)`` looks for its job.
    """

    intent: Intent | None = None


class JobError(GatewayError):
    """About an accepted job: ``facts.job_id``. ``charges`` is what the gateway says it took, beside our ``estimate``."""

    charges: tuple[Amount, ...] = ()
    estimate: Amount | None = None


class JobFailed(JobError):
    """The job ended without a result. ``hint`` is the gateway's own advice."""

    hint: str = ""
    advice: ClassVar[str] = "Submit anew only when the reason has changed: the same request may fail again"


class JobModerated(JobFailed):
    advice: ClassVar[str] = "Change the prompt or the input; the same request will be refused again"


class JobCancelled(JobError):
    """The job was cancelled."""

    advice: ClassVar[str] = "Submit anew if it is still wanted"


class JobGone(JobError):
    advice: ClassVar[str] = (
        "The gateway knows this job no more; it was removed, or belongs to another account"
    )


class WaitTimeout(JobError):
    """The deadline passed; the job still runs and may still be charged. ``token`` resumes it."""

    token: str = ""


class ResultMissing(JobError):
    advice: ClassVar[str] = "Ask again later; do not submit again before that, the job was paid"


class UploadFailed(GatewayError):
    """An input did not arrive whole; no job was made of it."""

    advice: ClassVar[str] = "Upload again"


class DownloadError(GatewayError):
    """The result was not saved. What arrived stays in a part file, and the next ``save`` goes on from there."""

    advice: ClassVar[str] = "The job is done and paid: save again, do not submit again"


class UnsafeAddress(DownloadError):
    """The gateway gave an address that is not followed."""


class DownloadIncomplete(DownloadError):
    """Not all of the file arrived."""


class WrongContent(DownloadError):
    """What arrived is not the media that was promised: an HTML page, an error, another container."""


class TooLarge(DownloadError):
    """More bytes than allowed."""


class NotSaved(DownloadError):
    """The file could not be written."""


class LedgerError(GatewayError):
    """The ledger cannot be used."""

    advice: ClassVar[str] = (
        "Mend the file, or pass another path; nothing is sent without the ledger that was asked for"
    )


class WebhookRejected(GatewayError):
    """A call back that is not authentic, too old, or was handled before."""
