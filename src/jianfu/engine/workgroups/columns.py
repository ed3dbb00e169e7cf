"""All groups worth thinking of in a large family, by growing sets of sources one at a time.

A set is kept when it fits under the cap, every source may join that audience, and the source added last costs less
inside than as a group of its own. Sources are added from the lightest to the heaviest. In the best plan no group would
be cheaper without its heaviest source, so only a set whose lighter part does not pay by itself can be missed; where two
sources cost each other the same whoever else is there (one common reader), none is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family
from jianfu.engine.workgroups.packing import SLACK
from jianfu.engine.workgroups.parameters import GroupParameters

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_COLUMNS = 40_000
"""Sets beyond which a family is solved in another way."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Sets of sources, a row each (``members``: a column a source), with their costs; the first are the sources."""

    members: Flags
    costs: Floats


@dataclass(frozen=True, slots=True)
class _Facts:
    """One family as arrays; a row a source, lightest first; ``meant``: readings at each unit that are not in vain."""

    order: NDArray[np.int64]
    load: Floats
    audience: Flags
    size: Floats
    meant: Floats
    posts: Floats
    foreign: Flags
    issuers: Flags
    single: Floats


@dataclass(frozen=True, slots=True)
class _Front:
    """Sets grown last: members, audience, last source added, load, cost, and per unit the posts' meant readings."""

    members: Flags
    union: Flags
    last: NDArray[np.int64]
    load: Floats
    cost: Floats
    meant: Floats


def columns(family: Family, parameters: GroupParameters) -> Columns | None:
    """Return the sets of a family, or null where there are more than MOST_COLUMNS."""
    facts = _facts(family, parameters)
    size = len(facts.load)
    front = _Front(np.eye(size, dtype=np.bool_), facts.audience, np.arange(size), facts.load, facts.single, facts.meant)
    found = [front]
    while len(front.last) and sum(len(part.last) for part in found) <= MOST_COLUMNS:
        front = _grown(front, facts, parameters)
        found.append(front)
    if len(front.last):
        return None
    members = np.concatenate([part.members for part in found])
    original = np.empty_like(members)
    original[:, facts.order] = members
    return Columns(original, np.concatenate([part.cost for part in found]))


def _facts(family: Family, parameters: GroupParameters) -> _Facts:
    costs = Costs(family, parameters)
    order = np.array(sorted(range(len(costs.load)), key=lambda place: (costs.load[place], place)))
    units = max(mask.bit_length() for mask in costs.audience)
    bits = range(units)

    def flags(masks: list[int]) -> Flags:
        return np.array([[masks[place] >> bit & 1 for bit in bits] for place in order], dtype=np.bool_)

    audience, issuers = flags(costs.audience), flags(costs.issuers)
    posts = np.array([costs.posts(1 << bit) for bit in bits], dtype=np.float64)
    return _Facts(
        order=order,
        load=np.array(costs.load)[order],
        audience=audience,
        size=audience.sum(axis=1).astype(np.float64),
        meant=(audience | issuers) * posts * np.array(costs.load)[order, None],
        posts=posts,
        foreign=~np.array(costs.inside, dtype=np.bool_)[order],
        issuers=issuers,
        single=1.0 + parameters.membership_weight * audience.sum(axis=1),
    )


def _grown(front: _Front, facts: _Facts, parameters: GroupParameters) -> _Front:
    """Add to every set each heavier source that shares an audience unit with it, where that pays."""
    row, added = _steps(front, facts, parameters)
    members = front.members[row]
    members[np.arange(len(row)), added] = True
    union = front.union[row] | facts.audience[added]
    load = front.load[row] + facts.load[added]
    meant = front.meant[row] + facts.meant[added]
    cost = _cost(union, load, meant, facts, parameters)
    pays = cost < front.cost[row] + facts.single[added] - SLACK
    pays[pays] = _fit(members[pays], union[pays], facts, parameters)
    return _Front(members[pays], union[pays], added[pays], load[pays], cost[pays], meant[pays])


def _steps(front: _Front, facts: _Facts, parameters: GroupParameters) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return sets and the sources to add to them: heavier, under the cap, with a unit in common."""
    later = np.arange(len(facts.load)) > front.last[:, None]
    under = front.load[:, None] + facts.load <= parameters.load_cap + SLACK
    shared = front.union.astype(np.float32) @ facts.audience.T.astype(np.float32) > 0
    row, added = np.nonzero(later & under & shared)
    return row.astype(np.int64), added.astype(np.int64)


def _cost(union: Flags, load: Floats, meant: Floats, facts: _Facts, parameters: GroupParameters) -> Floats:
    vain = load * (union @ facts.posts) - (union * meant).sum(axis=1)
    opening = 1.0 + parameters.membership_weight * union.sum(axis=1)
    return np.asarray(opening + parameters.irrelevant_weight * vain)


def _fit(members: Flags, union: Flags, facts: _Facts, parameters: GroupParameters) -> Flags:
    """Tell for which sets every source may join (see ``Costs.fits``)."""
    least = parameters.least_share * union.sum(axis=1) - SLACK
    small = facts.size[None, :] < least[:, None]
    outside = facts.foreign[None, :] | ((~union).astype(np.float32) @ facts.issuers.T.astype(np.float32) > 0)
    return np.asarray(~(members & small & outside).any(axis=1))
