"""Rows kept as sent, judged again after every correction.

``stage`` brings rows of uploaded sheets into one Parquet a table. ``read`` lays corrections over them, adds what the
register already knows (units, entries referred to) and judges all of it by the one reader.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyarrow as pa

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables import submission
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.faults import InputFault, UnableToRead
from jianfu.tables.options import Limits, ReadOptions
from jianfu.tables.received import Part
from jianfu.tables.sheets import complaints
from jianfu.tables.sheets.csv_file import UnableToClose
from jianfu.tables.sheets.grid import Grid
from jianfu.tables.sheets.headers import Mapping as Headings
from jianfu.tables.sheets.load import Tally, load
from jianfu.tables.sheets.receive import Received
from jianfu.tables.store import Store, opened
from jianfu.tables.submission import Progress, Submission
from jianfu.tables.survey import IGNORED, ORIGIN, STATED_NONE, UNKNOWN, visit

KNOWN = 1 << 20
"""Parts from this number on are what the register knows, not what was sent."""
PARTS = "parts.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person settled for one sheet: its table, header row, and what each heading means, by place."""

    file: str
    sheet: str
    table: str
    header_row: int
    meanings: Mapping[int, str]
    texts: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell set right in the page; an empty *code* takes the whole row out."""

    table: str
    row_id: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the register knows: rows of ``units`` and ``assets`` as text columns by code, and names settled as units."""

    units: pa.Table
    assets: pa.Table
    matches: Mapping[str, str] = field(default_factory=dict)


def stage(*, paths: Sequence[Path], choices: Sequence[Choice], folder: Path, limits: Limits) -> int:
    """Bring the rows of the chosen sheets into ``<table>.parquet`` files in the folder; return how many came in.

    Raises UnableToRead with every reason found.
    """
    faults: list[InputFault] = []
    chosen = {(choice.file, choice.sheet): choice for choice in choices}
    parts: list[dict[str, object]] = []
    with opened(folder / "work", limits) as store:
        tally = Tally(limits)

        def bring(path: Path, name: str, grid: Grid) -> None:
            if choice := chosen.get((path.name, name)):
                parts.append(_load(store, grid, choice, len(parts) + 1, tally, faults))

        for path in paths:
            visit(path, limits, faults, partial(bring, path))
        _strays(store, parts, faults)
        if faults:
            raise UnableToRead(faults)
        rows = sum(_keep(store, table, folder) for table in BY_CODE.values())
    (folder / PARTS).write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
    return rows


def _load(
    store: Store, grid: Grid, choice: Choice, number: int, tally: Tally, faults: list[InputFault]
) -> dict[str, object]:
    mapping = _headings(choice)
    part = Part(
        number, choice.file, choice.sheet, BY_CODE[choice.table], mapping.headers, choice.header_row, grid.encoding
    )
    try:
        load(store, grid, part, mapping, 1 + max(choice.meanings), tally)
    except UnableToRead as refused:
        faults.extend(refused.faults)
    except UnableToClose as open_quote:
        faults.append(InputFault(choice.file, choice.sheet, *complaints.open_quote(open_quote.number)))
    except pa.ArrowInvalid as broken:
        faults.append(InputFault(choice.file, choice.sheet, *complaints.broken_csv(str(broken))))
    said = {"number": number, "file": choice.file, "sheet": choice.sheet, "table": choice.table}
    said |= {"headers": mapping.headers, "header_row": choice.header_row, "encoding": grid.encoding}
    return said | {"unlabelled": bool(mapping.unlabelled)}


def _headings(choice: Choice) -> Headings:
    found = Headings(choice.header_row)
    for place, meaning in sorted(choice.meanings.items()):
        if meaning == ORIGIN:
            found.origin = place
        elif meaning == STATED_NONE:
            found.stated_none = place
        elif meaning == UNKNOWN:
            found.unlabelled.append(place)
        elif meaning != IGNORED:
            found.columns[meaning] = place
            found.headers[meaning] = choice.texts.get(place, "")
    return found


def _strays(store: Store, parts: list[dict[str, object]], faults: list[InputFault]) -> None:
    for part in parts:
        if part["unlabelled"] and not faults:
            rows = store.rows(
                f"SELECT min(_id) & 1099511627775, arg_min(_stray, _id) FROM raw_{part['table']} "
                f"WHERE _skip = 0 AND _stray IS NOT NULL AND _id >> 40 = {part['number']}"
            )
            if rows[0][0] is not None:
                sentence = complaints.unlabelled(int(str(rows[0][0])), str(rows[0][1]))
                faults.append(InputFault(str(part["file"]), str(part["sheet"]), *sentence))


def _keep(store: Store, table: Table, folder: Path) -> int:
    path = folder / f"{table.code}.parquet"
    path.unlink(missing_ok=True)
    if not store.relations(table):
        return 0
    store.run(f"COPY (SELECT * FROM raw_{table.code} ORDER BY _id) TO {literal(str(path))} (FORMAT parquet)")
    return store.number(f"SELECT count(*) FROM raw_{table.code} WHERE _skip = 0")


def read(
    *,
    staged: Path,
    into: Path,
    context: Context,
    corrections: Sequence[Correction],
    options: ReadOptions,
    progress: Progress,
) -> Submission:
    """Judge the staged rows with corrections laid over them, writing under *into*.

    Beside what a reading gives: ``faults.parquet`` (the problems with the row's identity ``_id``), and by table
    ``raw/`` (the cells as they now stand) and ``accepted/`` (rows without fault, typed, with ``_id``);
    ``sponsors.parquet`` (each different name given for a sponsor, and the unit found).
    """
    parts = _parts(staged)
    with opened(into / "work", options.limits) as store:
        for part in parts:
            _restore(store, staged, part)
        _correct(store, corrections)
        _match(store, context.matches)
        known = [_know(store, KNOWN, "units", context.units), _know(store, KNOWN + 1, "assets", context.assets)]
        received = Received(parts=[*parts, *known])
        submission_read = submission.judged(store, received, into, options, progress)
        _write(store, sorted({part.table.code for part in parts}), into)
    return submission_read


def _parts(staged: Path) -> list[Part]:
    said = json.loads((staged / PARTS).read_text(encoding="utf-8"))
    names = ("number", "file", "sheet", "headers", "header_row", "encoding")
    return [Part(table=BY_CODE[part["table"]], **{name: part[name] for name in names}) for part in said]


def _restore(store: Store, staged: Path, part: Part) -> None:
    code = part.table.code
    if not store.relations(part.table):
        store.raw_table(part.table)
        store.run(f"INSERT INTO raw_{code} BY NAME SELECT * FROM {literal(str(staged / f'{code}.parquet'))}")
        if store.number(f"SELECT count(_stated) FROM raw_{code}"):
            store.states_none.add(f"raw_{code}")
    store.note_columns(part.table, part.headers)


def _correct(store: Store, corrections: Sequence[Correction]) -> None:
    by_column: dict[tuple[str, str], list[Correction]] = {}
    for correction in corrections:
        by_column.setdefault((correction.table, correction.code), []).append(correction)
    for (table, code), cells in by_column.items():
        rows = {"id": [cell.row_id for cell in cells], "value": [cell.value for cell in cells]}
        store.connection.register("corrected", pa.table(rows))
        if code:
            value = f"UPDATE raw_{table} SET {identifier(code)} = NULLIF(c.value, '') FROM corrected c"
            store.run(f"{value} WHERE c.id = raw_{table}._id")
        else:
            store.run(f"DELETE FROM raw_{table} WHERE _id IN (SELECT id FROM corrected)")
        store.connection.unregister("corrected")
        if code:
            store.note_columns(BY_CODE[table], [code])


def _match(store: Store, matches: Mapping[str, str]) -> None:
    if matches and store.relations(BY_CODE["assets"]):
        store.connection.register("matched", pa.table({"name": list(matches), "unit_id": list(matches.values())}))
        store.run(
            "UPDATE raw_assets SET sponsor_unit_id = m.unit_id FROM matched m "
            "WHERE jf_trim(raw_assets.sponsor_unit) = m.name AND jf_blank(COALESCE(raw_assets.sponsor_unit_id, ''))"
        )
        store.connection.unregister("matched")
        store.note_columns(BY_CODE["assets"], ["sponsor_unit_id"])


def _know(store: Store, number: int, code: str, rows: pa.Table) -> Part:
    """Add what the register knows, unless the same key was sent: then what was sent counts."""
    table = BY_CODE[code]
    store.raw_table(table)
    names = [name for name in rows.column_names if name in table.codes]
    columns = ", ".join(identifier(name) for name in names)
    key = identifier(table.key)
    store.connection.register("known", rows)
    store.run(
        f"INSERT INTO raw_{code} (_id, _skip, {columns}) SELECT ({number}::BIGINT << 40) | row_number() OVER (), 0, "
        f"{columns} FROM known k WHERE NOT EXISTS (SELECT 1 FROM raw_{code} r WHERE jf_trim(r.{key}) = k.{key})"
    )
    store.connection.unregister("known")
    store.note_columns(table, names)
    return Part(number, "", "", table, {}, 0, "")


def _write(store: Store, codes: Sequence[str], into: Path) -> None:
    for name in ("raw", "accepted"):
        (into / name).mkdir(parents=True, exist_ok=True)
    _copy(
        store, f"SELECT * FROM problems WHERE part_of(_id) < {KNOWN} ORDER BY _id, column_code, code", into / "faults"
    )
    _copy(
        store,
        "SELECT s.*, (SELECT count(*) FROM typed_assets t WHERE t.sponsor_unit = s.name "
        f"AND COALESCE(t.region_code, '') = s.region AND part_of(t._id) < {KNOWN}) AS rows FROM sponsors s",
        into / "sponsors",
    )
    for code in codes:
        table = BY_CODE[code]
        place = "p.file, p.sheet, row_of({0}._id) AS row"
        _copy(
            store,
            f"SELECT r.*, {place.format('r')} FROM raw_{code} r JOIN parts p ON p.part = part_of(r._id) "
            f"WHERE {store.kept} AND part_of(r._id) < {KNOWN} ORDER BY r._id",
            into / "raw" / code,
        )
        join = (
            "LEFT JOIN sponsors s ON s.name = t.sponsor_unit AND s.region = COALESCE(t.region_code, '')"
            if code == "assets"
            else ""
        )
        columns = ", ".join(_accepted(code, name) for name in table.codes)
        named = ", (COALESCE(t.sponsor_unit_id, 'none') = 'none') AS _by_name" if code == "assets" else ""
        _copy(
            store,
            f"SELECT t._id, {place.format('t')}, t.stated_none, {columns}{named} FROM typed_{code} t {join} "
            f"JOIN parts p ON p.part = part_of(t._id) WHERE part_of(t._id) < {KNOWN} "
            "AND t._id NOT IN (SELECT _id FROM rejected_rows) ORDER BY t._id",
            into / "accepted" / code,
        )


def _accepted(table: str, code: str) -> str:
    if table == "assets" and code == "sponsor_unit_id":
        return "COALESCE(NULLIF(t.sponsor_unit_id, 'none'), s.unit_id) AS sponsor_unit_id"
    return f"t.{identifier(code)}"


def _copy(store: Store, query: str, path: Path) -> None:
    store.run(f"COPY ({query}) TO {literal(str(path) + '.parquet')} (FORMAT parquet)")
