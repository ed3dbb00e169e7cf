"""The linkage model: what each level of each comparison weighs, read from a file that says where every number is from.

*Source:* I. P. Fellegi, A. B. Sunter, A theory for record linkage (1969): a level weighs log2(m/u), where m is how
often it holds between entries that are one thing and u how often between others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parent / "data" / "model.yaml"
EXACT_KINDS = ("uid", "url", "filing")


class UnableToLoadModel(ValueError):
    """A model file is not there or not whole; ``zh`` and ``en`` say where, what was expected and what was found."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Level:
    """One way a field can compare: its code, words, m and u, and what the numbers rest on."""

    code: str
    zh: str
    en: str
    m: float
    u: float
    basis: str


@dataclass(frozen=True, slots=True)
class Field:
    """One comparison with its levels; what is missing on either side is no level and weighs nothing."""

    code: str
    zh: str
    en: str
    levels: tuple[Level, ...]

    def level(self, code: str) -> Level:
        """Return one of the levels; raises KeyError for a code not in the model."""
        return next((level for level in self.levels if level.code == code), None) or _missing(code)


def _missing(code: str) -> Level:
    raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Model:
    """A linkage model.

    *prior*: probability that two entries which meet in a block are one, before anything is compared. Thresholds are
    probabilities: at or above *proposal_threshold* a pair is proposed, from *review_threshold* on a person looks at
    it, below nothing is said. *exact*: the least probability of a pair that shares such a key.
    """

    version: str
    prior: float
    proposal_threshold: float
    review_threshold: float
    most_in_block: int
    most_sharing: int
    exact: Mapping[str, float]
    fields: tuple[Field, ...]

    def field(self, code: str) -> Field:
        """Return one of the comparisons; raises KeyError for a code not in the model."""
        found = next((field for field in self.fields if field.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def load_model(path: Path = SHIPPED) -> Model:
    """Return the model in a YAML file, the shipped one unless told; raises UnableToLoadModel with all that is wrong."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _fault(path, "UTF-8 的 YAML 文件", "a YAML file in UTF-8", str(error)) from error
    try:
        model = _model(data)
    except (KeyError, TypeError, ValueError) as error:
        raise _fault(path, "shipped model.yaml 中的各键", "the keys of the shipped model.yaml", repr(error)) from error
    _check(model, path)
    return model


def _model(data: Any) -> Model:
    return Model(
        version=str(data["version"]),
        prior=float(data["prior"]["probability"]),
        proposal_threshold=float(data["proposal_threshold"]),
        review_threshold=float(data["review_threshold"]),
        most_in_block=int(data["most_in_block"]),
        most_sharing=int(data["most_sharing"]),
        exact={kind: float(data["exact"][kind]) for kind in EXACT_KINDS},
        fields=tuple(_field(code, field) for code, field in data["fields"].items()),
    )


def _field(code: str, data: Any) -> Field:
    levels = tuple(
        Level(word, level["zh"], level["en"], float(level["m"]), float(level["u"]), str(level["basis"]))
        for word, level in data["levels"].items()
    )
    return Field(code, data["zh"], data["en"], levels)


def _check(model: Model, path: Path) -> None:
    shares = [(f"{f.code}.{lv.code}.{name}", value) for f in model.fields for lv in f.levels
              for name, value in (("m", lv.m), ("u", lv.u))]  # fmt: skip
    shares += [("prior", model.prior), *((f"exact.{kind}", value) for kind, value in model.exact.items())]
    for name, value in shares:
        if not 0 < value <= 1:
            raise _fault(path, f"{name} 在 0 与 1 之间", f"{name} above 0 and at most 1", str(value))
    if not 0 < model.review_threshold <= model.proposal_threshold <= 1:
        found = f"{model.review_threshold}, {model.proposal_threshold}"
        raise _fault(path, "0 < 待核线 ≤ 建议线 ≤ 1", "0 < review_threshold <= proposal_threshold <= 1", found)


def _fault(path: Path, zh: str, en: str, found: str) -> UnableToLoadModel:
    return UnableToLoadModel(
        zh=f"比对模型 {path} 读不出：应为{zh}，实际是 {found}。请对照随附的 model.yaml 改正。",
        en=f"Cannot read the linkage model {path}: expected {en}, found {found}. See the shipped model.yaml.",
    )
