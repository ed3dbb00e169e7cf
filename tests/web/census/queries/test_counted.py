"""What a freeze counts agrees with the engine's reading."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

from tests.web.conftest import AT, TODAY

from jianfu.engine.census.restatement import is_late, was_there
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import freezing
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries import counted
from jianfu.web.registry.models import Asset

DAYS: tuple[date | None, ...] = (None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1))


def test_the_queries_agree_with_the_engine(table: Declaration, lead: Actor, asset: Callable[..., Asset]) -> None:
    made = [
        asset(f"{n}", opened_on=opened, declared_on=declared, closed_on=closed, state="closed" if closed else "active")
        for n, (opened, declared, closed) in enumerate(product(DAYS, DAYS, DAYS))
    ]
    alive = {
        one.pk
        for one in made
        if was_there(opened_on=one.opened_on, closed_on=one.closed_on, closed=one.state == "closed", on=TODAY)
    }
    assert (
        set(Asset.objects.filter(counted.alive_on(TODAY), pk__in=[one.pk for one in made]).values_list("pk", flat=True))
        == alive
    )
    frozen = freezing.freeze(campaign=table.campaign, by=lead, at=AT)
    late = {
        one.pk
        for one in made
        if one.pk in alive and is_late(opened_on=one.opened_on, declared_on=one.declared_on, frozen_on=TODAY)
    }
    assert set(counted.candidates(frozen).values_list("pk", flat=True)) == late
    assert late


def test_what_is_declared_later_on_the_day_of_the_freeze_is_found_late(
    table: Declaration, lead: Actor, asset: Callable[..., Asset]
) -> None:
    frozen = freezing.freeze(campaign=table.campaign, by=lead, at=AT)
    late = asset("清河水文", opened_on=date(2021, 3, 1), declared_on=TODAY)
    assert counted.candidates(frozen).get() == late


def test_categories_and_unsigned_tables_are_counted(table: Declaration) -> None:
    entries = counted.to_freeze(table.campaign, on=TODAY)
    assert counted.count_by_category(entries) == {"new_media": 1, "work_group": 1}
    Declaration.objects.exclude(pk=table.pk).update(state="nothing")
    assert counted.unsigned(table.campaign).get() == table


def test_entries_and_late_finds_are_seen_within_scope(
    table: Declaration, lead: Actor, actor: Callable[..., Actor], asset: Callable[..., Asset]
) -> None:
    frozen = freezing.freeze(campaign=table.campaign, by=lead, at=AT)
    asset("补登", opened_on=TODAY, declared_on=TODAY + timedelta(3))
    freezing.attach(baseline=frozen, by=lead, at=AT)
    neighbour, own = actor(Role.CLERK, "XH"), actor(Role.CLERK, "XW")
    assert [counted.entries_in(one).count() for one in (neighbour, own)] == [0, 2]
    assert [counted.late_finds_in(one).count() for one in (neighbour, own)] == [0, 1]
