"""Writing many rows at once, on both databases."""

from collections.abc import Callable

from jianfu.web.census.actions import importing_rows as bulk
from jianfu.web.registry.models import Asset, AssetName


def test_rows_inserted_are_there_whatever_the_database(asset: Callable[..., Asset]) -> None:
    entry = asset()
    rows = [(entry.pk, "name", f"名{n}\t\\'", None) for n in range(3)]
    bulk.insert(AssetName, ("asset", "kind", "value", "since"), rows)
    assert sorted(AssetName.objects.values_list("value", flat=True)) == ["名0\t\\'", "名1\t\\'", "名2\t\\'"]


def test_a_row_changed_meanwhile_is_not_updated(asset: Callable[..., Asset]) -> None:
    first, second = asset(), asset("乙")
    bulk.update(Asset, ("name",), [("甲", first.pk, 1), ("丙", second.pk, 9)], versioned=True)
    assert set(Asset.objects.values_list("name", "version")) == {("甲", 2), ("乙", 1)}


def test_keys_taken_are_nobodys(asset: Callable[..., Asset]) -> None:
    held = {asset().pk, asset("乙").pk}
    taken = list(bulk.take_keys(Asset, 3))
    assert len(set(taken)) == 3 and not held & set(taken)
