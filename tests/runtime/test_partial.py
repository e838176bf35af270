"""Several jobs of one create, several files of one job, and money: all is listed, what is missing is marked, both numbers told."""

from __future__ import annotations

import asyncio
import json
import traceback
from decimal import Decimal

import httpx
import pytest
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.context import Limits
from callsheet.runtime.job_state import Amount

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12
CDN = "cdn.example.net"


class Gateway:
    """Answers by path; ``replies`` are by method and last part of the path."""

    def __init__(self, replies):
        self.replies, self.asked = replies, []

    def __call__(self, request):
        self.asked.append(f"{request.method} {request.url.path}")
        if request.url.host == CDN:
            return httpx.Response(200, content=FILM, headers={"Content-Type": "video/mp4"})
        status, body = self.replies[f"{request.method} {request.url.path.rsplit('/', 1)[-1]}"]
        return httpx.Response(status, json=body)


@pytest.fixture(params=["blocking", "awaiting"])
def act(request, transports):
    """``act(provider, replies, use)``: ``use`` is awaited in one shell and called in the other."""

    def run(provider, replies, use):
        transport, gateway = transports[provider], Gateway(replies)
        options = {"limits": Limits(attempts=1)}
        if request.param == "blocking":
            http = httpx.Client(transport=httpx.MockTransport(gateway))
            with small_client(transport, None, http=http, **options) as client:
                return drive_plainly(use(client))

        async def awaiting():
            http = httpx.AsyncClient(transport=httpx.MockTransport(gateway))
            async with small_client(transport, None, asynchronous=True, http=http, **options) as client:
                return await drive_awaiting(use(client))

        return asyncio.run(awaiting())

    return run


def drive_plainly(steps):
    """Each step yields what a method gave; the blocking shell's is the value already."""
    value, error = None, None
    while True:
        try:
            value = steps.throw(error) if error else steps.send(value)
            error = None
        except StopIteration as end:
            return end.value


async def drive_awaiting(steps):
    value, error = None, None
    while True:
        try:
            step = steps.throw(error) if error else steps.send(value)
        except StopIteration as end:
            return end.value
        try:
            value, error = (await step if asyncio.iscoroutine(step) else step), None
        except errors.GatewayError as failed:
            value, error = None, failed


def made(*names):
    return 200, {"generations": [{"generation_id": name, "status": "queued"} for name in names]}


def polled(name, status="succeeded", **more):
    url = {"result_url": f"https://{CDN}/{name}.mp4"} if status == "succeeded" else {}
    return 200, {"generation_id": name, "status": status, **url, **more}


THREE = {
    "POST queue": made("g-1", "g-2", "g-3"),
    "GET g-1": polled("g-1"),
    "GET g-2": polled("g-2", "failed", error_message="content policy"),
    "GET g-3": polled("g-3"),
}


def test_several_jobs_are_all_listed_and_the_failed_one_is_in_its_place(act):
    def use(client):
        job = yield client.make(prompt="x").submit()
        return (yield job.wait_all())

    first, second, third = act("oxen", THREE, use)
    assert [first.urls, third.urls] == [(f"https://{CDN}/g-1.mp4",), (f"https://{CDN}/g-3.mp4",)]
    assert isinstance(second, errors.JobModerated)
    assert second.facts.job_id == "g-2"


def test_a_deadline_stands_for_all_of_them(act):
    running = {**THREE, "GET g-1": polled("g-1", "processing"), "GET g-3": polled("g-3", "processing")}

    def use(client):
        job = yield client.make(prompt="x").submit()
        return (yield job.wait_all(timeout=0.2))

    first, second, third = act("oxen", running, use)
    assert [type(each) for each in (first, second, third)] == [
        errors.WaitTimeout, errors.JobModerated, errors.WaitTimeout,
    ]  # fmt: skip
    assert third.token
    waited = [float(each.message.split()[3]) for each in (first, third)]
    assert waited[1] < 0.2, "the first has used time up"
    assert waited[0] <= 0.2


def test_the_result_of_one_names_the_others(act):
    def use(client):
        return (yield client.make(prompt="x").generate())

    assert [job.id for job in act("oxen", THREE, use).others] == ["g-2", "g-3"]


def test_a_failure_of_one_says_how_to_find_the_others(transports):
    failing = {**THREE, "GET g-1": polled("g-1", "failed", error_message="no")}
    http = httpx.Client(transport=httpx.MockTransport(Gateway(failing)))
    with small_client(transports["oxen"], None, http=http) as client:
        with pytest.raises(errors.JobFailed) as caught:
            client.make(prompt="x").generate()
        told = "".join(traceback.format_exception(caught.value))
        assert "job g-2 was made by the same create" in told
        tokens = [note.rpartition(" ")[2] for note in caught.value.__notes__]
        assert [client.resume(token).id for token in tokens] == ["g-2", "g-3"]


def scenario(**assets):
    job = {"jobId": "job_1", "status": "success", "metadata": {"assetIds": list(assets)}}
    return {
        "POST m-1": (200, {"job": {**job, "status": "queued"}}),
        "GET job_1": (200, {"job": job}),
        **{f"GET {name}": reply for name, reply in assets.items()},
    }


THERE = (200, {"asset": {"url": f"https://{CDN}/a.mp4"}})


@pytest.mark.parametrize("gone", [(404, {"error": "no such asset"}), (200, {"asset": {"url": None}})])
def test_a_missing_file_is_marked_and_the_others_are_saved(act, tmp_path, gone):
    def use(client):
        result = yield client.make(prompt="x").generate()
        paths = yield result.save_all(tmp_path)
        try:
            yield result.save(tmp_path / "gone.mp4", index=1)
        except errors.ResultMissing as error:
            return result, paths, error
        return None

    replies = scenario(a_1=THERE, a_2=gone, a_3=THERE)
    result, paths, error = act("scenario", replies, use)
    assert (len(result.urls), result.missing, result.url) == (3, (1,), f"https://{CDN}/a.mp4")
    assert [path.read_bytes() for path in paths] == [FILM, FILM]
    assert "1 missing" in repr(result)
    assert "file 1 of 3" in str(error)


@pytest.mark.parametrize(
    ("gone", "why"), [((404, {"error": "no such asset"}), "404"), ((200, {"asset": {}}), "no address")]
)
def test_no_file_at_all_is_a_missing_result(act, gone, why):
    """An error of the job, whichever way its files are missing: it was paid, and stands in its place among several."""

    def use(client):
        job = yield client.make(prompt="x").submit()
        (found,) = yield job.wait_all()
        return found

    error = act("scenario", scenario(a_1=gone, a_2=gone), use)
    assert isinstance(error, errors.ResultMissing)
    assert "none of its 2 file(s)" in str(error)
    assert why in str(error)
    assert "0.30 USD" in str(error)
    assert "do not submit again" in str(error)


def billed(status, charge, **more):
    job = {"jobId": "job_1", "status": status, "billing": {"cuCost": charge}, "metadata": more}
    return {
        "POST m-1": (200, {"job": {"jobId": "job_1", "status": "queued"}}),
        "GET job_1": (200, {"job": job}),
    }


CHARGED = Amount(amount=Decimal("7.5"), unit="CU")
ESTIMATE = Amount(amount=Decimal("0.30"), unit="USD")


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        ("failure", "the model stumbled", errors.JobFailed),
        ("failure", "refused by moderation", errors.JobModerated),
        ("canceled", "", errors.JobCancelled),
        ("success", "", errors.ResultMissing),
    ],
)
def test_a_job_without_a_result_that_was_billed_tells_both_numbers(act, status, error, kind):
    def use(client):
        try:
            yield client.make(prompt="x").generate()
        except errors.JobError as stopped:
            return stopped
        return None

    stopped = act("scenario", billed(status, 7.5, error=error), use)
    assert type(stopped) is kind
    assert (stopped.charges, stopped.estimate) == ((CHARGED,), ESTIMATE)
    assert "7.5 CU, where 0.30 USD was estimated" in str(stopped)


@pytest.mark.parametrize("charge", [None, 0])
def test_a_free_failure_says_so_or_what_may_have_been_taken(act, charge):
    def use(client):
        try:
            yield client.make(prompt="x").generate()
        except errors.JobFailed as stopped:
            return stopped
        return None

    stopped = act("scenario", billed("failure", charge, error="no"), use)
    told = "may have been charged 0.30 USD" if charge is None else "0 CU, where 0.30 USD was estimated"
    assert told in str(stopped)


def test_a_result_has_both_numbers_and_so_has_the_ledger(transports, tmp_path):
    replies = {**scenario(a_1=THERE), "GET job_1": billed("success", 7.5, assetIds=["a_1"])["GET job_1"]}
    http = httpx.Client(transport=httpx.MockTransport(Gateway(replies)))
    with small_client(transports["scenario"], None, http=http, ledger=tmp_path / "jobs.sqlite") as client:
        job = client.make(prompt="x").submit()
        result = job.wait()
        (line,) = client.ledger.lines()
    assert (result.charges, result.estimate, job.estimate) == ((CHARGED,), ESTIMATE, ESTIMATE)
    assert (line.charges, line.estimate) == ((CHARGED,), ESTIMATE)
    assert json.loads(json.dumps(str(result.estimate))) == "0.30 USD"
