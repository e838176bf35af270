"""Names: one allow-list, whatever the wire name is."""

from __future__ import annotations

import builtins
import keyword
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from callsheet.resolve import names, reserved


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("prompt", "prompt"),
        ("startFrame", "start_frame"),
        ("aspect-ratio", "aspect_ratio"),
        ("HDRMode", "hdr_mode"),
        ("frame0", "frame0"),
        ("x_norm", "x_norm"),
        ("webhookUrl", "webhook_url"),
        ("type", "type"),
        ("format", "format"),
        ("class", "class_"),
        ("None", "none"),
        ("self", "self_"),
        ("timeout", "timeout_"),
        ("str", "str_"),
        ("model_config", "model_config_"),
        ("json", "json_"),
        ("__class__", "class_"),
        ("_seed", "seed"),
        ("_3d", "n3d"),
        ("_", "value"),
        ("model", "model"),
    ],
)
def test_arguments(written: str, name: str) -> None:
    assert names.argument(written) == name


@pytest.mark.parametrize(
    ("id_", "slug", "method", "class_name"),
    [
        ("luma/ray-2", "luma-ray-2", "luma_ray_2", "LumaRay2"),
        ("luma-ray-3-2-generate", "luma-ray-3-2-generate", "luma_ray_3_2_generate", "LumaRay32Generate"),
        ("Luma-Ray2", "luma-ray2", "luma_ray2", "LumaRay2"),
        ("model_luma-ray-3-2", "model_luma-ray-3-2", "model_luma_ray_3_2", "ModelLumaRay32"),
        ("GET /v2/jobs", "get-v2-jobs", "get_v2_jobs", "GetV2Jobs"),
        ("submit", "submit", "submit_", "Submit"),
        ("con", "con-model", "con", "Con"),
        ("LPT1", "lpt1-model", "lpt1", "Lpt1"),
        ("3d", "3d", "n3d", "N3d"),
        ("none", "none", "none", "NoneModel"),
        ("base-model", "base-model", "base_model", "BaseModelModel"),
    ],
)
def test_models(id_: str, slug: str, method: str, class_name: str) -> None:
    assert (names.slug(id_), names.method(id_), names.class_name(id_)) == (slug, method, class_name)


@pytest.mark.parametrize(
    ("provider", "title", "name"),
    [
        ("gmicloud", "GMI Cloud", "GmiCloud"),
        ("oxen", "Oxen.ai", "Oxen"),
        ("aimlapi", "AI/ML API", "AiMlApi"),
        ("scenario", "Scenario", "Scenario"),
    ],
)
def test_clients(provider: str, title: str, name: str) -> None:
    assert names.client(provider, title) == name


@given(st.text(max_size=30))
def test_any_text_gives_a_name_that_breaks_nothing(text: str) -> None:
    argument, method = names.argument(text), names.method(text)
    for name in (argument, method, names.class_name(text)):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)
        assert not keyword.iskeyword(name)
    assert argument not in {name for name in dir(BaseModel) if not name.startswith("_")}
    assert not argument.startswith("model_") or argument.endswith("_")
    assert re.fullmatch(r"[a-z0-9_][a-z0-9_-]*", names.slug(text))
    assert names.slug(text).upper() not in {"CON", "AUX", "NUL", "PRN", "COM1", "LPT9"}


def test_types_and_calls_of_generated_code_are_builtins() -> None:
    assert all(hasattr(builtins, name) for name in reserved.TYPES | reserved.CALLS)


@pytest.mark.parametrize(
    "name", ["json", "typing", "class", "conftest", "test_x", "tests", "sitecustomize", "con", "runtime"]
)
def test_packages_that_would_be_taken_for_another(name: str) -> None:
    assert reserved.is_module(name)


@pytest.mark.parametrize("name", ["gmicloud", "oxen", "aimlapi", "apiframe", "scenario"])
def test_packages_that_are_fine(name: str) -> None:
    assert not reserved.is_module(name)
