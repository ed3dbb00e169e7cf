"""The OpenID Connect provider as the environment describes it."""

import pytest

from jianfu.web.environment import Environment, UnableToConfigure
from jianfu.web.openid import NEEDED, openid_apps

SAID = dict(zip(NEEDED, ("https://sso.example/realm", "jianfu", "secret"), strict=True))


def test_no_variable_means_no_provider() -> None:
    assert openid_apps(Environment({})) == []


def test_the_variables_describe_one_provider() -> None:
    (app,) = openid_apps(Environment({**SAID, "JIANFU_OIDC_NAME": "政务认证"}))
    assert (app["name"], app["client_id"], app["settings"]) == (
        "政务认证",
        "jianfu",
        {"server_url": "https://sso.example/realm"},
    )


def test_a_variable_missing_is_named() -> None:
    with pytest.raises(UnableToConfigure, match="JIANFU_OIDC_CLIENT_SECRET"):
        openid_apps(Environment({**SAID, "JIANFU_OIDC_CLIENT_SECRET": ""}))


def test_production_wants_a_provider_that_nobody_can_impersonate_on_the_way() -> None:
    plain = {**SAID, "JIANFU_OIDC_URL": "http://sso.example/realm"}
    assert openid_apps(Environment({**plain, "JIANFU_MODE": "demo"}))
    with pytest.raises(UnableToConfigure, match="https"):
        openid_apps(Environment({**plain, "JIANFU_MODE": "production"}))
