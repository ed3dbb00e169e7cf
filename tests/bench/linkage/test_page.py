"""The page of linkage figures: what was ended says why, what was not run stands as it stood."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "bench" / "linkage" / "page.py"
RATES = {"precision": 0.99, "recall": 0.9, "f1": 0.94}


@pytest.fixture(scope="module")
def page() -> Any:
    spec = importlib.util.spec_from_file_location("linkage_page", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _done() -> dict[str, Any]:
    at = {"0.5": RATES, "0.99": {"precision": None, "recall": 0.0, "f1": 0.0}}
    taken = {"seconds": 2.0, "peak_mb": 300, "ended": None}
    return {**taken, "threshold": 0.61, "best": RATES, "at": at, "calibration_error": 0.02}


def test_an_engine_that_was_ended_says_why_and_gives_no_score(page: Any) -> None:
    engines = {"ours": _done(), "dedupe": {"seconds": 120.1, "peak_mb": 7000, "ended": "over 120 s"}}
    told = {"copies": 1600, "in_doubt": 3}
    part = {"registers": {"10000": {"engines": engines, "load_before": 0.1, "told": told}}}
    text = "\n".join(page.lines(part))
    assert "| **Jianfu** | 0.9400 (0.61) | 0.940 | – / 0.000 | 0.020 | 2.0 | 300 |" in text
    assert "| dedupe 3 | – | – | – | – | over 120 s | 7,000 |" in text
    assert "Splink" not in text


def test_sizes_stand_in_order_and_sets_of_persons_after_them(page: Any) -> None:
    part = {"engines": {"ours": _done()}, "load_before": 0.1, "told": None}
    figures = {"registers": {"100000": part, "10000": part}, "febrl": {"febrl1": part}}
    titles = [line for line in page.lines(figures) if line.startswith("###")]
    assert titles == ["### 10,000 entries", "### 100,000 entries", "### Febrl (persons, English)"]
