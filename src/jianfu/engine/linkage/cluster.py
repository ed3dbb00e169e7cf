"""Which entries are one thing, from pairs held to be the same and people's word on which are not.

Pure Python over pairs of ids. The answer hangs only on the pairs, never on their order, so taking a judgement back
gives exactly the clusters that stood before it. Pairs join from the surest to the least sure, as in Kruskal's
algorithm; a join that would bring together two entries judged different is cut. So what is cut is the weakest model
pair on the way between the two. Where judgements alone join two entries judged different, no pair of them is
believed: every entry that those judgements join stands alone until somebody resolves it.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

IdPair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair of entries held to be one thing: by the model with that *score*, or *judged* so by a person."""

    left: str
    right: str
    score: float = 0.0
    judged: bool = False

    @property
    def pair(self) -> IdPair:
        """Return the two ids, the smaller first."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two entries judged different that judgements “same” join, and the ids along the way, ends included."""

    left: str
    right: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters of two and more (members in order, the first names the cluster), pairs not believed, contradictions."""

    members: tuple[tuple[str, ...], ...]
    cut: tuple[IdPair, ...]
    contradictions: tuple[Contradiction, ...]


class Joined:
    """Disjoint sets of ids that know which other sets they must never join."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def root(self, asset_id: str) -> str:
        """Return the id that stands for the set."""
        above = self._above
        while (parent := above.get(asset_id, asset_id)) != asset_id:
            above[asset_id] = above.get(parent, parent)
            asset_id = above[asset_id]
        return asset_id

    def keep_apart(self, pair: IdPair) -> None:
        """Remember that the sets of these two must never join."""
        left, right = self.root(pair[0]), self.root(pair[1])
        self._apart[left].add(right)
        self._apart[right].add(left)

    def join(self, pair: IdPair) -> bool:
        """Join the sets of these two; tell whether they now are in one."""
        left, right = self.root(pair[0]), self.root(pair[1])
        if left == right:
            return True
        if right in self._apart.get(left, ()):
            return False
        if self._size.get(left, 1) < self._size.get(right, 1):
            left, right = right, left
        self._above[right] = left
        self._size[left] = self._size.get(left, 1) + self._size.get(right, 1)
        for other in self._apart.pop(right, ()):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart[left].add(other)
        return True

    def sets(self, ids: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the sets these ids fall into, members and sets in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for asset_id in sorted(set(ids)):
            found[self.root(asset_id)].append(asset_id)
        return sorted(tuple(members) for members in found.values())


def clusters(edges: Iterable[Edge], different: Iterable[IdPair]) -> Clusters:
    """Return the clusters that the *edges* make while no two entries judged *different* come together."""
    apart = sorted({(min(pair), max(pair)) for pair in different})
    known = _strongest(edges, set(apart))
    contradictions, frozen = _contradictions([edge.pair for edge in known if edge.judged], apart)
    joined = Joined()
    for pair in apart:
        joined.keep_apart(pair)
    cut = [edge.pair for edge in known if frozen & set(edge.pair) or not joined.join(edge.pair)]
    sets = joined.sets(asset_id for edge in known for asset_id in edge.pair)
    return Clusters(tuple(each for each in sets if len(each) > 1), tuple(sorted(cut)), contradictions)


def _strongest(edges: Iterable[Edge], apart: set[IdPair]) -> list[Edge]:
    """Return one edge a pair, the surest first, without pairs judged different."""
    ordered = sorted(edges, key=lambda edge: (not edge.judged, -edge.score, edge.pair))
    best: dict[IdPair, Edge] = {}
    for edge in ordered:
        if edge.pair not in apart and edge.left != edge.right:
            best.setdefault(edge.pair, edge)
    return list(best.values())


def _contradictions(same: list[IdPair], apart: list[IdPair]) -> tuple[tuple[Contradiction, ...], frozenset[str]]:
    """Return what the judgements contradict, and every entry that the judgements concerned join."""
    joined = Joined()
    for pair in same:
        joined.join(pair)
    clashing = [pair for pair in apart if joined.root(pair[0]) == joined.root(pair[1])]
    if not clashing:
        return (), frozenset()
    beside: dict[str, set[str]] = defaultdict(set)
    for left, right in same:
        beside[left].add(right)
        beside[right].add(left)
    roots = {joined.root(left) for left, _ in clashing}
    frozen = frozenset(asset_id for asset_id in beside if joined.root(asset_id) in roots)
    return tuple(Contradiction(*pair, path(beside, *pair)) for pair in clashing), frozen


def path(beside: dict[str, set[str]], start: str, end: str) -> tuple[str, ...]:
    """Return the shortest way along neighbours, by the smallest ids where several are as short; both ends included."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there in sorted(beside.get(here, ())):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if end not in came_from:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
