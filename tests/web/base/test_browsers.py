"""Browsers by the names their owners know."""

import pytest

from jianfu.web.base.browsers import name_of

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome · Windows"),
        (f"{CHROME} Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 MicroMessenger/8.0", "WeChat · Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_by_itself_and_its_system(agent: str, name: str) -> None:
    assert name_of(agent) == name
