"""The words shown for the unit codes of measures and limits."""

from jianfu.engine.detection.rule import Text

UNIT_WORDS: dict[str, Text] = {
    "": Text("", ""),
    "date": Text("日期", "date"),
    "days": Text("天", "days"),
    "persons": Text("人", "persons"),
    "posts": Text("条", "posts"),
    "installs": Text("次安装", "installs"),
    "messages/day": Text("条/天", "messages a day"),
    "accounts": Text("个账号", "accounts"),
    "apps": Text("个应用", "apps"),
    "groups": Text("个群组", "groups"),
    "levels": Text("个层级", "levels"),
    "notices": Text("条通知", "notices"),
    "ratio": Text("比值（0-1）", "ratio (0 to 1)"),
    "items": Text("条（项）", "items"),
    "functions": Text("项功能", "functions"),
    "cases": Text("件", "cases"),
    "tests": Text("项", "tests"),
    "reports": Text("次反映", "reports"),
    "demands": Text("次", "demands"),
}
