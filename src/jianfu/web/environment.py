"""Every setting the web half takes from the environment, in one table.

A variable that is not in this table is never read. ``docs/configuration.md`` is written from it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODES = ("production", "demo", "test")


class UnableToConfigure(Exception):
    """A variable is missing or says what cannot be; carries the sentence in Chinese and English."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is when not given, and what it means."""

    name: str
    default: str
    zh: str
    en: str
    secret: bool = False


VARIABLES = (
    Variable("JIANFU_MODE", "production", "运行方式：production、demo 或 test", "production, demo or test"),
    Variable("JIANFU_DATA", "jianfu-data", "数据文件夹（数据库、上传文件、任务结果）", "folder of data and files"),
    Variable(
        "DATABASE_URL", "", "数据库地址；不填则用数据文件夹中的 SQLite", "database; SQLite in the data folder if empty"
    ),
    Variable("JIANFU_SECRET_KEY", "", "签名密钥；生产方式必填", "signing key; required in production", secret=True),
    Variable(
        "JIANFU_HOSTS",
        "",
        "允许的网址主机，逗号分隔；生产方式必填",
        "allowed host names, by commas; required in production",
    ),
    Variable("JIANFU_HTTPS", "yes", "是否经 HTTPS 提供服务（yes/no）", "whether served over HTTPS (yes/no)"),
    Variable(
        "JIANFU_TRUSTED_PROXY", "no", "前面是否有反向代理（yes/no）", "whether a reverse proxy stands in front (yes/no)"
    ),
    Variable("JIANFU_LANGUAGE", "zh-hans", "默认界面语言：zh-hans 或 en", "language of the pages: zh-hans or en"),
    Variable("JIANFU_TIME_ZONE", "Asia/Shanghai", "时区", "time zone"),
    Variable("JIANFU_LOG_LEVEL", "INFO", "日志级别", "log level"),
    Variable("JIANFU_UPLOAD_MEBIBYTES", "64", "单个上传文件的上限（MiB）", "largest upload (MiB)"),
    Variable("JIANFU_SESSION_HOURS", "12", "会话最长时间（小时）", "longest session (hours)"),
    Variable("JIANFU_SESSION_IDLE_MINUTES", "120", "无操作后退出（分钟）", "signed out after idle minutes"),
    Variable(
        "JIANFU_WEBHOOK_HOSTS",
        "",
        "允许推送到的主机，逗号分隔；不填则不能推送",
        "hosts webhooks may go to, by commas; none if empty",
    ),
    Variable(
        "JIANFU_MAIL_HOST",
        "",
        "发送提醒的邮件服务器；不填则不发信，提醒只显示在页面上",
        "mail server for reminders; without it no letter is sent and reminders are pages only",
    ),
    Variable("JIANFU_MAIL_PORT", "587", "邮件服务器端口", "port of the mail server"),
    Variable(
        "JIANFU_MAIL_SECURITY",
        "starttls",
        "邮件连接的加密方式：starttls、tls 或 none",
        "how letters are encrypted on the way: starttls, tls or none",
    ),
    Variable("JIANFU_MAIL_USER", "", "邮件服务器用户名", "user name at the mail server"),
    Variable("JIANFU_MAIL_PASSWORD", "", "邮件服务器密码", "password at the mail server", secret=True),
    Variable("JIANFU_MAIL_FROM", "jianfu@localhost", "发信地址", "address letters come from"),
    Variable("JIANFU_OIDC_NAME", "", "统一身份认证的显示名称", "name shown for the OpenID Connect provider"),
    Variable("JIANFU_OIDC_URL", "", "统一身份认证的发现地址", "discovery address of the OpenID Connect provider"),
    Variable("JIANFU_OIDC_CLIENT_ID", "", "统一身份认证的客户端编号", "client id at the OpenID Connect provider"),
    Variable("JIANFU_OIDC_CLIENT_SECRET", "", "统一身份认证的客户端密钥", "client secret there", secret=True),
    Variable(
        "JIANFU_OIDC_CLAIM",
        "preferred_username",
        "统一身份认证中与本系统用户名对应的声明",
        "claim of the OpenID Connect provider that holds the user name here",
    ),
)
NAMES = {variable.name: variable for variable in VARIABLES}


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables as given, with defaults filled in."""

    given: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return what a variable of the table says, its default where it is not given or empty."""
        return self.given.get(name, "").strip() or NAMES[name].default

    def flag(self, name: str) -> bool:
        """Return a yes or no. Raises UnableToConfigure for anything else."""
        said = self.text(name).lower()
        if said not in {"yes", "no"}:
            raise UnableToConfigure(
                zh=f"环境变量 {name} 只能是 yes 或 no，现在是“{said}”。请改正后再启动。",
                en=f"{name} must be yes or no; found “{said}”. Correct it and start again.",
            )
        return said == "yes"

    def number(self, name: str) -> int:
        """Return a whole number above zero. Raises UnableToConfigure for anything else."""
        said = self.text(name)
        if not said.isdecimal() or int(said) == 0:
            raise UnableToConfigure(
                zh=f"环境变量 {name} 应为正整数，现在是“{said}”。请改正后再启动。",
                en=f"{name} must be a whole number above zero; found “{said}”. Correct it and start again.",
            )
        return int(said)

    def one_of(self, name: str, words: tuple[str, ...]) -> str:
        """Return one of the words a variable may hold. Raises UnableToConfigure for anything else."""
        said = self.text(name).lower()
        if said not in words:
            raise UnableToConfigure(
                zh=f"环境变量 {name} 只能是 {'、'.join(words)} 之一，现在是“{said}”。请改正后再启动。",
                en=f"{name} must be one of {', '.join(words)}; found “{said}”. Correct it and start again.",
            )
        return said

    def listed(self, name: str) -> list[str]:
        """Return the words between the commas, empty ones left out."""
        return [word for part in self.text(name).split(",") if (word := part.strip())]

    @property
    def mode(self) -> str:
        """Return the mode. Raises UnableToConfigure for a word that is no mode."""
        said = self.text("JIANFU_MODE")
        if said not in MODES:
            raise UnableToConfigure(
                zh=f"环境变量 JIANFU_MODE 只能是 {'、'.join(MODES)}，现在是“{said}”。",
                en=f"JIANFU_MODE must be one of {', '.join(MODES)}; found “{said}”.",
            )
        return said

    @property
    def data(self) -> Path:
        """Return the data folder, absolute."""
        return Path(self.text("JIANFU_DATA")).resolve()

    def required(self, name: str, fallback: str) -> str:
        """Return a variable that production must be given, ``fallback`` in the other modes.

        Raises UnableToConfigure in production where it is not given.
        """
        said = self.text(name)
        if said or self.mode != "production":
            return said or fallback
        raise UnableToConfigure(
            zh=f"生产方式必须设置环境变量 {name}（{NAMES[name].zh}）。试用请设 JIANFU_MODE=demo。",
            en=f"Production needs {name} ({NAMES[name].en}). To try Jianfu out, set JIANFU_MODE=demo.",
        )


def read() -> Environment:
    """Return this process's environment."""
    return Environment(os.environ)
