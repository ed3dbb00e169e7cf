"""The rule book: one page a rule in both languages with its local variants, and an index."""

from collections.abc import Mapping

from jianfu.engine.detection.pack import Pack, bundled_packs, load, packs_named
from jianfu.engine.detection.predicate import waits_for
from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.detection.rule_page import measure_names, page, severities, variant
from jianfu.engine.detection.source import Source

INDEX = "README.md"
MADE = "<!-- Made by: jianfu rules docs. Do not edit; change the rule's YAML file. -->"
COLUMNS = (
    *("编号 / id", "名称 / name", "严重程度 / severity", "来源状态 / status", "施行 / in force"),
    *("等待的监测指标 / waits for", "地方 / local"),
)
INTRODUCTION = Text(
    "每条规则一页：判定什么、限值多少、依据哪里来、有哪些案例。缺少证据的一律判为“不明”，不作为问题；命中只是提示，"
    "如何处置由人决定。标明“默认值，未经核实”的数字不是规定原文，各地可在自己的规则包中改写。",
    "One page a rule: what it asks, its limits, where they come from, worked cases. Missing evidence is always unknown "
    "and never a problem; a hit is a proposal and a person decides. A number marked as an unverified default is not "
    "the text of a rule; any place may change it in its own pack.",
)


def rule_book() -> dict[str, str]:
    """Return the pages of the bundled packs by file name: ``NM-01.md`` and so on, and the index ``README.md``."""
    local = bundled_packs()[1:]
    sources = {key: source for pack in packs_named(local) for key, source in pack.sources.items()}
    national = {rule.id: rule for rule in load()}
    variants = {pack: _changed(pack.code) for pack in packs_named(local)[1:]}
    pages = {f"{rule.id}.md": _page(rule, variants, sources) for rule in national.values()}
    return {**pages, INDEX: _index(national, variants)}


def _changed(pack: str) -> dict[str, Rule]:
    return {rule.id: rule for rule in load([pack]) if rule.pack == pack}


def _page(rule: Rule, variants: Mapping[Pack, Mapping[str, Rule]], sources: Mapping[str, Source]) -> str:
    parts = [
        MADE,
        f"# {rule.id} {rule.name.zh} / {rule.name.en}",
        "[中文](#中文） · [English](#english) · [目录 / index](README.md)",
    ]
    for lang, heading in (("zh", "中文"), ("en", "English")):
        body = page(rule, sources, lang, 2).partition("\n\n")[2].rstrip()
        parts += [f"## {heading}", body, *_local(rule, variants, sources, lang)]
    return "\n\n".join(parts) + "\n"


def _local(
    rule: Rule, variants: Mapping[Pack, Mapping[str, Rule]], sources: Mapping[str, Source], lang: str
) -> list[str]:
    parts = []
    for pack, changed in variants.items():
        if rule.id in changed:
            heading = Text(f"地方差异：{pack.name.zh}", f"Local variant: {pack.name.en}").get(lang)
            body = variant(changed[rule.id], rule, sources, lang, 4)
            example = [pack.note.get(lang)] if pack.example else []
            parts += [f"### {heading}", *example, body]
    return parts


def _index(national: Mapping[str, Rule], variants: Mapping[Pack, Mapping[str, Rule]]) -> str:
    parts = [MADE, "# 规则 / Rules", INTRODUCTION.zh, INTRODUCTION.en, _pack_list(variants)]
    families = (
        ("NM", Text("政务新媒体", "Government new media")),
        ("A", Text("政务App", "Government apps")),
        ("G", Text("工作群组", "Work groups")),
    )
    for family, name in families:
        rows = [_row(rule, variants) for rule in national.values() if rule.id.split("-")[0] == family]
        head = "| " + " | ".join(COLUMNS) + " |"
        parts += [f"## {name.zh} / {name.en}", "\n".join([head, "|" + " --- |" * len(COLUMNS), *rows])]
    return "\n\n".join(parts) + "\n"


def _pack_list(variants: Mapping[Pack, Mapping[str, Rule]]) -> str:
    lines = [f"- `{pack.code}` {pack.name.zh} / {pack.name.en}: {pack.note.zh} {pack.note.en}" for pack in variants]
    return "\n".join(["- `national` 全国 / National", *lines])


def _row(rule: Rule, variants: Mapping[Pack, Mapping[str, Rule]]) -> str:
    waiting = waits_for(rule)
    local = ", ".join(pack.code for pack, changed in variants.items() if rule.id in changed)
    off = "" if rule.enabled else " （停用 / off)"
    cells = (
        f"[{rule.id}]({rule.id}.md)",
        f"{rule.name.zh} / {rule.name.en}{off}",
        f"{severities(rule, 'zh')} / {severities(rule, 'en')}",
        rule.source_status,
        _dates(rule),
        f"{measure_names(waiting, 'zh')} / {measure_names(waiting, 'en')}" if waiting else "",
        local,
    )
    return "| " + " | ".join(cells) + " |"


def _dates(rule: Rule) -> str:
    if not rule.in_force_from and not rule.in_force_until:
        return ""
    return f"{rule.in_force_from or ''} – {rule.in_force_until or ''}"
