"""The periods of filing and of exemptions: a number or unset, its unit, and the status of its source."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jianfu.engine.detection.rule import Text

FILE = Path(__file__).parent / "data" / "periods.yaml"
UNITS = {
    "working_days": Text("个工作日", "working days"),
    "days": Text("天", "days"),
    "months": Text("个月", "months"),
    "date": Text("", ""),
}
STATUS = {
    "Q": Text("见于公开文本原文", "read in a public copy"),
    "P": Text("见于公开报道的转述", "from a public paraphrase"),
    "F": Text("公开转载残缺，数字不可靠", "public reprints are damaged, numbers not safe"),
    "I": Text("默认值，未经核实", "a default, not verified"),
    "G": Text("一般常识，未经核实", "general knowledge, not verified"),
}
UNSET = Text("文件未公布具体数字", "no number was published")


@dataclass(frozen=True, slots=True)
class Period:
    """A period. ``value`` None: no number was published, so nothing is computed from it.

    ``counted`` tells whether it runs ``after`` its start or must lie ``before`` a planned day.
    *Source:* domain.md, section (m), row ``parameter``.
    """

    code: str
    parameter: str
    name: Text
    value: int | date | None
    unit: str
    counted: str
    source_status: str
    source: str

    @property
    def is_set(self) -> bool:
        """Tell whether a number or a date stands."""
        return self.value is not None

    @property
    def length(self) -> Text:
        """Return the value with its unit, or that none was published."""
        if self.value is None:
            return UNSET
        unit = UNITS[self.unit]
        return Text(f"{self.value}{unit.zh}", f"{self.value} {unit.en}".strip())

    @property
    def status(self) -> Text:
        """Return what the tag of the source says."""
        return STATUS[self.source_status]


@cache
def periods() -> dict[str, Period]:
    """Return all periods by code, as the file lists them."""
    read: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
    return {code: _period(code, said) for code, said in read.items()}


def _period(code: str, said: dict[str, Any]) -> Period:
    return Period(
        code=code,
        parameter=said["parameter"],
        name=Text(said["zh"], said["en"]),
        value=said["value"],
        unit=said["unit"],
        counted=said["counted"],
        source_status=said["source_status"],
        source=said["source"],
    )
