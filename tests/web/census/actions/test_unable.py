"""What is not permitted is said in both languages."""

from collections.abc import Callable

import pytest

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions.unable import require
from jianfu.web.units.models import Unit


def test_a_missing_role_names_the_unit(units: dict[str, Unit], actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.CLERK, "XW")
    require(clerk, Permission.CENSUS_DECLARE, units["XW"])
    with pytest.raises(UnableToPermit, match="石门镇") as refused:
        require(clerk, Permission.CENSUS_DECLARE, units["T"])
    assert "石门镇" in refused.value.en
