"""Write the generated parts of the documentation anew: ``docs/contract.md``, ``commands.md``, ``configuration.md``.

A generated part stands between ``<!-- made: NAME -->`` and ``<!-- end: NAME -->``; everything outside is left alone.
``--check`` writes nothing and fails where a page is out of date.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer.main

from jianfu.cli.main import app
from jianfu.engine.schema.column import Column, Kind, Table, Word
from jianfu.engine.schema.inputs import HOUSEKEEPING, TABLES
from jianfu.engine.schema.measure import Measure, Origin
from jianfu.engine.schema.measures import MEASURES
from jianfu.engine.schema.outputs import OUTPUTS, Output
from jianfu.web.environment import VARIABLES

DOCS = Path(__file__).resolve().parent.parent / "docs"
KINDS = {
    Kind.ID: "标识 identifier",
    Kind.TEXT: "文字 text",
    Kind.CODE: "选一 one of",
    Kind.CODES: "可多选 several of",
    Kind.IDS: "多个标识 several identifiers",
    Kind.DATE: "日期 date",
    Kind.MOMENT: "日期时间 date and time",
    Kind.COUNT: "整数 whole number, 0 or more",
    Kind.AMOUNT: "数 number, 0 or more",
    Kind.RATIO: "0 到 1 ratio, 0 to 1",
    Kind.FLAG: "是/否 yes or no",
}
ORIGINS = {
    Origin.DECLARED: "填报 declared",
    Origin.COMPUTED: "推算 computed",
    Origin.OBSERVED: "监测 observed",
}
KIND_WORDS = {
    Kind.DATE: "日期 date",
    Kind.COUNT: "整数 whole number",
    Kind.AMOUNT: "数 number",
    Kind.RATIO: "比值 ratio",
    Kind.FLAG: "是/否 yes or no",
}


def table_row(*cells: str) -> str:
    """Return one row of a Markdown table; bars in the cells are escaped."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def table_head(*titles: str) -> str:
    """Return the two lines that open a Markdown table."""
    return table_row(*titles) + "\n" + "|---" * len(titles) + "|\n"


def words_listed(words: tuple[Word, ...]) -> str:
    """Return a closed set of words as `code` 中文, parted by commas."""
    return ", ".join(f"`{word.code}` {word.zh}" for word in words)


def column_row(column: Column) -> str:
    """Return the row that describes one input column; required ones are bold."""
    code = f"**`{column.code}`**" if column.required else f"`{column.code}`"
    holds = KINDS[column.kind] + (f": {words_listed(column.words)}" if column.words else "")
    also = "、".join(column.variants)
    return table_row(code, column.zh, holds, f"{column.meaning_zh}。 {column.meaning_en}.", also)


def input_tables() -> str:
    """Return every input table with its columns, in the order of the contract."""
    return "\n\n".join(input_table(table) for table in TABLES)


def input_table(table: Table) -> str:
    """Return one input table as a heading and a Markdown table."""
    head = f"### `{table.code}` / {table.zh}: {table.en}\n\n"
    titles = (
        table_row("column", "表头", "holds", "meaning", "also understood 也认得的表头") + "\n|---|---|---|---|---|\n"
    )
    return head + titles + "\n".join(column_row(column) for column in table.columns)


def output_tables() -> str:
    """Return every table a run writes about likeness, repetition and planning, in the order of the contract."""
    return "\n\n".join(output_table(output) for output in OUTPUTS)


def output_table(output: Output) -> str:
    """Return one such table as a heading, the order of its rows, and a Markdown table of its columns."""
    head = f"### `{output.code}` / {output.zh}: {output.en}\n\n"
    order = f"Rows by {', '.join(f'`{code}`' for code in output.order_by)}.\n\n"
    return head + order + table_head("column", "列名", "holds", "meaning") + "\n".join(map(output_row, output.columns))


def output_row(column: Column) -> str:
    """Return the row that describes one output column."""
    holds = KINDS[column.kind] + (f": {words_listed(column.words)}" if column.words else "")
    return table_row(f"`{column.code}`", column.zh, holds, f"{column.meaning_zh}。 {column.meaning_en}.")


def housekeeping() -> str:
    """Return the headers that are ignored and said so."""
    return "、".join(HOUSEKEEPING)


def measure_row(measure: Measure) -> str:
    """Return the row that describes one measure."""
    meaning = " ".join(filter(None, (measure.meaning_zh, measure.meaning_en)))
    rests_on = ", ".join(f"`{column}`" for column in measure.rests_on)
    given = "✓" if measure.observable else ""
    absence = "✓" if measure.absence else ""
    kind = measure.unit or KIND_WORDS.get(measure.kind, str(measure.kind))
    name = f"{measure.zh} {measure.en}"
    return table_row(f"`{measure.code}`", name, kind, ORIGINS[measure.origin], rests_on, given, absence, meaning)


def measures() -> str:
    """Return the vocabulary of measures that rules may name."""
    titles = table_head(
        "measure", "名称 name", "unit or kind", "from", "rests on", "may be observed", "absence", "meaning"
    )
    return titles + "\n".join(measure_row(measure) for measure in MEASURES)


def commands() -> str:
    """Return every command of ``jianfu`` with its arguments and options."""
    root: Any = typer.main.get_command(app)
    return "\n\n".join(command_section(name, command) for name, command in sorted(leaves("jianfu", root)))


def leaves(name: str, command: Any) -> list[tuple[str, Any]]:
    """Return each command that does something, with its full name; groups are walked through."""
    below = getattr(command, "commands", None)
    if below is None:
        return [(name, command)]
    return [leaf for part, child in below.items() for leaf in leaves(f"{name} {part}", child)]


def command_section(name: str, command: Any) -> str:
    """Return the heading, the help and the table of parameters of one command."""
    params = [param for param in command.params if not getattr(param, "hidden", False)]
    titles = table_head("argument or option", "default", "meaning")
    rows = titles + "\n".join(parameter_row(param) for param in params)
    told = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    return f"## `{name}`\n\n{told}" + (f"\n\n{rows}" if params else "")


def parameter_row(param: Any) -> str:
    """Return the row that describes one argument or option."""
    is_argument = param.param_type_name == "argument"
    spelled = [param.metavar or param.name.upper()] if is_argument else [*param.opts, *param.secondary_opts]
    shown = " ".join(f"`{spelling}`" for spelling in spelled)
    several = " (several)" if param.multiple or param.nargs == -1 else ""
    return table_row(shown + several, default_shown(param), param.help or "")


def default_shown(param: Any) -> str:
    """Return the default as a person reads it; a required parameter says so."""
    if param.required:
        return "required"
    default = param.default
    if default is None or default is False or default in ("", ()):
        return ""
    if default is True:
        return f"`{param.opts[0]}`"
    shown = default if isinstance(default, (list, tuple)) else [default]
    return ", ".join(f"`{getattr(value, 'value', value)}`" for value in shown)


def configuration() -> str:
    """Return every environment variable the web half reads."""
    return table_head("variable", "default", "meaning") + "\n".join(
        table_row(f"`{each.name}`", f"`{each.default}`" if each.default else "", f"{each.zh}。 {each.en}.")
        for each in VARIABLES
    )


PAGES: dict[str, dict[str, Callable[[], str]]] = {
    "contract.md": {
        "tables": input_tables,
        "housekeeping": housekeeping,
        "measures": measures,
        "outputs": output_tables,
    },
    "commands.md": {"commands": commands},
    "configuration.md": {"configuration": configuration},
}


def filled(text: str, parts: dict[str, Callable[[], str]]) -> str:
    """Return the page with its generated parts made anew; raises ValueError where a part has no place in it."""
    for name, make in parts.items():
        opening, closing = f"<!-- made: {name} -->", f"<!-- end: {name} -->"
        before, found, rest = text.partition(opening)
        _, ended, after = rest.partition(closing)
        if not (found and ended):
            raise ValueError(f"The page lacks the lines {opening} and {closing}.")
        text = f"{before}{opening}\n\n{make()}\n\n{closing}{after}"
    return text


def stale_pages(docs: Path = DOCS) -> dict[Path, str]:
    """Return each page that is out of date with what it should say."""
    made = {docs / page: filled((docs / page).read_text("utf-8"), parts) for page, parts in PAGES.items()}
    return {path: text for path, text in made.items() if path.read_text("utf-8") != text}


def main() -> int:
    """Write the stale pages, or with ``--check`` only name them; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation anew.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is out of date")
    only_check = parser.parse_args().check
    stale = stale_pages()
    for path, text in stale.items():
        if not only_check:
            path.write_text(text, "utf-8")
        print(f"{'out of date' if only_check else 'written'}: docs/{path.name}")
    return int(only_check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
