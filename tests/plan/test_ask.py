"""Wishes in anybody's words, put to gateways that call things otherwise: requests, prices, and reasons with places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from two_gateways import WORDS, asked, models, offer, refusal

from callsheet import plan


def test_one_wish_finds_what_each_calls_otherwise() -> None:
    found = asked("duration=5s", "resolution=4K", "first_frame=https://a.example/x.png")
    film = offer(found["film"])
    assert film.request == {
        "model": "film",
        "prompt": film.request["prompt"],
        "duration": "5s",
        "resolution": "4k",
        "start_image": "https://a.example/x.png",
    }
    clip = offer(found["clip"])
    assert clip.request["video"] == {"seconds": 5, "size": 2160, "frame": "https://a.example/x.png"}
    assert dict(clip.named)["duration=5s"] == "video.seconds"


@pytest.mark.parametrize(
    "wish", ["duration=5s", "seconds=5", "video.seconds=5", "Duration=5", "duration=5.0"]
)
def test_every_name_of_a_thing_means_it(wish: str) -> None:
    film = asked(wish)["film"]
    assert offer(film).request["duration"] == "5s"


def test_a_ratio_is_a_number() -> None:
    assert offer(asked("ratio=32:18")["film"]).request["aspect_ratio"] == "16:9"


def test_a_bound_takes_the_default_or_the_first_value_within() -> None:
    found = asked("duration>=8")
    assert offer(found["film"]).request["duration"] == "10s"
    assert offer(asked("duration<=10s")["film"]).request["duration"] == "5s"
    both = asked("duration>=6", "duration<=9")
    assert [each.id for each in refusal(both["film"]).reasons] == ["duration<="]
    assert offer(asked("resolution>=700", "resolution<=1100")["film"]).request["resolution"] == "1080p"


def test_alternatives() -> None:
    found = asked("duration=7s|10s")
    assert offer(found["film"]).request["duration"] == "10s"
    assert offer(found["clip"]).request["video"] == {"seconds": 7}
    assert offer(asked("duration=5s|10s")["film"]).request["duration"] == "5s"
    both = asked("duration=5|10", "duration>=6")
    assert offer(both["film"]).request["duration"] == "10s"
    assert [each.message for each in refusal(asked("duration=7s|8s")["film"]).reasons] == [
        "duration is one of 5s, 10s"
    ]
    assert offer(asked("prompt=this|that")["film"]).request["prompt"] == "this|that"


def test_wishes_that_rule_each_other_out_are_told_apart_from_limits() -> None:
    """5 and 10 are both sold: the limit is not what is in the way."""
    (reason,) = refusal(asked("duration=5", "duration=10")["film"]).reasons
    assert reason.message == "duration=10 is wished for beside duration=5s"


def test_what_has_no_order_has_no_bounds() -> None:
    (reason,) = refusal(asked("prompt>=3")["film"]).reasons
    assert (reason.id, reason.message) == ("prompt>=", "prompt has no order")


def test_the_price_of_the_request_and_of_the_cheapest() -> None:
    film = offer(asked("duration=10s")["film"])
    assert film.request.keys() == {"model", "prompt", "duration"}
    assert (str(film.price.amount), film.price.unit, film.price.at) == (
        "0.60",
        "USD",
        "Prices/2#0123456789ab",
    )
    assert (str(film.cheapest.amount), film.cheapest.at) == ("0.20", "Prices#0123456789ab")
    assert film.cheapest_request["resolution"] == "540p"
    clip = offer(asked("resolution=720p")["clip"])
    assert (clip.price.amount, clip.cheapest.amount) == (Decimal(8), Decimal(4))
    assert clip.cheapest_request["video"] == {"seconds": 2, "size": 720}


def test_prices_are_those_of_the_day() -> None:
    later = offer(asked("duration=5s", on=date(2027, 1, 1))["film"])
    assert (later.price.amount, later.price.unknown) == (None, "Withdrawn.")
    before = offer(asked("duration=5s", on=date(2025, 12, 31))["film"])
    assert (before.price.amount, before.price.unknown) == (None, "no page names a price for that day")


def test_a_rule_is_named_with_its_place_and_what_would_do() -> None:
    film = refusal(asked("hdr=true", "duration=10s", "resolution=540p")["film"])
    (reason,) = film.reasons
    assert (reason.id, reason.at) == ("hdr-not-10s", "Limits/1#0123456789ab")
    assert {each.path: (each.values, each.without) for each in film.instead} == {
        "hdr": ((False,), True),
        "duration": (("5s",), True),
    }


def test_a_value_that_is_not_had_names_its_limit_and_the_others() -> None:
    film = refusal(asked("duration=7s")["film"])
    assert [(each.id, each.message) for each in film.reasons] == [
        ("duration:enum", "duration is one of 5s, 10s")
    ]
    assert film.instead[0].values == ("5s", "10s")
    (least,) = refusal(asked("duration=1s")["clip"]).reasons
    assert (least.id, least.message) == (
        "video.seconds:min",
        "video.seconds has a min of its own: at least 2 and at most 9",
    )


def test_what_is_missing_is_told_with_what_is_open() -> None:
    clip = refusal(asked("hdr=true", "duration=20s")["clip"])
    assert [each.message for each in clip.reasons] == [
        "no parameter for hdr (open: Whether HDR can be had.)",
        "video.seconds has a max of its own: at least 2 and at most 9",
    ]
    assert clip.instead == ()


def test_what_a_model_does_not_have_is_off() -> None:
    clip = offer(asked("hdr=false")["clip"])
    assert dict(clip.named) == {"hdr=false": ""}
    assert offer(asked("hdr=false")["film"]).request["hdr"] is False


def test_capabilities() -> None:
    found = asked("img2video")
    offer(found["film"])
    assert refusal(found["clip"]).reasons[0].message == "does txt2video"


def test_notes_tell_advice_needs_and_doubt() -> None:
    film = offer(
        asked("first_frame=https://a.example/x.png", "duration=5s", "hdr=true", "resolution=4k")["film"]
    )
    assert [(each.id, each.basis) for each in film.notes] == [
        ("image-not-4k", "upstream"),
        ("hdr-access", ""),
        ("duration", "open"),
    ]


def test_items_of_arrays() -> None:
    assert offer(asked("styles=noir")["clip"]).request["styles"] == ["noir"]
    assert refusal(asked("styles=loud")["clip"]).reasons[0].id == "styles[]:enum"


def test_a_name_that_two_parameters_share_is_not_guessed_at() -> None:
    text = WORDS.replace("rules:\n", "  other.hdr: {type: boolean}\n  more.hdr: {type: boolean}\nrules:\n")
    text = text.replace("  hdr: {type: boolean, default: false", "  high: {type: boolean, default: false")
    text = text.replace("hdr: true", "high: true")
    (reason,) = refusal(asked("hdr=true", among=models(text))["film"]).reasons
    assert reason.message == "hdr may be other.hdr or more.hdr"


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("durtion=5", "no model has a parameter 'durtion'; did you mean duration or resolution?"),
        ("img2vid", "no model has the capability 'img2vid'; did you mean img2video or txt2video?"),
        ("hdr", "hdr is a parameter: say hdr=true, or another value"),
        ("model=film", "no model has a parameter 'model'"),
        ("a b", "'a b' is no name=value, name>=value, name<=value or capability"),
        ("=5", "'=5' is no name=value"),
        ("duration=", "'duration=' names no value"),
    ],
)
def test_what_nobody_knows_is_no_wish(wish: str, says: str) -> None:
    with pytest.raises(plan.NoWish) as caught:
        asked(wish)
    assert str(caught.value).startswith(says)
