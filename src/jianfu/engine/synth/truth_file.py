"""The truth on disk: verdicts, pairs, rejected rows, kinds, scope, and a page that explains them."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jianfu.engine.synth import fault, pair
from jianfu.engine.synth.cell import Numbers, taken
from jianfu.engine.synth.kind import KINDS
from jianfu.engine.synth.request import Request
from jianfu.engine.synth.truth import EXPECTED_WORDS, NOT_EVALUATED, Verdicts
from jianfu.engine.synth.write import CsvFile

VERDICTS = pa.schema(
    [("asset_id", pa.string()), ("rule_id", pa.string()), ("expected", pa.string()), ("kind", pa.string())]
)
SCOPE = pa.schema([("rule_id", pa.string()), ("complete", pa.bool_()), ("listed", pa.int64())])
KIND_COUNTS = pa.schema(
    [("rule_id", pa.string()), ("kind", pa.string()), ("expected", pa.string()), ("rows", pa.int64()),
     ("meaning_zh", pa.string()), ("meaning_en", pa.string())]
)  # fmt: skip
KIND_NAMES = tuple(KINDS)


class Both:
    """One table written as Parquet, and as CSV where asked."""

    def __init__(self, folder: Path, name: str, schema: pa.Schema, *, with_csv: bool = True) -> None:
        self.parquet = pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
        self.csv = CsvFile(folder / f"{name}.csv", schema) if with_csv else None

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        self.parquet.write_table(table)
        if self.csv:
            self.csv.write(table)

    def close(self) -> None:
        """Finish the files."""
        self.parquet.close()
        if self.csv:
            self.csv.close()


class TruthFile:
    """The truth of one request, written province by province."""

    def __init__(self, folder: Path, *, request: Request, with_csv: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.request = folder, request
        self.verdict_file = Both(folder, "verdicts", VERDICTS, with_csv=with_csv)
        self.pair_file = Both(folder, "pairs", pair.SCHEMA, with_csv=with_csv)
        self.rejected_file = Both(folder, "rejected", fault.SCHEMA)
        self.counts: dict[tuple[str, str, int], int] = {}
        self.rules: set[str] = set()

    def verdicts(self, ids: pa.Array, told: list[Verdicts]) -> None:
        """Append the verdicts of one category's entries."""
        for one in told:
            kind = _named(one)
            self._count(one, kind)
            columns = [
                ids.take(pa.array(one.rows)),
                taken((one.rule,), np.zeros(len(one.rows), np.int64)),
                taken(EXPECTED_WORDS, one.expected),
                taken(KIND_NAMES, kind),
            ]
            self.verdict_file.write(pa.Table.from_arrays(columns, schema=VERDICTS))

    def _count(self, one: Verdicts, kind: Numbers) -> None:
        self.rules.add(one.rule)
        keys, counts = np.unique(kind * len(EXPECTED_WORDS) + one.expected, return_counts=True)
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            which = (one.rule, KIND_NAMES[key // len(EXPECTED_WORDS)], key % len(EXPECTED_WORDS))
            self.counts[which] = self.counts.get(which, 0) + count

    def pairs(self, table: pa.Table) -> None:
        """Append pairs."""
        self.pair_file.write(table)

    def rejected(self, table: pa.Table) -> None:
        """Append rows that must be rejected."""
        self.rejected_file.write(table)

    def close(self) -> None:
        """Write kinds, scope and the page, and finish the files."""
        for file in (self.verdict_file, self.pair_file, self.rejected_file):
            file.close()
        self._write("scope", self._scope())
        self._write("kinds", self._kinds())
        (self.folder / "README.md").write_text(_page(self.request), encoding="utf-8")

    def _write(self, name: str, table: pa.Table) -> None:
        file = Both(self.folder, name, table.schema)
        file.write(table)
        file.close()

    def _scope(self) -> pa.Table:
        listed = {
            rule: sum(n for (of, _, what), n in self.counts.items() if of == rule and what) for rule in self.rules
        }
        rows = [{"rule_id": rule, "complete": True, "listed": listed[rule]} for rule in sorted(self.rules)]
        return pa.Table.from_pylist(rows, schema=SCOPE)

    def _kinds(self) -> pa.Table:
        rows = [
            {
                "rule_id": rule,
                "kind": kind,
                "expected": EXPECTED_WORDS[what],
                "rows": count,
                "meaning_zh": KINDS[kind][0],
                "meaning_en": KINDS[kind][1],
            }
            for (rule, kind, what), count in sorted(self.counts.items())
        ]
        return pa.Table.from_pylist(rows, schema=KIND_COUNTS)


def _named(one: Verdicts) -> Numbers:
    """Return each row's kind by its place among all kinds."""
    return np.array([KIND_NAMES.index(kind) for kind in one.kinds], np.int64)[one.kind]


def _page(request: Request) -> str:
    packs = " ".join(f"--pack {pack}" for pack in request.packs)
    return f"""# 真相 / The truth

造数程序自己的意图，不经检测程序得出。判定日期 {request.as_of}。
The generator's own intention; nothing here was detected. Judged for {request.as_of}.

    jianfu run submission --as-of {request.as_of} {packs} --out RUN
    jianfu score RUN truth

| file | columns |
|---|---|
| verdicts | asset_id, rule_id, expected ({", ".join(EXPECTED_WORDS)}), kind |
| scope | rule_id, complete, listed: all hits, unknowns and exempts of a complete rule are listed; the rest is clear |
| kinds | rule_id, kind, expected, rows, meaning: how many cases of each kind were planted |
| pairs | left_id, right_id, kind: entries that are one thing, or alike |
| rejected | table, row_id, column, fault: rows that reading must reject |

- Told for the packs: {", ".join(("national", *request.packs))}.
- Not told, because off or without a limit: {", ".join(NOT_EVALUATED)}.
- `clear` rows are cases that a careless reading would hit.
- Rules on activity, and NM-12, need a state or a closing day: without both the entry is unknown. Every other rule
  takes an entry as standing unless it is stated closed, and sets (NM-13, A-12, G-03, G-07, G-22) are counted over
  these; an entry whose own platform, matter, audience or functions were removed is unknown in its set.
- Evidence from a source of partial coverage: an absence is unknown, a presence stands.
- An exemption in force gives exempt for a hit and for an unknown; an expired or future one gives nothing.
"""
