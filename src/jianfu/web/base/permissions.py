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


P = Permission
_READ = {P.UNITS_VIEW, P.REGISTRY_VIEW, P.CENSUS_VIEW, P.JOBS_VIEW, P.TOKENS_OWN}
_DEPARTMENT = _READ | {P.FILING_REVIEW, P.EXEMPTION_DECIDE, P.CENSUS_COORDINATE, P.IMPORT_RUN, P.VIEWS_SHARE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PROVINCIAL_LEAD: frozenset(
        _READ
        | {P.CENSUS_OPEN, P.CENSUS_COORDINATE, P.IMPORT_RUN, P.EXEMPTION_DECIDE, P.AUDIT_VIEW, P.VIEWS_SHARE}
        | {P.PEOPLE_VIEW, P.UNITS_CHANGE, P.REGISTRY_BULK}
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
