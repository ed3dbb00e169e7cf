"""What a table says: answers over what the register holds."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.census.actions.declaration import confirm_all, propose_rows
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.content import entries_of, hash_of, lines_of, written
from jianfu.web.registry.models import Asset


def test_untouched_entries_are_read_from_the_register(table: Declaration) -> None:
    lines = lines_of(table)
    assert [(line.key, line.kind, line.values["name"]) for line in lines] == [
        ("A1", "untouched", "清河水务"),
        ("A2", "untouched", "清河水务值班群"),
    ]
    Asset.objects.filter(asset_id="A1").update(name="清河水利")
    assert lines_of(table)[0].values["name"] == "清河水利"


def test_confirming_the_rest_answers_for_what_is_untouched(table: Declaration, clerk: Actor) -> None:
    propose_rows(declaration=table, rows=[{"kind": "gone", "asset_id": "A1"}], by=clerk, at=AT)
    table.refresh_from_db()
    confirm_all(declaration=table, version=table.version, by=clerk, at=AT)
    table.refresh_from_db()
    assert [line.kind for line in lines_of(table)] == ["gone", "confirm"]


def test_differences_are_against_what_the_register_says_now(table: Declaration, clerk: Actor) -> None:
    said = {"kind": "changed", "asset_id": "A2", "members": 31}
    propose_rows(declaration=table, rows=[said], by=clerk, at=AT)
    assert lines_of(table)[1].differences == (("members", 30, 31),)
    Asset.objects.filter(asset_id="A2").update(members=31)
    assert lines_of(table)[1].differences == ()


def test_closed_entries_and_other_categories_are_not_asked_for(table: Declaration, asset: Callable[..., Asset]) -> None:
    asset("已关", state="closed")
    asset("应用", category="app")
    assert entries_of(table.unit, table.campaign).count() == 2


def test_after_signing_the_differences_are_still_shown(signed: Declaration) -> None:
    lines = {line.key: line for line in lines_of(signed)}
    assert lines["A1"].differences == (("name", "清河水务", "清河水利"),)
    assert lines["微博:jieshui"].kind == "new"


def test_whatever_changes_changes_the_hash(table: Declaration, clerk: Actor) -> None:
    seen = {hash_of(table, lines_of(table))}
    Asset.objects.filter(asset_id="A2").update(members=31)
    seen.add(hash_of(table, lines_of(table)))
    propose_rows(declaration=table, rows=[{"kind": "gone", "asset_id": "A2"}], by=clerk, at=AT)
    seen.add(hash_of(table, lines_of(table)))
    table.nothing = True
    seen.add(hash_of(table, lines_of(table)))
    assert len(seen) == 4
    assert written(lines_of(table))[1]["kind"] == "gone"
