"""Scoring by Splink: its ``predict`` over patterns of levels, with our m and u.

Pairs that compare alike in every field score alike, so Splink is given each pattern of levels once instead of every
pair: some thousands of rows however large the register, and the same numbers whichever engine holds the pairs.
*Source:* R. Linacre and others, Splink (UK Ministry of Justice), version 5.
"""

import json
import logging
from typing import Any

import pyarrow as pa

from jianfu.engine.linkage.model import Field, Model

SCORED = pa.schema([("pattern", pa.string()), ("score", pa.float64()), ("contributions", pa.string())])
SCORE_DECIMALS = 6


def score_patterns(batch: pa.RecordBatch, model: Model) -> pa.RecordBatch:
    """Return pattern, score (a probability) and contributions (JSON) for a batch of pattern and a level a field.

    A null level is missing evidence and weighs nothing. Contributions list the fields compared in the model's order,
    each with its level and its weight in bits (log2 of m/u).
    """
    if not batch.num_rows:
        return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in SCORED], schema=SCORED)
    predicted = {row["pattern_l"]: row for row in _predicted(batch, model)}
    rows = [_scored(given, predicted[given["pattern"]], model) for given in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=SCORED)


def _scored(given: dict[str, Any], found: dict[str, Any], model: Model) -> dict[str, Any]:
    contributions = [
        {"field": field.code, "level": given[field.code], "weight": round(float(found[f"mw_{field.code}"]), 3)}
        for field in model.fields
        if given[field.code] is not None
    ]
    score = round(float(found["match_probability"]), SCORE_DECIMALS)
    return {"pattern": given["pattern"], "score": score, "contributions": json.dumps(contributions)}


def _predicted(batch: pa.RecordBatch, model: Model) -> list[dict[str, Any]]:
    # Half a second to import, and needed by no other command.
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    columns = ["pattern", *(field.code for field in model.fields)]
    patterns = pa.Table.from_batches([batch]).select(columns)
    met = {"join_key_l": patterns["pattern"], "join_key_r": patterns["pattern"],
           "match_key": pa.array(["0"] * batch.num_rows)}  # fmt: skip
    linker = Linker(database.register(patterns), settings(model), log_level=logging.ERROR)
    # A pattern meets itself: both of its sides hold the level that the pair came to.
    linker.table_management.register_blocked_pairs_for_predict(database.register(pa.table(met)))
    rows: list[dict[str, Any]] = linker.inference.predict(warning_mode="never").as_record_list()
    return rows


def _comparison(field: Field) -> dict[str, Any]:
    levels = [
        {
            "sql_condition": f"{field.code}_l = '{level.code}'",
            "label_for_charts": level.en,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        for level in field.levels
    ]
    missing = {"sql_condition": f"{field.code}_l IS NULL", "label_for_charts": "missing", "is_null_level": True}
    return {
        "output_column_name": field.code,
        "comparison_description": field.en,
        "comparison_levels": [missing, *levels],
    }


def settings(model: Model) -> dict[str, Any]:
    """Return the model as Splink's settings, which its own charts and tools read as well."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "pattern",
        "probability_two_random_records_match": model.prior,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.pattern = r.pattern"}],
        "comparisons": [_comparison(field) for field in model.fields],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }
