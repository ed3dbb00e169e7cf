"""``jianfu rules``: list, show and check rules, and write the rule book.

Exit codes: 0 done; 1 the pack checked has faults; 2 nothing done.
"""

import json
import re
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from jianfu.cli.unable import Unable
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.case import faults_in_cases
from jianfu.engine.detection.fault import UnableToLoadRules, nearest
from jianfu.engine.detection.pack import load, packs_named
from jianfu.engine.detection.predicate import unset_limits, waits_for
from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.detection.rule_book import rule_book
from jianfu.engine.detection.rule_page import in_force, measure_names, page, severities

FAULTY = 1
WIDTH_WHEN_PIPED = 160
SHORT_ID = re.compile(r"([A-Za-z]{1,4})[-_ ]?([0-9]{1,3})")

Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME", help="叠加的规则包（代码或文件夹），可重复 / packs to lay over, in order"),
]
Lang = Annotated[Literal["zh", "en"], typer.Option("--lang", help="语言 / language")]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="判定日，默认今天 / day judged; today when not given"
    ),
]

app = typer.Typer(
    no_args_is_help=True,
    help="规则：列出、查看、检查、成册。 Rules: list, show, check, and the rule book.",
    rich_markup_mode=None,
)


class UnableToFindRule(Unable):
    """No rule of that id is in the packs loaded."""


@app.command("list")
def list_rules(
    pack: Packs = None,
    as_of: Day = None,
    as_json: Annotated[bool, typer.Option("--json", help="写成 JSON / write JSON")] = False,
    lang: Lang = "zh",
) -> None:
    """列出规则。 List the rules of the packs, with severity, source status, dates and what each waits for."""
    rules = load(pack or [])
    day = as_of.date() if as_of else date.today()  # noqa: DTZ011  # the day on the user's calendar
    if as_json:
        typer.echo(json.dumps([_as_json(rule, day) for rule in rules], ensure_ascii=False, indent=2))
        return
    _console().print(_table(rules, day, lang))


@app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号，如 NM-01 / rule id, such as NM-01")],
    pack: Packs = None,
    lang: Lang = "zh",
) -> None:
    """查看一条规则的全部内容。 Show one rule whole: condition, limits and sources, sentence, worked cases."""
    rules = {rule.id: rule for rule in load(pack or [])}
    wanted = _full_id(rule_id)
    rule = rules.get(wanted)
    if rule is None:
        near = nearest(wanted, rules)
        raise UnableToFindRule(
            zh=f"没有编号为“{rule_id}”的规则。最接近的是 {near or '—'}；jianfu rules list 列出全部规则。",
            en=f"There is no rule “{rule_id}”. Nearest: {near or '—'}. jianfu rules list shows all rules.",
        )
    sources = {key: source for each in packs_named(pack or []) for key, source in each.sources.items()}
    _console().print(Markdown(page(rule, sources, lang)))


@app.command("check")
def check_pack(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="规则包文件夹 / folder of a rule pack")],
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over", metavar="NAME", help="垫在下面的规则包，如省包 / packs below it, such as the province's"
        ),
    ] = None,
    lang: Lang = "zh",
) -> None:
    """检查规则包并运行其案例。 Vet a rule pack and run its worked cases; every fault is listed. Exit 1 with faults."""
    try:
        loaded, own = load([*(over or []), folder]), packs_named([folder])[-1]
    except UnableToLoadRules as error:
        typer.echo(error.en if lang == "en" else error.zh)
        raise typer.Exit(FAULTY) from error
    rules = [rule for rule in loaded if rule.pack == own.code]
    with TemporaryDirectory() as scratch, closing(DuckDB(Path(scratch))) as backend:
        faults = faults_in_cases(rules, backend)
    for fault in faults:
        typer.echo(fault.sentence(lang))
    cases = sum(len(rule.cases) for rule in rules)
    said = Text(
        f"规则包 {own.code}（{own.name.zh}）：规则 {len(rules)} 条，案例 {cases} 个，问题 {len(faults)} 处。",
        f"Pack {own.code} ({own.name.en}): {len(rules)} rules, {cases} worked cases, {len(faults)} faults.",
    )
    typer.echo(said.get(lang))
    if faults:
        raise typer.Exit(FAULTY)


@app.command("docs")
def write_docs(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", file_okay=False, help="写入的文件夹 / folder to write")],
    lang: Lang = "zh",
) -> None:
    """生成规则手册（中英文）。 Write one Markdown page a rule, in both languages, and an index."""
    pages = rule_book()
    out.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")
    said = Text(f"已写出 {len(pages)} 页到 {out}。", f"Wrote {len(pages)} pages to {out}.")
    typer.echo(said.get(lang))


def _full_id(written: str) -> str:
    """Return an id as the packs write it: nm1 and g-5 are NM-01 and G-05."""
    found = SHORT_ID.fullmatch(written.strip())
    return f"{found[1].upper()}-{int(found[2]):02d}" if found else written.upper()


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH_WHEN_PIPED)


def _state(rule: Rule, day: date, lang: str) -> str:
    """Return whether the rule is judged on that day, or why it is not."""
    if not rule.enabled:
        return Text("停用", "off").get(lang)
    if not rule.in_force(day):
        return Text("未施行", "not in force").get(lang)
    if unset_limits(rule, day):
        return Text("限值未设", "limit not set").get(lang)
    return Text("判定", "judged").get(lang)


def _table(rules: tuple[Rule, ...], day: date, lang: str) -> Table:
    title = Text(f"规则 {len(rules)} 条，判定日 {day}", f"{len(rules)} rules, judged for {day}").get(lang)
    table = Table(title=title)
    columns = (
        *(Text("编号", "id"), Text("名称", "name"), Text("规则包", "pack"), Text("严重程度", "severity")),
        *(Text("来源", "source"), Text("施行", "in force"), Text("状态", "state"), Text("等待的监测指标", "waits for")),
    )
    for column in columns:
        table.add_column(column.get(lang))
    for rule in rules:
        waiting = measure_names(waits_for(rule), lang)
        table.add_row(
            *(rule.id, rule.name.get(lang), rule.pack, severities(rule, lang)),
            *(rule.source_status, in_force(rule, lang), _state(rule, day, lang), waiting),
        )
    return table


def _as_json(rule: Rule, day: date) -> dict[str, object]:
    return {
        "id": rule.id,
        "version": rule.version,
        "pack": rule.pack,
        "name_zh": rule.name.zh,
        "name_en": rule.name.en,
        "severity": [{"when": step.when or None, "is": step.severity} for step in rule.severity],
        "source": list(rule.source),
        "source_status": rule.source_status,
        "in_force_from": rule.in_force_from.isoformat() if rule.in_force_from else None,
        "in_force_until": rule.in_force_until.isoformat() if rule.in_force_until else None,
        "enabled": rule.enabled,
        "in_force": rule.in_force(day),
        "unset_limits": list(unset_limits(rule, day)),
        "waits_for": list(waits_for(rule)),
        "exemptions": list(rule.exemptions),
    }
