"""An exemption names its rules and cannot end before it begins."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.web.conftest import AT

from jianfu.web.registry.models import Asset, Exemption


def test_rules_are_read_one_by_one() -> None:
    assert Exemption(rules="NM-01 NM-04").rule_ids == ("NM-01", "NM-04")


def test_an_exemption_is_called_by_its_entry_and_rules() -> None:
    assert str(Exemption(asset=Asset(name="清河防汛"), rules="NM-01")) == "清河防汛 NM-01"


def test_the_database_refuses_an_end_before_the_beginning(asset: Callable[..., Asset]) -> None:
    entry = asset()
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.create(
            asset=entry, rules="NM-01", reason_code="other", basis="无", valid_from=date(2026, 2, 1),
            valid_until=date(2026, 1, 1), requested_for=entry.sponsor, requested_at=AT, changed_at=AT,
        )  # fmt: skip
