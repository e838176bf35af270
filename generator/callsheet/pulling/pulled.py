"""Which pages are to be pulled, and what became of each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from callsheet import pipeline
from callsheet.layers.change import Change
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.layers.facts import Facts
from callsheet.pulling.siblings import Sibling

AWAY: Final = "CH108"
"""The code of a page that may be there again later."""
_NOW: Final = ("CF105", "CF106", "CF107", "CF110")
"""Why a page cannot be fetched now; where a server says no, only with a word of later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One row of a provider's pages: ``Wanted(provider="gmicloud", key="luma-ray2", url="https://…")``."""

    provider: str
    key: str
    url: str

    @property
    def name(self) -> str:
        return f"{self.provider}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A page as it is now, not yet read; ``faults`` where it is gone."""

    wanted: Wanted
    page: Page | None = None
    etag: str = ""
    before: Page | None = None
    """The copy in the cache."""
    siblings: Mapping[str, Sibling] = field(default_factory=dict)
    """Where the page's schemas were fetched from."""
    faults: tuple[Diagnostic, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    """Schemas that the page embeds and that could not be had."""

    @property
    def is_as_kept(self) -> bool:
        """Whether the copy in the cache is this very page, so that nothing has changed since and nothing is to keep."""
        page, before = self.page, self.before
        return page is not None and before is not None and _same(before, page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A page that was read; ``faults`` where it is gone or no page to read."""

    wanted: Wanted
    facts: Facts | None = None
    changes: tuple[Change, ...] = ()
    """Since the copy in the cache; empty where there was none."""
    faults: tuple[Diagnostic, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    """As in ``Got``."""

    @property
    def is_away(self) -> bool:
        """Whether nothing is known of it, and may be later."""
        return any(each.code == AWAY for each in self.faults)


def pages(specs: Iterable[pipeline.Specs]) -> list[Wanted]:
    """The pages of all providers, in their order."""
    return [
        Wanted(provider=each.provider.provider, key=key, url=page.url)
        for each in specs
        for key, page in each.provider.pages.items()
    ]


def named(every: Sequence[Wanted], names: Sequence[str]) -> list[Wanted]:
    """Those that are named ``provider`` or ``provider/page``, all where nothing is named. Raises CL307."""
    known = sorted({name for each in every for name in (each.provider, each.name)})
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=3)
            hint = f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(known)}"
            message = f"no provider or page is called {name!r}"
            raise CallsheetError(
                Diagnostic(code="CL307", severity=Severity.ERROR, where=name, message=message, hint=hint)
            )
    return [each for each in every if not names or each.provider in names or each.name in names]


def hosts(every: Sequence[Wanted]) -> dict[str, frozenset[str]]:
    """By provider: the hosts of all of its pages. Nothing of it is fetched from anywhere else."""
    import httpx  # noqa: PLC0415  as the fetcher tells hosts, and loaded with the first page that is fetched

    found: dict[str, set[str]] = {}
    for each in every:
        found.setdefault(each.provider, set()).add(httpx.URL(each.url).host)
    return {provider: frozenset(own) for provider, own in found.items()}


def read(got: Got) -> Pulled:
    """What a page states, and what it did not state before."""
    page, before = got.page, got.before
    if page is None:
        return Pulled(wanted=got.wanted, faults=got.faults)
    try:
        facts = pipeline.facts(page)
        is_new = before is not None and not _same(before, page)
        changes = pipeline.page_changes(before, page) if is_new and before is not None else ()
    except CallsheetError as error:
        return Pulled(wanted=got.wanted, faults=(gone(got.wanted, error),))
    return Pulled(wanted=got.wanted, facts=facts, changes=changes, lost=got.lost)


def _same(one: Page, other: Page) -> bool:
    return one.data == other.data and one.siblings == other.siblings


def gone(wanted_: Wanted, error: CallsheetError) -> Diagnostic:
    """CH105, or CH108 where it may only be so for now, with the reason in words."""
    found = error.diagnostics[0]
    is_now = found.code in _NOW and bool(found.hint)
    todo = found.hint if found.code.startswith("CF") else ""
    hint = f"the specs stay as they are; {todo or 'correct its address in provider.yaml, or take it out'}"
    what = "the page cannot be fetched now" if is_now else "the page is gone or cannot be read"
    return Diagnostic(
        code=AWAY if is_now else "CH105",
        severity=Severity.ERROR,
        where=wanted_.name,
        message=f"{what}: {found.code}, {found.message}",
        hint=hint,
    )
