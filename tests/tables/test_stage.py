"""Stages are told, timed and measured in the order they run."""

import pytest

from jianfu.tables.stage import Stopwatch, peak_mb


def test_a_stage_is_told_at_its_start_and_end_and_measured() -> None:
    told: list[tuple[str, float]] = []
    watch = Stopwatch(lambda stage, share: told.append((stage, share)))
    with watch.stage("read"):
        held = bytearray(64 * 1024 * 1024)
        held[::4096] = b"x" * len(held[::4096])
    with watch.stage("write"):
        pass
    assert told == [("read", 0.0), ("read", 1.0), ("write", 0.0), ("write", 1.0)]
    assert [stage.name for stage in watch.stages] == ["read", "write"]
    assert watch.stages[0].peak_mb > 64


def test_a_stage_that_fails_is_not_counted_as_done() -> None:
    watch = Stopwatch(lambda _stage, _share: None)
    with pytest.raises(ValueError, match="no"), watch.stage("read"):
        raise ValueError("no")
    assert watch.stages == []


def test_some_memory_is_always_held() -> None:
    assert peak_mb() > 0
