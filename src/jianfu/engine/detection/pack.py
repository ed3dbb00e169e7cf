"""Rule packs: folders of rules laid over one another, national first, then province, then city.

A later pack may add rules or change keys of earlier ones; the rule then carries its name, and the versions of both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jianfu.engine.detection.document import Document, overlay, read
from jianfu.engine.detection.fault import Fault, UnableToLoadRules, nearest, shown
from jianfu.engine.detection.reading import Reading
from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.detection.rule_reading import Origin, rule_of, vet_quotations
from jianfu.engine.detection.source import FILE as SOURCES_FILE
from jianfu.engine.detection.source import Source, read_sources

NATIONAL = "national"
BUNDLED = Path(__file__).resolve().parent.parent / "rulepacks"
PACK_FILE = "pack.yaml"
RULE_ID = re.compile(r"[A-Z]{1,4}-[0-9]{2,3}")
FIRST_FAMILIES = ("NM", "A", "G")
LEVELS = ("national", "province", "city", "county")
OWN_KEYS = ("id", "version", "source", "source_status")
"""What every file of a pack must say for itself, even one that changes a single limit."""

Level = Literal["national", "province", "city", "county"]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack's own words: code, name, level, region, note; *example* marks one whose texts are not public."""

    code: str
    name: Text
    level: Level
    region_code: str
    note: Text
    example: bool
    folder: Path
    sources: dict[str, Source] = field(default_factory=dict, compare=False)


@dataclass(slots=True)
class _Layered:
    """A rule's document as the packs so far leave it, and who changed it."""

    document: Document
    pack: str
    path: str
    versions: list[str]


def load(packs: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Load the national rules and the packs named, in that order; a name is a bundled pack or a folder's path.

    Rules come sorted: NM, A, G, then others, by number. Raises UnableToLoadRules with every fault of every pack.
    """
    faults: list[Fault] = []
    layered: dict[str, _Layered] = {}
    sources: dict[str, Source] = {}
    for pack in _packs(packs, faults):
        sources.update(pack.sources)
        _lay(pack, layered, faults)
    rules = [_rule(each, sources, faults) for each in layered.values()]
    if faults:
        raise UnableToLoadRules(faults)
    return tuple(sorted((rule for rule in rules if rule), key=lambda rule: _order(rule.id)))


def packs_named(packs: Sequence[str] = ()) -> tuple[Pack, ...]:
    """Return the national pack and the packs named, as they are layered. Raises UnableToLoadRules."""
    faults: list[Fault] = []
    found = tuple(_packs(packs, faults))
    if faults:
        raise UnableToLoadRules(faults)
    return found


def bundled_packs() -> tuple[str, ...]:
    """Return the codes of the packs that ship with Jianfu, the national one first."""
    found = sorted(path.parent.name for path in BUNDLED.glob(f"*/{PACK_FILE}"))
    return (NATIONAL, *(code for code in found if code != NATIONAL))


def known_rule_ids(packs: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the ids of the national rules and of the packs named, by file name: nothing is read or vetted."""
    folders = (_folder(name) for name in (NATIONAL, *packs))
    stems = {path.stem for folder in folders if folder for path in _rule_files(folder)}
    return tuple(sorted((stem for stem in stems if RULE_ID.fullmatch(stem)), key=_order))


def _order(rule_id: str) -> tuple[int, str, int]:
    family, _, number = rule_id.partition("-")
    rank = FIRST_FAMILIES.index(family) if family in FIRST_FAMILIES else len(FIRST_FAMILIES)
    return rank, family, int(number)


def _folder(name: str) -> Path | None:
    if "/" not in name and (BUNDLED / name / PACK_FILE).is_file():
        return BUNDLED / name
    return Path(name) if Path(name).is_dir() else None


def _packs(names: Sequence[str], faults: list[Fault]) -> Iterator[Pack]:
    for name in dict.fromkeys((NATIONAL, *names)):
        folder = _folder(name)
        if folder is None:
            expected = Text("随附规则包的代码，或规则包文件夹", "the code of a bundled pack, or a pack's folder")
            mend = Text("随附的有：" + "、".join(bundled_packs()) + "。", f"Bundled: {', '.join(bundled_packs())}.")
            faults.append(Fault(name, 1, expected, shown(name), mend, nearest(name, bundled_packs())))
        elif pack := _pack(folder, _shown(folder), faults):
            yield pack


def _shown(folder: Path) -> str:
    return folder.name if folder.parent == BUNDLED else str(folder)


def _pack(folder: Path, shown_as: str, faults: list[Fault]) -> Pack | None:
    before = len(faults)
    document = read(folder / PACK_FILE, f"{shown_as}/{PACK_FILE}", faults)
    if document is None:
        return None
    reading = Reading(document, faults)
    required = ("code", "zh", "en", "level", "note")
    reading.keys((), (*required, "region_code", "example"), required=required)
    level = reading.choice(("level",), LEVELS, LEVELS[0])
    pack = Pack(
        code=reading.text(("code",), ""),
        name=Text(reading.text(("zh",), ""), reading.text(("en",), "")),
        level=next(known for known in ("national", "province", "city", "county") if known == level),
        region_code=reading.text(("region_code",), ""),
        note=reading.pair(("note",), required=False),
        example=reading.flag(("example",), False),
        folder=folder,
        sources=read_sources(folder, shown_as, faults),
    )
    return pack if len(faults) == before else None


def _rule_files(folder: Path) -> list[Path]:
    kept = (path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and not path.name.startswith("."))
    return sorted(path for path in kept if path.name not in (PACK_FILE, SOURCES_FILE))


def _lay(pack: Pack, layered: dict[str, _Layered], faults: list[Fault]) -> None:
    for path in _rule_files(pack.folder):
        shown_as = f"{_shown(pack.folder)}/{path.name}"
        document = read(path, shown_as, faults)
        if document is None or not _says_for_itself(document, path, faults):
            continue
        rule_id, version = str(document.data["id"]), f"{pack.code}-{document.data['version']}"
        below = layered.get(rule_id)
        if below is None:
            layered[rule_id] = _Layered(document, pack.code, shown_as, [version])
        else:
            merged = overlay(below.document, document)
            layered[rule_id] = _Layered(merged, pack.code, shown_as, [*below.versions, version])


def _says_for_itself(document: Document, path: Path, faults: list[Fault]) -> bool:
    """Tell whether a file says its id (that of its name), version and source; add the faults where it does not."""
    before = len(faults)
    reading = Reading(document, faults)
    for name in OWN_KEYS:
        if name not in document.data:
            mend = Text("每个规则文件都要写明。", "Every rule file must say it, an overlay too.")
            reading.fault((name,), Text("必填", "must be there"), "—", mend)
    rule_id = document.data.get("id")
    if rule_id is not None and (not RULE_ID.fullmatch(str(rule_id)) or path.name != f"{rule_id}.yaml"):
        expected = Text(
            f"与文件名相同的规则编号，如 {path.stem}（文件扩展名 .yaml）", f"the file's name, {path.stem} (.yaml)"
        )
        mend = Text("编号形如 NM-01;一条规则一个文件。", "An id reads like NM-01; one rule a file.")
        reading.fault(("id",), expected, f"{rule_id} / {path.name}", mend)
    vet_quotations(reading)
    return len(faults) == before


def _rule(layered: _Layered, sources: dict[str, Source], faults: list[Fault]) -> Rule | None:
    origin = Origin(layered.pack, "+".join(layered.versions), layered.path)
    return rule_of(layered.document, origin, sources, faults)
