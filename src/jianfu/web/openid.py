"""The OpenID Connect provider as the environment describes it."""

from typing import Any

from jianfu.web.environment import Environment, UnableToConfigure

NEEDED = ("JIANFU_OIDC_URL", "JIANFU_OIDC_CLIENT_ID", "JIANFU_OIDC_CLIENT_SECRET")


def openid_apps(said: Environment) -> list[dict[str, Any]]:
    """Return allauth's description of the provider; none where no variable names one.

    Raises UnableToConfigure where only some of the needed variables are given.
    """
    missing = [name for name in NEEDED if not said.text(name)]
    if len(missing) == len(NEEDED):
        return []
    if missing:
        raise UnableToConfigure(
            zh=f"统一身份认证缺少环境变量：{'、'.join(missing)}。请补齐，或将 {'、'.join(NEEDED)} 全部留空。",
            en=f"OpenID Connect lacks {', '.join(missing)}. Give them, or leave all of {', '.join(NEEDED)} empty.",
        )
    if said.mode == "production" and not said.text("JIANFU_OIDC_URL").startswith("https://"):
        raise UnableToConfigure(
            zh="生产方式下 JIANFU_OIDC_URL 须以 https:// 开头，否则登录可能被中途篡改。请改正后再启动。",
            en="In production JIANFU_OIDC_URL must begin with https://, or sign-in could be tampered with on the way.",
        )
    return [
        {
            "provider_id": "oidc",
            "name": said.text("JIANFU_OIDC_NAME") or "OpenID Connect",
            "client_id": said.text("JIANFU_OIDC_CLIENT_ID"),
            "secret": said.text("JIANFU_OIDC_CLIENT_SECRET"),
            "settings": {"server_url": said.text("JIANFU_OIDC_URL")},
        }
    ]
