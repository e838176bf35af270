"""Parameters that rules of every kind can be about, and requests over them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from callsheet.layers.model import Model, Parameter, Rule


def _top(path: str, kind: str, **more: object) -> Parameter:
    return Parameter(path=path, name=path.rpartition(".")[2], type=kind, **more)


PARAMETERS = (
    _top("resolution", "string", enum=("540p", "720p", "1080p"), default="720p"),
    _top("hdr", "boolean", default=False),
    _top("exr_export", "boolean"),
    _top("mode", "string", enum=("draft", "edit")),
    _top("duration", "string", enum=("5s", "10s")),
    _top("prompt", "string"),
    _top("negative_prompt", "string"),
    _top("image", "string"),
    _top("video", "file"),
    _top("end_frame_url", "string"),
    _top("end_frame_generation_id", "string", unset=("",)),
    _top("aspect_ratio", "string", enum=("16:9", "9:16")),
    _top("width", "integer", minimum=Decimal(1), maximum=Decimal(4096)),
    _top("height", "integer", minimum=Decimal(1), maximum=Decimal(4096)),
    _top("start", "number", minimum=Decimal(0)),
    _top("end", "number", default=Decimal("2.5")),
    _top("images", "integer", minimum=Decimal(0), default=1),
    _top("videos", "integer", minimum=Decimal(0)),
    _top("seed", "integer"),
    _top("concepts", "array", item=_top("concepts[]", "string", enum=("pan", "tilt", "static"))),
    _top("keyframes", "array", item=_top("keyframes[]", "object")),
    _top("camera", "object", members=(_top("camera.speed", "number", default=Decimal("0.5")),)),
)

MODEL = Model(
    provider="acme",
    id="acme/rules",
    slug="acme-rules",
    name="acme_rules",
    class_name="AcmeRules",
    title="Rules",
    summary="Something that rules can be about.",
    parameters=PARAMETERS,
)

BY_PATH = MODEL.at_path()


def with_rules(*rules: Rule) -> Model:
    return replace(MODEL, rules=rules)


_VALUES: dict[str, list[object]] = {
    "seed": [-1, 0, 5, 7],
    "width": [1, 64, 4096],
    "height": [1, 64, 4096],
    "start": [0, 0.1, 2.5, 3],
    "end": [0, 0.1, 2.5, 3],
    "images": [0, 1, 2, 5],
    "videos": [0, 1, 3, 5],
    "concepts": [[], ["pan"], ["static", "pan"], ["tilt", "tilt"]],
    "keyframes": [[], [{}], [{}] * 65],
    "end_frame_generation_id": ["", "a"],
    "prompt": ["", "hi", "x" * 1500],
    "negative_prompt": ["", "no", "y" * 1500],
    "camera": [{}, {"speed": 0.5}, {"speed": 2}],
}


def _of(parameter: Parameter) -> st.SearchStrategy:
    if parameter.enum:
        return st.sampled_from(parameter.enum)
    if parameter.type == "boolean":
        return st.booleans()
    return st.sampled_from(_VALUES.get(parameter.path, ["a", "b"]))


def requests(only: Collection[str] = ()) -> st.SearchStrategy[dict]:
    """Well-typed requests; nothing need be sent. ``only``: no parameters but those of these paths."""
    tops = {path.partition(".")[0] for path in only}
    return st.fixed_dictionaries(
        {}, optional={p.path: _of(p) for p in PARAMETERS if not tops or p.path in tops}
    )
