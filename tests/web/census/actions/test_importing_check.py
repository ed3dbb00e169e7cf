"""Judging rows and matching names of units."""

import pytest
from tests.web.census.actions.conftest import GOOD, Started, finish, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.census.actions import importing
from jianfu.web.census.actions.importing import UnableToImport
from jianfu.web.census.actions.importing_check import candidates
from jianfu.web.registry.models import Asset


def test_a_faulty_row_is_counted_corrected_in_the_page_and_then_imported(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD, "2,A2,不对,清河供水,微信,w2,清河县水务局,在用,,,"))
    assert (batch.counts["assets"]["faulty"], batch.state) == (1, "checked")
    with pytest.raises(UnableToImport):
        finish(batch, coordinator)
    cell = {"table": "assets", "row_id": (1 << 40) | 3, "code": "category", "value": "政务App"}
    importing.correct(batch=batch, corrections=[cell], by=coordinator, at=AT)
    finish(batch, coordinator)
    assert Asset.objects.get(asset_id="A2").category == "app"


def test_a_name_not_written_exactly_so_waits_for_a_person(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD.replace("清河县水务局", "清河水务局")))
    assert batch.counts["assets"]["new"] == 0
    named = candidates(batch)
    assert (named[0]["name"], named[0]["units"][0]["unit_id"]) == ("清河水务局", "XW")
    importing.match_units(batch=batch, matches={"清河水务局": "XW"}, by=coordinator, at=AT)
    assert batch.counts["assets"]["new"] == 1
