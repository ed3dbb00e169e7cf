"""What only the row knows about its problem: the words allowed, the nearest name, what the measure asks for."""

from datetime import date

import pyarrow as pa
from rapidfuzz import fuzz, process

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.store import Store

_MOST_WORDS = 2_000
_ASKED = {
    Kind.COUNT: ("应为 0 或正整数", "a whole number, 0 or more"),
    Kind.AMOUNT: ("应为 0 或正数", "a number, 0 or more"),
    Kind.RATIO: ("应在 0 到 1 之间", "a share from 0 to 1"),
    Kind.FLAG: ("应为 是 或 否", "是 or 否"),
    Kind.DATE: (
        "应为不晚于判定日期的日期，如 2021-09-03，从未有过的填“无”",
        "a past date such as 2021-09-03, or 无 for never",
    ),
}


def details(store: Store, as_of: date, rule_ids: frozenset[str]) -> None:
    """Fill in the details of faults that have none yet."""
    store.run(
        "UPDATE faults SET detail_zh = ?, detail_en = ? WHERE problem = 'future'",
        [as_of.isoformat(), as_of.isoformat()],
    )
    _allowed_words(store)
    names = {measure.zh: f"{measure.zh}({measure.code})" for measure in OBSERVABLE}
    names |= {measure.code: f"{measure.zh}({measure.code})" for measure in OBSERVABLE}
    _nearest(store, "unknown_measure", names)
    _nearest(store, "unknown_rule", {rule_id: rule_id for rule_id in rule_ids})
    _asked(store)


def _allowed_words(store: Store) -> None:
    for table in TABLES:
        for column in table.columns:
            if column.words:
                zh = "、".join(word.zh for word in column.words)
                en = ", ".join(f"{word.code} {word.zh}" for word in column.words)
                store.run(
                    "UPDATE faults SET detail_zh = ?, detail_en = ? WHERE problem = 'unknown_word' AND code = ? "
                    "AND part_of(_id) IN (SELECT part FROM parts WHERE table_code = ?)",
                    [zh, en, column.code, table.code],
                )


def _nearest(store: Store, problem: str, names: dict[str, str]) -> None:
    found = store.rows(f"SELECT DISTINCT value FROM faults WHERE problem = '{problem}' ORDER BY 1 LIMIT {_MOST_WORDS}")
    rows = [(str(row[0]), *_near(str(row[0]), names)) for row in found]
    if rows:
        words, zh, en = zip(*rows, strict=True)
        store.connection.register("near", pa.table({"word": list(words), "zh": list(zh), "en": list(en)}))
        store.run(
            f"UPDATE faults SET detail_zh = near.zh, detail_en = near.en FROM near "
            f"WHERE faults.problem = '{problem}' AND faults.value = near.word"
        )
        store.connection.unregister("near")
    store.run(
        f"UPDATE faults SET detail_zh = '见模板', detail_en = 'see the template' "
        f"WHERE problem = '{problem}' AND detail_zh IS NULL"
    )


def _near(word: str, names: dict[str, str]) -> tuple[str, str]:
    if not names:
        return "见模板", "see the template"
    match = process.extractOne(word, list(names), scorer=fuzz.WRatio)
    return f"最接近的是{names[match[0]]}", f"the nearest is {names[match[0]]}"


def _asked(store: Store) -> None:
    for measure in OBSERVABLE:
        zh, en = _ASKED.get(measure.kind, ("", ""))
        store.run(
            "UPDATE faults SET detail_zh = ?, detail_en = ? FROM typed_measures t "
            "WHERE faults.problem = 'unfit_value' AND t._id = faults._id AND t.measure = ?",
            [f"{measure.zh}{zh}", f"{measure.en}: {en}", measure.code],
        )
