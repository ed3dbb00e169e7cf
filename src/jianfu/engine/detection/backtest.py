"""Back-testing: who would have been hit in runs already done, had a limit been another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.bound import Bound, bind_rules
from jianfu.engine.detection.judge import HIT, UNKNOWN, UNKNOWN_PARTIAL, verdict
from jianfu.engine.detection.observations import PARTIAL_SUFFIX
from jianfu.engine.detection.rule import Limit, LimitValue, Rule
from jianfu.engine.detection.sql import text
from jianfu.engine.schema.measures import MEASURES

LimitNumber = int | float | date


class UnableToBacktest(Exception):
    """The rule, the limit or the run does not allow the question."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Backtest:
    """What other limits would have changed in one run.

    *changed* holds one row an entry whose verdict differs: asset_id, name, before, after (hit, unknown or clear).
    """

    hits_before: int
    hits_after: int
    unknown_before: int
    unknown_after: int
    changed: pa.Table


def with_limits(rule: Rule, given: Mapping[str, LimitNumber]) -> Rule:
    """Return the rule with those limits set for all days; raises UnableToBacktest for a limit it has not."""
    known = [limit.code for limit in rule.limits]
    for code in given:
        if code not in known:
            raise UnableToBacktest(
                zh=f"规则 {rule.id} 没有界限“{code}”，它的界限是：{'、'.join(known) or '无'}。",
                en=f'Rule {rule.id} has no limit "{code}"; it has: {", ".join(known) or "none"}.',
            )
    limits = tuple(_set(limit, given[limit.code]) if limit.code in given else limit for limit in rule.limits)
    return replace(rule, limits=limits, enabled=True, in_force_from=None, in_force_until=None)


def _set(limit: Limit, value: LimitNumber) -> Limit:
    return replace(limit, values=(LimitValue(value, None, "backtest", "I"),))


def backtest(
    backend: Backend, *, rule: Rule, given: Mapping[str, LimitNumber], as_of: date, measures: Path
) -> Backtest:
    """Judge one rule twice over a run's ``measures.parquet``: with its limits of that day, and with those given.

    Evidence missing then is missing now: unknown stays unknown. A rule that was not evaluated then (off, unset, not in
    force) hit nobody before. Raises UnableToBacktest where even the limits given leave the rule without one.
    """
    before = _bound(rule, as_of)
    after = _bound(with_limits(rule, given), as_of)
    if after is None:
        raise UnableToBacktest(
            zh=f"规则 {rule.id} 还有未设定的界限，请用 --limit 一并给出。",
            en=f"Rule {rule.id} still has a limit that is not set; give it with --limit.",
        )
    backend.read(measures, "kept")
    backend.sql(_facts(), into="facts")
    judged = f"SELECT f.asset_id, f.name, {_code(before)} AS before, {_code(after)} AS after FROM facts f"
    backend.sql(judged, into="retried")
    return _compared(backend)


def _bound(rule: Rule, as_of: date) -> Bound | None:
    bound, _ = bind_rules((rule,), as_of)
    return bound[0] if bound else None


def _facts() -> str:
    """Give the kept measures the partial flags they were judged with."""
    partial = ", ".join(
        f"coalesce(strpos(';' || partial_measures || ';', {text(f';{measure.code};')}) > 0, FALSE) "
        f"AS {measure.code}{PARTIAL_SUFFIX}"
        for measure in MEASURES
        if measure.absence
    )
    return f"SELECT *, {partial}, waived_rules AS waived FROM kept"


def _code(rule: Bound | None) -> str:
    return verdict(rule, waived="f.waived") if rule else "0"


def _compared(backend: Backend) -> Backtest:
    shown = (
        f"CASE WHEN {{0}} = {HIT} THEN 'hit' WHEN {{0}} IN ({UNKNOWN}, {UNKNOWN_PARTIAL}) THEN 'unknown' "
        "WHEN {0} > 0 THEN 'exempt' ELSE 'clear' END"
    )
    named = f"SELECT asset_id, name, {shown.format('before')} AS before, {shown.format('after')} AS after FROM retried"
    counts = ", ".join(
        f"sum(CASE WHEN {side} = '{word}' THEN 1 ELSE 0 END) AS {word}_{side}"
        for word in ("hit", "unknown")
        for side in ("before", "after")
    )
    row = backend.sql(f"SELECT {counts} FROM ({named}) n").to_pylist()[0]
    changed = backend.sql(f"SELECT * FROM ({named}) n WHERE before <> after ORDER BY asset_id")
    number = {name: int(value or 0) for name, value in row.items()}
    return Backtest(
        number["hit_before"], number["hit_after"], number["unknown_before"], number["unknown_after"], changed
    )
