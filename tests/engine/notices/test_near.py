from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.notices import candidates, near
from jianfu.engine.notices.near import near_pairs
from jianfu.engine.notices.shingle import fold
from jianfu.engine.synth.notice_likeness import planted


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[DuckDB]:
    opened = DuckDB(tmp_path / "scratch", memory_limit="300MB")
    yield opened
    opened.close()


def pairs(
    backend: DuckDB, texts: dict[str, str | None], folder: Path, threshold: float = 0.7
) -> dict[tuple[str, str], float]:
    rows = pa.table([list(texts), list(texts.values())], schema=pa.schema([("id", pa.string()), ("text", pa.string())]))
    pq.write_table(rows, folder / "texts.parquet")
    backend.read(folder / "texts.parquet", "given")
    near_pairs(backend, "given", "text", "id", threshold)
    found = backend.sql("SELECT * FROM near_pairs ORDER BY left_id, right_id").to_pylist()
    return {(row["left_id"], row["right_id"]): row["similarity"] for row in found}


def exactly(texts: dict[str, str], threshold: float) -> dict[tuple[str, str], float]:
    cut = {key: {text[at : at + 3] for at in range(len(text) - 2)} for key, text in texts.items()}
    keys = sorted(texts)
    every = ((a, b, len(cut[a] & cut[b]) / len(cut[a] | cut[b])) for at, a in enumerate(keys) for b in keys[at + 1 :])
    return {(a, b): likeness for a, b, likeness in every if likeness >= threshold}


def test_it_finds_what_comparing_every_pair_finds(embedded: DuckDB, tmp_path: Path) -> None:
    made = planted(600, seed=5).notices
    texts = dict(zip(*(column.to_pylist() for column in made.columns), strict=True))
    expected = exactly({key: fold(text) for key, text in texts.items()}, 0.7)
    found = pairs(embedded, texts, tmp_path)
    assert found.items() <= expected.items()
    assert len(found) >= 0.995 * len(expected) > 100


def test_short_texts_are_alike_only_where_they_are_equal(embedded: DuckDB, tmp_path: Path) -> None:
    texts: dict[str, str | None] = {"a": "收到", "b": " 收 到", "c": "好的", "d": None, "e": None}
    assert pairs(embedded, texts, tmp_path) == {("a", "b"): 1.0}


def test_of_many_copies_each_is_paired_with_the_first(
    embedded: DuckDB, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "COPIES_CAP", 2)
    found = pairs(embedded, dict.fromkeys("abcd", "请各村核对防汛台账并更新"), tmp_path)
    assert list(found) == [("a", "b"), ("a", "c"), ("a", "d")]


def test_a_bucket_too_full_is_said_and_still_finds_near_neighbours(
    embedded: DuckDB, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "BUCKET_CAP", 3)
    monkeypatch.setattr(candidates, "FAN_OUT", 2)
    texts: dict[str, str | None] = {
        f"n{at}": f"请各村于9月28日前核对防汛物资台账并更新信息第{chr(0x4E00 + at)}号" for at in range(9)
    }
    found = pairs(embedded, texts, tmp_path)
    assert 8 <= len(found) <= 36
