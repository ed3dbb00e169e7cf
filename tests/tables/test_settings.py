"""A file of settings changes what it names, and says what is wrong with what it cannot mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from jianfu.engine.propose import Settings
from jianfu.tables import settings


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert settings.read(_file(tmp_path, "")) == Settings()


def test_what_is_named_changes_and_the_rest_keeps_its_default(tmp_path: Path) -> None:
    told = settings.read(_file(tmp_path, "groups: {load_cap: 150}\nplan: {reach: [50]}\n"))
    assert told == Settings(
        groups=replace(Settings().groups, load_cap=150.0), plan=replace(Settings().plan, reach=(50,))
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("group: {load_cap: 150}", "最接近的是“groups”"),
        ("groups: {load_capp: 150}", "最接近的是“load_cap”"),
        ("groups: {load_cap: many}", "应为 200.0 一类的值，见到的是 'many'"),
        ("groups: {load_cap: true}", "应为 200.0 一类的值，见到的是 True"),
        ("groups: 150", "“groups”一节应为“参数: 值”"),
        ("- groups", "应为“link、notices、groups、plan”各节"),
        ("groups: {", "应为 UTF-8 的 YAML 文件"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_is_expected(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(settings.UnableToReadSettings) as fault:
        settings.read(_file(tmp_path, text))
    assert said in fault.value.zh
    assert "settings.yaml" in fault.value.en


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(settings.UnableToReadSettings):
        settings.read(tmp_path / "none.yaml")
