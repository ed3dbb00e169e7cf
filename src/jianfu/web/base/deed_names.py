"""What entries of the audit chain are called in plain words: their actions, and what they are about.

An entry itself keeps the code, which never changes its meaning; a code not listed here is shown as it is.
"""

from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "units.create": _("设立单位"),
    "units.change": _("更正单位信息"),
    "units.founded": _("设立"),
    "units.renamed": _("单位更名"),
    "units.moved": _("单位划转"),
    "units.merged": _("单位并入"),
    "units.split": _("单位分设"),
    "units.abolished": _("撤销单位"),
    "units.undone": _("撤销导入的单位"),
    "posts.create": _("新增岗位"),
    "posts.give": _("指定任岗人员"),
    "posts.end": _("撤销岗位"),
    "posts.hand_over": _("岗位移交"),
    "posts.hand_on": _("岗位随机构变动移交"),
    "people.invite": _("邀请"),
    "people.grant": _("授予角色"),
    "people.end_grant": _("终止角色"),
    "people.close": _("停用账户"),
    "people.open": _("恢复账户"),
    "people.leave": _("离岗交接"),
    "people.reset_password": _("重置密码"),
    "people.reset_factor": _("重置两步验证"),
    "sign_in.change_password": _("本人修改密码"),
    "sign_in.link": _("关联统一身份认证"),
    "sign_in.end_sessions": _("退出其他会话"),
    "sign_in.totp_activated": _("启用验证器"),
    "sign_in.totp_deactivated": _("停用验证器"),
    "sign_in.webauthn_added": _("添加安全密钥"),
    "sign_in.webauthn_removed": _("移除安全密钥"),
    "sign_in.recovery_codes_generated": _("生成恢复码"),
    "registry.create": _("登记条目"),
    "registry.change": _("修改条目"),
    "registry.bulk": _("批量修改条目"),
    "registry.hand_on": _("条目随机构变动移交"),
    "registry.observe": _("记录观测"),
    "registry.confirm": _("确认在用"),
    "registry.suspend": _("停更"),
    "registry.resume": _("恢复更新"),
    "registry.deregister": _("注销"),
    "registry.shut_down": _("关停"),
    "registry.dissolve": _("解散"),
    "registry.void": _("登记错误撤销"),
    "registry.reopen": _("重新启用"),
    "registry.function_add": _("登记功能"),
    "registry.function_change": _("修改功能"),
    "registry.function_remove": _("删除功能"),
    "registry.audience_put": _("登记群组对象"),
    "registry.audience_remove": _("删除群组对象"),
    "registry.relation_add": _("登记关系"),
    "registry.relation_end": _("终止关系"),
    "registry.read_recovery_notes": _("查看找回记录"),
    "registry.credentials": _("登记账号凭据状态"),
    "registry.import_new": _("导入条目"),
    "registry.import_changed": _("导入更正"),
    "registry.import_functions": _("导入功能"),
    "registry.import_audiences": _("导入群组对象"),
    "registry.import_measures": _("导入观测"),
    "registry.import_undone": _("撤销导入"),
    "request.propose": _("提出变更"),
    "request.edit": _("修改变更申请"),
    "request.sign": _("签批变更"),
    "request.refuse": _("退回变更"),
    "request.withdraw": _("撤回变更"),
    "request.hand_on": _("变更申请随机构变动移交"),
    "filing.start": _("开始备案"),
    "filing.fill": _("填写备案表"),
    "filing.carried": _("备案随变更延续"),
    "filing.approve_project": _("立项审核通过"),
    "filing.finish_construction": _("建设完成"),
    "filing.accept_work": _("验收通过"),
    "filing.submit": _("提交备案申请"),
    "filing.recheck": _("内容有变，重新核对提交"),
    "filing.pass_completeness": _("完备性审核通过，报国家网信办"),
    "filing.give_number": _("登记备案编号"),
    "filing.return": _("退回补正"),
    "filing.refuse": _("不予备案"),
    "filing.abandon": _("逾期未补正，视为放弃"),
    "filing.withdraw": _("撤回申请"),
    "filing.go_live": _("亮号上线"),
    "filing.revoke": _("撤销备案"),
    "filing.announce": _("发布关停公告"),
    "filing.report_closing": _("关停报备"),
    "filing.deregister": _("注销备案"),
    "filing.call_off": _("取消关停"),
    "exemption.request": _("申请豁免"),
    "exemption.approve": _("批准豁免"),
    "exemption.refuse": _("不予豁免"),
    "exemption.review": _("复核豁免"),
    "exemption.withdraw": _("撤回豁免"),
    "exemption.hand_on": _("豁免申请随机构变动移交"),
    "census.draw_up": _("拟定排查"),
    "census.open": _("开展排查"),
    "census.close": _("结束排查"),
    "census.freeze": _("冻结基线"),
    "census.restate": _("重述基线"),
    "census.remind": _("提醒"),
    "census.assign": _("分派"),
    "census.delegate": _("委托填报"),
    "census.extend": _("延期"),
    "census.answer": _("填报"),
    "census.confirm": _("确认条目"),
    "census.confirm_all": _("全部确认"),
    "census.hand_in": _("交审"),
    "census.send_back": _("退回填报"),
    "census.sign_off": _("签字上报"),
    "census.source": _("载入比对来源"),
    "census.reconcile": _("比对"),
    "census.decide": _("裁定比对"),
    "census.ask": _("向单位询问"),
    "census.answer_question": _("答复询问"),
    "census.import_upload": _("上传表格"),
    "census.import": _("导入表格"),
    "census.import_undo": _("撤销导入"),
    "tokens.make": _("新建令牌"),
    "tokens.revoke": _("停用令牌"),
    "webhooks.add": _("新增推送"),
    "webhooks.turn": _("启用或停用推送"),
    "webhooks.send_again": _("重新推送"),
    "jobs.cancel": _("取消任务"),
    "sealed.read": _("查看密存内容"),
}

KINDS: dict[str, str | Promise] = {
    "unit": _("单位"),
    "post": _("岗位"),
    "person": _("人员"),
    "asset": _("条目"),
    "request": _("变更申请"),
    "filing": _("备案"),
    "exemption": _("豁免"),
    "campaign": _("排查"),
    "declaration": _("申报表"),
    "import": _("导入"),
    "match": _("比对"),
    "question": _("询问"),
    "token": _("令牌"),
    "webhook": _("推送"),
    "job": _("任务"),
}

# Whose fields an entry about such a thing names. By name: the base imports nothing above it.
MODELS = {
    "unit": "units.Unit", "post": "units.Post", "person": "base.User", "asset": "registry.Asset",
    "filing": "registry.Filing", "exemption": "registry.Exemption", "campaign": "census.Campaign",
    "webhook": "base.Webhook", "token": "base.ApiToken",
}  # fmt: skip


def labels_of(object_kind: str) -> dict[str, Any]:
    """Return what the fields of such a thing are called on pages."""
    fields = _fields(object_kind)
    return {name: label for field in fields for name, label in _names_of(field)}


def shown(object_kind: str, name: str, value: Any) -> Any:
    """Return a value as pages show it: the word of a closed set, yes or no; others as they are."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    field = next((each for each in _fields(object_kind) if each.name == name), None)
    return dict(field.flatchoices).get(value, value) if field is not None and isinstance(value, str) else value


def _fields(object_kind: str) -> list[Any]:
    named = MODELS.get(object_kind)
    return list(apps.get_model(named)._meta.concrete_fields) if named else []


def _names_of(field: Any) -> list[tuple[str, Any]]:
    return [(field.name, field.verbose_name), (field.attname, field.verbose_name)]
