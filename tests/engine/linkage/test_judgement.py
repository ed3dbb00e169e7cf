"""What people said: the last word counts, and two last words leave it open."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.linkage.conftest import Register, account

from jianfu.engine.linkage import judgement


def _said(left: str, right: str, verdict: str, day: int | None = 1, by: str = "甲") -> dict[str, Any]:
    return {"left_id": left, "right_id": right, "verdict": verdict, "by": by, "at": _moment(day)}


def _moment(day: int | None) -> datetime | None:
    return datetime(2026, 8, day, 9) if day else None


def _settled(register: Register, *said: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    backend = register({"assets": [account(asset_id) for asset_id in "ABC"], "judgements": said})
    judgement.settle(backend)
    rows = backend.sql("SELECT * FROM settled").to_pylist()
    return {row["left_id"] + row["right_id"]: (row["verdict"], row["tied"]) for row in rows}


@pytest.mark.parametrize(
    ("said", "settled"),
    [
        pytest.param([_said("A", "B", "same")], {"AB": ("same", False)}, id="one word"),
        pytest.param([_said("B", "A", "same")], {"AB": ("same", False)}, id="written the other way round"),
        pytest.param([_said("A", "B", "same", 1), _said("B", "A", "different", 2)], {"AB": ("different", False)},
                     id="the later word counts"),
        pytest.param([_said("A", "B", "same", 2), _said("A", "B", "different", 1)], {"AB": ("same", False)},
                     id="whatever order the rows stand in"),
        pytest.param([_said("A", "B", "same"), _said("A", "B", "different", by="乙")], {"AB": ("unsure", True)},
                     id="two words at one moment leave it open"),
        pytest.param([_said("A", "B", "same"), _said("A", "B", "same", by="乙")], {"AB": ("same", False)},
                     id="two people of one mind"),
        pytest.param([_said("A", "B", "same", None), _said("A", "B", "different", 1)], {"AB": ("different", False)},
                     id="a word without a moment gives way to one with"),
        pytest.param([_said("A", "B", "unsure", None)], {"AB": ("unsure", False)}, id="a word without a moment counts"),
        pytest.param([_said("A", "B", "same", None), _said("A", "B", "different", None)], {"AB": ("unsure", True)},
                     id="two words without a moment leave it open"),
        pytest.param([_said("A", "A", "different")], {}, id="an entry is not judged against itself"),
        pytest.param([_said("A", "X", "same")], {}, id="an entry not in the register"),
        pytest.param([_said("A", "B", "same"), _said("B", "C", "different")],
                     {"AB": ("same", False), "BC": ("different", False)}, id="each pair by itself"),
    ],
)  # fmt: skip
def test_what_is_settled(register: Register, said: list[dict[str, Any]], settled: dict[str, Any]) -> None:
    assert _settled(register, *said) == settled


words = st.builds(
    _said, st.sampled_from("ABC"), st.sampled_from("ABC"), st.sampled_from(("same", "different", "unsure")),
    st.sampled_from((None, 1, 2, 3)), st.sampled_from("甲乙"),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_words_are_listed_does_not_matter(register: Register, said: Any, chance: Any) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert _settled(register, *said) == _settled(register, *shuffled)
