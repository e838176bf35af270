"""Whatever the layout, a sentence that obliges is a rule or stands in the unclaimed list: made-up pages, sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.extract import extract
from callsheet.layers.document import Page
from callsheet.layers.facts import Facts
from callsheet.read import read

STEADY = settings(deadline=None, max_examples=25)
NAMES = ("prompt", "seed", "mask_url", "loop")
TYPES = ("string", "integer", "string", "boolean")
CUES = (
    "must be frobbed with {}",
    "is not supported by {}",
    "requires a plumbus of {}",
    "cannot be grelted after {}",
    "is only blimmed with {}",
    "必须先经过 {}",
)
Said = Sequence[str]


def table(said: Said) -> str:
    rows = [
        f"| `{name}` | {kind} | Blim. {text}. |" for name, kind, text in zip(NAMES, TYPES, said, strict=False)
    ]
    return "\n".join(["| Parameter | Type | Description |", "|---|---|---|", *rows])


def html_table(said: Said) -> str:
    rows = [
        f"<tr><td>{name}</td><td>{kind}</td><td>Blim. {text}.</td></tr>"
        for name, kind, text in zip(NAMES, TYPES, said, strict=False)
    ]
    return "<table><tr><th>Name</th><th>Type</th><th>Notes</th></tr>" + "".join(rows) + "</table>"


def bullets(said: Said) -> str:
    return "\n".join(
        f"- **{n}** ({k}, optional): Blim. {t}." for n, k, t in zip(NAMES, TYPES, said, strict=False)
    )


def nested(said: Said) -> str:
    return "\n".join(f"- `{n}` ({k}): Blim.\n  - {t}." for n, k, t in zip(NAMES, TYPES, said, strict=False))


def fields(said: Said) -> str:
    return "\n\n".join(
        f'<ParamField body="{n}" type="{k}">\n  Blim. {t}.\n</ParamField>'
        for n, k, t in zip(NAMES, TYPES, said, strict=False)
    )


def titled(said: Said) -> str:
    return "\n\n".join(
        f"### {n}\n\n- **Type**: `{k}`\n- **Required**: No\n\nBlim. {t}."
        for n, k, t in zip(NAMES, TYPES, said, strict=False)
    )


def paragraphs(said: Said) -> str:
    return "\n\n".join(f"**{n}** ({k}): Blim. {t}." for n, k, t in zip(NAMES, TYPES, said, strict=False))


def schema(said: Said) -> str:
    members = {
        n: {"type": k, "description": f"Blim. {t}."} for n, k, t in zip(NAMES, TYPES, said, strict=False)
    }
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": members}}}}
    whole = {"openapi": "3.1.0", "info": {}, "paths": {"/clips": {"post": {"requestBody": body}}}}
    return f"```json\n{json.dumps(whole, ensure_ascii=False)}\n```"


LAYOUTS: tuple[Callable[[Said], str], ...] = (
    table, html_table, bullets, nested, fields, titled, paragraphs, schema,
)  # fmt: skip


def facts_of(page: str) -> Facts:
    return extract(read(Page(name="clip.md", data=page.encode())))


def left(facts: Facts) -> str:
    found = [one.text for model in facts.models for one in model.unclaimed] + [
        one.text for one in facts.unclaimed
    ]
    return "\n".join(found)


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """As many as there are names; each with a word of its own to find it by."""
    cues = draw(st.lists(st.sampled_from(CUES), min_size=len(NAMES), max_size=len(NAMES)))
    return [f"It {cue.format(f'zork{number}')}" for number, cue in enumerate(cues)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@STEADY
@given(said=sentences(), beside=sentences())
def test_every_sentence_that_obliges_is_listed(
    layout: Callable[[Said], str], said: list[str], beside: list[str]
) -> None:
    notes = f"{beside[0].replace('zork', 'quux')}.\n\n- {beside[1].replace('zork', 'quux')}.\n\n> {beside[2].replace('zork', 'quux')}."
    facts = facts_of(f"# Clip\n\n## Request body\n\n{layout(said)}\n\n## Notes\n\n{notes}\n")
    assert [fact.name for model in facts.models for fact in model.parameters] == list(NAMES)
    unclaimed = left(facts)
    for word in (*(f"zork{number}" for number in range(4)), *(f"quux{number}" for number in range(3))):
        assert word in unclaimed, word


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_same_rule_is_read_in_every_layout(layout: Callable[[Said], str]) -> None:
    said = [
        "Ignored when `loop` is true",
        "Cannot be combined with `mask_url`",
        "A picture",
        "Requires `seed`",
    ]
    facts = facts_of(f"# Clip\n\n## Request body\n\n{layout(said)}\n")
    assert [rule.says for model in facts.models for rule in model.rules] == [
        "ignored prompt: loop=true",
        "forbid: seed set, mask_url set",
        "forbid: loop=true, seed unset",
    ]


@pytest.mark.parametrize("name", ["Parameter", "Field", "参数", "Parámetro", "Имя", "フィールド"])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_names_and_order_of_columns_change_nothing(name: str, order: tuple[int, ...]) -> None:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells[at] for at in order) + " |"

    lines = [
        row((name, "Type", "Description")),
        "|---|---|---|",
        row(("`seed`", "integer", "Requires `loop`.")),
    ]
    lines += [row(("`loop`", "boolean", "Join the ends.")), row(("", "integer", "Is not supported by zork."))]
    facts = facts_of("# Clip\n\n## Parameters\n\n" + "\n".join(lines) + "\n")
    assert [rule.says for rule in facts.models[0].rules] == ["forbid: seed set, loop!=true"]
    assert "zork" in left(facts)


def test_a_cell_without_blanks_is_a_sentence_too() -> None:
    page = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| `size` | string | 默认`720p`。草图只支持480p。 |\n| `seed` | int | 数 |\n"
    (model,) = extract(read(Page(name="x.md", data=page.encode()))).models
    assert [one.text for one in model.unclaimed] == ["草图只支持480p"]
