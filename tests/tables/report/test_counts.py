from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jianfu.tables.report import counts
from jianfu.tables.report.facts import ReportFacts


@pytest.fixture
def entries(run: Path) -> Iterator[list[dict[str, Any]]]:
    connection = duckdb.connect()
    table = connection.read_parquet(str(run / "assets.parquet")).to_arrow_table()
    yield [row for row in table.to_pylist() if row["counted_with"] is None]
    connection.close()


def test_an_entry_that_another_already_counts_is_left_out(facts: ReportFacts) -> None:
    assert (facts.totals.accepted, facts.totals.counted_elsewhere, facts.totals.whole.entries) == (100, 1, 99)


@pytest.mark.parametrize(
    ("part", "column"), [("categories", "category"), ("levels", "unit_level"), ("cities", "city_code")]
)
def test_every_heading_counts_what_the_table_holds(
    facts: ReportFacts, entries: list[dict[str, Any]], part: str, column: str
) -> None:
    expected = Counter(row[column] or "" for row in entries)
    assert {tally.code: tally.entries for tally in getattr(facts.totals, part)} == expected


@pytest.mark.parametrize("part", ["categories", "levels", "platforms", "cities", "counties"])
def test_every_heading_adds_up_to_all_entries(facts: ReportFacts, part: str) -> None:
    tallies, whole = getattr(facts.totals, part), facts.totals.whole
    for figure in ("entries", "hit", "confirm", "unknown", "exempt"):
        assert sum(getattr(tally, figure) for tally in tallies) == getattr(whole, figure)
    assert all(sum(tally.by_category) == tally.entries for tally in tallies)


def test_places_stand_in_the_order_of_codes_and_the_unknown_last(facts: ReportFacts) -> None:
    codes = [tally.code for tally in facts.totals.cities]
    assert codes == [*sorted(code for code in codes if code), ""]


def test_both_regimes_count_every_entry_once(facts: ReportFacts) -> None:
    assert sum(pair.entries for pair in facts.totals.classes) == 99
    assert ("new_media", "public_account") in {(p.class_2018, p.class_2023) for p in facts.totals.classes}


def test_silence_counts_living_entries_only_and_each_once(facts: ReportFacts, entries: list[dict[str, Any]]) -> None:
    silence = facts.totals.silence
    living = sum(row["state"] in ("active", "suspended") for row in entries)
    counted = [*(part.by_category for part in silence.bins), silence.never, silence.not_known]
    assert sum(sum(row) for row in counted) == living
    assert sum(silence.never) > 0


def test_an_entry_with_only_hits_to_confirm_is_no_entry_with_a_hit(facts: ReportFacts) -> None:
    whole = facts.totals.whole
    assert (whole.hit, whole.confirm) == (62, 0)


def test_shares_of_nothing_are_not_known() -> None:
    empty = counts.Tally("", 0, (0, 0, 0), 0, 0, 0, 0)
    assert (empty.hit_per_100, empty.unknown_percent) == (None, None)
