"""The two classes of a provider, prepared for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from callsheet.emit.clients.arguments import Argument, arguments, model_key
from callsheet.emit.clients.claims import claim_lines
from callsheet.emit.clients.types import annotation, typed_dicts
from callsheet.emit.clients.words import block_of, deep, docstring_lines
from callsheet.emit.encode.python_text import Code, code, identifier, join, literal
from callsheet.emit.python.lines import WIDTH, indented
from callsheet.layers.model import Model, Provider
from callsheet.layers.transport import Credential, Option, Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One model: its constant, its signature, its docstring, and what it hands on."""

    name: Code
    offer: Code
    offer_lines: list[Code]
    parameters: list[Code]
    docstring: list[Code]
    pairs: list[Code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """One of the two classes: ``GmiCloud`` blocks, ``AsyncGmiCloud`` awaits."""

    name: Code
    base: Code
    request: Code
    http: Code
    docstring: list[Code]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """All that the template prints; both shells have the same methods."""

    shells: list[Shell]
    init_docstring: list[Code]
    init_parameters: list[Code]
    credentials: Code
    settings: Code
    typed_dicts: list[list[Code]]
    methods: list[Method]
    typing: list[Code]
    functions: list[Code]


def client_view(provider: Provider, transport: Transport) -> ClientView:
    sold = [model for model in provider.models if model.operation == "generate"]
    methods = [_method(model) for model in sold]
    dicts = [
        lines for model in sold for each in arguments(model) for lines in typed_dicts(each.parameter, model)
    ]
    credentials = list(_credentials(transport))
    settings = [option.argument for option in transport.options]
    return ClientView(
        shells=[_shell(provider, methods, asynchronous=asynchronous) for asynchronous in (False, True)],
        init_docstring=_init_docstring(transport),
        init_parameters=[_optional(each) for each in (*(c.argument for c in credentials), *settings)],
        credentials=_mapping(credential.argument for credential in credentials),
        settings=_mapping(settings),
        typed_dicts=dicts,
        methods=methods,
        functions=list(_functions(sold)),
        typing=_typing([line for lines in dicts for line in lines], methods),
    )


def _functions(sold: list[Model]) -> Iterator[Code]:
    """Import lines, from each module by itself: the package's own module imports this one for its types."""
    wanted = [("prices", "price"), ("validators", "validate")] if sold else []
    for module, prefix in wanted:
        names = sorted(f"{prefix}_{model.name}" for model in sold)
        yield code("from .{} import {}", identifier(module), join(", ", map(identifier, names)))


def _shell(provider: Provider, methods: list[Method], *, asynchronous: bool) -> Shell:
    prefix = "Async" if asynchronous else ""
    name = f"{prefix}{provider.class_name}"
    manner, block, wait = ("awaiting", "async with", "await ") if asynchronous else ("blocking", "with", "")
    model = methods[0].name if methods else "model"
    lines = [
        f"{provider.title}, {manner}.",
        "",
        f"    {block} {name}() as client:",
        f"        request = client.{model}(...)",
        "        print(request.price)",
        f"        result = {wait}request.generate()",
        f"        {wait}result.save('results/')",
    ]
    return Shell(
        name=identifier(name),
        base=identifier(f"{prefix}Client"),
        request=identifier(f"{prefix}Request"),
        http=code("httpx.{}", identifier(f"{prefix}Client")),
        docstring=deep(block_of(lines), 1),
    )


def _credentials(transport: Transport) -> Iterator[Credential]:
    seen: set[str] = set()
    for auth in transport.auth:
        for credential in auth.credentials:
            if credential.argument not in seen:
                seen.add(credential.argument)
                yield credential


def _optional(argument: str) -> Code:
    return code("{}: str | None = None,", identifier(argument))


def _mapping(arguments: Iterable[str]) -> Code:
    return code("{{{}}}", join(", ", (code("{}: {}", literal(each), identifier(each)) for each in arguments)))


def _typing(dicts: list[Code], methods: list[Method]) -> list[Code]:
    """The import lines of what the annotations use."""
    text = "\n".join([*dicts, *(line for method in methods for line in method.parameters)])
    abc = join(", ", map(identifier, ["Mapping", *(["Sequence"] if "Sequence[" in text else [])]))
    names = [name for name in ("Literal", "Required", "TypedDict") if name in text]
    return [
        code("from collections.abc import {}", abc),
        code("from typing import {}", join(", ", map(identifier, ["TYPE_CHECKING", *names]))),
    ]


def _method(model: Model) -> Method:
    listed = arguments(model)
    offer = identifier(f"_{model.name.upper()}")
    return Method(
        name=identifier(model.name),
        offer=offer,
        offer_lines=_offer(model),
        parameters=[line for each in listed for line in _parameter(each, model)],
        docstring=deep(docstring_lines(model, listed), 2),
        pairs=[code("{}: {},", literal(each.parameter.path), identifier(each.name)) for each in listed],
    )


def _offer(model: Model) -> list[Code]:
    key = model_key(model)
    return [
        code("model={},", literal(model.id)),
        *([code("model_key={},", literal(key))] if key else []),
        code("validate={},", identifier(f"validate_{model.name}")),
        code("price={},", identifier(f"price_{model.name}")),
        *claim_lines(model),
    ]


def _parameter(argument: Argument, model: Model) -> list[Code]:
    kind = annotation(argument.parameter, model)
    unset = Code("" if argument.required else " | None = None")
    flat = code("{}: {}{},", identifier(argument.name), kind, unset)
    values = argument.parameter.enum
    # one value stays on its line: a comma after it would make a tuple of it
    if len(flat) <= WIDTH - 8 or len(values) < 2 or not kind.startswith("Literal["):
        return [flat]
    opening = code("{}: Literal[", identifier(argument.name))
    return [opening, *indented(code("{},", literal(value)) for value in values), code("]{},", unset)]


def _init_docstring(transport: Transport) -> list[Code]:
    lines = [
        "Nothing is read or opened before this call.",
        "",
        "Args:",
        *(f"    {each.argument}: Else from {' or '.join(each.env)}." for each in _credentials(transport)),
        *(f"    {option.argument}: {_option(option)}" for option in transport.options),
        "    base_url: Another address of the same gateway, an emulator's for one.",
        "    ledger: File that every intent and job is recorded in before and after it is sent.",
        "    max_price: Requests that are dearer, or of unknown price, are not sent.",
        "    budget: Shared by many jobs; each reserves its price before it is sent.",
        "    limits: Deadlines and numbers of attempts.",
        "    proxy: For all requests; else from the environment, as httpx does.",
        "    http: A client of your own, for its proxies, certificates and transport; you close it. Names in answers",
        "        are then not judged by what they stand for, nor does a blocking call's deadline hold for headers. The",
        "        headers, cookies and query fields that it adds go to the gateway alone.",
        "    watch: Sees every effect and its reply; neither holds a credential.",
    ]
    return deep(block_of(lines), 2)


def _option(option: Option) -> str:
    where = f"header {option.header}" if option.header else f"query field {option.query}"
    return f"Sent with every call as {where}" + (
        f"; else from {' or '.join(option.env)}." if option.env else "."
    )
