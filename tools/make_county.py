"""Write the bundled county submission (``src/jianfu/cli/county``) from its written-out cells in ``tools/county``.

The sheets are kept as text, a file each, so that every cell, the faulty ones too, can be read and reviewed. A cell
``{formula, value}`` is a formula and what it last showed. Run it again after a change: ``python tools/make_county.py``.
"""

import argparse
import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import yaml
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CELLS = Path(__file__).parent / "county"
COUNTY = Path(__file__).parent.parent / "src/jianfu/cli/county"
MADE_ON = datetime.fromisoformat("2026-08-31")
ARROW = {"string": pa.string(), "date": pa.date32()}


def make(cells: Path, folder: Path) -> list[Path]:
    """Write every file that the cells (a folder of YAML) describe into the folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    described = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(cells.glob("*.yaml"))]
    return [_make_file(file, folder / file["file"]) for file in described]


def _make_file(file: Mapping[str, Any], path: Path) -> Path:
    if "sheets" in file:
        _make_workbook(file["sheets"], path)
    elif "columns" in file:
        _make_parquet(file, path)
    else:
        _make_csv(file, path)
    return path


def _make_csv(file: Mapping[str, Any], path: Path) -> None:
    with path.open("w", encoding=file["encoding"], newline="") as out:
        writer = csv.writer(out, delimiter=file["delimiter"], lineterminator="\r\n")
        writer.writerows(file["rows"])


def _make_parquet(file: Mapping[str, Any], path: Path) -> None:
    columns = list(zip(*file["rows"], strict=True))
    arrays = [pa.array(cells, ARROW[kind]) for cells, kind in zip(columns, file["columns"].values(), strict=True)]
    pq.write_table(pa.table(dict(zip(file["columns"], arrays, strict=True))), path)


def _make_workbook(sheets: Sequence[Mapping[str, Any]], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        book.set_properties({"created": MADE_ON})
        formats = {
            "day": book.add_format({"num_format": "yyyy/m/d"}),
            "moment": book.add_format({"num_format": "yyyy/m/d h:mm"}),
            "merged": book.add_format({"valign": "vcenter", "align": "center", "text_wrap": True}),
        }
        for sheet in sheets:
            _make_sheet(book.add_worksheet(sheet["name"]), sheet, formats)


def _make_sheet(made: Worksheet, sheet: Mapping[str, Any], formats: Mapping[str, Format]) -> None:
    made.set_column(0, 0, 8)
    made.set_column(1, 25, 16)
    for reach in sheet["merges"]:
        made.merge_range(reach, "", formats["merged"])
    for row, cells in enumerate(sheet["rows"]):
        for place, cell in enumerate(cells):
            _write(made, (row, place), cell, formats)


def _write(made: Worksheet, place: tuple[int, int], cell: Any, formats: Mapping[str, Format]) -> None:
    """Write one cell: real dates as dates, ``{formula, value}`` as a formula with the value it last had."""
    if cell is None:
        return
    if isinstance(cell, dict):
        made.write_formula(*place, cell["formula"], None, cell["value"])
    elif isinstance(cell, datetime):
        made.write_datetime(*place, cell, formats["moment"])
    elif isinstance(cell, date):
        made.write_datetime(*place, cell, formats["day"])
    elif isinstance(cell, int | float):
        made.write_number(*place, cell)
    else:
        made.write_string(*place, cell)


def main() -> None:
    """Write the bundled files anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=COUNTY, help="folder to write to")
    for path in make(CELLS, parser.parse_args().into):
        print(path)


if __name__ == "__main__":
    main()
