"""The one Spark driver a process can have: started by the first session, stopped by the last."""

import shutil
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu.engine.backends.fault import UnableToStart

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """Where Spark runs and how much it may take; *host* is the driver's address as the workers see it."""

    master: str = "local[2]"
    memory: str = "2g"
    partitions: int = 4
    batch_rows: int = 65_536
    host: str = "127.0.0.1"
    python: str = field(default_factory=lambda: sys.executable)


@dataclass(slots=True)
class _Driver:
    session: "SparkSession"
    master: str
    folder: Path
    users: int = 0


_running: list[_Driver] = []
_lock = threading.Lock()

_QUIET = "rootLogger.level = error\nrootLogger.appenderRef.stderr.ref = stderr\nappender.stderr.type = Console\n"
_QUIET += "appender.stderr.name = stderr\nappender.stderr.target = SYSTEM_ERR\n"
_QUIET += "appender.stderr.layout.type = PatternLayout\nappender.stderr.layout.pattern = %p %c{1}: %m%n\n"


def enter(settings: SparkSettings, folder: Path) -> "SparkSession":
    """Return a new session (own table names, own functions) on the process's driver, starting it when there is none.

    Raises UnableToStart where pyspark or Java 17 is missing, the master does not answer, or another master is in use.
    """
    with _lock:
        if not _running:
            _running.append(_Driver(_started(settings, folder), settings.master, folder))
        driver = _running[0]
        if driver.master != settings.master:
            raise UnableToStart(
                zh=f"本进程的 Spark 已连接 {driver.master}，不能再连接 {settings.master}。请先关闭前者。",
                en=f"This process runs Spark on {driver.master}; close that before using {settings.master}.",
            )
        driver.users += 1
        session = driver.session.newSession()
        for key, value in _meaning(settings).items():
            session.conf.set(key, value)
        return session


def leave() -> None:
    """Give one session back; the last one stops the driver and removes its folder."""
    with _lock:
        driver = _running[0]
        driver.users -= 1
        if not driver.users:
            _running.clear()
            driver.session.stop()
            shutil.rmtree(driver.folder, ignore_errors=True)


def _started(settings: SparkSettings, folder: Path) -> "SparkSession":
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing(str(error)) from error
    builder = SparkSession.builder.master(settings.master).appName("jianfu")
    for key, value in {**_resources(settings, folder), **_meaning(settings)}.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise _missing(str(error)) from error
    session.sparkContext.pythonExec = settings.python  # else the workers take the first python3 on their PATH
    return session


def _missing(cause: str) -> UnableToStart:
    return UnableToStart(
        zh="Spark 启动不了。需要 Java 17（如 openjdk-17-jre-headless）和 pyspark（pip install 'jianfu[spark]'），"
        f"并且 master 可以连通。不需要 Spark 时请用 --engine duckdb。原因：{cause}",
        en="Spark does not start. It needs Java 17 (such as openjdk-17-jre-headless), pyspark "
        f"(pip install 'jianfu[spark]') and a master that answers. Without Spark, use --engine duckdb. Cause: {cause}",
    )


def _resources(settings: SparkSettings, folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    log_settings = folder / "log4j2.properties"
    log_settings.write_text(_QUIET, encoding="utf-8")
    java = f'"-Djava.io.tmpdir={folder}" "-Dlog4j2.configurationFile={log_settings.absolute().as_uri()}"'
    return {
        "spark.driver.host": settings.host,
        "spark.driver.bindAddress": settings.host,
        "spark.driver.memory": settings.memory,
        "spark.executor.memory": settings.memory,
        "spark.driver.extraJavaOptions": java,
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.pyspark.python": settings.python,
    }


def _meaning(settings: SparkSettings) -> dict[str, str]:
    """Return the settings on which the meaning of SQL rests, and the sizes a session may choose."""
    return {
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.sql.shuffle.partitions": str(settings.partitions),
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(settings.batch_rows),
    }
