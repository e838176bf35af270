"""Templates print what was prepared and encoded, and decide nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def render(emitter: str, name: str, encoded: type[str], /, **view: object) -> str:
    """Fill ``emit/<emitter>/<name>.jinja``. Only text of the type ``encoded`` can be printed: what an encoder made."""
    return _template(emitter, name, encoded).render(view)


@cache
def _template(emitter: str, name: str, encoded: type[str]) -> Template:
    environment = Environment(
        loader=PackageLoader("callsheet.emit", emitter),
        autoescape=False,  # noqa: S701 - no HTML: every text was encoded for its context, and ``finalize`` insists
        undefined=StrictUndefined,
        finalize=_only(encoded),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{name}.jinja")


def _only(encoded: type[str]) -> Callable[[object], str]:
    def finalize(value: object) -> str:
        if not isinstance(value, encoded):
            raise TypeError(f"a template was to print {value!r}, which is not {encoded.__name__}")
        return value

    return finalize
