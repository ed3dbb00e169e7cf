"""The lighter of the two declarative peers: the same rules as pandera schemas, their failure cases as findings.

A schema a scope is laid over the entries of that scope; a failed check is a hit, a null ``unknown``. pandera gives no
reasons and no evidence, and none are made here: only the failing value. What it cannot say (partial sources,
exemptions, a scope that is not known) is finished with pandas.
``python bench/peers/pandera_rules.py CLEAN OUT DAY`` runs it.
"""

import sys
import warnings
from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandas_measures import facts, read
from pandas_rules import SCOPES, Rule, account_rules, app_rules, group_rules, waivers
from pandas_words import FOUND_NOT
from pandera.errors import SchemaErrors

Checks = dict[str, list[pa.Check]]


def below(rule_id: str, limit: float) -> pa.Check:
    """Return a check that fails from the limit on."""
    return pa.Check.lt(limit, name=rule_id, error=rule_id)


def at_most(rule_id: str, limit: float) -> pa.Check:
    """Return a check that fails above the limit."""
    return pa.Check.le(limit, name=rule_id, error=rule_id)


def not_so(rule_id: str) -> pa.Check:
    """Return a check that fails where the flag is true."""
    return pa.Check.eq(False, name=rule_id, error=rule_id)


def so(rule_id: str) -> pa.Check:
    """Return a check that fails where the flag is false."""
    return pa.Check.eq(True, name=rule_id, error=rule_id)


SCHEMAS: dict[str, Checks] = {
    "publisher": {
        "silent_days": [
            at_most("NM-01", 14),
            pa.Check(lambda days: (days < 7) | (days > 14), name="NM-02", error="NM-02"),
        ],
    },
    "account": {
        "silent_days": [below("NM-03", 60), below("NM-04", 90), below("NM-06", 365)],
        "is_shell": [not_so("NM-05")],
    },
    "account or app": {"broken_functions": [below("NM-09", 1)]},
    "any account": {"state": [pa.Check.ne("suspended", name="NM-12", error="NM-12")]},
    "open account": {
        "filed": [so("NM-15")],
        "interaction_ok": [so("NM-07")],
        "grave_errors": [below("NM-08", 1)],
        "faked_popularity": [below("NM-10", 1)],
        "off_mission_items": [below("NM-11", 1)],
        "accounts_on_platform": [at_most("NM-13", 1)],
        "certification": [pa.Check.notin(["uncertified", "mismatch"], name="NM-16", error="NM-16")],
        "assigned_likes": [below("NM-18", 1)],
        "name_irregular": [not_so("NM-19")],
    },
    "app": {
        "sponsor_level": [pa.Check.notin(["county", "town", "village"], name="A-01", error="A-01")],
        "approval_tests_failed": [below("A-02", 1)],
        "is_unfiled": [not_so("A-03")],
        "has_mandatory_feature": [not_so("A-04")],
        "forced_uptake": [below("A-05", 1)],
        "assessment_tool": [not_so("A-06")],
        "forces_upload": [not_so("A-07")],
        "repeated_items": [below("A-08", 1)],
        "commercial_activity": [not_so("A-09")],
        "function_overlap": [below("A-12", 0.5)],
        "is_bare": [not_so("A-13")],
        "rectification_overdue": [not_so("A-15")],
        "crash_reports": [below("A-16", 1)],
    },
    "central app": {"grassroots_apps": [at_most("A-10", 1)]},
    "any app": {"unreported_change": [not_so("A-14")]},
    "group": {
        "approved": [so("G-01")],
        "filed": [so("G-02")],
        "groups_of_sponsor": [at_most("G-03", 1)],
        "groups_per_person": [at_most("G-04", 2)],
        "is_outlived": [not_so("G-05")],
        "twin_groups": [at_most("G-07", 1)],
        "token_only": [not_so("G-08")],
        "chat_only": [not_so("G-09")],
        "is_standing": [not_so("G-10")],
        "is_unbacked": [not_so("G-11")],
        "at_all_notices": [below("G-15", 1)],
        "is_proof_asked": [not_so("G-16")],
        "roster_certified": [so("G-17")],
        "owner_rank_ok": [so("G-18")],
        "forced_membership": [not_so("G-19")],
        "secret_matter": [not_so("G-20")],
        "is_overloaded": [not_so("G-21")],
        "is_rebuilt": [not_so("G-22")],
        "name_parses": [so("G-23")],
    },
    "told group": {
        "short_notices": [below("G-12", 1)],
        "off_hours_notices": [below("G-13", 1)],
        "reply_all_notices": [below("G-14", 1)],
    },
    "running group": {"silent_days": [below("G-06", 90)]},
}
COMPOUND = {
    "is_shell": "NM-05",
    "is_unfiled": "A-03",
    "is_bare": "A-13",
    "is_outlived": "G-05",
    "is_overloaded": "G-21",
    "is_rebuilt": "G-22",
    "is_standing": "G-10",
    "is_unbacked": "G-11",
    "is_proof_asked": "G-16",
}
"""Flags derived first, because pandera checks one column at a time; each by the rule that breaks it."""


def failures(frame: pd.DataFrame, scope: str, checks: Checks) -> pd.DataFrame:
    """Return what one schema finds: asset_id, rule_id, verdict and failing value."""
    concerned = SCOPES[scope](frame)
    some = frame[concerned.fillna(True).to_numpy(bool)]
    columns = {column: pa.Column(checks=each, nullable=False) for column, each in checks.items()}
    try:
        pa.DataFrameSchema(columns).validate(some[list(checks)], lazy=True)
    except SchemaErrors as errors:
        found = _cases(errors.failure_cases, checks)
        unsure = found.asset_id.isin(concerned.index[concerned.isna()])
        found["verdict"] = found.verdict.mask(unsure, "unknown")
        return found
    return pd.DataFrame(columns=["asset_id", "rule_id", "verdict", "failure_case"])


def _cases(cases: pd.DataFrame, checks: Checks) -> pd.DataFrame:
    """Read rule and verdict off the failure cases; a null leaves every rule on its column unknown."""
    null = cases.check == "not_nullable"
    hits = cases[~null].assign(verdict="hit", rule_id=cases.check[~null])
    rules = {column: [check.name for check in each] for column, each in checks.items()}
    unknown = cases[null].assign(verdict="unknown", rule_id=cases.column[null].map(rules)).explode("rule_id")
    both = pd.concat([hits, unknown]).rename(columns={"index": "asset_id"})
    return both[["asset_id", "rule_id", "verdict", "failure_case"]]


def finish(found: pd.DataFrame, rule: Rule, frame: pd.DataFrame, waived: set[str]) -> pd.DataFrame:
    """Set right what pandera cannot know of one rule's findings: partial sources and exemptions."""
    hit = found.verdict == "hit"
    for measure in FOUND_NOT.intersection(rule.shown):
        doubtful = frame.index[frame[f"{measure}__partial"].fillna(False).to_numpy(bool)]
        found.loc[hit & found.asset_id.isin(doubtful), "verdict"] = "unknown"
    if rule.exempt:
        by_kind = frame.index[rule.exempt(frame).fillna(False).to_numpy(bool)]
        found.loc[hit & found.asset_id.isin(by_kind), "verdict"] = "exempt"
    found.loc[found.asset_id.isin(waived), "verdict"] = "exempt"
    return found


def judge(frame: pd.DataFrame, exemptions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the findings of every rule whose evidence the tables carry."""
    rules = {rule.id: rule for rule in (*account_rules(), *app_rules(as_of), *group_rules())}
    for flag, rule_id in COMPOUND.items():
        frame[flag] = rules[rule_id].breaks(frame)
    found = pd.concat([failures(frame, scope, checks) for scope, checks in SCHEMAS.items()])
    waived, parts = waivers(exemptions, as_of), []
    for rule_id, some in found.groupby("rule_id"):
        rule = rules[str(rule_id)]
        done = finish(some.copy(), rule, frame, waived.get(rule.id, set()))
        lacking = any(frame[measure].notna().sum() == 0 for measure in (*rule.shown, *rule.conditions))
        if not lacking or (done.verdict != "unknown").any():
            parts.append(done)
    return pd.concat(parts).sort_values(["asset_id", "rule_id"], ignore_index=True)


def main(clean: Path, out: Path, as_of: date) -> None:
    """Read the clean tables, validate, and write the failure cases as Parquet and CSV."""
    out.mkdir(parents=True, exist_ok=True)
    tables = read(clean)
    found = judge(facts(tables, as_of), tables["exemptions"], as_of)
    found["failure_case"] = found.failure_case.astype("string[pyarrow]")
    found.to_parquet(out / "findings.parquet", index=False)
    found.to_csv(out / "findings.csv", index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        main(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
