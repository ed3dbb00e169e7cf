"""How many made-up copies nobody could tell: what they state fits another thing as well as their own."""

import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth.likeness import Records
from jianfu.engine.synth.likeness_fill import ALIASES

STATED = ("platform_id", "sponsor_unit_id", "sponsor_unit")
COLUMNS = ("name", "platform", "region_code", *STATED)


def ambiguous(made: Records) -> pa.Table:
    """Return asset_id and role of each copy whose name and platform another thing bears, and whose other cells fit it.

    A cell fits where it is empty on either side or equal; a division code also where one is within the other.
    """
    rows = pa.table({name: made.assets[name] for name in ("asset_id", *COLUMNS)})
    rows = rows.join(made.clusters, "asset_id", join_type="inner")
    rows = rows.set_column(rows.schema.get_field_index("platform"), "platform", _plain(rows["platform"]))
    copies = rows.filter(pc.not_equal(rows["role"], "first"))
    met = copies.join(rows, ["name", "platform"], join_type="inner", right_suffix="_other")
    met = met.filter(pc.not_equal(met["cluster"], met["cluster_other"]))
    for name in STATED:
        met = met.filter(pc.fill_null(pc.equal(met[name], met[name + "_other"]), True))
    met = met.filter(_within(met["region_code"], met["region_code_other"]))
    return met.select(["asset_id", "role"]).group_by(["asset_id", "role"]).aggregate([]).sort_by("asset_id")


def _plain(platforms: pa.ChunkedArray) -> pa.Array:
    """Return platforms by the first of their names."""
    names = {name: ways[0] for ways in ALIASES for name in ways}
    return pa.array([names.get(platform) for platform in platforms.to_pylist()], pa.string())


def _within(left: pa.ChunkedArray, right: pa.ChunkedArray) -> pa.Array:
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    codes = [(one.rstrip("0"), other.rstrip("0")) if one and other else ("", "") for one, other in pairs]
    return pa.array([one.startswith(other) or other.startswith(one) for one, other in codes], pa.bool_())
