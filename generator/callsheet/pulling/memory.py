"""What was pulled before is not worked out twice: the same specs, pages and code have the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.pulling.pulled import Got, Wanted
from callsheet.remembered import Memory, key

_KEPT = ("code", "where", "message", "hint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What earlier pulls of these specs found: ``texts`` are all of them, by path."""

    memory: Memory
    texts: Mapping[str, str]

    def pages(self) -> list[Wanted] | None:
        """All pages that the specs name; None where these specs have not been read before."""
        rows = self.memory.recall("pages", self._key())
        return None if rows is None else [Wanted(**row) for row in rows]

    def keep_pages(self, pages: Iterable[Wanted]) -> None:
        self.memory.keep("pages", self._key(), [asdict(each) for each in pages])

    def notes(self, got: Sequence[Got]) -> tuple[Diagnostic, ...] | None:
        """Of a pull that found nothing in these very pages; None where there was none.

        Nor where another copy is in the cache, or none: a page that goes back to what it was has changed, too.
        """
        if not all(each.is_as_kept for each in got):
            return None
        rows = self.memory.recall("pull", self._key(*_contents(got)))
        return None if rows is None else tuple(Diagnostic(severity=Severity.NOTE, **row) for row in rows)

    def keep_notes(self, got: Iterable[Got], notes: Sequence[Diagnostic]) -> None:
        rows = [{name: str(getattr(each, name)) for name in _KEPT} for each in notes]
        self.memory.keep("pull", self._key(*_contents(got)), rows)

    def _key(self, *more: str | bytes) -> str:
        return key(*(part for pair in sorted(self.texts.items()) for part in pair), *more)


def _contents(pages: Iterable[Got]) -> Iterable[str | bytes]:
    for got in pages:
        yield f"{got.wanted.name} {got.wanted.url} {len(got.faults)} {len(got.lost)}"
        if got.page is not None:
            yield got.page.media_type
            yield got.page.data
            for name, data in sorted(got.page.siblings.items()):
                yield name
                yield data
