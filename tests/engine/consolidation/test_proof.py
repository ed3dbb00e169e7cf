"""The independent check: no plan closes anything whose functions have no sound home, whatever comes in."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.consolidation.conftest import AS_OF, Made, Rows, entry, finding, function, load, plan_of

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.rows import keep
from jianfu.engine.consolidation import proof

CLOSING = ("merge", "migrate_close", "close", "dissolve")


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path_factory.mktemp("scratch"), memory_limit="500MB")) as opened:
        yield opened


REGIONS = ("320000", "321000", "321081", "321081100", "110000", "000000", None)
CODES = ("F1", "F2", "F3")
IDS = tuple(f"E{number}" for number in range(6))
some_entry = st.fixed_dictionaries(
    {
        "category": st.sampled_from(("app", "app", "app", "new_media", "work_group")),
        "state": st.sampled_from(("active", "active", "active", "suspended", "closed", None)),
        "region_code": st.sampled_from(REGIONS),
        "absorbs": st.sampled_from((None, None, "*", "F1", "F1;F2", "none")),
        "keep_cost": st.sampled_from((None, 0.0, 0.3, 2.0)),
        "sub_kind": st.sampled_from((None, None, "小程序", "值班应急群")),
        "unit": st.sampled_from(("P", "X", "gone")),
        "platform": st.sampled_from((None, "微信")),
    }
)
some_function = st.builds(
    function,
    st.sampled_from((*IDS, "unknown")),
    st.sampled_from(CODES),
    st.sampled_from((None, 0, 7)),
    region_code=st.sampled_from((*REGIONS, "none")),
    statutory=st.sampled_from((None, True, False)),
)
some_finding = st.builds(
    finding,
    st.sampled_from(IDS),
    st.sampled_from(("NM-06", "NM-13", "A-01", "NM-03", "A-04")),
    st.sampled_from(("hit", "hit", "unknown")),
    needs_confirmation=st.booleans(),
)
some_exemption = st.fixed_dictionaries(
    {
        "asset_id": st.sampled_from(IDS),
        "rule_id": st.just("A-12"),
        "reason_code": st.just("seasonal"),
        "valid_until": st.sampled_from((date(2026, 1, 1), date(2027, 1, 1))),
    }
)
some_cluster = st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(
    lambda members: [{"cluster_id": "C", "asset_id": m, "survivor": m == members[0]} for m in sorted(members)]
)
registers = st.fixed_dictionaries(
    {
        "assets": st.lists(some_entry, min_size=6, max_size=6).map(
            lambda rows: [entry(asset_id, **row) for asset_id, row in zip(IDS, rows, strict=True)]
        ),
        "functions": st.lists(some_function, max_size=14),
        "findings": st.lists(some_finding, max_size=5, unique_by=lambda row: (row["asset_id"], row["rule_id"])),
        "exemptions": st.lists(some_exemption, max_size=2),
        "incomplete": st.lists(
            st.fixed_dictionaries({"table_code": st.just("functions"), "asset_id": st.sampled_from(IDS)}), max_size=1
        ),
        "clusters": some_cluster,
        "group_plan": st.lists(
            st.fixed_dictionaries(
                {
                    "asset_id": st.sampled_from(IDS),
                    "disposition": st.sampled_from(("merge", "dissolve", "keep", "review")),
                    "successor_id": st.just(None),
                    "reason": st.just("—"),
                }
            ),
            max_size=2,
            unique_by=lambda row: row["asset_id"],
        ),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=registers)
def test_no_register_makes_a_plan_lose_a_service(
    rows: Rows, embedded: DuckDB, tmp_path: Path, write_clean: Callable[[Rows, Path], Path]
) -> None:
    made = plan_of(embedded, tmp_path, write_clean, rows)
    dispositions = made.dispositions
    live = {row["asset_id"] for row in rows["assets"] if row["state"] != "closed"}
    assert made.outcome.proof.withdrawn == 0
    assert set(dispositions) == live
    for row in made.rows("coverage"):
        assert row["status"] != "uncovered"
        if row["status"] == "moved":
            assert dispositions[row["successor_id"]] in ("keep", "fix")
    _check_by_hand(made, rows)


def _check_by_hand(made: Made, rows: Rows) -> None:
    """Hold every function in use of a closed entry against the rows as given, in plain Python."""
    regions = {"P": "320000", "X": "320684"}
    held = {row["asset_id"]: row for row in rows["assets"]}
    where = {asset_id: row["region_code"] or regions.get(row["sponsor_unit_id"]) for asset_id, row in held.items()}
    stated = [None if row["region_code"] == "none" else row["region_code"] for row in rows["functions"]]
    offers = [
        (row["asset_id"], row["function_code"], region or where.get(row["asset_id"]), row)
        for row, region in zip(rows["functions"], stated, strict=True)
    ]
    homes = {
        (row["asset_id"], row["function_code"], row["region_code"]): row["successor_id"]
        for row in made.rows("coverage")
    }
    for asset_id, disposition in made.dispositions.items():
        if disposition not in CLOSING:
            continue
        for owner, code, region, row in offers:
            if owner == asset_id and (row["monthly_uses"] != 0 or row["statutory"]):
                home = homes[asset_id, code, region]
                offered = any(o == home and c == code and _covers(r, region) for o, c, r, _ in offers)
                absorbs = (held[home]["absorbs"] or "").split(";")
                absorbed = (code in absorbs or "*" in absorbs) and _covers(where[home], region)
                assert held[home]["state"] == "active"
                assert offered or absorbed


COVERED = {
    "000000": set(REGIONS) | {"320684"},
    "320000": {"320000", "321000", "321081", "321081100", "320684"},
    "321000": {"321000", "321081", "321081100"},
    "321081": {"321081", "321081100"},
}


def _covers(above: str | None, below: str | None) -> bool:
    return above is not None and below is not None and (above == below or below in COVERED.get(above, set()))


EXEMPTION = {"asset_id": "A", "rule_id": "A-12", "reason_code": "seasonal", "valid_until": date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({}, None),
        ({"exemptions": [EXEMPTION]}, "exempt"),
        ({"assets": [entry("A", state=None), entry("B")]}, "life_unknown"),
        ({"incomplete": [{"table_code": "functions", "asset_id": "A"}]}, "incomplete"),
        ({"functions": [function("B", "F")]}, "no_functions"),
        ({"functions": [function("A", "F"), function("B", "G")]}, "uncovered"),
        ({"functions": [function("A", "F"), function("B", "F", region_code="320685")]}, "uncovered"),
        ({"assets": [entry("A"), entry("B", state="suspended")]}, "uncovered"),
        ({"assets": [entry("A"), entry("B", "work_group")]}, "uncovered"),
    ],
)  # fmt: skip
def test_an_unsound_closing_is_found_withdrawn_and_said(
    change: Rows, complaint: str | None, embedded: DuckDB, tmp_path: Path, write_clean: Callable[[Rows, Path], Path]
) -> None:
    rows: Rows = {"assets": [entry("A"), entry("B")], "functions": [function("A", "F"), function("B", "F")], **change}
    load(embedded, tmp_path, write_clean, rows)
    plan = [("A", "migrate_close", "B", "—"), ("B", "keep", None, "—")]
    coverage = [("A", "F", "320684", "B", "moved")]
    keep(embedded, _table(("asset_id", "disposition", "successor_id", "reason"), plan), "plan")
    keep(embedded, _table(("asset_id", "function_code", "region_code", "successor_id", "status"), coverage), "coverage")
    proof.prove(embedded, AS_OF)
    assert {row["complaint"] for row in embedded.sql("SELECT * FROM complaints").to_pylist()} == {complaint} - {None}
    checked = proof.withdraw(embedded, "zh")
    (row,) = embedded.sql("SELECT * FROM plan WHERE asset_id = 'A'").to_pylist()
    assert checked.withdrawn == int(complaint is not None)
    assert row["disposition"] == ("review" if complaint else "migrate_close")
    assert ("未通过独立复核" in row["reason"]) == bool(complaint)


def _table(columns: tuple[str, ...], rows: list[tuple[str | None, ...]]) -> pa.Table:
    schema = pa.schema([(column, pa.string()) for column in columns])
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema=schema)
