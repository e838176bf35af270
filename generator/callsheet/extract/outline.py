"""The blocks of a document, each with the headings above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsheet.extract.words.sections import Part, part_of
from callsheet.layers.document import Block, Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A block and where it stands."""

    block: Block
    index: int
    headings: tuple[str, ...]
    levels: tuple[int, ...]

    @property
    def part(self) -> Part | None:
        return part_of(self.headings)


def outline(blocks: Sequence[Block]) -> Iterator[Spot]:
    """Every block but the empty headings, in order; a heading stands below itself."""
    above: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            while above and above[-1][0] >= block.level:
                above.pop()
            if not block.text:
                continue
            above.append((block.level, block.text))
        yield Spot(
            block=block,
            index=index,
            headings=tuple(text for _, text in above),
            levels=tuple(level for level, _ in above),
        )
