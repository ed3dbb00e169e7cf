"""When a table is settled."""

import pytest

from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.units.models import Unit


@pytest.mark.parametrize("state", list(Declaration.State))
def test_signed_and_nothing_to_declare_are_settled(state: Declaration.State) -> None:
    table = Declaration(state=state, unit=Unit(name="石门镇"), campaign=Campaign(name="秋季排查"))
    assert table.is_settled is (state.value in {"signed", "nothing"})
    assert str(table) == "石门镇 · 秋季排查"
