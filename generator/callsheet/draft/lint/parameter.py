"""One parameter: its place, its reasons, its words, and values that its page lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from callsheet.draft.finding import note, warning
from callsheet.draft.lint.places import lint_place
from callsheet.draft.lint.reasons import lint_reasons
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import ParameterSpec


def lint_parameter(spec: ParameterSpec, questions: Sequence[str]) -> Iterator[Diagnostic]:
    """``questions`` are the model's ``open`` lines."""
    name = f"parameter {spec.path}"
    yield from lint_place(spec, name)
    yield from lint_reasons(spec, name)
    if not spec.summary:
        yield note("CL003", spec.source.at(), f"{name} has no summary", "one line in our own words")
    if spec.type == "array" and spec.items is None:
        yield note(
            "CL008", spec.source.at(), f"nothing is said of the items of {spec.path}", "items: {type: …}"
        )
    yield from _default(spec)
    yield from _alike(spec)
    yield from _lost(spec, questions)
    yield from _same(spec)


def _default(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """CL014; a carrier of the model's id is filled in, so there a default does no harm."""
    where, is_absent = spec.source.at("default"), spec.default in spec.unset
    if spec.default is not None and (is_absent or spec.required) and not spec.role:
        why = "it means absent" if is_absent else f"{spec.path} is required"
        yield warning("CL014", where, f"no request uses this default: {why}", "page_says: {default: …}")


def _alike(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """CL015."""
    seen: dict[str, Any] = {}
    for number, value in enumerate(spec.enum):
        if isinstance(value, str):
            other = seen.setdefault(" ".join(value.split()).casefold(), value)
            if other != value:
                where = spec.source.value("enum", number)
                yield warning(
                    "CL015", where, f"{value!r} beside {other!r}", "keep one, unless both are taken"
                )


def _lost(spec: ParameterSpec, questions: Sequence[str]) -> Iterator[Diagnostic]:
    """CL006: the page announces values and gives none, nobody found them, and nobody says that they are missing."""
    is_lost = "enum" in spec.page_says and spec.page_says["enum"] is None
    last = spec.path.rsplit(".", 1)[-1]
    if is_lost and not spec.enum and not any(last in question for question in questions):
        where = spec.source.at("page_says")
        yield warning(
            "CL006", where, f"the values of {spec.path} are lost", "find them, or say so under open:"
        )


def _same(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """CL007: an override that overrides nothing."""
    for key, said in spec.page_says.items():
        ours: Any = getattr(spec, key, None)
        if isinstance(ours, tuple):
            ours = list(ours)
        if said is not None and ours == said and isinstance(ours, bool) == isinstance(said, bool):
            where = spec.source.at("page_says", key)
            yield warning(
                "CL007", where, f"{spec.path}: the page says {key} as the spec does", "drop it here"
            )
