"""Findings with pandas: a sentence and the evidence as JSON for every hit, unknown and exempt."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd
from pandas_words import SHOWN

HIT, UNKNOWN, EXEMPT = 1, 2, 3
VERDICTS = np.array(["clear", "hit", "unknown", "exempt"], object)
WORDS = {**SHOWN, "account_type": "账号类型", "audience": "面向对象", "sponsor_unit_type": "主办单位类型"}
MEMBERS_SHOWN = 20


class Rule(Protocol):
    """What a finding says of its rule."""

    id: str
    name: str
    shown: dict[str, object]
    conditions: tuple[str, ...]
    members: str


def findings(
    rule: Rule, some: pd.DataFrame, code: np.ndarray, severity: np.ndarray, as_of: date, confirm: bool
) -> pd.DataFrame:
    """Return the findings of one rule for the entries it does not clear."""
    columns = {
        "asset_id": some.index,
        "rule_id": rule.id,
        "verdict": VERDICTS[code],
        "severity": severity,
        "needs_confirmation": (code == HIT) & confirm,
        "as_of": as_of,
        "reason": reasons(rule, some, code),
        "evidence": evidence(rule, some, as_of),
    }
    return pd.DataFrame(columns)


def reasons(rule: Rule, some: pd.DataFrame, code: np.ndarray) -> list[str]:
    """Return a sentence for each: the figures beside their limits, or which are missing."""
    title = f"{rule.id}（{rule.name}）："
    hits = [f"{WORDS[m]}{{}}（限值{limit}）" for m, limit in rule.shown.items()]
    template = title + "，".join(hits) + "，请核实。"
    values = list(zip(*(_values(some[measure]) for measure in rule.shown), strict=True))
    members = _values(some[f"{rule.members}__members"]) if rule.members else [None] * len(some)
    asked = [*rule.conditions, *(measure for measure in rule.shown if measure not in rule.conditions)]
    blanks = zip(*(some[measure].isna().to_numpy() for measure in asked), strict=True)
    return [
        template.format(*each) + _named(ids)
        if verdict == HIT
        else title + ("有效豁免，不予处置。" if verdict == EXEMPT else _missing(asked, blank))
        for verdict, each, blank, ids in zip(code, values, blanks, members, strict=True)
    ]


def _named(ids: object) -> str:
    return f"涉及：{'、'.join(str(ids).split(';')[:MEMBERS_SHOWN])}。" if ids else ""


def _missing(asked: Sequence[str], blank: Sequence[bool]) -> str:
    missing = "、".join(WORDS[measure] for measure, is_blank in zip(asked, blank, strict=True) if is_blank)
    return f"未能判定，缺少证据：{missing}。" if missing else "未能判定，数据来源覆盖不全。"


def evidence(rule: Rule, some: pd.DataFrame, as_of: date) -> list[str]:
    """Return a JSON list of measures with value, limit, source and day of observation for each."""
    parts = [list(_items(some, measure, limit, as_of)) for measure, limit in rule.shown.items()]
    return [json.dumps(items, ensure_ascii=False) for items in zip(*parts, strict=True)]


def _items(some: pd.DataFrame, measure: str, limit: object, as_of: date) -> Iterator[dict[str, object]]:
    observed = f"{measure}__source" in some
    sources = _values(some[f"{measure}__source"]) if observed else ["register"] * len(some)
    days = _days(some[f"{measure}__observed_on"]) if observed else [str(as_of)] * len(some)
    values = _days(some[measure]) if measure.endswith("_on") else _values(some[measure])
    for value, source, day in zip(values, sources, days, strict=True):
        yield {"measure": measure, "value": value, "limit": limit, "source": source, "observed_on": day}


def _values(column: pd.Series) -> list[object]:
    return (
        list(column.array.__arrow_array__().to_pylist())
        if hasattr(column.array, "__arrow_array__")
        else column.to_list()
    )


def _days(column: pd.Series) -> list[object]:
    return [str(day) if day is not None else None for day in _values(column)]
