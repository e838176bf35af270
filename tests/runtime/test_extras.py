"""What a caller puts over a request is priced as well, and cannot break the request's frame."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from small_client import small_client

from callsheet.runtime.context import Context
from callsheet.runtime.errors import Misconfigured, OverBudget
from callsheet.runtime.exchange import Request
from callsheet.runtime.plan import Extra, Offer, guard, plan
from callsheet.runtime.price import UnknownPrice


class Dear:
    """A price by the seconds asked for."""

    unit = "USD"

    def __init__(self, request):
        self.amount = Decimal(request.get("seconds", 5))


OFFER = Offer(model="m-1", validate=lambda request, advice=False: [], price=Dear)


def planned(transport, **extra):
    context = Context(transport=transport, base_url="https://gateway.example")
    return context, plan(context, OFFER, {"prompt": "p"}, Extra(**extra))


def over(transport, **fields):
    """The fields as extra_body has to have them at this gateway."""
    where = transport.envelope.params.removeprefix("/")
    return {where: fields} if where else fields


def test_what_is_put_over_the_parameters_is_priced(transport):
    context, made = planned(transport, body=over(transport, seconds=50))
    assert made.draft.estimate.amount == 50
    with pytest.raises(OverBudget):
        guard(context, made, "5")


def test_what_changes_no_price_keeps_it(transport):
    _, made = planned(transport, body={"added": 1})
    assert made.draft.estimate.amount == 5


def test_another_model_has_no_known_price(transport):
    if transport.envelope.model == "path":
        pytest.skip("its model is in the path, where extra_body does not reach")
    context, made = planned(transport, body={transport.envelope.model.removeprefix("/"): "m-2"})
    assert isinstance(made.price, UnknownPrice)
    with pytest.raises(OverBudget, match="not known"):
        guard(context, made, "5")


def test_parameters_that_are_none_have_no_known_price(transports):
    _, made = planned(transports["gmicloud"], body=over(transports["gmicloud"]) | {"payload": "all"})
    assert isinstance(made.price, UnknownPrice)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Length", "3"),
        ("transfer-encoding", "chunked"),
        ("Host", "elsewhere.example"),
        ("Connection", "close"),
        ("Expect", "100-continue"),
        ("X-Trace", "é"),
        ("X-Trace", "a\r\nB: c"),
        ("X-Trace", " a"),
        ("X-Trace", "a\t"),
        ("X-Trace", "a\x01"),
        ("X-Trace", 1),
        ("X Trace", "a"),
        ("X:Trace", "a"),
        ("", "a"),
        (b"X-Trace", "a"),
    ],
)
def test_headers_that_would_break_the_frame(transport, name, value):
    with pytest.raises(Misconfigured, match="cannot be sent"):
        planned(transport, headers={name: value})


def test_no_header_is_sent_twice_by_another_case(transport):
    """Credentials stay our own, whatever they are called."""
    _, made = planned(transport, headers={"content-TYPE": "application/x"})
    assert {name.lower(): value for name, value in made.draft.headers.items()}[
        "content-type"
    ] == "application/x"
    around = small_client(transport, "https://gateway.example")._engine.configuration.around
    asked = Request(method="GET", url="https://gateway.example/jobs", headers=made.draft.headers)
    signed = around.headers(asked)
    extra = {name.swapcase(): "z" for name in signed}
    again = around.headers(replace(asked, headers=extra))
    for sent in (made.draft.headers, signed, again):
        assert len({name.lower() for name in sent}) == len(sent)
    credentials = {name: value for name, value in signed.items() if "s3cret" in value or "Basic" in value}
    assert credentials
    assert credentials.items() <= again.items()
