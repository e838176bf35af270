"""Which groups of parameters belong to which model or operation of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet.extract.entry import Group
from callsheet.extract.outline import Spot
from callsheet.extract.words.sections import part_of
from callsheet.layers.document import Heading
from callsheet.layers.facts import EndpointFact


@dataclass(slots=True)
class Slot:
    """One model or operation: an id if it has one, its blocks, its groups."""

    id: str | None
    start: int
    end: int
    title: str | None = None
    groups: list[Group] = field(default_factory=list)


def slots_of(
    spots: Sequence[Spot],
    groups: Sequence[Group],
    ids: Sequence[tuple[int, str]],
    endpoints: Sequence[tuple[int, EndpointFact, bool]],
) -> list[Slot]:
    """Slots in order of the page: by stated id, then by endpoint, then by headings that part lists with equal names."""
    end = spots[-1].index + 1 if spots else 0
    regions = _by_id(spots, ids, end)
    out: list[Slot] = []
    for region in regions:
        region.groups = [group for group in groups if region.start <= group.index < region.end]
        out.extend(part for slot in _by_endpoint(region, endpoints) for part in _by_heading(slot))
    return [slot for slot in out if slot.groups] or out[:1]


def _by_id(spots: Sequence[Spot], ids: Sequence[tuple[int, str]], end: int) -> list[Slot]:
    """A region for each id that stands below a heading of its own; one for the page where there are no two."""
    marks: dict[int, str] = {}
    for index, one in ids:
        heading = max(
            (
                spot.index
                for spot in spots
                if spot.index <= index and isinstance(spot.block, Heading) and spot.block.level < 7
            ),
            default=0,
        )
        marks.setdefault(heading, one)
    if len(set(marks.values())) < 2:
        return [Slot(id=next(iter(marks.values()), None), start=0, end=end)]
    starts = sorted(marks)
    titles = {spot.index: spot.block.text for spot in spots if isinstance(spot.block, Heading)}
    return [
        Slot(id=marks[start], start=0 if number == 0 else start, end=following, title=titles.get(start))
        for number, (start, following) in enumerate(zip(starts, [*starts[1:], end], strict=True))
    ]


def _by_endpoint(region: Slot, endpoints: Sequence[tuple[int, EndpointFact, bool]]) -> list[Slot]:
    """Part the groups by the endpoint that was named last before them, if they have several."""
    named = [(index, fact) for index, fact, sure in endpoints if sure and region.start <= index < region.end]
    chosen: dict[tuple[str, str] | None, list[Group]] = {}
    for group in region.groups:
        before = [fact for index, fact in named if index < group.index] or [fact for _, fact in named[:1]]
        query = any(
            re.search(r"\b(?:query|path) param", heading, re.IGNORECASE) for heading in group.headings[-1:]
        )
        fact = before[-1] if before else None
        key = (fact.method, fact.path) if fact else None
        if query and chosen and key in chosen:
            after = next((one for index, one in named if index > group.index), None)
            key = (after.method, after.path) if after else key
        chosen.setdefault(key, []).append(group)
    if len(chosen) < 2:
        return [region]
    parts = [
        Slot(id=_operation(key), start=region.start, end=region.end, groups=members)
        for key, members in chosen.items()
    ]
    main = next((part for part in parts if part.id and not part.id.startswith("GET ")), parts[0])
    main.id = region.id or main.id
    return parts


def _operation(key: tuple[str, str] | None) -> str | None:
    if key is None:
        return None
    return f"GET {key[1]}" if key[0] == "GET" else key[1]


def _by_heading(slot: Slot) -> list[Slot]:
    """Lists with equal names below different headings are different models: part them at the heading that differs."""
    if not _repeats(slot.groups):
        return [slot]
    depth = _common([group.headings for group in slot.groups])
    parts: dict[str, list[Group]] = {}
    for group in slot.groups:
        parts.setdefault(group.headings[depth] if depth < len(group.headings) else "", []).append(group)
    if len(parts) < 2:
        return [slot]
    return [
        Slot(
            id=_heading_id(title) or (slot.id if number == 0 else None),
            start=slot.start,
            end=slot.end,
            title=title or slot.title,
            groups=groups,
        )
        for number, (title, groups) in enumerate(parts.items())
    ]


def _repeats(groups: Sequence[Group]) -> bool:
    seen: set[tuple[str, str]] = set()
    for group in groups:
        names = {
            (group.parent, entry.name) for entry in group.entries if entry.depth == 0 and not entry.parent
        }
        if names & seen:
            return True
        seen |= names
    return False


def _common(paths: Sequence[tuple[str, ...]]) -> int:
    depth = 0
    while all(len(path) > depth for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return depth


def _heading_id(title: str) -> str | None:
    plain = title.strip("` ")
    if re.fullmatch(r"/?[a-z0-9][\w.-]*(?:/[\w{}.-]+)*", plain) and part_of((plain,)) is None:
        return plain
    return None
