from pathlib import Path

import pytest

from jianfu.engine.detection.fault import Fault
from jianfu.engine.detection.source import read_sources


def test_sources_have_a_title_in_both_languages_and_perhaps_an_address(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("S1: {zh: 通报, en: circular, url: https://x.cn}\nS2: {zh: 办法}\n", "utf-8")
    faults: list[Fault] = []
    found = read_sources(tmp_path, "mine", faults)
    assert faults == []
    assert (found["S1"].title.en, found["S1"].url) == ("circular", "https://x.cn")
    assert found["S2"].title.en == "办法"


def test_a_pack_need_not_list_sources(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read_sources(tmp_path, "mine", faults) == {}
    assert faults == []


@pytest.mark.parametrize("line", ["s1: {zh: x}", "S1: x", "S1: {en: x}", "S1: {zh: x, link: y}", "S1: {zh: [x]}"])
def test_a_source_without_key_or_title_is_a_fault(tmp_path: Path, line: str) -> None:
    (tmp_path / "sources.yaml").write_text(f"S9: {{zh: 好}}\n{line}\n", "utf-8")
    faults: list[Fault] = []
    assert list(read_sources(tmp_path, "mine", faults)) == ["S9"]
    assert [(fault.file, fault.line) for fault in faults] == [("mine/sources.yaml", 2)]
