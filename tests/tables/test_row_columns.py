from jianfu.engine.detection import rule
from jianfu.engine.schema.assets import ASSETS
from jianfu.tables.row_columns import FINDING_COLUMNS, SEVERITIES, entry_columns


def test_no_header_stands_twice_in_either_language() -> None:
    shown = entry_columns() + FINDING_COLUMNS
    for lang in ("zh", "en"):
        headers = [column.header(lang) for column in shown]
        assert len(set(headers)) == len(headers)


def test_headers_of_entries_are_those_of_the_register() -> None:
    register = {column.code: column.zh for column in ASSETS.columns}
    for column in entry_columns():
        assert register.get(column.code, column.zh) == column.zh


def test_every_severity_has_its_word() -> None:
    assert tuple(word.code for word in SEVERITIES) == rule.SEVERITIES
