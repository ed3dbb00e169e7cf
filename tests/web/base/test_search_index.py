"""The step of a migration that indexes a search column."""

from jianfu.web.base import search_index


def test_a_trigger_stays_in_one_statement() -> None:
    found = search_index._statements(search_index.MADE_SQLITE)
    assert [statement.split(maxsplit=2)[1] for statement in found] == [
        "VIRTUAL",
        "TRIGGER",
        "TRIGGER",
        "TRIGGER",
        "INTO",
    ]
    assert all(statement.rstrip().endswith("END;") for statement in found if " TRIGGER " in statement)


def test_what_is_made_can_be_unmade() -> None:
    made, unmade = (search_index._statements(text) for text in (search_index.MADE_SQLITE, search_index.UNMADE_SQLITE))
    assert len(unmade) == len(made) - 1
