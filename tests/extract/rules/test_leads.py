"""Bullets below a line that opens with a condition hold under that condition, or stay unclaimed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract import extract
from callsheet.extract.rules import Claims
from callsheet.extract.rules.lead import governed
from callsheet.layers.document import Page
from callsheet.read import read as read_page

Read = Callable[..., Claims]

READ = [
    ("In `turbo` mode:\n- `loop` requires `hdr`", ["forbid: loop=true, mode=turbo, hdr!=true"]),
    ("`turbo`:\n- `loop` requires `hdr`", ["forbid: loop=true, mode=turbo, hdr!=true"]),
    (
        "In `turbo` mode:\n- seed and mask cannot be used together",
        ["forbid: seed set, mask set, mode=turbo"],
    ),
    ("Notes:\n- `loop` requires `hdr`", ["forbid: loop=true, hdr!=true"]),
    ("What depends on `mode`:\n- `loop` requires `hdr`", ["forbid: loop=true, hdr!=true"]),
    (
        "- When `hdr` is true:\n  - `loop` requires `mask`\n- `seed` requires `mask`",
        ["forbid: loop=true, hdr=true, mask unset", "forbid: seed set, mask unset"],
    ),
    (
        "- `turbo`:\n- `loop` requires `mask`\n- `pro`:\n- `seed` requires `mask`",
        ["forbid: loop=true, mode=turbo, mask unset", "forbid: seed set, mode=pro, mask unset"],
    ),
    (
        "- 快速模式下（`mode: fast`）：\n  - 如果 `hdr` 为 `true`：需要提供 `seed`",
        ["forbid: mode=fast, hdr=true, seed unset"],
    ),
]


@pytest.mark.parametrize(("text", "rules"), READ)
def test_the_lines_above_lend_their_condition(text: str, rules: list[str], read: Read) -> None:
    assert [rule.says for rule in read(text).rules] == rules


@pytest.mark.parametrize("lead", ["When extending a clip:", "For image-to-video:", "如果使用文生视频："])
def test_below_a_condition_that_is_not_understood_there_are_no_rules(lead: str, read: Read) -> None:
    claims = read(f"{lead}\n- `loop` requires `hdr`")
    assert claims.rules == ()
    assert [one.because for one in claims.unclaimed] == ["stands under a condition that is not understood"]


def test_a_paragraph_after_the_bullets_is_free_of_them() -> None:
    text = "In a:\n- one\n  - two\nthree\n- four"
    assert [above for _, above in governed(text)] == [(), ("In a:",), ("In a:", "one"), (), ()]


def test_blocks_of_a_page_lend_their_conditions() -> None:
    page = (
        "# Clip\n\n## Parameters\n\n| Name | Type | Values |\n|---|---|---|\n| `mode` | string | `fast`, `fine` |\n"
        "| `loop` | boolean | |\n| `mask` | string | |\n\n## Notes\n\nIn `fine` mode:\n\n- `loop` requires `mask`\n\n"
        "Besides that, `mask` cannot be combined with `fast`.\n"
    )
    (model,) = extract(read_page(Page(name="clip.md", data=page.encode()))).models
    assert [rule.says for rule in model.rules] == [
        "forbid: loop=true, mode=fine, mask unset",
        "forbid: mask set, mode=fast",
    ]
