"""A real cluster on the loopback address: a master and two workers, each a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToStart
from jianfu.engine.backends.spark import Spark
from jianfu.engine.backends.spark_process import SparkSettings

pytestmark = pytest.mark.spark

PATIENCE_SECONDS = 180
QUERY = (
    "SELECT b, lower(name) AS name, count(*) FILTER (WHERE n > 7) AS many, string_agg(name, ';' ORDER BY n) AS names "
    "FROM given GROUP BY ALL"
)
JOB = f"""
import sys
from contextlib import closing
from pathlib import Path
import pyarrow as pa
from jianfu.engine.backends.spark import Spark
from jianfu.engine.backends.spark_process import SparkSettings

def doubled(batch):
    return pa.record_batch({{"n": batch["n"], "name": pa.array([f"{{x}}、{{x}}" for x in batch["name"].to_pylist()])}})

if __name__ == "__main__":
    master, folder = sys.argv[1], Path(sys.argv[2])
    settings = SparkSettings(master=master, memory="512m", partitions=4)
    with closing(Spark(folder / "scratch", settings=settings, memory_limit="300MB")) as spark:
        spark.read(folder / "given", "given")
        spark.sql({QUERY!r}, into="grouped")
        spark.map("given", doubled, pa.schema({{"n": pa.int64(), "name": pa.string()}}), "doubled")
        spark.write("grouped", folder / "grouped.parquet", ("name",))
        spark.write("doubled", folder / "doubled.parquet", ("n",))
"""


@dataclass(frozen=True)
class Cluster:
    """Where a cluster's master is spoken to, and the folder its workers keep their work in."""

    master: str
    work: Path


def _until(seen: re.Pattern[str], log: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = seen.search(log.read_text(errors="replace"))
        if found:
            return found[1]
        assert process.poll() is None, f"the process ended: {log.read_text(errors='replace')[-2000:]}"
        time.sleep(0.1)
    raise AssertionError(f"{seen.pattern} was not seen in {PATIENCE_SECONDS} s: {log.read_text()[-2000:]}")


@contextmanager
def _running(arguments: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run one Spark daemon in a process group of its own, and end just that group."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
    environment |= {"SPARK_LOCAL_DIRS": str(log.parent), "SPARK_DAEMON_JAVA_OPTS": f"-Djava.io.tmpdir={log.parent}"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def _workers_alive(page: str) -> int:
    with urllib.request.urlopen(f"{page}/json/", timeout=30) as answer:
        return int(json.load(answer)["aliveworkers"])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    deploy = "org.apache.spark.deploy"
    with ExitStack() as stack:
        log = folder / "master.log"
        arguments = [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        master = stack.enter_context(_running(arguments, log))
        url = _until(re.compile(r"Starting Spark master at (spark://127\.0\.0\.1:\d+)"), log, master)
        page = _until(re.compile(r"MasterWebUI.* started at (http://[\w.:]+)"), log, master)
        for number in (1, 2):
            arguments = [f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
            arguments += ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work-{number}"), url]
            stack.enter_context(_running(arguments, folder / f"worker-{number}.log"))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while _workers_alive(page) < 2:
            assert time.monotonic() < deadline, "the two workers did not come"
            time.sleep(0.1)
        yield Cluster(url, folder)


def _given(folder: Path) -> None:
    (folder / "given").mkdir()
    for part in range(4):
        rows = range(part * 50, part * 50 + 50)
        names = [f"市水务局 {n % 9} Office" for n in rows]
        table = pa.table({"n": list(rows), "name": names, "b": [None if n % 3 else n % 2 == 0 for n in rows]})
        pq.write_table(table, folder / "given" / f"{part}.parquet")


def _doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.record_batch({"n": batch["n"], "name": pa.array([f"{x}、{x}" for x in batch["name"].to_pylist()])})


def test_spark_on_two_workers_writes_the_same_bytes_as_duckdb(cluster: Cluster, tmp_path: Path) -> None:
    _given(tmp_path)
    with closing(DuckDB(tmp_path / "duckdb")) as duckdb:
        duckdb.read(tmp_path / "given", "given")
        duckdb.sql(QUERY, into="grouped")
        duckdb.map("given", _doubled, pa.schema({"n": pa.int64(), "name": pa.string()}), "doubled")
        duckdb.write("grouped", tmp_path / "expected-grouped.parquet", ("name",))
        duckdb.write("doubled", tmp_path / "expected-doubled.parquet", ("n",))
    command = [sys.executable, "-c", JOB, cluster.master, str(tmp_path)]
    job = subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE_SECONDS, check=False)
    assert job.returncode == 0, job.stderr[-3000:]
    for name in ("grouped.parquet", "doubled.parquet"):
        assert (tmp_path / name).read_bytes() == (tmp_path / f"expected-{name}").read_bytes()
    assert all(list(cluster.work.glob(f"work-{number}/app-*/*")) for number in (1, 2)), "a worker was never used"


def test_one_process_has_one_master(spark_settings: SparkSettings, tmp_path: Path) -> None:
    with pytest.raises(UnableToStart, match=r"spark://127\.0\.0\.1:1\b"):
        Spark(tmp_path, settings=replace(spark_settings, master="spark://127.0.0.1:1"))
    with closing(Spark(tmp_path, settings=spark_settings)) as spark:
        assert spark.sql("SELECT 1 AS n").to_pylist() == [{"n": 1}]


def test_without_java_the_error_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from jianfu.engine.backends.spark import Spark\n"
        "from jianfu.engine.backends.fault import UnableToStart\n"
        "try:\n    Spark(Path(sys.argv[1]))\nexcept UnableToStart as fault:\n    print(fault)\n"
    )
    environment = {**os.environ, "PATH": "/usr/bin-without-java:/bin-without-java", "JAVA_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "scratch")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "需要 Java 17" in told.stdout
    assert "jianfu[spark]" in told.stdout
    assert list((tmp_path / "scratch").rglob("*.duckdb")) == []
