"""What a matter or a name is about, once form, year and unit are taken away."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.linkage.conftest import Register, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.linkage import kinds_text
from jianfu.engine.linkage.kinds_text import matter_core, name_core


@pytest.mark.parametrize(
    ("matter", "core"),
    [
        ("防汛工作", "防汛"),
        ("防汛工作专班", "防汛"),
        ("防汛调度", "防汛"),
        ("2026年防汛工作", "防汛"),
        ("第三季度安全生产检查", "安全生产检查"),
        ("征兵工作群", "征兵"),
        ("信访维稳信息报送", "信访维稳"),
        ("工作群", "工作群"),
        ("社保扩面", "社保扩面"),
    ],
)
def test_what_a_matter_is_about(matter: str, core: str) -> None:
    assert matter_core(matter) == core


@pytest.mark.parametrize(
    ("name", "unit", "core"),
    [
        ("清河县水务局防汛群", "清河县水务局", "防汛"),
        ("清河县水务局", "清河县水务局", ""),
        ("清河发布", "", "清河发布"),
    ],
)
def test_what_a_name_says_beyond_its_unit(name: str, unit: str, core: str) -> None:
    assert name_core(name, unit) == core


@given(st.text(max_size=20))
def test_a_matter_never_comes_to_nothing(text: str) -> None:
    assert bool(matter_core(text)) == bool(text)


def test_what_is_not_stated_has_no_key_and_no_core(register: Register) -> None:
    backend = register({"assets": [group("A", matter=None), group("B", matter="none"), group("C", matter=" 防 汛 ")]})
    kinds_text.matters(backend)
    found = backend.sql("SELECT * FROM link_matters").to_pylist()
    assert found == [{"matter": " 防 汛 ", "matter_key": "防汛", "matter_core": "防汛"}]


def test_names_are_taken_apart_only_where_asked(register: Register) -> None:
    units = [{"unit_id": "U", "name": "清河县水务局"}]
    backend = register({"units": units, "assets": [group("A"), group("B", name="追梦人")]})
    kinds_text.names(backend, "SELECT 'A' AS asset_id", into="told")
    found = backend.sql("SELECT * FROM told").to_pylist()
    assert found == [{"asset_id": "A", "name_key": "清河县水务局防汛群", "name_core": "防汛"}]


def test_likeness_counts_characters_and_is_null_where_one_is_missing(embedded: Backend) -> None:
    rows = [("清河发布", "清江发布"), ("防汛", "防汛"), ("防汛", None), ("", ""), ("甲", "乙")]
    given_rows = [{"one": one, "other": other} for one, other in rows]
    keep(embedded, pa.Table.from_pylist(given_rows, pa.schema([("one", pa.string()), ("other", pa.string())])), "texts")
    kinds_text.liken(embedded, "texts", "one", "other", into="alike")
    found = [row["likeness"] for row in embedded.sql("SELECT * FROM alike").to_pylist()]
    assert found == [0.75, 1.0, None, None, 0.0]
