"""What the machine must have for a test to run, and which tests may not be skipped.

Tests marked ``spark`` need PySpark and Java 17; tests marked ``browser`` need Chromium. Without them they are skipped
by name, unless JIANFU_REQUIRE lists them (``JIANFU_REQUIRE=spark,browser``): then they fail.
A marked test names its need in its id (file, name or parameter), so that it shares the one JVM or browser.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

JAVA_FLOOR = 17
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")

# The one JVM lives for minutes: neither the second compiler nor a parallel collector pays for itself.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
os.environ.setdefault("SPARK_CONF_DIR", str(Path(__file__).parent / "spark"))

# The machine is shared: a slow draw is no fault, and the same examples come every time.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("house")


def _java_version() -> int:
    java = shutil.which("java")
    if java is None:
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0


@cache
def _why_no_spark() -> str:
    if importlib.util.find_spec("pyspark") is None:
        return "PySpark is not installed (make setup installs it where Java is)"
    if (version := _java_version()) < JAVA_FLOOR:
        return f"Spark needs Java {JAVA_FLOOR} or newer; found {version or 'none'}"
    return ""


def _chromium() -> str:
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), "")


def _why_no_browser() -> str:
    return "" if _chromium() else "Chromium is not installed"


NEEDS = {"spark": _why_no_spark, "browser": _why_no_browser}


def _required() -> set[str]:
    return set(filter(None, re.split(r"[,\s]+", os.environ.get("JIANFU_REQUIRE", ""))))


class NeedScheduling(LoadScopeScheduling):
    """Deals tests out one by one, but keeps all that name one need in one process: one JVM, one browser."""

    def _split_scope(self, nodeid: str) -> str:
        return next((need for need in NEEDS if need in nodeid.lower()), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> NeedScheduling:
    """Return how tests are dealt out to the processes."""
    return NeedScheduling(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip by name what the machine cannot run; fail it where JIANFU_REQUIRE asks for it."""
    for need, why_not in NEEDS.items():
        if item.get_closest_marker(need) and (reason := why_not()):
            if need in _required():
                pytest.fail(f"JIANFU_REQUIRE asks for {need}, but: {reason}", pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder the whole tree lies in."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the Chromium that browser tests drive."""
    return _chromium()
