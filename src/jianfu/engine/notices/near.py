"""Near-duplicate texts of a whole table: equal texts grouped first, then candidates, then the exact check."""

from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.candidates import candidates
from jianfu.engine.notices.shingle import digests, folded
from jianfu.engine.notices.verify import verify

COPIES_CAP = 50
"""Copies of one text that are all paired with each other; of a longer row each is paired with the first only."""

_DIGESTS = pa.schema([("id", pa.string()), ("digest", pa.string())])


@dataclass(frozen=True, slots=True)
class NearTexts:
    """Counts of a search: notices with a text, different texts, pairs of texts checked and found, buckets too full."""

    notices: int
    texts: int
    checked: int
    found: int
    crowded: int


def near_texts(
    backend: Backend, table: str, *, text_column: str, id_column: str, threshold: float, into: str
) -> NearTexts:
    """Find which different texts of *table* are alike; notices without a text are left out.

    Makes ``{into}_members`` (id, n: the text's number, place: its place among the copies of that text by id, from 1,
    copies), ``{into}_texts`` (n, text) and *into* (left_n, right_n, similarity at least *threshold*).
    """
    members, texts = f"{into}_members", f"{into}_texts"
    backend.map(table, partial(digested, id_column=id_column, text_column=text_column), _DIGESTS, f"{into}_digests")
    backend.sql(_members(f"{into}_digests"), into=members)
    backend.sql(_texts(members, table, text_column, id_column), into=texts)
    crowded = candidates(backend, texts, threshold=threshold, into=f"{into}_candidates")
    verify(backend, f"{into}_candidates", texts, threshold=threshold, into=into)
    return NearTexts(
        notices=count(backend, members),
        texts=count(backend, texts),
        checked=count(backend, f"{into}_candidates"),
        found=count(backend, into),
        crowded=crowded,
    )


def digested(batch: pa.RecordBatch, *, id_column: str, text_column: str) -> pa.RecordBatch:
    """Return id and digest of the folded text of each row that has a text."""
    stated = batch.filter(batch[text_column].is_valid())
    made = [digest.hex() for digest in digests(folded(stated[text_column]))]
    return pa.RecordBatch.from_arrays([stated[id_column], pa.array(made, pa.string())], schema=_DIGESTS)


def near_pairs(
    backend: Backend, table: str, text_column: str, id_column: str, threshold: float, *, into: str = "near_pairs"
) -> NearTexts:
    """Make table *into* (left_id, right_id, similarity): every pair of notices whose texts reach *threshold*.

    Before any word on whether they set the same task. Copies beyond COPIES_CAP of one text are paired with its first
    notice only, and their text's other pairs are given for its first COPIES_CAP notices.
    """
    counts = near_texts(
        backend, table, text_column=text_column, id_column=id_column, threshold=threshold, into=f"{into}_of_texts"
    )
    members = f"{into}_of_texts_members"
    backend.sql(
        f"""{copies(members)}
        UNION ALL SELECT least(a.id, b.id), greatest(a.id, b.id), p.similarity
        FROM {into}_of_texts p JOIN {members} a ON a.n = p.left_n JOIN {members} b ON b.n = p.right_n
        WHERE a.place <= {COPIES_CAP} AND b.place <= {COPIES_CAP}""",
        into=into,
    )
    return counts


def copies(members: str) -> str:
    """Return SQL for the pairs of notices with equal texts: all of few, each with the first of many."""
    return f"""
    SELECT a.id AS left_id, b.id AS right_id, 1.0::DOUBLE AS similarity
    FROM {members} a JOIN {members} b ON a.n = b.n AND a.place < b.place
    WHERE a.copies > 1 AND (a.place = 1 OR a.copies <= {COPIES_CAP})"""


def count(backend: Backend, table: str) -> int:
    """Return the rows of a table."""
    return int(backend.sql(f"SELECT count(*) AS n FROM {table}").to_pylist()[0]["n"])


def _members(digests: str) -> str:
    return f"""
    WITH numbered AS (
        SELECT digest, row_number() OVER (ORDER BY min(id)) AS n, count(*) AS copies FROM {digests} GROUP BY digest)
    SELECT d.id, t.n, t.copies, row_number() OVER (PARTITION BY d.digest ORDER BY d.id) AS place
    FROM {digests} d JOIN numbered t ON t.digest = d.digest"""


def _texts(members: str, table: str, text_column: str, id_column: str) -> str:
    return f"""
    SELECT m.n, t.{text_column} AS text FROM {members} m JOIN {table} t ON t.{id_column} = m.id WHERE m.place = 1"""
