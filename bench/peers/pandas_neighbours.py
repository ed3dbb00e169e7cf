"""Measures that need an entry's neighbours: how many of a kind one unit has, and who else is alike."""

import pandas as pd
from pandas_words import BOOL, REAL, TEXT, WHOLE


def add_neighbours(frame: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    """Add counts of neighbours not stated closed; members of sets that rules name as ``<measure>__members``."""
    alive = frame.alive
    live = frame[alive & frame.sponsor_unit_id.notna()]
    matter = frame.matter.where((frame.matter != "none").fillna(False))
    frame["matter_key"] = matter.str.lower().str.replace("[ \t\u3000]", "", regex=True)
    _add_accounts(frame, live, alive)
    _add_counts(frame, live, alive)
    _add_twins(frame, tables, alive)
    _add_rebuilt(frame, alive)
    _add_overlap(frame, tables)


def _add_accounts(frame: pd.DataFrame, live: pd.DataFrame, alive: pd.Series) -> None:
    accounts = live[(live.category == "new_media") & live.platform.notna()]
    keys = ["sponsor_unit_id", "platform"]
    mine = (frame.category == "new_media") & alive
    _add_set(frame, "accounts_on_platform", accounts, keys, mine)


def _add_counts(frame: pd.DataFrame, live: pd.DataFrame, alive: pd.Series) -> None:
    groups, apps = live[live.category == "work_group"], live[live.category == "app"]
    _add_set(frame, "groups_of_sponsor", groups, ["sponsor_unit_id"], (frame.category == "work_group") & alive)
    facing = (apps.audience == "grassroots").fillna(False).groupby(apps.sponsor_unit_id).sum()
    counts = frame.sponsor_unit_id.map(facing).astype(WHOLE)
    frame["grassroots_apps"] = counts.where(frame.category == "app")


def _add_set(frame: pd.DataFrame, measure: str, some: pd.DataFrame, keys: list[str], mine: pd.Series) -> None:
    """Count *some* by *keys* and name the members of every set of two and more."""
    sizes = some.groupby(keys).size().rename(measure)
    counts = frame[keys].join(sizes, on=keys)[measure]
    frame[measure] = counts.astype(WHOLE).where(mine)
    in_order = some.sort_index().reset_index()
    in_order = in_order[in_order.duplicated(keys, keep=False)]
    sets = in_order.groupby(keys).asset_id.agg(joined).rename("members")
    frame[f"{measure}__members"] = frame[keys].join(sets, on=keys)["members"].astype(TEXT)


def joined(ids: pd.Series) -> str:
    """Return the ids joined by a semicolon."""
    return ";".join(ids)


def _add_twins(frame: pd.DataFrame, tables: dict[str, pd.DataFrame], alive: pd.Series) -> None:
    audiences, units = tables["audiences"], tables["units"].set_index("unit_id")
    incomplete = _incomplete(tables, "audiences")
    pairs = audiences[["asset_id", "unit_id"]].drop_duplicates().sort_values(["asset_id", "unit_id"])
    keys = pairs.groupby("asset_id").unit_id.agg(joined)
    frame["audience_key"] = keys[~keys.index.isin(incomplete)].reindex(frame.index).astype(TEXT)
    groups = (frame.category == "work_group") & alive & frame.sponsor_unit_id.notna()
    told = frame[groups & frame.audience_key.notna() & frame.matter_key.notna()]
    _add_set(frame, "twin_groups", told, ["sponsor_unit_id", "audience_key", "matter_key"], groups)
    frame["twin_groups"] = frame.twin_groups.mask((frame.groups_of_sponsor == 1).fillna(False), 1)
    level = pairs.unit_id.map(units.level.where(units.level != "none"))
    by_entry = level.groupby(pairs.asset_id)
    levels, sure = by_entry.nunique(), ~level.isna().groupby(pairs.asset_id).any()
    known = (levels >= 3) | (sure & ~levels.index.isin(incomplete))
    frame["levels_spanned"] = levels.where(known).reindex(frame.index).astype(WHOLE)


def _add_rebuilt(frame: pd.DataFrame, alive: pd.Series) -> None:
    """Find groups opened on another platform after the sponsor dissolved one for the same matter."""
    groups = frame[(frame.category == "work_group") & frame.sponsor_unit_id.notna()].reset_index()
    closed = groups[(groups.state == "closed").fillna(False) & groups.closed_on.notna()]
    opened = groups[groups.alive]
    pairs = opened.merge(closed, on=["sponsor_unit_id", "matter_key"], suffixes=("", "_before"))
    after = (pairs.platform_before != pairs.platform) & (pairs.closed_on_before <= pairs.opened_on)
    last = pairs[after.fillna(False) & pairs.matter_key.notna()].groupby("asset_id").closed_on_before.max()
    before = last.reindex(frame.index)
    gap = frame.opened_on.astype("datetime64[s]") - before.astype("datetime64[s]")
    frame["days_since_twin_dissolved"] = gap.dt.days.astype("Float64").astype("Int64").astype(WHOLE)
    mine = (frame.category == "work_group") & alive & frame.sponsor_unit_id.notna()
    known = frame.opened_on.notna() & frame.platform.notna() & frame.matter_key.notna()
    clear = mine & (known | ~frame.sponsor_unit_id.isin(closed.sponsor_unit_id))
    frame["rebuilt_elsewhere"] = before.notna().astype(BOOL).where(before.notna() | clear)


def _add_overlap(frame: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    """Find each app's largest Jaccard index of function codes with another live app, and who comes near."""
    functions = tables["functions"][["asset_id", "function_code"]].drop_duplicates()
    apps = frame.index[(frame.category == "app") & frame.alive]
    kept = functions.asset_id.isin(apps) & ~functions.asset_id.isin(_incomplete(tables, "functions"))
    codes = functions[kept].sort_values(["asset_id", "function_code"])
    keys = codes.groupby("asset_id").function_code.agg(joined)
    near = _near(keys)
    best = near.groupby("asset_id").overlap.max().reindex(keys.index).fillna(0.0)
    frame["function_overlap"] = best.reindex(frame.index).astype(REAL)
    partners = near[near.overlap >= 0.5].sort_values("partner").groupby("asset_id").partner.agg(joined)
    frame["function_overlap__members"] = partners.reindex(frame.index).astype(TEXT)


def _near(keys: pd.Series) -> pd.DataFrame:
    """Return pairs of apps with a function in common and their overlap, over the distinct sets of functions."""
    sets = pd.DataFrame({"codes": keys.drop_duplicates().to_list()})
    tokens = sets.codes.str.split(";").explode().rename("code").rename_axis("set").reset_index()
    size = tokens.groupby("set").size()
    pairs = tokens.merge(tokens, on="code", suffixes=("", "_other"))
    shared = pairs.groupby(["set", "set_other"]).size().rename("shared").reset_index()
    both = shared.set.map(size) + shared.set_other.map(size) - shared.shared
    shared["overlap"] = shared.shared / both
    members = pd.DataFrame({"asset_id": keys.index.to_list(), "codes": keys.to_list()}).merge(
        sets.reset_index(names="set"), on="codes"
    )[["asset_id", "set"]]
    near = members.merge(shared[shared.overlap > 0], on="set").merge(
        members.rename(columns={"asset_id": "partner", "set": "set_other"}), on="set_other"
    )
    return near[near.asset_id != near.partner]


def _incomplete(tables: dict[str, pd.DataFrame], table: str) -> pd.Series:
    rows = tables["incomplete"]
    return rows.asset_id[rows.table_code == table]
