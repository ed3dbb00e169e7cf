"""What is measured on: made-up registers of the test half, one of the development half to learn from, and Febrl."""

import json
import subprocess
from pathlib import Path

import opencc
import pyarrow as pa
import pyarrow.parquet as pq

from jianfu.engine.synth import likeness, likeness_doubt

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "out" / "linkage"
PEER_PYTHON = HERE.parents[1] / ".venv-peers" / "bin" / "python"
TEST_SEED, LABELLED_SEED = 9021, 77
LABELLED = 10_000
FEBRL = ("febrl1", "febrl2", "febrl3", "febrl4")
NOT_MADE = ("filing_no",)
"""Columns of the contract that the made-up register leaves out: there, and empty."""


def register(size: int) -> Path:
    """Return the folder of a register of the test half, made once."""
    return _made(OUT / f"register-{size}", size, TEST_SEED, "test")


def labelled() -> Path:
    """Return the folder of a register of the development half, whose truth peers may learn from."""
    return _made(OUT / "labelled", LABELLED, LABELLED_SEED, "dev")


def febrl(name: str) -> Path:
    """Return the folder of a Febrl set, taken once from the package that carries them."""
    if not (OUT / name / "truth.parquet").exists():
        OUT.mkdir(parents=True, exist_ok=True)
        subprocess.run([PEER_PYTHON, HERE / "peers" / "febrl.py", OUT], check=True)
    return OUT / name


def truth(folder: Path) -> pa.Table:
    """Return the true pairs of a folder."""
    return pq.read_table(folder / "truth.parquet")


def _made(folder: Path, n: int, seed: int, split: likeness.Split) -> Path:
    if (folder / "truth.parquet").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    made = likeness.records(n=n, seed=seed, split=split)
    assets = made.assets
    for name in NOT_MADE:
        assets = assets.append_column(name, pa.nulls(len(assets), pa.string()))
    pq.write_table(assets, folder / "assets.parquet")
    pq.write_table(made.units, folder / "units.parquet")
    characters = sorted(set("".join(name or "" for k in ("name", "sponsor_unit") for name in assets[k].to_pylist())))
    convert = opencc.OpenCC("t2s").convert
    simple = {one: other for one in characters if (other := convert(one)) != one}
    (folder / "simplified.json").write_text(json.dumps(simple, ensure_ascii=False), "utf-8")
    told = {"copies": round(n * 0.16), "in_doubt": len(likeness_doubt.ambiguous(made))}
    (folder / "told.json").write_text(json.dumps(told), "utf-8")
    pq.write_table(made.pairs, folder / "truth.parquet")
    return folder
