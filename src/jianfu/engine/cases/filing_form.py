"""The national filing form: its eight rows, what each holds, what is missing, and what it says at one moment.

*Source:* annex 2 of the filing guide, N7 [Q][S12]; domain.md, section (b3).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from jianfu.engine.detection.rule import Text

TITLE = Text("政务移动互联网应用程序备案申请表", "Filing form for government mobile internet applications")
COMMITMENT = Text(
    "本单位承诺以上信息真实、准确、完整，依法依规建设、使用和管理，并接受监督检查。",
    "We state that the above is true, accurate and complete, that the app is built, used and managed as the rules "
    "require, and that we accept supervision.",
)
BY_HAND = Text(
    "姓名、联系电话、电子邮箱请在导出的表上手工填写",
    "Name, telephone and e-mail are filled in by hand on the exported form",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a row asks. ``known`` items come from the register and are mended there, others on the form."""

    code: str
    name: Text
    known: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One of the eight rows."""

    number: int
    name: Text
    items: tuple[Item, ...]


def _known(code: str, zh: str, en: str, *, required: bool = True) -> Item:
    return Item(code, Text(zh, en), known=True, required=required)


def _asked(code: str, zh: str, en: str, *, required: bool = True) -> Item:
    return Item(code, Text(zh, en), required=required)


ROWS = (
    Row(1, Text("主办（使用）单位", "Sponsoring (using) unit"), (
        _known("sponsor", "单位名称", "Name of the unit"),
        _known("using_unit", "使用单位", "Using unit", required=False),
    )),
    Row(2, Text("政务应用程序名称", "Name of the app"), (
        _known("name", "名称", "Name"),
        _known("sub_kind", "形态", "Form"),
        _known("platform", "平台", "Platform", required=False),
        _known("url", "下载或访问地址", "Address", required=False),
    )),
    Row(3, Text("经办人信息", "Person in charge"), (
        _asked("contact_post", "经办岗位和职务职级", "Post and rank"),
        _asked("contact_office", "办公联系方式", "Office contact"),
    )),
    Row(4, Text("立项审核情况", "Project approval"), (
        _asked("project_basis", "立项依据", "Basis"),
        _asked("project_content", "立项内容", "Content"),
        _asked("project_result", "审核结果", "Result"),
    )),
    Row(5, Text("功能设置情况", "Functions"), (
        _known("functions", "登记的功能", "Functions on the register", required=False),
        _asked("main_functions", "主要功能", "Main functions"),
        _asked("grassroots_functions", "基层使用的功能", "Functions used by the grass roots", required=False),
        _known("mandatory_features", "打卡签到、积分排名、在线时长等", "Check-in, points, online time and the like"),
        _asked("feature_reason", "设置理由", "Reason for them", required=False),
        _asked("feature_basis", "设置依据", "Legal basis for them", required=False),
    )),
    Row(6, Text("运维和安全保障情况", "Operation and security"), (
        _asked("ops_team", "运维团队", "Team"),
        _asked("ops_rules", "运维制度", "Rules of operation"),
        _asked("technical_plan", "技术方案", "Technical plan"),
        _asked("security_test", "安全测试", "Security test"),
        _known("protection_level", "等保测评", "Graded protection"),
        _asked("security_rules", "安全管理制度", "Rules of security"),
    )),
    Row(7, Text("上线验收情况", "Acceptance"), (
        _asked("acceptance_requirements", "验收要求", "Requirements"),
        _asked("acceptance_content", "验收内容（功能、性能、交互）", "Functions, performance, ease of use"),
        _asked("acceptance_result", "验收结果", "Result"),
        _asked("acceptance_opinion", "验收意见", "Opinion"),
    )),
    Row(8, Text("本单位正在使用的同类政务应用程序情况", "Apps of the same kind in use at the unit"), (
        _known("same_kind", "登记库中的同类应用", "Apps of the same kind on the register"),
        _asked("same_kind_note", "说明", "Remark", required=False),
    )),
)  # fmt: skip
ITEMS = tuple(item for row in ROWS for item in row.items)
CONDITIONAL = {
    "grassroots_functions": "faces_grassroots",
    "feature_reason": "has_mandatory_features",
    "feature_basis": "has_mandatory_features",
}
"""Items asked only where a fact of the register holds."""


def missing(values: Mapping[str, str], facts: Mapping[str, bool]) -> tuple[Item, ...]:
    """Return the items still to be filled, in the order of the form.

    ``facts`` holds ``faces_grassroots`` and ``has_mandatory_features``. An empty value is missing, never "none".
    """
    return tuple(item for item in ITEMS if _is_asked(item, facts) and not values.get(item.code, "").strip())


def _is_asked(item: Item, facts: Mapping[str, bool]) -> bool:
    return item.required or facts.get(CONDITIONAL.get(item.code, ""), False)


def content_hash(values: Mapping[str, str]) -> str:
    """Return the SHA-256 over what the form says; items the form does not know are left out."""
    said = {item.code: values.get(item.code, "").strip() for item in ITEMS}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[Item, str, str], ...]:
    """Return each item that says something else than before, with both values."""
    pairs = ((item, before.get(item.code, "").strip(), now.get(item.code, "").strip()) for item in ITEMS)
    return tuple((item, old, new) for item, old, new in pairs if old != new)
