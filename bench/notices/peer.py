"""One peer's search and the exact check of its candidates: ``peer.py NAME IN OUT``. Imports nothing of Jianfu.

All take signatures of 160 hashes in 32 bands of 5, as Jianfu does, so that recall is level.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import exact
import pyarrow as pa
import pyarrow.parquet as pq

BANDS, ROWS = 32, 5
HASHES = BANDS * ROWS
ESTIMATE = 0.58
"""Where a peer filters on its own estimate, it is asked to keep what may still reach 0.7."""

Pairs = Iterator[tuple[int, int]]


def datasketch(texts: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=HASHES, params=(BANDS, ROWS))
    for at, text in enumerate(texts):
        made = MinHash(num_perm=HASHES)
        made.update_batch([shingle.encode() for shingle in exact.shingles(text)])
        yield from ((other, at) for other in index.query(made))
        index.insert(at, made, check_duplication=False)


def rensa(texts: list[str]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(ESTIMATE, HASHES, BANDS)
    for at, text in enumerate(texts):
        made = RMinHash(HASHES, 42)
        made.update(list(exact.shingles(text)))
        yield from ((other, at) for other in index.query(made))
        index.insert(at, made)


def gaoya(texts: list[str]) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, ESTIMATE, BANDS, ROWS, None, "char", False, (3, 3))
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    step = 20_000
    for low in range(0, len(texts), step):
        for at, others in enumerate(index.par_bulk_query(texts[low : low + step]), low):
            yield from ((at, int(other)) for other in others if int(other) > at)


def daft(texts: list[str]) -> Pairs:
    import daft as d
    from daft import col

    spaced = [" ".join(text) for text in texts]
    frame = d.from_arrow(pa.table({"n": range(len(texts)), "text": spaced}))
    hashed = frame.select("n", col("text").minhash(num_hashes=HASHES, ngram_size=3, seed=1).alias("m")).collect()
    seen: set[int] = set()
    for band in range(BANDS):
        key = hashed.to_arrow()["m"]
        rows = pa.compute.list_slice(key, band * ROWS, (band + 1) * ROWS, return_fixed_size_list=False)
        text_keys = [str(row) for row in rows.to_pylist()]
        part = d.from_arrow(pa.table({"n": range(len(texts)), "key": text_keys}))
        met = part.join(part.select(col("n").alias("m"), col("key")), on="key").where(col("n") < col("m"))
        for table in met.select("n", "m").to_arrow_iter():
            for one, other in zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True):
                pair = one * len(texts) + other
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def spark_mllib(texts: list[str]) -> Pairs:
    from pyspark.ml.feature import HashingTF, MinHashLSH
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "6g")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.maxResultSize", "0")
        .getOrCreate()
    )
    rows = ((at, sorted(exact.shingles(text))) for at, text in enumerate(texts))
    frame = session.createDataFrame([row for row in rows if row[1]], "n long, shingles array<string>")
    features = HashingTF(inputCol="shingles", outputCol="features", numFeatures=1 << 20, binary=True).transform(frame)
    # MLlib joins on any single hash; more tables mean more candidates, so it is given the few that recall needs.
    model = MinHashLSH(inputCol="features", outputCol="hashes", numHashTables=5, seed=1).fit(features)
    joined = model.approxSimilarityJoin(features, features, 1 - ESTIMATE)
    found = joined.selectExpr("datasetA.n AS a", "datasetB.n AS b").where("a < b")
    for row in found.toLocalIterator():
        yield row["a"], row["b"]


PEERS = {"datasketch": datasketch, "rensa": rensa, "gaoya": gaoya, "daft": daft, "spark_mllib": spark_mllib}


def main() -> None:
    name, notices, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    ids, texts = exact.read(notices)
    came = exact.check(PEERS[name](texts), ids, texts, out)
    print(json.dumps({"candidates": came, "found": pq.read_metadata(out).num_rows}))


if __name__ == "__main__":
    main()
