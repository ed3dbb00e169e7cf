"""Sets that overlap, found without comparing all with all.

Two sets whose Jaccard index is at least *floor* share an item among the rarest few of each (prefix filtering: all but
the ``ceil(floor * size) - 1`` most frequent items are enough). So only those items are joined, rarest first. Nothing
that reaches the floor is missed.

*Source:* Chaudhuri, Ganti, Kaushik: A primitive operator for similarity joins in data cleaning (ICDE 2006).
"""

from jianfu.engine.backends.backend import Backend


def overlaps(backend: Backend, *, items: str, reach: str, floor: float, into: str) -> None:
    """Make table *into* (left_set, right_set, shared, left_size, right_size, jaccard, containment), left before right.

    *items* is a table (set_id, item), one row an item; *reach* a table (set_id, block, side): a set whose side is
    ``out`` meets those whose side is ``in`` under the same block. Only pairs that meet, and whose Jaccard index
    reaches *floor*, are listed.
    """
    backend.sql(_ranked(items, floor), into=f"{into}_ranked")
    backend.sql(_met(f"{into}_ranked", reach, floor), into=f"{into}_met")
    backend.sql(_measured(items, f"{into}_met", floor), into=into)


def _ranked(items: str, floor: float) -> str:
    """Rank the items of each set from the rarest on and keep those that prove an overlap."""
    return f"""
    WITH frequency AS (SELECT item, count(*) AS sets FROM {items} GROUP BY item),
    sizes AS (SELECT set_id, count(*) AS size FROM {items} GROUP BY set_id),
    numbered AS (
      SELECT i.set_id, i.item, s.size,
        row_number() OVER (PARTITION BY i.set_id ORDER BY f.sets, i.item) AS place
      FROM {items} i JOIN frequency f ON f.item = i.item JOIN sizes s ON s.set_id = i.set_id)
    SELECT set_id, item, size FROM numbered WHERE place <= size - ceil(size * {floor:.6f} - 0.000001) + 1"""


def _met(ranked: str, reach: str, floor: float) -> str:
    return f"""
    WITH outgoing AS (
      SELECT r.set_id, r.item, r.size, b.block FROM {ranked} r JOIN {reach} b ON b.set_id = r.set_id
      WHERE b.side = 'out'),
    incoming AS (
      SELECT r.set_id, r.item, r.size, b.block FROM {ranked} r JOIN {reach} b ON b.set_id = r.set_id
      WHERE b.side = 'in')
    SELECT DISTINCT least(o.set_id, i.set_id) AS left_set, greatest(o.set_id, i.set_id) AS right_set
    FROM outgoing o JOIN incoming i ON i.item = o.item AND i.block = o.block AND i.set_id <> o.set_id
      AND o.size >= i.size * {floor:.6f} - 0.000001 AND i.size >= o.size * {floor:.6f} - 0.000001"""


def _measured(items: str, met: str, floor: float) -> str:
    return f"""
    WITH sizes AS (SELECT set_id, count(*) AS size FROM {items} GROUP BY set_id),
    common AS (
      SELECT m.left_set, m.right_set, count(*) AS shared
      FROM {met} m JOIN {items} l ON l.set_id = m.left_set JOIN {items} r ON r.set_id = m.right_set AND r.item = l.item
      GROUP BY m.left_set, m.right_set),
    measured AS (
      SELECT c.left_set, c.right_set, c.shared, l.size AS left_size, r.size AS right_size,
        CAST(c.shared AS DOUBLE) / (l.size + r.size - c.shared) AS jaccard,
        CAST(c.shared AS DOUBLE) / least(l.size, r.size) AS containment
      FROM common c JOIN sizes l ON l.set_id = c.left_set JOIN sizes r ON r.set_id = c.right_set)
    SELECT * FROM measured WHERE jaccard >= {floor:.6f} - 0.000001"""


def within(members: str, most: int) -> str:
    """Return SQL for (block, left_id, right_id): the pairs inside each block of table *members* (block, asset_id).

    A block of more than *most* members gives only the pairs with its first one: all are still listed, without the
    square of their number.
    """
    return f"""
    SELECT l.block, l.asset_id AS left_id, r.asset_id AS right_id
    FROM ({_numbered(members)}) l JOIN ({_numbered(members)}) r ON r.block = l.block AND l.asset_id < r.asset_id
    WHERE l.size <= {most} AND r.size <= {most}
    UNION ALL
    SELECT l.block, l.asset_id, r.asset_id
    FROM ({_numbered(members)}) l JOIN ({_numbered(members)}) r ON r.block = l.block
    WHERE l.place = 1 AND l.size > {most} AND r.place > 1"""


def between(members: str, pairs: str, most: int) -> str:
    """Return SQL for (left_set, right_set, left_id, right_id): the members of one set beside those of another.

    *members* is a table (block, asset_id), *pairs* one with left_set and right_set. Of two sets that together have
    more than *most* members, only the first of each is paired with the other's.
    """
    sides = f"""
    FROM {pairs} p JOIN ({_numbered(members)}) l ON l.block = p.left_set
      JOIN ({_numbered(members)}) r ON r.block = p.right_set"""
    columns = "SELECT p.left_set, p.right_set, l.asset_id AS left_id, r.asset_id AS right_id"
    return f"""
    {columns} {sides} WHERE l.size + r.size <= {most}
    UNION ALL {columns} {sides} WHERE l.size + r.size > {most} AND l.place = 1
    UNION ALL {columns} {sides} WHERE l.size + r.size > {most} AND r.place = 1 AND l.place > 1"""


def beside(members: str, near: str, most: int, told: str) -> str:
    """Return SQL for pairs of members of sets that overlap (table *near*, as from ``overlaps``), the smaller id left.

    Columns: left_id, right_id, shared, left_size, right_size, jaccard, and *told* (columns of *near*).
    """
    return f"""
    SELECT least(x.left_id, x.right_id) AS left_id, greatest(x.left_id, x.right_id) AS right_id, n.shared,
      CASE WHEN x.left_id < x.right_id THEN n.left_size ELSE n.right_size END AS left_size,
      CASE WHEN x.left_id < x.right_id THEN n.right_size ELSE n.left_size END AS right_size, n.jaccard, {told}
    FROM ({between(members, near, most)}) x JOIN {near} n ON n.left_set = x.left_set AND n.right_set = x.right_set"""


def _numbered(members: str) -> str:
    return f"""
      SELECT block, asset_id, row_number() OVER (PARTITION BY block ORDER BY asset_id) AS place,
        count(*) OVER (PARTITION BY block) AS size FROM {members}"""
