"""Specs of one small gateway, resolved, or what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.draft import CODES, load
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.model import Model
from callsheet.layers.spec import ModelSpec, PageSpec, ProviderSpec
from callsheet.resolve import resolve

PROVIDER = ProviderSpec(
    provider="gate", title="Gate", pages={"p": PageSpec(url="https://docs.example.com/p")}
)


def spec(body: str, *, model: str = "m", page: str = "p", file: str = "specs/gate/m.yaml") -> ModelSpec:
    return load(f"model: {model}\npage: {page}\n{body}", file)


def model(body: str, **more: Any) -> Model:
    (provider,) = resolve([(PROVIDER, [spec(body, **more)])])
    return provider.models[0]


def said(*specs: ModelSpec, provider: ProviderSpec = PROVIDER) -> list[str]:
    with pytest.raises(CallsheetError) as caught:
        resolve([(provider, specs)])
    assert all(each.code in CODES or each.code.startswith("CK") for each in caught.value.diagnostics)
    return [str(each) for each in caught.value.diagnostics]
