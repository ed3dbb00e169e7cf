"""Paths are true to the parents, whatever happened."""

from jianfu.web.units.actions import tree
from jianfu.web.units.models import Unit


def test_every_path_is_the_keys_from_the_root_down(units: dict[str, Unit]) -> None:
    Unit.objects.filter(pk=units["T"].pk).update(parent=units["D"])
    tree.rebuild_paths()
    found = Unit.objects.get(unit_id="T").path
    assert found == f"/{units['P'].pk}/{units['D'].pk}/{units['T'].pk}/"
