"""The branch of a unit is the child of the place that its path runs through, on both databases."""

import pytest
from django.db import connection

from jianfu.web.census.queries.branch import branch_of, units_of
from jianfu.web.units.models import Unit


@pytest.mark.parametrize(
    ("at", "unit", "branch"), [("P", "T", "C"), ("C", "T", "X"), ("X", "T", "T"), ("T", "T", "T"), ("P", "PH", "PH")]
)
def test_each_unit_lies_in_one_branch(units: dict[str, Unit], at: str, unit: str, branch: str) -> None:
    sql, params = branch_of("path", units[at])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM units_unit WHERE unit_id = %s", [*params, unit])
        found = cursor.fetchone()[0]
    assert units_of([found], units[at])[found].unit_id == branch
    assert (found == "") is (at == unit)
