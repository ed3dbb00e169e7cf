"""What is not permitted is answered with the sentence that says why."""

import pytest
from django.core.exceptions import PermissionDenied

from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.views.refusal import refused


def test_what_is_not_permitted_becomes_a_refusal_with_its_sentence() -> None:
    with pytest.raises(PermissionDenied, match="不能"), refused():
        raise UnableToPermit(zh="不能办。", en="Not possible.")


def test_other_errors_pass() -> None:
    with pytest.raises(UnableToSave), refused():
        raise UnableToSave(zh="不能存。", en="Not kept.")
