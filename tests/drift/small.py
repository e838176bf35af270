"""A gateway in our own words: two pages, the specs that they lead to, and a folder that holds both."""

from __future__ import annotations

from pathlib import Path

PROVIDER = """\
provider: acme
title: Acme
pages:
  kite: {url: "https://docs.acme.example/kite"}
  balloon: {url: "https://docs.acme.example/balloon"}

transport:
  base_url: "https://api.acme.example/v1"
  auth: [{scheme: bearer, credentials: [{argument: api_key, env: [ACME_API_KEY]}]}]
  envelope: {model: /model}
  submit: {method: POST, path: /jobs, accepted: [200], answer: {id: [/id], status: [/status]}}
  poll: {method: GET, path: "/jobs/{id}", accepted: [200], answer: {status: [/status], urls: [/url]}}
  statuses: [{word: waiting, means: pending}, {word: done, means: succeeded}, {word: broken, means: failed}]
  result: {formats: [mp4]}
  errors: {message: [/error]}
  polling: {first_seconds: 1, max_seconds: 5}
"""

KITE = """\
model: kite
page: kite
summary: Draws a kite.

parameters:
  prompt: {type: string, required: true, length: [1, 300]}
  size: {type: string, enum: ["small", "large"], default: "small"}
  seconds: {type: integer, enum: [5, 9], default: 5}
  tail: {type: boolean, default: false}

rules:
  - id: large-not-9
    forbid: {size: "large", seconds: 9}

prices:
  - since: 2026-01-01
    unit: credits
    per: video
    rows:
      - {when: {seconds: 5}, amount: "5"}
      - {when: {seconds: 9}, amount: "10"}
"""

KITE_PAGE = """\
# Kite

Model ID: `kite`

## Parameters

| Parameter | Type | Required | Default | Allowed values | Description |
|---|---|---|---|---|---|
| `prompt` | string | Yes | | 1-300 characters | Words for the kite. |
| `size` | string | No | `small` | `small`, `large` | How big it flies. |
| `seconds` | integer | No | `5` | `5`, `9` | How long it flies. |
| `tail` | boolean | No | `false` | `true`, `false` | Adds ribbons. |

## Constraints

- `size` `large` is not supported when `seconds` is `9`.

## Credit cost

| seconds | Credits |
|---|---|
| 5 | 5 |
| 9 | 10 |
"""


def project(folder: Path) -> Path:
    """``specs/acme`` below a folder."""
    acme = folder / "specs" / "acme"
    acme.mkdir(parents=True)
    (acme / "provider.yaml").write_text(PROVIDER)
    (acme / "kite.yaml").write_text(KITE)
    return folder


def texts(**models: str) -> dict[str, str]:
    """Specs by path: ``texts(kite=KITE)``."""
    return {
        "specs/acme/provider.yaml": PROVIDER,
        **{f"specs/acme/{name}.yaml": text for name, text in models.items()},
    }


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    """The text with each left side, which must be there, in the place of its right side."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def page(folder: Path, text: str) -> None:
    (folder / "pages/acme").mkdir(parents=True, exist_ok=True)
    (folder / "pages/acme/kite.md").write_text(text)


def specs(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in (folder / "specs").rglob("*")
        if path.is_file()
    }
