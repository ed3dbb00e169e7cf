"""What a view answers where an action does not permit."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied

from jianfu.web.base.unable import UnableToPermit


@contextmanager
def refused() -> Iterator[None]:
    """Answer 403, with the sentence that says why, where what is done inside is not permitted."""
    try:
        yield
    except UnableToPermit as error:
        raise PermissionDenied(error.sentence) from error
