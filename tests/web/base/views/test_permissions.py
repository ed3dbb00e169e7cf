"""The page of roles and permissions."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from jianfu.web.base.permissions import PERMISSION_NAMES, ROLE_NAMES, Role


def test_whoever_is_signed_in_reads_the_whole_table_in_plain_words(signed_in: Callable[..., Client]) -> None:
    page = signed_in(Role.CLERK, "XW").get(reverse("base:permissions")).content.decode()
    for name in (*ROLE_NAMES.values(), *PERMISSION_NAMES.values()):
        assert str(name) in page
    assert "registry." not in page
    assert page.count("<td>") == len(ROLE_NAMES) * len(PERMISSION_NAMES)
