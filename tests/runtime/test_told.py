"""What errors tell: enough to ask the gateway's support, and the next step that is right in that place."""

from __future__ import annotations

import json

import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.context import Limits
from callsheet.runtime.violation import Fix, Violation

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50


def test_an_answer_without_a_job_is_kept_for_the_support(act):
    """Without the credentials that it repeats, and never in the message."""
    body = json.dumps({"request_id": None, "note": "queued for key-s3cret-123", "link": "https://c/?sig=1"})
    answer = response(200, body.encode(), ("X-Request-Id", "req-9"))
    with pytest.raises(errors.OutcomeUnknown) as caught:
        act("gmicloud", lambda a: answer, lambda c: c.make(prompt="x").submit())
    facts = caught.value.facts
    assert (facts.status, facts.request_id) == (200, "req-9")
    assert "queued for ***" in facts.answer
    assert "queued" not in f"{caught.value} {facts!r}"


def test_a_refusal_in_another_envelope(act):
    """Its message is not where it is documented, and is kept all the same."""
    body = b'{"error_description": "your plan ended"}'
    with pytest.raises(errors.CreditError, match="without a message") as caught:
        act("apiframe", lambda a: response(402, body), lambda c: c.make(prompt="x").submit())
    assert caught.value.facts.answer == body.decode()


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    "body", [b"<html>moved</html>", b"[]", b'{"request_id": "other", "status": "success"}'], ids=str
)
@pytest.mark.parametrize("look", ["wait", "status"])
def test_a_poll_that_is_not_understood(act, body, look):
    """Neither shows another job's state for this one's."""
    answer = response(200, body, ("X-Request-Id", "req-9"))
    with pytest.raises(errors.NotUnderstood) as caught:
        act("gmicloud", lambda a: answer, lambda c: getattr(c.resume("r-1"), look)())
    facts = caught.value.facts
    assert (facts.job_id, facts.status, facts.request_id) == ("r-1", 200, "req-9")
    assert facts.answer == body.decode()


class Silent:
    """Says each of its answers once, then the last for ever."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self, _):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.usefixtures("no_waiting")
def test_a_deadline_tells_what_kept_from_knowing(act):
    limits = Limits(call=1.0)
    busy = response(503, b'{"error": "in maintenance"}')
    with pytest.raises(errors.WaitTimeout, match="last answer: in maintenance") as caught:
        act("gmicloud", lambda a: busy, lambda c: c.resume("r-1").wait(timeout=0.001), limits=limits)
    assert isinstance(caught.value.__cause__, errors.ServerError)
    odd = response(200, b'{"request_id": "r-1", "status": "SUCCESS"}')
    with pytest.raises(errors.WaitTimeout, match="SUCCESS, which is in no documentation"):
        act("gmicloud", lambda a: odd, lambda c: c.resume("r-1").wait(timeout=0.001), limits=limits)


def test_a_file_that_is_not_there_yet_is_asked_for_again(transports):
    ended = {"request_id": "r-1", "status": "success"}
    there = ended | {"outcome": {"video_url": "https://c.example/1.mp4"}}
    answers = Silent(*(response(200, json.dumps(each).encode()) for each in (ended, there)))
    with RawServer(answers) as server, small_client(transports["gmicloud"], server.url) as client:
        job = client.resume("r-1")
        with pytest.raises(errors.ResultMissing, match="Ask again later"):
            job.wait()
        assert job.wait().url == "https://c.example/1.mp4"


def test_a_broken_rule_is_told_with_its_mending():
    violation = Violation(
        rule="no-loop",
        fields=("loop",),
        message="loop is not available",
        fixes=(Fix(path="loop", action="omit"),),
    )
    error = errors.InvalidRequest((violation,))
    assert str(error) == "no-loop: loop is not available (leave out loop)"


@pytest.mark.parametrize("url", ["https://10.0.0.1/part", "ftp://files.example/part"])
def test_an_upload_s_trouble_speaks_of_no_paid_job(act, url):
    opened = {"upload": {"id": "u-1", "parts": [{"url": url}]}}
    with pytest.raises(errors.GatewayError) as caught:
        act("scenario", lambda a: response(200, json.dumps(opened).encode()),
            lambda c: c.upload(b"\0\0\0\x18ftypisom" + b"x" * 100))  # fmt: skip
    assert "paid" not in str(caught.value)


def test_a_file_too_large_for_an_upload(act):
    with pytest.raises(errors.TooLarge, match="upload a smaller file") as caught:
        act("apiframe", lambda a: None, lambda c: c.upload(PNG + bytes(60_000_000)))
    assert "paid" not in str(caught.value)
    assert caught.value.asked == []


def test_a_client_without_a_ledger_says_how_to_have_one(act):
    with pytest.raises(errors.LedgerError, match=r'ledger="jobs\.sqlite"') as caught:
        act("gmicloud", lambda a: None, lambda c: c.recover())
    assert "nothing is sent" not in str(caught.value)
