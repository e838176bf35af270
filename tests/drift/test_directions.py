"""A limit that tightens breaks callers, one that loosens does not; what a gateway offers comes and goes as one change."""

from __future__ import annotations

import pytest
from small import KITE, PROVIDER, swapped, texts

from callsheet import drift, pipeline
from callsheet.drift.media import media_steps
from callsheet.layers.change import Change
from callsheet.layers.facts import MediaLimit
from callsheet.layers.model import Model, Provider
from callsheet.solve import judge

PICTURE = (
    '  picture: {type: string, media: [{what: seconds, max: 30}, {what: formats, values: ["mp4", "mov"]}]}\n'
)
FILM = swapped(KITE, ("\nrules:", f"{PICTURE}\nrules:"))


def providers(text: str, provider: str = PROVIDER) -> tuple[Provider, ...]:
    return pipeline.resolved(pipeline.load({**texts(kite=text), "specs/acme/provider.yaml": provider}))


def model(text: str) -> Model:
    return providers(text)[0].models[0]


def told(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.effect) for each in found]


MEDIA = [
    ("max: 30", "max: 20", "breaking"),
    ("max: 30", "max: 40", "additive"),
    ("max: 30", "min: 2, max: 30", "breaking"),
    ("max: 30", "min: 2, max: 60", "breaking"),
    ("{what: seconds, max: 30}, ", "", "additive"),
    ("{what: seconds, max: 30}", "{what: seconds, max: 30}, {what: bytes, max: 5}", "breaking"),
    ('["mp4", "mov"]', '["mp4"]', "breaking"),
    ('["mp4", "mov"]', '["mp4", "mov", "webm"]', "additive"),
    ('["mp4", "mov"]', '["mp4", "webm"]', "breaking"),
]


@pytest.mark.parametrize(("old", "new", "effect"), MEDIA)
def test_limits_on_media_by_direction(old: str, new: str, effect: str) -> None:
    changed = swapped(FILM, (old, new))
    assert told(drift.compare_providers(providers(FILM), providers(changed))) == [("CV118", effect)]


def test_each_kind_of_limit_is_told_by_itself() -> None:
    changed = swapped(FILM, ("max: 30", "max: 40"), ('["mp4", "mov"]', '["mp4"]'))
    found = drift.compare_providers(providers(FILM), providers(changed))
    assert [(each.effect, each.message) for each in found] == [
        ("additive", "picture: limits on the media: seconds up to 40 now, up to 30 before"),
        ("breaking", "picture: limits on the media: formats mp4 now, mov, mp4 before"),
    ]


def test_another_order_of_limits_and_formats_gives_nothing() -> None:
    changed = swapped(FILM, (PICTURE, '  picture: {type: string, media: [{what: formats, values: ["mov", "mp4"]}, {what: seconds, max: 30}]}\n'))  # fmt: skip
    assert drift.compare_providers(providers(FILM), providers(changed)) == ()


def test_several_limits_of_one_kind() -> None:
    one, two = MediaLimit(what="width", max=9), MediaLimit(what="width", min=5)
    assert [each.effect for each in media_steps((one,), (one, two))] == ["breaking"]
    assert [each.effect for each in media_steps((one, two), (two,))] == ["additive"]
    assert list(media_steps((one, two), (two, one))) == []


OFFERS = swapped(
    PROVIDER,
    (
        "  result:",
        """\
  cancel: {method: DELETE, path: "/jobs/{id}", accepted: [200]}
  idempotency: {header: Idempotency-Key, max_length: 64, window_seconds: 3600}
  webhooks: {how: request, url: /webhook, events: /events, values: ["done", "failed"]}
  uploads:
    - {how: multipart, call: {method: POST, path: /files, accepted: [200]}, form_field: file, reference: [/id], max_bytes: {image: 100, video: 900}}
    - {how: base64, call: {method: POST, path: /assets, accepted: [200]}, data: /data, name: /name, reference: [/id]}
  result:""",
    ),
    ("result: {formats: [mp4]}", "result: {formats: [mp4, webm], url_seconds: 600}"),
)


def line(start: str) -> str:
    return next(each for each in OFFERS.splitlines(keepends=True) if each.strip().startswith(start))


TRANSPORT = [
    (line("cancel"), "", ("CV155", "breaking", "cancel is offered no more")),
    (line("idempotency"), "", ("CV155", "breaking", "idempotency is offered no more")),
    (line("webhooks"), "", ("CV155", "breaking", "webhooks is offered no more")),
    ("header: Idempotency-Key", "header: X-Key", ("CV150", "breaking", "idempotency/header")),
    ("window_seconds: 3600", "window_seconds: 600", ("CV150", "breaking", "idempotency/window_seconds")),
    ("window_seconds: 3600", "window_seconds: 7200", ("CV150", "additive", "idempotency/window_seconds")),
    ("image: 100", "image: 50", ("CV150", "breaking", "max_bytes/image")),
    ("image: 100", "image: 500", ("CV150", "additive", "max_bytes/image")),
    ("image: 100, ", "", ("CV150", "additive", "max_bytes/image")),
    ("image: 100", "audio: 9, image: 100", ("CV150", "breaking", "max_bytes/audio")),
    ('["done", "failed"]', '["done"]', ("CV150", "breaking", "webhooks/values")),
    ('["done", "failed"]', '["done", "failed", "late"]', ("CV150", "additive", "webhooks/values")),
    ("events: /events", "events: /on", ("CV150", "breaking", "webhooks/events")),
    ("[mp4, webm]", "[mp4]", ("CV150", "breaking", "result/formats")),
    ("url_seconds: 600", "url_seconds: 60", ("CV150", "breaking", "result/url_seconds")),
    ("path: /jobs,", "path: /works,", ("CV150", "breaking", "submit/path")),
    ("id: [/id]", "id: [/id, /job/id]", ("CV150", "additive", "submit/answer/id")),
    ("id: [/id]", "id: [/job/id, /id]", ("CV150", "breaking", "submit/answer/id")),
    ("first_seconds: 1", "first_seconds: 2", ("CV150", "cosmetic", "polling/first_seconds")),
    ("https://api.acme.example/v1", "https://api.acme.example/v2", ("CV150", "breaking", "base_url")),
    ("scheme: bearer,", "scheme: header, header: X-Key,", ("CV150", "breaking", "auth/")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), TRANSPORT)
def test_what_a_gateway_takes_and_offers(old: str, new: str, expected: tuple[str, str, str]) -> None:
    found = drift.compare_providers(providers(KITE, OFFERS), providers(KITE, swapped(OFFERS, (old, new))))
    assert all(each.code in ("CV150", "CV155") for each in found)
    code, effect, words = expected
    worst = [each for each in found if words in each.message and each.code == code]
    assert {each.effect for each in worst} >= {effect}, found
    assert len(found) == 1 or words == "auth/"


@pytest.mark.parametrize(("old", "new", "expected"), [row for row in TRANSPORT if row[2][0] == "CV155"])
def test_what_comes_is_additive(old: str, new: str, expected: tuple[str, str, str]) -> None:
    found = drift.compare_providers(providers(KITE, swapped(OFFERS, (old, new))), providers(KITE, OFFERS))
    assert told(found) == [(expected[0], "additive")]


ORDERS = [
    ("[mp4, webm]", "[webm, mp4]"),
    ('["done", "failed"]', '["failed", "done"]'),
    (
        "[{word: waiting, means: pending}, {word: done, means: succeeded}",
        "[{word: done, means: succeeded}, {word: waiting, means: pending}",
    ),
    ("image: 100, video: 900", "video: 900, image: 100"),
]


@pytest.mark.parametrize(("old", "new"), ORDERS)
def test_another_order_gives_nothing(old: str, new: str) -> None:
    assert (
        drift.compare_providers(providers(KITE, OFFERS), providers(KITE, swapped(OFFERS, (old, new)))) == ()
    )


def test_another_order_of_uploads_gives_nothing() -> None:
    first, second = line("- {how: multipart"), line("- {how: base64")
    turned = swapped(OFFERS, (first + second, second + first))
    assert drift.compare_providers(providers(KITE, OFFERS), providers(KITE, turned)) == ()


STATUSES = [
    ("{word: done, means: succeeded}", "{word: finished, means: succeeded}", [("CV151", "breaking")]),
    (
        "{word: done, means: succeeded}",
        "{word: done, means: succeeded}, {word: late, means: failed}",
        [("CV152", "additive")],
    ),
    ("{word: waiting, means: pending}, ", "", [("CV153", "breaking")]),
    ("{word: waiting, means: pending}", "{word: waiting, means: failed}", [("CV154", "breaking")]),
    (
        "{word: waiting, means: pending}",
        "{word: queued, means: pending}, {word: running, means: pending}",
        [("CV152", "additive"), ("CV152", "additive"), ("CV153", "breaking")],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), STATUSES)
def test_statuses(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    before = swapped(PROVIDER, ("statuses: [", "statuses: [{word: asked, means: pending}, "))
    changed = swapped(before, (old, new))
    assert told(drift.compare_providers(providers(KITE, before), providers(KITE, changed))) == expected


def test_another_default_shows_whom_it_concerns_and_what_it_costs() -> None:
    new = swapped(KITE, ("enum: [5, 9], default: 5", "enum: [5, 9], default: 9"))
    found = {each.code: each for each in drift.compare_providers(providers(KITE), providers(new))}
    change = found["CV115"]
    assert change.effect == "breaking"
    assert change.message == (
        "seconds: default is 9 now, was 5; a request that leaves it out costs 10 credits, was 5"
    )
    assert change.witness is not None
    assert "seconds" not in change.witness
    assert all(judge(model(text), change.witness).is_valid for text in (KITE, new))
    price = found["CV132"]
    assert "where seconds is left out" in price.message
    assert "seconds" not in (price.witness or {})


def test_prices_that_move_beside_a_default_are_told_for_what_is_sent() -> None:
    new = swapped(KITE, ("default: 5}", "default: 9}"), ('amount: "5"', 'amount: "6"'))
    found = [
        each for each in drift.compare_providers(providers(KITE), providers(new)) if each.code == "CV132"
    ]
    sent = [each for each in found if "left out" not in each.message]
    assert [(each.old, each.new, (each.witness or {})["seconds"]) for each in sent] == [("5", "6", 5)]
    assert [(each.old, each.new) for each in found if each not in sent] == [("5", "10")]


def test_a_default_that_nobody_can_use_is_cosmetic() -> None:
    needed = "  - id: seconds-needed\n    all_or_none: [prompt, seconds]\n"
    old = swapped(KITE, ("\nprices:", f"{needed}\nprices:"))
    found = drift.compare_providers(providers(old), providers(swapped(old, ("default: 5}", "default: 9}"))))
    assert told(found) == [("CV115", "cosmetic")]
    assert "no valid request leaves it out" in found[0].message


def test_what_stands_inside_comes_goes_and_is_renamed_with_it() -> None:
    frames = "  frames: {type: array, items: {type: object}}\n  frames[].index: {type: integer}\n  frames[].url: {type: string}\n"
    new = swapped(KITE, ("\nrules:", f"{frames}\nrules:"))
    assert told(drift.compare_providers(providers(KITE), providers(new))) == [("CV110", "additive")]
    assert told(drift.compare_providers(providers(new), providers(KITE))) == [("CV111", "breaking")]
    renamed = new.replace("frames", "key_frames")
    found = drift.compare_providers(providers(new), providers(renamed))
    assert [each.message for each in found if each.code == "CV112"] == ["frames is called key_frames now"]
