"""Below which child of a place a unit lies: read from its path, so that no unit is compared with every child."""

from collections.abc import Iterable

from django.db import connection

from jianfu.web.units.models import Unit


def branch_of(path: str, place: Unit) -> tuple[str, list[int]]:
    """Return SQL, and its parameters, for the key of the child of the place that a path runs through.

    Empty text where the path is the place's own.
    """
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    # The path ends in a slash, so that one is always found behind a child's key.
    rest = f"substr({path}, %s)"
    start = len(place.path) + 1
    return f"CASE WHEN length({path}) < %s THEN '' ELSE substr({rest}, 1, {find}({rest}, '/') - 1) END", [start] * 3


def units_of(branches: Iterable[str], place: Unit) -> dict[str, Unit]:
    """Return the unit of each branch; the place itself for the empty one."""
    found = Unit.objects.only("pk", "unit_id", "name", "level", "region_code").in_bulk(
        {int(branch) for branch in branches if branch}
    )
    return {"": place, **{str(pk): unit for pk, unit in found.items()}}
