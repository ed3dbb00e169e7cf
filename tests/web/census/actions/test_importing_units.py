"""Units in an import."""

from tests.web.census.actions.conftest import Started, finish, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.census.actions.importing_undo import undo
from jianfu.web.census.models import ImportBatch
from jianfu.web.census.queries.importing import outcome_page
from jianfu.web.units.models import Post, Unit

HEAD = "单位编号,单位名称,简称,上级单位编号,层级"


def _units(*rows: str) -> object:
    return sheet(*rows, name="单位.csv", head=HEAD)


def _classes(batch: ImportBatch) -> dict[str, str]:
    kinds = ("new", "changed", "unchanged", "conflict")
    return {
        row["asset_id"]: str(row["why"] or kind)
        for kind in kinds
        for row in outcome_page(batch, "units", kind, number=1).rows
    }


def test_units_are_new_changed_unchanged_or_say_why_not(started: Started, coordinator: Actor) -> None:
    here = Unit.objects.get(unit_id="XW")
    same = f"XW,{here.name},,X,"
    batch = started(
        _units(
            same,
            "N1,清河县数据局,数据局,X,县级",
            "N2,数据科,,N1,",
            "T,改名镇,,X,",
            "C,别处的市,,P,",
            "N3,无上级局,,,",
            "N4,市下局,,C,",
        )
    )
    assert _classes(batch) == {
        "XW": "unchanged", "N1": "new", "N2": "new", "T": "changed", "C": "该单位不在您的权限范围内",
        "N3": "上级单位不存在、已撤并或不在您的权限范围内", "N4": "上级单位不存在、已撤并或不在您的权限范围内",
    }  # fmt: skip


def test_a_unit_put_below_its_own_subordinate_is_a_circle(started: Started, coordinator: Actor) -> None:
    batch = started(_units("XW,水务局,,N1,", "N1,下属站,,XW,"))
    assert "changed" not in _classes(batch).values() and not Unit.objects.filter(unit_id="N1").exists()


def test_committed_units_stand_in_the_tree_and_the_chain_and_an_undo_takes_them_back(
    started: Started, coordinator: Actor
) -> None:
    old = Unit.objects.get(unit_id="T").name
    batch = started(_units("N1,清河县数据局,数据局,X,县级", "N2,数据科,,N1,", "T,改名镇,,XW,"))
    assert finish(batch, coordinator) == {"new": 2, "changed": 1}
    new, town = Unit.objects.get(unit_id="N2"), Unit.objects.get(unit_id="T")
    assert new.path.startswith(Unit.objects.get(unit_id="X").path) and new.path.count("/") == 6
    assert (town.name, town.path.startswith(Unit.objects.get(unit_id="XW").path)) == ("改名镇", True)
    assert AuditEntry.objects.get(action="units.change", object_id="T").before == {"name": old, "parent_id": "X"}
    Post.objects.create(unit=Unit.objects.get(unit_id="N1"), name="登记岗")
    batch.refresh_from_db()
    left = undo(batch=batch, reason="导错文件", by=coordinator, at=AT)
    assert [(each["asset_id"], each["why"]) for each in left] == [("N1", "spoken_of")]
    assert not Unit.objects.filter(unit_id="N2").exists()
    assert Unit.objects.get(unit_id="T").name == old


def test_the_same_units_twice_change_nothing(started: Started, coordinator: Actor) -> None:
    rows = ("N1,清河县数据局,数据局,X,县级", "N2,数据科,,N1,")
    finish(started(_units(*rows)), coordinator)
    assert set(_classes(started(_units(*rows))).values()) == {"unchanged"}
