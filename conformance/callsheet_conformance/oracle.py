"""The oracle: what is wrong with a request, by the manifest alone.

It shares no code with the generator: limits and rules are interpreted from data, one by one, so that it can be held
against the emitted validators and schemas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callsheet_conformance.manifest import Data, Manifest
from callsheet_conformance.oracle_expression import holds
from callsheet_conformance.oracle_limits import STATED, Limits
from callsheet_conformance.oracle_values import ABSENT, exact, is_marker


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """``Violation(id="hdr-not-540p", error=True, effect="refused")``; of a limit the id is ``<path>:<limit>``."""

    id: str
    error: bool
    """Whether the provider says that it refuses; everything else is advice."""
    effect: str = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """One model of a manifest."""

    model: Data
    formats: Mapping[str, str]

    @classmethod
    def of(cls, manifest: Manifest, name: str) -> Oracle:
        return cls(model=manifest.model(name), formats=manifest.formats)

    def violations(self, request: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Limits first, in the order of the parameters, each once; then the rules in theirs."""
        whole = exact(dict(request))
        limits = Limits(formats=self.formats, closed=self.model.get("unknown_keys") in STATED)
        broken = dict.fromkeys(limits.of_request(self.model["parameters"], whole))
        return (*(Violation(id=each, error=True) for each in broken), *self._rules(whole))

    def is_valid(self, request: Mapping[str, Any]) -> bool:
        return not any(found.error for found in self.violations(request))

    def facts(self, request: Mapping[str, Any]) -> tuple[dict[str, bool], dict[str, Any]]:
        """By path, whether a parameter was sent, and its effective value: what expressions look at."""
        whole, sent, effective = exact(dict(request)), {}, {}
        for parameter in _seen(self.model["parameters"]):
            path = parameter["path"]
            value = _at(whole, path)
            sent[path] = value is not None and value is not ABSENT and not is_marker(value, parameter)
            effective[path] = value if sent[path] else parameter.get("default", ABSENT)
        return sent, effective

    def _rules(self, request: Mapping[str, Any]) -> Iterator[Violation]:
        sent, effective = self.facts(request)
        for rule in self.model.get("rules", ()):
            if holds(rule["violation"], sent, effective):
                effect = rule.get("effect", "refused")
                stated = rule.get("basis", "documented") in STATED
                yield Violation(id=rule["id"], error=stated and effect == "refused", effect=effect)


def _seen(parameters: list[Data]) -> Iterator[Data]:
    """Parameters that rules can name: members of objects, not items of arrays."""
    for parameter in parameters:
        yield parameter
        yield from _seen(parameter.get("members", []))


def _at(request: Any, path: str) -> Any:
    for key in path.split("."):
        if not isinstance(request, dict) or key not in request:
            return ABSENT
        request = request[key]
    return request
