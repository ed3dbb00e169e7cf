"""How text files are encoded."""

from pathlib import Path

import pytest

from jianfu.tables.sheets.encoding import detect


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("编号,名称\n".encode("utf-8-sig"), "utf-8-sig"),
        ("编号,名称\n".encode(), "utf-8"),
        ("编号,名称\n".encode("gb18030"), "gb18030"),
        ("编号,𠮷\n".encode("gb18030"), "gb18030"),
        ("编号\t名称\n".encode("utf-16"), "utf-16"),
        (b"a,b\n", "utf-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        ("编号".encode("utf-8-sig") + b"\xff\xff", ""),
        (b"\xff\x80\xff", ""),
    ],
)
def test_the_encoding_is_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert detect(path) == encoding


def test_one_late_byte_decides_over_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 2_000_000 + "名".encode("gb18030"))
    assert detect(path) == "gb18030"


def test_a_character_cut_in_two_by_a_chunk_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * ((1 << 22) - 1) + "名".encode())
    assert detect(path) == "utf-8"
