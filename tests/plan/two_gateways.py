"""Two gateways that sell one thing under other names, types, values and prices; in our own words."""

from __future__ import annotations

from datetime import date

from callsheet import plan, solve
from callsheet.draft import load
from callsheet.layers.model import Model
from callsheet.layers.spec import PageSpec, ProviderSpec
from callsheet.resolve import resolve

ON = date(2026, 6, 1)

WORDS = """\
model: film
page: p
capabilities: [txt2video, img2video]
parameters:
  model: {type: string, required: true, enum: ["film"], role: model}
  prompt: {type: string, required: true}
  duration: {type: string, enum: ["5s", "10s"], default: "5s", result: {what: seconds, unless: [start_image]}}
  resolution: {type: string, enum: ["540p", "1080p", "4k"], default: "1080p", result: {what: short_side}}
  aspect_ratio: {type: string, enum: ["16:9", "1:1"], default: "16:9", result: {what: ratio}}
  hdr: {type: boolean, default: false, at: "Table/hdr#0123456789ab"}
  start_image: {type: string, format: uri, means: first_frame}
rules:
  - {id: hdr-not-10s, forbid: {hdr: true, duration: "10s"}, at: "Limits/1#0123456789ab"}
  - {id: image-not-4k, forbid: {start_image: {sent: true}, resolution: "4k"}, basis: upstream, because: The maker says so.}
needs:
  - {id: hdr-access, when: {hdr: true}, summary: The account needs HDR.}
prices:
  - since: 2026-01-01
    unit: USD
    per: 5s
    at: "Prices#0123456789ab"
    rows:
      - {when: {resolution: "540p"}, amount: "0.10"}
      - {when: {resolution: {not: "540p"}}, amount: "0.30", at: "Prices/2#0123456789ab"}
    quantities:
      - {when: {duration: "5s"}, count: 1}
      - {when: {duration: "10s"}, count: 2}
  - {since: 2027-01-01, unknown: Withdrawn.}
"""
NUMBERS = """\
model: clip
page: p
capabilities: [txt2video]
parameters:
  prompt: {type: string, required: true}
  video.seconds: {type: integer, range: [2, 9], default: 4, result: {what: seconds}}
  video.size: {type: integer, enum: [720, 2160], default: 720, result: {what: short_side}}
  video.frame: {type: file, means: first_frame}
  styles: {type: array, items: {type: string, enum: ["noir", "pastel"]}}
prices:
  - since: 2026-01-01
    unit: credits
    per: second
    rows: [{amount: "2"}]
    quantities: [{count: video.seconds}]
open:
  - Whether HDR can be had.
"""


def models(*texts: str) -> list[Model]:
    page = {"p": PageSpec(url="https://docs.example.com/p")}
    pairs = [
        (ProviderSpec(provider=f"gate{number}", title=f"Gate {number}", pages=page), [load(text, "m.yaml")])
        for number, text in enumerate(texts or (WORDS, NUMBERS), 1)
    ]
    return [model for provider in resolve(pairs) for model in provider.models]


def asked(*wishes: str, among: list[Model] | None = None, on: date = ON) -> dict[str, plan.Answer]:
    """By model; every offer is a valid request."""
    answers = plan.ask(among or models(), [plan.parse_wish(each) for each in wishes], on=on)
    for each in answers:
        if isinstance(each, plan.Offer):
            assert solve.judge(each.model, each.request).is_valid
            assert solve.judge(each.model, each.cheapest_request).is_valid
    return {each.model.id: each for each in answers}


def offer(answer: plan.Answer) -> plan.Offer:
    assert isinstance(answer, plan.Offer), answer
    return answer


def refusal(answer: plan.Answer) -> plan.Refusal:
    assert isinstance(answer, plan.Refusal), answer
    return answer
