"""What can be wrong with a rule pack, said so that its author can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from jianfu.engine.detection.rule import Text

NEAR_ENOUGH = 60.0
FOUND_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands, what was expected, what was found, the nearest known name, how to mend it."""

    file: str
    line: int
    expected: Text
    found: str
    mend: Text
    nearest: str = ""

    def sentence(self, lang: str) -> str:
        """Return the fault as one line in that language (Chinese unless ``en``)."""
        expected, mend = self.expected.get(lang), self.mend.get(lang)
        if lang == "en":
            near = f" Nearest known name: {self.nearest}." if self.nearest else ""
            return f"{self.file}, line {self.line}: expected {expected}; found {self.found}.{near} {mend}"
        near = f"最接近的名称：{self.nearest}。" if self.nearest else ""
        return f"{self.file} 第{self.line}行：应为{expected}；实际是 {self.found}。{near}{mend}"


class UnableToLoadRules(Exception):
    """The packs named have faults. ``faults`` lists all of them; ``zh`` and ``en`` say them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        self.zh = "\n".join([f"规则包有{len(faults)}处错误，没有载入：", *(f.sentence("zh") for f in faults)])
        self.en = "\n".join(
            [f"The rule packs were not loaded; faults found: {len(faults)}.", *(f.sentence("en") for f in faults)]
        )
        super().__init__(f"{self.zh}\n{self.en}")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like *name*, or an empty text where none comes near."""
    best = process.extractOne(name, list(known), processor=str.lower, score_cutoff=NEAR_ENOUGH)
    return str(best[0]) if best else ""


def shown(value: object) -> str:
    """Return a value as a fault shows it: in brackets of quotation, shortened."""
    text = str(value).replace("\n", " ")
    return f"「{text if len(text) <= FOUND_SHOWN else text[:FOUND_SHOWN] + '…'}」"
