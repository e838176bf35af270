"""Gateways that answer, but not always what they were asked: none of that may look like a deviation."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest
from deviating import MODEL, Gateway
from test_budget import DAY

from callsheet_conformance.budget import Budget
from callsheet_conformance.checks import plan
from callsheet_conformance.error import Shut
from callsheet_conformance.estimate import most
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.run import run
from callsheet_conformance.targets import Wired
from callsheet_conformance.targets.wired import HANGING
from callsheet_conformance.verdict import Verdict
from callsheet_conformance.verify import verify
from callsheet_conformance.wire.door import LATER, TRIES
from callsheet_conformance.wire.paid import PATIENCE, Free, Paid, Terms

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def subject(subjects):
    return subjects[f"gmicloud/{MODEL}"]


class Asked:
    """A target that costs money, and what it has waited for."""

    def __init__(self, subject, answer: Answer, purse=None, seconds: float = 60.0) -> None:
        self.waited: list[float] = []
        form = read(dict(subject.provider["transport"]))
        client = httpx.Client(transport=httpx.MockTransport(answer))
        terms = Terms(gateway="gmicloud", purse=purse or Free(), today=DAY, pause=self.waited.append)
        self.wire = Paid(form, client, form.base_url, {"Authorization": "Bearer one-secret-key"}, terms=terms)
        self.target = Wired(
            kind="live", note="", wire_of=lambda _: self.wire, pause=lambda _: None, seconds=seconds,
            step=5.0, thrifty=True,
        )  # fmt: skip


def verdicts(subject, target, *kinds: str) -> dict[str, tuple[Verdict, str]]:
    checks = [(c, subject) for c in plan(subject, [subject]) if not kinds or c.kind.startswith(kinds)]
    return {r.check.name: (r.verdict, r.reason) for r in run(checks, target, paid=True)}


def now_and_then(every: int, instead: httpx.Response, calls: str = "GET POST DELETE") -> Answer:
    gateway, numbers = Gateway(), itertools.count(1)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method in calls and next(numbers) % every == 0:
            return httpx.Response(instead.status_code, headers=instead.headers, content=instead.content)
        return gateway.answer(request)

    return answer


def test_a_gateway_that_is_asked_too_often_is_waited_for_and_judged_as_any_other(subject):
    limited = httpx.Response(429, headers={"Retry-After": "7"}, json={"error": "slow down"})
    asked = Asked(subject, now_and_then(3, limited))
    steady = verdicts(subject, Asked(subject, Gateway().answer).target, "job", "rule", "value")
    assert verdicts(subject, asked.target, "job", "rule", "value") == steady
    assert set(asked.waited) == {7.0}


def test_a_limit_that_lasts_shuts_the_door_and_costs_nothing(subject, tmp_path):
    purse = Budget(cap=Decimal(100), path=tmp_path / "spending.sqlite", run="run")
    asked = Asked(subject, lambda _: httpx.Response(429, json={"error": "come back tomorrow"}), purse)
    for _ in range(TRIES):
        assert asked.wire.submit(subject.model, subject.valid[0]).is_passing
    assert sum(asked.waited) <= TRIES * PATIENCE
    assert asked.waited[:3] == [1, 2, 4], "ever longer, where nothing is said"
    with pytest.raises(Shut, match="come back tomorrow"):
        asked.wire.submit(subject.model, subject.valid[0])
    assert purse.spent("gmicloud") == 0


def test_a_long_wait_is_not_waited(subject):
    asked = Asked(subject, lambda _: httpx.Response(429, headers={"Retry-After": "3600"}, json={}))
    asked.wire.submit(subject.model, subject.valid[0])
    assert asked.waited == []


@pytest.mark.parametrize("status", [401, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("every", [2, 3, 5])
def test_a_poll_that_is_not_answered_says_nothing_of_jobs(status, every, subject):
    body = httpx.Response(status, html="<html>Bad Gateway</html>")
    found = verdicts(subject, Asked(subject, now_and_then(every, body, "GET DELETE")).target, "job")
    steady = verdicts(subject, Asked(subject, Gateway().answer).target, "job")
    for name, (verdict, reason) in found.items():
        assert verdict in (steady[name][0], Verdict.NOT_TESTABLE), (name, reason)


def test_a_gateway_elsewhere_is_named_without_its_query_and_asked_no_more(subject, tmp_path):
    purse, seen = Budget(cap=Decimal(100), path=tmp_path / "spending.sqlite", run="run"), []

    def answer(request):
        seen.append(request)
        return httpx.Response(
            307, headers={"Location": "https://new.example.com/v2/create?token=one-secret-key"}
        )

    found = verdicts(subject, Asked(subject, answer, purse).target, "job", "rule")
    assert {verdict for verdict, _ in found.values()} == {Verdict.NOT_TESTABLE}
    assert any(
        "https://new.example.com/v2/create, which --base-url" in reason for _, reason in found.values()
    )
    assert len(seen) <= TRIES + 1, "who does not sign is sent on as well"
    assert purse.spent("gmicloud") == 0


def test_a_key_that_is_taken_back_is_not_tried_on_and_on(subject):
    gateway, seen = Gateway(), []

    def answer(request):
        seen.append(request)
        return gateway.answer(request) if len(seen) <= 60 else httpx.Response(401, json={"error": "revoked"})

    found = verdicts(subject, Asked(subject, answer).target)
    assert len(seen) == 60 + LATER
    assert any("lets nobody in any more: 401 revoked" in reason for _, reason in found.values())


def test_jobs_of_one_id_count_each_and_are_told(subject, tmp_path):
    purse, gateway = Budget(cap=Decimal(100), path=tmp_path / "spending.sqlite", run="run"), Gateway()

    def answer(request):
        gateway.numbers = itertools.count(1)
        return gateway.answer(request)

    asked, price = Asked(subject, answer, purse), most(subject.model, subject.valid[0], DAY)
    for _ in range(3):
        asked.wire.submit(subject.model, subject.valid[0])
    assert purse.spent("gmicloud") == 3 * price
    verdict, reason = verdicts(subject, asked.target, "job-ids")["job/ids"]
    assert (verdict, reason) == (Verdict.NOT_ENFORCED, "two requests were given one job, r1")


def test_jobs_that_never_end_are_not_bought_on_and_on(subject):
    made = itertools.count(1)

    def answer(request):
        job = f"r{next(made)}" if request.method == "POST" else "r0"
        code = 409 if request.method == "DELETE" else 200
        return httpx.Response(code, json={"request_id": job, "status": "queued"})

    found = verdicts(subject, Asked(subject, answer).target, "job", "value", "covering")
    assert found["job/states"] == (Verdict.NOT_TESTABLE, "the job is still 'queued' after 60 seconds")
    assert {verdict for name, (verdict, _) in found.items() if name.startswith(("value", "cover"))} == {
        Verdict.NOT_TESTABLE
    }
    assert any(f"{HANGING} jobs in a row" in reason for _, reason in found.values())
    assert next(made) < 12, "a few for the checks of jobs, and no more"


def test_a_film_under_a_word_of_its_own_is_the_end_of_a_job(subject):
    gateway, polls = Gateway(), []

    def answer(request):
        told = gateway.answer(request)
        if b'"success"' in told.content:
            polls.append(request)
            return httpx.Response(200, content=told.content.replace(b'"success"', b'"completed"'))
        return told

    found = verdicts(subject, Asked(subject, answer).target, "job", "value")
    assert found["job/states"][0] is Verdict.UNDOCUMENTED
    assert found["value/duration:enum/10s"][0] is Verdict.ENFORCED
    assert len(polls) < len({request.url for request in polls}) + 5, "nobody asks again for what is done"


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (409, Verdict.NOT_ENFORCED, "the second is refused 409: in use"),
        (402, Verdict.NOT_TESTABLE, "refused 402: in use"),
        (500, Verdict.NOT_TESTABLE, "refused 500: in use"),
    ],
)
def test_a_key_that_is_refused_the_second_time_did_not_make_two_jobs(status, verdict, reason, subjects):
    flash = subjects["apiframe/luma-ray-flash-2"]
    creates = itertools.count()
    asked = Asked(
        flash,
        lambda _: (
            httpx.Response(202, json={"jobId": "j1", "status": "QUEUED"})
            if next(creates) == 0
            else httpx.Response(status, json={"error": "in use"})
        ),
    )
    check = next(c for c in plan(flash, [flash]) if c.name == "job/idempotency")
    result = verify(check, flash, asked.target)
    assert (result.verdict, result.reason) == (verdict, reason)


def without_words(subject):
    """Its provider's list of errors without a status for keys and for ids, and polls without a message."""
    form = copy.deepcopy(dict(subject.provider["transport"]))
    unnamed = ("authentication", "not_found")
    form["errors"]["causes"] = [row for row in form["errors"]["causes"] if row["cause"] not in unnamed]
    form["poll"]["answer"].pop("message", None)
    return replace(subject, provider={**subject.provider, "transport": form})


def test_what_a_list_of_errors_leaves_out_is_no_finding(subject):
    bare = without_words(subject)
    found = verdicts(bare, Asked(bare, Gateway().answer).target, "job-un")
    assert found["job/unsigned"] == (
        Verdict.NOT_TESTABLE, "refused 401; no status is documented for authentication",
    )  # fmt: skip
    assert found["job/unknown-id"] == (
        Verdict.NOT_TESTABLE, "refused 404; no status is documented for not_found",
    )  # fmt: skip


def test_a_job_that_fails_without_a_reason_is_a_finding_only_where_one_is_documented(subject):
    def judged(each):
        asked = Asked(each, lambda _: httpx.Response(200, json={"request_id": "r1", "status": "failed"}))
        asked.target._can_fail = True
        return verdicts(each, asked.target, "job-failure")["job/failure"][0]

    assert judged(subject) is Verdict.NOT_ENFORCED
    assert judged(without_words(subject)) is Verdict.ENFORCED


def test_a_model_of_one_valid_request_has_no_two_jobs(subject):
    one = next(c for c in subject.cases if c["verdict"] == "accepted" and "twin" not in c)
    alone = replace(subject, cases=(one,))
    assert len(alone.valid) == 1
    checks = {c.name: c for c in plan(alone, [alone])}
    assert checks["job/ids"].kind == "excluded"
    assert checks["job/states"].kind == "job-states"
