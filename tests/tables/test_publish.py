import csv
import hashlib
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.tables import publish

SAMPLE = pa.table(
    {
        "asset_id": ["B2", None, "A1", "B2"],
        "name": ['带"引号",逗号', "=HYPERLINK()", "两行\n文字", "清河发布"],
        "opened_on": pa.array([date(2020, 3, 1), None, date(2019, 1, 2), None], pa.date32()),
        "sent_at": pa.array([datetime(2026, 5, 1, 8, 30), None, None, None], pa.timestamp("us")),
        "filed": [True, False, None, True],
        "followers": pa.array([-1, None, 3, 4], pa.int64()),
        "share": [0.5, None, 1.0, 1e-7],
    }
)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    pq.write_table(SAMPLE, tmp_path / "in.parquet")
    return tmp_path / "in.parquet"


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}


def test_a_table_comes_out_as_csv_and_parquet_in_the_stated_order(sample: Path, tmp_path: Path) -> None:
    assert publish.publish(table=sample, into=tmp_path / "out", name="assets", order_by=("asset_id",)) == 4
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["assets.csv", "assets.parquet"]
    written = pq.read_table(tmp_path / "out" / "assets.parquet")
    assert written.to_pylist() == SAMPLE.take([2, 0, 3, 1]).to_pylist()


def test_a_table_already_in_order_is_taken_as_it_stands(sample: Path, tmp_path: Path) -> None:
    assert publish.publish(table=sample, into=tmp_path / "out", name="assets") == 4
    assert (tmp_path / "out" / "assets.parquet").read_bytes() == sample.read_bytes()
    lines = (tmp_path / "out" / "assets.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines if line[:1] in ("B", "A", ",")] == ["B2", "", "A1", "B2"]


def test_many_rows_in_order_stay_in_order(large: Path, tmp_path: Path) -> None:
    publish.publish(table=large, into=tmp_path, name="many")
    stood = pq.read_table(large).column(0).to_pylist()
    with (tmp_path / "many.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        assert [row[0] for row in rows] == [str(value) for value in stood]


def test_the_csv_is_what_a_spreadsheet_opens_right(sample: Path, tmp_path: Path) -> None:
    publish.publish(table=sample, into=tmp_path, name="assets", order_by=("asset_id",))
    assert (tmp_path / "assets.csv").read_bytes().decode() == (
        "\ufeffasset_id,name,opened_on,sent_at,filed,followers,share\r\n"
        'A1,"两行\n文字",2019-01-02,,,3,1.0\r\n'
        'B2,"带""引号"",逗号",2020-03-01,2026-05-01 08:30:00,true,-1,0.5\r\n'
        "B2,清河发布,,,true,4,1e-07\r\n"
        ",'=HYPERLINK(),,,false,,\r\n"
    )


def test_an_empty_table_still_has_its_header(tmp_path: Path) -> None:
    pq.write_table(SAMPLE.slice(0, 0), tmp_path / "in.parquet")
    assert publish.publish(table=tmp_path / "in.parquet", into=tmp_path, name="empty", order_by=()) == 0
    assert (tmp_path / "empty.csv").read_bytes().startswith(b"\xef\xbb\xbfasset_id,name,")
    assert pq.read_table(tmp_path / "empty.parquet").schema.names == SAMPLE.schema.names


def test_a_path_with_pattern_signs_is_taken_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "结果[1]*?'s"
    folder.mkdir()
    pq.write_table(SAMPLE, folder / "in.parquet")
    assert publish.publish(table=folder / "in.parquet", into=folder, name="t", order_by=("name",)) == 4


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "in.parquet"
    texts = ", ".join(f"CASE WHEN hash(i, {k}) % 5 > 0 THEN '文本,' || hash(i, {k}) END AS c{k}" for k in range(12))
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT hash(i) % 90000 AS id, i AS place, {texts} FROM range(400000) t(i)) "
            f"TO '{path}' (FORMAT parquet)"
        )
    return path


def test_the_bytes_are_the_same_whatever_the_memory_and_the_threads(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for memory, threads in (("2GB", 1), ("300MB", 1), ("1500MB", 4)):
        monkeypatch.setattr(publish, "MEMORY_LIMIT", memory)
        monkeypatch.setattr(publish, "THREADS", threads)
        publish.publish(table=large, into=tmp_path, name="large", order_by=("id",))
        found.append(digests(tmp_path))
    assert found[0] == found[1] == found[2]


def test_rows_that_tie_stand_as_they_stood_before(large: Path, tmp_path: Path) -> None:
    publish.publish(table=large, into=tmp_path, name="large", order_by=("id",))
    keys = pq.read_table(tmp_path / "large.parquet", columns=["id", "place"]).to_pydict()
    pairs = list(zip(keys["id"], keys["place"], strict=True))
    assert pairs == sorted(pairs)


def test_nothing_is_left_of_the_spill(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "MEMORY_LIMIT", "300MB")
    monkeypatch.setattr(publish, "THREADS", 1)
    publish.publish(table=large, into=tmp_path, name="large", order_by=("c1",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["large.csv", "large.parquet"]
