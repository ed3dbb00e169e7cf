"""What to do about evidence that is missing: which table and columns to fill in."""

from jianfu.engine.detection.rule import Text
from jianfu.engine.schema.inputs import BY_CODE as TABLES
from jianfu.engine.schema.measure import Measure
from jianfu.engine.schema.measures import BY_CODE as MEASURES
from jianfu.tables.report import wording


def remedy(code: str) -> Text:
    """Return what to fill in so that a measure is no longer missing; names the measures table for one not known."""
    known = MEASURES.get(code)
    ways = _columns_to_fill(known) if known else []
    if known is None or known.observable or not ways:
        ways.append(wording.say("unknown.observe", measure=wording.measure(code)))
    return wording.joined(ways, "separator")


def _columns_to_fill(measure: Measure) -> list[Text]:
    wanted: dict[str, list[Text]] = {}
    for name in measure.rests_on:
        table, _, column = name.rpartition(".")
        table = table or "assets"
        if table in TABLES and table != "measures":
            wanted.setdefault(table, []).extend(_column(table, column))
    return [
        wording.say("unknown.fill", table=wording.table(table), columns=wording.joined(columns))
        for table, columns in wanted.items()
        if columns
    ]


def _column(table: str, code: str) -> list[Text]:
    return [Text(column.zh, column.code) for column in TABLES[table].columns if column.code == code]
