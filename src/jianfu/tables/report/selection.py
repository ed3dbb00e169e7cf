"""Which findings a sheet or circular of limited length lists: the same number of each rule, none crowded out."""

from collections.abc import Iterable


def per_rule(counts: Iterable[int], *, room: int) -> int:
    """Return the largest number k such that listing at most k findings of each rule stays within ``room`` rows.

    At least one; where everything fits, the largest count (zero without findings).
    """
    ordered = sorted(count for count in counts if count)
    left = room
    for index, count in enumerate(ordered):
        share = left // (len(ordered) - index)
        if count > share:
            return max(1, share)
        left -= count
    return ordered[-1] if ordered else 0
