"""The ``jianfu`` command: registers one file per command and turns failures into sentences and exit codes.

Exit codes: 0 done; 1 done, some rows rejected; 2 nothing done; 130 stopped with Ctrl-C.
"""

import signal
import sys
import traceback
from itertools import pairwise
from types import FrameType
from typing import Annotated, Literal

import typer

from jianfu import __version__
from jianfu.cli import (
    audit,
    backtest,
    backup,
    demo,
    found,
    link,
    notices,
    rules,
    run,
    score,
    serve,
    synth,
    template,
    web,
)
from jianfu.cli.unable import explanation, is_unable

NOTHING_DONE = 2
STOPPED = 130
STOPPED_SENTENCE = {
    "zh": "已中止，没有留下任何未完成的结果。",
    "en": "Stopped; nothing half-done was left behind.",
}
FAULT_SENTENCE = {
    "zh": "程序自身出错（不是数据的问题），没有写出结果。请把以上内容报告给维护者。",
    "en": "Jianfu itself failed (not your data), and wrote no result. Please report the lines above.",
}

app = typer.Typer(
    name="jianfu",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jianfu {__version__}")
        raise typer.Exit


@app.callback()
def jianfu(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="版本 / show the version")
    ] = False,
) -> None:
    """减负：政务新媒体、政务App、工作群组的一本明白账。

    One honest register of government accounts, apps and work groups: which are zombie, hollow, unfiled or forbidden,
    and why. Findings are not decisions: a person decides.
    """


def _register() -> None:
    for command in (run.run, template.template, serve.serve, demo.demo, synth.synth, score.score):
        app.command(command.__name__)(command)
    rules.app.command("backtest")(backtest.backtest)
    app.add_typer(rules.app, name="rules")
    app.add_typer(notices.app, name="notices")
    app.add_typer(link.app, name="link")
    app.add_typer(audit.app, name="audit")
    app.command("worker")(web.worker)
    for kept in (found.found, backup.backup, backup.restore):
        app.command(kept.__name__)(kept)
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command("manage", context_settings=passed_on)(web.manage)


_register()


def language_of(arguments: list[str]) -> Literal["zh", "en"]:
    """Return the language that ``--lang`` asks for, Chinese where nothing (or nothing known) is said."""
    given = [after for option, after in pairwise(arguments) if option == "--lang"]
    joined = [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    return "en" if [*given, *joined][-1:] == ["en"] else "zh"


def exit_code_of(arguments: list[str]) -> int:
    """Run one command line and return its exit code, saying on stderr why where it failed."""
    lang = language_of(arguments)
    try:
        app(args=arguments, prog_name="jianfu")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if code == STOPPED:
            typer.echo(STOPPED_SENTENCE[lang], err=True)
        return code
    except Exception as error:  # noqa: BLE001  # the last resort: a person must read a sentence, whatever happened
        return _explain(error, lang)
    return 0


def _explain(error: Exception, lang: Literal["zh", "en"]) -> int:
    if is_unable(error):
        typer.echo(explanation(error, lang), err=True)
    elif isinstance(error, OSError):
        where = f" {error.filename}" if error.filename else ""
        typer.echo(f"{error.strerror or error}{where}", err=True)
    else:
        traceback.print_exception(error)
        typer.echo(FAULT_SENTENCE[lang], err=True)
    return NOTHING_DONE


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # A run ended from outside tidies up as one ended with Ctrl-C does.
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(exit_code_of(sys.argv[1:]))


if __name__ == "__main__":
    main()
