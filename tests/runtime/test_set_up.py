"""What a client is made of: what cannot work is said before anything is sent, and never afterwards."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import httpx
import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime.budget import Budget
from callsheet.runtime.configuration import _settings
from callsheet.runtime.context import Limits
from callsheet.runtime.errors import Misconfigured, OverBudget
from callsheet.runtime.job_state import Amount

ACCEPTED = response(200, b'{"request_id": "r-1", "status": "queued"}')


@pytest.mark.parametrize(
    "wrong",
    [{"attempts": 0}, {"attempts": 2.5}, {"strange": 0}, {"submit": 0}, {"call": -1}, {"wait": float("nan")},
     {"download": float("inf")}],
    ids=str,
)  # fmt: skip
def test_limits_that_are_none(wrong):
    with pytest.raises(Misconfigured, match=next(iter(wrong))):
        Limits(**wrong)


@pytest.mark.parametrize(
    "limit", ["abc", "1,00", "0.30 USD", "NaN", "", Amount(amount=Decimal("NaN"), unit="USD")]
)
def test_a_price_limit_that_is_no_number(transports, limit):
    with pytest.raises(Misconfigured, match="a limit is a number"):
        small_client(transports["gmicloud"], "https://gateway.example", max_price=limit)
    with RawServer(lambda a: ACCEPTED) as server, small_client(transports["gmicloud"], server.url) as client:
        with pytest.raises(Misconfigured, match="a limit is a number"):
            client.make(prompt="x").submit(max_price=limit)
        assert server.asked == []


def test_a_price_limit_is_what_is_written(transports):
    """The price is 0.30, which no float is."""
    with RawServer(lambda a: ACCEPTED) as server, small_client(transports["gmicloud"], server.url) as client:
        assert client.make(prompt="x").submit(max_price=0.3).id == "r-1"
        with pytest.raises(OverBudget):
            client.make(prompt="x").submit(max_price=0.29)


@pytest.mark.parametrize("number", [1, 0.3, "0.30"], ids=repr)
def test_an_amount_that_is_no_decimal(transports, number):
    """As callers without a type checker write it."""
    limit = Amount(amount=number, unit="USD")
    with RawServer(lambda a: ACCEPTED) as server:
        options = {"max_price": limit, "budget": Budget(limit)}
        with small_client(transports["gmicloud"], server.url, **options) as client:
            assert client.make(prompt="x").submit().id == "r-1"
            with pytest.raises(OverBudget):
                client.make(prompt="x").submit(max_price=Amount(amount=0, unit="USD"))


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_nothing_is_bought_for_a_deadline_that_is_none(act, seconds):
    with pytest.raises(Misconfigured, match="timeout") as caught:
        act("gmicloud", lambda a: ACCEPTED, lambda c: c.make(prompt="x").generate(timeout=seconds))
    assert caught.value.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://[::1",
        "https://x:99999",
        "https://x:ab",
        "https://exa mple",
        "https://x\\y",
        "https://x\ny",
        "x",
        " ",
    ],
)
def test_a_base_url_that_is_no_address(transports, url):
    with pytest.raises(Misconfigured, match="base URL"):
        small_client(transports["gmicloud"], url if url.strip() else "https:// ")


def test_credentials_go_over_https_unless_to_this_machine(transports):
    for host in ("127.0.0.1:80", "127.9.9.9", "[::1]:8000", "localhost", "gateway.localhost"):
        assert small_client(transports["gmicloud"], f"http://{host}/v1")
    for host in (
        "127.evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "gateway.example",
    ):
        with pytest.raises(Misconfigured, match="https only"):
            small_client(transports["gmicloud"], f"http://{host}/v1")


def test_space_around_what_was_pasted(transports, monkeypatch):
    client = small_client(transports["gmicloud"], " https://gateway.example/v1/ \n")
    assert client._engine.context.base_url == "https://gateway.example/v1"
    headers, _ = _settings(transports["gmicloud"], {"organization": "org-1 "})
    assert headers == {"X-Organization-ID": "org-1"}
    monkeypatch.setenv("GMI_ORG_ID", "org-2\n")
    assert _settings(transports["gmicloud"], {})[0] == {"X-Organization-ID": "org-2"}


@pytest.mark.parametrize("asynchronous", [False, True])
def test_an_http_client_of_the_other_shell(transports, asynchronous):
    other = httpx.Client() if asynchronous else httpx.AsyncClient()
    with pytest.raises(Misconfigured, match="must be an httpx"):
        small_client(transports["gmicloud"], "https://gateway.example", asynchronous=asynchronous, http=other)


@pytest.mark.usefixtures("no_waiting")
def test_what_a_caller_s_own_client_adds_stays_at_the_gateway(transports, tmp_path):
    """Its headers, cookies and query fields are the gateway's business, and no file store's."""
    seen = []

    def answer(request):
        seen.append(request)
        if request.url.host == "files.example":
            return httpx.Response(404)
        body = {
            "request_id": "r",
            "status": "success",
            "outcome": {"video_url": "https://files.example/a?sig=1"},
        }
        return httpx.Response(200, json=body)

    own = httpx.Client(
        transport=httpx.MockTransport(answer), headers={"X-API-Key": "mine", "Authorization": "Bearer mine"},
        cookies={"session": "mine"}, params={"tenant": "mine"},
    )  # fmt: skip
    limits = Limits(attempts=1)
    client = small_client(transports["gmicloud"], "https://gateway.example", http=own, limits=limits)
    result = client.resume("r").wait()
    with pytest.raises(Exception, match="404"):
        result.save(tmp_path / "film.mp4")
    here = [request for request in seen if request.url.host == "gateway.example"]
    there = [request for request in seen if request.url.host == "files.example"]
    assert here[0].headers["x-api-key"] == "mine"
    assert here[0].url.params["tenant"] == "mine"
    assert there
    for request in there:
        assert "mine" not in f"{request.url}{request.headers.raw}"
        assert str(request.url) == "https://files.example/a?sig=1"


@pytest.mark.parametrize("asynchronous", [False, True])
def test_what_holds_connections_says_that_it_stays(transports, asynchronous):
    client = small_client(transports["gmicloud"], "https://gateway.example", asynchronous=asynchronous)
    for each in (client._engine, client.resume("r")):
        for leave in (pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError, match=r"job\.token"):
                leave(each)
