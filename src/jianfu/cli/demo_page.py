"""The page that leads to the reports of a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from jianfu.tables.report.runfile import RunFile, read

PAGE = Path(__file__).with_suffix(".html")
LINKS = (
    ("report.html", "打开报告", "open the report"),
    ("report.docx", "通报", "circular"),
    ("report.xlsx", "电子表格", "spreadsheet"),
    ("rejected.xlsx", "退回的行", "rejected rows"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One result shown: its title and explanation in both languages, and its folder."""

    zh: str
    en: str
    about_zh: str
    about_en: str
    folder: Path


def write_page(out: Path, shown: Sequence[Shown]) -> Path:
    """Write ``index.html`` into *out*, linking each result's files that are there; return its path.

    Every result must lie inside *out*. Raises UnableToReadRun where a result has no run.json.
    """
    runs = [(result, read(result.folder / "run.json")) for result in shown]
    page = Template(PAGE.read_text("utf-8")).substitute(
        as_of=runs[0][1].as_of.isoformat(),
        packs=escape(" · ".join(runs[0][1].packs)),
        cards="\n".join(_card(out, result, run) for result, run in runs),
    )
    path = out / "index.html"
    path.write_text(page, "utf-8")
    return path


def _card(out: Path, result: Shown, run: RunFile) -> str:
    figures = "".join(f"<div><dt>{zh}<br>{en}</dt><dd>{count:,}</dd></div>" for zh, en, count in _figures(run))
    place = result.folder.relative_to(out).as_posix()
    links = "".join(
        f'<li><a href="{escape(f"{place}/{name}")}">{zh} {en}</a></li>'
        for name, zh, en in LINKS
        if (result.folder / name).is_file()
    )
    return (
        f"<section>\n<h2>{escape(result.zh)} <span>{escape(result.en)}</span></h2>\n"
        f'<p>{escape(result.about_zh)}</p>\n<p lang="en">{escape(result.about_en)}</p>\n'
        f"<dl>{figures}</dl>\n<ul>{links}</ul>\n</section>"
    )


def _figures(run: RunFile) -> tuple[tuple[str, str, int], ...]:
    entries = sum(table.accepted for table in run.tables if table.table == "assets")
    return (
        ("收到的行", "rows received", run.received),
        ("退回的行", "rows rejected", run.rejected),
        ("条目", "entries", entries),
        ("命中", "hits", sum(rule.hits for rule in run.rules)),
        ("未知", "unknown", sum(rule.unknown for rule in run.rules)),
    )
