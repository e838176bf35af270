"""What the emitter writes: signatures, hovers, transports, and that no spec text becomes code."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pydoc
import typing

import pytest
from emitted import files, providers
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.emit import clients
from callsheet.emit.clients.arguments import arguments
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.model import Model, Provider

SOLD = [
    (provider, model)
    for provider in providers()
    for model in provider.models
    if model.operation == "generate"
]
MODELS = pytest.mark.parametrize(("provider", "model"), SOLD, ids=[f"{p.id}-{m.slug}" for p, m in SOLD])


@MODELS
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_every_parameter_is_a_keyword_with_its_values(package, provider, model, prefix):
    client = getattr(package.module(f"{provider.id}.client"), prefix + provider.class_name)
    method = getattr(client, model.name)
    _, *found = inspect.signature(method).parameters.values()
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in found)
    assert [each.name for each in found][-3:] == ["validate", "extra_headers", "extra_body"]
    listed = arguments(model)
    assert [each.name for each in found][:-3] == [each.name for each in listed]
    for parameter, argument in zip(found, listed, strict=False):
        assert (parameter.default is inspect.Parameter.empty) == argument.required
        for value in argument.parameter.enum:
            assert repr(value) in parameter.annotation


@MODELS
def test_help_tells_defaults_and_rules(package, provider, model):
    client = getattr(package.module(f"{provider.id}.client"), provider.class_name)
    told = " ".join(pydoc.plain(pydoc.render_doc(getattr(client, model.name))).split())
    for argument in arguments(model):
        parameter = argument.parameter
        if isinstance(parameter.default, str) and parameter.default:
            assert f"Default {parameter.default}." in told
    for rule in model.rules:
        message = " ".join(rule.message.split()).rstrip(".")
        assert f"{message}." in told
        # beside an argument that it binds
        assert any(f" {rule.id}{end}" in told for end in (",", "."))
    assert model.page in told


def test_a_flat_name_for_a_prefix_and_an_object_for_an_object():
    by_id = {f"{provider.id}/{model.id}": model for provider, model in SOLD}
    flat = {each.name: each.parameter.path for each in arguments(by_id["apiframe/luma-ray-flash-2"])}
    assert flat["duration"] == "lumaParams.duration"
    whole = {each.name: each.parameter.path for each in arguments(by_id["aimlapi/luma/ray-2"])}
    assert whole["keyframes"] == "keyframes"
    assert "model" not in flat.keys() | whole.keys()


def test_typed_dicts_are_what_they_stand_for(package):
    module = package.module("aimlapi.client")
    frame = typing.get_type_hints(module.LumaRay2KeyframesFrame0, include_extras=True)
    assert set(frame) == {"type", "url", "id"}
    assert "Required" in str(module.LumaRay2KeyframesFrame0.__annotations__["type"])


def test_transports_say_what_provider_yaml_says(package):
    """By hand from the documentation."""
    expected = {
        "scenario": ("/generate/custom/{model}", "path", "", None),
        "apiframe": ("/v2/videos/generate", "/model", "", "Idempotency-Key"),
        "oxen": ("/queue", "/model", "", None),
        "aimlapi": ("/v2/video/generations", "/model", "", None),
        "gmicloud": ("/requests", "/model", "/payload", None),
    }
    for name, (path, model, params, header) in expected.items():
        transport = package.module(f"{name}.transport").TRANSPORT
        honoured = transport.idempotency.header if transport.idempotency else None
        assert (transport.submit.path, transport.envelope.model, transport.envelope.params, honoured) == (
            path,
            model,
            params,
            header,
        )


def test_lines_have_no_blanks_at_their_ends():
    for file in files():
        if "/client.py" in file.path or "/transport.py" in file.path:
            assert not [line for line in file.text.splitlines() if line != line.rstrip()]


def test_emitting_twice_gives_the_same():
    assert list(clients.emit(providers())) == list(clients.emit(providers()))


def test_a_broken_transport_is_told_by_its_place():
    provider = next(each for each in providers() if each.id == "gmicloud")
    broken = dataclasses.replace(provider, transport={**provider.transport, "base_url": "http://evil"})
    with pytest.raises(CallsheetError, match="CS161"):
        list(clients.emit([broken]))


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ['"""\nimport os\n"""', "\\", 'x"', "\\N{", "a\rb", "\u2028x", "\0", "\ud800", "\u202e", "{{ x }}", "{% raw %}",
     "# type: ignore", ">>> f()", "'+f()+'", "{a.__class__}", "\\x00", '"', '""', "coding: utf-7", "{0}"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_spec_text_changes_no_shape(one, two, three):
    texts = _client(_poisoned(one, two, three)), _client(_poisoned("a", "b", "c"))
    found, plain = (ast.parse(text) for text in texts)
    assert texts[0].isascii()
    values = {node.value for node in ast.walk(found) if isinstance(node, ast.Constant)}
    assert f"v{one}" in values
    assert _shape(found) == _shape(plain)


def _poisoned(one: str, two: str, three: str) -> Provider:
    provider = next(each for each in providers() if each.id == "gmicloud")
    model = next(each for each in provider.models if each.slug == "luma-ray-3-2-generate")
    parameters = tuple(
        dataclasses.replace(
            each, summary=three, at=two, enum=(f"v{one}",) if each.name == "duration" else each.enum
        )
        for each in model.parameters
    )
    rules = tuple(dataclasses.replace(rule, message=two) for rule in model.rules)
    changed: Model = dataclasses.replace(
        model, title=one, summary=two, page=three, parameters=parameters, rules=rules, id=f"v{one}"
    )
    return dataclasses.replace(provider, title=two or "t", models=(changed,))


def _client(provider: Provider) -> str:
    return next(file.text for file in clients.emit([provider]) if file.path.endswith("gmicloud/client.py"))


def _shape(tree: ast.AST) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value, node.kind = 0, None
    return ast.dump(tree)


def test_transport_text_changes_no_shape():
    provider = next(each for each in providers() if each.id == "gmicloud")
    statuses = [{"word": 'x"\n"""', "means": "pending"}, *provider.transport["statuses"]]
    changed = dataclasses.replace(provider, transport={**provider.transport, "statuses": statuses})
    text = next(file.text for file in clients.emit([changed]) if file.path.endswith("transport.py"))
    tree = ast.parse(text)
    assert 'x"\n"""' in {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert sum(isinstance(node, ast.Assign) for node in tree.body) == 1
