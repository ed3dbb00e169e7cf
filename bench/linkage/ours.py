"""Jianfu's own linkage on the same folders: the shipped model, predict only.

Persons go through the same model unchanged: the name as the account's name, the address as its sponsor, the social
security number as its account id, the post code as its county. It was made for accounts, not for persons.
"""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage import predict, records
from jianfu.engine.linkage.model import load_model

MEMORY = "4GB"
PERSONS = """
    SELECT id AS asset_id, 'new_media' AS category, '微信' AS platform, soc_sec_id AS platform_id,
      CAST(NULL AS VARCHAR) AS url, CAST(NULL AS VARCHAR) AS filing_no,
      concat_ws(' ', given_name, surname) AS name, concat_ws(' ', street_number, address_1, suburb) AS sponsor_unit,
      CAST(NULL AS VARCHAR) AS unit_id, concat('32', postcode) AS region_code, CAST(NULL AS DATE) AS opened_on,
      CAST(NULL AS DATE) AS closed_on, CAST(NULL AS BIGINT) AS followers
    FROM persons"""


def main() -> None:
    """Link the folder given and write the pairs found to the file given."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as scratch, closing(DuckDB(Path(scratch), memory_limit=MEMORY)) as backend:
        if (folder / "persons.parquet").exists():
            backend.read(folder / "persons.parquet", "persons")
            records.prepare_from(backend, PERSONS)
        else:
            backend.read(folder / "assets.parquet", "assets")
            backend.read(folder / "units.parquet", "units")
            records.prepare_register(backend, "assets", "units")
        predict.pairs(backend, load_model(), lambda stage, share: None)
        pq.write_table(backend.sql("SELECT left_id, right_id, score FROM model_pairs"), out)


if __name__ == "__main__":
    main()
