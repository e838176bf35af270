"""Reading an emitted manifest: models as plain data, numbers exact."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

VERSION: Final = 1

Data = Mapping[str, Any]


class ManifestError(Exception):
    """A manifest that this version does not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One gateway: ``Manifest.parse(text).model("luma/ray-2")``."""

    provider: Data
    formats: Mapping[str, str]
    """The regular expression of each string format."""

    @classmethod
    def parse(cls, text: str) -> Manifest:
        """Raises ManifestError for another version, ValueError for what is no JSON."""
        data = parse_json(text)
        version = data.get("callsheet_manifest") if isinstance(data, dict) else None
        if version != VERSION:
            raise ManifestError(
                f"manifest version {version!r} is not {VERSION}: build with this version again"
            )
        return cls(provider=data["provider"], formats=data["formats"])

    def models(self) -> Iterator[Data]:
        yield from self.provider.get("models", ())

    def model(self, name: str) -> Data:
        """By id on the wire, or by slug; raises KeyError."""
        for model in self.models():
            if name in (model["id"], model["slug"]):
                return model
        raise KeyError(name)


def parse_json(text: str) -> Any:
    """JSON with fractions as Decimals, as they are written."""
    return json.loads(text, parse_float=Decimal)
