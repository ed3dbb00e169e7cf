"""Gathers the marked strings of the web half into its catalogues.

``src/jianfu/web/locale/en`` gets the English of each, kept by hand in ``django.po``. ``zh_Hans`` gets each string as
its own translation, so that Chinese pages stay Chinese where an installation's default language is English.
With ``--check`` nothing is written: it fails where a catalogue is not current or a string has no English.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src/jianfu/web"
SKIPPED = {"migrations", "vendor", "__pycache__"}
# How a string is marked: the name called, and how many of its arguments are strings.
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
# Templates become Python-like text in which only these calls are left.
CALL = re.compile(r"\b(?:npgettext|pgettext|ngettext|gettext|_)\(")


class Marked(NamedTuple):
    """A marked string: its context, itself, its plural (both empty where it has none)."""

    context: str
    text: str
    plural: str


def main(arguments: list[str] | None = None) -> int:
    """Write the catalogues, or with ``--check`` say what is not current; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--check", action="store_true", help="write nothing; fail where something is not current")
    asked.add_argument("--web", type=Path, default=WEB, help=argparse.SUPPRESS)
    given = asked.parse_args(arguments)
    found = gather(given.web)
    english, chinese = _english(given.web, found), _chinese(found)
    faults = _write_or_compare(given.web, {"en": english, "zh_Hans": chinese}, check=given.check)
    faults += [f"no English: {entry.msgid}" for entry in english if not _is_translated(entry)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def gather(web: Path) -> dict[Marked, list[str]]:
    """Return every marked string with the files it stands in, sorted."""
    found: dict[Marked, set[str]] = {}
    for path in sorted(web.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not SKIPPED.intersection(path.parts):
            text = path.read_text("utf-8")
            for marked in of_python(text) if path.suffix == ".py" else of_template(text):
                found.setdefault(marked, set()).add(path.relative_to(web).as_posix())
    return {marked: sorted(found[marked]) for marked in sorted(found)}


def of_python(text: str) -> Iterator[Marked]:
    """Yield the strings marked in a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from _of_call(name, [a.value for a in node.args if isinstance(a, ast.Constant)])


def of_template(text: str) -> Iterator[Marked]:
    """Yield the strings marked in a Django template."""
    if not settings.configured:
        settings.configure()
    python = templatize(text)
    for match in CALL.finditer(python):
        name = match.group(0)[:-1]
        yield from _of_call(name, _constants(python, match.end()))


def _constants(python: str, start: int) -> list[object]:
    """Return the string arguments of the call whose parenthesis opens just before ``start``."""
    found: list[object] = []
    literal = re.compile(r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|'''.*?'''|\"\"\".*?\"\"\")\s*,?", re.S)
    while match := literal.match(python, start):
        found.append(ast.literal_eval(match.group(1)))
        start = match.end()
    return found


def _of_call(name: str, constants: list[object]) -> Iterator[Marked]:
    texts = [value for value in constants if isinstance(value, str)]
    if name in SINGULAR and texts:
        yield Marked("", texts[0], "")
    elif name in PLURAL and len(texts) > 1:
        yield Marked("", texts[0], texts[1])
    elif name in CONTEXT and len(texts) > 1:
        yield Marked(texts[0], texts[1], "")
    elif name == "npgettext" and len(texts) > len(("context", "singular")):
        yield Marked(*texts[:3])


def _english(web: Path, found: dict[Marked, list[str]]) -> polib.POFile:
    """Return the catalogue of the strings found, with the English there is."""
    made = _catalogue("en", "nplurals=2; plural=(n != 1);")
    path = web / "locale/en/LC_MESSAGES/django.po"
    known = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))} if path.is_file() else {}
    for marked, places in found.items():
        old = known.get((marked.context, marked.text))
        entry = _entry(marked, places)
        if old and marked.plural:
            entry.msgstr_plural = {n: old.msgstr_plural.get(n, old.msgstr) for n in (0, 1)}
        elif old:
            entry.msgstr = old.msgstr or old.msgstr_plural.get(1, "")
        made.append(entry)
    return made


def _chinese(found: dict[Marked, list[str]]) -> polib.POFile:
    made = _catalogue("zh_Hans", "nplurals=1; plural=0;")
    for marked, places in found.items():
        entry = _entry(marked, places)
        if marked.plural:
            entry.msgstr_plural = {0: marked.text}
        else:
            entry.msgstr = marked.text
        made.append(entry)
    return made


def _catalogue(language: str, plural: str) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    kind = "text/plain; charset=utf-8"
    made.metadata = {"Language": language, "MIME-Version": "1.0", "Content-Type": kind, "Plural-Forms": plural}
    made.metadata["Content-Transfer-Encoding"] = "8bit"
    return made


def _entry(marked: Marked, places: list[str]) -> polib.POEntry:
    flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", marked.text) else []
    entry = polib.POEntry(msgid=marked.text, msgctxt=marked.context or None, flags=flags)
    entry.msgid_plural = marked.plural
    entry.occurrences = [(place, "") for place in places]
    if marked.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def _is_translated(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr_plural and all(entry.msgstr_plural.values())) or bool(entry.msgstr)


def _write_or_compare(web: Path, catalogues: dict[str, polib.POFile], *, check: bool) -> list[str]:
    """Write the catalogues that lie in files, or return which of them are not current."""
    faults = []
    for language, catalogue in catalogues.items():
        folder = web / "locale" / language / "LC_MESSAGES"
        wanted = {"django.mo": catalogue.to_binary()}
        if language == "en":
            wanted["django.po"] = f"{catalogue}".encode()
        for name, content in wanted.items():
            path = folder / name
            if check and (not path.is_file() or path.read_bytes() != content):
                faults.append(f"not current: {path.relative_to(web)}; run tools/make_messages.py")
            elif not check:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return faults


if __name__ == "__main__":
    sys.exit(main())
