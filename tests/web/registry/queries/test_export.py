"""The register as a submission."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jianfu.tables import submission
from jianfu.tables.options import ReadOptions
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, AssetAudience, AssetFunction, Observation
from jianfu.web.registry.queries import export
from jianfu.web.units.models import Unit


def test_the_exported_register_is_read_without_a_fault_and_keeps_what_is_stated(
    units: dict[str, Unit], asset: Callable[..., Asset], actor: Callable[..., Actor], tmp_path: Path
) -> None:
    entry = asset("清河水务", "XW", features=["points"], stated_none=["closed_on"], ipv6=True, followers=3)
    group = asset("防汛群", "XW", category="work_group", platform="")
    asset("云泽卫健", "DH")
    AssetFunction.objects.create(asset=entry, function_code="pay", statutory=True)
    AssetAudience.objects.create(asset=group, unit=units["T"], posts=2)
    Observation.objects.create(asset=entry, measure="followers", value="3", observed_on=date(2026, 8, 1), source="人工")
    export.write_folder(export.tables(actor(Role.COORDINATOR, "X")), tmp_path / "register")
    read = submission.read(
        inputs=[tmp_path / "register"], staging=tmp_path / "read", options=ReadOptions(as_of=date(2026, 9, 1)),
        progress=lambda _stage, _share: None,
    )  # fmt: skip
    assert read.problem_count == 0, read.problems.to_pylist()
    assert {code: count.accepted for code, count in read.counts.items() if count.accepted} == {
        "units": 4, "assets": 2, "functions": 1, "audiences": 1, "measures": 1,
    }  # fmt: skip


def test_a_date_that_states_none_is_named_and_a_text_says_none(asset: Callable[..., Asset]) -> None:
    asset(stated_none=["closed_on", "filing_no"])
    row = export.asset_table(Asset.objects.all()).to_pylist()[0]
    assert (row["stated_none"], row["closed_on"], row["filing_no"]) == ("closed_on", None, "none")
