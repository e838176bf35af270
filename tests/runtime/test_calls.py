"""Lists, cancels, streams, recoveries and slow servers, over real sockets, in both shells."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from raw_server import response
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.context import Limits


def answered(data, status=200):
    return response(status, json.dumps(data).encode())


def test_a_list_goes_from_page_to_page(act):
    def answer(asked):
        page = 2 if "cursor=next" in asked.path else 1
        body = {"jobs": [{"id": f"j-{page}-{n}", "status": "COMPLETED"} for n in range(3)]}
        return answered(body | ({"nextCursor": "next"} if page == 1 else {}))

    jobs, asked = act("apiframe", answer, lambda c: c.jobs(50))
    assert [job.id for job in jobs] == ["j-1-0", "j-1-1", "j-1-2", "j-2-0", "j-2-1", "j-2-2"]
    assert asked[0].path == "/v2/jobs?limit=50"


def test_a_list_whose_cursors_go_round_ends(act):
    body = {"jobs": [{"id": "j", "status": "QUEUED"}], "nextCursor": "same"}
    jobs, asked = act("apiframe", lambda a: answered(body), lambda c: c.jobs(50))
    assert len(jobs) == 1
    assert len(asked) == 2


def test_a_stream_tells_what_ends(act):
    event = {"generation_id": "g-1", "status": "succeeded", "url": "https://c/1", "model": "m"}
    lines = [b": keep-alive\n\n", b"event: other\ndata: {}\n\n", b"event: media_generation_completed\r\n",
             b"data: " + json.dumps(event).encode() + b"\r\n\r\n", b"event: media_generation_completed\ndata: {\n\n"]  # fmt: skip
    seen = []

    def answer(_):
        yield response(200, length=-1)
        yield from lines

    with pytest.raises(errors.NoAnswer, match="broke off"):
        act("oxen", answer, lambda c: c.listen(seen.append, seconds=5))
    assert [(update.job_id, update.means) for update in seen] == [("g-1", "succeeded")]


def test_a_stream_that_is_refused(act):
    with pytest.raises(errors.AuthenticationError):
        act("oxen", lambda a: response(401), lambda c: c.listen(print, seconds=5))
    with pytest.raises(errors.Unsupported):
        act("apiframe", lambda a: response(401), lambda c: c.listen(print, seconds=5))


def test_a_keyed_create_is_repeated_under_its_key(act):
    jobs = {}

    def answer(asked):
        job = jobs.setdefault(asked.headers["idempotency-key"], f"j-{len(jobs)}")
        return None if len(server_asked(asked)) < 3 else answered({"jobId": job, "status": "QUEUED"}, 202)

    seen = []

    def server_asked(asked):
        seen.append(asked)
        return seen

    job, asked = act("apiframe", answer, lambda c: c.make(prompt="x").submit())
    assert (job.id, len(jobs), len(asked)) == ("j-0", 1, 3)
    assert len({a.headers["idempotency-key"] for a in asked}) == 1


def test_the_same_request_submitted_again_asks_under_the_same_key(act):
    """After an unknown outcome; a request that was answered buys anew."""
    made, answers = {}, iter([None] * 2)

    def answer(asked):
        made.setdefault(asked.headers["idempotency-key"], f"j-{len(made)}")
        return next(
            answers, answered({"jobId": made[asked.headers["idempotency-key"]], "status": "QUEUED"}, 202)
        )

    async def settled(value):
        return await value if hasattr(value, "__await__") else value

    async def deed(client):
        request = client.make(prompt="x")
        with pytest.raises(errors.OutcomeUnknown, match="same request object"):
            await settled(request.submit())
        return [(await settled(request.submit())).id for _ in range(2)]

    jobs, asked = act("apiframe", answer, deed, limits=Limits(attempts=2))
    assert jobs == ["j-0", "j-1"]
    assert len(asked) == 4


def test_several_jobs_of_one_create(act, tmp_path):
    body = {
        "generations": [
            {"generation_id": "g-1", "status": "queued"},
            {"generation_id": "g-2", "status": "queued"},
        ]
    }
    job, _ = act(
        "oxen", lambda a: answered(body), lambda c: c.make(prompt="x").submit(), ledger=tmp_path / "l.sqlite"
    )
    assert (job.id, [other.id for other in job.others]) == ("g-1", ["g-2"])


def test_a_lost_job_is_found_in_the_list(act, tmp_path):
    """Without a key: the create's answer is lost, the job is in the list with its parameters."""
    made = []

    def answer(asked):
        if asked.method == "POST":
            made.append(json.loads(asked.body)["payload"])
            return None
        old = {
            "request_id": "old",
            "payload": {"prompt": "a tram"},
            "created_at": 1000,
            "model": "m-1",
            "status": "success",
        }
        other = {
            "request_id": "other",
            "payload": {"prompt": "a bus"},
            "created_at": time.time(),
            "model": "m-1",
        }
        mine = {
            "request_id": "mine",
            "payload": made[0],
            "created_at": time.time(),
            "model": "m-1",
            "status": "queued",
        }
        return answered({"requests": [old, other, mine]})

    def deed(client):
        async def run():
            try:
                job = client.make(prompt="a tram").submit()
                await job if hasattr(job, "__await__") else job
            except errors.OutcomeUnknown as error:
                at_risk.append(error.facts.at_risk)
                found = client.recover()
                return await found if hasattr(found, "__await__") else found
            raise AssertionError("the answer was lost")

        return run()

    at_risk = []
    (found,), asked = act("gmicloud", answer, deed, ledger=tmp_path / "jobs.sqlite")
    assert at_risk == ["0.30 USD"]
    assert (found.outcome, found.jobs) == ("accepted", ("mine",))
    assert sum(a.method == "POST" for a in asked) == 1


def test_an_endless_answer_has_an_end(act):
    def drip(_):
        yield response(200, length=10_000)
        while True:
            time.sleep(0.05)
            yield b"x"

    with pytest.raises(errors.NoAnswer):
        act("gmicloud", drip, lambda c: c.jobs(), limits=Limits(call=1.0, attempts=2))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404])
def test_what_will_not_pass_is_asked_once(act, status):
    with pytest.raises(errors.Refused) as caught:
        act("gmicloud", lambda a: response(status, b'{"error": "no"}'), lambda c: c.jobs())
    assert len(caught.value.asked) == 1


def test_retries_end_with_their_budget(act):
    """Of one client: an empty one lets every call go out once."""

    def spent(client):
        client._engine.context.budget.left = 7
        return client.jobs()

    with pytest.raises(errors.ServerError) as caught:
        act("gmicloud", lambda a: response(503), spent)
    assert len(caught.value.asked) == 2


def test_polls_of_all_jobs_keep_one_pace(act):
    """Twenty a second at most, however many jobs are waited for."""

    def answer(asked):
        return answered(
            {
                "request_id": asked.path.rpartition("/")[2],
                "status": "success",
                "outcome": {"video_url": "https://x/y"},
            }
        )

    async def deed(client):
        async def one(number):
            found = client.resume(f"r-{number}").wait()
            return await found if hasattr(found, "__await__") else found

        return await asyncio.gather(*(one(n) for n in range(12)))

    begun = time.monotonic()
    results, asked = act("gmicloud", answer, deed)
    assert len(results) == len(asked) == 12
    assert time.monotonic() - begun > 0.5


def test_an_end_stays_the_end(act):
    """Whatever a gateway says of it later."""
    words = iter(["success", "failed", "queued"])

    def answer(_):
        return answered({"request_id": "r", "status": next(words), "outcome": {"video_url": "https://x/y"}})

    async def deed(client):
        job = client.resume("r")
        seen = []
        for look in (job.status, job.cancel, job.status):
            try:
                found = look()
                seen.append(await found if hasattr(found, "__await__") else found)
            except errors.GatewayError:
                continue
        return seen

    seen, _ = act("gmicloud", answer, deed)
    assert {snapshot.means for snapshot in seen} == {"succeeded"}


def test_an_answer_that_is_too_large_is_cut_off(act):
    def flood(_):
        yield response(200, length=-1)
        for _ in range(40):
            yield b"x" * (1 << 20)

    with pytest.raises(errors.NoAnswer, match="more bytes than allowed"):
        act("gmicloud", flood, lambda c: c.jobs(), limits=Limits(attempts=1))


def test_secrets_that_come_back_are_struck_out(act):
    def answer(asked):
        return answered({"error": f"Invalid API key {asked.headers['authorization']}"}, 401)

    with pytest.raises(errors.AuthenticationError) as caught:
        act("gmicloud", answer, lambda c: c.jobs())
    assert "s3cret" not in str(caught.value)
    assert "***" in str(caught.value)


def test_nobody_there_is_not_delivered(transports):
    with pytest.raises(errors.NotDelivered) as caught:
        small_client(transports["gmicloud"], "http://127.0.0.1:9", limits=Limits(attempts=2)).make(
            prompt="x"
        ).submit()
    assert "safe to try again" in str(caught.value)


def test_plain_http_goes_to_this_machine_only(transports):
    with pytest.raises(errors.Misconfigured, match="https"):
        small_client(transports["gmicloud"], "http://gateway.example")
    for bad in ("ftp://x", "https://u:p@x", "https://x?y", "gateway", "https://x#f"):
        with pytest.raises(errors.Misconfigured):
            small_client(transports["gmicloud"], bad)


def test_an_interrupted_submit_says_what_may_be(act):
    def interrupt(effect, _):
        if type(effect).__name__ == "Send":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        act(
            "gmicloud",
            lambda a: answered({"request_id": "r"}),
            lambda c: c.make(prompt="x").submit(),
            watch=interrupt,
        )
    assert any("a job may have been made" in note for note in caught.value.__notes__)
