from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.template_example import example_cell, examples


def test_every_table_has_an_example_of_its_own_columns() -> None:
    assert set(examples()) == set(BY_CODE)
    for code, rows in examples().items():
        assert rows
        assert {column for row in rows for column in row} <= set(BY_CODE[code].codes)


def test_the_examples_show_all_three_categories() -> None:
    assert {row["category"] for row in examples()["assets"]} == {"new_media", "app", "work_group"}


def test_a_cell_is_shown_as_a_person_writes_it() -> None:
    columns = {column.code: column for table in BY_CODE.values() for column in table.columns}
    assert example_cell(columns["expected_end_on"], "none", "zh") == "无"
    assert example_cell(columns["measure"], "broken_functions", "zh") == "失效功能数"
    assert example_cell(columns["measure"], "broken_functions", "en") == "broken_functions"
