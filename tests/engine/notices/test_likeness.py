from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.likeness import LikenessOutcome, LikenessParameters, compare

FLOOD = "请各村（社区）于9月28日下班前将防汛物资储备清单报送至应急办，没有变化的不必重报，有变化的及时更新台账。"
DAILY = "请各村（社区）于今天下班前将秸秆禁烧巡查情况报送至农业农村局，没有变化的不必重报，有变化的及时更新台账。"
UNITS = [
    {"unit_id": "city", "name": "江州市应急管理局"},
    {"unit_id": "county", "name": "甲县应急管理局", "parent_id": "city"},
    {"unit_id": "town", "name": "乙镇", "parent_id": "county"},
    {"unit_id": "other", "name": "丙局"},
]
AUDIENCES = [{"asset_id": "A", "unit_id": unit} for unit in ("v1", "v2", "v3")]
AUDIENCES += [{"asset_id": "B", "unit_id": unit} for unit in ("v2", "v3", "v4")]


def notice(number: int, unit: str, group: str | None, day: int, text: str = FLOOD, month: int = 9) -> dict[str, Any]:
    sent = datetime(2026, month, day, 9)
    return {"notice_id": f"N{number}", "asset_id": group, "unit_id": unit, "sent_at": sent, "text": text}


Write = Callable[[Mapping[str, Sequence[Mapping[str, Any]]], Path], Path]
Compared = tuple[LikenessOutcome, list[tuple[Any, ...]], list[tuple[Any, ...]]]


def compared(backend: Backend, write_clean: Write, folder: Path, notices: list[dict[str, Any]]) -> Compared:
    clean = write_clean({"units": UNITS, "audiences": AUDIENCES, "notices": notices}, folder)
    for table in ("units", "audiences", "notices"):
        backend.read(clean / f"{table}.parquet", table)
    outcome = compare(backend, parameters=LikenessParameters(), progress=lambda stage, share: None)
    pairs = backend.sql("SELECT * FROM notice_pairs ORDER BY left_id, right_id").to_pylist()
    groups = backend.sql("SELECT * FROM notice_groups ORDER BY group_id, notice_id").to_pylist()
    return outcome, [tuple(row.values()) for row in pairs], [tuple(row.values()) for row in groups]


def test_a_task_set_by_two_levels_is_one_task_first_set_above(
    backend: Backend, write_clean: Write, tmp_path: Path
) -> None:
    notices = [
        notice(1, "town", "B", 12, FLOOD.replace("9月28日", "9月25日")),
        notice(2, "county", "A", 11, "转发：" + FLOOD + "收到请回复。"),
        notice(3, "city", None, 10),
        notice(4, "other", "A", 11, FLOOD.replace("防汛", "森林防火")),
        notice(5, "other", "B", 20, FLOOD.replace("9月28日", "9月30日")),
    ]
    outcome, pairs, groups = compared(backend, write_clean, tmp_path / "clean", notices)
    assert [(left, right, shared) for left, right, _, shared in pairs] == [
        ("N1", "N2", 2),
        ("N1", "N3", None),
        ("N2", "N3", None),
    ]
    assert groups == [("N1", "N1", "city"), ("N1", "N2", "city"), ("N1", "N3", "city")]
    assert outcome.pairs == 3 and outcome.groups == 1 and outcome.different > 0


@pytest.fixture
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    from jianfu.engine.backends.duckdb import DuckDB

    opened = DuckDB(tmp_path / "scratch", memory_limit="300MB")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("what", "notices", "expected"),
    [
        ("the same words in two groups", [notice(1, "county", "A", 1), notice(2, "county", "B", 1)], [("N1", "N2")]),
        ("a reminder in the same group", [notice(1, "county", "A", 1), notice(2, "county", "A", 3)], []),
        ("one issuer, a group not stated", [notice(1, "county", "A", 1), notice(2, "county", None, 3)], []),
        ("two issuers in one group", [notice(1, "county", "A", 1), notice(2, "town", "A", 3)], [("N1", "N2")]),
        ("thirty days apart", [notice(1, "county", "A", 1), notice(2, "town", "B", 1, month=10)], [("N1", "N2")]),
        ("more than thirty days apart", [notice(1, "county", "A", 1), notice(2, "town", "B", 2, month=10)], []),
        (
            "a daily report of one day",
            [notice(1, "county", "A", 1, DAILY), notice(2, "town", "B", 1, DAILY)],
            [("N1", "N2")],
        ),
        ("daily reports of two days", [notice(1, "county", "A", 1, DAILY), notice(2, "town", "B", 2, DAILY)], []),
        (
            "an earlier deadline where neither is above the other",
            [notice(1, "county", "A", 1), notice(2, "other", "B", 2, FLOOD.replace("28日", "25日"))],
            [],
        ),
        (
            "a later deadline set by the lower unit",
            [notice(1, "county", "A", 1), notice(2, "town", "B", 2, FLOOD.replace("28日", "30日"))],
            [],
        ),
    ],
)
def test_what_counts_as_one_task_set_twice(
    what: str,
    notices: list[dict[str, Any]],
    expected: list[tuple[str, str]],
    embedded: Backend,
    write_clean: Write,
    tmp_path: Path,
) -> None:
    _, pairs, _ = compared(embedded, write_clean, tmp_path / "clean", notices)
    assert [(left, right) for left, right, *_ in pairs] == expected, what


def test_a_text_sent_to_a_hundred_groups_is_one_group_of_a_hundred(
    embedded: Backend, write_clean: Write, tmp_path: Path
) -> None:
    notices = [notice(number, "county", f"G{number}", 1 + number // 10) for number in range(100, 200)]
    outcome, pairs, groups = compared(
        embedded,
        write_clean,
        tmp_path / "clean",
        [{**row, "sent_at": datetime(2026, 9, 1, 8, at % 60)} for at, row in enumerate(notices)],
    )
    assert len(groups) == 100 and len({group for group, *_ in groups}) == 1
    assert len(pairs) == 99 and outcome.pairs == 99


def test_no_notices_give_empty_tables(embedded: Backend, write_clean: Write, tmp_path: Path) -> None:
    outcome, pairs, groups = compared(embedded, write_clean, tmp_path / "clean", [])
    assert (pairs, groups, outcome.pairs) == ([], [], 0)
