"""Which role may do what: the one table. Deny is the default; nothing else grants anything.

*Source:* domain.md, section (g).
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """The roles a person can hold at a unit."""

    PROVINCIAL_LEAD = "provincial_lead"  # 省级牵头
    CYBERSPACE = "cyberspace"  # 网信部门
    OPENNESS = "openness"  # 政府办公室政务公开处
    DATA_SERVICE = "data_service"  # 数据/政务服务管理部门
    TELECOM = "telecom"  # 通信管理部门
    COORDINATOR = "coordinator"  # 市/县/乡牵头联络员
    CLERK = "clerk"  # 填报员
    REVIEWER = "reviewer"  # 审核员
    RESPONSIBLE = "responsible"  # 单位负责人
    OPERATOR = "operator"  # 账号运营岗/群主
    INSPECTOR = "inspector"  # 检查员
    DISCIPLINE = "discipline"  # 纪检监督员
    SUPERVISOR = "supervisor"  # 减负监督员
    EVALUATOR = "evaluator"  # 第三方评估
    ADMINISTRATOR = "administrator"  # 系统管理员


ROLE_NAMES = {
    Role.PROVINCIAL_LEAD: _("省级牵头"),
    Role.CYBERSPACE: _("网信部门"),
    Role.OPENNESS: _("政务公开机构"),
    Role.DATA_SERVICE: _("数据和政务服务管理部门"),
    Role.TELECOM: _("通信管理部门"),
    Role.COORDINATOR: _("牵头联络员"),
    Role.CLERK: _("填报员"),
    Role.REVIEWER: _("审核员"),
    Role.RESPONSIBLE: _("单位负责人"),
    Role.OPERATOR: _("运营岗（群主）"),
    Role.INSPECTOR: _("检查员"),
    Role.DISCIPLINE: _("纪检监督员"),
    Role.SUPERVISOR: _("减负监督员"),
    Role.EVALUATOR: _("第三方评估"),
    Role.ADMINISTRATOR: _("系统管理员"),
}


class Permission(StrEnum):
    """What can be permitted: a word of the field and a verb."""

    UNITS_VIEW = "units.view"
    UNITS_CHANGE = "units.change"
    PEOPLE_VIEW = "people.view"
    PEOPLE_CHANGE = "people.change"
    REGISTRY_VIEW = "registry.view"
    REGISTRY_PROPOSE = "registry.propose"  # propose a change that another signs off
    REGISTRY_CHANGE = "registry.change"  # change directly, with a reason
    REGISTRY_SIGN = "registry.sign"  # sign off what another proposed
    REGISTRY_BULK = "registry.bulk"
    CREDENTIAL_CHANGE = "credential.change"
    FILING_PREPARE = "filing.prepare"
    FILING_REVIEW = "filing.review"
    EXEMPTION_REQUEST = "exemption.request"
    EXEMPTION_DECIDE = "exemption.decide"
    CENSUS_VIEW = "census.view"
    CENSUS_OPEN = "census.open"  # open a campaign, freeze its baseline
    CENSUS_COORDINATE = "census.coordinate"  # assign, remind, reconcile
    CENSUS_DECLARE = "census.declare"
    CENSUS_SIGN = "census.sign"
    IMPORT_RUN = "import.run"
    AUDIT_VIEW = "audit.view"
    JOBS_VIEW = "jobs.view"
    JOBS_VIEW_ALL = "jobs.view_all"
    TOKENS_OWN = "tokens.own"
    WEBHOOKS_CHANGE = "webhooks.change"
    VIEWS_SHARE = "views.share"
    SYSTEM_CHANGE = "system.change"


PERMISSION_NAMES = {
    Permission.UNITS_VIEW: _("查看单位"),
    Permission.UNITS_CHANGE: _("设立、更名、撤并单位"),
    Permission.PEOPLE_VIEW: _("查看人员"),
    Permission.PEOPLE_CHANGE: _("邀请人员，授予和终止角色"),
    Permission.REGISTRY_VIEW: _("查看条目"),
    Permission.REGISTRY_PROPOSE: _("提出条目变更，由他人签批"),
    Permission.REGISTRY_CHANGE: _("直接更正条目，须写明理由"),
    Permission.REGISTRY_SIGN: _("签批他人提出的条目变更"),
    Permission.REGISTRY_BULK: _("批量更正条目"),
    Permission.CREDENTIAL_CHANGE: _("登记账号凭据状态和找回"),
    Permission.FILING_PREPARE: _("准备和提交备案"),
    Permission.FILING_REVIEW: _("核验备案材料"),
    Permission.EXEMPTION_REQUEST: _("申请豁免"),
    Permission.EXEMPTION_DECIDE: _("审批他人申请的豁免"),
    Permission.CENSUS_VIEW: _("查看排查"),
    Permission.CENSUS_OPEN: _("开展排查，冻结基线"),
    Permission.CENSUS_COORDINATE: _("分派、提醒、比对"),
    Permission.CENSUS_DECLARE: _("填报本单位一张表"),
    Permission.CENSUS_SIGN: _("签字上报"),
    Permission.IMPORT_RUN: _("导入表格"),
    Permission.AUDIT_VIEW: _("查看审计记录"),
    Permission.JOBS_VIEW: _("查看自己的任务"),
    Permission.JOBS_VIEW_ALL: _("查看所有人的任务"),
    Permission.TOKENS_OWN: _("申领自己的接口令牌"),
    Permission.WEBHOOKS_CHANGE: _("设置事件推送"),
    Permission.VIEWS_SHARE: _("共享列表视图"),
    Permission.SYSTEM_CHANGE: _("更改系统配置"),
}


P = Permission
_READ = {P.UNITS_VIEW, P.REGISTRY_VIEW, P.CENSUS_VIEW, P.JOBS_VIEW, P.TOKENS_OWN}
_DEPARTMENT = _READ | {P.FILING_REVIEW, P.EXEMPTION_DECIDE, P.CENSUS_COORDINATE, P.IMPORT_RUN, P.VIEWS_SHARE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PROVINCIAL_LEAD: frozenset(
        _READ
        | {P.CENSUS_OPEN, P.CENSUS_COORDINATE, P.IMPORT_RUN, P.EXEMPTION_DECIDE, P.AUDIT_VIEW, P.VIEWS_SHARE}
        | {P.PEOPLE_VIEW, P.PEOPLE_CHANGE, P.UNITS_CHANGE}
    ),
    Role.CYBERSPACE: frozenset(_DEPARTMENT),
    Role.OPENNESS: frozenset(_DEPARTMENT - {P.FILING_REVIEW}),
    Role.DATA_SERVICE: frozenset(_DEPARTMENT),
    Role.TELECOM: frozenset(_READ),
    Role.COORDINATOR: frozenset(
        _READ
        | {P.CENSUS_COORDINATE, P.IMPORT_RUN, P.REGISTRY_CHANGE, P.REGISTRY_BULK, P.EXEMPTION_DECIDE, P.VIEWS_SHARE}
        | {P.PEOPLE_VIEW, P.PEOPLE_CHANGE, P.UNITS_CHANGE, P.CREDENTIAL_CHANGE}
    ),
    Role.CLERK: frozenset(
        _READ
        | {P.REGISTRY_PROPOSE, P.CENSUS_DECLARE, P.IMPORT_RUN, P.FILING_PREPARE, P.EXEMPTION_REQUEST}
        | {P.CREDENTIAL_CHANGE}
    ),
    Role.REVIEWER: frozenset(_READ | {P.REGISTRY_PROPOSE, P.CENSUS_DECLARE, P.FILING_PREPARE, P.EXEMPTION_REQUEST}),
    Role.RESPONSIBLE: frozenset(
        _READ | {P.REGISTRY_SIGN, P.CENSUS_SIGN, P.EXEMPTION_REQUEST, P.PEOPLE_VIEW, P.FILING_PREPARE}
    ),
    Role.OPERATOR: frozenset(_READ | {P.REGISTRY_PROPOSE, P.CREDENTIAL_CHANGE}),
    Role.INSPECTOR: frozenset(_READ),
    Role.DISCIPLINE: frozenset(_READ | {P.AUDIT_VIEW}),
    Role.SUPERVISOR: frozenset(_READ),
    Role.EVALUATOR: frozenset({P.REGISTRY_VIEW, P.CENSUS_VIEW}),
    Role.ADMINISTRATOR: frozenset(
        {P.UNITS_VIEW, P.PEOPLE_VIEW, P.PEOPLE_CHANGE, P.JOBS_VIEW, P.JOBS_VIEW_ALL, P.AUDIT_VIEW}
        | {P.TOKENS_OWN, P.WEBHOOKS_CHANGE, P.SYSTEM_CHANGE}
    ),
}

# No role holds both of a pair: who asks never decides, and whoever runs the system treats no business.
SEPARATED: tuple[tuple[Permission, Permission], ...] = (
    (P.REGISTRY_PROPOSE, P.REGISTRY_SIGN),
    (P.CENSUS_DECLARE, P.CENSUS_SIGN),
    (P.CENSUS_DECLARE, P.CENSUS_OPEN),
    (P.EXEMPTION_REQUEST, P.EXEMPTION_DECIDE),
    (P.FILING_PREPARE, P.FILING_REVIEW),
    *(
        (P.SYSTEM_CHANGE, business)
        for business in (
            P.UNITS_CHANGE, P.REGISTRY_PROPOSE, P.REGISTRY_CHANGE, P.REGISTRY_SIGN, P.REGISTRY_BULK,
            P.CREDENTIAL_CHANGE, P.FILING_PREPARE, P.FILING_REVIEW, P.EXEMPTION_REQUEST, P.EXEMPTION_DECIDE,
            P.CENSUS_OPEN, P.CENSUS_COORDINATE, P.CENSUS_DECLARE, P.CENSUS_SIGN, P.IMPORT_RUN,
        )
    ),
)  # fmt: skip

_OF_A_UNIT = frozenset({Role.CLERK, Role.REVIEWER, Role.RESPONSIBLE, Role.OPERATOR})
_DEPARTMENTS = frozenset({Role.CYBERSPACE, Role.OPENNESS, Role.DATA_SERVICE, Role.TELECOM})
_OVERSEERS = frozenset({Role.INSPECTOR, Role.DISCIPLINE, Role.SUPERVISOR, Role.EVALUATOR})

# Which roles the holder of a role may give to others, at the units reached. A role that is one's own is given further
# down only (``units.actions.people``). Roles not named here give none.
GRANTABLE: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.PROVINCIAL_LEAD: _DEPARTMENTS | _OVERSEERS | {Role.COORDINATOR},
    Role.COORDINATOR: _OF_A_UNIT | {Role.COORDINATOR, Role.SUPERVISOR},
}

# Roles nobody holds beside others: who runs the system is no party, who evaluates or disciplines does not report.
INCOMPATIBLE: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role) - {Role.ADMINISTRATOR},
    Role.EVALUATOR: frozenset(Role) - {Role.EVALUATOR},
    Role.DISCIPLINE: _OF_A_UNIT | {Role.COORDINATOR, Role.PROVINCIAL_LEAD},
}


def agree(one: Role, other: Role) -> bool:
    """Tell whether one person may hold both roles."""
    return other not in INCOMPATIBLE.get(one, frozenset()) and one not in INCOMPATIBLE.get(other, frozenset())
