import shutil
from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.detection.fault import UnableToLoadRules
from jianfu.engine.detection.pack import BUNDLED, bundled_packs, known_rule_ids, load, packs_named

PACK = "code: mine\nzh: 本县\nen: Mine\nlevel: county\nnote: {zh: 说明, en: note}\n"
CHANGED = "id: NM-04\nversion: 3\nlimits: {idle_days: {values: [{value: 45, source: 本县办法, source_status: P}]}}\n"
OWN = "source: [本县办法]\nsource_status: P\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "NM-04.yaml").write_text(CHANGED + OWN, "utf-8")
    return folder


def faults(*packs: str) -> list[str]:
    with pytest.raises(UnableToLoadRules) as caught:
        load(packs)
    return [f"{fault.file}:{fault.line} {fault.nearest}".strip() for fault in caught.value.faults]


def test_the_national_pack_is_always_there_and_sorted_by_family_and_number() -> None:
    ids = [rule.id for rule in load()]
    assert ids[0] == "NM-01"
    assert ids[19:21] == ["A-01", "A-02"]
    assert ids[-1] == "G-23"
    assert len(ids) == 58
    assert {rule.pack for rule in load(["national"])} == {"national"}


def test_a_province_changes_what_it_names_and_keeps_the_rest() -> None:
    local, national = ({rule.id: rule for rule in load(packs)} for packs in (["jiangsu"], []))
    assert (local["A-01"].pack, local["A-01"].version) == ("jiangsu", "national-1+jiangsu-1")
    assert local["NM-09"].severity != national["NM-09"].severity
    assert local["NM-09"].predicate == national["NM-09"].predicate
    assert local["NM-01"] == national["NM-01"]


def test_a_folder_of_ones_own_is_a_pack(mine: Path) -> None:
    rule = {rule.id: rule for rule in load([str(mine)])}["NM-04"]
    value = rule.limit("idle_days").at(date(2026, 1, 1))
    assert (rule.pack, rule.version, value and value.value) == ("mine", "national-1+mine-3", 45)
    assert rule.name.zh == "僵尸账号"


def test_later_packs_win_in_the_order_given(mine: Path, tmp_path: Path) -> None:
    other = shutil.copytree(mine, tmp_path / "other")
    (other / "pack.yaml").write_text(PACK.replace("mine", "other"), "utf-8")
    (other / "NM-04.yaml").write_text((CHANGED + OWN).replace("45", "30"), "utf-8")
    found = [
        {rule.id: rule for rule in load([str(folder) for folder in order])}["NM-04"]
        for order in ([mine, other], [other, mine])
    ]
    days = [rule.limit("idle_days").values[0].value for rule in found]
    assert days == [30, 45]
    assert [rule.version for rule in found] == ["national-1+mine-3+other-3", "national-1+other-3+mine-3"]


def test_a_pack_may_bring_a_rule_of_its_own(mine: Path) -> None:
    text = (BUNDLED / "national" / "G-20.yaml").read_text("utf-8").replace("id: G-20", "id: XH-01")
    (mine / "XH-01.yaml").write_text(text, "utf-8")
    assert load([str(mine)])[-1].id == "XH-01"
    assert known_rule_ids([str(mine)])[-1] == "XH-01"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("NM-04.yaml", CHANGED + "source: [x]\n", ["mine/NM-04.yaml:1"]),
        ("NM-04.yaml", CHANGED + "source_status: P\n", ["mine/NM-04.yaml:1"]),
        ("NM-05.yaml", CHANGED + OWN, ["mine/NM-05.yaml:1"]),
        ("NM-04.yml", CHANGED + OWN, ["mine/NM-04.yml:1"]),
        ("NM-06.yaml", "id: NM-06\nversion: 1\nsource: [S99]\nsource_status: P\n", ["mine/NM-06.yaml:3 S9"]),
        ("NM-06.yaml", "id: NM-06\nversion: 1\npredicate: silent_day > 3\n" + OWN, ["mine/NM-06.yaml:3 silent_days"]),
        ("sources.yaml", "S1 {", ["mine/sources.yaml:1"]),
    ],
)
def test_a_fault_names_the_file_of_the_pack_it_stands_in(mine: Path, name: str, text: str, expected: list[str]) -> None:
    (mine / name).write_text(text, "utf-8")
    assert [fault.replace(str(mine), "mine") for fault in faults(str(mine))] == expected


def test_a_local_limit_over_a_quoted_rule_leaves_the_quotation_to_the_nation(mine: Path) -> None:
    (mine / "NM-03.yaml").write_text((CHANGED + OWN).replace("NM-04", "NM-03"), "utf-8")
    rule = {rule.id: rule for rule in load([str(mine)])}["NM-03"]
    assert (rule.source_status, "“" in rule.basis.zh) == ("P", True)


def test_a_local_basis_may_quote_only_what_was_seen(mine: Path) -> None:
    basis = "basis: {zh: 要求“一律关停”, en: close}\n"
    (mine / "NM-03.yaml").write_text((CHANGED + OWN).replace("NM-04", "NM-03") + basis, "utf-8")
    assert [fault.replace(str(mine), "mine") for fault in faults(str(mine))] == ["mine/NM-03.yaml:6"]


def test_a_new_rule_must_be_whole(mine: Path) -> None:
    (mine / "XH-01.yaml").write_text("id: XH-01\nversion: 1\n" + OWN, "utf-8")
    assert len(faults(str(mine))) >= 7


def test_faults_of_all_packs_and_files_are_raised_together(mine: Path) -> None:
    (mine / "A-01.yaml").write_text("id: A-01\nversion: 1\n" + OWN + "severity: []\n", "utf-8")
    (mine / "G-01.yaml").write_text("id: G-01\nversion: 1\n" + OWN + "predicate: aproved\n", "utf-8")
    found = [fault.replace(str(mine), "mine") for fault in faults("jiangsuu", str(mine))]
    assert sorted(found) == ["jiangsuu:1 jiangsu", "mine/A-01.yaml:5", "mine/G-01.yaml:5 approved"]


def test_a_folder_without_its_pack_file_is_a_fault(tmp_path: Path) -> None:
    assert len(faults(str(tmp_path))) == 1


def test_the_packs_named_say_who_they_are() -> None:
    national, jiangsu, wuxi = packs_named(["jiangsu", "wuxi", "jiangsu"])
    assert (national.level, jiangsu.level, wuxi.level) == ("national", "province", "city")
    assert (jiangsu.region_code, jiangsu.example, wuxi.example) == ("320000", False, True)
    assert "没有公开" in wuxi.note.zh
    with pytest.raises(UnableToLoadRules):
        packs_named(["nowhere"])


def test_the_bundled_packs_start_with_the_national_one() -> None:
    assert bundled_packs()[0] == "national"
    assert set(bundled_packs()) == {"national", "jiangsu", "wuxi", "nantong"}


def test_known_ids_are_those_of_the_packs_named() -> None:
    assert known_rule_ids() == tuple(rule.id for rule in load())
