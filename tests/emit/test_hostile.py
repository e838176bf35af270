"""No text of a spec changes the shape of what is generated; whatever it says, it stays a value."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet import live
from callsheet.emit import docs, manifest, models, openapi, package, price_tables, prices, schemas, validators
from callsheet.layers.file import File
from callsheet.layers.model import Fix, Model, Need, Parameter, PriceRow, PriceTable, Provider, Rule
from callsheet.layers.rule import All, Contains, In, Matches, Not, Sent

EMITTERS = (docs, manifest, models, openapi, package, price_tables, prices, schemas, validators)
NASTY = [
    '"""', "'''", '"', "\\", '\\"', "\n", "\r", "\x85", "\u2028", "\0", "\ud800", "\u202e", "{{ 7 * 7 }}", "{% raw %}", "{}",
    "{0.__class__}", "%s", "\nimport os\n", "#", "# type: ignore", "# noqa", "# pragma: no cover", "# coding: utf-7", ">>> 1/0",
    '"); import os; ("', "\\N{BULLET}", "\\x", "__import__('os')", "text_0_", "doc_0_", '"text_1_"', "</script>", "|", "a|b", "`",
    "=cmd()", "@SUM(1)", "[x](javascript:alert(1))", "<!-- -->", "self", "class", "ｅｘｅｃ", "", " ",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=12), st.lists(st.sampled_from(NASTY), max_size=3).map("".join)
)


def provider_of(says: Iterator[str]) -> Provider:
    """A model in which every text comes from ``says``; only what resolve names is fixed."""
    key = {
        name: f"{name}{next(says)}".replace(".", "_").replace("[]", "_")
        for name in ("kind", "camera", "speed", "tags")
    }
    first, second, third = f"a{next(says)}", f"b{next(says)}", f"c{next(says)}"
    camera = f"{key['camera']}.{key['speed']}"

    def about() -> dict[str, str]:
        return {"summary": f"s{next(says)}", "at": f"p{next(says)}"}

    parameters = (
        Parameter(path=key["kind"], name="kind", type="string", enum=(first, second), default=first, **about()),
        Parameter(path=key["camera"], name="camera", type="object", **about(), members=(
            Parameter(path=camera, name="speed", type="string", unset=(third,), required=True, **about()),
        )),
        Parameter(path=key["tags"], name="tags", type="array", basis="inferred", **about(),
                  item=Parameter(path=f"{key['tags']}[]", name="tags", type="string", enum=(first,), **about())),
    )  # fmt: skip
    violation = All((
        In(key["kind"], (second,)), Not(Sent(camera)), Contains(key["tags"], (third,)), Matches(key["kind"], f"*{next(says)}"),
    ))  # fmt: skip
    fix = Fix(path=key["kind"], action="set", values=(f"v{next(says)}",))
    rule = Rule(
        id=f"r{next(says)}",
        kind="forbid",
        violation=violation,
        fields=(key["kind"],),
        message=f"m{next(says)}",
        fixes=(fix,),
        at=f"p{next(says)}",
    )
    need = Need(
        id="n", when=Sent(key["kind"]), fields=(key["kind"],), summary=f"s{next(says)}", at=f"p{next(says)}"
    )
    row = PriceRow(
        when=In(key["kind"], (first,)), label=f"l{next(says)}", amount=Decimal("0.10"), at=f"p{next(says)}"
    )
    table = PriceTable(
        since=date(2026, 1, 1), unit=f"u{next(says)}", per=f"x{next(says)}", rows=(row,), at=f"p{next(says)}"
    )
    unknown = PriceTable(
        since=date(2026, 2, 1), unit=f"u{next(says)}", per="x", unknown=f"w{next(says)}", at=f"p{next(says)}"
    )
    model = Model(
        provider="acme", id=f"i{next(says)}", slug="m", name="m", class_name="M", title=f"t{next(says)}", summary=f"s{next(says)}",
        parameters=parameters, rules=(rule,), needs=(need,), prices=(table, unknown), open=(f"o{next(says)}",),
        page=f"https://x.example/{next(says)}", source=f"specs/acme/{next(says)}.yaml", unknown_keys="documented",
    )  # fmt: skip
    folder = next(says)
    return Provider(
        id="acme",
        title=f"t{next(says)}",
        class_name="Acme",
        models=(model,),
        source=f"specs/{folder}/provider.yaml",
    )


def generated(says: Iterator[str]) -> dict[str, str]:
    provider = provider_of(says)
    files: list[File] = [file for emitter in EMITTERS for file in emitter.emit([provider])]
    return {file.path: file.text for file in files if "/_runtime/" not in file.path}


class Shape(ast.NodeVisitor):
    """Kinds of nodes in order, without names and values."""

    def __init__(self) -> None:
        self.kinds: list[str] = []

    def generic_visit(self, node: ast.AST) -> None:
        self.kinds.append(type(node).__name__)
        super().generic_visit(node)


def shape(source: str) -> list[str]:
    visitor = Shape()
    visitor.visit(ast.parse(source))
    return visitor.kinds


def benign() -> Iterator[str]:
    yield from (f"x{n}" for n in range(1000))


@cache
def calm() -> dict[str, str]:
    return generated(benign())


def numbered(drawn: list[str]) -> Iterator[str]:
    """The drawn texts over and over, each with a number, so that what must differ does."""
    yield from (f"{drawn[n % len(drawn)]}{n}" for n in range(1000))


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=40))
def test_text_stays_a_value(drawn: list[str]) -> None:
    files = generated(numbered(drawn))
    assert files.keys() == calm().keys()
    for path, text in files.items():
        text.encode("utf-8")
        check = {"py": same_python, "json": same_json, "csv": same_csv, "md": same_markdown}.get(
            path.rpartition(".")[2]
        )
        if check:
            check(text, calm()[path])


def same_python(text: str, calm: str) -> None:
    assert text.isascii()
    assert shape(text) == shape(calm)
    comments = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
    assert [t.start[0] for t in comments] == [1]
    assert re.fullmatch(
        r"# Generated by callsheet from [A-Za-z0-9._/ ,-]*; change that and run: callsheet build",
        comments[0].string,
    )
    assert not re.search(r"#\s*(type|noqa|pragma|fmt|coding)", text.partition("\n")[2])
    docstrings = [
        n.value.value
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    ]
    assert not [each for each in docstrings if ">>> " in each or "\n" in each]


def same_json(text: str, calm: str) -> None:
    assert text.isascii()
    assert type(json.loads(text)) is type(json.loads(calm))


def same_csv(text: str, calm: str) -> None:
    rows, calm_rows = (list(csv.reader(io.StringIO(each))) for each in (text, calm))
    assert [len(row) for row in rows] == [len(row) for row in calm_rows]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]


def same_markdown(text: str, calm: str) -> None:
    lines, calm_lines = text.split("\n"), calm.split("\n")
    assert len(text.splitlines()) == len(lines) - 1
    assert [line.count("|") for line in lines] == [line.count("|") for line in calm_lines]
    for line, like in zip(lines, calm_lines, strict=True):
        assert re.match(r"[#|<!-]*", line)[0] == re.match(r"[#|<!-]*", like)[0]
        if not like.startswith("request = "):
            assert marks(line) == marks(like)


def marks(line: str) -> list[str]:
    """HTML, template and link marks outside code spans."""
    return re.findall(r"[<{\\]|\]\((?!https://)", re.sub(r"`[^`]*`", "", line))


def test_a_text_that_was_not_encoded_cannot_be_printed() -> None:
    from callsheet.emit.encode.python_text import Code, code
    from callsheet.emit.template import render

    with pytest.raises(TypeError, match="was not encoded"):
        code("{}", "1; import os")
    with pytest.raises(TypeError, match="not Code"):
        render("package", "root.py", Code, header="import os", providers=[])


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=40))
def test_values_come_out_as_they_went_in(drawn: list[str]) -> None:
    provider = provider_of(numbered(drawn))
    (module,) = validators.emit([provider])
    constants = {node.value for node in ast.walk(ast.parse(module.text)) if isinstance(node, ast.Constant)}
    parameter, rule = provider.models[0].parameters[0], provider.models[0].rules[0]
    assert {
        parameter.path,
        *parameter.enum,
        rule.id,
        rule.message,
        rule.at,
        provider.models[0].id,
    } <= constants


def test_a_rule_that_names_an_unknown_parameter_is_refused() -> None:
    from callsheet.layers.diagnostic import CallsheetError

    provider = provider_of(benign())
    rule = replace(provider.models[0].rules[0], violation=Sent("nowhere"))
    broken = replace(provider, models=(replace(provider.models[0], rules=(rule,)),))
    with pytest.raises(CallsheetError, match="CS501"):
        list(validators.emit([broken]))


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, min_size=1, max_size=40))
def test_what_was_said_can_be_imported_and_run(drawn: list[str]) -> None:
    provider = provider_of(numbered(drawn))
    model = provider.models[0]
    kind, camera, _ = model.parameters
    files = [file for emitter in (package, prices, validators) for file in emitter.emit([provider])]
    with live.package(files, "video_gateways") as modules:
        validate = modules.module("acme.validators").VALIDATORS[model.id]
        price = modules.module("acme.prices").PRICES[model.id]
        speed = camera.members[0]
        assert (
            validate(
                {kind.path: kind.enum[0], camera.path: {speed.path.partition(".")[2]: "fast"}}, advice=True
            )
            == []
        )
        (found,) = validate({camera.path: {}})
        assert (found.rule, found.at) == (f"{speed.path}:required", speed.at)
        assert price({}, date(2026, 1, 2)).row == model.prices[0].rows[0].label
        assert price({}, date(2026, 2, 2)).reason == model.prices[1].unknown
