"""Uploading files and settling their columns."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.census.actions.conftest import GOOD, HEAD, Started, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.census.actions import importing
from jianfu.web.census.actions.importing import UnableToImport
from jianfu.web.units.models import Unit


def test_an_unknown_column_stops_until_it_is_settled_and_is_remembered(
    units: dict[str, Unit], coordinator: Actor
) -> None:
    given = [sheet(f"{GOOD},甲", head=f"{HEAD},自定栏")]
    batch = importing.upload(given=given, unit=units["X"], by=coordinator, at=AT)
    with pytest.raises(UnableToImport):
        importing.settle_columns(batch=batch, tables=["assets"], meanings={}, by=coordinator, at=AT)
    importing.settle_columns(batch=batch, tables=["assets"], meanings={(0, 11): "purpose"}, by=coordinator, at=AT)
    given[0].seek(0)
    again = importing.upload(given=given, unit=units["X"], by=coordinator, at=AT)
    assert again.sheets[0]["headings"][11]["meaning"] == "purpose"


def test_other_kinds_of_files_are_refused(started: Started) -> None:
    with pytest.raises(UnableToImport):
        started(SimpleUploadedFile("表.exe", b"MZ"))
