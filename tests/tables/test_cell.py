import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianfu.tables import cell


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-3", "'-3"),
        ("@水务", "'@水务"),
        ("\t缩进", "'\t缩进"),
        ("\r换行", "'\r换行"),
        ("\n换行", "'\n换行"),
        ("＝cmd|x", "'＝cmd|x"),
        ("'=1", "''=1"),
        ("清河县水务局", "清河县水务局"),
        ("'引号开头", "'引号开头"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_only_what_a_spreadsheet_would_take_for_a_formula_is_guarded(text: str, written: str) -> None:
    assert cell.guarded(text) == written


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝ a水"), max_size=6) | st.text())
@example("''@")
def test_taking_the_guard_off_gives_the_text_back(text: str) -> None:
    assert cell.unguarded(cell.guarded(text)) == text


@given(st.text(max_size=8))
def test_no_guarded_text_begins_with_a_sign(text: str) -> None:
    assert not cell.guarded(text).startswith(tuple(cell.SIGNS))


@given(st.lists(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝＋－＠ a水\""), max_size=5), min_size=1, max_size=30))
def test_the_sql_and_the_python_guard_agree(texts: list[str]) -> None:
    query = f"SELECT {cell.guarded_sql('t')} FROM (SELECT unnest($texts) AS t)"
    with duckdb.connect() as connection:
        found = [row[0] for row in connection.execute(query, {"texts": texts}).fetchall()]
    assert found == [cell.guarded(text) for text in texts]


def test_a_null_stays_null_in_sql() -> None:
    with duckdb.connect() as connection:
        query = f"SELECT {cell.guarded_sql('t')} FROM (SELECT NULL::VARCHAR AS t)"
        assert connection.execute(query).fetchone() == (None,)
