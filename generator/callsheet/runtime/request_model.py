"""The base of request models: a pydantic model that also holds the cross-field rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from .violation import Violation


class Validator(Protocol):
    def __call__(self, request: Mapping[str, object], /, *, advice: bool = False) -> list[Violation]: ...


class RequestModel(BaseModel):
    """Takes the arguments by their Python or wire names, and turns what can be turned into the documented type.

    Unknown keys are kept, unless the provider refuses them.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow", populate_by_name=True, protected_namespaces=(), use_attribute_docstrings=True
    )

    validator_of_rules: ClassVar[Validator | None] = None

    def wire(self) -> dict[str, Any]:
        """The request as JSON data: what was set, by the names on the wire."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @model_validator(mode="after")
    def _hold_rules(self) -> RequestModel:
        """Raise a ``ValidationError`` of type ``rules`` whose context holds the violations."""
        validate = type(self).validator_of_rules
        found = validate(self.wire()) if validate else []
        if found:
            said = "; ".join(map(str, found))
            raise PydanticCustomError("rules", "{said}", {"said": said, "violations": found})
        return self


M = TypeVar("M", bound=RequestModel)


def enforces(validator: Validator) -> Callable[[type[M]], type[M]]:
    """Hold the rules of a validator in a model."""

    def decorate(model: type[M]) -> type[M]:
        model.validator_of_rules = validator
        return model

    return decorate
