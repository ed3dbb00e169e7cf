"""The peer a data office reaches for first: the same rules in pandas, findings with reason and evidence.

``python bench/peers/pandas_rules.py CLEAN OUT DAY`` reads the clean tables and writes ``findings`` as Parquet and CSV.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from pandas_findings import EXEMPT, HIT, UNKNOWN, findings
from pandas_measures import facts, read
from pandas_words import BOOL, FOUND_NOT

Frame, Test = pd.DataFrame, Callable[[pd.DataFrame], pd.Series]
REGIME, LEGACY = date(2026, 1, 25), date(2026, 7, 25)
CONFIRM_ABOVE = 0.4


@dataclass(frozen=True)
class Rule:
    """One rule: whom it concerns, what breaks it, and the measures shown beside their limits."""

    id: str
    name: str
    severity: str
    scope: str
    shown: dict[str, object]
    breaks: Test
    graver: tuple[str, Test] | None = None
    exempt: Test | None = None
    members: str = ""
    conditions: tuple[str, ...] = ()


def _in(column: pd.Series, values: list[str]) -> pd.Series:
    """Tell whether the column holds one of the values; null where it holds nothing."""
    return column.isin(values).astype(BOOL).where(column.notna())


RUNNING = ["active", "suspended"]
SCOPES: dict[str, Test] = {
    "account": lambda f: (f.category == "new_media") & _in(f.state, RUNNING),
    "publisher": lambda f: SCOPES["account"](f) & _in(f.account_type, ["publishing", "both"]),
    "any account": lambda f: f.category == "new_media",
    "open account": lambda f: (f.category == "new_media") & f.alive,
    "account or app": lambda f: _in(f.category, ["new_media", "app"]) & f.alive,
    "any app": lambda f: f.category == "app",
    "app": lambda f: (f.category == "app") & f.alive,
    "central app": lambda f: (
        SCOPES["app"](f) & (f.audience == "grassroots") & (f.sponsor_unit_type == "中央和国家机关")
    ),
    "group": lambda f: (f.category == "work_group") & f.alive,
    "told group": lambda f: SCOPES["group"](f) & f.has_notices,
    "running group": lambda f: (f.category == "work_group") & _in(f.state, RUNNING),
}


def _at_least(rule_id: str, name: str, severity: str, scope: str, measure: str, limit: float, **more: object) -> Rule:
    return Rule(rule_id, name, severity, scope, {measure: limit}, lambda f: f[measure] >= limit, **more)


def _more_than(rule_id: str, name: str, severity: str, scope: str, measure: str, limit: float, **more: object) -> Rule:
    return Rule(rule_id, name, severity, scope, {measure: limit}, lambda f: f[measure] > limit, **more)


def _is(rule_id: str, name: str, severity: str, scope: str, measure: str, value: object = True, **more: object) -> Rule:
    return Rule(rule_id, name, severity, scope, {measure: value}, lambda f: f[measure] == value, **more)


def _one_of(
    rule_id: str, name: str, severity: str, scope: str, measure: str, values: list[str], **more: object
) -> Rule:
    return Rule(rule_id, name, severity, scope, {measure: "; ".join(values)}, lambda f: _in(f[measure], values), **more)


def _shell(f: Frame) -> pd.Series:
    return (f.age_days >= 30) & (((f.posts_90d == 0) & (f.followers == 0)) | f.never_posted)


def _done(f: Frame) -> pd.Series:
    return f.matter_closed & (f.days_since_matter_closed > 7)


def _rebuilt(f: Frame) -> pd.Series:
    return f.rebuilt_elsewhere & (f.days_since_twin_dissolved >= 0) & (f.days_since_twin_dissolved <= 90)


def _duty(f: Frame) -> pd.Series:
    return f.sub_kind == "值班应急群"


def account_rules() -> list[Rule]:
    """Return the rules on accounts."""
    return [
        _more_than("NM-01", "内容不更新", "fail", "publisher", "silent_days", 14, conditions=("account_type", "state")),
        Rule("NM-02", "更新预警", "warn", "publisher", {"silent_days": 7},
             lambda f: (f.silent_days >= 7) & (f.silent_days <= 14), conditions=("account_type", "state")),
        _at_least("NM-03", "疑似僵尸账号", "review", "account", "silent_days", 60, conditions=("state",)),
        _at_least("NM-04", "僵尸账号", "review", "account", "silent_days", 90, conditions=("state",)),
        Rule("NM-05", "空壳账号", "review", "account",
             {"age_days": 30, "posts_90d": 0, "followers": 0, "never_posted": True}, _shell, conditions=("state",)),
        _at_least("NM-06", "超过一年未更新", "review", "account", "silent_days", 365, conditions=("state",)),
        _is("NM-07", "互动功能无效", "fail", "open account", "interaction_ok", False),
        _at_least("NM-08", "严重表述错误、泄密、违法链接", "fail", "open account", "grave_errors", 1),
        Rule("NM-09", "功能无法使用", "deduct", "account or app", {"broken_functions": 1},
             lambda f: f.broken_functions >= 1, graver=("fail", lambda f: f.app_unusable)),
        _at_least("NM-10", "弄虚作假", "fail", "open account", "faked_popularity", 1),
        _at_least("NM-11", "偏离定位", "review", "open account", "off_mission_items", 1),
        _is("NM-12", "停而不销", "fail", "any account", "state", "suspended"),
        _more_than("NM-13", "一单位一平台多账号", "review", "open account", "accounts_on_platform", 1,
                   members="accounts_on_platform"),
        _is("NM-15", "未备案账号", "review", "open account", "filed", False),
        _one_of("NM-16", "认证异常", "review", "open account", "certification", ["uncertified", "mismatch"]),
        _at_least("NM-18", "摊派关注点赞转发", "ban", "open account", "assigned_likes", 1),
        _is("NM-19", "名称不规范", "warn", "open account", "name_irregular"),
    ]  # fmt: skip


def app_rules(as_of: date) -> list[Rule]:
    """Return the rules on apps."""
    legacy: Test = lambda f: (f.filed == False) & ((f.opened_on >= REGIME) | (as_of >= LEGACY))  # noqa: E712, E731
    return [
        _one_of("A-01", "县以下开发应用", "review", "app", "sponsor_level", ["county", "town", "village"],
                graver=("ban", lambda f: _in(f.sponsor_level, ["town", "village"]))),
        _at_least("A-02", "立项审核五问", "review", "app", "approval_tests_failed", 1),
        Rule("A-03", "未备案应用", "ban", "app", {"filed": False, "opened_on": str(REGIME)}, legacy),
        _is("A-04", "打卡、积分、时长功能", "ban", "app", "has_mandatory_feature"),
        _at_least("A-05", "强制推广", "ban", "app", "forced_uptake", 1),
        _is("A-06", "异化为考核工具", "ban", "app", "assessment_tool"),
        _is("A-07", "过度留痕", "ban", "app", "forces_upload"),
        _at_least("A-08", "多头填报", "ban", "app", "repeated_items", 1),
        _is("A-09", "经营性活动", "ban", "app", "commercial_activity"),
        _more_than("A-10", "面向基层应用数量", "review", "central app", "grassroots_apps", 1,
                   conditions=("audience", "sponsor_unit_type")),
        Rule("A-12", "功能相近重复", "review", "app", {"function_overlap": 0.5}, lambda f: f.function_overlap >= 0.5,
             members="function_overlap"),
        Rule("A-13", "未亮备案号、无投诉入口", "deduct", "app", {"badge_shown": False, "complaint_entry": False},
             lambda f: ~f.badge_shown | ~f.complaint_entry),
        _is("A-14", "变更、下线未报", "fail", "any app", "unreported_change"),
        _is("A-15", "整改不到位", "fail", "app", "rectification_overdue"),
        _at_least("A-16", "卡顿闪退白屏", "review", "app", "crash_reports", 1),
    ]  # fmt: skip


def _asked_or_verified(rule_id: str, name: str, verified: str, read: str) -> Rule:
    """Return a rule that bans what was verified and has a person look at what was only read from notices."""
    return Rule(rule_id, name, "review", "group", {verified: 1, read: 1},
                lambda f: (f[verified] >= 1) | (f[read] >= 1), graver=("ban", lambda f: f[verified] >= 1))  # fmt: skip


def group_rules() -> list[Rule]:
    """Return the rules on work groups."""
    return [
        _is("G-01", "未经审批建群", "review", "group", "approved", False),
        _is("G-02", "未备案群组", "review", "group", "filed", False),
        _more_than("G-03", "单位建群数量", "warn", "group", "groups_of_sponsor", 1, members="groups_of_sponsor",
                   graver=("review", lambda f: f.groups_of_sponsor > 2)),
        _more_than("G-04", "人均工作群数", "warn", "group", "groups_per_person", 2),
        Rule("G-05", "事毕未散", "warn", "group",
             {"matter_closed": True, "days_since_matter_closed": 7, "temporary": True, "no_end_date": True},
             lambda f: _done(f) | (f.temporary & f.no_end_date), graver=("fail", _done)),
        Rule("G-06", "僵尸群", "review", "running group", {"silent_days": 90}, lambda f: f.silent_days >= 90,
             conditions=("state",), exempt=_duty),
        _more_than("G-07", "重复群", "review", "group", "twin_groups", 1, members="twin_groups"),
        _is("G-08", "形式群", "review", "group", "token_only"),
        _is("G-09", "聊天群", "review", "group", "chat_only"),
        Rule("G-10", "群内打卡接龙、即时响应", "review", "group", {"demands_checkin": True, "checkin_notices": 1},
             lambda f: f.demands_checkin | (f.checkin_notices >= 1), exempt=_duty,
             graver=("ban", lambda f: f.demands_checkin)),
        _asked_or_verified("G-11", "随意摊派、索要材料", "unbacked_demands", "unbacked_notices"),
        Rule("G-12", "时限过短", "warn", "told group", {"short_notices": 1}, lambda f: f.short_notices >= 1,
             graver=("review", lambda f: f.short_notices > 1), exempt=lambda f: f.short_notices_urgent),
        _at_least("G-13", "非工作时间发布工作信息", "warn", "told group", "off_hours_notices", 1),
        _at_least("G-14", "要求逐一回复", "warn", "told group", "reply_all_notices", 1),
        _at_least("G-15", "滥用@所有人", "warn", "group", "at_all_notices", 1),
        _asked_or_verified("G-16", "以截图录像代替实地工作", "proof_demands", "proof_notices"),
        _is("G-17", "实名和离群管理", "warn", "group", "roster_certified", False),
        _is("G-18", "群主层级", "warn", "group", "owner_rank_ok", False, exempt=lambda f: f.sponsor_level == "village"),
        _is("G-19", "强制入群", "warn", "group", "forced_membership"),
        _is("G-20", "涉密上网", "ban", "group", "secret_matter"),
        Rule("G-21", "合并后负荷不减", "review", "group", {"is_merged": True, "msgs_per_day": 200, "levels_spanned": 3},
             lambda f: f.is_merged & ((f.msgs_per_day > 200) | (f.levels_spanned >= 3))),
        Rule("G-22", "换平台反弹", "review", "group", {"rebuilt_elsewhere": True, "days_since_twin_dissolved": 0},
             _rebuilt),
        _is("G-23", "群名不规范", "warn", "group", "name_parses", False),
    ]  # fmt: skip


def verdict(rule: Rule, frame: Frame, scope: pd.Series, waived: set[str]) -> np.ndarray:
    """Return one small code an entry: clear, HIT, UNKNOWN or EXEMPT."""
    both = scope & rule.breaks(frame)
    hit, unknown = both.fillna(False).to_numpy(bool), both.isna().to_numpy(bool)
    code = np.where(hit, HIT, np.where(unknown, UNKNOWN, 0)).astype(np.int8)
    for measure in FOUND_NOT.intersection(rule.shown):
        code[hit & frame[f"{measure}__partial"].fillna(False).to_numpy(bool)] = UNKNOWN
    if rule.exempt:
        code[hit & rule.exempt(frame).fillna(False).to_numpy(bool)] = EXEMPT
    if waived:
        code[(hit | unknown) & frame.index.isin(waived)] = EXEMPT
    return code


def severities(rule: Rule, frame: Frame) -> np.ndarray:
    """Return the severity of each entry, the graver one where its condition holds."""
    if rule.graver is None:
        return np.full(len(frame), rule.severity, object)
    severity, when = rule.graver
    return np.where(when(frame).fillna(False).to_numpy(bool), severity, rule.severity)


def waivers(exemptions: Frame, as_of: date) -> dict[str, set[str]]:
    """Return the entries exempt from each rule on that day."""
    begun = exemptions.valid_from.isna() | (exemptions.valid_from <= as_of).fillna(False)
    now = exemptions[begun & (exemptions.valid_until >= as_of)]
    return {str(rule): set(rows.asset_id) for rule, rows in now.groupby("rule_id")}


def judge(frame: Frame, exemptions: Frame, as_of: date) -> Frame:
    """Return the findings of every rule whose evidence the tables carry."""
    scopes = {name: test(frame) for name, test in SCOPES.items()}
    waived, parts = waivers(exemptions, as_of), []
    for rule in (*account_rules(), *app_rules(as_of), *group_rules()):
        code = verdict(rule, frame, scopes[rule.scope], waived.get(rule.id, set()))
        lacking = any(frame[measure].notna().sum() == 0 for measure in (*rule.shown, *rule.conditions))
        if lacking and not np.isin(code, (HIT, EXEMPT)).any():
            continue
        rows = np.flatnonzero(code)
        some = frame.iloc[rows]
        confirm = (code == HIT).sum() > CONFIRM_ABOVE * scopes[rule.scope].fillna(True).sum()
        parts.append(findings(rule, some, code[rows], severities(rule, some), as_of, bool(confirm)))
    return pd.concat(parts, ignore_index=True).sort_values(["asset_id", "rule_id"], ignore_index=True)


def main(clean: Path, out: Path, as_of: date) -> None:
    """Read the clean tables, judge, and write the findings as Parquet and CSV."""
    out.mkdir(parents=True, exist_ok=True)
    tables = read(clean)
    found = judge(facts(tables, as_of), tables["exemptions"], as_of)
    found.to_parquet(out / "findings.parquet", index=False)
    found.to_csv(out / "findings.csv", index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
