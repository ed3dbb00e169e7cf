"""``jianfu score``: how right a run was about a made-up province.

Exit codes: 0 scored, whatever came of it; 2 the run or the truth cannot be read.
"""

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal

import pyarrow.parquet as pq
import typer
from rich.console import Console
from rich.table import Table

from jianfu.cli.unable import Unable
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import score as scoring
from jianfu.engine.detection.score import ALL_RULES, Score
from jianfu.engine.linkage import score as pair_scoring
from jianfu.engine.schema.outputs import PAIR_KINDS

MEMORY = "1500MB"
WIDTH_WHEN_PIPED = 170
VERDICTS = ("hit", "unknown", "exempt")
VERDICT_WORDS = {
    "zh": {"hit": "命中", "unknown": "未知", "exempt": "豁免", "clear": "无问题"},
    "en": {"hit": "hit", "unknown": "unknown", "exempt": "exempt", "clear": "clear"},
}
RULE_HEADERS = {
    "zh": ("规则", "判定", "真", "误", "漏", "精确率", "召回率", "F1"),
    "en": ("rule", "verdict", "true", "false", "missed", "precision", "recall", "F1"),
}
KIND_HEADERS = {
    "zh": ("规则", "情形", "应为", "埋设", "相符", "命中", "未知", "豁免", "无问题", "相符率"),
    "en": ("rule", "kind", "expected", "planted", "right", "hit", "unknown", "exempt", "clear", "share right"),
}
PAIR_HEADERS = {
    "zh": ("关系", "范围", "真", "误", "漏", "精确率", "召回率", "F1"),
    "en": ("kind of pair", "counted", "true", "false", "missed", "precision", "recall", "F1"),
}
KIND_WORDS = {lang: {word.code: getattr(word, lang) for word in PAIR_KINDS} for lang in ("zh", "en")}
TIER_WORDS = {
    "zh": {"proposal": "建议", "all": "含待核"},
    "en": {"proposal": "proposed", "all": "with those to review"},
}


class UnableToScore(Unable):
    """The folders given are no run, or no truth."""


def score(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="run 的结果文件夹 / a result folder of run")],
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="synth 的 truth 文件夹 / the truth that synth wrote")],
    as_json: Annotated[bool, typer.Option("--json", help="写成 JSON / write JSON")] = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="列出全部情形 / list every kind, not only the wrong ones")
    ] = False,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
) -> None:
    """对照真相，给一次运行打分：每条规则、每种情形的精确率、召回率、F1 及95%区间。

    Score a run against the truth: precision, recall and F1 of each rule, with 95 % intervals, and each kind of case.
    """
    run, truth = _folder(run, "findings.parquet", "RUN"), _folder(truth, "verdicts.parquet", "TRUTH", "truth")
    found, pairs = _scored(run, truth), _pairs_scored(run, truth)
    if as_json:
        typer.echo(json.dumps(_as_json(found) | {"pairs": pairs}, ensure_ascii=False, indent=2))
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_WHEN_PIPED)
    console.print(_rule_table(found, lang))
    if kinds or _wrong_kinds(found):
        console.print(_kind_table(found, lang, every=kinds))
    if pairs:
        console.print(_pair_table(pairs, lang))
    for line in _lines(found, lang):
        console.print(line)


def _folder(given: Path, file: str, argument: str, inside: str = "") -> Path:
    """Return the folder that holds the file: the one given, or the one of that name inside it."""
    for folder in (given, given / inside):
        if (folder / file).is_file():
            return folder
    raise UnableToScore(
        zh=f"{argument} 应为含有 {file} 的文件夹，在 {given} 中没有找到。请检查路径。",
        en=f"{argument} must be a folder that holds {file}; none was found in {given}. Check the path.",
    )


def _scored(run: Path, truth: Path) -> Score:
    with tempfile.TemporaryDirectory() as scratch, closing(DuckDB(Path(scratch), memory_limit=MEMORY)) as backend:
        scoring.read(backend, run=run, truth=truth)
        return scoring.score(backend)


def _pairs_scored(run: Path, truth: Path) -> list[dict[str, Any]]:
    """Return a row a kind the truth knows and tier: proposals alone, and with those to review; none without tables.

    Only pairs of entries the run accepted count. The truth holds the pairs that were planted: others that are alike by
    chance count as false, so for every kind but same_thing precision is a lower bound.
    """
    if not ((run / "pairs.parquet").is_file() and (truth / "pairs.parquet").is_file()):
        return []
    accepted = set(pq.read_table(run / "assets.parquet", columns=["asset_id"])["asset_id"].to_pylist())
    found = pq.read_table(run / "pairs.parquet", columns=["left_id", "right_id", "kind", "tier"]).to_pylist()
    told = [row for row in pq.read_table(truth / "pairs.parquet").to_pylist() if _both(row) <= accepted]
    rows = []
    for kind in sorted({row["kind"] for row in told}):
        planted = {_both(row) for row in told if row["kind"] == kind}
        for tier in ("proposal", "all"):
            given = {_both(row) for row in found if row["kind"] == kind and tier in (row["tier"], "all")}
            rates = pair_scoring.Rates(len(given), len(planted), len(given & planted))
            rows.append({"kind": kind, "tier": tier, **_counts(rates)})
    return rows


def _both(row: dict[str, Any]) -> frozenset[str]:
    return frozenset((row["left_id"], row["right_id"]))


def _counts(rates: pair_scoring.Rates) -> dict[str, Any]:
    counts = {"true_positive": rates.right, "false_positive": rates.predicted - rates.right}
    shares = {name: getattr(rates, name) for name in pair_scoring.RATE_NAMES}
    return {**counts, "false_negative": rates.true - rates.right, **shares}


def _pair_table(rows: list[dict[str, Any]], lang: str) -> Table:
    table = Table(*PAIR_HEADERS[lang])
    for column in table.columns[2:]:
        column.justify = "right"
    for row in rows:
        counts = (f"{row[name]:,}" for name in ("true_positive", "false_positive", "false_negative"))
        shares = ("–" if row[name] is None else f"{row[name]:.4f}" for name in pair_scoring.RATE_NAMES)
        table.add_row(KIND_WORDS[lang][row["kind"]], TIER_WORDS[lang][row["tier"]], *counts, *shares)
    return table


def _as_json(found: Score) -> dict[str, Any]:
    return {
        "entries": found.entries,
        "entries_lost": found.lost,
        "hits_where_evidence_was_removed": found.removed_hits,
        "rules_outside_the_truth": list(found.outside),
        "rules": found.rules.to_pylist(),
        "kinds": found.kinds.to_pylist(),
    }


def _rule_table(found: Score, lang: str) -> Table:
    table = Table(*RULE_HEADERS[lang])
    for column in table.columns[2:]:
        column.justify = "right"
    for row in found.rules.to_pylist():
        if row["rule_id"] != ALL_RULES and not (row["true_positive"] + row["false_positive"] + row["false_negative"]):
            continue
        table.add_row(
            ("全部" if lang == "zh" else "all") if row["rule_id"] == ALL_RULES else row["rule_id"],
            VERDICT_WORDS[lang][row["verdict"]],
            *(f"{row[name]:,}" for name in ("true_positive", "false_positive", "false_negative")),
            *(_rate(row, name) for name in ("precision", "recall", "f1")),
            style="red" if row["false_positive"] or row["false_negative"] else None,
        )
    return table


def _wrong_kinds(found: Score) -> list[dict[str, Any]]:
    return [row for row in found.kinds.to_pylist() if row["as_expected"] < row["planted"]]


def _kind_table(found: Score, lang: str, *, every: bool) -> Table:
    table = Table(*KIND_HEADERS[lang])
    for column in table.columns[3:]:
        column.justify = "right"
    for row in found.kinds.to_pylist() if every else _wrong_kinds(found):
        counts = ("planted", "as_expected", "got_hit", "got_unknown", "got_exempt", "got_clear")
        kind = row["kind"] or ("（未埋设）" if lang == "zh" else "(not planted)")
        shown = (f"{row[name]:,}" for name in counts)
        table.add_row(row["rule_id"], kind, VERDICT_WORDS[lang][row["expected"]], *shown, _rate(row, "share"))
    return table


def _rate(row: dict[str, Any], name: str) -> str:
    """Return a share with its bounds; a dash where there is nothing to divide by."""
    if row[name] is None:
        return "–"
    return f"{row[name]:.4f} [{row[name + '_low']:.4f}–{row[name + '_high']:.4f}]"


def _lines(found: Score, lang: str) -> list[str]:
    """Return what is said below the tables."""
    zh, outside = lang == "zh", "、".join(found.outside)
    lines = [
        f"抹去证据而仍命中：{found.removed_hits}（应为0）"
        if zh
        else f"Hits where evidence was removed: {found.removed_hits} (must be 0)",
        f"登记 {found.entries:,} 条" if zh else f"{found.entries:,} entries",
    ]
    if found.lost:
        lines.append(
            f"真相中有而运行中没有的登记：{found.lost:,} 条" if zh else f"Entries the run lost: {found.lost:,}"
        )
    if outside:
        lines.append(f"真相未涉及的规则：{outside}" if zh else f"Rules the truth says nothing about: {outside}")
    return lines
