"""Which parameter of a model a wish is about, although gateways call one thing by many names.

A parameter can be meant by its path, by the last word of it, by the word that its spec says gateways share (``means``),
and by what its value says of the result (``seconds``). A name of one model's parameter thus finds what the other models
call otherwise: ``duration`` states seconds somewhere, so it also means their parameter that states seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callsheet.layers.model import Model, Parameter


def fold(name: str) -> str:
    """``aspectRatio`` and ``aspect_ratio`` are one word."""
    return "".join(char for char in name.casefold() if char.isalnum() or char == ".")


def choices(model: Model) -> Iterator[Parameter]:
    """What a caller can set: no ids of models, nothing inside arrays."""
    return (each for each in model.walk() if each.role != "model" and "[]" not in each.path)


def meaning(parameter: Parameter) -> str:
    """The one word under which other models' parameters are the same thing."""
    claimed = parameter.result.what if parameter.result else ""
    return fold(parameter.means or claimed or _last(parameter.path))


def words(parameter: Parameter) -> frozenset[str]:
    """All words that name it, its path apart."""
    claimed = parameter.result.what if parameter.result else ""
    return frozenset(fold(each) for each in (_last(parameter.path), parameter.means, claimed) if each)


def meanings(models: Iterable[Model], name: str) -> frozenset[str]:
    """What a name stands for in any of the models; empty where none knows it."""
    wanted = fold(name)
    return frozenset(
        meaning(each)
        for model in models
        for each in choices(model)
        if wanted == fold(each.path) or wanted in words(each)
    )


def meant(model: Model, name: str, meanings: frozenset[str]) -> tuple[Parameter, ...]:
    """The parameter that a name is about here; none, or several where it does not tell them apart."""
    wanted, every = fold(name), tuple(choices(model))
    steps = (
        [each for each in every if each.path == name],
        [each for each in every if fold(each.path) == wanted],
        [each for each in every if wanted in words(each)],
        [each for each in every if meaning(each) in meanings],
    )
    return tuple(next((found for found in steps if found), []))


def known(models: Iterable[Model]) -> list[str]:
    """Every name that a wish may use."""
    return sorted(
        {
            name
            for model in models
            for each in choices(model)
            for name in (_last(each.path), each.means)
            if name
        }
    )


def _last(path: str) -> str:
    return path.rpartition(".")[2]
