"""The restated figures add up in every cut."""

from collections.abc import Callable
from datetime import timedelta

from tests.web.conftest import AT, TODAY

from jianfu.engine.census.restatement import Restated, total
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import freezing
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.restated import picture_of
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


def test_categories_levels_and_places_all_make_the_whole(
    table: Declaration, lead: Actor, asset: Callable[..., Asset], units: dict[str, Unit], actor: Callable[..., Actor]
) -> None:
    asset("省卫健", "PH")
    asset("云泽卫健", "DH")
    frozen = freezing.freeze(campaign=table.campaign, by=lead, at=AT)
    asset("补登", "XW", opened_on=TODAY, declared_on=TODAY + timedelta(3))
    freezing.attach(baseline=frozen, by=lead, at=AT)
    picture = picture_of(lead, frozen, units["P"])
    assert picture.whole == Restated(4, 1)
    for parts in (picture.categories, picture.levels, picture.places):
        assert total(part.figures for part in parts) == picture.whole
    assert {part.key: part.figures for part in picture.places}["C"] == Restated(2, 1)
    assert picture_of(lead, frozen, units["XW"]).whole == Restated(2, 1)
    assert picture_of(actor(Role.CLERK, "DH"), frozen, units["P"]).whole == Restated(1, 0)
