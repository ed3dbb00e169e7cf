"""The tool that makes the division tables, run on a package of a few lines."""

import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

TOOL = Path(__file__).parents[2] / "tools" / "make_divisions.py"
PACKAGE = {
    "provinces": "code,name\n32,江苏省\n",
    "cities": "code,name,provinceCode\n3201,南京市,32\n3202,市辖区,32\n",
    "areas": "code,name,cityCode,provinceCode\n320102,玄武区,3201,32\n320171,某经济技术开发区,3201,32\n",
    "streets": "code,name,areaCode,provinceCode,cityCode\n320102001,甲街道,320102,32,3201\n"
    "320102400,某监狱,320102,32,3201\n320102401,某农场,320102,32,3201\n320102402,某产业园,320102,32,3201\n",
    "villages": "code,name,streetCode,provinceCode,cityCode,areaCode\n"
    "320102001001,东升社区居委会,320102001,32,3201,320102\n320102001201,爱丰村委会,320102001,32,3201,320102\n"
    "320102001498,某园虚拟社区,320102001,32,3201,320102\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    for name, rows in PACKAGE.items():
        (tmp_path / "dist" / f"{name}.csv").write_text(rows, encoding="utf-8")
    subprocess.run([sys.executable, TOOL, tmp_path, tmp_path], check=True, capture_output=True)
    return tmp_path


def test_every_code_is_marked_as_what_it_is(made: Path) -> None:
    kinds = {row["name"]: row["kind"] for row in pq.read_table(made / "divisions.parquet").to_pylist()}
    assert kinds["玄武区"] == "division"
    assert kinds["市辖区"] == "placeholder"
    assert kinds["某经济技术开发区"] == kinds["某产业园"] == "zone"
    assert (kinds["某监狱"], kinds["某农场"]) == ("prison", "farm")


def test_villages_lose_their_legal_ending_and_invented_ones_are_left_out(made: Path) -> None:
    assert pq.read_table(made / "villages.parquet")["name"].to_pylist() == ["东升社区", "爱丰村"]


def test_a_wrong_call_says_how_to_use_the_tool() -> None:
    done = subprocess.run([sys.executable, TOOL], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PACKAGE_FOLDER" in done.stderr
