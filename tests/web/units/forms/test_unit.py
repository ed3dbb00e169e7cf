"""A unit is stated by its number or its full name."""

import pytest
from django.core.exceptions import ValidationError

from jianfu.web.units.forms.unit import UnitField
from jianfu.web.units.models import Unit


@pytest.mark.parametrize("said", ["XW", " 清河县水务局 "])
def test_a_number_or_a_full_name_is_understood(units: dict[str, Unit], said: str) -> None:
    assert UnitField(among=Unit.objects.all()).clean(said) == units["XW"]


def test_a_part_of_a_name_is_not_guessed_at(units: dict[str, Unit]) -> None:
    with pytest.raises(ValidationError):
        UnitField(among=Unit.objects.all()).clean("水务局")


def test_nothing_said_is_nothing_where_nothing_is_required() -> None:
    assert UnitField(required=False).clean("") is None
