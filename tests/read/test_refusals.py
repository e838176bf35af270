"""What is no whole, sound page is refused, with one code, at once."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.extract import extract
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.document import Page
from callsheet.read import read
from callsheet.read.refusals import REFUSALS

HTML = "<!doctype html><html><body>{}</body></html>"

BOMB = {f"A{n}": {"allOf": [{"$ref": f"#/$defs/A{n + 1}"}] * 5} for n in range(12)} | {
    "A12": {"type": "string"}
}

REFUSED = {
    "empty": ("CR101", b" \n\t"),
    "large": ("CR102", b"a" * (20 * 1024 * 1024 + 1)),
    "latin": ("CR103", b"caf\xe9 au lait"),
    "controls": ("CR104", b"\x00\x01\x02" * 50),
    "replacements": ("CR104", ("\ufffd" * 40 + "words").encode()),
    "mojibake": ("CR104", ("itâ€™s " * 40).encode()),
    "login": ("CR105", HTML.format("<h1>Sign in</h1><p>Please log in to continue.</p>").encode()),
    "login in Markdown": ("CR105", b"# Welcome\n\nYou must log in to view this page.\n"),
    "json cut": ("CR106", b'{"openapi": "3.0.0", "paths": {"/a": {'),
    "html cut": ("CR106", b"<!doctype html><html><body><h1>Docs</h1><table><tr><td>a"),
    "fence cut": ("CR106", b'# Docs\n\n```json\n{"a": 1,\n'),
    "row cut": ("CR106", b"# D\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| `a` | string | No | x |\n| `b` | str"),
    "says so": ("CR106", b"# Docs\n\nWords and words [truncated]"),
    "deep html": ("CR107", HTML.format("<div>" * 50_000).encode()),
    "open marks": ("CR107", HTML.format("<b>" * 50_000).encode()),
    "deep json": ("CR107", b'{"openapi": ' + b"[" * 9_000 + b"]" * 9_000 + b"}"),
    "fields in fields": ("CR107", b"# T\n\n" + b'<ParamField body="a" type="string">' * 20_000),
    "shell": ("CR108", HTML.format("<noscript>You need to enable JavaScript.</noscript><div></div>").encode()),
    "soft 404": ("CR108", HTML.format("<h1>404</h1><p>Page not found</p>").encode()),
    "other data": ("CR108", b'{"a": [1, 2, 3]}'),
    "bad json": ("CR109", b'{"openapi": "3.0.0", oops, "paths": {}}'),
    "yaml bomb": ("CR109", b"openapi: 3.0.0\na: &a [x, x]\nb: [*a, *a]\n"),
    "wide table": ("CR110", b"|" + b"a|" * 300 + b"\n|" + b"-|" * 300 + b"\n|" + b"a|" * 300),
    "long table": ("CR110", b"| a | b |\n|---|---|\n" + b"| c | d |\n" * 40_000),
    "many tables": ("CR110", b"| a | b |\n|---|---|\n| c | d |\n\n" * 4_000),
    "unfolding": ("CR111", json.dumps({"$schema": "x", "$ref": "#/$defs/A0", "$defs": BOMB}).encode()),
}  # fmt: skip

COSTLY = {
    "comments": HTML.format("<!--" * 8_000).encode(),
    "anchors": HTML.format("".join(f"<p><a href={n}>" for n in range(150)) + "<p>" * 20_000).encode(),
    "spans": HTML.format("<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>x</td></tr>" * 1_500 + "</table>").encode(),
    "stars": b"# x\n\n" + b"*a **b " * 50_000,
    "brackets": b"# x\n\n" + b"[" * 100_000,
    "back-ticks": b"# x\n\n" + b" ".join(b"`" * n for n in range(1, 800)),
    "quotes": b"# x\n\n" + b"> " * 5_000 + b"x",
    "lists": b"# x\n\n" + b"- " * 5_000 + b"x",
    "tags": b"# x\n\n" + b'<A "' * 100_000,
    "braces": b"# x\n\n" + b"<Foo {{{{" * 30_000,
    "tables in HTML": b"# x\n\n" + b"<table>\n" * 10_000,
    "one line of tables": b"a " + b"| --- " * 50_000 + b"|",
    "escapes": b'{"openapi": "' + b'\\"' * 500_000,
    "cell of introductions": b"| Name | Type | Description |\n|---|---|---|\n| `a` | string | " + b"one of: a, " * 50_000 + b" |\n",
    "cell of ranges": b"| Name | Type | Description |\n|---|---|---|\n| `a` | integer | " + b"1 to 2 " * 50_000 + b" |\n",
    "cell of digits": b"| Name | Type | Description |\n|---|---|---|\n| `a` | integer | " + b"1" * 60_000 + b" |\n",
    "prices": b"# Pricing\n\n" + b"$1.0 per " * 50_000,
    "glued": b"Title\na | string | No |\n|---|---|---|\n" + b"withwithwithwith " * 30_000,
    "cycle": b'{"openapi": "3.0.0", "paths": {"/a": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}, "components": {"schemas": {"A": {"properties": {"a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/A"}}}}}}',
}  # fmt: skip

SOON = 10.0
"""Seconds of this process's own time, ten times what the slowest takes: it tells growth, and no busy machine."""


def outcome(data):
    try:
        return extract(read(Page(name="x", data=data)))
    except CallsheetError as error:
        return error


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    code, data = REFUSED[name]
    start = time.process_time()
    with pytest.raises(CallsheetError) as caught:
        extract(read(Page(name="acme/page", data=data)))
    assert [one.code for one in caught.value.diagnostics] == [code]
    assert all(one.hint for one in caught.value.diagnostics)
    assert time.process_time() - start < SOON


@pytest.mark.parametrize("name", COSTLY)
def test_a_hostile_page_ends_soon(name):
    start = time.process_time()
    outcome(COSTLY[name])
    assert time.process_time() - start < SOON


def test_every_refusal_is_shown_here():
    raised = {code for code, _ in REFUSED.values()}
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path("generator/callsheet/extract").rglob("*.py")
    )
    assert raised == set(REFUSALS) | set(re.findall(r'code="(CR\d+)"', source))


MARKS = st.sampled_from(
    ["| ", "|---|---|\n", "# ", "\n", "- `a` (`string`, _required_): ", "`", "*", '<ParamField body="a">', "</ParamField>",
     "{% tab %}", "<table><tr><td>", "</table>", "One of: a, b", "1–6", "$0.10 per ", "Parameter", "Type", "string", "\t", "```", "---\n", "> ", "，", "可选值："]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(MARKS, st.text(max_size=12)), max_size=60))
def test_any_text_is_read_or_refused(parts):
    found = outcome("".join(parts).encode("utf-8", "ignore"))
    if isinstance(found, CallsheetError):
        assert len(found.diagnostics) == 1
    else:
        assert all(fact.name and fact.at.path for model in found.models for fact in model.parameters)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    outcome(data)


@pytest.mark.parametrize(
    "first", ["[#notes]: <> (mark)", "[Start](https://acme.test)", '{% hint style="info" %}', "{{ title }}"]
)
def test_a_link_or_tag_on_the_first_line_is_no_schema(first):
    page = f"{first}\n\n# Clip\n\n| Parameter | Type |\n|---|---|\n| `seed` | integer |\n"
    assert read(Page(name="x.md", data=page.encode())).blocks
