"""``jianfu notices``: what a person's own chat exports show, counted on his own machine. Only counts leave.

Exit codes: 0 counted; 2 a file cannot be read.
"""

import csv
import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from jianfu.engine.detection.working_day import calendar
from jianfu.engine.notices.burden import Assumptions, Burden, Tasks, count
from jianfu.engine.notices.calendar_working import working_calendar
from jianfu.engine.schema.outputs import DEMANDS
from jianfu.tables.chat_export import read

app = typer.Typer(no_args_is_help=True, help="工作通知 / work notices")
WIDTH_WHEN_PIPED = 120
WORDS = {
    "days": ("天数", "days"),
    "messages": ("消息数", "messages"),
    "messages_a_day": ("日均消息", "messages a day"),
    "off_hours_share": ("非工作时间占比", "share outside working hours"),
    "call_all_share": ("@所有人占比", "share calling everyone"),
    "received_replies": ("“收到”回复", "replies “received”"),
    "chain_replies": ("接龙消息", "chain messages"),
    "tasks": ("提出要求的消息", "messages with demands"),
    "repeated_tasks": ("重复布置", "tasks set again"),
    "minutes_a_day": ("估计每日分钟", "estimated minutes a day"),
    **{f"demands_{word.code}": (f"要求{word.zh}", f"demands: {word.en}") for word in DEMANDS},
}
FORMULA = {
    "zh": "估计：每条 {look:g} 秒 + 字数 ÷ {speed:g} 字/秒；要求回复或接龙的另加 {reply:g} 秒。"
    "不保存任何内容、姓名、群名。",
    "en": "Estimate: {look:g} s a message + characters / {speed:g} a second; {reply:g} s more where a reply or "
    "chain is asked. No text, name or group name is kept.",
}

Figures = dict[str, float | int | None]


@app.callback()
def notices() -> None:
    """工作通知：在本机清点自己导出的群聊天记录。

    Work notices: count the exports of one's own chat groups, on one's own machine.
    """


@app.command()
def scan(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="导出文件，一群一个 / exports, one a group")],
    as_json: Annotated[Path | None, typer.Option("--json", help="计数写成 JSON / write the counts as JSON")] = None,
    as_csv: Annotated[Path | None, typer.Option("--csv", help="计数写成 CSV / write the counts as CSV")] = None,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
) -> None:
    """清点自己导出的群聊记录：只出数字，不留任何文字、姓名、群名。

    Count one's own chat exports: figures only; no text, name or group name leaves.
    """
    assumed, total = Assumptions(), Burden()
    working, tasks = working_calendar(calendar()), Tasks(assumed.alike)
    groups: list[Burden] = []
    for number, path in enumerate(files, 1):
        groups.append(Burden())
        count(read(path, number), working, assumed, (groups[-1], total), tasks)
    label, all_ = ("群", "合计") if lang == "zh" else ("group ", "all")
    rows = {f"{label}{number}": burden.row() for number, burden in enumerate(groups, 1)} | {all_: total.row()}
    _show(rows, lang)
    typer.echo(
        FORMULA[lang].format(look=assumed.look_seconds, speed=assumed.characters_a_second, reply=assumed.reply_seconds)
    )
    if as_json:
        as_json.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if as_csv:
        _write_csv(rows, as_csv)


def _codes(rows: dict[str, Figures]) -> list[str]:
    return [code for code in WORDS if any(code in row for row in rows.values())]


def _show(rows: dict[str, Figures], lang: str) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_WHEN_PIPED)
    table = Table("", *rows)
    for code in _codes(rows):
        table.add_row(WORDS[code][lang == "en"], *(_shown(code, row.get(code, 0)) for row in rows.values()))
    console.print(table)


def _shown(code: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1%}" if code.endswith("_share") else f"{value:,}"


def _write_csv(rows: dict[str, Figures], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["group", *_codes(rows)])
        for name, row in rows.items():
            writer.writerow([name, *(row.get(code, 0) for code in _codes(rows))])
