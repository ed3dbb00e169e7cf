"""Refitting: judgements draw the model their way, gently, and nothing else does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.linkage.conftest import Register, account, judged

from jianfu.engine.linkage import tiers
from jianfu.engine.linkage.model import Field, Level, load_model
from jianfu.engine.linkage.refit import RefitParameters, fitted, refit, shares, written

MODEL = load_model()
FIELD = Field("f", "甲", "f", tuple(Level(code, code, code, m, u, "") for code, m, u in
                                  (("same", 0.8, 0.1), ("near", 0.15, 0.2), ("other", 0.05, 0.7))))  # fmt: skip
OLD = {level.code: level.m for level in FIELD.levels}
counts = st.dictionaries(st.sampled_from(["same", "near", "other"]), st.integers(0, 10_000))


def _shares(counted: dict[str, int], strength: float = 100.0, fewest: int = 20) -> dict[str, float]:
    told = {(FIELD.code, code): n for code, n in counted.items()}
    return dict(shares(FIELD, OLD, told, RefitParameters(strength, fewest)))


def test_with_few_judgements_nothing_is_learnt() -> None:
    assert _shares({"same": 19}) == OLD


@pytest.mark.parametrize(
    ("counted", "strength", "expected"),
    [
        ({"same": 97, "near": 0, "other": 0}, 100.0, (97 * 98 / 100 + 80) / 197),
        ({"same": 0, "near": 97, "other": 0}, 100.0, (97 * 1 / 100 + 80) / 197),
        ({"same": 997, "near": 0, "other": 0}, 1.0, (997 * 998 / 1000 + 0.8) / 998),
    ],
)
def test_the_share_of_a_level_by_hand(counted: dict[str, int], strength: float, expected: float) -> None:
    assert _shares(counted, strength)["same"] == pytest.approx(expected, abs=1e-6)


@given(counts)
def test_shares_stay_shares(counted: dict[str, int]) -> None:
    found = _shares(counted)
    assert sum(found.values()) == pytest.approx(sum(OLD.values()), abs=1e-5)
    assert all(0 < share < 1 for share in found.values())


@given(counts)
def test_a_share_lies_between_the_old_one_and_what_was_counted(counted: dict[str, int]) -> None:
    found, total = _shares(counted), sum(counted.values())
    if total >= 20:
        for code, share in found.items():
            seen = (counted.get(code, 0) + 1) / (total + 3)
            assert min(seen, OLD[code]) - 1e-6 <= share <= max(seen, OLD[code]) + 1e-6


def test_pairs_judged_the_same_move_m_and_those_judged_different_move_u() -> None:
    name = MODEL.fields[0]
    first, last = name.levels[0].code, name.levels[-1].code
    found = fitted(MODEL, {(name.code, first): 500}, {(name.code, last): 500}, RefitParameters())
    level = found.field(name.code).level
    assert level(first).m > name.level(first).m
    assert level(last).u > name.level(last).u
    assert level(last).m < name.level(last).m
    assert found.fields[1:] == MODEL.fields[1:]
    assert (found.prior, found.proposal_threshold) == (MODEL.prior, MODEL.proposal_threshold)


def test_a_refit_is_shown_before_it_is_written_and_reads_back_as_it_was_shown(
    register: Register, tmp_path: Path
) -> None:
    places = [f"{number:03}" for number in range(40)]
    units = [{"unit_id": f"U{n}", "name": f"清河县{'水交教民'[int(n) % 4]}局{n}"} for n in places]
    assets = [account(f"A{n}", sponsor_unit_id=f"U{n}", name=f"清河{n}发布", platform_id=None) for n in places]
    assets += [account(f"B{n}", sponsor_unit_id=f"U{n}", name=f"清河{n}资讯", platform_id=None) for n in places]
    said = [judged(f"A{n}", f"B{n}", "same") for n in places]
    backend = register({"units": units, "assets": assets, "judgements": said})
    tiers.link(backend, MODEL, lambda _stage, _share: None)
    found = refit(backend, MODEL, RefitParameters(strength=1.0))
    assert (found.same, found.different) == (40, 0)
    assert all(shift.old.u == shift.new.u for shift in found.shifts)
    moved = {shift.field for shift in found.shifts if shift.old.m != shift.new.m}
    assert "name" in moved
    assert all(move.tier_before != move.tier_after for move in found.moves)
    file = tmp_path / "model.yaml"
    file.write_text(written(found), encoding="utf-8")
    read = load_model(file)
    shown = {(shift.field, shift.level): (shift.new.m, shift.new.u) for shift in found.shifts}
    assert {(f.code, lv.code): (lv.m, lv.u) for f in read.fields for lv in f.levels} == shown
    assert read.version == f"{MODEL.version}+refit"


def test_without_judgements_nothing_shifts_and_nothing_moves(register: Register) -> None:
    backend = register({"assets": [account("A"), account("B", platform_id="b2")]})
    tiers.link(backend, MODEL, lambda _stage, _share: None)
    found = refit(backend, MODEL, RefitParameters())
    assert found.moves == ()
    assert all((shift.old.m, shift.old.u) == (shift.new.m, shift.new.u) for shift in found.shifts)
