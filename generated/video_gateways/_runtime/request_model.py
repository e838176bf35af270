"""The base of request models: a pydantic model that turns nothing into something else, and holds the rules too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from math import isfinite
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    Protocol,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
)

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import wrap_serializer_function_ser_schema

from .violation import Violation

if TYPE_CHECKING:
    from typing import Self


class Validator(Protocol):
    def __call__(self, request: Mapping[str, object], /, *, advice: bool = False) -> list[Violation]: ...


class Unset(Enum):
    """What a field holds that was left out; ``if request.seed is not UNSET`` narrows its type."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return self.name


UNSET: Final = Unset.UNSET

T = TypeVar("T")

if TYPE_CHECKING:
    Omittable: TypeAlias = T | Unset
else:

    class Omittable:
        """``Omittable[str]`` takes what ``str`` takes, and may be left out; it may not be null."""

        def __class_getitem__(cls, kind: Any) -> Any:
            return Annotated[kind, cls]

        @classmethod
        def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
            serialization = wrap_serializer_function_ser_schema(_shown)
            return {**handler(source), "serialization": serialization}


def _shown(value: Any, serialize: Callable[[Any], Any]) -> Any:
    return None if value is UNSET else serialize(value)


def _without_unset(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Of a field that may be left out, a JSON Schema tells no default."""
    for name, field in model.model_fields.items():
        if field.default is UNSET:
            for key in (name, field.alias):
                schema["properties"].get(key, {}).pop("default", None)


class RequestModel(BaseModel):
    """Takes the arguments by their Python or wire names, and of each only the documented type: ``"5"`` is no number.

    Unknown keys are kept, unless the provider refuses them. Values are those of JSON: a tuple is an array, 5.0 is 5.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True,
        allow_inf_nan=False,
        extra="allow",
        populate_by_name=True,
        protected_namespaces=(),
        use_attribute_docstrings=True,
        json_schema_extra=_without_unset,
    )

    validator_of_rules: ClassVar[Validator | None] = None

    def wire(self) -> dict[str, Any]:
        """The request as JSON data: what was set, by the names on the wire."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @model_serializer(mode="wrap")
    def _dump(self, dump: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # noqa: ANN202
        """Without what was left out, so that every dump is a request again.

        Of no stated type: pydantic would describe that instead of the fields.
        """
        dumped = dump(self)
        for name, alias in _omittable(type(self)):
            if getattr(self, name) is UNSET:
                dumped.pop(name, None)
                dumped.pop(alias, None)
        return dumped

    @model_validator(mode="wrap")
    @classmethod
    def _hold_rules(cls, sent: Any, take: ModelWrapValidatorHandler[Self]) -> Self:
        """Raise a ``ValidationError`` of type ``rules`` whose context holds the violations."""
        request = take(_json(sent))
        if not _is_json(sent):
            raise PydanticCustomError("json", "the request holds what is no JSON value")
        request._hold_truth(sent)  # noqa: SLF001  its own
        found = cls.validator_of_rules(request.wire()) if cls.validator_of_rules else []
        if found:
            said = "; ".join(map(str, found))
            raise PydanticCustomError("rules", "{said}", {"said": said, "violations": found})
        return request

    def _hold_truth(self, sent: Any) -> None:
        """Pydantic's literals take true for 1: what was sent and what was taken must both be truths, or neither."""
        if not isinstance(sent, Mapping):
            return
        for name, alias in _truths(type(self)):
            given = sent.get(alias, sent.get(name, UNSET))
            if given is not UNSET and not _alike(given, getattr(self, name)):
                raise PydanticCustomError(
                    "truth", "{name} takes true and false as no numbers", {"name": name}
                )


@cache
def _omittable(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Name and alias of the fields that may be left out."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if field.default is UNSET)


@cache
def _truths(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Name and alias of the fields with a literal that true or false could pass for, or that is one."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if _has_truth(field.annotation))


def _has_truth(kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return any(value in (0, 1) for value in get_args(kind))
    return any(map(_has_truth, get_args(kind)))


_PLAIN = frozenset({str, bool, int, type(None)})
"""What is JSON by itself, which is most of what is sent."""


def _json(sent: Any) -> Any:
    """As JSON would have brought it, without what is marked as left out."""
    if type(sent) in _PLAIN:
        return sent
    if isinstance(sent, Mapping):
        return {key: _json(value) for key, value in sent.items() if value is not UNSET}
    if isinstance(sent, list | tuple):
        return [_json(each) for each in sent]
    if isinstance(sent, float) and sent.is_integer():
        return int(sent)
    return sent


def _is_json(sent: Any) -> bool:
    """Any is any JSON; what a request model holds has been judged."""
    if type(sent) in _PLAIN:
        return True
    if isinstance(sent, Mapping):
        return all(isinstance(key, str) and _is_json(value) for key, value in sent.items())
    if isinstance(sent, list | tuple):
        return all(map(_is_json, sent))
    if isinstance(sent, float):
        return isfinite(sent)
    return sent is None or isinstance(sent, str | int | Unset | BaseModel)


def _alike(sent: Any, taken: Any) -> bool:
    if isinstance(sent, list | tuple) and isinstance(taken, list):
        return all(map(_alike, sent, taken))
    return isinstance(sent, bool) == isinstance(taken, bool)


M = TypeVar("M", bound=RequestModel)


def enforces(validator: Validator) -> Callable[[type[M]], type[M]]:
    """Hold the rules of a validator in a model."""

    def decorate(model: type[M]) -> type[M]:
        model.validator_of_rules = validator
        return model

    return decorate
