"""From one finding along the links to every column it may be true of."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import prod
from typing import Final

from app.model.findings import Finding, FindingKind
from app.model.proposals import ColumnPlace, Link, LinkKind

MOST_LINKS: Final = 4
"""Longer paths say nothing a person would follow."""
LEAST_CONFIDENCE: Final = 0.5

Path = tuple[Link, ...]
Links = Mapping[ColumnPlace, Sequence[Link]]
Passes = Callable[[ColumnPlace], bool]

_OF_VIEWS: Final = frozenset({LinkKind.COPIED, LinkKind.SHOWN})


@dataclass(frozen=True, slots=True)
class Reached:
    """A column that a finding may be true of, and how it got there."""

    place: ColumnPlace
    path: Path
    kind: FindingKind

    @property
    def link_confidence(self) -> float:
        """The product of the confidences of the links."""
        return prod(link.confidence for link in self.path)


def by_source(links: Iterable[Link]) -> Links:
    """The links by where they start."""
    found: defaultdict[ColumnPlace, list[Link]] = defaultdict(list)
    for link in links:
        found[link.source].append(link)
    return found


def reached_from(source: ColumnPlace, finding: Finding, links: Links, passes: Passes) -> Iterator[Reached]:
    """Every column within ``MOST_LINKS``, each by its strongest path (Dijkstra 1959, over products of confidences).

    ``passes`` says whether a path may go on behind a column; at one that says otherwise itself it ends. Two columns that
    refer to one key may mean different things by it, so no path leads from one to the other.
    """
    order = count()
    seen = {source}
    waiting: list[tuple[float, int, int, Reached]] = [
        (-1.0, 0, next(order), Reached(source, (), finding.kind))
    ]
    while waiting:
        strength, length, _, here = heapq.heappop(waiting)
        if here.path:
            if here.place in seen:
                continue
            seen.add(here.place)
            yield here
        if length == MOST_LINKS or (here.path and not passes(here.place)):
            continue
        for link in links.get(here.place, ()):
            share = -strength * link.confidence
            if (
                link.target not in seen
                and share * finding.confidence >= LEAST_CONFIDENCE
                and _goes(link, here, finding)
            ):
                kind = FindingKind.CONTAINS if link.inside else here.kind
                heapq.heappush(
                    waiting, (-share, length + 1, next(order), Reached(link.target, (*here.path, link), kind))
                )


def _goes(link: Link, here: Reached, finding: Finding) -> bool:
    if link.proven and not (finding.value_tested and finding.matched):
        return False
    if here.kind is FindingKind.CONTAINS and link.kind not in _OF_VIEWS:
        return False
    was_referred = any(each.kind is LinkKind.REFERRED for each in here.path)
    return not (link.kind is LinkKind.REFERS and was_referred)
