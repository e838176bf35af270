"""What a request says of its result, what counts as another film, and how it travels with a token."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.layers.claim import says
from callsheet.runtime.asked import Asked, Claim, asked_of, differences
from callsheet.runtime.errors import Misconfigured
from callsheet.runtime.film import Film
from callsheet.runtime.job_token import Token

CLAIMS = (
    Claim(what="seconds", path="params.duration", default="5s"),
    Claim(what="short_side", path="resolution", default="720p", unless=("source",)),
    Claim(what="ratio", path="aspect", unless=("start", "keys.first")),
)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, Asked(seconds=5.0, short_side=720)),
        ({"params": {"duration": "10s"}, "aspect": "21:9"}, Asked(seconds=10.0, short_side=720, ratio=(21, 9))),
        ({"params": {"duration": 7.5}, "resolution": "4k"}, Asked(seconds=7.5, short_side=2160)),
        ({"aspect": "9:16", "start": "https://x/y.png"}, Asked(seconds=5.0, short_side=720)),
        ({"aspect": "9:16", "keys": {"first": {}}}, Asked(seconds=5.0, short_side=720)),
        ({"aspect": "9:16", "keys": {"last": {}}, "source": None}, Asked(seconds=5.0, short_side=720, ratio=(9, 16))),
        ({"resolution": 1080, "source": "v", "params": {"duration": True}}, Asked()),
        ({"params": "no object", "resolution": "large", "aspect": "0:1"}, Asked(seconds=5.0)),
    ],
)  # fmt: skip
def test_what_takes_effect_is_asked_for(params, expected):
    assert asked_of(CLAIMS, params) == expected


@given(
    what=st.sampled_from(["seconds", "short_side", "ratio"]),
    value=st.from_regex(r"[0-9kKpPsS:. ]{1,8}", fullmatch=True)
    | st.sampled_from(["5s", "5 s", "0.5s", "720p", "4k", "4K", "16:9", "99:1", "\u0665s", "5s\n"])
    | st.integers(1, 99_999)
    | st.booleans(),
)
def test_what_a_spec_may_claim_is_what_is_read(what, value):
    """The generator refuses a spec whose values the client could not read."""
    (claimed,) = [getattr(asked_of([Claim(what=what, path="a")], {"a": value}), what)]
    assert (claimed is not None) == (says(what, value) and claimed_is_positive(what, value))


def claimed_is_positive(what, value):
    number = str(value).lower().strip("psk ") if what != "ratio" else "1"
    return float(number) > 0


@pytest.mark.parametrize(
    ("asked", "film", "found"),
    [
        (Asked(seconds=5), Film(seconds=5.04), []),
        (Asked(seconds=5), Film(seconds=5.375), []),
        (Asked(seconds=5), Film(seconds=4.0), ["asked for 5 s, file 0 has 4 s"]),
        (Asked(seconds=10), Film(seconds=5.0), ["asked for 10 s, file 0 has 5 s"]),
        (Asked(seconds=5), Film(width=1, height=1), []),
        (Asked(short_side=720), Film(width=1280, height=720), []),
        (Asked(short_side=720), Film(width=704, height=1248), []),
        (Asked(short_side=720), Film(width=960, height=960), []),
        (Asked(short_side=720), Film(width=1584, height=672), []),
        (Asked(short_side=720), Film(width=960, height=540), ["asked for 720p, file 0 has 960x540"]),
        (Asked(short_side=540), Film(width=1280, height=720), ["asked for 540p, file 0 has 1280x720"]),
        (Asked(short_side=1080), Film(width=1280, height=720), ["asked for 1080p, file 0 has 1280x720"]),
        (Asked(ratio=(16, 9)), Film(width=1280, height=704), []),
        (Asked(ratio=(21, 9)), Film(width=1584, height=672), []),
        (Asked(ratio=(21, 9)), Film(width=2560, height=1080), []),
        (Asked(ratio=(4, 3)), Film(width=1280, height=853), ["asked for 4:3, file 0 has 1280x853"]),
        (Asked(ratio=(16, 9)), Film(width=720, height=1280), ["asked for 16:9, file 0 has 720x1280"]),
        (Asked(ratio=(16, 9)), Film(seconds=5.0), []),
        (Asked(), Film(seconds=1, width=1, height=1), []),
    ],
)
def test_what_counts_as_another_film(asked, film, found):
    assert [str(each) for each in differences(asked, film)] == found


@given(
    st.builds(
        Asked,
        seconds=st.none() | st.floats(0.1, 99_999),
        short_side=st.none() | st.integers(1, 99_999),
        ratio=st.none() | st.tuples(st.integers(1, 999), st.integers(1, 999)),
    )
)
def test_a_token_carries_it(asked):
    token = Token(provider="p", job_id="j", model="m", asked=asked)
    assert Token.parse(str(token), "p") == token


def test_tokens_of_before_are_still_read():
    assert Token.parse("job1.WyJwIiwiaiIsIm0iLCJpIiwxLjVd", "p").asked == Asked()
    assert Token.parse("job1.WyJwIiwiaiIsIm0iLCJpIiwxLjUsIjAuMzAiLCJVU0QiXQ", "p").asked == Asked()


@pytest.mark.parametrize(
    "said", [{"seconds": -1}, {"ratio": [0, 1]}, {"ratio": "x"}, {"colour": 1}, {"short_side": {}}]
)
def test_a_token_that_was_tampered_with_is_refused(said):
    with pytest.raises(ValueError, match=next(iter(said))):
        Asked.unpacked(said)


def test_a_damaged_promise_damages_the_token():
    packed = json.dumps(["p", "j", "", "", 0, {"seconds": "soon"}]).encode()
    with pytest.raises(Misconfigured, match="damaged"):
        Token.parse("job1." + base64.urlsafe_b64encode(packed).decode(), "p")
