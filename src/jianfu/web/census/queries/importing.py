"""What is asked of imports: whose they are, their rows with what is wrong beside them, and what they would do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.workbook import FLAG_WORDS, NONE_WORDS, word_text
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.models import ImportBatch

PAGE = 50
WHY = {
    "too_long": _("内容过长，登记库放不下"),
    "unit_unconfirmed": _("主办单位名称尚未确认"),
    "out_of_scope": _("主办单位不在您的权限范围内"),
    "unit_first": _("主办单位还不在单位库中，请先导入单位"),
    "unit_not_yours": _("该单位不在您的权限范围内"),
    "unit_ended": _("该单位已撤并"),
    "unit_parent": _("上级单位不存在、已撤并或不在您的权限范围内"),
    "unit_circle": _("上级关系成环"),
    "not_yours": _("登记库中该条目属于其他单位"),
    "twice": _("文件内重复"),
    "taken": _("同一平台账号已登记在其他条目下"),
    "entry_missing": _("对应的条目没有导入，也不在登记库中"),
    "observed_otherwise": _("同一天同一来源已有不同数值"),
}
CLASSES = {
    "new": (_("新增"), "tag-good"),
    "changed": (_("有变化"), "tag-warn"),
    "unchanged": (_("无变化"), "tag-quiet"),
    "conflict": (_("有冲突"), "tag-bad"),
    "faulty": (_("有问题"), "tag-bad"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, and how many there are in all."""

    rows: list[dict[str, Any]]
    number: int
    total: int

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return max(1, -(-self.total // PAGE))


def visible(actor: Actor) -> QuerySet[ImportBatch]:
    """Return the imports the actor may see: those of units where imports may be run or tables filled in."""
    inside = actor.scope(Permission.IMPORT_RUN, "unit__") | actor.scope(Permission.CENSUS_DECLARE, "unit__")
    return ImportBatch.objects.filter(inside | Q(started_by=actor.user_pk or 0)).select_related("unit", "started_by")


def english() -> bool:
    """Tell whether the page is read in English."""
    return (get_language() or "").startswith("en")


def label(table: str, code: str) -> str:
    """Return the heading of a column in the language of the page."""
    try:
        column = BY_CODE[table].column(code)
    except KeyError:
        return code
    return code.replace("_", " ") if english() else column.zh


def rows_page(batch: ImportBatch, table: str, *, number: int, faulty_only: bool) -> Page:
    """Return rows as they stand, each with its cells and what is wrong with them, in the order of the files."""
    folder = files.read_folder(batch)
    raw, faults = (files.quoted(folder / name) for name in (f"raw/{table}.parquet", "faults.parquet"))
    wanted = f"_id IN (SELECT _id FROM {faults} WHERE table_code = '{table}')" if faulty_only else "true"
    with files.asking() as connection:
        total = int(connection.execute(f"SELECT count(*) FROM {raw} WHERE {wanted}").fetchall()[0][0])
        number = min(max(1, number), max(1, -(-total // PAGE)))
        shown = f"SELECT * FROM {raw} WHERE {wanted} ORDER BY _id LIMIT {PAGE} OFFSET {(number - 1) * PAGE}"
        rows = files.rows_of(connection, shown)
        ids = ", ".join(str(row["_id"]) for row in rows) or "0"
        wrong = files.rows_of(connection, f"SELECT * FROM {faults} WHERE _id IN ({ids}) ORDER BY _id, column_code")
    return Page([_line(table, row, wrong, faulty_only) for row in rows], number, total)


def _line(table: str, row: dict[str, Any], wrong: list[dict[str, Any]], faulty_only: bool) -> dict[str, Any]:
    lang = "en" if english() else "zh"
    mine = {fault["column_code"]: fault for fault in wrong if fault["_id"] == row["_id"]}
    faults = [
        {
            "code": code, "label": fault["column"] or label(table, code),
            "value": fault["value"] or row.get(code) or "",
            "problem": fault[f"problem_{lang}"], "expected": fault[f"expected_{lang}"], "mend": fault[f"mend_{lang}"],
            "words": BY_CODE[table].column(code).words if code in BY_CODE[table].codes else (),
            "lang": lang,
        }
        for code, fault in mine.items()
    ]  # fmt: skip
    cells = [(label(table, code), row[code]) for code in BY_CODE[table].codes if row.get(code) and code not in mine]
    return {"id": row["_id"], "file": row["file"], "sheet": row["sheet"], "row": row["row"], "faults": faults,
            "cells": cells[:6] if faulty_only else cells[:8]}  # fmt: skip


def outcome_page(batch: ImportBatch, table: str, kind: str, *, number: int) -> Page:
    """Return the rows of one class with their changes or the reason of their conflict."""
    path = files.outcome(batch, table)
    if not path.exists():
        return Page([], 1, 0)
    with files.asking() as connection:
        where = f"FROM {files.quoted(path)} WHERE class = ?"
        total = int(connection.execute(f"SELECT count(*) {where}", [kind]).fetchall()[0][0])
        number = min(max(1, number), max(1, -(-total // PAGE)))
        query = (
            f"SELECT file, sheet, row, asset_id, name, why, holder, changes {where} ORDER BY _id "
            f"LIMIT {PAGE} OFFSET {(number - 1) * PAGE}"
        )
        rows = files.rows_of(connection, query, [kind])
    for row in rows:
        row["why"] = WHY.get(row["why"], "")
        row["changes"] = [_change(table, each) for each in row["changes"] or ()]
        row["known"] = kind in ("changed", "unchanged")
    return Page(rows, number, total)


def _change(table: str, each: dict[str, Any]) -> dict[str, Any]:
    code = each["code"]
    before, after = (shown(table, code, each[side]) for side in ("before", "after"))
    return {"label": label(table, code), "before": before, "after": after}


def shown(table: str, code: str, value: str | None) -> str:
    """Return a stored value as the word a person reads; empty where it is silent."""
    lang = "en" if english() else "zh"
    if not value or code not in BY_CODE[table].codes:
        return value or ""
    column = BY_CODE[table].column(code)
    if value == "none":
        return NONE_WORDS[lang]
    if column.kind is Kind.FLAG:
        return FLAG_WORDS[lang][value == "true"]
    return "、".join(word_text(column.words, each, lang) for each in value.split(";")) if column.words else value


def counted(batch: ImportBatch) -> list[dict[str, Any]]:
    """Return, by table, how many rows there are of each class, with the words and tags they are shown with."""
    listed = []
    for table, counts in batch.counts.items():
        classes = [
            {"code": code, "label": text, "tag": tag, "count": counts.get(code, 0)}
            for code, (text, tag) in CLASSES.items()
        ]
        name = BY_CODE[table].en if english() else BY_CODE[table].zh
        listed.append({"table": table, "name": name, "rows": counts.get("rows", 0), "classes": classes})
    return listed
