"""The fitter of the linkage model."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest
import yaml

from jianfu.engine.linkage.comparisons import COMPARED
from jianfu.engine.linkage.model import SHIPPED


@pytest.fixture(scope="module")
def tool(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("fit_model", repository / "tools" / "fit_linkage_model.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_weight_is_the_log_odds_that_the_data_show(tool: ModuleType) -> None:
    indicators = np.repeat([[1.0], [1.0], [0.0], [0.0]], (900, 100, 100, 900), axis=0)
    truth = np.repeat([1.0, 0.0, 1.0, 0.0], (900, 100, 100, 900))
    weight, constant = tool.fitted(indicators, truth)
    # The ridge draws it a little towards nothing.
    assert 0.95 * 2 * np.log(9) < weight < 2 * np.log(9)
    assert constant == pytest.approx(-np.log(9), rel=0.06)


def test_levels_seldom_seen_keep_the_numbers_set_by_hand(tool: ModuleType) -> None:
    model = yaml.safe_load(SHIPPED.read_text("utf-8"))
    before = dict(model["fields"]["uid"]["levels"]["slip"])
    rows = [{"uid": "same", "truth": True}] * tool.SEEN + [{"uid": "different", "truth": False}] * tool.SEEN
    pairs = pa.Table.from_pylist(rows, schema=COMPARED.append(pa.field("truth", pa.bool_())))
    tool.refill(model, pairs, "two made-up levels")
    assert model["fields"]["uid"]["levels"]["slip"] == before
    same = model["fields"]["uid"]["levels"]["same"]
    assert 0 < same["u"] < same["m"] <= 1
    assert same["basis"] == f"fitted: {tool.SEEN} of {tool.SEEN} development pairs at this level are one thing"


def test_pairs_of_the_development_half_come_with_their_truth(tool: ModuleType) -> None:
    pairs = tool.compared(seed=1, size=400)
    assert set(pairs["truth"].to_pylist()) == {True, False}
