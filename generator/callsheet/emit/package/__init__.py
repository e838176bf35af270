"""``README.md`` and the package's frame: its runtime, and what each provider's folder exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from callsheet.emit.encode.markdown_text import Markdown
from callsheet.emit.encode.python_text import Code, docstring, literal
from callsheet.emit.header import python_header, sources_of
from callsheet.emit.package.exports import exports
from callsheet.emit.package.readme import example, readme_rows
from callsheet.emit.package.runtime import runtime_files
from callsheet.emit.template import render
from callsheet.layers.file import File
from callsheet.layers.model import Provider

ROOT = "video_gateways"


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    view = {"example": example(providers), "rows": readme_rows(providers)}
    yield File(path="README.md", text=render("package", "README.md", Markdown, **view))
    yield File(path=f"{ROOT}/py.typed", text="")
    yield File(path=f"{ROOT}/__init__.py", text=_root(providers))
    for provider in providers:
        yield File(path=f"{ROOT}/{provider.id}/__init__.py", text=_provider(provider))
    for path, text in runtime_files():
        yield File(path=f"{ROOT}/_runtime/{path}", text=text)


def _root(providers: Sequence[Provider]) -> str:
    return render(
        "package",
        "root.py",
        Code,
        header=python_header(["specs"]),
        providers=[literal(provider.id) for provider in providers],
    )


def _provider(provider: Provider) -> str:
    homes = exports(provider)
    return render(
        "package",
        "provider.py",
        Code,
        header=python_header([sources_of(provider)]),
        docstring=docstring(
            f"{provider.title}: validators, prices, request models and clients, loaded when used."
        ),
        imports=list(_imports(homes)),
        names=[(literal(name), literal(home)) for name, home in homes.items()],
    )


def _imports(homes: dict[Code, str]) -> Iterator[tuple[Code, list[Code]]]:
    for home in sorted(set(homes.values())):
        yield Code(home), [name for name, mine in homes.items() if mine == home]
