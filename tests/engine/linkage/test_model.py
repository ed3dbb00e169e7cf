from pathlib import Path

import pytest
import yaml

from jianfu.engine.linkage.comparisons import FIELDS, LEVELS
from jianfu.engine.linkage.model import SHIPPED, UnableToLoadModel, load_model


def test_the_shipped_model_weighs_every_level_a_comparison_can_come_to() -> None:
    model = load_model()
    assert tuple(field.code for field in model.fields) == FIELDS
    assert {field.code: {level.code for level in field.levels} for field in model.fields} == {
        field: set(levels) for field, levels in LEVELS.items()
    }


def test_every_number_says_what_it_rests_on() -> None:
    assert all(level.basis and level.zh and level.en for field in load_model().fields for level in field.levels)


def test_a_code_not_in_the_model_is_refused() -> None:
    with pytest.raises(KeyError):
        load_model().field("colour")
    with pytest.raises(KeyError):
        load_model().field("name").level("colour")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"review_threshold": 0.995}, "review_threshold <= proposal_threshold"),
        ({"exact": {"uid": 1.5, "url": 0.9, "filing": 0.9}}, "exact.uid"),
        ({"fields": {"name": {"zh": "名称"}}}, "keys of the shipped"),
        ({"prior": {"probability": "often"}}, "often"),
    ],
)
def test_a_model_with_a_fault_is_refused_and_told_in_both_languages(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(SHIPPED.read_text("utf-8")), **change}), encoding="utf-8")
    with pytest.raises(UnableToLoadModel) as error:
        load_model(path)
    assert told in error.value.en
    assert "model.yaml" in error.value.zh


@pytest.mark.parametrize("text", ["a: [", "", "- 1"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnableToLoadModel):
        load_model(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnableToLoadModel, match="nowhere"):
        load_model(tmp_path / "nowhere.yaml")
